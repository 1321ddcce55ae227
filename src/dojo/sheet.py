"""Sheets: the interviewer's side of a kata, read from its TOML file and checked strictly."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, cast

KINDS = ("implement", "debug", "refactor", "clarify", "build")
LEVELS = ("warm-up", "core", "stretch")
ASKED = ("often", "sometimes", "rare")
AXES = ("clarify", "approach", "code", "verify", "communicate")
JUDGES = ("sandbox", "inside")


class BadSheet(Exception):
    """A sheet that cannot be used; the message is one line that names file, line and key."""


@dataclass(frozen=True)
class Clarification:
    """A question the candidate may ask, and what the interviewer answers."""

    topic: str
    ask: str
    answer: str


@dataclass(frozen=True)
class FollowUp:
    """A question for the discussion, and what good sounds like."""

    ask: str
    good: str


@dataclass(frozen=True)
class Equivalent:
    """A mutant of the reference that no test can tell from it, and why."""

    diff: str
    reason: str


@dataclass(frozen=True)
class Sheet:
    """What the interviewer knows about one kata. Limits are in seconds, memory in MiB."""

    title: str
    kind: str
    topic: str
    level: str
    minutes: int
    asked: str = ""
    trains: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    rubric: Mapping[str, str] = field(default_factory=dict)
    equivalent: tuple[Equivalent, ...] = ()
    call_limit: float = 2.0
    kata_limit: float = 30.0
    memory: int = 2048
    judge: Literal["sandbox", "inside"] = "sandbox"


_REQUIRED = ("title", "kind", "topic", "level", "minutes")


def read(path: Path) -> Sheet:
    """Read and check one sheet.

    Raises
    ------
    BadSheet
        The file cannot be read, is not TOML, or a key is missing, unknown or of the wrong type.
    """
    place = "/".join(path.parts[-3:])
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except OSError as error:
        raise BadSheet(f"{place}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise BadSheet(f"{place}: is not UTF-8 (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSheet(f"{place}: {_toml_fault(str(error), text)}") from error
    except RecursionError as error:
        raise BadSheet(f"{place}: is not a sheet: its values are nested too deeply") from error
    try:
        return _sheet(data)
    except _Fault as fault:
        line = _line_of(text, fault.keys)
        where = f"line {line}: " if line else ""
        raise BadSheet(f"{place}: {where}{fault}") from None


def incomplete(sheet: Sheet) -> list[str]:
    """Say what the contract finds lacking in a sheet that could be read: one line each, none when complete."""
    lacking = [
        f'{key} is "{word}", expected one of {", ".join(words)}'
        for key, word, words in (
            ("kind", sheet.kind, KINDS),
            ("level", sheet.level, LEVELS),
            ("asked", sheet.asked, ASKED),
        )
        if word not in words
    ]
    if len(sheet.hints) != 3:
        lacking.append(f"hints: expected three steps, found {len(sheet.hints)}")
    counted = (("clarifications", 3), ("follow_ups", 2), ("trains", 1), ("reading", 1))
    for key, least in counted:
        if (found := len(getattr(sheet, key))) < least:
            lacking.append(f"{key}: expected at least {least}, found {found}")
    lacking += [f"rubric: lacks the axis {axis}" for axis in AXES if axis not in sheet.rubric]
    return lacking


class _Fault(Exception):
    """What is wrong with the value at `keys` (names and list positions from the top)."""

    def __init__(self, keys: tuple[str | int, ...], text: str) -> None:
        place = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
        super().__init__(f"{place}: {text}" if place else text)
        self.keys = keys


_Keys = tuple[str | int, ...]


def _sheet(data: dict[str, object]) -> Sheet:
    _check_keys(data, tuple(f.name for f in fields(Sheet)), _REQUIRED, ())
    values = {key: _READERS[key](value, (key,)) for key, value in data.items()}
    sheet = Sheet(**values)  # type: ignore[arg-type]  # each reader returns its field's type
    if sheet.kata_limit < sheet.call_limit:
        key = "kata_limit" if "kata_limit" in data else "call_limit"
        raise _Fault((key,), f"kata_limit ({sheet.kata_limit:g} s) is below call_limit ({sheet.call_limit:g} s)")
    return sheet


def _check_keys(table: Mapping[str, object], known: tuple[str, ...], needed: tuple[str, ...], keys: _Keys) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise _Fault((*keys, key), f"unknown key; did you mean {near[0]}?" if near else "unknown key")
    for key in needed:
        if key not in table:
            raise _Fault(keys, f"lacks the key {key}")


def _line(value: object, keys: _Keys) -> str:
    text = _text(value, keys)
    if "\n" in text:
        raise _Fault(keys, "expected a single line of text")
    return text


def _text(value: object, keys: _Keys) -> str:
    if not isinstance(value, str):
        raise _Fault(keys, f"expected text in quotes, found {_shown(value)}")
    if not value.strip():
        raise _Fault(keys, "expected text, found none")
    return value


def _slug(value: object, keys: _Keys) -> str:
    text = _line(value, keys)
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", text):
        raise _Fault(keys, f'expected a slug such as "linear_models", found {_shown(text)}')
    return text


def _whole(value: object, keys: _Keys) -> int:
    if type(value) is not int or value <= 0:  # a bool is an int, and is none here
        raise _Fault(keys, f"expected a whole number above 0, found {_shown(value)}")
    return value


def _seconds(value: object, keys: _Keys) -> float:
    if type(value) not in (int, float) or not 0 < (number := float(cast(float, value))) < math.inf:
        raise _Fault(keys, f"expected a number of seconds above 0, found {_shown(value)}")
    return number


def _judge(value: object, keys: _Keys) -> str:
    if value not in JUDGES:
        raise _Fault(keys, f'expected "sandbox" or "inside", found {_shown(value)}')
    return str(value)


def _list(value: object, keys: _Keys) -> list[object]:
    if not isinstance(value, list):
        raise _Fault(keys, f"expected a list, found {_shown(value)}")
    return value


def _table(value: object, keys: _Keys) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _Fault(keys, f"expected a table, found {_shown(value)}")
    return value


def _texts(value: object, keys: _Keys) -> tuple[str, ...]:
    return tuple(_text(item, (*keys, i)) for i, item in enumerate(_list(value, keys)))


def _tables(kind: type[Clarification | FollowUp | Equivalent]) -> Callable[[object, _Keys], object]:
    """Return the reader of a list of tables with exactly the fields of `kind`, all of them texts."""
    names = tuple(f.name for f in fields(kind))

    def one(item: object, keys: _Keys) -> object:
        table = _table(item, keys)
        _check_keys(table, names, names, keys)
        return kind(**{name: _text(table[name], (*keys, name)) for name in names})

    return lambda value, keys: tuple(one(item, (*keys, i)) for i, item in enumerate(_list(value, keys)))


def _rubric(value: object, keys: _Keys) -> dict[str, str]:
    table = _table(value, keys)
    _check_keys(table, AXES, (), keys)
    return {axis: _text(anchor, (*keys, axis)) for axis, anchor in table.items()}


_READERS: dict[str, Callable[[object, _Keys], object]] = {
    "title": _line,
    "kind": _line,
    "topic": _slug,
    "level": _line,
    "minutes": _whole,
    "asked": _line,
    "trains": _texts,
    "reading": _texts,
    "hints": _texts,
    "clarifications": _tables(Clarification),
    "follow_ups": _tables(FollowUp),
    "rubric": _rubric,
    "equivalent": _tables(Equivalent),
    "call_limit": _seconds,
    "kata_limit": _seconds,
    "memory": _whole,
    "judge": _judge,
}


def _shown(value: object) -> str:
    """Show a TOML value as the file would, cut to fit a line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    text = repr(value) if not isinstance(value, str) else '"' + value.replace("\n", "\\n") + '"'
    return text if len(text) <= 60 else text[:57] + "..."


