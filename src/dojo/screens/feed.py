"""The loop beside a screen: it runs in a thread, its events are told as they come, and it ends when asked."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from dojo.judge.verdict import Judging
from dojo.kata.layout import Kata
from dojo.runs.loop import Event, Loop
from dojo.runs.recorder import Recorder


class Feed(Protocol):
    """Where a screen's events come from."""

    def run(self, tell: Callable[[Event], None]) -> None:
        """Tell events until `stop`; called in a thread."""

    def judge(self) -> None:
        """Have what is on the disk judged now, on all tests."""

    def judge_on(self, judging: Judging) -> None:
        """Change what saves are judged on."""

    def stop(self) -> None:
        """Have `run` return at once."""


class LoopFeed:
    """The one event loop of a kata. What it records belongs to the thread that runs it; `source` names the command."""

    def __init__(
        self, root: Path, kata: Kata, poll: bool = False, source: str = "watch", judging: Judging = "whole"
    ) -> None:
        self.recorder = Recorder(root, source)
        self.loop = Loop(root, kata, self.recorder, poll, judging)
        self.ended = False

    def run(self, tell: Callable[[Event], None]) -> None:
        with self.recorder, self.loop as loop:
            for event in loop.events(self._left):
                if self.ended:
                    break
                tell(event)

    def _left(self) -> float:
        return 0.0 if self.ended else math.inf

    def judge(self) -> None:
        self.loop.demand()

    def judge_on(self, judging: Judging) -> None:
        self.loop.judge_on(judging)

    def stop(self) -> None:
        self.ended = True
        self.loop.wake()
