"""What to take up now: home and `dojo next`, decided on small shelves and seen through the command."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dojo.history.standing import Standing
from dojo.history.store import History
from dojo.kata.index import Heading
from dojo.kata.layout import Kata
from dojo.practice.home import bar
from dojo.practice.next import Shelf, Wish, choose, right_level
from tests.engine.support.command import dojo, terminal
from tests.engine.support.diary import BEGAN, Diary
from tests.engine.support.sets import CLIP, DOUBLE, SHOUT, empty_root

LEVELS = {"w": "warm-up", "c": "core", "s": "stretch"}


def shelf(solved: str = "", begun: str = "", minutes: dict[str, int] | None = None, **pillars: str) -> Shelf:
    """Return a shelf of katas named by their level's letter and a number; topics go by the number."""
    katas = [Kata(Path("set"), pillar, name) for pillar, names in pillars.items() for name in names.split()]
    headings = {k.id: _heading(k.name, (minutes or {}).get(k.name, 20)) for k in katas}
    standings = {k.id: Standing(k.id, runs=1) for k in katas if k.name in begun.split()}
    standings |= {k.id: Standing(k.id, runs=1, solved=BEGAN) for k in katas if k.name in solved.split()}
    return Shelf(katas, headings, standings)


def _heading(name: str, minutes: int) -> Heading:
    return Heading(name, f"topic{name[1:]}", "implement", LEVELS[name[0]], minutes, "often")


def chosen(shelf: Shelf, wish: Wish | None = None) -> str:
    choice = choose(shelf, BEGAN, wish)
    return choice.kata.name if choice else ""


def due(shelf: Shelf, name: str, day: str) -> Shelf:
    found = shelf.standings[next(id_ for id_ in shelf.standings if id_.endswith("/" + name))]
    found.card, found.reviewed = {"due": f"{day}T09:00:00+00:00"}, BEGAN
    return shelf


def test_a_kata_that_is_due_comes_first_the_longest_due_before_others():
    found = shelf(core_concepts="w1 w2 c3", math_maturity="w4", solved="w1 w2")
    assert chosen(found) == "w4"
    assert chosen(due(found, "w1", "2026-03-02")) == "w1"
    assert chosen(due(found, "w2", "2026-02-27")) == "w2"


def test_what_comes_back_later_is_not_chosen():
    found = due(shelf(core_concepts="w1 c2", solved="w1"), "w1", "2026-03-03")
    assert chosen(found) == "c2"


def test_the_weakest_pillar_is_the_one_of_which_the_smallest_share_is_solved():
    assert chosen(shelf(core_concepts="w1 w2 w3 w4", math_maturity="w5 w6", solved="w1 w5")) == "w2"
    assert chosen(shelf(core_concepts="w1 w2 w3", math_maturity="w5 w6 w7 w8", solved="w1 w5")) == "w6"


def test_of_equally_weak_pillars_the_first_is_chosen():
    assert chosen(shelf(core_concepts="w1", math_maturity="w2")) == "w1"


@pytest.mark.parametrize(
    ("solved", "level"),
    [
        ("", "warm-up"),
        ("w1", "warm-up"),
        ("w1 w2", "core"),
        ("w1 w2 c1", "stretch"),
        ("c1 c2", "warm-up"),
        ("w1 w2 c1 s1", None),
    ],
)
def test_half_of_a_level_opens_the_next(solved, level):
    assert right_level(shelf(core_concepts="w1 w2 w3 c1 c2 s1", solved=solved), "core_concepts") == level


def test_beyond_the_last_level_what_is_left_comes_from_the_easiest_on():
    assert chosen(shelf(core_concepts="w1 w2 w3 c1 c2 s1", solved="w1 w2 c1 s1")) == "w3"


def test_within_a_level_what_was_begun_comes_before_what_is_short():
    times = {"w2": 10}
    assert chosen(shelf(core_concepts="w1 w2 w3", minutes=times)) == "w2"
    assert chosen(shelf(core_concepts="w1 w2 w3", minutes=times, begun="w3")) == "w3"


def test_a_wish_narrows_the_choice():
    found = shelf(core_concepts="w1 c2", math_maturity="s3", minutes={"c2": 45})
    assert chosen(found, Wish(pillar="math_maturity")) == "s3"
    assert chosen(found, Wish(topic="topic2")) == "c2"
    assert chosen(found, Wish(level="core", minutes=45)) == "c2"
    assert chosen(found, Wish(level="core", minutes=44)) == ""


def test_the_same_shelf_gives_the_same_choice():
    assert len({choose(shelf(core_concepts="w1 w2", math_maturity="w3"), BEGAN) for _ in range(5)}) == 1


