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
from dojo.terminal.console import out, verdict_text
from dojo.terminal.failure import failure_text, report_text

REPEATED = 60.0  # seconds between two lines of the time left, where a line cannot be written over


def run(root: Path, katas: list[Kata], now: Now = time.monotonic) -> int:
    """Go through the katas, show how each ended, return the exit code."""
    headings = index.headings(root, katas)
    ended: list[Result] = []
    with Recorder(root, "pressure") as recorder:
        for number, kata in enumerate(katas, start=1):
            minutes = headings[kata.id].minutes
            out().print(f"\n{number} of {len(katas)}: {headings[kata.id].title}, {minutes} minutes", style="bold")
            out().print(str(kata.stub), soft_wrap=True)
            with Loop(root, kata, recorder, bool(saves.must_poll(root))) as loop:
                ended.append(_play(loop, Round(scaled(PRESSURE, minutes), now)))
    out().print("\nHow it ended", style="bold")
    for result in ended:
        out().print(verdict_text(result))
    return 0 if all(r.verdict in ("solved", "not attempted") for r in ended) else 1


def _play(loop: Loop, round_: Round) -> Result:
    """Judge every save until the kata is solved or the bell rings; the file as saved then counts."""
    shown = round_.now() - REPEATED
    for event in loop.events(round_.left):
        if event.kind not in ("tick", "saved"):
            _erase()
            _show(event)
        if event.kind == "judged" and event.result is not None and event.result.verdict == "solved":
            return event.result
        if sys.stdout.isatty() or round_.now() - shown >= REPEATED:
            shown = round_.now()
            _show_left(round_.left())
    _erase()
    out().print("The bell. Your file as saved now counts.", style="bold")
    result = loop.last()
    out().print(verdict_text(result))
    return result


def _show(event: Event) -> None:
    if event.result is not None:
        out().print(verdict_text(event.result))
        text = failure_text(event.result)
        if text is not None:
            out().print(text)
    elif event.report is not None:
        out().print(report_text(event.report))
    else:
        out().print(event.text)


def _show_left(seconds: float) -> None:
    """Show the time left on a line that is written over; a pipe gets lines."""
    _erase()
    sys.stdout.write(f"{clock(seconds)} left" + ("" if sys.stdout.isatty() else "\n"))
    sys.stdout.flush()


def _erase() -> None:
    if sys.stdout.isatty():
        sys.stdout.write("\r\x1b[2K")
        sys.stdout.flush()
