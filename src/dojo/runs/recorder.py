"""Recording while judging: what cannot be recorded is said once, and judging goes on."""

from __future__ import annotations

from pathlib import Path

from dojo.history.reviews import record_review
from dojo.history.store import ELSEWHERE, History, HistoryProblem, Run, TestRow
from dojo.judge.verdict import Result
from dojo.kata import sheet
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.terminal.console import err


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
        """Record a judged attempt, and the review that a solved one may be; references and mistakes have no history."""
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
            self._record(self.history, run)
        except HistoryProblem as problem:
            self.failed = True
            err().print(f"Not recorded: {problem}")

    def _record(self, history: History, run: Run) -> None:
        if run.verdict != "solved" or run.source.endswith(ELSEWHERE):
            history.record(run)
            return
        with history.transaction():
            history.record(run)
            record_review(history, run.kata, self._minutes(run.kata))

    def _minutes(self, kata: str) -> int:
        try:
            return sheet.read(Kata(self.root, *kata.split("/")).sheet).minutes
        except sheet.BadSheet:
            return 0
