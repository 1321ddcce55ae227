"""The loop beside a screen: it runs in a thread, its events are told as they come, and it ends when asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from dojo.layout import Kata
from dojo.loop import Event, Loop
from dojo.record import Recorder


class Feed(Protocol):
    """Where a screen's events come from."""

    def run(self, tell: Callable[[Event], None]) -> None:
        """Tell events until `stop`; called in a thread."""

    def judge(self) -> None:
        """Have what is on the disk judged now."""

    def stop(self) -> None:
        """Have `run` return at once."""


class LoopFeed:
    """The one event loop of a kata. Loop and history belong to the thread that runs them."""

    def __init__(self, root: Path, kata: Kata, poll: bool = False) -> None:
        self.root, self.kata, self.poll = root, kata, poll
        self.ended = False
        self.loop: Loop | None = None

    def run(self, tell: Callable[[Event], None]) -> None:
        with Recorder(self.root, "watch") as recorder, Loop(self.root, self.kata, recorder, self.poll) as loop:
            self.loop = loop
            for event in loop.events(self._left):
                if self.ended:
                    break
                tell(event)

    def _left(self) -> float:
        return 0.0 if self.ended else math.inf

    def judge(self) -> None:
        if self.loop is not None:  # before that, the first look judges anyway
            self.loop.demand()

    def stop(self) -> None:
        self.ended = True
        if self.loop is not None:
            self.loop.wake()
