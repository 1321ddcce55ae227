"""`dojo explain`: which card comes, the clock, the ticks, what is recorded, and when a card is due again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dojo.history.reviews import next_card
from dojo.history.store import Event, History
from dojo.speaking import schedule
from dojo.speaking.cards import Card
from dojo.speaking.schedule import Review
from dojo.terminal import lines as prompts
from tests.engine.support.command import dojo, terminal
from tests.engine.support.sets import empty_root

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TOML = """
[[cards]]
name = "{name}"
question = "What of {name}?"
audience = "engineer"
points = ["First point.", "Second point.", "Third point.", "Fourth point."]
traps = ["A trap."]
follow_up = "And then?"
"""


def card(name: str, pillar: str = "core_concepts") -> Card:
    return Card(pillar, name, "What?", "engineer", ("a", "b", "c", "d"), ("t",), "And?")


def seen(days: float, share: float = 1.0) -> Review:
    """Return a review that is due that many days from now."""
    return Review({"due": (NOW + timedelta(days=days)).isoformat()}, share)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = empty_root(tmp_path / "set")
    for pillar, names in {"core_concepts": ("one-card", "two-cards"), "math_maturity": ("some-sums",)}.items():
        (place / "solutions" / pillar).mkdir()
        (place / "solutions" / pillar / "_cards.toml").write_text("".join(TOML.format(name=name) for name in names))
    return place


def reviews(root: Path) -> list[Event]:
    with History.open(root) as history:
        return [event for event in history.events() if event.what == "card"]


# -- which card --------------------------------------------------------------------------------------

CARDS = [card("a-one"), card("a-two"), card("b-one", "math_maturity"), card("b-two", "math_maturity")]


def test_at_first_it_is_the_first_card() -> None:
    assert schedule.choose(CARDS, {}, NOW) == CARDS[0]


def test_a_card_that_is_due_comes_before_new_ones_the_longest_due_first() -> None:
    known = {CARDS[2].id: seen(-1), CARDS[0].id: seen(-3), CARDS[1].id: seen(5)}
    assert schedule.choose(CARDS, known, NOW) == CARDS[0]


def test_a_new_card_is_of_the_weakest_pillar() -> None:
    assert schedule.choose(CARDS, {CARDS[0].id: seen(2, 0.5)}, NOW) == CARDS[2]
    both = {CARDS[0].id: seen(2, 0.5), CARDS[2].id: seen(2, 0.75)}
    assert schedule.choose(CARDS, both, NOW) == CARDS[1]


def test_with_nothing_due_and_nothing_new_it_is_the_one_due_next() -> None:
    known = {one.id: seen(days) for one, days in zip(CARDS, (4, 2, 3, 5), strict=True)}
    assert schedule.choose(CARDS, known, NOW) == CARDS[1]


@pytest.mark.parametrize(
    ("ticked", "points", "rating"),
    [(0, 4, 1), (1, 4, 1), (2, 4, 2), (3, 4, 3), (4, 4, 4), (1, 3, 1), (2, 3, 2), (3, 6, 2), (2, 5, 1), (4, 5, 3)],
)
def test_the_rating_follows_from_the_share_of_points(ticked: int, points: int, rating: int) -> None:
    assert schedule.rating(ticked, points) == rating


def test_a_better_rating_is_due_later_and_nothing_is_drawn() -> None:
    def due(grade: int) -> datetime:
        return Review(next_card(None, grade, NOW), 1.0).due

    days = [(due(grade) - NOW).days for grade in (1, 2, 3, 4)]
    assert days == sorted(days)
    assert 1 <= days[0] < days[3]
    assert due(3) == due(3)


def test_a_second_good_review_waits_longer_than_the_first() -> None:
    first = Review(next_card(None, 3, NOW), 1.0)
    second = Review(next_card(first.card, 3, first.due), 1.0)
    assert second.due - first.due > first.due - NOW


# -- the clock ---------------------------------------------------------------------------------------


class Silence:
    """Lines that nobody types; each second that is waited for passes at once."""

    def __init__(self, answers: dict[int, str | None]) -> None:
        self.answers, self.time = answers, 100.0

    def next(self, seconds: float | None = None) -> str | None:
        assert seconds is not None
        self.time += seconds
        answer = self.answers.get(round(self.time) - 100)
        if answer == "end":
            raise prompts.InputEnded
        return answer

    def now(self) -> float:
        return self.time


@pytest.mark.parametrize(("answers", "took"), [({}, 60.0), ({20: ""}, 20.0), ({20: "word"}, 20.0), ({5: "end"}, 5.0)])
def test_the_clock_ends_with_the_time_a_line_or_the_input(answers: Any, took: float) -> None:
    lines: Any = Silence(answers)
    assert prompts.countdown(lines, 60, lines.now) == took


# -- the command -------------------------------------------------------------------------------------


def test_a_pipe_answers_and_the_review_is_recorded(root: Path) -> None:
    done = dojo(root, "explain", "one", typed="\ny\ny\nn\nperhaps\nyes\n")
    assert done.code == 0, done.err
    assert "What of one-card?" in done.out
    assert "Please answer y or n." in done.out
    assert done.out.index("4. Fourth point.") < done.out.index("A trap.") < done.out.index("And then?")
    (event,) = reviews(root)
    assert (event.kata, event.detail["rating"], event.detail["ticked"], event.detail["points"]) == (
        "core_concepts/one-card",
        3,
        3,
        4,
    )
    due = Review(event.detail["card"], 0.75).due.astimezone()
    assert f"3 of 4 key points; due again on {due:%Y-%m-%d}." in done.out


def test_no_key_point_shows_before_the_answer(root: Path) -> None:
    before = dojo(root, "explain", "one", typed="\n").out.partition("You spoke")[0]
    assert "What of one-card?" in before
    assert not {"First point.", "A trap.", "And then?"} & set(before.split("\n"))


def test_without_a_word_the_next_new_card_of_the_weakest_pillar_comes(root: Path) -> None:
    shown = [dojo(root, "explain", typed="\n" + "y\n" * 4).out.split(" ")[0] for _ in range(3)]
    assert shown == ["core_concepts/one-card", "math_maturity/some-sums", "core_concepts/two-cards"]


def test_a_pillar_narrows_the_choice(root: Path) -> None:
    assert dojo(root, "explain", "--pillar", "math", typed="").out.startswith("math_maturity/some-sums")


def test_input_that_ends_before_the_last_tick_records_nothing(root: Path) -> None:
    done = dojo(root, "explain", "one", typed="\ny\ny\n")
    assert done.code == 1
    assert "Nothing is recorded" in done.err
    assert reviews(root) == []


def test_the_list_names_every_card_and_when_it_is_due(root: Path) -> None:
    dojo(root, "explain", "one", typed="\n" + "y\n" * 4)
    lines = dojo(root, "explain", "--list").out.splitlines()
    assert lines[0] == "Core concepts"
    assert lines[1].startswith("  one-card   100% covered, due 2")
    assert lines[2] == "  two-cards  new"


@pytest.fixture
def unwritable(root: Path) -> Iterator[Path]:
    (root / ".dojo").write_text("in the way")
    yield root


def test_without_a_history_the_card_is_played_and_it_is_said(unwritable: Path) -> None:
    done = dojo(unwritable, "explain", "one", typed="\n" + "y\n" * 4)
    assert done.code == 0
    assert done.err.startswith("Not recorded: ")
    assert "due again" not in done.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["one-crad"], "did you mean one-card"),
        (["--pillar", "magic"], "expected one of core_concepts, "),
        (["--seconds", "61"], "'61' is not one of '60', '120'"),
    ],
)
def test_words_that_mean_nothing_are_2(root: Path, words: list[str], message: str) -> None:
    done = dojo(root, "explain", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_set_without_cards_says_where_they_would_be(tmp_path: Path) -> None:
    done = dojo(empty_root(tmp_path / "set"), "explain")
    assert done.code == 1
    assert "solutions/<pillar>/_cards.toml" in done.err


def test_a_broken_file_of_cards_is_told_in_one_line(root: Path) -> None:
    (root / "solutions" / "math_maturity" / "_cards.toml").write_text("[[cards]]\nname = 3\n")
    done = dojo(root, "explain")
    assert done.code == 1
    assert done.err.startswith("solutions/math_maturity/_cards.toml: line 1: cards[0]: lacks the key question")


def test_at_a_terminal_the_time_left_shows_and_enter_ends_it(root: Path) -> None:
    with terminal(root, "explain", "one", "--seconds", "120") as screen:
        screen.wait_for("2:00 left, Enter ends it")
        screen.type("\n")
        for number in range(1, 5):
            screen.wait_for(f"{number}. ")
            screen.wait_for("[y/n]")
            screen.type("y\n")
        screen.wait_for("4 of 4 key points")
        assert screen.end() == 0
    assert [event.detail["rating"] for event in reviews(root)] == [4]


def test_ctrl_c_ends_it_kindly(root: Path) -> None:
    with terminal(root, "explain", "one") as screen:
        screen.wait_for("left, Enter ends it")
        screen.interrupt()
        screen.wait_for("Nothing is recorded")
        assert screen.end() == 130
