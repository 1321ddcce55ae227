"""Values of every type that crosses the wire, as a Hypothesis strategy, and what it means for two to be the same."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

__all__ = ["arrays", "assert_same", "frames", "generators", "indexes", "series", "values"]

_ZONES = (
    None,
    datetime.UTC,
    datetime.timezone(datetime.timedelta(hours=-3, minutes=-30)),
    zoneinfo.ZoneInfo("Europe/Berlin"),
)
_NAMED_ZONE = datetime.timezone(datetime.timedelta(hours=1), "CET")
_PLAIN_DTYPES = [*"?bBhHiIlLqQefdFD", ">i4", ">f8", ">u2", "<M8[ns]", "<M8[25s]", "<M8", ">m8[us]", "<m8[D]"]
zones = st.sampled_from((*_ZONES, _NAMED_ZONE))
texts = st.one_of(st.text(max_size=5), st.text(st.characters(codec=None), max_size=3), st.just("\ud83d\ude00"))
datetimes = st.datetimes(allow_imaginary=False, timezones=zones)


def _scalar(seed: int, code: str) -> Any:
    return _plain(seed, code, 1)[0]


def _plain(seed: int, code: str, size: int) -> np.ndarray[Any, Any]:
    """Return items of any bits, which for floats means nan, infinities and denormal numbers now and then."""
    dtype = np.dtype(code)
    raw = np.random.default_rng(seed).integers(0, 256, size * dtype.itemsize, dtype=np.uint8)
    raw[np.random.default_rng(seed + 1).random(raw.size) < 0.3] = 255
    return raw % 2 == 1 if dtype.kind == "b" else np.frombuffer(raw.tobytes(), dtype).copy()


seeds = st.integers(0, 9999)
numpy_scalars = st.one_of(
    st.builds(_scalar, seeds, st.sampled_from(_PLAIN_DTYPES)),
    st.builds(np.str_, texts),
)


def _timestamp(ticks: int, unit: str, zone: datetime.tzinfo | None) -> Any:
    stamp = pd.Timestamp(np.datetime64(ticks, unit))
    return stamp if zone is None else stamp.tz_localize("UTC").tz_convert(zone)


units = st.sampled_from(["s", "ms", "us", "ns"])
timestamps = st.builds(_timestamp, st.integers(-(10**9), 2 * 10**9), units, zones)
timedeltas = st.builds(lambda n, unit: pd.Timedelta(np.timedelta64(n, unit)), st.integers(-(10**12), 10**12), units)

hashables = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(2**63 - 2, 2**64 + 2),
    st.integers().map(lambda n: n * 10**300),
    st.floats(),
    st.just(-0.0),
    st.complex_numbers(),
    texts,
    st.binary(max_size=5) | st.just(bytes(range(256))),
    st.dates(),
    st.times(timezones=zones),
    datetimes,
    datetimes.map(lambda time: time.replace(fold=1)),
    st.timedeltas(),
    zones,
    st.sampled_from([NotImplemented, pd.NaT, pd.NA]),
    numpy_scalars,
    timestamps,
    timedeltas,
)
keys = st.one_of(hashables, st.tuples(hashables, texts), st.frozensets(st.integers() | texts, max_size=3))


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray[Any, Any]:
    """Arrays of every plain dtype and of objects, of no axis to three, however they lie in memory."""
    shape = draw(st.lists(st.integers(0, 3), max_size=3).map(tuple) | st.just((2, 3)))
    size = int(np.prod(shape, dtype=int))
    kind = draw(st.sampled_from(["plain", "text", "objects"]))
    if kind == "plain":
        flat = _plain(draw(seeds), draw(st.sampled_from(_PLAIN_DTYPES)), size)
    elif kind == "objects":
        flat = np.empty(size, dtype=object)
        flat[:] = draw(st.lists(hashables, min_size=size, max_size=size))
    else:
        of_text = np.array(["", "a", "éß", "\U0001f600"])
        flat = of_text[np.random.default_rng(draw(seeds)).integers(0, len(of_text), size)]
        flat = flat.astype(draw(st.sampled_from(["<U4", ">U4"])))
    found = _lay(flat.reshape(shape), draw(st.sampled_from(["C", "F", "gaps", "reversed"])))
    found.flags.writeable = draw(st.booleans())
    return found


def _lay(array: np.ndarray[Any, Any], how: str) -> np.ndarray[Any, Any]:
    if how == "gaps":
        found = np.empty((*array.shape, 2), array.dtype)[..., 1]
        found[...] = array
        return found
    if how == "reversed" and array.ndim:
        return array[::-1]
    return array.copy(order="F" if how == "F" else "C")


@st.composite
def generators(draw: st.DrawFn) -> np.random.Generator:
    """Random generators in the middle of their work."""
    seed = draw(st.integers(0, 2**200) | st.lists(st.integers(0, 9)))
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2,)) if draw(st.booleans()) else seed)
    rng.integers(0, 9, size=draw(st.integers(0, 5)), dtype=np.uint8)
    rng.spawn(draw(st.integers(0, 2)))
    return rng


def _objects(items: list[Any]) -> np.ndarray[Any, Any]:
    found = np.empty(len(items), dtype=object)
    found[:] = items
    return found


@st.composite
def _columns(draw: st.DrawFn, size: int) -> Any:
    """What a column or an index can be made of, of one length."""
    kind = draw(st.sampled_from(["plain", "objects", "text", "masked", "category", "time"]))
    rng = np.random.default_rng(draw(seeds))
    numbers = rng.integers(-3, 4, size)
    if kind == "plain":
        return _plain(draw(seeds), draw(st.sampled_from(list("?bBhHiIlLfdFD"))), size)
    if kind == "objects":
        return _objects(draw(st.lists(hashables, min_size=size, max_size=size)))
    missing = draw(st.booleans()) and size > 0
    if kind == "text":
        cells = [None if missing and n == 0 else "tüx"[: abs(n)] for n in numbers.tolist()]
        return pd.array(cells, dtype=draw(st.sampled_from(["str", "string"])))
    if kind == "masked":
        dtype = draw(st.sampled_from(["Int8", "Int64", "UInt16", "Float32", "Float64", "boolean"]))
        cells = [
            None if missing and n == 0 else bool(n % 2) if dtype == "boolean" else abs(n) for n in numbers.tolist()
        ]
        return pd.array(cells, dtype=dtype)
    if kind == "category":
        codes = np.where(numbers == 0, -1, abs(numbers) - 1) if missing else abs(numbers)
        categories = draw(st.sampled_from([["d", "b", "a", "c"], [4, 3, 2, 9], [0.5, 1.5, 2.5, 3.5]]))
        return pd.Categorical.from_codes(codes, categories, ordered=draw(st.booleans()))
    times = pd.DatetimeIndex((numbers * 10**6).astype(f"M8[{draw(units)}]"))
    zone = draw(zones)
    zoned = times if zone is None else times.tz_localize("UTC").tz_convert(zone)
    return draw(st.sampled_from([zoned.array, (times - pd.Timestamp(0)).array]))


names = st.one_of(st.none(), texts, st.integers(), st.tuples(texts, st.integers()))


@st.composite
def indexes(draw: st.DrawFn, size: int | None = None) -> pd.Index[Any]:
    """Indexes of every kind, with and without names, of one length if that is given."""
    count = draw(st.integers(0, 4)) if size is None else size
    name = draw(names)
    if draw(st.booleans()):
        start, step = draw(st.integers(-3, 3)), draw(st.sampled_from([1, 2, -1]))
        return pd.RangeIndex(start, start + count * step, step, name=name)
    column = draw(_columns(count))
    return pd.Index(column, dtype=object if column.dtype == object else None, name=name)


def _as_series(column: Any, index: pd.Index[Any]) -> pd.Series[Any]:
    return pd.Series(column, index=index, dtype=object if column.dtype == object else None)


@st.composite
def series(draw: st.DrawFn) -> pd.Series[Any]:
    """Series of every dtype."""
    size = draw(st.integers(0, 4))
    found = _as_series(draw(_columns(size)), draw(indexes(size)))
    found.name = draw(names)
    return found


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Frames of every dtype, also empty ones and ones with labels that come twice."""
    rows, width = draw(st.integers(0, 4)), draw(st.integers(0, 3))
    index = draw(indexes(rows))
    found = pd.DataFrame({i: _as_series(draw(_columns(rows)), index) for i in range(width)}, index=index)
    if draw(st.booleans()):
        found.columns = draw(indexes(width))
    else:
        found.columns = pd.Index(draw(st.lists(st.sampled_from(["a", "b"]), min_size=width, max_size=width)))
    return found


