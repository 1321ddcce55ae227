"""Archives: a whole history as one JSON text, every byte and number of it, and read back with distrust."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dojo.terminal.marks import COLOURS

FORMAT, VERSION = "dojo-history", 1
_LARGEST = 2**63 - 1  # SQLite's

Row = tuple[Any, ...]


class BadArchive(Exception):
    """A file that is no history's; the message says where and why, in one line."""


@dataclass(frozen=True)
class Archive:
    """All rows of a history, as its tables hold them, without their numbers.

    Attributes
    ----------
    texts : dict of str to bytes
        By digest.
    runs : list of (Row, tuple of Row)
        Each run's columns, as `RUN` names them, and its tests', as `TEST` does.
    events : list of Row
        As `EVENT` names them; the detail is the JSON text that the history keeps, NaN and all.
    """

    texts: dict[str, bytes]
    runs: list[tuple[Row, tuple[Row, ...]]]
    events: list[Row]


def to_json(archive: Archive) -> str:
    """Return an archive as ASCII text."""
    runs = [
        {**dict(zip(RUN, run, strict=True)), "tests": [dict(zip(TEST, test, strict=True)) for test in tests]}
        for run, tests in archive.runs
    ]
    events = [dict(zip(EVENT, event, strict=True)) for event in archive.events]
    texts = {digest: _told(content) for digest, content in archive.texts.items()}
    said = {"format": FORMAT, "version": VERSION, "texts": texts, "runs": runs, "events": events}
    return json.dumps(said, indent=1) + "\n"


def from_json(data: bytes) -> Archive:
    """Read an archive.

    Raises
    ------
    BadArchive
        It is none, or not whole.
    """
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadArchive(f"is not JSON ({str(error).partition(chr(10))[0] or 'nested too deeply'})") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise BadArchive("is no history that dojo export wrote")
    if said.get("version") != VERSION:
        raise BadArchive(f"was written in another version of the format ({said.get('version')!r:.40}); update dojo")
    texts = _texts(said.get("texts"))
    runs = [_run(item, f"runs[{i}]", texts) for i, item in enumerate(_list(said.get("runs"), "runs"))]
    events = [_row(item, EVENT, f"events[{i}]") for i, item in enumerate(_list(said.get("events"), "events"))]
    return Archive(texts, runs, events)


# What each column may hold.


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    whole = type(value) is int and abs(value) <= _LARGEST
    return value is None or whole or isinstance(value, float)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST


def _is_seed(value: object) -> bool:
    return value is None or (isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,100}", value) is not None)


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).utcoffset() == timedelta(0)
    except ValueError:
        return False


def _is_detail(value: object) -> bool:
    try:
        return isinstance(value, str) and isinstance(json.loads(value), dict)
    except (ValueError, RecursionError):
        return False


_Columns = dict[str, Callable[[object], bool]]
RUN: _Columns = {
    "at": _is_time,
    "kata": _is_text,
    "candidate": lambda value: value == "attempt",
    "verdict": lambda value: isinstance(value, str) and value in COLOURS,
    "seed": _is_seed,
    "seconds": _is_number,
    "isolation": _is_text,
    "source": _is_text,
    "digest": _is_text,
    "hidden": lambda value: _is_count(value) and value in (0, 1),
    "passed": _is_count,
    "total": _is_count,
}
TEST: _Columns = dict.fromkeys(("test", "kind", "outcome", "seconds", "message", "call", "got", "expected"), _is_text)
TEST["seconds"] = _is_number
EVENT: _Columns = {"at": _is_time, "kata": _is_text, "what": _is_text, "detail": _is_detail}


def _row(item: object, columns: _Columns, place: str, more: frozenset[str] = frozenset()) -> Row:
    """Return the values of one row in the order of its columns, fit for SQLite."""
    if not isinstance(item, dict) or item.keys() != {*columns, *more}:
        raise BadArchive(f"{place} does not have exactly {', '.join([*columns, *sorted(more)])}")
    for name, fits in columns.items():
        if not fits(item[name]):
            raise BadArchive(f"{place}: {name} cannot be {item[name]!r:.60}")
    return tuple(_plain(item[name]) for name in columns)


def _run(item: object, place: str, texts: dict[str, bytes]) -> tuple[Row, tuple[Row, ...]]:
    run = _row(item, RUN, place, more=frozenset({"tests"}))
    assert isinstance(item, dict)
    if item["digest"] not in texts:
        raise BadArchive(f"{place}: its text {item['digest']!r:.20} is missing")
    tests = _list(item["tests"], f"{place}: tests")
    return run, tuple(_row(test, TEST, f"{place}: tests[{i}]") for i, test in enumerate(tests))


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise BadArchive(f"{place} is no list")
    return value


def _plain(value: Any) -> Any:
    """Return a value as the history keeps it: SQLite takes no lone surrogates, and a NaN as nothing."""
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _told(content: bytes) -> str | dict[str, str]:
    """Return a text as itself where it is one, else its bytes in base64."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode("ascii")}


def _texts(value: object) -> dict[str, bytes]:
    if not isinstance(value, dict):
        raise BadArchive("texts is no table of texts")
    texts = {digest: _content(told, f"texts[{digest!r:.20}]") for digest, told in value.items()}
    for digest, content in texts.items():
        if hashlib.sha256(content).hexdigest() != digest:
            raise BadArchive(f"texts[{digest!r:.20}] is not the text of that name: the file was changed or cut")
    return texts


def _content(told: object, place: str) -> bytes:
    if isinstance(told, str):
        return told.encode("utf-8", "surrogatepass")
    try:
        if isinstance(told, dict) and told.keys() == {"base64"} and isinstance(told["base64"], str):
            return base64.b64decode(told["base64"], validate=True)
    except (binascii.Error, ValueError):
        pass
    raise BadArchive(f"{place} is neither a text nor base64")
