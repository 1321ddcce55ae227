"""History: every run, its tests and texts, and every event, in one SQLite file that survives a kill at any instant."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PATIENCE = 5.0  # seconds to wait for another process that holds the lock

# One script a version: `PRAGMA user_version` says how many a file has seen. Scripts are only ever added.
MIGRATIONS = [
    """
    CREATE TABLE texts (digest TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kata TEXT NOT NULL, candidate TEXT NOT NULL,
        verdict TEXT NOT NULL, seed TEXT, seconds REAL, isolation TEXT NOT NULL, source TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES texts (digest), hidden INTEGER NOT NULL, passed INTEGER NOT NULL,
        total INTEGER NOT NULL);
    CREATE INDEX runs_of_kata ON runs (kata, id);
    CREATE TABLE tests (
        run INTEGER NOT NULL REFERENCES runs (id), place INTEGER NOT NULL, test TEXT NOT NULL, kind TEXT NOT NULL,
        outcome TEXT NOT NULL, seconds REAL, message TEXT NOT NULL, call TEXT NOT NULL, got TEXT NOT NULL,
        expected TEXT NOT NULL, PRIMARY KEY (run, place)) WITHOUT ROWID;
    CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kata TEXT NOT NULL, what TEXT NOT NULL,
        detail TEXT NOT NULL);
    CREATE INDEX events_of_kata ON events (kata, id);
    """,
]

_ADD_RUN = """
    INSERT INTO runs (at, kata, candidate, verdict, seed, seconds, isolation, source, digest, hidden, passed, total)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ADD_TEST = """
    INSERT INTO tests (run, place, test, kind, outcome, seconds, message, call, got, expected)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_RUN_COLUMNS = "id, at, kata, candidate, verdict, seed, seconds, isolation, source, digest, hidden, passed, total"
# By time first: what was imported from another clone stands among the rest where it belongs.
_RUNS = f"SELECT {_RUN_COLUMNS} FROM runs WHERE ?1 IS NULL OR kata = ?1 ORDER BY at, id"
# What somebody else solved, judged here with --attempt, is recorded, but is nobody's standing.
ELSEWHERE = " --attempt"
_OWN = f"source NOT LIKE '%{ELSEWHERE}'"
_OUTCOMES = f"SELECT at, kata, verdict, digest FROM runs WHERE (?1 IS NULL OR kata = ?1) AND {_OWN} ORDER BY at, id"
_LAST = "SELECT *, row_number() OVER (PARTITION BY kata ORDER BY at DESC, id DESC) AS back FROM runs WHERE " + _OWN
_LATEST = f"SELECT {_RUN_COLUMNS} FROM ({_LAST}) WHERE back = 1 AND (?1 IS NULL OR kata = ?1)"
_TESTS = "SELECT test, kind, outcome, seconds, message, call, got, expected FROM tests WHERE run = ? ORDER BY place"
_EVENTS = "SELECT at, kata, what, detail FROM events WHERE ?1 IS NULL OR kata = ?1 ORDER BY at, id"
_ADD_TEXT = "INSERT OR IGNORE INTO texts (digest, text) VALUES (?, ?)"


class HistoryProblem(Exception):
    """The history cannot be used; the message is one line: what happened, where, and what to do."""


@dataclass(frozen=True)
class TestRow:
    """How one test of a run went."""

    __test__ = False  # pytest would collect it by its name

    test: str
    kind: str
    outcome: str
    seconds: float = 0.0
    message: str = ""
    call: str = ""
    got: str = ""
    expected: str = ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class Run:
    """One judging of an attempt.

    Attributes
    ----------
    source : str
        The command that asked for it.
    hidden : bool
        Whether the hidden tests took part.
    text, digest : str
        The attempt's text and the name it is kept under. Read back, a run has its digest only; see `History.text`.
    tests : tuple of TestRow
        Read back, see `History.tests`.
    """

    kata: str
    verdict: str
    text: str = ""
    candidate: str = "attempt"
    seed: int | None = None
    seconds: float = 0.0
    isolation: str = ""
    source: str = ""
    hidden: bool = False
    passed: int = 0
    total: int = 0
    tests: Sequence[TestRow] = ()
    at: str = field(default_factory=_now)
    digest: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened beside the runs: a hint, a solution opened, a round."""

    at: str
    kata: str
    what: str
    detail: Mapping[str, Any]


