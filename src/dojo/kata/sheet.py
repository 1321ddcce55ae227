"""Sheets: the interviewer's side of a kata, read from its TOML file and checked strictly."""

from __future__ import annotations

import contextlib
import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from dojo.kata import toml as strict

KINDS = ("implement", "debug", "refactor", "clarify", "build")
LEVELS = ("warm-up", "core", "stretch")
ASKED = ("often", "sometimes", "rare")
AXES = ("clarify", "approach", "code", "verify", "communicate")
WAYS = 3  # of asking the same, so that a question in other words is understood
JUDGES = ("sandbox", "inside")


class BadSheet(strict.BadFile):
    """A sheet that cannot be used; the message is one line that names file, line and key."""


@dataclass(frozen=True)
class Clarification:
    """A question the candidate may ask, in several wordings, and what the interviewer answers."""

    topic: str
    ways: tuple[str, ...]
    answer: str

    @property
    def ask(self) -> str:
        """The first wording, which stands for the question where one is shown."""
        return self.ways[0]


@dataclass(frozen=True)
class FollowUp:
    """A question for the discussion, and what good sounds like."""

    ask: str
    good: str


@dataclass(frozen=True)
class WhyNot:
    """A choice that a plan may make, and what a good answer to "why not that?" says."""

    choice: str
    good: str


@dataclass(frozen=True)
class Option:
    """One thing that could be done in a case: what it is, and what it takes."""

    name: str
    cost: str
    time: str
    risk: str


@dataclass(frozen=True)
class Case:
    """The decision behind a kata, as a product team would meet it."""

    decision: str
    options: tuple[Option, ...]
    data: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()  # what would change the choice


