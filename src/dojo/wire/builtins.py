"""The wire's nodes for builtins and the standard library: numbers, text, containers, dates and times."""

from __future__ import annotations

import datetime
import json
import re
import zoneinfo
from collections.abc import Sequence
from operator import countOf
from typing import Any

import numpy as np

from dojo.wire.channel import Garbled
from dojo.wire.codec import CONTENTS, READERS, WRITERS, Reader, Unsendable, Writer

__all__ = ["exactly", "register"]

_BLOCK = 16  # from this many numbers of one type on, a list goes as one buffer
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
_CODES: dict[type, str] = {float: "d", int: "q"}


def register() -> None:
    """Enter these types into the codec's tables."""
    CONTENTS.update(
        {
            list: (_write_list, _fill_list),
            dict: (lambda writer, value: ["d", *writer.pairs(value)], _fill),
            set: (lambda writer, value: ["s", *_sorted(writer, value)], _fill),
        }
    )
    WRITERS.update(
        {
            int: lambda writer, value: ["i", hex(value)],
            str: _write_str,
            complex: lambda writer, value: ["c", value.real, value.imag],
            bytes: lambda writer, value: ["b", value.hex()],
            tuple: lambda writer, value: ["t", *writer.nodes(value)],
            frozenset: lambda writer, value: ["fs", *_sorted(writer, value)],
            type(NotImplemented): lambda writer, value: ["ni"],
            datetime.date: lambda writer, value: ["date", value.toordinal()],
            datetime.time: _write_time,
            datetime.datetime: _write_datetime,
            datetime.timedelta: lambda writer, value: ["delta", value.days, value.seconds, value.microseconds],
            datetime.timezone: _write_offset,
            zoneinfo.ZoneInfo: _write_zone,
        }
    )
    READERS.update(
        {
            "l": _read_list,
            "d": lambda reader, items: reader.pairs(items),
            "s": _read_set,
            "i": lambda reader, items: int(exactly(items, str)[0], 16),
            "str": lambda reader, items: bytes.fromhex(*exactly(items, str)).decode("utf-8", "surrogatepass"),
            "c": lambda reader, items: complex(*exactly(items, float, float)),
            "b": lambda reader, items: bytes.fromhex(*exactly(items, str)),
            "t": lambda reader, items: tuple(reader.values(items)),
            "fs": lambda reader, items: frozenset(_read_set(reader, items)),
            "ni": _read_not_implemented,
            "date": lambda reader, items: datetime.date.fromordinal(*exactly(items, int)),
            "time": _read_time,
            "datetime": _read_datetime,
            "delta": lambda reader, items: datetime.timedelta(*exactly(items, int, int, int)),
            "offset": _read_offset,
            "zone": _read_zone,
        }
    )


def exactly(items: Sequence[Any], *kinds: type) -> list[Any]:
    """Return the items if they are as many as the types and each is exactly of its type, else raise Garbled."""
    if len(items) != len(kinds) or any(type(item) is not kind for item, kind in zip(items, kinds, strict=True)):
        raise Garbled(f"a node whose items should be of the types {[kind.__name__ for kind in kinds]}")
    return list(items)


def _read_not_implemented(reader: Reader, items: list[Any]) -> Any:
    exactly(items)
    return NotImplemented


def _write_str(writer: Writer, value: str) -> Any:
    try:
        value.encode()
    except UnicodeEncodeError:  # JSON would join two lone surrogates to one character
        return ["str", value.encode("utf-8", "surrogatepass").hex()]
    return value


def _write_list(writer: Writer, values: list[Any]) -> list[Any]:
    """Return the items' nodes; or, of many numbers of one type, one object that names type and buffer."""
    numbers = _numbers(values) if len(values) >= _BLOCK else None
    if numbers is None:
        return ["l", *writer.nodes(values)]
    return ["l", {numbers.dtype.char: writer.buffer(numbers.data.cast("B"))}]


def _numbers(values: list[Any]) -> np.ndarray[Any, Any] | None:
    """Return the values as an array if all are exactly floats, or all exactly ints of 64 bits."""
    kind = type(values[0])
    if kind not in _CODES or countOf(map(type, values), kind) != len(values):
        return None
    try:
        return np.fromiter(values, _CODES[kind], len(values))
    except OverflowError:
        return None


def _read_list(reader: Reader, items: list[Any]) -> list[Any]:
    if len(items) != 1 or type(items[0]) is not dict:
        return reader.values(items)
    ((code, number),) = items[0].items()
    if code not in _CODES.values():
        raise Garbled("a block of unknown numbers")
    numbers: list[Any] = np.frombuffer(reader.buffer(number), code).tolist()
    return numbers


def _sorted(writer: Writer, values: set[Any] | frozenset[Any]) -> list[Any]:
    """Return the items' nodes in an order that does not hang on their hashes."""
    return sorted((writer.part("{...}", value) for value in values), key=json.dumps)


def _read_set(reader: Reader, items: list[Any]) -> set[Any]:
    found = set(reader.values(items))
    if len(found) != len(items):
        raise Garbled("an item of a set comes twice")
    return found


def _clock(writer: Writer, value: datetime.time | datetime.datetime) -> list[Any]:
    clock = (value.hour, value.minute, value.second, value.microsecond)
    return [*clock, value.fold, writer.part(".tzinfo", value.tzinfo)]


def _write_time(writer: Writer, value: datetime.time) -> Any:
    return ["time", *_clock(writer, value)]


def _read_time(reader: Reader, items: list[Any]) -> datetime.time:
    hour, minute, second, microsecond, fold, zone = items
    exactly(items[:5], *[int] * 5)
    return datetime.time(hour, minute, second, microsecond, tzinfo=reader.value(zone), fold=fold)


def _write_datetime(writer: Writer, value: datetime.datetime) -> Any:
    return ["datetime", value.toordinal(), *_clock(writer, value)]


def _read_datetime(reader: Reader, items: list[Any]) -> datetime.datetime:
    day, *clock = items
    return datetime.datetime.combine(datetime.date.fromordinal(*exactly([day], int)), _read_time(reader, clock))


def _write_offset(writer: Writer, value: datetime.timezone) -> Any:
    offset, *name = value.__getinitargs__()  # type: ignore[attr-defined]
    return ["offset", offset.days, offset.seconds, offset.microseconds, *writer.nodes(name)]


def _read_offset(reader: Reader, items: list[Any]) -> datetime.timezone:
    offset = datetime.timedelta(*exactly(items[:3], int, int, int))
    return datetime.timezone(offset, *reader.values(items[3:]))


def _write_zone(writer: Writer, value: zoneinfo.ZoneInfo) -> Any:
    if type(value.key) is not str or not _ZONE.fullmatch(value.key):
        raise Unsendable(type(value), "only a zone of the time zone database can")
    return ["zone", value.key]


def _read_zone(reader: Reader, items: list[Any]) -> zoneinfo.ZoneInfo:
    (key,) = exactly(items, str)
    if not _ZONE.fullmatch(key):
        raise Garbled("no name of a time zone")
    return zoneinfo.ZoneInfo(key)


def _fill_list(live: list[Any], fresh: list[Any]) -> None:
    live[:] = fresh


def _fill(live: dict[Any, Any] | set[Any], fresh: Any) -> None:
    live.clear()
    live.update(fresh)
