"""TOML files read strictly: whatever is wrong is told in one line that names file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from dojo.kata.names import nearest

T = TypeVar("T")
Keys = tuple[str | int, ...]  # names and list positions from the top of a file to a value


class BadFile(Exception):
    """A file that cannot be used; the message is one line that names file, line and key."""


class Fault(Exception):
    """What is wrong with the value at `keys` (names and list positions from the top)."""

    def __init__(self, keys: Keys, what: str) -> None:
        place = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
        super().__init__(f"{place}: {what}" if place else what)
        self.keys = keys


def load(path: Path, build: Callable[[dict[str, object]], T], bad: type[BadFile] = BadFile) -> T:
    """Read one file and build something of what it holds.

    Raises
    ------
    BadFile
        Or the kind of it that `bad` says: the file cannot be read, is not TOML, or `build` raised a `Fault`.
    """
    place = "/".join(path.parts[-3:])
    try:
        content = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(content)
    except OSError as error:
        raise bad(f"{place}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise bad(f"{place}: is not UTF-8 (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise bad(f"{place}: {_toml_fault(str(error), content)}") from error
    except RecursionError as error:
        raise bad(f"{place}: cannot be read: its values are nested too deeply") from error
    try:
        return build(data)
    except Fault as fault:
        number = _line_of(content, fault.keys)
        where = f"line {number}: " if number else ""
        raise bad(f"{place}: {where}{fault}") from None


def check_keys(given: Mapping[str, object], known: Sequence[str], needed: Sequence[str], keys: Keys) -> None:
    """Refuse a table with a key that is not known, or without one that is needed."""
    for key in given:
        if key not in known:
            near = nearest(key, known, 1)
            raise Fault((*keys, key), f"unknown key; did you mean {near[0]}?" if near else "unknown key")
    for key in needed:
        if key not in given:
            raise Fault(keys, f"lacks the key {key}")


def line(value: object, keys: Keys) -> str:
    """Return a single line of text."""
    found = text(value, keys)
    if "\n" in found:
        raise Fault(keys, "expected a single line of text")
    return found


def text(value: object, keys: Keys) -> str:
    """Return a text that is not blank."""
    if not isinstance(value, str):
        raise Fault(keys, f"expected text in quotes, found {shown(value)}")
    if not value.strip():
        raise Fault(keys, "expected text, found none")
    return value


def slug(value: object, keys: Keys) -> str:
    """Return a name of small letters, digits, _ and -."""
    found = line(value, keys)
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", found):
        raise Fault(keys, f'expected a slug such as "linear_models", found {shown(found)}')
    return found


def whole(value: object, keys: Keys) -> int:
    """Return a whole number above 0."""
    if type(value) is not int or value <= 0:  # a bool is an int, and is none here
        raise Fault(keys, f"expected a whole number above 0, found {shown(value)}")
    return value


def items(value: object, keys: Keys) -> list[object]:
    """Return a list of whatever."""
    if not isinstance(value, list):
        raise Fault(keys, f"expected a list, found {shown(value)}")
    return value


def table(value: object, keys: Keys) -> dict[str, object]:
    """Return a table of whatever."""
    if not isinstance(value, dict):
        raise Fault(keys, f"expected a table, found {shown(value)}")
    return value


def texts(value: object, keys: Keys) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(text(item, (*keys, i)) for i, item in enumerate(items(value, keys)))


def tables(kind: type[Any]) -> Callable[[object, Keys], tuple[Any, ...]]:
    """Return the reader of a list of tables with exactly the fields of the dataclass `kind`, all of them texts."""
    names = tuple(f.name for f in fields(kind))

    def one(item: object, keys: Keys) -> object:
        given = table(item, keys)
        check_keys(given, names, names, keys)
        return kind(**{name: text(given[name], (*keys, name)) for name in names})

    return lambda value, keys: tuple(one(item, (*keys, i)) for i, item in enumerate(items(value, keys)))


def shown(value: object) -> str:
    """Show a TOML value as the file would, cut to fit a line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    whole_text = repr(value) if not isinstance(value, str) else '"' + value.replace("\n", "\\n") + '"'
    return whole_text if len(whole_text) <= 60 else whole_text[:57] + "..."


def _toml_fault(message: str, content: str) -> str:
    """Turn tomllib's "Invalid value (at line 3, column 5)" into "line 3: not TOML: invalid value (column 5)"."""
    what = message.split(" (at ")[0]
    what = f"not TOML: {what[:1].lower()}{what[1:]}"
    if place := re.search(r"\(at line (\d+), column (\d+)\)", message):
        return f"line {place[1]}: {what} (column {place[2]})"
    return f"line {content.count(chr(10)) + 1}: {what} (end of the file)"


def _line_of(content: str, keys: Keys) -> int | None:
    """Return the line on which the value at `keys` is set, or the nearest one above it that is found.

    tomllib keeps no positions, so the headers and keys are looked for again. That serves a message only.
    """
    if not keys:
        return None
    top, index, inner = keys[0], (*keys, 0)[1], [key for key in keys if isinstance(key, str)][-1]
    under, seen, best = "", -1, None
    for number, row in enumerate(content.split("\n"), start=1):
        if header := re.match(r"\s*\[{1,2}\s*([\w.-]+)\s*\]", row):
            under = header[1]
            seen += under == top
            if under == top and (best is None or not isinstance(index, int) or seen == index):
                best = number
        elif found := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", row):
            here = under == top and (not isinstance(index, int) or seen == index) and found[1] == inner
            if here or (not under and found[1] == top):
                best = number
    return best
