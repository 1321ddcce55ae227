"""The loop under a screen: it runs in a thread of its own, and ends when asked."""

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

    def run(self, tell: Callable[[Event], object]) -> None:
        """Pass on events until `stop`; called in a thread."""

    def judge(self) -> None:
        """Judge what is on the disk now, on all tests."""

    def judge_on(self, judging: Judging) -> None:
        """Change what saves are judged on."""

    def stop(self) -> None:
        """Make `run` return at once."""


class LoopFeed:
    """The event loop of one kata. Its history belongs to the thread that runs it; `source` names the command."""

    def __init__(
        self, root: Path, kata: Kata, poll: bool = False, source: str = "watch", judging: Judging = "whole"
    ) -> None:
        self.recorder = Recorder(root, source)
        self.loop = Loop(root, kata, self.recorder, poll, judging)
        self.ended = False
        self.judge, self.judge_on = self.loop.demand, self.loop.judge_on

    def run(self, tell: Callable[[Event], object]) -> None:
        with self.recorder, self.loop as loop:
            for event in loop.events(lambda: 0.0 if self.ended else math.inf):
                if self.ended:
                    break
                tell(event)

    def stop(self) -> None:
        self.ended = True
        self.loop.wake()