@dataclass(frozen=True)
class Equivalent:
    """A mutant of the reference that no test can tell from it, and why."""

    diff: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What judging needs of a sheet. Limits are in seconds, memory in MiB."""

    call_limit: float = 2.0
    kata_limit: float = 30.0
    memory: int = 2048
    judge: Literal["sandbox", "inside"] = "sandbox"
    may_change_arguments: bool = False
    may_warn: bool = False
    needs: tuple[str, ...] = ()  # packages beyond numpy and pandas that an attempt may import


@dataclass(frozen=True)
class Sheet(Limits):
    """What the interviewer knows about one kata."""

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
    why_nots: tuple[WhyNot, ...] = ()
    case: Case | None = None
    rubric: Mapping[str, str] = field(default_factory=dict)
    equivalent: tuple[Equivalent, ...] = ()


_REQUIRED = ("title", "kind", "topic", "level", "minutes")


def read(path: Path) -> Sheet:
    """Read and check one sheet.

    Raises
    ------
    BadSheet
        The file cannot be read, is not TOML, or a key is missing, unknown or of the wrong type.
    """
    try:
        state = path.stat()
    except OSError:
        return strict.load(path, _sheet, BadSheet)  # which says what is wrong
    return _read(path, (state.st_mtime_ns, state.st_size, state.st_ino))


@lru_cache(maxsize=64)
def _read(path: Path, version: tuple[int, ...]) -> Sheet:
    """Return the sheet as it stands in that version of its file."""
    return strict.load(path, _sheet, BadSheet)


def limits(path: Path) -> Limits:
    """Return the limits that a sheet sets, and the usual ones where it does not.

    Nothing else in a sheet, broken as it may be, keeps its kata from being judged.
    """
    try:
        state = path.stat()
    except OSError:
        return Limits()
    return _read_limits(path, (state.st_mtime_ns, state.st_size, state.st_ino))


@lru_cache(maxsize=256)
def _read_limits(path: Path, version: tuple[int, ...]) -> Limits:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return Limits()
    found: dict[str, Any] = {}
    for key in (f.name for f in fields(Limits) if f.name in data):
        with contextlib.suppress(strict.Fault):
            found[key] = _READERS[key](data[key], (key,))
    return Limits(**found)


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
    counted = (("clarifications", 3), ("why_nots", 2), ("follow_ups", 2), ("trains", 1), ("reading", 1))
    for key, least in counted:
        if (found := len(getattr(sheet, key))) < least:
            lacking.append(f"{key}: expected at least {least}, found {found}")
    few = [c for c in sheet.clarifications if len(c.ways) < WAYS]
    lacking += [f"clarifications: {c.topic}: expected {WAYS} ways of asking, found {len(c.ways)}" for c in few]
    lacking += [f"rubric: lacks the axis {axis}" for axis in AXES if axis not in sheet.rubric]
    return lacking


def _sheet(data: dict[str, object]) -> Sheet:
    strict.check_keys(data, tuple(f.name for f in fields(Sheet)), _REQUIRED, ())
    values = {key: _READERS[key](value, (key,)) for key, value in data.items()}
    sheet = Sheet(**values)  # type: ignore[arg-type]  # each reader returns its field's type
    if sheet.kata_limit < sheet.call_limit:
        key = "kata_limit" if "kata_limit" in data else "call_limit"
        raise strict.Fault((key,), f"kata_limit ({sheet.kata_limit:g} s) is below call_limit ({sheet.call_limit:g} s)")
    return sheet


def _seconds(value: object, keys: strict.Keys) -> float:
    if type(value) not in (int, float) or not 0 < (number := float(cast(float, value))) < math.inf:
        raise strict.Fault(keys, f"expected a number of seconds above 0, found {strict.shown(value)}")
    return number


def _flag(value: object, keys: strict.Keys) -> bool:
    if not isinstance(value, bool):
        raise strict.Fault(keys, f"expected true or false, found {strict.shown(value)}")
    return value


def _clarifications(value: object, keys: strict.Keys) -> tuple[Clarification, ...]:
    return tuple(_clarification(item, (*keys, i)) for i, item in enumerate(strict.items(value, keys)))


def _clarification(item: object, keys: strict.Keys) -> Clarification:
    given = strict.table(item, keys)
    names = ("topic", "ask", "answer")
    strict.check_keys(given, names, names, keys)
    ask, place = given["ask"], (*keys, "ask")
    ways = strict.texts(ask, place) if isinstance(ask, list) else (strict.text(ask, place),)
    if not ways:
        raise strict.Fault(place, "expected at least one way of asking, found none")
    topic, answer = (strict.text(given[name], (*keys, name)) for name in ("topic", "answer"))
    return Clarification(topic, ways, answer)


def _case(value: object, keys: strict.Keys) -> Case:
    given = strict.table(value, keys)
    strict.check_keys(given, [f.name for f in fields(Case)], ("decision", "options"), keys)
    lists = (strict.texts(given.get(name, []), (*keys, name)) for name in ("data", "changes"))
    options = strict.tables(Option)(given["options"], (*keys, "options"))
    return Case(strict.text(given["decision"], (*keys, "decision")), options, *lists)


def _judge(value: object, keys: strict.Keys) -> str:
    if value not in JUDGES:
        raise strict.Fault(keys, f'expected "sandbox" or "inside", found {strict.shown(value)}')
    return str(value)


def _rubric(value: object, keys: strict.Keys) -> dict[str, str]:
    table = strict.table(value, keys)
    strict.check_keys(table, AXES, (), keys)
    return {axis: strict.text(anchor, (*keys, axis)) for axis, anchor in table.items()}


_READERS: dict[str, Callable[[object, strict.Keys], object]] = {
    "title": strict.line,
    "kind": strict.line,
    "topic": strict.slug,
    "level": strict.line,
    "minutes": strict.whole,
    "asked": strict.line,
    "trains": strict.texts,
    "reading": strict.texts,
    "hints": strict.texts,
    "clarifications": _clarifications,
    "why_nots": strict.tables(WhyNot),
    "case": _case,
    "follow_ups": strict.tables(FollowUp),
    "rubric": _rubric,
    "equivalent": strict.tables(Equivalent),
    "call_limit": _seconds,
    "kata_limit": _seconds,
    "memory": strict.whole,
    "judge": _judge,
    "may_change_arguments": _flag,
    "may_warn": _flag,
    "needs": strict.texts,
}
