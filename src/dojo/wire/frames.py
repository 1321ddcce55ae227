"""The wire's nodes for pandas: scalars, indexes, series and frames."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from dojo.wire.arrays import read_array, write_array
from dojo.wire.builtins import exactly
from dojo.wire.channel import Garbled
from dojo.wire.codec import CONTENTS, READERS, WRITERS, Reader, Unsendable, Writer

__all__ = ["register"]

_UNITS = ("s", "ms", "us", "ns")
_FEW = 50  # columns that may stay blocks of their own: past 100 blocks pandas warns on an insertion
_INDEXES: tuple[type, ...] = (pd.Index, pd.RangeIndex, pd.DatetimeIndex, pd.TimedeltaIndex, pd.CategoricalIndex)
_MASKED: dict[str, Any] = {
    "b": pd.arrays.BooleanArray,
    "i": pd.arrays.IntegerArray,
    "u": pd.arrays.IntegerArray,
    "f": pd.arrays.FloatingArray,
}


def register() -> None:
    """Enter pandas' types into the codec's tables."""
    CONTENTS[pd.Series] = (_write_series, lambda live, fresh: pd.Series.__init__(live, fresh))  # type: ignore[call-arg]
    CONTENTS[pd.DataFrame] = (_write_frame, lambda live, fresh: pd.DataFrame.__init__(live, fresh))  # type: ignore[call-arg]
    WRITERS.update(dict.fromkeys(_INDEXES, _write_index))
    WRITERS.update(
        {
            pd.RangeIndex: _write_range,
            pd.Timestamp: _write_timestamp,
            pd.Timedelta: lambda writer, value: ["td", _ticks(value.asm8), value.unit],
            type(pd.NaT): lambda writer, value: ["nat"],
            type(pd.NA): lambda writer, value: ["na"],
        }
    )
    READERS.update(
        {
            "se": _read_series,
            "df": _read_frame,
            "ix": _read_index,
            "ri": _read_range,
            "ts": _read_timestamp,
            "td": _read_timedelta,
            "nat": lambda reader, items: pd.NaT,
            "na": lambda reader, items: pd.NA,
        }
    )


# Scalars


def _ticks(value: np.datetime64 | np.timedelta64) -> int:
    return int(value.view(np.int64))


def _write_timestamp(writer: Writer, value: pd.Timestamp) -> Any:
    return ["ts", _ticks(value.asm8), value.unit, value.fold, writer.part(".tz", value.tz)]


def _read_timestamp(reader: Reader, items: list[Any]) -> Any:
    ticks, unit, fold, zone = items
    exactly([ticks, unit, fold], int, str, int)
    value = pd.Timestamp(np.datetime64(ticks, _unit(unit)))
    if zone is not None:
        return value.tz_localize(datetime.UTC).tz_convert(_zone(reader, zone))
    return value.replace(fold=fold) if fold else value


def _read_timedelta(reader: Reader, items: list[Any]) -> Any:
    ticks, unit = exactly(items, int, str)
    return pd.Timedelta(np.timedelta64(ticks, _unit(unit)))


def _unit(unit: str) -> Any:
    if unit not in _UNITS:
        raise Garbled("no unit of time")
    return unit


def _zone(reader: Reader, node: Any) -> datetime.tzinfo:
    zone = reader.value(node)
    if type(zone) not in (datetime.timezone, zoneinfo.ZoneInfo):
        raise Garbled("no time zone")
    return zone  # type: ignore[no-any-return]


# The items of a column or an index


def _write_values(writer: Writer, values: Any) -> Any:
    """Return the node of the array under a column or an index."""
    dtype = values.dtype
    if type(values) is pd.arrays.NumpyExtensionArray:
        return _write_plain(writer, values.to_numpy())
    if isinstance(dtype, np.dtype):
        return _write_plain(writer, values.asi8.view(dtype))
    if type(dtype) is pd.StringDtype:
        texts = [text if type(text) is str else None for text in values.tolist()]
        return ["strings", dtype.na_value is pd.NA, *writer.nodes(texts)]
    if type(dtype) is pd.CategoricalDtype:
        return ["categories", values.ordered, _write_plain(writer, values.codes), writer.node(values.categories)]
    if type(dtype) is pd.DatetimeTZDtype:
        return ["zoned", values.unit, _write_plain(writer, values.asi8), writer.part(".tz", values.tz)]
    if type(values) in _MASKED.values():
        plain = values.to_numpy(dtype.numpy_dtype, na_value=dtype.numpy_dtype.type(0))
        return ["masked", _write_plain(writer, plain), _write_plain(writer, values.isna())]
    raise Unsendable(type(values), f"columns of the dtype {dtype} cannot")


def _write_plain(writer: Writer, values: np.ndarray[Any, Any]) -> Any:
    """Return the node of a numpy column: how it lies in its frame's memory does not matter."""
    node = write_array(writer, np.ascontiguousarray(values))
    node[node.index("C") + 1] = True
    return node


