"""The two rules that every call is held to: arguments come back unchanged, and a call that returns does not warn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dojo.text import clean, show
from dojo.wire import values as wire
from dojo.wire.errors import known_warning

_QUIET = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)  # as Python itself has it


class RuleBroken(AssertionError):
    """A call changed its arguments, or returned and warned.

    Attributes
    ----------
    kind : str
        "mutated" or "warned".
    got, expected : str
        What the call did, and what was expected, as text.
    """

    def __init__(self, kind: str, message: str, got: str, expected: str) -> None:
        super().__init__(message)
        self.kind, self.got, self.expected = kind, got, expected


@dataclass(frozen=True)
class Content:
    """What one argument held before a call: as text, and as the wire packs it."""

    text: str
    packed: wire.Packed


def contents(given: Sequence[Any], references: wire.References) -> list[Content | None]:
    """Return what each argument holds now; None for random generators, iterators and functions, which may move on."""
    return [None if _moves_on(value) else Content(show(value), _packed(value, references)) for value in given]


def hold_unchanged(before: Sequence[Content | None], after: Sequence[Content | None], names: Sequence[str]) -> None:
    """Raise `RuleBroken` for the first argument that holds something else after the call than before it."""
    for was, now, name in zip(before, after, names, strict=True):
        if was and now and not was.packed.same_contents(now.packed.head, now.packed.buffers):
            got, expected = f"{name} is {now.text} after the call", f"{name} is still {was.text}"
            raise RuleBroken("mutated", f"changed its argument {name}", got, expected)


def hold_silent(warned: Sequence[Sequence[str]]) -> None:
    """Raise `RuleBroken` if a call that returned warned; what Python hides by default does not count."""
    for *names, text in warned:
        category = known_warning(list(names))
        if not issubclass(category, _QUIET):
            message = clean(f"warned: {category.__name__}: {text}")
            raise RuleBroken("warned", message, message, "no warning")


def _moves_on(value: Any) -> bool:
    return isinstance(value, np.random.Generator) or hasattr(type(value), "__next__") or callable(value)


def _packed(value: Any, references: wire.References) -> wire.Packed:
    packed = wire.pack(value, references, name="argument")
    packed.buffers = [bytes(buffer) for buffer in packed.buffers]  # else they would show what the memory holds later
    return packed
