"""The clock against a kata's minutes: it counts up, turns to overtime, and never stops anything."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.text import Text
from textual.widgets import Static


def clock_text(seconds: float, minutes: float) -> Text:
    """Return the time gone, and of how many minutes; past them, by how much."""
    text = Text(_written(seconds))
    if minutes <= 0:
        return text
    over = seconds - 60 * minutes
    if over < 0:
        return text.append(f" of {minutes:g} min", "dim")
    return Text.assemble((f"{text} of {minutes:g} min, overtime {_written(over)}", "bold yellow"))


def _written(seconds: float) -> str:
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60:02d}:{rest % 60:02d}"


class Clock(Static):
    """Counts up from when it was made, or from `begin`."""

    DEFAULT_CSS = "Clock { width: auto; height: 1; }"

    def __init__(
        self,
        minutes: float,
        now: Callable[[], float] = time.monotonic,
        *,
        id: str | None = None,  # noqa: A002 - as Textual calls it
    ) -> None:
        super().__init__(id=id)
        self.minutes, self.now = minutes, now
        self.began = now()

    def on_mount(self) -> None:
        self.turn()
        self.set_interval(0.5, self.turn)

    def begin(self, minutes: float | None = None) -> None:
        """Count from now on, against other minutes if some are given."""
        self.minutes = self.minutes if minutes is None else minutes
        self.began = self.now()
        self.turn()

    @property
    def seconds(self) -> float:
        return self.now() - self.began

    @property
    def overtime(self) -> bool:
        return 0 < 60 * self.minutes <= self.seconds

    def turn(self) -> None:
        """Show the time that it is."""
        self.update(clock_text(self.seconds, self.minutes))
