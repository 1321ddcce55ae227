"""The interview's clock, in a terminal of its own: saves are judged, the bell counts what is on the disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from dojo.history.store import History
from dojo.interview import pressure
from dojo.kata.layout import Kata
from tests.engine.support.command import terminal
from tests.engine.support.sets import CLIP, DOUBLE, empty_root
from tests.engine.support.under_test import alive

RIGHT = "def double(x):\n    return 2 * x\n"
HALF = "def double(x):\n    return 2 * x if x < 100 else 7\n"
SCRIPT = """
import sys, time
from pathlib import Path
from dojo.interview import pressure
from dojo.kata import layout

root, fast = Path(sys.argv[1]), float(sys.argv[2])
bell = Path(sys.argv[3])
began = time.monotonic()

def now():
    return time.monotonic() - began + (fast if bell.exists() else 0)

sys.exit(pressure.run(root, layout.find_katas(root), now))
"""


@dataclass
class Played:
    """Two katas under the clock: the first was saved half right and then heard the bell, the second was solved."""

    root: Path
    began: str  # what was shown until the clock ran
    ended: str  # what was shown from the save on until the second kata began
    shown: str
    text: str
    code: int


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    root = empty_root(tmp_path_factory.mktemp("pressure") / "set")
    DOUBLE.write(root)
    DOUBLE.write(root, "second")
    bell = tmp_path_factory.mktemp("bell") / "now"
    with terminal(root, str(root), "300", str(bell), program=("-c", SCRIPT), columns=90) as screen:
        began = screen.wait_for("left")
        Kata(root, "core_concepts", "double").stub.write_text(HALF)
        screen.wait_for("visible pass")
        bell.touch()
        ended = screen.wait_for("2 of 2: second")
        bell.unlink()
        screen.wait_for("left")
        Kata(root, "core_concepts", "second").stub.write_text(RIGHT)
        code = screen.end()
        return Played(root, began, ended, screen.shown, screen.text, code)


def test_the_kata_its_minutes_and_its_file_are_shown_first(played: Played) -> None:
    assert "1 of 2: double, 5 minutes" in played.began
    assert str(Path("katas") / "core_concepts" / "double.py") in played.began
    assert re.search(r"[45]:\d\d left", played.began)


def test_a_save_is_judged_and_at_the_bell_the_file_counts_and_the_next_kata_begins(played: Played) -> None:
    assert "double  visible pass  2/4 tests" in played.text
    after = played.ended
    assert "The bell. Your file as saved now counts." in after
    assert after.index("The bell.") < after.index("visible pass") < after.index("2 of 2: second")


def test_a_solved_kata_ends_its_round_and_the_end_shows_how_each_went(played: Played) -> None:
    ending = played.text.partition("How it ended")[2]
    assert "double  visible pass" in ending
    assert "second  solved" in ending
    assert played.code == 1
    assert alive(played.root) == []


def test_every_judging_is_recorded_the_last_one_with_the_text_of_the_bell(played: Played) -> None:
    with History.open(played.root) as history:
        runs = history.runs("core_concepts/double")
        assert {run.source for run in runs} == {"pressure"}
        assert len(runs) >= 2
        assert history.text(runs[-1].digest) == HALF
        assert history.latest()["core_concepts/second"].verdict == "solved"


def test_the_time_left_is_written_over_and_the_cursor_left_alone(played: Played) -> None:
    assert "\r\x1b[2K" in played.shown
    assert "\x1b[?1049h" not in played.shown


def test_untouched_at_the_bell_is_not_attempted_and_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kata = CLIP.write(empty_root(tmp_path / "set"))
    times = iter([0.0, 0.0])

    def now() -> float:
        return next(times, 301.0)

    assert pressure.run(kata.root, [kata], now) == 0
    shown = capsys.readouterr().out
    assert "The bell." in shown
    assert shown.count("not attempted") >= 2
