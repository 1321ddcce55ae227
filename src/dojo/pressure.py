"""`dojo run --pressure`: the interview's clock. Each kata in turn for its minutes, judged at every save."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dojo import index, judging
from dojo.layout import Kata
from dojo.output import failure_text, out, verdict_text
from dojo.record import Recorder
from dojo.verdict import Result

POLL = 0.2  # seconds between two looks at the file
TOLD = 60.0  # seconds between two lines of the time left, where lines cannot be rewritten


@dataclass
class Clock:
    """Time as the rounds see it; tests bring their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def run(root: Path, katas: list[Kata], clock: Clock | None = None) -> int:
    """Go through the katas, show how each ended, return the exit code."""
    clock, console = clock or Clock(), out()
    headings = index.headings(root, katas)
    ended: list[Result] = []
    with Recorder(root, "pressure") as recorder:
        for number, kata in enumerate(katas, start=1):
            minutes = headings[kata.id].minutes
            console.print(f"\n{number} of {len(katas)}: {headings[kata.id].title}, {minutes} minutes", style="bold")
            console.print(str(kata.stub), soft_wrap=True)
            ended.append(_round(root, kata, minutes, recorder, clock))
    console.print("\nHow it ended", style="bold")
    for result in ended:
        console.print(verdict_text(result))
    return 0 if all(r.verdict in ("solved", "not attempted") for r in ended) else 1


def _round(root: Path, kata: Kata, minutes: int, recorder: Recorder, clock: Clock) -> Result:
    """Judge every save until the kata is solved or the bell rings; the text on disk then counts."""
    console, end, result = out(), clock.now() + 60 * minutes, None
    for _ in _saves(kata.stub, end, clock):
        result = _judged(root, kata, recorder)
        _show_left(end - clock.now(), ended=True)
        console.print(verdict_text(result))
        text = failure_text(result)
        if text is not None:
            console.print(text)
        if result.verdict == "solved":
            return result
    _show_left(0, ended=True)
    console.print("The bell. What is on the disk now counts.", style="bold")
    result = _judged(root, kata, recorder)
    console.print(verdict_text(result))
    return result


def _judged(root: Path, kata: Kata, recorder: Recorder) -> Result:
    return next(judging.results(root, [kata], "attempt", None, judging.Options(workers=1), recorder))


def _saves(stub: Path, end: float, clock: Clock) -> Iterator[None]:
    """Yield at every change of the file until the bell, keeping the time left in sight."""
    seen = _mark(stub)
    told = 0.0
    while (left := end - clock.now()) > 0:
        mark = _mark(stub)
        if mark != seen and mark is not None:
            seen = mark
            yield
            continue
        if sys.stdout.isatty() or clock.now() - told >= TOLD or not told:
            _show_left(left, ended=False)
            told = clock.now()
        clock.sleep(min(POLL, left))


def _mark(path: Path) -> tuple[int, int, int] | None:
    """Return what changes with every save; None while an editor has the file away."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _show_left(seconds: float, ended: bool) -> None:
    """Show the time left on a line that is written over; a pipe gets a line a minute."""
    whole = max(0, round(seconds))
    text = f"{whole // 60:02d}:{whole % 60:02d} left"
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[2K{'' if ended else text}")
        sys.stdout.flush()
    elif not ended:
        print(text, flush=True)  # noqa: T201
