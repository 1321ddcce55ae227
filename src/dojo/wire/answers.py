"""The answer to a call, either way over the wire: what became of the arguments, and the result, maybe one of them."""

from __future__ import annotations

from operator import is_
from typing import Any

import numpy as np

from dojo.wire import errors
from dojo.wire import values as wire
from dojo.wire.values import Buffers, Garbled, References

_PLAIN_KINDS = frozenset("biufcmMU")  # of dtypes whose items lie in the array itself
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
        errors.check(answer[3])


class Pristine:
    """What a call's arguments held before it: that they still do is far quicker seen than packed.

    Knows lists and dicts, by the very objects in them, and arrays of plain numbers, by their bytes.
    """

    def __init__(self, objects: list[object]) -> None:
        self._held = list(map(_held, objects))

    def same(self, objects: list[object]) -> bool:
        """Return whether every argument is one that this knows and holds what it held."""
        return all(map(_holds, objects, self._held))


def _held(thing: Any) -> list[Any] | tuple[Any, ...] | None:
    kind = type(thing)
    if kind is list or kind is dict:
        return [*thing, *thing.values()] if kind is dict else thing[:]
    if kind is np.ndarray and thing.dtype.kind in _PLAIN_KINDS and thing.nbytes <= _WORTH_A_COPY:
        return thing.dtype, thing.shape, thing.strides, thing.flags.writeable, thing.tobytes()
    return None


def _holds(thing: Any, held: list[Any] | tuple[Any, ...] | None) -> bool:
    now = _held(thing)
    if type(now) is list and held is not None:
        return len(now) == len(held) and all(map(is_, now, held))
    return now is not None and now == held


def pack(
    result: object,
    objects: list[object],
    head: Any,
    buffers: Buffers,
    references: References,
    pristine: Pristine | None = None,
) -> wire.Packed:
    """Pack a result, and the contents that the arguments have now where these differ from those received.

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
    changed = False
    if objects and not (pristine is not None and pristine.same(objects)):
        changed = not wire.pack(None, references, objects=objects, name="argument").same_contents(head, buffers)
    known, anew = ([], objects) if changed else (objects, [])
    packed = wire.pack(result, references, known, anew, "result")
    packed.head.insert(0, changed)
    return packed


def changes(head: Any) -> bool:
    """Return whether an answer changes arguments."""
    return isinstance(head, list) and bool(head) and head[0] is True


def unpack(head: Any, buffers: Buffers, objects: list[object], references: References) -> Any:
    """Change the arguments as the answer says and return the result.

    Raises
    ------
    Garbled
        What came is no such answer.
    """
    if not isinstance(head, list) or len(head) != 3 or type(head[0]) is not bool:
        raise Garbled("an answer of another shape")
    changed, *frame = head
    known, live = ([], objects) if changed else (objects, [])
    return wire.unpack(frame, buffers, references, known, live)[0]
