"""Pairing on its screen: roles that switch by time, on green and by hand, both names recorded, the retrospective."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from dojo.cli.pair import pair
from dojo.interview.formats import HOUSE_RULES, RETROSPECTIVE
from dojo.interview.log import Log, rounds
from dojo.interview.round import NotNow
from dojo.kata.layout import Kata
from tests.engine.support.command import dojo
from tests.engine.support.rounds import HALF, RIGHT, Table, attempt, talk, tell, text_of
from tests.engine.support.sets import empty_root
from tests.engine.support.small_katas import write_kata
from tests.engine.support.stage import until


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return write_kata(empty_root(tmp_path / "set"))  # type: ignore[no-any-return, no-untyped-call]


def test_a_pairing_from_its_rules_to_its_retrospective(kata: Kata) -> None:
    asyncio.run(_play(Table(kata, "driver-navigator", ["Ada", "Bo"])))
    (past,) = rounds(kata.root)
    assert (past.state.people, past.state.ended, past.state.score) == (["Ada", "Bo"], "done", None)
    assert past.state.answers == {question: f"answer {n}" for n, question in enumerate(RETROSPECTIVE)}
    shown = dojo(kata.root, "debrief", kata.name).out
    assert "Driver and navigator with Bo: sign_of_a_number" in shown
    assert "What surprised us?\nYou: answer 1" in shown


async def _play(table: Table) -> None:
    async with table.sitting() as (app, pilot):
        assert "driver: Ada, navigator: Bo" in talk(pilot)
        for rule in (*HOUSE_RULES, "The driver types and says what."):
            assert rule in text_of(pilot, "#must")
        await pilot.press("n")
        table.kata.stub.write_text(attempt(HALF))
        await until(pilot, lambda: app.round.state.driver == 1)
        assert "driver: Bo, navigator: Ada" in talk(pilot)
        assert "Switch (green)." in talk(pilot)
        await table.go_to(pilot, app.round.elapsed() / 60 + 5)
        assert "Switch (time)." in talk(pilot)
        await pilot.press("w")
        assert [step["driver"] for step in app.round.state.all("switch")] == [1, 0, 1]
        table.kata.stub.write_text(attempt(RIGHT))
        await until(pilot, lambda: app.round.state.runs[-1].verdict == "solved")
        await table.go_to(pilot, 45)
        await until(pilot, lambda: app.host.prompt is not None)
        for n in range(3):
            await tell(pilot, f"answer {n}")
        assert app.round.state.ended == "done"


def test_a_mode_without_switches_has_none(kata: Kata) -> None:
    async def play(table: Table) -> None:
        async with table.sitting() as (app, pilot):
            await pilot.press("n")
            await table.go_to(pilot, 29)
            assert app.round.state.all("switch") == []

    asyncio.run(play(Table(kata, "prepared", ["Ada", "Bo"])))


def test_a_pairing_that_was_left_is_not_mixed_up_with_another(kata: Kata) -> None:
    step = {"step": "begin", "t": 0.0, "plan": "ping-pong", "minutes": 45, "people": ["Ada", "Bo"]}
    Log(kata.root, kata.id)(step)
    with pytest.raises(NotNow, match="dojo pair sign_of_a_number --with Bo --mode ping-pong --me Ada"):
        pair(kata.root, kata, ["Ada", "Cy"], "ping-pong", None, fresh=False)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--with", "Ada", "--me", "Ada"], "the same name"),
        (["--with", ""], "a name cannot be empty"),
        (["--with", "Ada", "--mode", "chess"], "ping-pong"),
    ],
)
def test_names_must_differ_and_modes_be_known(kata: Kata, words: list[str], problem: str) -> None:
    done = dojo(kata.root, "pair", kata.name, *words)
    assert (done.code, problem in done.err) == (2, True)