class History:
    """The history of one root. Use it as a context manager, in the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, root: Path) -> History:
        """Open the history of a root, making it or bringing it up to date where needed.

        Raises
        ------
        HistoryProblem
            The file cannot be made, read or understood. Whatever is there is left as it is.
        """
        path = root / ".dojo" / "history.db"
        with _plainly(path):
            path.parent.mkdir(exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            try:
                _bring_up_to_date(connection, path)
                _use_wal(connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def __enter__(self) -> History:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was recorded is safe without it."""
        self._connection.close()

    def record(self, run: Run) -> int:
        """Record a run of an attempt, whole or not at all, and return its id; on return it is on the disk.

        Raises
        ------
        HistoryProblem
            It could not be recorded.
        ValueError
            The run is of another candidate than the attempt.
        """
        if run.candidate != "attempt":
            raise ValueError(f"only attempts have a history, not {run.candidate}")
        digest, text = _content(run.text)
        seed = None if run.seed is None else str(run.seed)  # a seed may be larger than SQLite's integers
        counts = (run.hidden, run.passed, run.total)
        facts = (run.at, run.kata, run.candidate, run.verdict, seed, run.seconds, run.isolation, run.source, digest)
        with self.transaction():
            self._connection.execute(_ADD_TEXT, (digest, text))
            number = self._connection.execute(_ADD_RUN, (*map(_safe, facts), *counts)).lastrowid
            rows = [(number, place, *map(_safe, _columns(test))) for place, test in enumerate(run.tests)]
            self._connection.executemany(_ADD_TEST, rows)
        return int(number or 0)

    def event(
        self,
        kata: str,
        what: str,
        detail: Mapping[str, Any] | None = None,
        text: str | bytes | None = None,
        at: str | None = None,
    ) -> None:
        """Record something else that happened.

        Parameters
        ----------
        kata, what : str
        detail : mapping, optional
            Anything that JSON can hold.
        text : str or bytes, optional
            A text that is kept with it, both or neither; `detail` gets its digest.
        at : str, optional
            When it happened, by default now.
        """
        kept = [] if text is None else [_content(text)]
        facts = {**(detail or {}), **({"digest": kept[0][0]} if kept else {})}
        row = (at or _now(), _safe(kata), _safe(what), json.dumps(facts))
        with self.transaction():
            self._connection.executemany(_ADD_TEXT, kept)
            self._connection.execute("INSERT INTO events (at, kata, what, detail) VALUES (?, ?, ?, ?)", row)

    def keep(self, text: str | bytes) -> str:
        """Keep a text, or a file's bytes, and return the digest it is found under; on return it is on the disk."""
        digest, content = _content(text)
        with self.transaction():
            self._connection.execute(_ADD_TEXT, (digest, content))
        return digest

    def check_writable(self) -> None:
        """Take the lock for writing and give it back; raises `HistoryProblem` where nothing could be recorded."""
        with self.transaction():
            pass

    def latest(self, kata: str | None = None) -> dict[str, Run]:
        """Return the last run of each kata, or of one."""
        return {run.kata: run for run in map(_run, self._rows(_LATEST, (kata,)))}

    def solved(self) -> set[str]:
        """Return the katas that were solved at some time."""
        return {kata for (kata,) in self._rows(f"SELECT DISTINCT kata FROM runs WHERE verdict = 'solved' AND {_OWN}")}

    def runs(self, kata: str | None = None) -> list[Run]:
        """Return the runs of a kata, or all of them, oldest first."""
        return [_run(row) for row in self._rows(_RUNS, (kata,))]

    def outcomes(self, kata: str | None = None) -> list[tuple[str, str, str, str]]:
        """Return time, kata, verdict and digest of one's own runs, oldest first: what counting them needs."""
        return self._rows(_OUTCOMES, (kata,))

    def tests(self, run: int) -> list[TestRow]:
        """Return how the tests of a run went, in their order."""
        return [TestRow(*row) for row in self._rows(_TESTS, (run,))]

    def events(self, kata: str | None = None) -> list[Event]:
        """Return the events of a kata, or all of them, oldest first."""
        return [Event(at, of, what, json.loads(detail)) for at, of, what, detail in self._rows(_EVENTS, (kata,))]

    def text(self, digest: str) -> str | None:
        """Return a text by its digest, None if there is none such; bytes that are no text are shown as U+FFFD."""
        content = self.content(digest)
        if content is None:
            return None
        try:
            return content.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return content.decode("utf-8", "replace")

    def content(self, digest: str) -> bytes | None:
        """Return a text's bytes as they were kept, None if there is none such."""
        rows = self._rows("SELECT text FROM texts WHERE digest = ?", (digest,))
        return bytes(rows[0][0]) if rows else None

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with _plainly(self.path):
            return self._connection.execute(query, values).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the file itself for as long as nobody else may write to it: what is done to it is done whole or not.

        It may be part of a larger whole: what is done in it is then done or not with all of that.
        """
        if self._connection.in_transaction:
            yield self._connection
            return
        with _plainly(self.path), _atomically(self._connection):
            yield self._connection


def _run(row: Sequence[Any]) -> Run:
    facts = dict(zip(_RUN_COLUMNS.split(", "), row, strict=True))
    seed = None if facts["seed"] is None else int(facts["seed"])
    return Run(**{**facts, "seed": seed, "hidden": bool(facts["hidden"])})


def _columns(test: TestRow) -> tuple[Any, ...]:
    return (test.test, test.kind, test.outcome, test.seconds, test.message, test.call, test.got, test.expected)


def _content(text: str | bytes) -> tuple[str, bytes]:
    """Return a text's digest and its bytes, lone surrogates included."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest(), content


