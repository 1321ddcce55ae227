"""What was shown as recorded is there, whatever happened since."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time

import pytest

from dojo.history import file as history
from dojo.history.store import History, HistoryProblem, Run, TestRow
from dojo.history.timeline import timeline

TESTS = (
    TestRow("test_a", "visible", "passed", 0.25),
    TestRow("test_b", "law", "failed", 0.5, "AssertionError: 1 != 2", "f(x=\ud800)", "1", "2\0"),
)
RUN = Run(
    "core/f1",
    "failing",
    "def f(): ...\n",
    seed=2**127,
    seconds=0.75,
    isolation="landlock-7",
    source="test",
    hidden=True,
    passed=1,
    total=2,
    tests=TESTS,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".dojo" / "history.db"


def a_run(kata, verdict="failing", **facts):
    return Run(kata, verdict, f"# {kata} {verdict}", **facts)


def problem(root):
    with pytest.raises(HistoryProblem) as caught, History.open(root) as opened:
        opened.record(RUN)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def script(text, *arguments):
    """Start a process of our own that writes to a history."""
    head = "import sys\nfrom pathlib import Path\nfrom dojo.history.store import History, HistoryProblem, Run\n"
    command = [sys.executable, "-c", head + textwrap.dedent(text), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # our own script


def test_a_run_comes_back_as_it_was_recorded(tmp_path):
    with History.open(tmp_path) as opened:
        number = opened.record(RUN)
        (run,) = opened.runs("core/f1")
        assert (run.id, run.verdict, run.seed, run.seconds, run.hidden) == (number, "failing", 2**127, 0.75, True)
        assert (run.isolation, run.source, run.passed, run.total, run.at) == ("landlock-7", "test", 1, 2, RUN.at)
        assert opened.text(run.digest) == RUN.text
        assert opened.tests(number) == [TESTS[0], TestRow(**{**vars(TESTS[1]), "call": "f(x=\\ud800)"})]


def test_it_is_still_there_after_closing(tmp_path):
    with History.open(tmp_path) as opened:
        opened.record(RUN)
    with History.open(tmp_path) as opened:
        assert len(opened.runs()) == 1


@pytest.mark.parametrize("text", ["\ud800 lone \udfff", "null \0 byte", "", "x" * 1_000_000, "ünï\r\ncode"])
def test_any_text_comes_back_exactly(tmp_path, text):
    with History.open(tmp_path) as opened:
        opened.record(Run("core/f1", "error", text))
        assert opened.text(opened.runs()[0].digest) == text


def test_equal_texts_are_kept_once(tmp_path, path):
    with History.open(tmp_path) as opened:
        for text in ("one", "two", "one"):
            opened.record(Run("core/f1", "failing", text))
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM texts").fetchone() == (2,)


def test_an_unknown_digest_has_no_text(tmp_path):
    with History.open(tmp_path) as opened:
        assert opened.text("0" * 64) is None


def test_the_latest_run_of_each_kata_is_told(tmp_path):
    with History.open(tmp_path) as opened:
        for run in (a_run("a/x", "solved"), a_run("a/y"), a_run("a/x", "failing"), a_run("a/y", "timed out")):
            opened.record(run)
        assert {kata: run.verdict for kata, run in opened.latest().items()} == {"a/x": "failing", "a/y": "timed out"}
        assert list(opened.latest("a/x")) == ["a/x"]
        assert opened.latest("a/z") == {}


def test_solved_once_is_solved(tmp_path):
    with History.open(tmp_path) as opened:
        for run in (a_run("a/x", "solved"), a_run("a/x"), a_run("a/y", "visible pass")):
            opened.record(run)
        assert opened.solved() == {"a/x"}


def test_runs_are_told_oldest_first_by_kata(tmp_path):
    with History.open(tmp_path) as opened:
        for run in (a_run("a/x"), a_run("a/y"), a_run("a/x", "solved")):
            opened.record(run)
        assert [run.verdict for run in opened.runs("a/x")] == ["failing", "solved"]
        assert [run.kata for run in opened.runs()] == ["a/x", "a/y", "a/x"]


def test_events_are_told_with_their_detail(tmp_path):
    with History.open(tmp_path) as opened:
        opened.event("a/x", "hint", {"level": 2, "text": "\ud800"})
        opened.event("a/y", "solution opened")
        assert [(e.kata, e.what, e.detail) for e in opened.events()] == [
            ("a/x", "hint", {"level": 2, "text": "\ud800"}),
            ("a/y", "solution opened", {}),
        ]
        assert [e.what for e in opened.events("a/y")] == ["solution opened"]


def test_a_text_is_recorded_with_its_event(tmp_path):
    with History.open(tmp_path) as opened:
        for text in ("put away", "\ud800", b"\xff\r\n\0"):
            opened.event("a/x", "reset", {"why": 1}, text=text)
        digests = [event.detail["digest"] for event in opened.events("a/x")]
        assert [opened.text(digest) for digest in digests[:2]] == ["put away", "\ud800"]
        assert opened.content(digests[2]) == b"\xff\r\n\0"
        assert opened.content("0" * 64) is None


def test_the_order_of_recording_counts_where_a_clock_ran_ahead(tmp_path):
    days = ["2028-11-28", "2026-11-28", "2026-11-29"]
    with History.open(tmp_path) as opened:
        for verdict, day in zip(("solved", "error", "failing"), days, strict=True):
            opened.record(a_run("a/x", verdict, at=f"{day}T00:00:00.000+00:00"))
        opened.event("a/x", "hint", at="2026-11-28T12:00:00.000+00:00")
        assert [run.verdict for run in opened.runs("a/x")] == ["solved", "error", "failing"]
        assert opened.latest()["a/x"].verdict == "failing"
        happened = timeline(opened, "a/x")
    assert [getattr(one, "verdict", "hint") for _, one in happened] == ["solved", "error", "hint", "failing"]
    assert [str(at.date()) for at, _ in happened] == ["2026-11-28", "2026-11-28", "2026-11-28", "2026-11-29"]


def test_a_run_is_recorded_whole_or_not_at_all(tmp_path):
    spoilt = TestRow("test_c", "visible", "passed", object())
    with History.open(tmp_path) as opened:
        with pytest.raises(sqlite3.ProgrammingError):
            opened.record(a_run("a/x", tests=(*TESTS, spoilt)))
        opened.record(a_run("a/y", tests=TESTS))
        assert [run.kata for run in opened.runs()] == ["a/y"]


def test_the_file_is_written_ahead_and_to_the_disk(tmp_path):
    with History.open(tmp_path) as opened:
        modes = [opened._rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")]
    assert modes == ["wal", 2]


# Kills and neighbours.

WRITER = """
    print("begun", flush=True)
    with History.open(Path(sys.argv[1])) as history:
        while True:
            number = history.record(Run("a/x", "failing", sys.argv[2] + "x" * 5000 + str(sys.argv)))
            print("recorded", number, flush=True)
