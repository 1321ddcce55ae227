"""Reviews: rated by one table, scheduled by fsrs from history alone, recorded with the run that earns them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dojo.history.reviews import AGAIN, EASY, GOOD, HARD, due_among, next_card, rate, record_review, wants_fresh_stub
from dojo.history.standing import Go, standings
from dojo.history.store import History, Run
from dojo.judge.verdict import Result
from dojo.kata import candidates
from dojo.runs.recorder import Recorder
from tests.engine.support.command import dojo
from tests.engine.support.diary import BEGAN, Diary
from tests.engine.support.sets import DOUBLE, empty_root

RIGHT = "def double(x):\n    return 2 * x\n"

KATA = "core_concepts/double"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def diary(history: History) -> Diary:
    return Diary(history, KATA, minutes=30)


def due(history: History, now: datetime) -> dict[str, datetime]:
    return due_among(standings(history, {}), now)


def a_go(minutes: float, hints: int = 0, told: bool = True, gave_up: bool = False) -> Go:
    return Go(BEGAN, told, 60 * minutes, gave_up, BEGAN, levels=set(range(hints)))


@pytest.mark.parametrize(
    ("go", "rating"),
    [
        (a_go(5, gave_up=True), AGAIN),
        (a_go(31), HARD),
        (a_go(5, hints=2), HARD),
        (a_go(30), GOOD),
        (a_go(15.1), GOOD),
        (a_go(5, hints=1), GOOD),
        (a_go(5, told=False), GOOD),
        (a_go(15), EASY),
        (a_go(0), EASY),
    ],
)
def test_a_go_is_rated_by_help_and_time(go, rating):
    assert rate(go, 30) == rating


def test_where_the_sheet_gives_no_minutes_time_says_nothing():
    assert [rate(a_go(minutes), 0) for minutes in (500, 1)] == [GOOD, GOOD]


def test_a_card_is_decided_by_what_was_before_alone():
    cards = [next_card(next_card(None, GOOD, BEGAN), HARD, BEGAN + timedelta(days=2)) for _ in range(3)]
    assert cards[0] == cards[1] == cards[2]


def test_the_better_it_went_the_later_it_comes_back():
    dates = [datetime.fromisoformat(next_card(None, rating, BEGAN)["due"]) for rating in (AGAIN, HARD, GOOD, EASY)]
    assert dates == sorted(dates)
    assert dates[0] == dates[1] == BEGAN + timedelta(days=1)
    assert len(set(dates[1:])) == 3


def test_the_first_solved_run_is_a_review_and_the_next_ones_are_not(diary):
    diary.event("started").later(20).run("solved").later(1).run("solved").later(days=30).run("solved")
    assert [card["rating"] for card in diary.cards()] == [GOOD]


def test_a_review_builds_on_the_one_before(diary):
    diary.solved(after=20).later(days=3).solved(after=20)
    first, second = diary.cards()
    assert second["card"] == next_card(first["card"], GOOD, diary.now)


def test_failing_a_kata_that_is_due_leaves_it_due(diary):
    diary.solved(after=20).later(days=3).event("started").event("reset").later(20).run("failing")
    assert len(diary.cards()) == 1
    assert list(due(diary.history, diary.now)) == [KATA]


def test_a_kata_is_due_on_its_day_whatever_the_hour(diary):
    diary.later(minutes=11 * 60).solved(after=20)  # solved in the evening, back in two days
    midnight = diary.now.replace(hour=0, minute=0)
    assert list(due(diary.history, midnight + timedelta(days=2))) == [KATA]
    assert not due(diary.history, midnight + timedelta(days=1, hours=23))


def test_the_longest_due_comes_first(history):
    for place, name in enumerate(("b", "a", "c")):
        Diary(history, f"core_concepts/{name}").later(days=3 - place).solved(after=20)
    names = [kata[-1] for kata in due(history, BEGAN + timedelta(days=20))]
    assert names == ["c", "a", "b"]


def test_what_was_solved_before_reviews_were_kept_is_due_at_once(diary):
    diary.event("started").later(20)
    diary.minutes = 30
    with History.open(diary.history.path.parents[1]) as other:
        assert record_review(other, KATA, 30) is None
    diary.history.record(Run(KATA, "solved", "text", at=diary.now.isoformat()))
    assert due(diary.history, diary.now) == {KATA: diary.now}
    assert record_review(diary.history, KATA, 30) == GOOD
    assert record_review(diary.history, KATA, 30) is None
    assert not due(diary.history, diary.now)


def test_recording_a_solved_run_records_its_review(tmp_path):
    kata = DOUBLE.write(empty_root(tmp_path / "set"), attempt=RIGHT)
    with Recorder(kata.root, "submit") as recorder:
        for verdict in ("failing", "solved", "solved"):
            recorder.record(Result(kata.id, "attempt", verdict, 0, 0.0, ""), candidates.attempt(kata), hidden=True)
    with History.open(kata.root) as history:
        assert [event.what for event in history.events()] == ["review"]
        assert len(history.runs()) == 3


def test_a_run_and_its_review_are_recorded_together_or_not_at_all(tmp_path, monkeypatch):
    kata = DOUBLE.write(empty_root(tmp_path / "set"), attempt=RIGHT)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(History, "event", full)
    with Recorder(kata.root, "submit") as recorder:
        recorder.record(Result(kata.id, "attempt", "solved", 0, 0.0, ""), candidates.attempt(kata), hidden=True)
    with History.open(kata.root) as history:
        assert history.runs() == []


KILLED = """
import sys
from pathlib import Path
from dojo.history.store import History
from tests.engine.support.diary import Diary
with History.open(Path(sys.argv[1])) as history:
    diary = Diary(history, "core_concepts/double", 30)
    while True:
        diary.later(days=5).event("reset")
        with history.transaction():
            diary.later(20).run("solved")
        print(len(diary.cards()), flush=True)
