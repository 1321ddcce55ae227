"""A candidate's own tests, held against the reference and the kata's mistakes; they run in a sandbox only.

They stand in the attempt itself: functions `def test_...():` without parameters that call the entry by its name. A
test counts if the reference passes it; a mistake is caught if such a test fails on it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dojo.interview import blocks
from dojo.kata import candidates
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.sandbox import processes

if TYPE_CHECKING:
    from dojo.sandbox.session import Session

BUDGET = 30.0  # seconds of wall time; mistakes not reached by then count as not caught

_HARNESS = """
import sys
import types

ATTEMPT = {attempt!r}
SOLUTION = {solution!r}


def module_of(name, text):
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(text, name, "exec", dont_inherit=True), vars(module))
    return vars(module)


def run(test, symbol):
    names = module_of("attempt", ATTEMPT)
    if symbol:
        names[{entry!r}] = module_of("solution", SOLUTION)[symbol]
    try:
        names[test]()
    except BaseException as error:
        return (type(error).__name__ + ": " + str(error))[:300]
    return ""
"""


@dataclass(frozen=True)
class Found:
    """What a candidate's own tests are worth.

    Attributes
    ----------
    right : tuple of str
        Tests that the reference passes.
    wrong : tuple of pairs
        Tests that it does not, and what they said.
    caught, missed : tuple of str
        The kata's mistakes.
    problem : str
        Why nothing could be measured.
    """

    right: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    caught: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    problem: str = ""


def measure(root: Path, kata: Kata, text: str) -> Found:
    """Hold the tests in an attempt's text against the kata's mistakes, in a process of its own."""
    tests = blocks.read(text).tests
    if not tests:
        return _nothing_caught(kata)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "dojo.interview.own_tests", str(root), kata.id],
            input=text,
            capture_output=True,
            text=True,
            timeout=2 * BUDGET,
            start_new_session=True,
        )
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        return Found(problem=f"your own tests could not be run ({type(error).__name__})")
    wrong = tuple((name, why) for name, why in said["wrong"])
    return Found(tuple(said["right"]), wrong, tuple(said["caught"]), tuple(said["missed"]), said["problem"])


def _nothing_caught(kata: Kata) -> Found:
    try:
        return Found(missed=tuple(c.name for c in candidates.mistakes(kata)))
    except candidates.BadSolution as error:
        return Found(problem=str(error))


def find(root: Path, kata: Kata, text: str) -> Found:
    """Do the same in this process, which then imports numpy and has a pool of sandboxes."""
    from dojo.kata import sheet
    from dojo.sandbox.session import CallLimits, Session
    from dojo.sandbox.start import make_pool

    reference, mistakes = candidates.reference(kata), candidates.mistakes(kata)
    source = _HARNESS.format(attempt=text, solution=reference.source, entry=reference.entry)
    trial = Candidate(kata.id, "mistake", "own tests", kata.stub, source, "run", "run")
    limits = sheet.read(kata.sheet)
    with contextlib.closing(make_pool(root)) as pool:
        session = Session(trial, "function", CallLimits(limits.call_limit, BUDGET, limits.memory << 20), pool)
        try:
            said = [(test, _says(session, test, reference.symbol)) for test in blocks.read(text).tests]
            right = [test for test, why in said if not why]
            caught = list(_caught(session, right, mistakes))
        finally:
            session.close()
    missed = tuple(m.name for m in mistakes if m.name not in caught)
    return Found(tuple(right), tuple((test, why) for test, why in said if why), tuple(caught), missed)


def _caught(session: Session, tests: list[str], mistakes: list[Candidate]) -> Iterator[str]:
    """Yield the mistakes on which a test fails, within the budget."""
    end = time.monotonic() + BUDGET
    for mistake in mistakes:
        if time.monotonic() < end and any(_says(session, test, mistake.symbol) for test in tests):
            yield mistake.name


def _says(session: Session, test: str, symbol: str) -> str:
    """Return why a test fails on one of the solution's answers, "" where it passes."""
    from dojo.sandbox.session import LoadFailed, NotAValue, SandboxDied, TimedOut

    try:
        return str(session.call("call", None, test, (test, symbol), {}))
    except (LoadFailed, NotAValue, SandboxDied, TimedOut) as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Run as `python -m dojo.interview.own_tests ROOT PILLAR/NAME`, with the attempt's text as input."""
    processes.die_with_parent()
    root = Path(sys.argv[1])
    pillar, _, name = sys.argv[2].partition("/")
    try:
        found = find(root, Kata(root, pillar, name), sys.stdin.read())
    except (candidates.BadSolution, OSError) as error:
        found = Found(problem=f"your own tests could not be run: {error}")
    print(json.dumps(asdict(found)))  # noqa: T201


if __name__ == "__main__":
    main()