def _safe(value: Any) -> Any:
    """Return a value that SQLite can hold: it takes no lone surrogates."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


@contextlib.contextmanager
def _atomically(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk rolls back by itself
            connection.execute("ROLLBACK")
        raise


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) == len(MIGRATIONS):
        return
    with _atomically(connection):
        version = _version(connection)  # another process may have been faster
        _refuse_strangers(connection, path, version)
        if 0 < version < len(MIGRATIONS):
            _keep_copy(path, version)
        for script in MIGRATIONS[version:]:
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_strangers(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a file that is not ours to write; within a transaction, since another process may be making it."""
    if version > len(MIGRATIONS):
        raise HistoryProblem(f"{path} was written by a newer dojo (version {version}); update, or move it away")
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise HistoryProblem(f"{path} is a database, but not a history of dojo's; move it away")


def _keep_copy(path: Path, version: int) -> None:
    """Keep the older file beside the new one; it gets its name when it is whole."""
    copy = path.with_name(f"history-version-{version}.db")
    if copy.exists():  # kept when an earlier migration was cut short
        return
    draft = path.with_name(f"history-version-{version}.{os.getpid()}.part")
    with contextlib.closing(sqlite3.connect(path)) as old, contextlib.closing(sqlite3.connect(draft)) as new:
        old.backup(new)
    draft.replace(copy)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Write ahead, and to the disk before a commit returns.

    The change of mode does not wait for other processes as statements do, so it is tried again. A file system that
    cannot share memory keeps the older journal, which is as safe.
    """
    connection.execute("PRAGMA synchronous = FULL")
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into a `HistoryProblem`."""
    try:
        yield
    except sqlite3.ProgrammingError:  # a fault of ours, not the file's
        raise
    except sqlite3.Error as error:
        raise HistoryProblem(_told(path, error)) from error
    except OSError as error:
        fault = f"{path.parent} cannot be used ({error.strerror or error})"
        raise HistoryProblem(f"{fault}; make it a directory that you may write to") from error


def _told(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return f"{path} is damaged ({error}); it was left as it is: move it away, and dojo begins a new one"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path} stayed locked by another process for {PATIENCE:g} s, nothing was recorded; try again later"
    if code == sqlite3.SQLITE_FULL:
        return f"{path}: the disk is full, nothing was recorded; make room"
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return f"{path} cannot be written ({error}); make it and {path.parent} writable"
    if code == sqlite3.SQLITE_IOERR:
        return f"{path} could not be read or written ({error}), nothing was recorded; see to the disk and its room"
    return f"{path} cannot be used ({error}); move it away, and dojo begins a new one"
