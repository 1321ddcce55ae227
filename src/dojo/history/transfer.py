"""`dojo export` and `dojo import`: a history written to a file, and merged into that of another clone."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dojo.history.archive import EVENT, RUN, TEST, Archive, BadArchive, Row, from_json, to_json
from dojo.history.store import History, HistoryProblem
from dojo.terminal.console import err, out

_RUN, _TEST, _EVENT = ", ".join(RUN), ", ".join(TEST), ", ".join(EVENT)


@dataclass(frozen=True)
class Merged:
    """How many rows an import brought, and how many were there already."""

    runs: int
    events: int
    texts: int
    known: int


def run_export(root: Path, file: Path | None) -> int:
    """Write the history to a file that is not there yet, or to standard output; return the exit code."""
    if file is not None and (file.exists() or file.is_symlink()):
        err().print(f"{file} exists already; name another file, or delete it")
        return 1
    try:
        with History.open(root) as history, history.transaction() as connection:
            archive = archive_of(connection)
        if file is None:
            sys.stdout.write(to_json(archive))
            return 0
        _write(file, to_json(archive))
    except HistoryProblem as problem:
        err().print(f"Not exported: {problem}")
        return 1
    except OSError as error:
        err().print(f"Not exported: {file} cannot be written ({error.strerror or error})")
        return 1
    told = f"{len(archive.runs)} runs, {len(archive.events)} events and {len(archive.texts)} texts"
    out().print(f"Exported {told} to {file}; elsewhere: dojo import {file.name}", soft_wrap=True)
    return 0


def run_import(root: Path, file: Path) -> int:
    """Merge a file into the history, whole or not at all; return the exit code."""
    try:
        archive = from_json(file.read_bytes())
        with History.open(root) as history, history.transaction() as connection:
            merged = merge(connection, archive)
    except BadArchive as problem:
        err().print(f"Nothing imported: {file}: {problem}")
        return 1
    except HistoryProblem as problem:
        err().print(f"Nothing imported: {problem}")
        return 1
    except OSError as error:
        err().print(f"Nothing imported: {file} cannot be read ({error.strerror or error})")
        return 1
    told = f"{merged.runs} runs, {merged.events} events and {merged.texts} texts"
    out().print(f"Imported {told}; {merged.known} were there already.")
    return 0


def archive_of(connection: sqlite3.Connection) -> Archive:
    """Return everything that a history holds."""
    texts = {digest: bytes(text) for digest, text in connection.execute("SELECT digest, text FROM texts")}
    return Archive(texts, _runs(connection), _events(connection))


def merge(connection: sqlite3.Connection, archive: Archive) -> Merged:
    """Add what a history does not hold yet.

    A row is known by all that it says. One that the archive holds several times will be there as often, so that nothing
    is lost, and importing again adds nothing.
    """
    before = connection.total_changes
    connection.executemany("INSERT OR IGNORE INTO texts (digest, text) VALUES (?, ?)", archive.texts.items())
    texts = connection.total_changes - before
    runs = _missing(archive.runs, _runs(connection))
    for run, tests in runs:
        number = _insert(connection, "runs", _RUN, run)
        for place, test in enumerate(tests):
            _insert(connection, "tests", f"run, place, {_TEST}", (number, place, *test))
    events = _missing(archive.events, _events(connection))
    for event in events:
        _insert(connection, "events", _EVENT, event)
    every = len(archive.runs) + len(archive.events) + len(archive.texts)
    return Merged(len(runs), len(events), texts, every - len(runs) - len(events) - texts)


def _missing(wanted: Iterable[Any], present: Iterable[Any]) -> list[Any]:
    """Return the rows, in their order, that are not there as often as they are wanted."""
    left = Counter(present)
    missing = []
    for row in wanted:
        if left[row] > 0:
            left[row] -= 1
        else:
            missing.append(row)
    return missing


def _runs(connection: sqlite3.Connection) -> list[tuple[Row, tuple[Row, ...]]]:
    rows = connection.execute(f"SELECT run, {_TEST} FROM tests ORDER BY run, place").fetchall()  # noqa: S608
    tests = {run: tuple(row[1:] for row in group) for run, group in groupby(rows, key=lambda row: row[0])}
    runs = connection.execute(f"SELECT id, {_RUN} FROM runs ORDER BY at, id").fetchall()  # noqa: S608  # our own words
    return [(tuple(row[1:]), tests.get(row[0], ())) for row in runs]


def _events(connection: sqlite3.Connection) -> list[Row]:
    return connection.execute(f"SELECT {_EVENT} FROM events ORDER BY at, id").fetchall()  # noqa: S608


def _insert(connection: sqlite3.Connection, table: str, columns: str, row: Row) -> int | None:
    marks = ", ".join("?" for _ in row)
    return connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row).lastrowid  # noqa: S608


def _write(file: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        draft.write_text(text, encoding="ascii")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
