"""History: every run, its tests and texts, and every event, in one SQLite file that survives a kill at any instant."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dojo.history.file import HistoryProblem, atomically, connect, file_of, reported

__all__ = ["ELSEWHERE", "Event", "History", "HistoryProblem", "Run", "TestRow"]

ELSEWHERE = " --attempt"  # ends the source of a run of somebody else's file, which is no part of one's own standing
_OWN = f"source NOT LIKE '%{ELSEWHERE}'"
_RUN = "id, at, kata, verdict, seed, seconds, isolation, source, digest, hidden, passed, total"
_TEST = "test, kind, outcome, seconds, message, call, got, expected"
_OF_KATA = "?1 IS NULL OR kata = ?1"
# The order of recording decides, never the time, for a clock may have run ahead; an import keeps that order.
_LATEST = f"SELECT {_RUN} FROM runs WHERE id IN (SELECT max(id) FROM runs WHERE {_OWN} GROUP BY kata) AND ({_OF_KATA})"
_ADD_TEXT = "INSERT OR IGNORE INTO texts (digest, text) VALUES (?, ?)"


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
        The attempt's text and its name in the history. A run that is read has its digest only; see `History.text`.
    tests : tuple of TestRow
        Of a run that is read, see `History.tests`.
    """

    kata: str
    verdict: str
    text: str = ""
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

    @property
    def own(self) -> bool:
        """Whether it is a run of one's own attempt."""
        return not self.source.endswith(ELSEWHERE)


@dataclass(frozen=True)
class Event:
    """Something that happened besides the runs: a hint, a solution opened, a round."""

    at: str
    kata: str
    what: str
    detail: Mapping[str, Any]


class History:
    """The history of one root. Use it as a context manager, in the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)

    @classmethod
    def open(cls, root: Path) -> History:
        """Open the history of a root, making it or bringing it up to date where needed.

        Raises
        ------
        HistoryProblem
            The file cannot be made, read or understood. Whatever is there is left as it is.
        """
        return cls(file_of(root))

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
        """
        digest, text = content_of(run.text)
        seed = None if run.seed is None else str(run.seed)  # a seed may be larger than SQLite's integers
        facts = (run.at, run.kata, "attempt", run.verdict, seed, run.seconds, run.isolation, run.source, digest)
        with self.transaction():
            self._connection.execute(_ADD_TEXT, (digest, text))
            columns = _RUN.replace("id, at, kata", "at, kata, candidate")
            number = self._add("runs", columns, [(*facts, run.hidden, run.passed, run.total)])
            self._add("tests", f"run, place, {_TEST}", [(number, n, *astuple(t)) for n, t in enumerate(run.tests)])
        return number

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
            A text that is saved with it, both or neither; `detail` gets its digest.
        at : str, optional
            When it happened, by default now.
        """
        texts = [] if text is None else [content_of(text)]
        facts = {**(detail or {}), **({"digest": texts[0][0]} if texts else {})}
        with self.transaction():
            self._connection.executemany(_ADD_TEXT, texts)
            self._add("events", "at, kata, what, detail", [(at or _now(), kata, what, json.dumps(facts))])

    def check_writable(self) -> None:
        """Take the lock for writing and give it back; raises `HistoryProblem` where nothing could be recorded."""
        with self.transaction():
            pass

    def latest(self, kata: str | None = None) -> dict[str, Run]:
        """Return the last recorded run of each kata, or of one."""
        return {run.kata: run for run in map(_run, self._rows(_LATEST, kata))}

    def solved(self) -> set[str]:
        """Return the katas that were solved at some time."""
        return {kata for (kata,) in self._rows(f"SELECT DISTINCT kata FROM runs WHERE verdict = 'solved' AND {_OWN}")}

    def runs(self, kata: str | None = None) -> list[Run]:
        """Return the runs of a kata, or all of them, in the order they were recorded."""
        return [_run(row) for row in self._rows(f"SELECT {_RUN} FROM runs WHERE {_OF_KATA} ORDER BY id", kata)]

    def tests(self, run: int) -> list[TestRow]:
        """Return how the tests of a run went, in their order."""
        return [TestRow(*row) for row in self._rows(f"SELECT {_TEST} FROM tests WHERE run = ? ORDER BY place", run)]

    def events(self, kata: str | None = None) -> list[Event]:
        """Return the events of a kata, or all of them, in the order they were recorded."""
        rows = self._rows(f"SELECT at, kata, what, detail FROM events WHERE {_OF_KATA} ORDER BY id", kata)
        return [Event(at, of, what, json.loads(detail)) for at, of, what, detail in rows]

    def text(self, digest: str) -> str | None:
        """Return a text by its digest, None if there is no such text."""
        content = self.content(digest)
        return None if content is None else content.decode("utf-8", "surrogatepass")

    def content(self, digest: str) -> bytes | None:
        """Return the bytes of a text as they were recorded, None if there is no such text."""
        rows = self._rows("SELECT text FROM texts WHERE digest = ?", digest)
        return bytes(rows[0][0]) if rows else None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the file itself for as long as nobody else may write to it: what is done to it is done whole or not.

        It may be part of a larger whole: what is done in it is then done or not with all of that.
        """
        if self._connection.in_transaction:
            yield self._connection
            return
        with reported(self.path), atomically(self._connection):
            yield self._connection

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with reported(self.path):
            return self._connection.execute(query, values).fetchall()

    def _add(self, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> int:
        """Insert rows and return the id of the last one."""
        query = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"
        number = 0
        for row in rows:
            number = self._connection.execute(query, [_safe(value) for value in row]).lastrowid or 0
        return number


def content_of(text: str | bytes) -> tuple[str, bytes]:
    """Return a text's digest and its bytes, lone surrogates included."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest(), content


def _run(row: Sequence[Any]) -> Run:
    facts = dict(zip(_RUN.split(", "), row, strict=True))
    seed = None if facts["seed"] is None else int(facts["seed"])
    return Run(**{**facts, "seed": seed, "hidden": bool(facts["hidden"])})


def _safe(value: Any) -> Any:
    """Return a value that SQLite can hold: it takes no lone surrogates."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
