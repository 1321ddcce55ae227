"""Pitches: the rules that their text is held to, and the command around them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.history.store import History
from dojo.speaking import pitch_check
from dojo.speaking.pitch_check import SECTIONS, check
from tests.engine.support.command import dojo, terminal
from tests.engine.support.sets import empty_root


def pitch(words: int = 60, **changed: str | None) -> str:
    """Write a pitch of so many words a section; `problem="..."` says otherwise, `problem=None` leaves one out."""
    bodies = dict.fromkeys(SECTIONS, "about 40 " + "word " * (words - 2)) | changed
    return "".join(f"## {name}\n{body}\n" for name, body in bodies.items() if body is not None)


def test_a_good_pitch_has_nothing_to_mend() -> None:
    assert check(pitch()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [*(f"missing:{name}" for name in sorted(SECTIONS)), "too_short"]),
        (pitch(75, data=None), ["missing:data"]),
        (pitch(75, data=" \n "), ["empty:data"]),
        (pitch(75, results=""), ["empty:results", "no_number:results"]),
        (pitch(results="word " * 60), ["no_number:results"]),
        (pitch(impact="more " * 60), ["no_number:impact"]),
        (pitch(model="word " * 60), []),
        (pitch() + "## Data\nmore\n", ["duplicate:data"]),
        (pitch(75, lessons=None) + "## lessons\n## lessons\n", ["duplicate:lessons", "empty:lessons"]),
        (pitch(75, problem=None) + "## problem\nlate words\n", ["order"]),
        (pitch(75, data="the problem, ## problem\n", problem=None), ["missing:problem"]),
        (pitch() + "## Questions\nwhich ones\n", []),
        (pitch(75, data=None) + "### data\n##data\n", ["missing:data"]),
    ],
)
def test_each_fault_is_found_and_nothing_else(text: str, found: list[str]) -> None:
    assert check(text) == found


@pytest.mark.parametrize(("words", "found"), [(279, ["too_short"]), (280, []), (420, []), (421, ["too_long"])])
def test_two_and_three_minutes_are_both_allowed(words: int, found: list[str]) -> None:
    rest = words - 6 * 10
    assert check(pitch(10) + "## More\n" + "word " * rest) == found


def test_words_before_the_first_heading_count_and_headings_do_not() -> None:
    assert pitch_check.word_count("one two\n## problem of ours\nthree\n") == 3


@given(st.permutations(SECTIONS))
def test_reordering_adds_order_only(names: list[str]) -> None:
    text = "".join(f"## {name}\nabout 40 {'word ' * 58}\n" for name in names)
    assert check(text) == ([] if names == list(SECTIONS) else ["order"])


@given(st.sampled_from([str.upper, str.title, str.lower]), st.integers(0, 3), st.integers(1, 3))
def test_case_and_spaces_of_headings_change_nothing(case: object, before: int, after: int) -> None:
    text = pitch(75, data=None)
    for name in SECTIONS:
        text = text.replace(f"## {name}\n", f"{' ' * before}##{' ' * after}{case(name)}{' ' * before}\n")  # type: ignore[operator]
    assert check(text) == ["missing:data"]


@given(st.text(alphabet="#\n data problem1", max_size=60))
def test_no_text_is_refused_and_findings_are_sorted_and_told(text: str) -> None:
    found = check(text)
    assert found == sorted(set(found))
    assert all(pitch_check.sentence(one, text) for one in found)


# -- the command -------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return empty_root(tmp_path / "set")


@pytest.fixture
def mine(root: Path) -> Path:
    """A root with one good pitch."""
    (root / "pitches").mkdir()
    (root / "pitches" / "churn-model.md").write_text(pitch())
    return root


def recorded(root: Path) -> list[tuple[str, dict[str, object]]]:
    with History.open(root) as history:
        return [(event.kata, dict(event.detail)) for event in history.events() if event.what == "pitch"]


def test_a_new_pitch_has_the_six_sections_and_is_still_to_be_written(root: Path) -> None:
    done = dojo(root, "pitch", "churn-model", "--new")
    assert done.code == 0
    text = (root / "pitches" / "churn-model.md").read_text()
    assert check(text) == ["no_number:impact", "no_number:results", "too_short"]


def test_git_leaves_pitches_alone(root: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    dojo(root, "pitch", "churn-model", "--new")
    status = subprocess.run(["git", "status", "--short", "-uall"], cwd=root, check=True, capture_output=True, text=True)
    assert "pitches" not in status.stdout


def test_nothing_is_overwritten(mine: Path) -> None:
    done = dojo(mine, "pitch", "churn-model", "--new")
    assert done.code == 2
    assert "pitches/churn-model.md exists" in done.err
    assert (mine / "pitches" / "churn-model.md").read_text() == pitch()


def test_a_good_pitch_is_0_and_is_recorded(mine: Path) -> None:
    done = dojo(mine, "pitch", "churn", typed="\n")
    assert done.code == 0, done.err
    assert "lessons: all there, in order" in done.out
    assert "shorter than 2 minutes" in done.out
    ((kata, detail),) = recorded(mine)
    assert (kata, detail["minutes"], detail["findings"]) == ("pitches/churn-model", 3, [])


def test_findings_are_told_recorded_and_1(mine: Path) -> None:
    (mine / "pitches" / "churn-model.md").write_text(pitch(75, data=None))
    done = dojo(mine, "pitch", "churn", "--minutes", "10", typed="\n")
    assert done.code == 1
    assert "- there is no section ## data" in done.out
    assert "Speak for 8 to 10 minutes" in done.out
    assert recorded(mine)[0][1]["findings"] == ["missing:data"]


def test_without_a_name_they_are_listed(mine: Path, root: Path) -> None:
    assert dojo(mine, "pitch").out == "churn-model  nothing to fix, not spoken yet\n"
    with terminal(mine, "pitch", "churn") as screen:
        screen.wait_for("2:58 left")
        screen.type("\n")
        assert screen.end() == 0
    assert dojo(mine, "pitch").out == "churn-model  nothing to fix, spoken once\n"


def test_with_none_yet_it_says_how_to_begin(root: Path) -> None:
    done = dojo(root, "pitch")
    assert (done.code, done.err) == (0, "")
    assert "dojo pitch churn-model --new" in done.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chrun-model"], "did you mean churn-model?"),
        (["zzz"], "to write it: dojo pitch zzz --new"),
        (["../up", "--new"], "'../up' cannot be a file name here"),
        (["--new"], "--new needs a name"),
        (["churn", "--minutes", "5"], "'5' is not one of"),
    ],
)
def test_words_that_mean_nothing_are_2(mine: Path, words: list[str], message: str) -> None:
    done = dojo(mine, "pitch", *words)
    assert done.code == 2
    assert message in done.err


def test_ctrl_c_records_nothing(mine: Path) -> None:
    with terminal(mine, "pitch", "churn") as screen:
        screen.wait_for("left, Enter ends it")
        screen.interrupt()
        screen.wait_for("Nothing is recorded")
        assert screen.end() == 130
    assert recorded(mine) == []


# -- the checklist -----------------------------------------------------------------------------------


def test_the_checklist_has_three_parts_and_each_alone(tmp_path: Path) -> None:
    whole = dojo(tmp_path, "checklist").out
    parts = [dojo(tmp_path, "checklist", part).out for part in ("before", "during", "ask")]
    assert whole == "\n".join(parts)
    assert [part.splitlines()[0] for part in parts] == [
        "Before the interview",
        "During the interview",
        "Questions to ask the team: choose five",
    ]
    assert all(part.count("[ ] ") >= 8 for part in parts)
    assert max(map(len, whole.splitlines())) <= 80
