"""The file of a history: made, brought up to date and copied, and what SQLite reports about it in one line."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from dojo.kata.drafts import draft_of

PATIENCE = 5.0  # seconds to wait for another process that holds the lock

# One script per version: `PRAGMA user_version` says how many a file has seen. Scripts are only ever added.
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


class HistoryProblem(Exception):
    """The history cannot be used; the message is one line: what happened, where, and what to do."""


def file_of(root: Path) -> Path:
    """Return where the history of a root is, or will be."""
    return root / ".dojo" / "history.db"


def connect(path: Path) -> sqlite3.Connection:
    """Open a history, making it or bringing it up to date where needed; what goes wrong is a `HistoryProblem`."""
    with reported(path):
        path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, uri=True)
        try:
            _bring_up_to_date(connection, path)
            _use_wal(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def copy_to(path: Path, target: Path) -> None:
    """Write a copy of a history, there whole or not at all."""
    with draft_of(target) as draft, contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        draft.touch()  # SQLite takes an empty file, and would not say why there can be none
        connection.execute("VACUUM INTO ?", (str(draft),))


@contextlib.contextmanager
def atomically(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that happens within, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk rolls back by itself
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection, schema: str = "main") -> int:
    """Return how many scripts a file has seen."""
    return int(connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if version_of(connection) == len(MIGRATIONS):
        return
    with atomically(connection):
        version = version_of(connection)  # another process may have been faster
        _refuse_strangers(connection, path, version)
        copy = path.with_name(f"history-version-{version}.db")
        if 0 < version < len(MIGRATIONS) and not copy.exists():  # it does where a migration was cut short
            copy_to(path, copy)
        for script in MIGRATIONS[version:]:
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _refuse_strangers(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a file that is not ours to write; within a transaction, since another process may be making it."""
    if version > len(MIGRATIONS):
        raise HistoryProblem(f"{path} was written by a newer dojo (version {version}); update, or move it away")
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise HistoryProblem(f"{path} is a database, but not a history of dojo's; move it away")


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
def reported(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into a `HistoryProblem`."""
    try:
        yield
    except sqlite3.ProgrammingError:  # a fault of ours, not the file's
        raise
    except sqlite3.Error as error:
        raise HistoryProblem(_message(path, error)) from error
    except OSError as error:
        fault = f"{path.parent} cannot be used ({error.strerror or error})"
        raise HistoryProblem(f"{fault}; make it a directory that you may write to") from error


def _message(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return f"{path} is damaged ({error}); it was left as it is: move it away, and dojo begins a new one"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path} stayed locked by another process for {PATIENCE:g} s, nothing was recorded; try again later"
    if code == sqlite3.SQLITE_FULL:
        return f"{path}: the disk is full, nothing was recorded; free some space"
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return f"{path} cannot be written ({error}); make it and {path.parent} writable"
    if code == sqlite3.SQLITE_IOERR:
        return f"{path} could not be read or written ({error}), nothing was recorded; check the disk and its free space"
    return f"{path} cannot be used ({error}); move it away, and dojo begins a new one"
