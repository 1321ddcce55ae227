"""A history carried to another clone: exported as one SQLite file, and merged from one, read with distrust."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dojo.history.file import MIGRATIONS, HistoryProblem, copy_to, file_of, version_of
from dojo.history.store import History
from dojo.terminal.marks import COLOURS

_COLUMNS = {
    "runs": "at, kata, candidate, verdict, seed, seconds, isolation, source, digest, hidden, passed, total",
    "events": "at, kata, what, detail",
}
_TEXT, _NUMBER, _COUNT = "is_text({0})", "typeof({0}) IN ('real', 'integer', 'null')", "typeof({0}) = 'integer'"
# What each column of a foreign file may hold, as SQL.
_RULES = {
    "texts": {"text": "typeof(text) = 'blob' AND sha256(text) = digest"},
    "runs": dict.fromkeys(("kata", "isolation", "source"), _TEXT)
    | dict.fromkeys(("hidden", "passed", "total"), f"{_COUNT} AND {{0}} >= 0")
    | {"at": "is_time({0})", "verdict": "is_verdict({0})", "seed": "is_seed({0})", "seconds": _NUMBER}
    | {"candidate": "{0} = 'attempt'", "digest": "{0} IN (SELECT digest FROM other.texts)"},
    "tests": dict.fromkeys(("test", "kind", "outcome", "message", "call", "got", "expected"), _TEXT)
    | {"run": "{0} IN (SELECT id FROM other.runs)", "place": _COUNT, "seconds": _NUMBER},
    "events": {"at": "is_time({0})", "kata": _TEXT, "what": _TEXT, "detail": "is_detail({0})"},
}
_SCHEMA = "SELECT type, name, tbl_name, sql FROM {0}.sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
# Ids say what was recorded before what, of one kata; a record that has a later time than the next one had a clock that
# ran ahead. A record that a file holds several times has a number for each copy.
_NUMBERED = """
    SELECT id, {columns}, row_number() OVER (PARTITION BY {columns} ORDER BY id) AS copy,
        min(at) OVER (PARTITION BY kata ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS happened
    FROM {file}.{table}"""
_MERGED = """
    WITH mine AS ({mine}), theirs AS ({theirs}),
        new AS (SELECT theirs.id, theirs.happened FROM theirs LEFT JOIN mine ON {same} WHERE mine.id IS NULL)
    INSERT INTO merged SELECT row_number() OVER (ORDER BY happened, theirs, id), theirs, id
    FROM (SELECT 0 AS theirs, id, happened FROM mine UNION ALL SELECT 1, id, happened FROM new)"""


class BadFile(Exception):
    """A file that holds no history, or not a whole one; the message says why, in one line."""


@dataclass(frozen=True)
class Counts:
    """How many rows were exported, or were new to this history, and how many of a file's were there already."""

    runs: int
    events: int
    texts: int
    known: int = 0

    def __str__(self) -> str:
        return f"{self.runs} runs, {self.events} events and {self.texts} texts"


def export_to(root: Path, file: Path) -> Counts:
    """Write the history to a file, whole or not at all.

    Raises
    ------
    HistoryProblem
        The history cannot be read, or the file cannot be written.
    """
    with History.open(root) as history, history.transaction() as connection:
        try:
            copy_to(file_of(root), file)
        except (OSError, sqlite3.Error) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise HistoryProblem(f"{file} cannot be written ({why})") from error
        return Counts(*(_many(connection, table) for table in ("main.runs", "main.events", "main.texts")))


def import_from(root: Path, file: Path) -> Counts:
    """Merge the history in a file into that of the root, whole or not at all.

    A row is known by all that it holds. One that the file holds several times will be there as often, so that nothing
    is lost, and importing again adds nothing.

    Raises
    ------
    BadFile, HistoryProblem, OSError
    """
    with file.open("rb"):
        pass  # says what SQLite does not: why it cannot be read
    with History.open(root) as history, history.transaction() as connection:
        with _refused():
            connection.execute("ATTACH ? AS other", (f"{file.resolve().as_uri()}?mode=ro",))
            _check(connection)
        every = sum(_many(connection, f"other.{table}") for table in ("runs", "events", "texts"))
        texts = connection.execute("INSERT OR IGNORE INTO main.texts SELECT * FROM other.texts").rowcount
        runs, events = _merge(connection, "runs"), _merge(connection, "events")
    return Counts(runs, events, texts, every - runs - events - texts)


def _merge(connection: sqlite3.Connection, table: str) -> int:
    """Add the rows of the other file that are missing; all rows get new ids, in the order in which they happened."""
    columns, before = _COLUMNS[table], _many(connection, f"main.{table}")
    mine, theirs = (_NUMBERED.format(columns=columns, file=file, table=table) for file in ("main", "other"))
    same = " AND ".join(f"theirs.{name} IS mine.{name}" for name in [*columns.split(", "), "copy"])
    same += " AND theirs.at = mine.at AND theirs.kata = mine.kata"  # "=" is looked up, "IS" is not
    connection.execute("CREATE TEMP TABLE merged (number, theirs, id, PRIMARY KEY (theirs, id))")
    connection.execute(_MERGED.format(mine=mine, theirs=theirs, same=same))
    _renumber_and_add(connection, table, "id")
    if table == "runs":
        _renumber_and_add(connection, "tests", "run")
    connection.execute("DROP TABLE merged")
    return _many(connection, f"main.{table}") - before


def _renumber_and_add(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Give the rows of a table the numbers that `merged` has for their keys, and add those of the other file."""
    held = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})") if row[1] != key)
    number = f"(SELECT number FROM merged WHERE theirs = 0 AND merged.id = {table}.{key})"
    connection.execute(f"UPDATE main.{table} SET {key} = -{number}")  # below 0 no new number meets an old one
    connection.execute(f"UPDATE main.{table} SET {key} = -{key}")
    rows = f"SELECT number, {held} FROM other.{table} AS o JOIN merged ON theirs = 1 AND merged.id = o.{key}"
    connection.execute(f"INSERT INTO main.{table} ({key}, {held}) {rows}")


def _many(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# -- what a foreign file must be ---------------------------------------------------------------------


@contextlib.contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BadFile(f"is no history that dojo export wrote, or is damaged ({error})") from error


def _check(connection: sqlite3.Connection) -> None:
    """Raise `BadFile` unless the attached file is a history of this version in which every value is as we write it."""
    if connection.execute("PRAGMA other.integrity_check").fetchone()[0] != "ok":
        raise BadFile("is damaged")
    if (version := version_of(connection, "other")) > len(MIGRATIONS):
        raise BadFile(f"was written by a newer dojo (version {version}); update dojo")
    mine, theirs = (connection.execute(_SCHEMA.format(name)).fetchall() for name in ("main", "other"))
    if mine != theirs or version != len(MIGRATIONS):
        raise BadFile("is no history that dojo export wrote")
    for function in (is_text, is_time, is_verdict, is_seed, is_detail, sha256):
        connection.create_function(function.__name__, 1, function, deterministic=True)
    for table, rules in _RULES.items():
        for column, rule in rules.items():
            _check_column(connection, table, column, rule.format(column))


def _check_column(connection: sqlite3.Connection, table: str, column: str, rule: str) -> None:
    query = f"SELECT quote({column}) FROM other.{table} WHERE NOT coalesce({rule}, 0) LIMIT 1"
    if (wrong := connection.execute(query).fetchone()) is not None:
        raise BadFile(f"{table}: {column} cannot be {wrong[0]:.60}")


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_verdict(value: object) -> bool:
    return value in COLOURS


def is_seed(value: object) -> bool:
    return value is None or (isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,100}", value) is not None)


def is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).utcoffset() == timedelta(0)
    except ValueError:
        return False


def is_detail(value: object) -> bool:
    try:
        return isinstance(value, str) and isinstance(json.loads(value), dict)
    except (ValueError, RecursionError):
        return False


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
