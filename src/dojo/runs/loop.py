"""The one loop under watch, pressure and rounds: a save becomes a judging, a verdict is recorded before it is told."""

from __future__ import annotations

import contextlib
import hashlib
import selectors
import socket
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dojo.history import reviews
from dojo.judge.scheduler import Desk, Job, Options
from dojo.judge.verdict import Judging, Result, TestReport
from dojo.kata import candidates
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.runs import saves
from dojo.runs.once import NO_ISOLATION
from dojo.runs.recorder import Recorder
from dojo.runs.saves import Saves

PATIENCE = 0.15  # seconds after which a judging that goes on is told of
TICK = 1.0


@dataclass(frozen=True)
class Event:
    """Something to be told: a verdict, a first failure or a sign of life, or that a second went by."""

    kind: Literal["judged", "first failure", "so far so good", "collected anew", "saved", "tick"]
    milliseconds: float = 0.0  # since the save
    result: Result | None = None
    report: TestReport | None = None
    text: str = ""  # of "saved": what is on the disk now
    demanded: bool = False  # the judging was asked for


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
        self.root, self.kata, self.recorder = root, kata, recorder
        self.judging = judging
        self.demanded = self.whole = False
        self.wakes, self.waker = socket.socketpair()  # from the beginning: others may ask before it runs
        self.desk = Desk(root, Options(warm=True))
        self.desk.on_report = self._heard
        self.poll = poll
        self.digest = b""
        self.state: tuple[int, ...] = ()  # of the attempt's file when it was read
        self.saved = 0.0  # wall time of the save that is judged
        self.failed: TestReport | None = None
        self.told: set[str] = set()

    def __enter__(self) -> Loop:
        tests = self.root / "tests"
        places = {p.parent for p in self.kata.files} | {tests} | {tests / "strategies"}
        self.saves = Saves(sorted(p for p in places if p.is_dir()), self.poll)
        self.desk.__enter__()
        self.desk.prepare(self.kata)
        reviews.prepare()
        return self

    def __exit__(self, *_: object) -> None:
        self.desk.stop()
        self.saves.close()
        self.wakes.close()
        self.waker.close()

    def events(self, until: Callable[[], float] | None = None) -> Iterator[Event]:
        """Yield what happens, until the time left that `until` tells is over; without it, for ever.

        The text on the disk is judged first, if it was touched.
        """
        yield from self._look()
        while until is None or until() > 0:
            alone = yield from self._wait(until() if until else None)
            if not alone:
                yield from self._look()  # an event may be lost or late, a save may not
            yield Event("tick")

    def last(self) -> Result:
        """Judge what is on the disk now, whether or not it was judged before, and return the result."""
        self.demanded, self.whole = True, False
        for event in self._look():
            if event.result is not None:
                return event.result
        while True:
            result = self.desk.hear()
            if result is not None:
                return self._judged(result)

    def demand(self) -> None:
        """Have what is on the disk judged on all tests, whatever saves are judged on; from any thread.

        A save waits until that judging has ended.
        """
        self.demanded = True
        self.wake()

    def judge_on(self, judging: Judging) -> None:
        """Change what saves are judged on; what is on the disk is told of, and judged, anew. From any thread."""
        self.judging = judging
        self.digest = b""
        self.wake()

    def wake(self) -> None:
        """Have the loop look at once; from any thread."""
        with contextlib.suppress(OSError):
            self.waker.send(b".")

    # -- one turn --------------------------------------------------------------------------------

    def _wait(self, left: float | None) -> Generator[Event, None, bool]:
        """Wait for news and yield what it is; return whether it was a word of the judging's alone."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.saves, selectors.EVENT_READ)
            selector.register(self.wakes, selectors.EVENT_READ)
            if self.desk.busy:
                selector.register(self.desk.channel, selectors.EVENT_READ)
            pause = PATIENCE if self.desk.busy and not self.told else TICK
            ready = [key.fileobj for key, _ in selector.select(pause if left is None else min(pause, left))]
        if self.wakes in ready:
            self.wakes.recv(64)
        touched = not (self.desk.busy and self.whole) and self._state() != self.state
        if self.desk.channel in ready and not touched:  # else the text that it speaks of may be gone
            result = self.desk.hear()
            if result is not None:
                yield self._event(result)
        if self.saves in ready:
            yield from self._changed(self.saves.changed())
        kind: Literal["first failure", "so far so good"] = "first failure" if self.failed else "so far so good"
        long = time.monotonic() - self.desk.began > PATIENCE
        if self.desk.busy and kind not in self.told and (self.failed or long):
            self.told.add(kind)
            passed, many = len(self.desk.reports), len(self.desk.manifest)
            done = f"{passed} of {many} tests passed, the others are running" if passed else "the tests are running"
            yield Event(kind, self._since(), report=self.failed, text=done)
        return ready == [self.desk.channel] and self.desk.busy and not touched

    def _changed(self, paths: set[Path]) -> Iterator[Event]:
        """Judge a changed attempt; where a test, a strategy or the sheet changed, collect anew first."""
        judges = {p for p in paths if p.suffix in (".py", ".toml") and p.parent != self.kata.stub.parent}
        judges &= {*self.kata.files} | {p for p in paths if "strategies" in p.parts or p.name == "conftest.py"}
        if judges:
            self.demanded = self.demanded or (self.desk.busy and self.whole)
            self.desk.start_anew(self.kata)
            self.digest = b""
            names = ", ".join(sorted(p.name for p in judges))
            yield Event("collected anew", text=f"{names} changed: the tests are collected anew")
        yield from self._look()

    def _look(self) -> Iterator[Event]:
        """Begin a judging if one is asked for, or the text is another than the last; some need none."""
        if self.desk.busy and self.whole:
            return
        demanded, self.demanded = self.demanded, False
        self.state = self._state()
        try:
            candidate = candidates.attempt(self.kata)
        except candidates.Unreadable as error:
            mark = str(error).encode()
            if demanded or (self.kata.stub.exists() and mark != self.digest):
                self.digest, self.saved = mark, self._time_of_save()
                result = Result(self.kata.id, "attempt", "error", 0, 0.0, NO_ISOLATION, (), str(error))
                yield self._without_judging(result, demanded)
            return  # deleted: editors do so for a moment
        digest = hashlib.sha256(candidate.source.encode("utf-8", "surrogatepass")).digest()
        if digest == self.digest and not demanded:
            return
        if digest != self.digest:
            self.digest, self.saved = digest, self._time_of_save()
            yield Event("saved", text=candidate.source)
        if candidates.is_untouched(self.kata, candidate):
            result = Result(self.kata.id, "attempt", "not attempted", 0, 0.0, NO_ISOLATION)
            yield self._without_judging(result, demanded)
        elif demanded or self.judging != "none":
            self._begin(candidate, demanded)

    def _begin(self, candidate: Candidate, demanded: bool) -> None:
        self.failed, self.told = None, set()
        self.whole = demanded
        visible = self.judging == "visible" and not demanded
        self.desk.options = replace(self.desk.options, visible=visible)
        self.desk.begin(Job(self.kata, candidate))

    def _without_judging(self, result: Result, demanded: bool) -> Event:
        if self.desk.busy:
            self.desk.cancel()
        return Event("judged", self._since(), result, demanded=demanded)

    def _heard(self, report: TestReport) -> None:
        if report.outcome != "passed" and self.failed is None:
            self.failed = report

    def _event(self, result: Result) -> Event:
        return Event("judged", self._since(), self._judged(result), demanded=self.whole)

    def _judged(self, result: Result) -> Result:
        self.recorder.record(result, self.desk.job.candidate, hidden=not self.desk.options.visible)
        return result

    def _state(self) -> tuple[int, ...]:
        """Return what tells of a save without reading the attempt."""
        try:
            found = self.kata.stub.stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _time_of_save(self) -> float:
        try:
            return min(self.kata.stub.stat().st_mtime, time.time())
        except OSError:
            return time.time()

    def _since(self) -> float:
        return max(0.0, (time.time() - self.saved) * 1000)


def poll_reason(root: Path, asked: bool) -> str:
    """Return why the loop polls, "" where file events serve."""
    return "as asked" if asked else saves.must_poll(root)