"""


@pytest.mark.parametrize("lines", [1, 4])
def test_a_kill_leaves_no_solved_run_without_its_review(tmp_path, lines):
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
    with History.open(tmp_path) as history:
        reviews = [event for event in history.events() if event.what == "review"]
        assert len(reviews) == len(history.runs())
        assert len(reviews) >= int(told[-1])


def test_a_due_kata_wants_a_fresh_stub_once(diary, tmp_path):
    kata = DOUBLE.write(empty_root(tmp_path / "set"))
    diary.solved(after=20)
    assert not wants_fresh_stub(diary.history, kata, diary.now)
    diary.later(days=3)
    assert wants_fresh_stub(diary.history, kata, diary.now)
    diary.event("reset").later(5).run("failing")
    assert not wants_fresh_stub(diary.history, kata, diary.now)


def test_starting_a_due_kata_puts_the_old_text_away(tmp_path):
    kata = DOUBLE.write(empty_root(tmp_path / "set"), attempt=RIGHT)
    with History.open(kata.root) as history:
        diary = Diary(history, kata.id, 5)
        diary.now = datetime.now(UTC) - timedelta(days=9)
        diary.event("started").later(4).run("solved", RIGHT)
    said = dojo(kata.root, "start", "double")
    assert "the stub is fresh again" in " ".join(said.out.split())
    assert candidates.is_untouched(kata)
    assert "fresh again" not in dojo(kata.root, "start", "double").out
    with History.open(kata.root) as history:
        put_away = [event.detail["digest"] for event in history.events() if event.what == "reset"]
        assert [history.text(digest) for digest in put_away] == [RIGHT]
    kata.stub.write_text(RIGHT)
    assert dojo(kata.root, "submit", "double").code == 0
    with History.open(kata.root) as history:
        assert sum(event.what == "review" for event in history.events()) == 2
        assert not due(history, datetime.now(UTC))


def test_starting_what_is_not_due_leaves_the_text(tmp_path):
    kata = DOUBLE.write(empty_root(tmp_path / "set"), attempt=RIGHT)
    assert dojo(kata.root, "submit", "double").code == 0
    assert dojo(kata.root, "start", "double").code == 0
    assert kata.stub.read_text() == RIGHT