def test_a_bar_shows_what_is_begun_and_is_full_only_when_all_is_done(monkeypatch):
    monkeypatch.setattr("dojo.practice.home.can_show", lambda _: False)
    from click import unstyle

    drawn = [unstyle(bar(part, 200, 10)) for part in (0, 1, 100, 199, 200)]
    assert drawn == ["..........", "#.........", "#####.....", "#########.", "##########"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = empty_root(tmp_path / "set")
    DOUBLE.write(place)
    CLIP.write(place)
    SHOUT.write(place, pillar="math_maturity")
    return place


def practise(root: Path, kata: str, days_ago: float) -> None:
    with History.open(root) as history:
        diary = Diary(history, kata, 5)
        diary.now = datetime.now(UTC)
        diary.later(days=-days_ago).solved(after=4)


def test_home_greets_an_empty_history(root):
    said = dojo(root)
    assert said.code == 0
    assert "Core concepts" in said.out
    assert "0 of 2" in said.out
    assert "Next: dojo start clip" in said.out
    assert not (root / ".dojo" / "history.db").exists()


def test_home_shows_what_is_solved_what_is_due_and_what_comes_next(root):
    practise(root, "core_concepts/clip", days_ago=40)
    said = dojo(root)
    assert "1 of 2" in said.out
    assert "Due for review: clip (since " in said.out
    assert "Next: dojo start clip" in said.out


def test_the_root_may_stand_before_the_command_or_behind_it(root, tmp_path):
    elsewhere = empty_root(tmp_path / "other")
    assert "0 of 2" in dojo(elsewhere, "--root", str(root)).out
    before, behind = (dojo(elsewhere, *words) for words in (["--root", root, "list"], ["list", "--root", root]))
    assert "clip" in before.out
    assert before.out == behind.out


def test_home_and_next_agree(root):
    practise(root, "core_concepts/clip", days_ago=0)
    assert "Next: dojo start shout" in dojo(root).out
    assert "Begin: dojo start shout" in dojo(root, "next").out


def test_home_goes_on_without_a_history_that_is_broken(root):
    (root / ".dojo").mkdir()
    (root / ".dojo" / "history.db").write_bytes(b"no database, but long enough to be one" * 40)
    said = dojo(root)
    assert said.code == 0
    assert len(said.err.splitlines()) == 1
    assert "The history cannot be read" in said.err
    assert "Next: dojo start clip" in said.out


@pytest.mark.parametrize("columns", [28, 40, 80])
def test_home_keeps_to_the_width_of_the_terminal(root, columns):
    practise(root, "core_concepts/clip", days_ago=40)
    lines = dojo(root, COLUMNS=str(columns)).out.splitlines()
    assert max(map(len, lines)) <= max(columns, 36)  # names are not cut


def test_home_speaks_ascii_where_the_terminal_has_no_more(root):
    assert dojo(root, PYTHONIOENCODING="ascii").out.isascii()


def test_home_outside_any_katas_says_where_it_looked(tmp_path):
    said = dojo(tmp_path)
    assert said.code == 2
    assert "no katas/" in said.err


def test_no_command_of_these_loads_numpy_pytest_or_fsrs(root):
    practise(root, "core_concepts/clip", days_ago=40)
    for words in ([], ["next"], ["progress"], ["report"]):
        script = f"import os, sys; os._exit = sys.exit; sys.argv = ['dojo', *{words!r}]\n"
        script += "from dojo.__main__ import main\ntry: main()\n"
        script += "finally: print(sorted({'numpy', 'pandas', 'pytest', 'fsrs'} & {*sys.modules}))"
        done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]", words


def test_next_says_what_why_and_how(root):
    said = dojo(root, "next", "--pillar", "math")
    assert said.code == 0
    assert said.out.splitlines() == [
        "shout",
        "math_maturity, small, warm-up, 5 minutes",
        "Why: 0 of 1 solved in Math maturity; warm-up is the level to work at there.",
        "Begin: dojo start shout",
    ]


def test_next_says_what_to_widen_where_nothing_fits(root):
    said = dojo(root, "next", "--pillar", "math", "--minutes", "4")
    assert said.code == 1
    assert "Without --minutes: shout" in said.out
    assert "Without --pillar" not in said.out
    assert "more than one" in dojo(root, "next", "--level", "core", "--minutes", "4").out


def test_next_refuses_words_that_mean_nothing(root):
    said = dojo(root, "next", "--pillar", "maths_maturity")
    assert said.code == 2
    assert "did you mean math_maturity?" in said.err


def test_next_says_when_all_is_done(root):
    for kata in ("core_concepts/clip", "core_concepts/double", "math_maturity/shout"):
        practise(root, kata, days_ago=0)
    said = dojo(root, "next")
    assert said.code == 0
    assert "All 3 katas are solved, and none is due for review." in said.out
    assert "Next review: " in said.out


def test_colours_are_left_out_where_they_are_not_wanted(root):

    with terminal(root, NO_COLOR="1") as screen:
        assert screen.end() == 0
    assert "Core concepts" in screen.shown
    assert "\x1b[" not in screen.shown
