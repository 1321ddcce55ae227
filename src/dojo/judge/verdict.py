"""From what the tests reported to one verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["not attempted", "failing", "visible pass", "solved", "timed out", "error"]
Outcome = Literal["passed", "failed", "timed out", "not run"]
Kind = Literal["visible", "hidden"]
Judging = Literal["none", "visible", "whole"]  # what a save is judged on


@dataclass(frozen=True)
class TestReport:
    """What one test said: its outcome and, where it failed, the call, what came back and what was expected."""

    __test__ = False  # the name is the glossary's, not a test class

    id: str
    kind: Kind
    outcome: Outcome
    seconds: float = 0.0
    message: str = ""
    call: str = ""
    got: str = ""
    expected: str = ""
    failure: str = ""  # the kind of failure: "type", "shape", "tolerance", "raised", ... (see `judge.kinds`)
    difference: dict[str, Any] | None = field(default=None, hash=False)  # cells side by side, see `judge.cells`
    printed: str = ""  # what the attempt printed in the last call


@dataclass(frozen=True)
class Result:
    """One judging of one candidate."""

    kata: str
    candidate: str
    verdict: Verdict
    seed: int
    seconds: float
    isolation: str
    tests: tuple[TestReport, ...] = field(default=())
    message: str = ""  # why it did not load, where the verdict is "error"
    cpu: float = 0.0  # processor seconds that the judge spent on it, the drawing of examples and the sandbox aside

    @property
    def failure(self) -> TestReport | None:
        """The first test that did not pass, in the order they were judged."""
        return next((t for t in self.tests if t.outcome != "passed"), None)

    @property
    def passed(self) -> int:
        return sum(t.outcome == "passed" for t in self.tests)

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` prints."""
        names = ("id", "kind", "outcome", "seconds", "message", "call", "got", "expected", "printed")
        tests = [{name: asdict(t)[name] for name in names} for t in self.tests]
        head = {k: getattr(self, k) for k in ("kata", "candidate", "verdict", "seed", "seconds", "isolation")}
        return head | ({"message": self.message} if self.message else {}) | {"tests": tests}


def complete(manifest: list[tuple[str, Kind]], reports: list[TestReport]) -> tuple[TestReport, ...]:
    """Return one report a collected test, in the order collected; one that is missing or came twice did not pass."""
    counts, first = Counter(r.id for r in reports), {r.id: r for r in reversed(reports)}
    missing = "did not run to its end: the judging ended before it, or was disturbed"
    return tuple(
        first[id_] if counts[id_] == 1 else TestReport(id_, kind, "not run", message=missing) for id_, kind in manifest
    )


def decide(tests: tuple[TestReport, ...]) -> Verdict:
    """Return the verdict on a candidate that loaded: the first test that did not pass decides.

    Visible tests come first, so `visible pass` means that only hidden ones are left to mend,
    or that only visible ones were asked for.
    """
    first = next((t for t in tests if t.outcome != "passed"), None)
    if not tests or not any(t.kind == "visible" for t in tests):
        return "error"
    if first is None:
        return "solved" if any(t.kind == "hidden" for t in tests) else "visible pass"
    if first.outcome == "timed out":
        return "timed out"
    return "visible pass" if first.kind == "hidden" else "failing"
