"""Rounds for the engine's own tests: a clock that tests set, attempts with blocks, and a round played on its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input, Static

from dojo.interview.formats import INTERVIEWS, MODES
from dojo.interview.log import Log, rounds
from dojo.interview.round import Round
from dojo.kata import sheet
from dojo.kata.layout import Kata
from dojo.screens.feed import LoopFeed
from dojo.screens.round import RoundApp
from tests.engine.support.small_katas import STUB
from tests.engine.support.stage import on_stage, until

HALF = "    return 1 if number >= 0 else -1\n"
RIGHT = "    return (number > 0) - (number < 0)\n"
STOP = "    raise NotImplementedError\n"

Player = Pilot[None]


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def minutes(self, n: float) -> None:
        self.seconds += 60 * n


def attempt(body: str = STOP, *blocks: str, tests: str = "") -> str:
    """Return the stub with blocks in its docstring, a body and own tests."""
    head, quotes, rest = STUB.partition('"""\n\n\ndef')
    return head + "".join(blocks) + quotes + rest.replace(STOP, body) + tests


class Table:
    """One kata, one clock, and as many sittings at one round as it takes."""

    def __init__(self, kata: Kata, plan: str = "standard", people: Sequence[str] = ()) -> None:
        self.kata, self.people, self.clock = kata, people, Clock()
        self.plan = (INTERVIEWS | MODES)[plan]
        self.log = Log(kata.root, kata.id, "00000000")
        self.app: RoundApp

    @asynccontextmanager
    async def sitting(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[RoundApp, Player]]:
        """Begin the round, or resume it after ten minutes away."""
        steps = [step for past in rounds(self.kata.root) for step in past.state.steps]
        round_ = Round(self.plan, self.clock, self.log, steps)
        if steps:
            round_.resume(600)
        else:
            round_.begin(self.people)
        feed = LoopFeed(self.kata.root, self.kata, False, "round", round_.judging)
        self.app = app = RoundApp(self.kata, sheet.read(self.kata.sheet), round_, feed, self.log)
        try:
            async with on_stage(app, size) as pilot:
                await until(pilot, lambda: app.host.text != "")
                yield app, pilot
        finally:
            feed.stop()
            app.thread.join()

    async def save(self, pilot: Player, text: str) -> None:
        """Save an attempt, and wait until the round has taken it in."""
        self.kata.stub.write_text(text)
        await until(pilot, lambda: self.app.host.text == text)

    async def go_to(self, pilot: Player, minute: float) -> None:
        """Let the clock go to a minute of the round."""
        self.clock.seconds += 60 * minute - self.app.round.elapsed()
        self.app.turn()
        await pilot.pause()


async def tell(pilot: Player, line: str) -> None:
    """Type a line into the input, asked for with the key where it does not wait already."""
    line_input = pilot.app.query_one(Input)
    if not line_input.has_focus:
        await pilot.press("a")
    line_input.value = line
    await pilot.press("enter")
    await pilot.pause()


def text_of(pilot: Player, selector: str) -> str:
    return "\n".join(str(static.content) for static in pilot.app.query(f"{selector} Static").results(Static))


def talk(pilot: Player) -> str:
    return text_of(pilot, "#talk")
