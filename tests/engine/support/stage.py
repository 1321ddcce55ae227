"""What the tests of screens share: a feed that they write themselves, and a way to play a screen and read it."""

from __future__ import annotations

import asyncio
import queue
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from dojo.runs.loop import Event


class FakeFeed:
    """Tells what a test puts into it."""

    def __init__(self, *events: Event) -> None:
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.judged = 0
        for event in events:
            self.events.put(event)

    def run(self, tell: Callable[[Event], None]) -> None:
        while (event := self.events.get()) is not None:
            tell(event)

    def judge(self) -> None:
        self.judged += 1

    def stop(self) -> None:
        self.events.put(None)


def seen(app: App[Any]) -> str:
    """Return the text on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def until(pilot: Pilot[Any], holds: Callable[[], bool], seconds: float = 100.0) -> None:
    """Wait until something holds on the screen."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"it never came:\n{seen(pilot.app)}"
        await pilot.pause(0.02)


async def shows(pilot: Pilot[Any], *words: str) -> None:
    """Wait until the screen holds some words."""
    await until(pilot, lambda: all(word in seen(pilot.app) for word in words))


def play(app: App[Any], script: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Run a screen of that size through a script."""

    async def played() -> None:
        async with on_stage(app, size) as pilot:
            await script(pilot)

    asyncio.run(played())


@asynccontextmanager
async def on_stage(app: App[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """Run a screen of that size and leave it at the end.

    As `App.run` does: messages, timers and workers end before the widgets go; Textual's `run_test` alone
    takes the widgets away under them.
    """
    async with app.run_test(size=size) as pilot:
        yield pilot
        app.exit(app.return_value, app.return_code or 0)
        while app.is_running:
            await asyncio.sleep(0.01)
