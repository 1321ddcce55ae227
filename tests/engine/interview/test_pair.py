"""Pairing on its screen: roles that switch by time, on green and by hand, both names kept, and the retrospective."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dojo.cli.interview import NotNow, pair
from dojo.interview import debrief_text as debriefing
from dojo.interview.formats import HOUSE_RULES, MODES, RETROSPECTIVE
from dojo.interview.log import Log, rounds
from dojo.interview.round import Round
from dojo.kata import sheet
from dojo.kata.layout import Kata
from dojo.screens.feed import LoopFeed
from dojo.screens.round import RoundApp
from tests.engine.interview.test_interview import HALF, RIGHT, Player, attempt, dojo, go_to, talk, tell, text_of, until
from tests.engine.interview.test_rounds import Clock
from tests.engine.support.sets import empty_root
from tests.engine.support.small_katas import write_kata
from tests.engine.support.stage import on_stage


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return write_kata(empty_root(tmp_path / "set"))  # type: ignore[no-any-return, no-untyped-call]


class Pair:
    """Ada and Bo at one kata, on a fake clock."""

    def __init__(self, kata: Kata, mode: str) -> None:
        self.kata, self.mode, self.clock = kata, mode, Clock()
        self.log = Log(kata.root, kata.id)

    @asynccontextmanager
    async def sitting(self) -> AsyncIterator[tuple[RoundApp, Player]]:
        round_ = Round(MODES[self.mode], self.clock, self.log)
        round_.begin(["Ada", "Bo"])
        feed = LoopFeed(self.kata.root, self.kata, False, "round", round_.judging)
        app = RoundApp(self.kata, sheet.read(self.kata.sheet), round_, feed, self.log)
        try:
            async with on_stage(app) as pilot:
                await until(pilot, lambda: app.host.text != "")
                yield app, pilot
        finally:
            feed.stop()
            app.thread.join()


def test_a_pairing_from_its_rules_to_its_retrospective(kata: Kata, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_play(Pair(kata, "driver-navigator")))
    (past,) = rounds(kata.root)
    assert (past.state.people, past.state.ended, past.state.score) == (("Ada", "Bo"), "done", None)
    assert past.state.answers == {question: f"answer {n}" for n, question in enumerate(RETROSPECTIVE)}
    assert debriefing.run(kata.root, kata.name) == 0
    told = capsys.readouterr().out
    assert "Driver and navigator with Bo: sign_of_a_number" in told
    assert "What surprised us?\nYou: answer 1" in told


async def _play(pair: Pair) -> None:
    async with pair.sitting() as (app, pilot):
        assert "driver: Ada, navigator: Bo" in talk(pilot)
        for rule in (*HOUSE_RULES, "The driver types and says what."):
            assert rule in text_of(pilot, "#must")
        await pilot.press("n")
        pair.kata.stub.write_text(attempt(HALF))
        await until(pilot, lambda: app.round.state.driver == 1)
        assert "driver: Bo, navigator: Ada" in talk(pilot)
        assert "Switch (green)." in talk(pilot)
        await go_to(pilot, pair, app.round.elapsed() / 60 + 5)
        assert "Switch (time)." in talk(pilot)
        await pilot.press("w")
        assert [len(app.round.state.switches), app.round.state.driver] == [3, 1]
        pair.kata.stub.write_text(attempt(RIGHT))
        await until(pilot, lambda: app.round.state.runs[-1].verdict == "solved")
        await go_to(pilot, pair, 45)
        await until(pilot, lambda: app.host.prompt is not None)
        for n in range(3):
            await tell(pilot, f"answer {n}")
        assert app.round.state.ended == "done"


def test_a_mode_without_switches_has_none(kata: Kata) -> None:
    async def play(pair: Pair) -> None:
        async with pair.sitting() as (app, pilot):
            await pilot.press("n")
            await go_to(pilot, pair, 29)
            assert app.round.state.switches == []

    asyncio.run(play(Pair(kata, "prepared")))


def test_a_pairing_that_was_left_is_not_mixed_up_with_another(kata: Kata) -> None:
    step = {"step": "begin", "t": 0.0, "plan": "ping-pong", "minutes": 45, "people": ["Ada", "Bo"]}
    Log(kata.root, kata.id)(step)
    with pytest.raises(NotNow, match="dojo pair sign_of_a_number --with Bo --mode ping-pong --me Ada"):
        pair(kata.root, kata, ["Ada", "Cy"], "ping-pong", None, fresh=False)


def test_names_must_differ_and_modes_be_known(kata: Kata) -> None:
    same = dojo(kata.root, "pair", kata.name, "--with", "Ada", "--me", "Ada")
    assert (same.returncode, "called alike" in same.stderr) == (2, True)
    unknown = dojo(kata.root, "pair", kata.name, "--with", "Ada", "--mode", "chess")
    assert (unknown.returncode, "ping-pong" in unknown.stderr) == (2, True)
