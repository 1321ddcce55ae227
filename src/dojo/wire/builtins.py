"""The wire's nodes for builtins and the standard library: numbers, text, containers, dates and times, paths."""

from __future__ import annotations

import datetime
import json
import marshal
import pathlib
import re
import zoneinfo
from collections.abc import Sequence
from operator import countOf
from typing import Any

import numpy as np

from dojo.wire.channel import Garbled
from dojo.wire.codec import CONTENTS, READERS, WRITERS, Reader, Unsendable, Writer

__all__ = ["exactly", "register"]

_BLOCK = 16  # from this many numbers of one type on, a sequence goes as one buffer
_INLINE_BYTES = 64
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
_CODES: dict[type, str] = {float: "d", int: "q"}
_DUMPED = np.dtype([("tag", "u1"), ("value", "<f8")])  # a float in marshal's second version
_PATHS: dict[type, str] = {
    pathlib.PurePosixPath: "posix",
    pathlib.PureWindowsPath: "windows",
    type(pathlib.Path()): "here",
}
_FLAVOURS: dict[str, type[pathlib.PurePath]] = {
    "posix": pathlib.PurePosixPath,
    "windows": pathlib.PureWindowsPath,
    "here": pathlib.Path,
}


def register() -> None:
    """Enter these types into the codec's tables."""
    CONTENTS.update(
        {
            list: (lambda writer, value: ["l", *_sequence(writer, value)], _fill_list),
            dict: (lambda writer, value: ["d", *writer.pairs(value)], _fill_dict),
            set: (lambda writer, value: ["s", *_sorted(writer, value)], _fill_set),
        }
    )
    WRITERS.update(
        {
            int: lambda writer, value: ["i", hex(value)],
            str: _write_str,
            complex: lambda writer, value: ["c", value.real, value.imag],
            bytes: _write_bytes,
            tuple: lambda writer, value: ["t", *_sequence(writer, value)],
            frozenset: lambda writer, value: ["fs", *_sorted(writer, value)],
            range: lambda writer, value: ["r", *writer.nodes((value.start, value.stop, value.step))],
            slice: lambda writer, value: ["sl", *writer.nodes((value.start, value.stop, value.step))],
            type(...): lambda writer, value: ["..."],
            type(NotImplemented): lambda writer, value: ["ni"],
            datetime.date: lambda writer, value: ["date", value.toordinal()],
            datetime.time: _write_time,
            datetime.datetime: _write_datetime,
            datetime.timedelta: lambda writer, value: ["delta", value.days, value.seconds, value.microseconds],
            datetime.timezone: _write_offset,
            zoneinfo.ZoneInfo: _write_zone,
        }
    )
    WRITERS.update(dict.fromkeys(_PATHS, _write_path))
    READERS.update(
        {
            "l": _read_list,
            "d": lambda reader, items: reader.pairs(items),
            "s": _read_set,
            "i": _read_int,
            "str": _read_str,
            "c": _read_complex,
            "b": _read_bytes,
            "t": lambda reader, items: tuple(_read_list(reader, items)),
            "fs": lambda reader, items: frozenset(_read_set(reader, items)),
            "r": lambda reader, items: range(*exactly(reader.values(items), int, int, int)),
            "sl": _read_slice,
            "...": lambda reader, items: _alone(items, ...),
            "ni": lambda reader, items: _alone(items, NotImplemented),
            "date": lambda reader, items: datetime.date.fromordinal(*exactly(items, int)),
            "time": _read_time,
            "datetime": _read_datetime,
            "delta": lambda reader, items: datetime.timedelta(*exactly(items, int, int, int)),
            "offset": _read_offset,
            "zone": _read_zone,
            "path": _read_path,
        }
    )


def exactly(items: Sequence[Any], *kinds: type) -> list[Any]:
    """Return the items if they are as many as the types and each is exactly of its type, else raise Garbled."""
    if len(items) != len(kinds) or any(type(item) is not kind for item, kind in zip(items, kinds, strict=True)):
        raise Garbled(f"a node whose items should be of the types {[kind.__name__ for kind in kinds]}")
    return list(items)


