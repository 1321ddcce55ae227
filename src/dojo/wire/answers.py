"""The answer to a call, either way over the wire: what became of the arguments, and the result, maybe one of them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import Any

import numpy as np

from dojo.wire import errors as raised
from dojo.wire import values as wire
from dojo.wire.values import Garbled, References

Buffers = Sequence[bytes | memoryview]

_PLAIN_KINDS = frozenset("biufcmMSU")  # of dtypes whose items lie in the array itself
_WORTH_A_COPY = 1 << 16  # bytes; a larger array is compared in place, for a copy would count as the attempt's memory
_LENGTHS = {"loaded": 3, "lacks": 4, "unsendable": 4, "value": 4, "raised": 5}  # of the answers, by their first word


def check(answer: list[Any]) -> None:
    """Raise Garbled unless this has the shape of an answer: whatever runs in the sandbox may write to the wire.

    What the answer holds is checked where it is unpacked.
    """
    warned = answer[-1]
    if len(answer) != _LENGTHS[answer[0]] or not all(one and all(type(text) is str for text in one) for one in warned):
        raise Garbled("an answer of another shape")
    if answer[0] == "raised":
        raised.check(answer[3])


class Pristine:
    """What a call's arguments held before it: whether they still do is far quicker seen than packed.

    Knows lists, by the very objects in them, and arrays of plain numbers, by their bytes.
    """

    def __init__(self, objects: list[object]) -> None:
        self.held = [_held(thing) for thing in objects]

    def same(self, objects: list[object]) -> bool:
        """Return whether every argument is one that this knows and holds what it held."""
        return all(map(_holds, objects, self.held))


_Held = tuple[Any, ...] | None


def _held(thing: Any) -> _Held:
    kind = type(thing)
    if kind is np.ndarray and thing.dtype.kind in _PLAIN_KINDS and thing.nbytes <= _WORTH_A_COPY:
        flags = thing.flags
        return thing.dtype, thing.shape, thing.strides, flags.writeable, thing.tobytes()
    return (thing[:],) if kind is list else None


def _holds(thing: Any, held: _Held) -> bool:
    if type(thing) is list and held is not None:
        return len(thing) == len(held[0]) and all(map(is_, thing, held[0]))
    return held is not None and _held(thing) == held


def pack(
    result: object,
    objects: list[object],
    head: Any,
    buffers: Buffers,
    references: References,
    pristine: Pristine | None = None,
) -> wire.Packed:
    """Pack a result beside the contents that the arguments have now, where these differ from those received.

    Parameters
    ----------
    result : object
    objects : list of object
        The mutable objects among the arguments, as `wire.unpack` returned them.
    head, buffers : object
        The frame that the arguments came in.
    references : References
    pristine : Pristine, optional
        Where it says that nothing changed, the contents are not packed to find out.
    """
    changed, many = None, 0
    data: list[bytes | memoryview] = []
    if objects and not (pristine is not None and pristine.same(objects)):
        again = wire.repack(objects, references, "argument")
        if not again.same_contents(head, buffers):
            changed, many, objects = again.head, len(again.buffers), again.objects
            data += again.buffers
    packed = wire.pack(result, references, known=objects, name="result")
    return wire.Packed([changed, many, packed.head], [*data, *packed.buffers], packed.objects)


def changes(head: Any) -> bool:
    """Return whether an answer changes arguments."""
    return isinstance(head, list) and bool(head) and head[0] is not None


def unpack(head: Any, buffers: Buffers, objects: list[object], references: References) -> Any:
    """Change the arguments as the answer says and return the result.

    Raises
    ------
    Garbled
        What came is no such answer.
    """
    if not isinstance(head, list) or len(head) != 3 or type(head[1]) is not int or not 0 <= head[1] <= len(buffers):
        raise Garbled("an answer of another shape")
    changed, many, result = head
    if changed is not None:
        objects = wire.update(objects, changed, buffers[:many], references)
    return wire.unpack(result, buffers[many:], references, known=objects)[0]
