"""A history carried to another clone: everything arrives, nothing twice, and a bad file changes nothing."""

from __future__ import annotations

import contextlib
import math
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dojo.history.store import History, Run, TestRow
from dojo.kata.layout import Kata
from dojo.practice import export, import_
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
    path = tmp_path / "mine.db"
    assert export.run(here.root, path) == 0
    return path


def test_everything_arrives_in_another_clone(here: Kata, there: Kata, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    said = dojo(here.root, "export", path)
    assert (said.code, said.out) == (
        0,
        f"Exported 4 runs, 2 events and 4 texts to {path}; elsewhere: dojo import mine.db\n",
    )
    said = dojo(there.root, "import", path)
    assert (said.code, said.out) == (0, "Imported 4 runs, 2 events and 4 texts; 0 were there already.\n")
    assert rows(there.root) == rows(here.root)


def test_without_a_name_the_export_goes_to_the_current_directory(here: Kata, file: Path) -> None:
    assert "to dojo-history.db;" in dojo(here.root, "export").out
    assert (here.root / "dojo-history.db").read_bytes() == file.read_bytes()


def test_what_was_recorded_reads_the_same_afterwards(there: Kata, file: Path) -> None:
    import_.run(there.root, file)
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
    assert import_.run(here.root, file) == 0
    assert rows(here.root) == before
    for _ in range(2):
        assert import_.run(there.root, file) == 0
    assert rows(there.root) == before


def test_an_open_history_of_another_clone_can_be_imported(here: Kata, there: Kata) -> None:
    with History.open(here.root):
        assert import_.run(there.root, here.root / ".dojo" / "history.db") == 0
    assert rows(there.root) == rows(here.root)


def test_what_was_recorded_with_a_clock_ahead_keeps_its_place(here: Kata, there: Kata, tmp_path: Path) -> None:
    with History.open(here.root) as history:
        history.record(Run("a/x", "visible pass", at="2028-01-01T00:00:00.000+00:00"))
        history.record(Run("a/x", "timed out", at=when(7)))
    with History.open(there.root) as history:
        history.record(Run("a/x", "error", at=when(6)))
    assert export.run(here.root, tmp_path / "later.db") == import_.run(there.root, tmp_path / "later.db") == 0
    with History.open(there.root) as history:
        verdicts = [run.verdict for run in history.runs("a/x")]
    assert verdicts == ["failing", "solved", "error", "visible pass", "timed out"]


def test_two_histories_become_one_in_the_order_of_time(there: Kata, file: Path) -> None:
    with History.open(there.root) as history:
        history.record(Run("a/x", "visible pass", "mine", at=when(1)))
        history.record(Run("a/x", "timed out", "mine later", at=when(9)))
    assert import_.run(there.root, file) == 0
    with History.open(there.root) as history:
        assert [run.verdict for run in history.runs("a/x")] == ["visible pass", "failing", "solved", "timed out"]
        assert history.latest()["a/x"].verdict == "timed out"
        assert history.latest("a/y")["a/y"].verdict == "error"


def test_a_file_that_is_there_is_not_overwritten(here: Kata, there: Kata) -> None:
    said = dojo(here.root, "export", there.stub)
    assert (said.code, said.out) == (1, "")
    assert "exists already; name another file, or delete it" in said.err


def test_a_place_that_cannot_be_written_is_told_in_one_line(here: Kata, tmp_path: Path) -> None:
    said = dojo(here.root, "export", tmp_path / "nowhere" / "mine.db")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "cannot be written (No such file or directory)" in said.err


def altered(*queries: str) -> Callable[[Path], None]:
    """Return what changes a file by SQL, as nobody's dojo would."""

    def alter(file: Path) -> None:
        with contextlib.closing(sqlite3.connect(file)) as connection, connection:
            for query in queries:
                connection.execute(query)

    return alter


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda file: void(file.write_bytes(change(file.read_bytes())))


def void(_: object) -> None:
    pass


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (rewritten(lambda data: b""), "is no history that dojo export wrote"),
        (rewritten(lambda data: b'{"format": "dojo-history"}' * 100), "file is not a database"),
        (rewritten(lambda data: data[: len(data) // 2]), "is damaged"),
        (rewritten(lambda data: data[:8192] + b"\xa5" * (len(data) - 8192)), "damaged"),
        (altered("PRAGMA user_version = 7"), "was written by a newer dojo (version 7); update dojo"),
        (altered("DROP TABLE tests"), "is no history that dojo export wrote"),
        (altered("ALTER TABLE runs ADD COLUMN more"), "is no history that dojo export wrote"),
        (
            altered("CREATE TRIGGER more AFTER INSERT ON runs BEGIN DELETE FROM texts; END"),
            "is no history that dojo export wrote",
        ),
        (altered("UPDATE runs SET verdict = 'best' WHERE id = 2"), "runs: verdict cannot be 'best'"),
        (altered("UPDATE runs SET candidate = 'reference'"), "runs: candidate cannot be 'reference'"),
        (altered("UPDATE runs SET seed = 'many'"), "runs: seed cannot be 'many'"),
        (altered("UPDATE runs SET passed = -1"), "runs: passed cannot be -1"),
        (altered("UPDATE runs SET at = 'yesterday'"), "runs: at cannot be 'yesterday'"),
        (altered("UPDATE runs SET kata = CAST(x'ff' AS TEXT)"), "damaged"),
        (altered("UPDATE runs SET kata = x'ff'"), "runs: kata cannot be X'FF'"),
        (altered("UPDATE tests SET seconds = 'long'"), "tests: seconds cannot be 'long'"),
        (altered("UPDATE tests SET run = 77"), "tests: run cannot be 77"),
        (altered("UPDATE events SET detail = '[1]' WHERE id = 2"), "events: detail cannot be '[1]'"),
        (altered("UPDATE events SET detail = '{'"), "events: detail cannot be '{'"),
        (altered("UPDATE texts SET text = CAST(text || ' ' AS BLOB)"), "texts: text cannot be X'"),
        (altered("DELETE FROM texts"), "runs: digest cannot be"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_and_nothing_changed(
    there: Kata, file: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], told: str
) -> None:
    with History.open(there.root) as history:
        history.record(Run("a/z", "failing", "mine"))
    before = rows(there.root)
    spoil(file)
    assert import_.run(there.root, file) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Nothing imported: {file} ")
    assert (told in said, said.count("\n")) == (True, 1)
    assert rows(there.root) == before


def test_a_file_that_is_not_there_is_told(there: Kata) -> None:
    said = dojo(there.root, "import", "nowhere.db")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Nothing imported: nowhere.db cannot be read (No such file or directory)\n"
