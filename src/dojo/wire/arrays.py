"""The wire's nodes for numpy: scalars, arrays, random generators."""

from __future__ import annotations

import math
import re
import warnings
from functools import lru_cache
from typing import Any

import numpy as np

from dojo.wire.builtins import exactly
from dojo.wire.channel import Garbled
from dojo.wire.codec import CONTENTS, MAX_BYTES, READERS, WRITERS, Reader, Unsendable, Writer

__all__ = ["read_array", "register", "write_array"]

_NATIVE = "?bBhHiIlLqQefdFD"
_DTYPE = re.compile(rf"[{_NATIVE}]|[<>|][biufcmMU]\d{{1,9}}(\[\d{{0,9}}[A-Za-z]{{1,2}}\])?")
_WORTH_A_COPY = 1 << 12  # bytes
_MOST_SPAWNED = 10_000
_MOST_ENTROPY = 4096  # hex digits
_POOL = 4  # words that a seed sequence mixes its entropy into, unless somebody asks for more

_BOUNDS = (1 << 128, 1 << 128, 2, 1 << 32)  # of the integers that make up the state of PCG64, as `default_rng` has it


def register() -> None:
    """Enter numpy's types into the codec's tables."""
    CONTENTS[np.ndarray] = (write_array, _fill_array)
    CONTENTS[np.random.Generator] = (_write_generator, _fill_generator)
    WRITERS.update(dict.fromkeys((np.dtype(code).type for code in (*_NATIVE, "M8", "m8")), _write_scalar))
    WRITERS[np.str_] = lambda writer, value: ["nstr", writer.node("".join(value))]
    READERS.update(
        {
            "a": read_array,
            "o": _read_objects,
            "g": _read_generator,
            "n": _read_scalar,
            "nstr": lambda reader, items: np.str_(*exactly(reader.values(items), str)),
        }
    )


def _code(dtype: np.dtype[Any], culprit: type) -> str:
    """Return the text that stands for a plain dtype."""
    if dtype.char in _NATIVE and dtype.isnative:
        return dtype.char
    if dtype.kind not in "biufcmMU" or not dtype.itemsize or dtype.char in "gG":
        raise Unsendable(culprit, f"its dtype is {dtype}, which is no plain one")
    return dtype.str


@lru_cache(maxsize=256)
def _dtype(code: str) -> np.dtype[Any]:
    if not _DTYPE.fullmatch(code):
        raise Garbled("no plain dtype")
    dtype: np.dtype[Any] = np.dtype(code)
    if not dtype.itemsize:
        raise Garbled("a dtype of no size")
    return dtype


def _write_scalar(writer: Writer, value: np.generic) -> Any:
    return ["n", _code(value.dtype, type(value)), value.tobytes().hex()]


def _read_scalar(reader: Reader, items: list[Any]) -> Any:
    code, digits = exactly(items, str, str)
    (value,) = _flat(_dtype(code), bytes.fromhex(digits))
    return value


# Arrays


def write_array(writer: Writer, value: np.ndarray[Any, Any]) -> Any:
    """Return the contents of an array as a node."""
    if _extent(value.shape) * value.itemsize > MAX_BYTES:
        raise Unsendable(type(value), f"it is larger than {MAX_BYTES} bytes")
    flags = value.flags
    order = "C" if flags.c_contiguous else "F" if flags.f_contiguous else "N"
    if value.dtype.char == "O":
        return ["o", order, flags.writeable, [*value.shape], *writer.nodes(value.ravel().tolist())]
    code = _code(value.dtype, type(value))
    return ["a", code, order, flags.writeable, [*value.shape], writer.buffer(_bytes(value, order))]


def _bytes(value: np.ndarray[Any, Any], order: str) -> bytes | memoryview:
    """Return the bytes of an array: of a large one without a copy where its items lie together."""
    if value.nbytes <= _WORTH_A_COPY:
        return value.tobytes("F" if order == "F" else "C")
    return value.ravel("F" if order == "F" else "C").view(np.uint8).data


def read_array(reader: Reader, items: list[Any]) -> np.ndarray[Any, Any]:
    """Return the array of plain items that `write_array` wrote: a copy, so that it can be written to."""
    code, order, writeable, shape, number = items
    dtype = _dtype(code)
    count = _count(order, writeable, shape, dtype.itemsize)
    data = reader.buffer(number)
    if len(data) != count * dtype.itemsize:
        raise Garbled("an array whose shape and bytes do not agree")
    return _arrange(_flat(dtype, data).copy(), order, writeable, shape)


def _read_objects(reader: Reader, items: list[Any]) -> np.ndarray[Any, Any]:
    order, writeable, shape, *nodes = items
    if _count(order, writeable, shape, np.dtype(object).itemsize) != len(nodes):
        raise Garbled("an array whose shape and items do not agree")
    flat = np.empty(len(nodes), dtype=object)
    for i, value in enumerate(reader.values(nodes)):
        flat[i] = value  # one by one: numpy would look into sequences
    in_order = flat.reshape(shape).ravel("F") if order == "F" else flat
    return _arrange(in_order, order, writeable, shape)


