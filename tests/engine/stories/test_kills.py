"""`kill -9` at random instants of every verb that writes: what was shown is recorded, and a stub is one text, whole.

The instant is a place in the program, not a time: the process ends itself by SIGKILL when it has come to the n-th call
or return of the code that writes, statements of SQLite and operations on files among them.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dojo.history.store import Event, History, Run
from dojo.history.transfer import export_to
from dojo.kata.layout import Kata
from tests.engine.history.test_carrying import fill, rows
from tests.engine.support.verbs import RIGHT, WRONG, a_set, write

KILLS = 6
KILLER = """
import os, signal, sys
from dojo.__main__ import main

WRITERS = ("/practice/", "/history/", "/runs/recorder.py")
instants = int(sys.argv.pop(1))
ours = {}

def count(frame, event, argument):
    global instants
    code = frame.f_code
    if code not in ours:
        ours[code] = any(name in code.co_filename for name in WRITERS) and code.co_name != "<module>"
    if ours[code]:
        instants -= 1
        if instants == 0:
            os.kill(os.getpid(), signal.SIGKILL)

os._exit = sys.exit  # or nobody would hear how many instants there were
sys.setprofile(count)
try:
    main()
finally:
    sys.setprofile(None)
    print(-instants, file=sys.stderr)
"""


def run(root: Path, words: list[str], instant: int) -> tuple[str, str]:
    command = [sys.executable, "-c", KILLER, str(instant), *words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout, done.stderr


def kills(kata: Kata, *words: str, before: Callable[[], object] = lambda: None, often: int = KILLS) -> Iterator[str]:
    """Run a command once to its end, then kill it at random instants, and at the last but one that there is.

    What is called `before` makes each run's start the same. Yields what the command had said when it was killed.
    """
    History.open(kata.root).close()
    before()
    instants = int(run(kata.root, list(words), 0)[1].split()[-1])
    chance = random.Random(" ".join(words))
    killed = 0
    for instant in [*sorted(chance.sample(range(1, instants), often - 1)), instants - 1]:
        before()
        said, errors = run(kata.root, list(words), instant)
        with contextlib.closing(sqlite3.connect(kata.root / ".dojo" / "history.db")) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        killed += errors == ""
        yield said
    assert killed > often // 2  # one that waited for a lock may have had more instants


def recorded(kata: Kata) -> tuple[list[Event], list[Run]]:
    with History.open(kata.root) as history:
        return history.events(kata.id), history.runs(kata.id)


def kept(kata: Kata) -> set[str | None]:
    with History.open(kata.root) as history:
        digests = [e.detail["digest"] for e in history.events(kata.id) if "digest" in e.detail]
        return {history.text(digest) for digest in [*digests, *(run.digest for run in history.runs(kata.id))]}


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return a_set(tmp_path / "set")


def test_start(kata: Kata) -> None:
    shown = 1  # the run that measured
    for said in kills(kata, "start", "double"):
        shown += "double" in said
        assert len(recorded(kata)[0]) >= shown


def test_hint(kata: Kata) -> None:
    shown = 0
    for said in kills(kata, "hint", "double", before=partial(clear, kata)):
        levels = [event.detail["level"] for event in recorded(kata)[0]]
        assert levels in ([], [1])
        assert levels or "Hint" not in said
        shown += "Hint" in said
    assert shown


def test_submit(kata: Kata) -> None:
    write(kata, RIGHT)
    for said in kills(kata, "submit", "double", before=partial(clear, kata), often=3):
        events, runs = recorded(kata)
        assert len(runs) >= ("solved" in said)
        assert all((run.verdict, run.total) == ("solved", 4) for run in runs)
        assert [event.what for event in events] == ["review"] * len(runs)


def test_reset(kata: Kata) -> None:
    shipped, old = kata.stub.read_text(), write(kata, WRONG)

    def before() -> None:
        clear(kata)
        kata.stub.write_text(old)

    for said in kills(kata, "reset", "double", before=before):
        text = kata.stub.read_text()
        assert text in (old, shipped)
        assert text == old or old in kept(kata)
        assert text == shipped or "as shipped again" not in said


def test_restore(kata: Kata) -> None:
    earlier, old = write(kata, RIGHT), write(kata, WRONG)

    def before() -> None:
        clear(kata)
        kata.stub.write_text(old)
        with History.open(kata.root) as history:
            history.record(Run(kata.id, "failing", earlier))

    for said in kills(kata, "history", "double", "restore", "1", before=before):
        text = kata.stub.read_text()
        assert text in (old, earlier)
        assert text == old or old in kept(kata)
        assert text == earlier or "is back" not in said


def test_import(kata: Kata, tmp_path: Path) -> None:
    file, whole = exported(tmp_path)
    for said in kills(kata, "import", str(file), before=partial(clear, kata)):
        found = rows(kata.root)
        assert found == whole or not any(found.values())
        assert found == whole or "Imported" not in said


def test_export(tmp_path: Path) -> None:
    whole = exported(tmp_path)[0].read_bytes()
    file = tmp_path / "again.db"
    kata = Kata(tmp_path / "other", "core_concepts", "double")
    for said in kills(kata, "export", str(file), before=partial(file.unlink, missing_ok=True)):
        assert not file.exists() or file.read_bytes() == whole
        assert file.exists() or "Exported" not in said


def exported(place: Path) -> tuple[Path, dict[str, list[Any]]]:
    """Return the export of a filled history, and all that the history says."""
    root = a_set(place / "other").root
    fill(root)
    export_to(root, place / "other.db")
    return place / "other.db", rows(root)


def clear(kata: Kata) -> None:
    """Empty the history, without leaving the file."""
    with History.open(kata.root) as history, history.transaction() as connection:
        for table in ("tests", "runs", "events", "texts", "sqlite_sequence"):
            connection.execute(f"DELETE FROM {table}")