def _read_values(reader: Reader, node: Any) -> Any:
    """Return the one-dimensional array that `_write_values` wrote."""
    tag, *items = node
    return _read_plain(reader, node) if tag in ("a", "o") else _ARRAYS[tag](reader, items)


def _read_plain(reader: Reader, node: Any, kinds: str = "biufcmMO") -> np.ndarray[Any, Any]:
    tag, *items = node
    values: np.ndarray[Any, Any] = READERS[tag](reader, items) if tag == "o" else read_array(reader, items)
    if values.ndim != 1 or values.dtype.kind not in kinds:
        raise Garbled("no column of plain items")
    return values


def _read_masked(reader: Reader, items: list[Any]) -> Any:
    values, mask = items
    plain = _read_plain(reader, values, "".join(_MASKED))
    return _MASKED[plain.dtype.kind](plain, _read_plain(reader, mask, "b"))


def _read_strings(reader: Reader, items: list[Any]) -> Any:
    """Return a column of text as this process stores it: with or without pyarrow does not show."""
    missing, *nodes = items
    exactly([missing], bool)
    texts = reader.values(nodes)
    if not set(map(type, texts)) <= {str, type(None)}:
        raise Garbled("a column of text with something else in it")
    return pd.array(texts, dtype=pd.StringDtype(na_value=pd.NA if missing else np.nan))


def _read_categories(reader: Reader, items: list[Any]) -> Any:
    ordered, codes, categories = items
    exactly([ordered], bool)
    return pd.Categorical.from_codes(_read_plain(reader, codes, "i"), _index(reader, categories), ordered=ordered)


def _read_zoned(reader: Reader, items: list[Any]) -> Any:
    unit, ticks, zone = items
    times = pd.DatetimeIndex(_read_plain(reader, ticks, "i").view(f"M8[{_unit(unit)}]"))
    return times.tz_localize(datetime.UTC).tz_convert(_zone(reader, zone)).array


_ARRAYS: dict[str, Callable[[Reader, list[Any]], Any]] = {
    "masked": _read_masked,
    "strings": _read_strings,
    "categories": _read_categories,
    "zoned": _read_zoned,
}


# Indexes


def _write_index(writer: Writer, value: Any) -> Any:
    return ["ix", writer.part(".name", value.name), _write_values(writer, value.array)]


def _read_index(reader: Reader, items: list[Any]) -> Any:
    name, node = items
    values = _read_values(reader, node)
    return pd.Index(values, dtype=object if values.dtype == object else None, name=reader.value(name))


def _write_range(writer: Writer, value: pd.RangeIndex) -> Any:
    return ["ri", value.start, value.stop, value.step, writer.part(".name", value.name)]


def _read_range(reader: Reader, items: list[Any]) -> pd.RangeIndex:
    *bounds, name = items
    return pd.RangeIndex(range(*exactly(bounds, int, int, int)), name=reader.value(name))


def _index(reader: Reader, node: Any) -> Any:
    found = reader.value(node)
    if type(found) not in _INDEXES:
        raise Garbled("no index")
    return found


# Series and frames


def _write_series(writer: Writer, value: pd.Series[Any]) -> Any:
    index, name = writer.part(".index", value.index), writer.part(".name", value.name)
    return ["se", index, name, _write_values(writer, value.array)]


def _write_frame(writer: Writer, value: pd.DataFrame) -> Any:
    node = ["df", writer.part(".index", value.index), writer.part(".columns", value.columns)]
    for label, column in value.items():
        try:
            node.append(_write_values(writer, column.array))
        except Unsendable as problem:
            problem.steps.append(f"[{label!r}]")
            raise
    return node


def _read_series(reader: Reader, items: list[Any]) -> pd.Series[Any]:
    index, name, node = items
    found = _column(_read_values(reader, node), _index(reader, index))
    found.name = reader.value(name)
    return found


def _column(values: Any, index: pd.Index[Any]) -> pd.Series[Any]:
    """Return a series of just this dtype: of objects that are all text, pandas would make a `str` column."""
    return pd.Series(values, index=index, dtype=object if values.dtype == object else None, copy=False)


def _read_frame(reader: Reader, items: list[Any]) -> pd.DataFrame:
    index, columns, *nodes = items
    rows = _index(reader, index)
    arrays = [_read_values(reader, node) for node in nodes]
    if any(len(values) != len(rows) for values in arrays):
        raise Garbled("columns and index of different lengths")
    data = {i: _column(values, rows) if values.dtype == object else values for i, values in enumerate(arrays)}
    found = pd.DataFrame(data, index=rows, copy=len(arrays) > _FEW)  # fresh arrays; many are better consolidated
    found.columns = _index(reader, columns)
    return found
