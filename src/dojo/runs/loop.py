"""The one loop under watch, pressure and rounds: a save becomes a judging, a verdict is recorded before it is shown."""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from dojo.history import reviews
from dojo.judge.scheduler import Job, Options, WorkerHandle
from dojo.judge.verdict import Judging, Result, TestReport
from dojo.kata import candidates
from dojo.kata.candidates import Unreadable
from dojo.kata.layout import Kata
from dojo.runs import saves
from dojo.runs.once import NO_ISOLATION
from dojo.runs.recorder import Recorder
from dojo.runs.saves import POLL, Saves
from dojo.runs.stub import StubFile
from dojo.terminal.clock import clock

PATIENCE = 0.15  # seconds after which a judging that goes on is told of
TICK = 1.0


@dataclass(frozen=True)
class Event:
    """Something to be shown: a verdict, a first failure, a sign of life or a notice; or that a second went by."""

    kind: Literal["judged", "first failure", "so far so good", "notice", "saved", "tick"]
    milliseconds: float = 0.0  # since the save
    result: Result | None = None
    report: TestReport | None = None
    text: str = ""  # of "saved": what is on the disk now
    demanded: bool = False  # the judging was asked for

    @property
    def took(self) -> str:
        """The time since the save: "84 ms", "12.3 s" or "2:05"."""
        seconds = self.milliseconds / 1000
        if seconds < 10:
            return f"{self.milliseconds:.0f} ms"
        return f"{seconds:.1f} s" if seconds < 60 else clock(seconds)