def _alone(items: list[Any], value: object) -> object:
    exactly(items)
    return value


def _write_str(writer: Writer, value: str) -> Any:
    try:
        value.encode()
    except UnicodeEncodeError:  # JSON would join two lone surrogates to one character
        return ["str", value.encode("utf-8", "surrogatepass").hex()]
    return value


def _read_str(reader: Reader, items: list[Any]) -> str:
    return bytes.fromhex(*exactly(items, str)).decode("utf-8", "surrogatepass")


def _read_int(reader: Reader, items: list[Any]) -> int:
    (digits,) = exactly(items, str)
    return int(digits, 16)


def _read_complex(reader: Reader, items: list[Any]) -> complex:
    return complex(*exactly(items, float, float))


def _write_bytes(writer: Writer, value: bytes) -> Any:
    if writer.inline or len(value) < _INLINE_BYTES:
        return ["b", value.hex()]
    return ["b", writer.buffer(value)]


def _read_bytes(reader: Reader, items: list[Any]) -> bytes:
    (data,) = items
    return bytes.fromhex(data) if type(data) is str else bytes(reader.buffer(data))


def _sequence(writer: Writer, values: list[Any] | tuple[Any, ...]) -> list[Any]:
    """Return the items' nodes; or, of many numbers of one type, one object that names type and buffer."""
    if len(values) < _BLOCK or writer.inline:
        return writer.nodes(values)
    code = _CODES.get(type(values[0]))
    numbers = _floats(values) if code == "d" else _ints(values) if code == "q" else None
    return writer.nodes(values) if numbers is None else [{code: writer.buffer(numbers.data.cast("B"))}]


def _floats(values: list[Any] | tuple[Any, ...]) -> np.ndarray[Any, Any] | None:
    """Return the values if all are exactly floats: marshal tells types and bytes apart in half the time of a look."""
    try:
        dump = marshal.dumps(list(values), 2)
    except ValueError:
        return None
    if len(dump) != _DUMPED.itemsize * len(values) + 5:
        return None
    dumped = np.frombuffer(dump, _DUMPED, offset=5)
    return np.ascontiguousarray(dumped["value"]) if (dumped["tag"] == ord("g")).all() else None


def _ints(values: list[Any] | tuple[Any, ...]) -> np.ndarray[Any, Any] | None:
    if countOf(map(type, values), int) != len(values):
        return None
    try:
        return np.fromiter(values, "q", len(values))
    except OverflowError:  # an int beyond 64 bits
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
    outer, writer.inline = writer.inline, True
    nodes = [writer.part("{...}", value) for value in values]
    writer.inline = outer
    return sorted(nodes, key=json.dumps)


def _read_set(reader: Reader, items: list[Any]) -> set[Any]:
    found = set(reader.values(items))
    if len(found) != len(items):
        raise Garbled("an item of a set comes twice")
    return found


def _read_slice(reader: Reader, items: list[Any]) -> slice:
    start, stop, step = reader.values(items)
    return slice(start, stop, step)


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


def _write_path(writer: Writer, value: pathlib.PurePath) -> Any:
    return ["path", _PATHS[type(value)], writer.node(str(value))]


def _read_path(reader: Reader, items: list[Any]) -> pathlib.PurePath:
    flavour, text = items
    (text,) = exactly([reader.value(text)], str)
    return _FLAVOURS[flavour](text)


def _fill_list(live: list[Any], fresh: list[Any]) -> None:
    live[:] = fresh


def _fill_dict(live: dict[Any, Any], fresh: dict[Any, Any]) -> None:
    live.clear()
    live.update(fresh)


def _fill_set(live: set[Any], fresh: set[Any]) -> None:
    live.clear()
    live.update(fresh)
