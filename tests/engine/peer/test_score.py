"""`dojo score`: two people's levels, asked for or given in words, recorded in turn and set side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dojo.history.events import note
from dojo.history.store import History
from dojo.kata.layout import Kata
from tests.engine.support.command import dojo, terminal
from tests.engine.support.sets import empty_root
from tests.engine.support.small_katas import write_kata

GIVEN = ("--candidate", "3,2,3,1,3", "--interviewer", "2,2,4,3,3")
MINE = "3\nasked first\n2\ntwo plans\n3\nruns\n1\nprinted it\n3\nsummed up\n"
THEIRS = "2\nasked twice\n2\none plan\n4\nclean\n3\nown case\n3\nplain words\n"


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return write_kata(empty_root(tmp_path / "set"))


def scores(kata: Kata) -> list[dict[str, Any]]:
    with History.open(kata.root) as history:
        return [dict(event.detail) for event in history.events(kata.id) if event.what == "score"]


def rows(text: str) -> dict[str, list[str]]:
    """Read the table's rows by the first word: the axis's letter, points or band."""
    return {line.split()[0]: line.split() for line in text.splitlines() if line.strip()}


def test_scores_in_words_are_recorded_candidate_first(kata: Kata) -> None:
    done = dojo(
        kata.root, "score", "sign", *GIVEN, "--quote", "C: sorts: once", "--goal", "test sooner", "--with", "Ada"
    )
    assert done.code == 0, done.err
    mine, theirs = scores(kata)
    assert (mine["by"], list(mine["scores"].values())) == ("candidate", [3, 2, 3, 1, 3])
    assert (theirs["by"], theirs["name"], theirs["goal_next"]) == ("interviewer", "Ada", "test sooner")
    assert theirs["scores"] == {"clarify": 2, "approach": 2, "code": 4, "verify": 3, "communicate": 3}
    assert theirs["quotes"] == {"code": "sorts: once"}
    assert 'C: "sorts: once"' in done.out
    assert "Next time: test sooner" in done.out


def test_both_scores_show_with_bands_and_gaps(kata: Kata) -> None:
    shown = rows(dojo(kata.root, "score", "sign", *GIVEN).out)
    assert shown["points"] == ["points", "60", "71.25"]
    assert shown["band"] == ["band", "lean", "no", "hire"]
    assert shown["D"][-4:] == ["1", "3", "to", "discuss"]
    assert [letter for letter in "ABCDE" if shown[letter][-1] == "discuss"] == ["D"]


def test_prices_and_caps_are_told(kata: Kata) -> None:
    done = dojo(kata.root, "score", "sign", *GIVEN, "--hints", "1,2", "--solution-shown", "--leakage")
    assert rows(done.out)["points"] == ["points", "45.5", "50.5"]
    assert "interviewer: the solution was shown: C is 1 at most" in done.out
    assert "interviewer: hints cost 2 points" in done.out
    facts = {key: scores(kata)[1][key] for key in ("hints", "solution_shown", "leakage_unreported")}
    assert facts == {"hints": [1, 2], "solution_shown": True, "leakage_unreported": True}


def test_scores_are_about_the_last_round(kata: Kata) -> None:
    for number in ("first", "second"):
        note(kata.root, kata.id, "round", round=number, step="begun")
    dojo(kata.root, "score", "sign", *GIVEN)
    assert [score["round"] for score in scores(kata)] == ["second", "second"]


def test_asked_each_axis_shows_its_anchors_and_wants_a_quotation(kata: Kata) -> None:
    typed = MINE + THEIRS + "2\nn\nmaybe\nn\nplan first\n"
    done = dojo(kata.root, "score", "sign", typed=typed)
    assert done.code == 0, done.err
    assert done.out.count("starts coding, or solves something else") == 2
    assert done.out.count("in this kata: d") == 2
    assert rows(done.out)["points"] == ["points", "58", "69.25"]
    mine, theirs = scores(kata)
    assert mine["quotes"]["verify"] == "printed it"
    assert theirs["quotes"]["communicate"] == "plain words"
    assert (theirs["hints"], theirs["goal_next"]) == ([2], "plan first")


def test_an_answer_that_does_not_fit_is_asked_for_again(kata: Kata) -> None:
    typed = "5\nthree\n" + MINE.replace("asked first", "\nasked first") + THEIRS + "4\n\nn\nn\nmore\n"
    done = dojo(kata.root, "score", "sign", typed=typed)
    assert done.code == 0, done.err
    assert done.out.count("Please answer with a number from 0 to 4.") == 2
    assert "A word or more, please." in done.out
    assert "'4' is not a list of hints; expected levels from 1 to 3" in done.out
    assert scores(kata)[0]["scores"]["clarify"] == 3


@pytest.mark.parametrize(
    ("typed", "message", "count"),
    [
        ("3\nasked\n", "recorded: nothing.", 0),
        (MINE + "2\nasked\n", "recorded: the candidate's scores.", 1),
        (MINE + THEIRS + "\nn\nn\n", "recorded: the candidate's scores and the interviewer's scores.", 2),
    ],
)
def test_input_that_ends_early_keeps_what_was_complete(kata: Kata, typed: str, message: str, count: int) -> None:
    done = dojo(kata.root, "score", "sign", typed=typed)
    assert done.code == 1
    assert message in done.err
    assert len(scores(kata)) == count


def test_ctrl_c_midway_keeps_what_was_recorded(kata: Kata) -> None:
    with terminal(kata.root, "score", "sign") as screen:
        screen.wait_for("A [0-4]")
        screen.type(MINE)
        screen.wait_for("Now the interviewer")
        screen.wait_for("A [0-4]")
        screen.interrupt()
        screen.wait_for("recorded: the candidate's scores.")
        assert screen.end() == 130
    assert [score["by"] for score in scores(kata)] == ["candidate"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--candidate", "3,2,3,1,3"], "--candidate and --interviewer go together"),
        (["--candidate", "3,2,3,1", "--interviewer", "2,2,4,3,3"], "'3,2,3,1' is not a score; expected five levels"),
        (["--candidate", "3,2,3,1,5", "--interviewer", "2,2,4,3,3"], "'3,2,3,1,5' is not a score"),
        ([*GIVEN, "--quote", "F: said"], "'F: said' is not a quotation"),
        ([*GIVEN, "--quote", "C sorts"], "'C sorts' is not a quotation"),
        ([*GIVEN, "--hints", "0"], "'0' is not a list of hints"),
        (["--goal", "more"], "--quote and --goal go with"),
        ([*GIVEN, "--with", " "], "a name cannot be empty"),
    ],
)
def test_words_that_are_no_scores_are_2_and_nothing_is_recorded(kata: Kata, words: list[str], message: str) -> None:
    done = dojo(kata.root, "score", "sign", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert scores(kata) == []
