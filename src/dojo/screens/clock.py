"""The clock against a kata's minutes: it counts up, turns to overtime, and never stops anything."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.text import Text
from textual.widgets import Static

from dojo.terminal.clock import clock


def clock_text(seconds: float, minutes: float) -> Text:
    """Return the time gone, and of how many minutes; past them, by how much."""
    if minutes <= 0:
        return Text(clock(seconds))
    over = seconds - 60 * minutes
    if over < 0:
        return Text.assemble(clock(seconds), (f" of {minutes:g} min", "dim"))
    return Text(f"{clock(seconds)} of {minutes:g} min, overtime {clock(over)}", "bold yellow")


class Clock(Static):
    """Counts up from when it was made."""

    DEFAULT_CSS = "Clock { width: auto; height: 1; }"

    def __init__(self, minutes: float, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.minutes, self.now = minutes, now
        self.began = now()

    def on_mount(self) -> None:
        self.turn()
        self.set_interval(0.5, self.turn)

    def turn(self) -> None:
        """Show the time."""
        self.update(clock_text(int(self.now() - self.began), self.minutes))
