"""The wire: values as JSON heads and raw buffers, and back, with nothing the other side sends trusted.

Only the exact types that the codec's tables name cross, never a class derived from one; what else may
cross does so by reference. What unpacks is what was packed: type, dtype, memory order, flags, names,
and which mutable objects are the same object. Arrays that share memory without being the same object
become arrays of their own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dojo.wire import arrays as wire_numpy
from dojo.wire import builtins as wire_plain
from dojo.wire import frames as wire_pandas
from dojo.wire.channel import Garbled
from dojo.wire.codec import CONTENTS, READERS, Reader, References, Unsendable, Writer, stands_for_itself

__all__ = ["TAGS", "Garbled", "Packed", "References", "Unsendable", "pack", "pack_call", "unpack", "unpack_call"]

for _module in (wire_plain, wire_numpy, wire_pandas):
    _module.register()

TAGS = frozenset({"@", *READERS})
"""The tags that a References may not use."""

Buffers = Sequence[bytes | memoryview]
_FEW_BYTES = 4096  # up to here a copy is cheaper than two arrays


@dataclass(slots=True)
class Packed:
    """A value on its way.

    Attributes
    ----------
    head : list
        The table of mutable objects' contents and the root node, ready for JSON.
    buffers : list of bytes or memoryview
        The table's first; views of the live memory, so send them before anything changes it.
    objects : list of object
        The mutable objects, in the order of the table.
    """

    head: list[Any]
    buffers: list[bytes | memoryview]
    objects: list[object]

    def same_contents(self, head: Any, buffers: Buffers) -> bool:
        """Return whether another frame says the same of the objects in the table; the roots may differ.

        Equal nodes are not enough, for 1 equals 1.0 and nan not itself: the texts are compared.
        """
        mine, theirs = self.head[0], head[0]
        if len(mine) != len(theirs) or json.dumps(mine) != json.dumps(theirs):
            return False
        return all(map(_same_bytes, self.buffers, buffers))  # equal tables have equally many


def pack(
    value: object,
    references: References,
    known: Sequence[object] = (),
    objects: Sequence[object] = (),
    name: str = "value",
) -> Packed:
    """Pack a value.

    Parameters
    ----------
    value : object
    references : References
        Asked about every value of a type that is not plain.
    known : sequence of object
        Mutable objects whose contents both sides have already: where the value holds one of them, it is
        referred to by its place here. They come first in the result's `objects`.
    objects : sequence of object
        Mutable objects whose contents are sent anew, at the first places of the table. For objects that
        nobody has touched since they came, the frame has the same contents as theirs.
    name : str
        What an error message calls the value.

    Raises
    ------
    Unsendable
        Part of the value is of no type that crosses, contains itself, lies too deep or is too large.
    """
    if not objects and stands_for_itself(value):
        return Packed([[], value], [], list(known))
    writer = Writer(references, known=known, objects=objects)
    try:
        writer.all_contents()
        root = writer.node(value)
    except RecursionError:
        raise Unsendable(type(value), "it lies too deep, or what sends it does", name) from None
    except Unsendable as problem:
        problem.root = name
        raise
    return Packed([writer.table, root], writer.buffers, writer.objects)


def unpack(
    head: object,
    buffers: Buffers,
    references: References,
    known: Sequence[object] = (),
    live: Sequence[object] = (),
) -> tuple[Any, list[object]]:
    """Unpack what `pack` packed.

    Parameters
    ----------
    head, buffers : object
        As they came.
    references : References
        Asked about every node whose tag the wire does not know.
    known : sequence of object
        This side's objects for those that the other side named as known, in the same order.
    live : sequence of object
        This side's objects for those that the other side sent anew: their contents are put into these.

    Returns
    -------
    tuple of object and list
        The value, and the mutable objects in it, in the order of the table, after those given.

    Raises
    ------
    Garbled
        The frame stands for no value, or not for contents of the objects given.
    """
    try:
        table, root = _parts(head)
        if not table and not live and type(root) is not list and type(root) is not dict:
            return root, list(known)
        reader = Reader(table, buffers, references, known=known, live=live)
        value = reader.value(root)
        reader.contents()
        if live:
            _fill(live, reader.fresh)
    except Garbled:
        raise
    except Exception as problem:
        raise Garbled(f"a frame that stands for no value: {problem}") from problem
    return value, reader.objects


def pack_call(args: tuple[Any, ...], kwargs: dict[str, Any], references: References) -> Packed:
    """Pack the arguments of a call: the short way where every one of them is its own node, as most are."""
    if not kwargs and all(map(stands_for_itself, args)):
        return Packed([[], ["t", ["t", *args], ["t"]]], [], [])
    return pack((args, tuple(kwargs.items())), references, name="arguments")


def unpack_call(
    head: Any, buffers: Buffers, references: References
) -> tuple[tuple[Any, ...], dict[str, Any], list[object]]:
    """Return the arguments that `pack_call` packed, and the mutable objects among them; see `unpack`."""
    match head:
        case [[], ["t", ["t", *args], ["t"]]] if not any(type(arg) is list or type(arg) is dict for arg in args):
            return tuple(args), {}, []
    (args, kwargs), objects = unpack(head, buffers, references)
    return args, dict(kwargs), objects


def _parts(head: Any) -> tuple[list[Any], Any]:
    table, root = head
    if type(head) is not list or type(table) is not list:
        raise Garbled("a head that is not a table and a root")
    return table, root


def _fill(live: Sequence[object], fresh: Sequence[object]) -> None:
    """Put the contents that came into our objects, if there is something of the right type for each."""
    if len(fresh) < len(live) or any(type(old) is not type(new) for old, new in zip(live, fresh, strict=False)):
        raise Garbled("contents of other objects")
    for old, new in zip(live, fresh, strict=False):
        CONTENTS[type(old)][1](old, new)


def _same_bytes(one: bytes | memoryview, other: bytes | memoryview) -> bool:
    if len(one) < _FEW_BYTES:
        return bytes(one) == bytes(other)
    return np.array_equal(np.frombuffer(one, np.uint8), np.frombuffer(other, np.uint8))