class Loop:
    """Judges every save of one kata's stub, with a worker and a sandbox kept warm.

    Parameters
    ----------
    judging : str
        What a save is judged on: all tests, the visible ones, or "none". See `judge_on`.
    """

    def __init__(
        self, root: Path, kata: Kata, recorder: Recorder, poll: bool = False, judging: Judging = "whole"
    ) -> None:
        self.root, self.kata, self.recorder, self.poll = root, kata, recorder, poll
        self.judging = judging
        self.demanded = self.whole = False
        self.wakes, self.waker = socket.socketpair()  # from the beginning: others may ask before it runs
        self.worker = WorkerHandle(root, Options(warm=True))
        self.worker.on_report = self._note_failure
        self.stub = StubFile(kata)
        self.failed: TestReport | None = None
        self.shown: set[str] = set()

    def __enter__(self) -> Loop:
        tests = self.root / "tests"
        places = {p.parent for p in self.kata.files} | {tests} | {tests / "strategies"}
        self.saves = Saves(sorted(p for p in places if p.is_dir()), self.poll)
        self.worker.__enter__()
        self.worker.prepare(self.kata)
        reviews.prepare()
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.stop()
        self.saves.close()
        self.wakes.close()
        self.waker.close()

    def events(self, until: Callable[[], float] | None = None) -> Iterator[Event]:
        """Yield what happens, until the time left that `until` tells is over; without it, for ever.

        The text on the disk is judged first, if it was touched.
        """
        yield from self._notice_polling()
        yield from self._look()
        while until is None or until() > 0:
            ready = self._wait(until() if until else None)
            yield from self._answer(ready)
            if ready != [self.worker.channel] or not self.worker.busy:
                yield from self._look()  # an event may be lost or late, a save may not
            yield Event("tick")

    def last(self) -> Result:
        """Judge what is on the disk now, whether or not it was judged before, and return the result."""
        self.demanded, self.whole = True, False
        for event in self._look():
            if event.result is not None:
                return event.result
        return self._recorded(self.worker.finish())

    def demand(self) -> None:
        """Have what is on the disk judged on all tests, whatever saves are judged on; from any thread.

        A save waits until that judging has ended.
        """
        self.demanded = True
        self.wake()

    def judge_on(self, judging: Judging) -> None:
        """Change what saves are judged on; what is on the disk is shown, and judged, anew. From any thread."""
        self.judging = judging
        self.stub.forget()
        self.wake()

    def wake(self) -> None:
        """Have the loop look at once; from any thread."""
        with contextlib.suppress(OSError):
            self.waker.send(b".")

    # -- one turn --------------------------------------------------------------------------------

    def _wait(self, left: float | None) -> list[Any]:
        """Wait until something is ready or it is time to look, and return what is ready."""
        waiting_to_tell = self.worker.busy and not self.shown
        pauses = [PATIENCE if waiting_to_tell else TICK, left]
        if not (self.worker.busy and self.whole):  # else the file is not looked at
            pauses.append(self.stub.unsettled())
        with selectors.DefaultSelector() as selector:
            selector.register(self.wakes, selectors.EVENT_READ)
            if self.saves.events is None:
                pauses.append(POLL)
            else:
                selector.register(self.saves.events, selectors.EVENT_READ)
            if self.worker.busy:
                selector.register(self.worker.channel, selectors.EVENT_READ)
            return [key.fileobj for key, _ in selector.select(min(p for p in pauses if p is not None))]

    def _answer(self, ready: list[Any]) -> Iterator[Event]:
        """Yield what the judging says, and what follows from changed files."""
        if self.wakes in ready:
            self.wakes.recv(64)
        touched = not (self.worker.busy and self.whole) and self.stub.is_touched()
        if self.worker.channel in ready and not touched:  # else the text that it speaks of may be gone
            result = self.worker.hear()
            if result is not None:
                yield Event("judged", self._since(), self._recorded(result), demanded=self.whole)
        if self.saves.events is None or self.saves.events in ready:
            yield from self._collect_anew(self.saves.changed())
            yield from self._notice_polling()
        yield from self._sign_of_life()

    def _notice_polling(self) -> Iterator[Event]:
        if problem := self.saves.problem:
            self.saves.problem = ""
            yield Event("notice", text=f"Looking at the files five times a second: {problem}.")

    def _sign_of_life(self) -> Iterator[Event]:
        """Yield, once each, that a test failed and that the judging goes on."""
        kind: Literal["first failure", "so far so good"] = "first failure" if self.failed else "so far so good"
        if not self.worker.busy or kind in self.shown:
            return
        if self.failed or time.monotonic() - self.worker.began > PATIENCE:
            self.shown.add(kind)
            passed, many = len(self.worker.reports), len(self.worker.manifest)
            done = f"{passed} of {many} tests passed, the others are running" if passed else "the tests are running"
            yield Event(kind, self._since(), report=self.failed, text=done)

    def _collect_anew(self, changed: set[Path]) -> Iterator[Event]:
        """Where a test, a strategy or the sheet changed, begin with a worker that knows it."""
        judges = sorted(path.name for path in changed if self._is_for_judging(path))
        if judges:
            self.demanded = self.demanded or (self.worker.busy and self.whole)
            self.worker.start_anew(self.kata)
            self.stub.forget()
            yield Event("notice", text=f"{', '.join(judges)} changed: the tests are collected anew")

    def _is_for_judging(self, path: Path) -> bool:
        if path.parent == self.root / "tests" / "strategies":
            return path.suffix == ".py" and path.stem.isidentifier()  # not an editor's lock file or backup
        return path.name == "conftest.py" or (path in self.kata.files and path != self.kata.stub)

    def _look(self) -> Iterator[Event]:
        """Begin a judging if one is asked for, or the text is another than the last; some need none."""
        if self.worker.busy and self.whole:
            return
        demanded, self.demanded = self.demanded, False
        found, new = self.stub.read(anyway=demanded)
        if isinstance(found, Unreadable):
            yield self._without_judging("error", demanded, str(found))
        elif found is not None:
            if new:
                yield Event("saved", text=found.source)
            if candidates.is_untouched(self.kata, found):
                yield self._without_judging("not attempted", demanded)
            elif demanded or self.judging != "none":
                self._begin(Job(self.kata, found), demanded)

    def _begin(self, job: Job, demanded: bool) -> None:
        self.failed, self.shown = None, set()
        self.whole = demanded
        visible = self.judging == "visible" and not demanded
        self.worker.options = replace(self.worker.options, visible=visible)
        self.worker.begin(job)

    def _without_judging(self, verdict: Literal["error", "not attempted"], demanded: bool, why: str = "") -> Event:
        if self.worker.busy:
            self.worker.cancel()
        result = Result(self.kata.id, "attempt", verdict, 0, 0.0, NO_ISOLATION, message=why)
        return Event("judged", self._since(), result, demanded=demanded)

    def _note_failure(self, report: TestReport) -> None:
        if report.outcome != "passed" and self.failed is None:
            self.failed = report

    def _recorded(self, result: Result) -> Result:
        written = None if self.whole else self.stub.written
        hidden = not self.worker.options.visible
        self.recorder.record(result, self.worker.job.candidate, hidden, written)
        return result

    def _since(self) -> float:
        return max(0.0, (time.time() - self.stub.saved) * 1000)


def poll_reason(root: Path, asked: bool) -> str:
    """Return why the loop polls, "" where file events serve."""
    return "as asked" if asked else saves.must_poll(root)
