"""The interview's clock, in a terminal of its own: saves are judged, the bell counts what is on the disk."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dojo.history.store import History
from dojo.interview import pressure
from dojo.kata.layout import Kata
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


class Terminal:
    """A command in a pseudo-terminal, and all that it has shown so far."""

    def __init__(self, command: list[str], cwd: Path) -> None:
        self.ours, theirs = pty.openpty()
        env = os.environ | {"COLUMNS": "90", "TERM": "xterm"}
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env=env, start_new_session=True
        )
        os.close(theirs)
        self.shown = ""

    @property
    def text(self) -> str:
        """What was shown, without colours and the like."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown)

    def until(self, text: str, seconds: float = 60.0) -> str:
        """Read until a text was shown after what was asked for before; return what came with it."""
        end, begin = time.monotonic() + seconds, len(self.shown)
        while text not in self.shown[begin:]:
            assert self._read(end - time.monotonic()), f"{text!r} was not shown, but {self.shown[begin:]!r}"
        return self.shown[begin:]

    def end(self, seconds: float = 30.0) -> int:
        while self._read(seconds):
            pass
        return self.process.wait(seconds)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.ours], [], [], max(seconds, 0))
        try:
            more = os.read(self.ours, 65_536) if ready else b""
        except OSError:  # the other end is closed
            more = b""
        self.shown += more.decode(errors="replace")
        return bool(more)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = empty_root(tmp_path_factory.mktemp("pressure") / "set")
    DOUBLE.write(place)
    DOUBLE.write(place, "second")
    return place


@pytest.fixture(scope="module")
def played(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Terminal, list[str], int]:
    """Both katas under the clock: the first is saved half right and then hears the bell, the second is solved."""
    bell = tmp_path_factory.mktemp("bell") / "now"
    terminal = Terminal([sys.executable, "-c", SCRIPT, str(root), "300", str(bell)], root)
    heard = []
    try:
        heard.append(terminal.until("left"))
        Kata(root, "core_concepts", "double").stub.write_text(HALF)
        heard.append(terminal.until("visible pass"))
        bell.touch()
        heard.append(terminal.until("2 of 2: second"))
        bell.unlink()
        terminal.until("left")
        Kata(root, "core_concepts", "second").stub.write_text(RIGHT)
        code = terminal.end()
    finally:
        terminal.close()
    return terminal, heard, code


def test_the_kata_its_minutes_and_its_file_are_shown_first(played: tuple[Terminal, list[str], int], root: Path) -> None:
    first = played[1][0]
    assert "1 of 2: double, 5 minutes" in first
    assert str(Path("katas") / "core_concepts" / "double.py") in first
    assert re.search(r"0[45]:\d\d left", first)


def test_a_save_is_judged_and_told(played: tuple[Terminal, list[str], int]) -> None:
    assert "double  visible pass  2/4 tests" in played[0].text


def test_at_the_bell_what_is_on_the_disk_counts_and_the_next_kata_begins(
    played: tuple[Terminal, list[str], int],
) -> None:
    after = played[1][2]
    assert "The bell. What is on the disk now counts." in after
    assert after.index("The bell.") < after.index("visible pass") < after.index("2 of 2: second")


def test_a_solved_kata_ends_its_round_and_the_end_tells_how_each_went(played: tuple[Terminal, list[str], int]) -> None:
    terminal, _, code = played
    ending = terminal.text.partition("How it ended")[2]
    assert "double  visible pass" in ending
    assert "second  solved" in ending
    assert code == 1


def test_every_judging_is_recorded_the_last_one_with_the_text_of_the_bell(
    played: tuple[Terminal, list[str], int], root: Path
) -> None:
    with History.open(root) as history:
        runs = history.runs("core_concepts/double")
        assert {run.source for run in runs} == {"pressure"}
        assert len(runs) >= 2
        assert history.text(runs[-1].digest) == HALF
        assert history.latest()["core_concepts/second"].verdict == "solved"


def test_the_time_left_is_written_over_and_the_cursor_left_alone(played: tuple[Terminal, list[str], int]) -> None:
    shown = played[0].shown
    assert "\r\x1b[2K" in shown
    assert "\x1b[?1049h" not in shown


def test_nothing_is_left_behind(played: tuple[Terminal, list[str], int], root: Path) -> None:
    assert alive(root) == []


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
