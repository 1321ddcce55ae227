"""Recording while judging: what cannot be recorded is reported once, and judging goes on."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from dojo.history.reviews import record_review
from dojo.history.store import History, HistoryProblem, Run, TestRow, content_of
from dojo.history.timeline import moment_of
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

    def record(self, result: Result, candidate: Candidate, hidden: bool, written: float | None = None) -> None:
        """Record a judged attempt, and the review that a solved one may be; nothing else has a history.

        Parameters
        ----------
        result, candidate : Result, Candidate
        hidden : bool
            Whether the hidden tests took part.
        written : float, optional
            When the file was saved: the same verdict on that save, recorded by another process, is not recorded twice.
        """
        if candidate.target != "attempt" or self.failed:
            return
        try:
            if self.history is None:
                self.history = History.open(self.root)
            run = self._run(result, candidate, hidden)
            with self.history.transaction():
                if written is None or not _is_recorded(self.history, run, written):
                    self._record(self.history, run)
        except HistoryProblem as problem:
            self.failed = True
            err().print(f"Not recorded: {problem}")

    def _run(self, result: Result, candidate: Candidate, hidden: bool) -> Run:
        names = [f.name for f in fields(TestRow)][1:]
        return Run(
            result.kata,
            result.verdict,
            candidate.source,
            seed=result.seed,
            seconds=result.seconds,
            isolation=result.isolation,
            source=self.source,
            hidden=hidden,
            passed=result.passed,
            total=len(result.tests),
            tests=[TestRow(t.id, *(getattr(t, name) for name in names)) for t in result.tests],
        )

    def _record(self, history: History, run: Run) -> None:
        history.record(run)
        if run.verdict == "solved" and run.own:
            record_review(history, run.kata, self._minutes(run.kata))

    def _minutes(self, kata: str) -> int:
        try:
            return sheet.read(Kata(self.root, *kata.split("/")).sheet).minutes
        except sheet.BadSheet:
            return 0


def _is_recorded(history: History, run: Run, written: float) -> bool:
    last = history.latest(run.kata).get(run.kata)
    if last is None or moment_of(last.at).timestamp() < written:
        return False
    same = all(getattr(last, name) == getattr(run, name) for name in ("verdict", "source", "hidden", "passed", "total"))
    return same and last.digest == content_of(run.text)[0]