"""


def recorded(lines):
    return [int(line.split()[1]) for line in lines if line.startswith("recorded") and line.endswith("\n")]


def test_a_kill_at_any_instant_loses_nothing_that_was_shown(tmp_path, path):
    chance, shown = random.Random(7), []
    for i in range(40):
        if i % 10 == 0:  # kills while the file is made count too
            shutil.rmtree(path.parent, ignore_errors=True)
            shown.clear()
        writer = script(WRITER, tmp_path, i)
        first = writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.03))
        os.kill(writer.pid, signal.SIGKILL)
        shown += recorded([first, *writer.stdout])
        writer.wait()
        writer.stdout.close()
        with contextlib.closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        with History.open(tmp_path) as opened:
            runs = opened.runs()
            assert {run.id for run in runs} >= set(shown)
            assert all(opened.text(run.digest) is not None for run in runs)
    assert shown


def test_two_processes_at_once_lose_nothing(tmp_path):
    count = """
        with History.open(Path(sys.argv[1])) as history:
            for i in range(100):
                history.record(Run("a/" + sys.argv[2], "failing", str(i)))
    """
    writers = [script(count, tmp_path, name) for name in ("x", "y")]
    assert [writer.wait() for writer in writers] == [0, 0]
    for writer in writers:
        writer.stdout.close()
    with History.open(tmp_path) as opened:
        assert [len(opened.runs(kata)) for kata in ("a/x", "a/y")] == [100, 100]


# What goes wrong is told in one line, and spoils nothing.


def test_a_directory_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / ".dojo").touch()
    assert problem(tmp_path).startswith(f"{tmp_path / '.dojo'} cannot be used (")
    assert "cannot be used" in problem(tmp_path / ".dojo" / "below")


def test_a_directory_in_the_files_place_is_told(tmp_path, path):
    path.mkdir(parents=True)
    assert problem(tmp_path).startswith(f"{path} cannot be written (unable to open database file); make it and ")


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_corrupt_file_is_told_and_left_as_it_is(tmp_path, path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    said = problem(tmp_path)
    assert said.startswith(f"{path} is damaged (") and "move it away" in said
    assert path.read_bytes() == content


def test_a_file_spoilt_in_the_middle_is_told(tmp_path, path):
    with History.open(tmp_path) as opened:
        opened.record(RUN)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    assert problem(tmp_path).startswith(f"{path} is damaged (")


def test_a_database_of_someone_elses_is_told_and_left_as_it_is(tmp_path, path):
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE cats (name)")
    content = path.read_bytes()
    assert problem(tmp_path) == f"{path} is a database, but not a history of dojo's; move it away"
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_history(tmp_path, path):
    path.parent.mkdir()
    path.touch()
    with History.open(tmp_path) as opened:
        assert opened.record(RUN) == 1


def test_a_newer_file_is_told_and_left_as_it_is(tmp_path, path):
    History.open(tmp_path).close()
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    content = path.read_bytes()
    assert problem(tmp_path) == f"{path} was written by a newer dojo (version 99); update, or move it away"
    assert path.read_bytes() == content


def test_a_lock_that_does_not_go_is_told(tmp_path, path, monkeypatch):
    monkeypatch.setattr(history, "PATIENCE", 0.1)
    History.open(tmp_path).close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert problem(tmp_path).startswith(f"{path} stayed locked by another process for 0.1 s, nothing was recorded")
        other.execute("ROLLBACK")
    with History.open(tmp_path) as opened:
        assert opened.record(RUN) == 1


def test_a_history_that_may_only_be_read_is_told(tmp_path):
    with History.open(tmp_path) as opened:
        opened._rows("PRAGMA query_only = ON")
        with pytest.raises(HistoryProblem, match="cannot be written"):
            opened.record(RUN)
        assert opened.runs() == []


def test_whether_it_can_be_written_is_told_beforehand(tmp_path, path, monkeypatch):
    monkeypatch.setattr(history, "PATIENCE", 0.1)
    with History.open(tmp_path) as opened, contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        opened.check_writable()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryProblem, match="stayed locked"):
            opened.check_writable()


def test_a_full_file_is_told_and_what_was_recorded_stays(tmp_path):
    with History.open(tmp_path) as opened:
        opened.record(RUN)
        opened._rows("PRAGMA max_page_count = 20")
        with pytest.raises(HistoryProblem, match="the disk is full, nothing was recorded; free some space"):
            opened.record(Run("a/x", "failing", "x" * 200_000))
        assert [run.kata for run in opened.runs()] == ["core/f1"]


def test_a_limit_on_the_size_of_files_is_told_and_what_was_recorded_stays(tmp_path):
    limited = """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        with History.open(Path(sys.argv[1])) as history:
            print("recorded", history.record(Run("a/x", "failing", "small")))
            try:
                history.record(Run("a/y", "failing", "y" * 300_000))
            except HistoryProblem as problem:
                print(problem)
    """
    writer = script(limited, tmp_path)
    first, said = writer.communicate()[0].splitlines()
    assert (writer.returncode, first) == (0, "recorded 1")
    assert "nothing was recorded" in said
    with History.open(tmp_path) as opened:
        assert [run.kata for run in opened.runs()] == ["a/x"]


# Older files.

NEXT = "ALTER TABLE runs ADD COLUMN mood TEXT NOT NULL DEFAULT ''; CREATE TABLE moods (mood TEXT)"


def test_an_older_file_is_brought_up_to_date_and_a_copy_kept(tmp_path, path, monkeypatch):
    with History.open(tmp_path) as opened:
        opened.record(RUN)
    monkeypatch.setattr(history, "MIGRATIONS", [*history.MIGRATIONS, NEXT])
    with History.open(tmp_path) as opened:
        assert opened._rows("PRAGMA user_version") == [(2,)]
        assert opened.record(RUN) == 2
    with contextlib.closing(sqlite3.connect(path.with_name("history-version-1.db"))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT count(*) FROM runs").fetchone() == (1,)
    assert sorted(p.name for p in path.parent.iterdir()) == ["history-version-1.db", "history.db"]


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    with History.open(tmp_path) as opened:
        opened.record(RUN)
    with monkeypatch.context() as patched:
        patched.setattr(history, "MIGRATIONS", [*history.MIGRATIONS, f"{NEXT}; CREATE TABLE moods (mood)"])
        assert "cannot be used" in problem(tmp_path)
    with History.open(tmp_path) as opened:
        assert opened._rows("PRAGMA user_version") == [(1,)]
        assert len(opened.runs()) == 1