def _toml_fault(message: str, text: str) -> str:
    """Turn tomllib's "Invalid value (at line 3, column 5)" into "line 3: not TOML: invalid value (column 5)"."""
    what = message.split(" (at ")[0]
    what = f"not TOML: {what[:1].lower()}{what[1:]}"
    if place := re.search(r"\(at line (\d+), column (\d+)\)", message):
        return f"line {place[1]}: {what} (column {place[2]})"
    return f"line {text.count(chr(10)) + 1}: {what} (end of the file)"


def _line_of(text: str, keys: _Keys) -> int | None:
    """Return the line on which the value at `keys` is set, or the nearest one above it that is found.

    tomllib keeps no positions, so the headers and keys are looked for again. That serves a message only.
    """
    if not keys:
        return None
    top, index, inner = keys[0], (*keys, 0)[1], keys[-1]
    table, seen, best = "", -1, None
    for number, line in enumerate(text.split("\n"), start=1):
        if header := re.match(r"\s*\[{1,2}\s*([\w.-]+)\s*\]", line):
            table = header[1]
            seen += table == top
            if table == top and (best is None or not isinstance(index, int) or seen == index):
                best = number
        elif found := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            here = table == top and (not isinstance(index, int) or seen == index) and found[1] == inner
            if here or (not table and found[1] == top):
                best = number
    return best
