"""A history carried to another clone: everything arrives, nothing twice, and a bad file changes nothing."""

from __future__ import annotations

import contextlib
import json
import math
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dojo.history.store import History, Run, TestRow
from dojo.history.transfer import run_export, run_import
from dojo.kata.layout import Kata
from tests.engine.support.command import dojo
from tests.engine.support.verbs import a_set

TESTS = (TestRow("test_a", "visible", "passed", 0.25), TestRow("test_b", "law", "failed", math.inf, "1\0\ud800", "f()"))


def fill(root: Path) -> None:
    """Record what is hard to carry: odd texts and bytes, NaN, large seeds, lone surrogates, equal rows."""
    with History.open(root) as history:
        history.record(Run("a/x", "failing", "\ud800 lone", seed=2**127, seconds=0.1, tests=TESTS, total=2, at=when(3)))
        history.record(Run("a/x", "solved", "ünï\r\n\0", seconds=math.nan, hidden=True, source="submit", at=when(4)))
        for _ in range(2):
            history.record(Run("a/y", "error", "the same", at=when(5)))
        history.event("a/x", "reset", {"odd": math.nan, "far": -math.inf, "lone": "\udfff"}, text=b"\xff\xfe no text")
        history.event("cards/q7", "card", {"rating": 3, "seconds": 61.25, "nested": {"list": [1, None, True]}})


def when(second: int) -> str:
    return f"2026-03-01T10:00:{second:02}.000+00:00"


def rows(root: Path) -> dict[str, list[Any]]:
    """Return all that a history says, ids aside."""
    with contextlib.closing(sqlite3.connect(root / ".dojo" / "history.db")) as file:
        tests = "SELECT at, runs.kata, place, test, tests.seconds, message FROM tests JOIN runs ON run = id"
        return {
            "texts": sorted(file.execute("SELECT * FROM texts")),
            "runs": file.execute("SELECT * FROM runs ORDER BY at, id").fetchall(),
            "tests": sorted(file.execute(tests)),
            "events": file.execute("SELECT at, kata, what, detail FROM events ORDER BY at, id").fetchall(),
        }


@pytest.fixture
def here(tmp_path: Path) -> Kata:
    kata = a_set(tmp_path / "here")
    fill(kata.root)
    return kata


@pytest.fixture
def there(tmp_path: Path) -> Kata:
    return a_set(tmp_path / "there")


