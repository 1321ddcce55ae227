"""`dojo run --pressure`: the interview's clock. Each kata in turn for its minutes, judged at every save."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from dojo.interview.formats import PRESSURE, scaled
from dojo.interview.round import Now, Round
from dojo.judge.verdict import Result
from dojo.kata import index
from dojo.kata.layout import Kata
from dojo.runs import saves
from dojo.runs.loop import Event, Loop
from dojo.runs.recorder import Recorder
from dojo.terminal.clock import clock
from dojo.terminal.console import failure_text, out, report_text, verdict_text

TOLD = 60.0  # seconds between two lines of the time left, where a line cannot be written over


def run(root: Path, katas: list[Kata], now: Now = time.monotonic) -> int:
    """Go through the katas, show how each ended, return the exit code."""
    console, headings = out(), index.headings(root, katas)
    ended: list[Result] = []
    with Recorder(root, "pressure") as recorder:
        for number, kata in enumerate(katas, start=1):
            minutes = headings[kata.id].minutes
            console.print(f"\n{number} of {len(katas)}: {headings[kata.id].title}, {minutes} minutes", style="bold")
            console.print(str(kata.stub), soft_wrap=True)
            with Loop(root, kata, recorder, bool(saves.must_poll(root))) as loop:
                ended.append(Sitting(loop, minutes, now).play())
    console.print("\nHow it ended", style="bold")
    for result in ended:
        console.print(verdict_text(result))
    return 0 if all(r.verdict in ("solved", "not attempted") for r in ended) else 1


class Sitting:
    """One kata under the clock of a round."""

    def __init__(self, loop: Loop, minutes: float, now: Now) -> None:
        self.loop, self.now = loop, now
        self.round = Round(scaled(PRESSURE, minutes), now)
        self.shown = -TOLD

    def left(self) -> float:
        return self.round.left()

    def play(self) -> Result:
        """Judge every save until the kata is solved or the bell rings; the text on the disk then counts."""
        for event in self.loop.events(self.left):
            if event.kind not in ("tick", "saved"):
                self._tell(event)
            if event.kind == "judged" and event.result is not None and event.result.verdict == "solved":
                return event.result
            self._show_left()
        _erase()
        out().print("The bell. What is on the disk now counts.", style="bold")
        result = self.loop.last()
        out().print(verdict_text(result))
        return result

    @staticmethod
    def _tell(event: Event) -> None:
        _erase()
        if event.result is not None:
            out().print(verdict_text(event.result))
            text = failure_text(event.result)
            if text is not None:
                out().print(text)
        elif event.report is not None:
            out().print(report_text(event.report))
        else:
            out().print(event.text)

    def _show_left(self) -> None:
        """Show the time left on a line that is written over; a pipe gets a line a minute."""
        text = f"{clock(self.left())} left"
        if sys.stdout.isatty():
            _erase()
            sys.stdout.write(text)
            sys.stdout.flush()
        elif self.now() - self.shown >= TOLD:
            self.shown = self.now()
            print(text, flush=True)  # noqa: T201


def _erase() -> None:
    if sys.stdout.isatty():
        sys.stdout.write("\r\x1b[2K")
        sys.stdout.flush()
