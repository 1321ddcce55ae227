"""An interview on its screen: a whole round on a fake clock, a crash and what comes back, and the real command."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from textual.widgets import Static

from dojo.cli.interview import interview
from dojo.history.store import History
from dojo.interview import choosing
from dojo.interview.log import Log, rounds
from dojo.interview.round import NotNow
from dojo.kata.layout import Kata
from dojo.kata.sheet import AXES
from dojo.screens.round import RoundApp
from tests.engine.support.command import dojo, terminal
from tests.engine.support.rounds import HALF, RIGHT, STOP, Player, Table, attempt, talk, tell, text_of
from tests.engine.support.sets import DOUBLE, empty_root
from tests.engine.support.small_katas import write_kata
from tests.engine.support.stage import until
from tests.engine.support.under_test import alive

ASSUMED = "\nASSUMPTIONS\n- number is an integer, a scalar\n- zero has a sign of its own\n- no bools come\n"
PLANNED = "\nPLAN\n- compare with zero, O(1)\n- or divide by the distance\nEXAMPLE\n-7 -> -1\n"
SUMMARY = "\nSUMMARY\nIt says which way the money went. It is checked. Watch the zeros.\n"
OWN = "\n\ndef test_zero():\n    assert sign(0) == 0\n\n\ndef test_below_zero():\n    assert sign(-3) == -1\n"


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return write_kata(empty_root(tmp_path / "set"))  # type: ignore[no-any-return, no-untyped-call]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Kata:
    """A kata after a whole round, with a crash in the middle."""
    kata = write_kata(empty_root(tmp_path_factory.mktemp("played") / "set"))  # type: ignore[no-untyped-call]
    asyncio.run(_play(Table(kata)))
    return kata  # type: ignore[no-any-return]


def test_a_whole_round_with_a_crash_in_the_middle(played: Kata) -> None:
    past = rounds(played.root)[0]
    assert past.state.ended == "done"
    assert alive(played.root) == []


async def _play(table: Table) -> None:
    async with table.sitting() as (app, pilot):
        await _clarify_and_plan(table, app, pilot)
        await _code(table, app, pilot)
    lost = rounds(table.kata.root)[0].state
    assert (lost.ended, lost.over) == ("", False)
    async with table.sitting() as (app, pilot):
        assert app.round.phase.name == "Code"
        assert app.round.state.hints == lost.hints
        assert app.round.submits_left() == 1
        await _test_and_discuss(table, app, pilot)
        await _debrief(app, pilot)


async def _clarify_and_plan(table: Table, app: RoundApp, pilot: Player) -> None:
    assert "Clarify 5:00 left" in str(app.query_one("#clock", Static).content)
    await tell(pilot, "and zero?")
    assert "Has a sign of its own." in talk(pilot)
    await tell(pilot, "what is your favourite colour?")
    assert "assume something sensible" in talk(pilot)
    assert text_of(pilot, "#must").count("✓") == 0
    await table.save(pilot, attempt(STOP, ASSUMED))
    await until(pilot, lambda: text_of(pilot, "#must").count("✓") == 3)
    await table.go_to(pilot, 5)
    assert app.round.phase.name == "Plan"
    assert "Why not the simplest thing" in talk(pilot)
    await table.save(pilot, attempt(STOP, ASSUMED, PLANNED))
    assert app.round.lacking() == ()
    assert app.round.state.runs == []
    await pilot.press("n")
    assert app.round.phase.name == "Code"


async def _code(table: Table, app: RoundApp, pilot: Player) -> None:
    await pilot.press("h")
    assert "after four minutes without a new passing test" in talk(pilot)
    await table.go_to(pilot, 12)
    await table.save(pilot, attempt("    return 7\n", ASSUMED, PLANNED))
    await until(pilot, lambda: [run.verdict for run in app.round.state.runs][-1:] == ["failing"])
    assert "test_above_zero (visible)" in _rendered(app)
    await pilot.press("h")
    assert "Hint 1 (free): Which ways?" in talk(pilot)
    await pilot.press("h")
    assert "at least three minutes between two hints" in talk(pilot)
    await table.save(pilot, attempt(HALF, ASSUMED, PLANNED))
    await until(pilot, lambda: app.round.state.runs[-1].verdict == "visible pass")
    assert app.round.state.runs[-1].hidden is None
    await pilot.press("s")
    await until(pilot, lambda: app.round.state.runs[-1].by == "submit")
    assert "Submit: visible pass, 2 of 2 visible, 0 of 3 hidden" in talk(pilot)
    assert "test_zero" not in _rendered(app).partition("Submit: ")[2]


async def _test_and_discuss(table: Table, app: RoundApp, pilot: Player) -> None:
    await table.save(pilot, attempt(RIGHT, ASSUMED, PLANNED, tests=OWN))
    await table.go_to(pilot, 40)
    assert app.round.phase.name == "Discuss"
    await until(pilot, lambda: app.round.state.owed == "")
    assert "What counts: solved" in talk(pilot)
    await table.save(pilot, attempt(STOP, ASSUMED, PLANNED, SUMMARY, tests=OWN))
    await until(pilot, lambda: app.round.lacking() == ())
    assert app.round.state.runs[-1].by == "bell"
    assert "For floats?" in talk(pilot)
    await tell(pilot, "-0.0 is zero, NaN has none")
    await tell(pilot, "the ledger's owner pays")
    assert len(app.round.state.answers) == 2
    await table.go_to(pilot, 45)
    assert app.round.state.over


async def _debrief(app: RoundApp, pilot: Player) -> None:
    await until(pilot, lambda: app.host.prompt is not None)
    assert "Your own tests catch 2 of 2 known mistakes." in talk(pilot)
    await tell(pilot, "5 far too good")
    assert "Give a level from 0 to 4" in talk(pilot)
    for answer in ("3 asked for zero", "2 one way only", "3 short", "4 predicted zero", "3 plain words", "floats"):
        await tell(pilot, answer)
    score = app.round.state.score
    assert score is not None
    assert (score["points"], score["band"]) == (75.0, "hire")
    await pilot.press("escape", "q")


def _rendered(app: RoundApp) -> str:
    """Return the talk as it is drawn, tables too."""
    from rich.console import Console

    console = Console(width=100, color_system=None)
    with console.capture() as capture:
        for static in app.query("#talk Static").results(Static):
            console.print(static.content)
    return capture.get()


def test_the_debrief_tells_all_of_it(played: Kata) -> None:
    shown = dojo(played.root, "debrief", COLUMNS="120").out
    for words in (
        "What counted: solved, 5 of 5 tests, 3 of 3 hidden tests",
        'asked: "and zero?"',
        "first run: failing",
        "submit: visible pass",
        "resumed after 10 minutes away",
        "bell: solved",
        "they catch 2 of 2",
        "A good answer: Speaks of -0.0 and NaN.",
        "75 of 100: hire",
        "Next time: floats",
        "You asked about everything.",
    ):
        assert words in shown


def test_what_a_round_judges_is_in_history_with_its_text(played: Kata) -> None:
    with History.open(played.root) as history:
        runs = [run for run in history.runs(played.id) if run.verdict != "not attempted"]
        assert {run.source for run in runs} == {"round"}
        assert [(run.verdict, run.hidden) for run in runs][-1] == ("solved", True)
        assert history.text(runs[-1].digest) == attempt(RIGHT, ASSUMED, PLANNED, tests=OWN)


def test_a_bell_that_a_crash_left_unjudged_is_judged_at_the_return(kata: Kata) -> None:
    async def play(table: Table) -> None:
        table.log({"step": "begin", "t": 0.0, "plan": "whiteboard", "minutes": 20, "people": []})
        table.log({"step": "bell", "t": 1200.0, "lacks": [], "owed": "bell"})
        async with table.sitting() as (app, pilot):
            await until(pilot, lambda: app.round.state.own is not None)
            assert app.round.state.runs[-1].verdict == "solved"

    kata.stub.write_text(attempt(RIGHT))
    asyncio.run(play(Table(kata, "whiteboard")))


def test_a_whiteboard_is_silent_until_the_bell(kata: Kata) -> None:
    async def play(table: Table) -> None:
        async with table.sitting() as (app, pilot):
            await table.save(pilot, attempt(HALF, PLANNED))
            await pilot.press("s")
            assert "Nothing is judged in this phase" in talk(pilot)
            await table.go_to(pilot, 20)
            await until(pilot, lambda: bool(app.round.state.mistakes))
            assert [run.by for run in app.round.state.runs] == ["bell"]
            assert app.round.state.mistakes[0] == "forgets_zero"
            assert "Known mistakes that fit your code: forgets zero" in talk(pilot)

    asyncio.run(play(Table(kata, "whiteboard")))


def test_going_on_without_what_must_exist_takes_two_presses(kata: Kata) -> None:
    async def play(table: Table) -> None:
        async with table.sitting() as (app, pilot):
            await pilot.press("n")
            assert (app.round.phase.name, "n again goes on" in talk(pilot)) == ("Clarify", True)
            await pilot.press("n")
            assert app.round.phase.name == "Plan"
            await pilot.press("b")
            assert not app.round.state.over
            await pilot.press("b")
            assert app.round.state.over

    asyncio.run(play(Table(kata)))


@pytest.mark.parametrize("size", [(80, 24), (40, 30), (140, 40)])
def test_phase_and_clock_are_in_sight_at_any_size(kata: Kata, size: tuple[int, int]) -> None:
    async def play(table: Table) -> None:
        async with table.sitting(size) as (app, pilot):
            await pilot.pause()
            for selector in ("#clock", "#phases", "#must", "#talk", "#line"):
                region = app.query_one(selector).region
                assert region.height >= 1
                assert region.bottom <= size[1]

    asyncio.run(play(Table(kata)))


# Which kata.


def test_an_unseen_kata_comes_first_and_a_debug_round_wants_a_broken_one(kata: Kata) -> None:
    broken = write_kata(kata.root, "broken", "sheet", '"implement"', '"debug"')  # type: ignore[no-untyped-call]
    assert choosing.choose(kata.root, None, "debug")[0] == broken
    assert choosing.choose(kata.root, None, "standard")[0] == broken
    with History.open(kata.root) as history:
        history.event(broken.id, "started", {"minutes": 5})
    assert choosing.choose(kata.root, None, "standard")[0] == kata
    with pytest.raises(NotNow, match="no kata to choose from"):
        choosing.choose(kata.root, "math_maturity", "standard")


def test_another_round_does_not_begin_while_one_is_open(kata: Kata) -> None:
    other = DOUBLE.write(kata.root)
    Log(kata.root, kata.id)({"step": "begin", "t": 0.0, "plan": "standard", "minutes": 45, "people": []})
    with pytest.raises(NotNow, match="another round is open, standard on sign_of_a_number"):
        interview(kata.root, other, None, None, None, fresh=False)
    with pytest.raises(NotNow, match="needs a terminal"):
        interview(kata.root, other, None, None, None, fresh=True)
    assert rounds(kata.root)[0].state.ended == "given up"


# The command.


def asked(root: Path) -> int:
    return sum(len(past.state.all("asked")) for past in rounds(root))


def test_the_next_interview_opens_with_the_goal_that_the_last_one_set(played: Kata) -> None:
    with terminal(played.root, "interview", played.name) as screen:
        screen.wait_for("Your goal from last time: floats")
        screen.type("q")
        assert screen.end() == 0


def test_a_killed_interview_goes_on_where_it_was(kata: Kata) -> None:
    kata.stub.write_text(attempt(HALF))
    with terminal(kata.root, "interview", kata.name) as first:
        first.wait_for("At the end")
        first.type("a")
        first.wait_for("Your question")
        first.type("and zero?\r")
        first.until(lambda: asked(kata.root) == 1)
        os.killpg(first.process.pid, signal.SIGKILL)
        first.until(lambda: alive(kata.root) == [])
    assert "raise NotImplementedError" in kata.stub.read_text()
    with terminal(kata.root, "interview") as second:
        second.wait_for("Going on with sign_of_a_number at 0 of 45 minutes")
        second.wait_for("At the end")
        second.type("q")
        assert second.end() == 0
    (past,) = rounds(kata.root)
    kinds = [step["step"] for step in past.state.steps if step["step"] != "save"]
    assert kinds[:3] == ["begin", "asked", "resume"]
    with History.open(kata.root) as history:
        (reset,) = [event for event in history.events(kata.id) if event.what == "reset"]
        assert history.text(reset.detail["digest"]) == attempt(HALF)


def test_without_a_terminal_it_says_what_to_do(kata: Kata) -> None:
    done = dojo(kata.root, "interview", kata.name)
    assert (done.code, "needs a terminal" in done.err) == (2, True)
    assert rounds(kata.root) == []


def test_rounds_are_listed_and_exported(kata: Kata) -> None:
    assert "no rounds yet" in dojo(kata.root, "rounds").out
    assert dojo(kata.root, "debrief").code == 2
    Log(kata.root, kata.id, "0a1b2c3d")({"step": "begin", "t": 0.0, "plan": "case", "minutes": 45, "people": []})
    assert "0a1b2c3d" in dojo(kata.root, "rounds").out
    (record,) = dojo(kata.root, "rounds", "--json").rows
    assert (record["kata"], record["mode"]) == (kata.id, "case")
    assert "This round is not over" in dojo(kata.root, "debrief", "0a1b2c3d").out


def test_the_debrief_says_what_failed_what_was_not_asked_and_what_to_practise(kata: Kata) -> None:
    log = Log(kata.root, kata.id)
    log({"step": "begin", "t": 0.0, "plan": "standard", "minutes": 45, "people": []})
    log({"step": "bell", "t": 60.0, "lacks": [], "owed": "bell"})
    tests = {"verdict": "failing", "passed": 1, "total": 3, "hidden": [0, 1], "failing": ["test_zero", "test_below"]}
    log({"step": "run", "t": 60.0, "by": "bell", **tests})
    log({"step": "score", "t": 60.0, "points": 20.0, "band": "no", "levels": dict.fromkeys(AXES, 1), "reasons": []})
    shown = dojo(kata.root, "debrief", COLUMNS="120").out
    assert "Failing: test_zero, test_below" in shown
    assert "You did not ask about\n- zero: Has a sign of its own." in shown
    assert "Practise next: dojo start sign_of_a_number" in shown
