"""Recording while judging: what cannot be recorded is said once, and judging goes on."""

from __future__ import annotations

from pathlib import Path

from dojo.candidates import Candidate
from dojo.history import History, HistoryProblem, Run, TestRow
from dojo.output import err
from dojo.verdict import Result


class Recorder:
    """The history as the judging commands use it; `source` names the command."""

    def __init__(self, root: Path, source: str) -> None:
        self.root, self.source = root, source
        self.history: History | None = None
        self.failed = False

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        if self.history is not None:
            self.history.close()

    def record(self, result: Result, candidate: Candidate, hidden: bool) -> None:
        """Record a judged attempt; references and mistakes are nobody's history."""
        if candidate.target != "attempt" or self.failed:
            return
        tests = [
            TestRow(t.id, t.kind, t.outcome, t.seconds, t.message, t.call, t.got, t.expected) for t in result.tests
        ]
        run = Run(
            result.kata,
            result.verdict,
            candidate.source,
            seed=result.seed,
            seconds=result.seconds,
            isolation=result.isolation,
            source=self.source,
            hidden=hidden,
            passed=result.passed,
            total=len(tests),
            tests=tests,
        )
        try:
            if self.history is None:
                self.history = History.open(self.root)
            self.history.record(run)
        except HistoryProblem as problem:
            self.failed = True
            err().print(f"Not recorded: {problem}")
