"""What history says of a kata: its goes, the time spent on them, hints and mistakes; on histories as they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dojo.history.standing import Standing, read, standings
from dojo.history.store import History
from tests.engine.support.diary import BEGAN, Diary

KATA = "core_concepts/double"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def diary(history: History) -> Diary:
    return Diary(history, KATA, minutes=30)


def standing(diary: Diary) -> Standing:
    return standings(diary.history, {KATA: diary.minutes})[KATA]


def minutes(diary: Diary) -> list[float]:
    return [go.seconds / 60 for go in standing(diary).finished]


def test_without_a_history_nothing_stands(tmp_path):
    assert read(tmp_path, {}) == {}
    assert not (tmp_path / ".dojo").exists()


def test_a_broken_history_is_told_and_counts_as_none(tmp_path, capsys):
    (tmp_path / ".dojo").mkdir()
    (tmp_path / ".dojo" / "history.db").write_bytes(b"no database, but long enough to be one" * 40)
    assert read(tmp_path, {}) == {}
    assert "damaged" in capsys.readouterr().err


def test_a_clock_that_ran_ahead_says_nothing_of_what_came_after(diary):
    diary.later(days=700).run("solved")
    diary.now = BEGAN
    diary.later(5).run("failing")
    assert (standing(diary).verdict, standing(diary).solved) == ("failing", diary.now)


def test_a_go_lasts_from_its_start_to_the_run_that_solves_it(diary):
    diary.event("started").later(4).run("failing").later(6).run("solved").later(9).run("solved")
    (go,) = standing(diary).goes
    assert (go.began, go.solved) == (BEGAN, BEGAN + timedelta(minutes=10))
    assert (go.seconds, go.told) == (600, True)


def test_without_a_start_a_go_begins_with_the_first_run(diary):
    diary.run("failing").later(7).run("solved")
    (go,) = standing(diary).finished
    assert (go.seconds, go.told, go.timed) == (420, False, True)


def test_a_lone_run_tells_no_time(diary):
    diary.run("solved")
    assert not standing(diary).finished[0].timed


def test_a_pause_does_not_count(diary):
    diary.event("started").later(5).run("failing").later(16).run("failing").later(15).run("solved")
    assert minutes(diary) == [20]


def test_thinking_before_the_first_run_counts_up_to_the_minutes_of_the_kata(diary):
    diary.event("started").later(25).run("solved")
    assert minutes(diary) == [25]
    diary.later(days=3).event("reset").later(days=1).run("solved")
    assert minutes(diary) == [25, 30]


def test_starting_again_goes_on_with_what_is_unsolved(diary):
    diary.event("started").event("hint", level=1).later(8).run("failing")
    diary.later(days=1).event("started").event("hint", level=1).event("hint", level=2).later(4).run("solved")
    (go,) = standing(diary).goes
    assert (go.seconds / 60, go.hints) == (12, 2)


def test_a_reset_begins_another_go(diary):
    diary.event("started").event("hint", level=1).later(8).run("failing").later(1).event("reset").later(5).run("solved")
    left, solved = standing(diary).goes
    assert (left.solved, left.hints) == (None, 1)
    assert (solved.seconds / 60, solved.hints) == (5, 0)


def test_a_solved_kata_is_gone_through_again_only_after_a_start_or_a_reset(diary):
    diary.run("solved").later(5).run("failing").later(5).run("solved")
    assert len(standing(diary).goes) == 1
    diary.later(5).event("started").later(5).run("failing").later(2).run("solved")
    assert minutes(diary)[1:] == [7]


def test_the_text_that_was_solved_before_solves_nothing_again(diary):
    diary.run("solved", "mine").later(5).event("started").later(1).run("solved", "mine")
    assert standing(diary).open is not None
    diary.later(1).event("reset").later(1).event("restored").later(1).run("solved", "mine")
    assert len(standing(diary).finished) == 1


@pytest.mark.parametrize(("what", "detail"), [("reset", {}), ("started", {"fresh": True})])
def test_writing_the_same_text_into_a_fresh_stub_solves_it(diary, what, detail):
    diary.run("solved", "mine").later(days=2).event(what, **detail).later(6).run("solved", "mine")
    assert minutes(diary)[1:] == [6]


def test_asking_why_counts_as_a_hint_and_a_hint_shown_twice_as_one(diary):
    diary.event("started").event("hint", level=1).event("hint", level=1).event("why", mistakes=[]).later(3)
    assert standing(diary.run("solved")).finished[0].hints == 2


def test_only_the_likeliest_mistake_is_counted(diary):
    diary.run("failing").event("why", mistakes=["squares", "halves"]).event("why", mistakes=["squares"])
    assert standing(diary.event("why", mistakes=[])).mistakes == {"squares": 2}


def test_opening_the_solution_before_solving_gives_up_even_when_the_stub_is_reset_after(diary):
    diary.event("started").event("solution", gave_up=True).event("reset").later(3).run("solved")
    assert standing(diary).finished[0].gave_up
    diary.later(days=1).solved(after=3)
    assert not standing(diary).finished[1].gave_up


def test_opening_the_solution_after_solving_gives_nothing_up(diary):
    diary.solved(after=9).later(1).event("solution", gave_up=False).event("diff").later(days=3).solved(after=9)
    assert [go.gave_up for go in standing(diary).finished] == [False, False]


def test_opening_it_while_solving_again_gives_up(diary):
    diary.solved(after=9).later(days=3).event("started").event("reset").event("diff").later(5).run("solved")
    assert [go.gave_up for go in standing(diary).finished] == [False, True]


def test_days_of_practice_are_those_of_here(diary, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    import time

    time.tzset()
    try:
        diary.later(minutes=6 * 60).run("failing")  # 15:00 in Greenwich is the next morning there
        assert [day.isoformat() for day in standing(diary).days] == ["2026-03-03"]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_katas_are_told_apart(history):
    Diary(history, "core_concepts/one").run("solved")
    Diary(history, "core_concepts/two").run("failing")
    found = standings(history, {})
    assert {kata: s.verdict for kata, s in found.items()} == {
        "core_concepts/one": "solved",
        "core_concepts/two": "failing",
    }
    assert list(standings(history, {}, "core_concepts/two")) == ["core_concepts/two"]


@pytest.mark.parametrize("what", ["review", "hint", "why", "started"])
@pytest.mark.parametrize("value", [None, [[]], {"due": "some day"}, {"due": "2026-03-01"}, "text", 7])
def test_what_an_event_holds_may_be_anything(diary, what, value):
    diary.later(1).event(what, card=value, level=value, mistakes=value, fresh=value).later(1).run("solved")
    assert len(standing(diary).finished) == 1
    assert diary.cards()[-1]["card"]["due"] > diary.now.isoformat()