@pytest.fixture
def file(here: Kata, tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    assert run_export(here.root, path) == 0
    return path


def test_everything_arrives_in_another_clone(here: Kata, there: Kata, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    said = dojo(here.root, "export", path)
    assert (said.code, said.out) == (
        0,
        f"Exported 4 runs, 2 events and 4 texts to {path}; elsewhere: dojo import mine.json\n",
    )
    said = dojo(there.root, "import", path)
    assert (said.code, said.out) == (0, "Imported 4 runs, 2 events and 4 texts; 0 were there already.\n")
    assert rows(there.root) == rows(here.root)


def test_without_a_file_the_export_goes_to_the_output_as_strict_ascii_json(here: Kata, file: Path) -> None:
    said = dojo(here.root, "export")
    assert said.out.isascii()
    assert said.out == file.read_text()
    assert json.loads(said.out)["format"] == "dojo-history"


def test_what_was_recorded_reads_the_same_afterwards(there: Kata, file: Path) -> None:
    run_import(there.root, file)
    with History.open(there.root) as history:
        first, second, *_ = history.runs("a/x")
        assert (first.seed, history.text(first.digest)) == (2**127, "\ud800 lone")
        assert [test.seconds for test in history.tests(first.id or 0)] == [0.25, math.inf]
        assert history.content(second.digest) == "ünï\r\n\0".encode()
        detail = history.events("a/x")[0].detail
        assert math.isnan(detail["odd"])
        assert (detail["far"], detail["lone"]) == (-math.inf, "\udfff")
        assert history.content(detail["digest"]) == b"\xff\xfe no text"


def test_importing_again_adds_nothing(here: Kata, there: Kata, file: Path) -> None:
    before = rows(here.root)
    assert run_import(here.root, file) == 0
    assert rows(here.root) == before
    for _ in range(2):
        assert run_import(there.root, file) == 0
    assert rows(there.root) == before


def test_two_histories_become_one_in_the_order_of_time(there: Kata, file: Path) -> None:
    with History.open(there.root) as history:
        history.record(Run("a/x", "visible pass", "mine", at=when(1)))
        history.record(Run("a/x", "timed out", "mine later", at=when(9)))
    assert run_import(there.root, file) == 0
    with History.open(there.root) as history:
        assert [run.verdict for run in history.runs("a/x")] == ["visible pass", "failing", "solved", "timed out"]
        assert history.latest()["a/x"].verdict == "timed out"
        assert history.latest("a/y")["a/y"].verdict == "error"


def test_a_file_that_is_there_is_not_overwritten(here: Kata, there: Kata) -> None:
    said = dojo(here.root, "export", there.stub)
    assert (said.code, said.out) == (1, "")
    assert "exists already; name another file, or delete it" in said.err


def test_a_place_that_cannot_be_written_is_told_in_one_line(here: Kata, tmp_path: Path) -> None:
    said = dojo(here.root, "export", tmp_path / "nowhere" / "mine.json")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "cannot be written (No such file or directory)" in said.err


def changed(change: Callable[[dict[str, Any]], Any]) -> Callable[[bytes], bytes]:
    def apply(data: bytes) -> bytes:
        said = json.loads(data)
        change(said)
        return json.dumps(said).encode()

    return apply


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: b"", "is not JSON"),
        (lambda data: b"\xff" + data, "is not JSON"),
        (lambda data: data[: len(data) // 2], "is not JSON"),
        (lambda data: b"[" * 100_000, "is not JSON"),
        (lambda data: b"9" * 10_000, "is not JSON"),
        (lambda data: b"[]", "is no history that dojo export wrote"),
        (lambda data: b'{"format": "dojo-history", "version": 7}', "another version of the format (7); update dojo"),
        (changed(lambda said: said["runs"][1].pop("verdict")), "runs[1] does not have exactly at, kata"),
        (changed(lambda said: said["runs"][1].update(more=1)), "runs[1] does not have exactly at, kata"),
        (changed(lambda said: said["runs"][1].update(verdict="best")), "runs[1]: verdict cannot be 'best'"),
        (changed(lambda said: said["runs"][0].update(candidate="reference")), "runs[0]: candidate cannot be"),
        (changed(lambda said: said["runs"][0].update(seed="many")), "runs[0]: seed cannot be 'many'"),
        (
            changed(lambda said: said["runs"][0].update(passed=2**70)),
            "runs[0]: passed cannot be 1180591620717411303424",
        ),
        (changed(lambda said: said["runs"][0].update(at="yesterday")), "runs[0]: at cannot be 'yesterday'"),
        (changed(lambda said: said["runs"][0].update(kata=None)), "runs[0]: kata cannot be None"),
        (changed(lambda said: said["runs"][0]["tests"][1].update(seconds="1")), "tests[1]: seconds cannot be '1'"),
        (changed(lambda said: said["runs"][0].update(tests=7)), "runs[0]: tests is no list"),
        (changed(lambda said: said.update(runs={})), "runs is no list"),
        (changed(lambda said: said["events"][1].update(detail="[1]")), "events[1]: detail cannot be '[1]'"),
        (changed(lambda said: said["events"][1].update(detail="{")), "events[1]: detail cannot be '{'"),
        (changed(lambda said: said["texts"].update({"0" * 64: "x"})), "is not the text of that name"),
        (changed(lambda said: said["texts"].update({"0" * 64: {"base64": "x"}})), "is neither a text nor base64"),
        (changed(lambda said: said["texts"].clear()), "runs[0]: its text"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_and_nothing_changed(
    there: Kata, file: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[bytes], bytes], told: str
) -> None:
    with History.open(there.root) as history:
        history.record(Run("a/z", "failing", "mine"))
    before = rows(there.root)
    file.write_bytes(spoil(file.read_bytes()))
    assert run_import(there.root, file) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Nothing imported: {file}: ")
    assert (told in said, said.count("\n")) == (True, 1)
    assert rows(there.root) == before


def test_a_file_that_is_not_there_is_told(there: Kata) -> None:
    said = dojo(there.root, "import", "nowhere.json")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Nothing imported: nowhere.json cannot be read (No such file or directory)\n"