def _count(order: object, writeable: object, shape: Any, itemsize: int) -> int:
    """Return how many items an array has, if it can be one."""
    if order not in ("C", "F", "N") or type(writeable) is not bool or type(shape) is not list:
        raise Garbled("an array without order, flag or shape")
    for size in shape:
        if type(size) is not int or size < 0:
            raise Garbled("an array of impossible shape")
    if _extent(shape) * itemsize > MAX_BYTES:
        raise Garbled("an array too large")
    return math.prod(shape)


def _extent(shape: tuple[int, ...] | list[int]) -> int:
    """Return the product of the axes, empty ones left out: even an array of no items has its bounds."""
    return math.prod(shape) or math.prod(size or 1 for size in shape)


def _flat(dtype: np.dtype[Any], data: bytes | memoryview) -> np.ndarray[Any, Any]:
    """Return the items in a buffer; those that only look like items of the dtype are refused or mended."""
    if not len(data):
        return np.empty(0, dtype)
    flat = np.frombuffer(data, dtype)
    if dtype.kind == "b":
        return np.not_equal(flat.view(np.uint8), 0)
    if dtype.kind == "U" and flat.view(dtype.byteorder.replace("=", "") + "u4").max() > 0x10FFFF:
        raise Garbled("text beyond Unicode")
    return flat


def _arrange(flat: np.ndarray[Any, Any], order: str, writeable: bool, shape: list[int]) -> np.ndarray[Any, Any]:
    """Return the items in their shape and order; never the owner of its memory, so that none can be resized."""
    if order == "C":
        found = flat.reshape(shape)
    elif order == "F":
        found = flat.reshape(shape[::-1]).T
    else:
        found = np.empty((*shape, 2), flat.dtype)[..., 0]  # every other item: no axis is contiguous
        found[...] = flat.reshape(shape)
    if not writeable:
        found.flags.writeable = False
    return found


def _fill_array(live: np.ndarray[Any, Any], fresh: np.ndarray[Any, Any]) -> None:
    if live.nbytes != fresh.nbytes:
        # No array in a sandbox owns its memory, so none can be resized; and views of ours may exist.
        raise Garbled("an array of another size")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if live.dtype != fresh.dtype:
            live.dtype = fresh.dtype  # type: ignore[misc]
        if live.shape != fresh.shape:
            live.shape = fresh.shape
    try:
        live.flags.writeable = True
    except ValueError:
        return  # here nobody may write to it, so nobody could have
    live[...] = fresh
    live.flags.writeable = fresh.flags.writeable


# Random generators


def _write_generator(writer: Writer, value: np.random.Generator) -> Any:
    source: Any = value.bit_generator
    if type(source) is not np.random.PCG64:
        raise Unsendable(type(value), f"its bit generator is a {type(source).__qualname__}, only PCG64 can")
    state: Any = source.state
    numbers = [state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"]]
    return ["g", list(map(hex, numbers)), _write_seed(source.seed_seq)]


def _read_generator(reader: Reader, items: list[Any]) -> np.random.Generator:
    words, seed = items
    numbers = [int(word, 16) for word in words]
    if len(numbers) != len(_BOUNDS) or not all(0 <= n < bound for n, bound in zip(numbers, _BOUNDS, strict=True)):
        raise Garbled("a state out of bounds")  # numpy does not look
    source = np.random.PCG64(0) if seed is None else np.random.PCG64(_read_seed(seed))
    state, inc, has_uint32, uinteger = numbers
    source.state = {
        "bit_generator": "PCG64",
        "state": {"state": state, "inc": inc},
        "has_uint32": has_uint32,
        "uinteger": uinteger,
    }
    return np.random.Generator(source)


def _write_seed(seed: Any) -> list[Any] | None:
    """Return the seed sequence, from which children are spawned, as far as there is one."""
    if type(seed) is not np.random.SeedSequence:
        return None
    entropy: Any = seed.entropy
    words = hex(entropy) if type(entropy) is int else [hex(int(word)) for word in entropy]
    key = [hex(word) for word in seed.spawn_key]
    if sum(map(len, [*words, *key])) > _MOST_ENTROPY or seed.pool_size != _POOL:
        raise Unsendable(np.random.Generator, "its seed is too long")
    return [words, key, seed.n_children_spawned]


def _read_seed(items: list[Any]) -> np.random.SeedSequence:
    words, key, spawned = items
    exactly([key, spawned], list, int)
    if sum(map(len, [*words, *key])) > _MOST_ENTROPY or not 0 <= spawned < 1 << 32:
        raise Garbled("a seed out of bounds")
    entropy = int(words, 16) if type(words) is str else [int(word, 16) for word in words]
    return np.random.SeedSequence(entropy, spawn_key=[int(word, 16) for word in key], n_children_spawned=spawned)


def _fill_generator(live: np.random.Generator, fresh: np.random.Generator) -> None:
    live.bit_generator.state = fresh.bit_generator.state
    seeds: list[Any] = [live.bit_generator.seed_seq, fresh.bit_generator.seed_seq]
    if all(type(seed) is np.random.SeedSequence for seed in seeds):
        spawned = seeds[1].n_children_spawned - seeds[0].n_children_spawned
        if not 0 <= spawned <= _MOST_SPAWNED:
            raise Garbled("children out of bounds")
        seeds[0].spawn(spawned)