leaves = st.one_of(hashables, hashables, hashables, arrays(), generators(), indexes(), series(), frames())


def _nested(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(items, max_size=4),
        st.lists(items, max_size=3).map(tuple),
        st.dictionaries(keys, items, max_size=3),
        items.map(lambda item: [item, (item,), {"again": item}]),
        st.lists(items, max_size=3).map(_objects),
    )


values = st.one_of(
    st.recursive(leaves, _nested, max_leaves=6),
    st.sets(keys, max_size=4),
    st.frozensets(keys, max_size=4),
    st.lists(st.floats(), min_size=14, max_size=18),
    st.lists(st.integers(-3, 2**63), min_size=14, max_size=18),
    st.lists(st.floats(), min_size=14, max_size=18).map(tuple),
    st.lists(st.booleans() | st.integers(), min_size=16, max_size=17),
)
"""Any value that crosses the wire, with objects that occur twice."""


def assert_same(one: Any, other: Any) -> None:
    """Fail unless the two are of one type and say the same in every respect, aliasing among them."""
    _Same().check(one, other)


class _Same:
    """One comparison, and which object of one side stands for which of the other."""

    def __init__(self) -> None:
        self.partners: dict[int, Any] = {}
        self.taken: dict[int, Any] = {}

    def check(self, one: Any, other: Any) -> None:
        assert type(one) is type(other)
        if isinstance(one, (list, dict, set, np.ndarray, np.random.Generator, pd.Series, pd.DataFrame)):
            if id(one) in self.partners or id(other) in self.taken:
                assert self.partners.get(id(one)) is other
                assert self.taken.get(id(other)) is one
                return
            self.partners[id(one)], self.taken[id(other)] = other, one
        self.same(one, other)

    def same(self, one: Any, other: Any) -> None:
        if isinstance(one, (list, tuple)):
            self.items(one, other)
        elif isinstance(one, dict):
            self.items(list(one), list(other))
            self.items(list(one.values()), list(other.values()))
        elif isinstance(one, (set, frozenset)):
            assert sorted(map(_told, one)) == sorted(map(_told, other))
        elif isinstance(one, np.ndarray):
            self.arrays(one, other)
        elif isinstance(one, np.random.Generator):
            _same_generators(one, other)
        elif isinstance(one, pd.Index):
            self.indexes(one, other)
        elif isinstance(one, (pd.Series, pd.DataFrame)):
            self.frames(one, other)
        else:
            assert _told(one) == _told(other)

    def items(self, one: Any, other: Any) -> None:
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            self.check(a, b)

    def arrays(self, one: Any, other: Any) -> None:
        assert one.dtype == other.dtype
        assert (one.dtype.char, one.dtype.byteorder) == (other.dtype.char, other.dtype.byteorder)
        assert one.shape == other.shape
        for flag in ("C_CONTIGUOUS", "F_CONTIGUOUS", "WRITEABLE"):
            assert one.flags[flag] == other.flags[flag]
        if one.dtype == object:
            self.items(one.ravel().tolist(), other.ravel().tolist())
        else:
            assert one.tobytes() == other.tobytes()

    def columns(self, one: Any, other: Any) -> None:
        assert type(one) is type(other)
        assert one.dtype == other.dtype
        if isinstance(one, pd.Categorical):
            assert one.codes.tolist() == other.codes.tolist()
            self.indexes(one.categories, other.categories)
        else:
            self.items(list(one), list(other))

    def indexes(self, one: Any, other: Any) -> None:
        assert type(one) is type(other)
        self.items(list(one.names), list(other.names))
        if isinstance(one, pd.RangeIndex):
            assert (one.start, one.stop, one.step) == (other.start, other.stop, other.step)
        else:
            self.columns(one.array, other.array)

    def frames(self, one: Any, other: Any) -> None:
        self.indexes(one.index, other.index)
        if isinstance(one, pd.Series):
            self.check(one.name, other.name)
            self.columns(one.array, other.array)
            return
        self.indexes(one.columns, other.columns)
        for i in range(one.shape[1]):
            self.columns(one.iloc[:, i].array, other.iloc[:, i].array)


def _told(value: Any) -> tuple[Any, ...]:
    """Everything there is to say about an immutable value."""
    if isinstance(value, np.generic) and not isinstance(value, np.str_):
        return (type(value).__name__, str(value.dtype), value.tobytes())
    if isinstance(value, (tuple, frozenset)):
        parts = sorted(map(_told, value)) if isinstance(value, frozenset) else map(_told, value)
        return (type(value).__name__, *parts)
    if isinstance(value, (pd.Timestamp, pd.Timedelta)):
        return (type(value).__name__, repr(value.asm8.dtype), str(value), repr(getattr(value, "tz", None)))
    if isinstance(value, int):
        return (type(value).__name__, hex(value))
    fold = (value.fold, repr(value.tzinfo)) if isinstance(value, (datetime.time, datetime.datetime)) else ()
    return (type(value).__name__, repr(value), *fold)


def _same_generators(one: np.random.Generator, other: np.random.Generator) -> None:
    assert repr(one.bit_generator.state) == repr(other.bit_generator.state)
    seeds = [rng.bit_generator.seed_seq for rng in (one, other)]
    assert len({repr(seed.generate_state(3).tolist()) for seed in seeds}) == 1
    assert seeds[0].n_children_spawned == seeds[1].n_children_spawned
