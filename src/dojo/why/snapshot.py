"""Arguments as they were before a call, copied so that the same call can be made again, as often as one likes."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import CellType, FunctionType
from typing import Any


@dataclass(frozen=True)
class Ref:
    """Stands for an instance that lives in a sandbox: the one at that place of what that step gave back."""

    step: int
    place: int


class Again:
    """An iterator whose copies begin where it stands now."""

    def __init__(self, items: Iterable[Any]) -> None:
        (self._items,) = itertools.tee(items, 1)

    def __iter__(self) -> Again:
        return self

    def __next__(self) -> Any:
        return next(self._items)

    def __deepcopy__(self, memo: dict[int, Any]) -> Again:
        return Again(copy.copy(self._items))


def repeatable(value: Any) -> Any:
    """Return an argument that can be copied: an iterator becomes one that can be walked again."""
    return Again(value) if hasattr(type(value), "__next__") else value


def copied(values: Any, instead: dict[int, Any]) -> Any:
    """Return a copy of arguments or of a result, with other objects instead of those whose id is given.

    What cannot be copied stays the object it is. A function gets copies of the variables that it closes over: one
    that counts its calls begins anew.
    """
    memo = dict(instead)
    if isinstance(values, tuple):
        return tuple(_copied(value, memo) for value in values)
    if isinstance(values, dict):
        return {key: _copied(value, memo) for key, value in values.items()}
    return _copied(values, memo)


def _copied(value: Any, memo: dict[int, Any]) -> Any:
    for function in found(value, FunctionType):
        if id(function) not in memo:
            _copy_function(function, memo)
    try:
        return copy.deepcopy(value, memo)
    except Exception:  # modules, locks and what else knows no copy
        return value


def _copy_function(function: FunctionType, memo: dict[int, Any]) -> None:
    if function.__closure__ is None:
        return
    cells = tuple(CellType() for _ in function.__closure__)
    new = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__, cells)
    new.__kwdefaults__ = function.__kwdefaults__
    memo[id(function)] = new
    for old, cell in zip(function.__closure__, cells, strict=True):
        try:
            cell.cell_contents = _copied(old.cell_contents, memo)
        except ValueError:  # a variable that has no value yet
            continue


def found(value: Any, kind: type) -> Iterator[Any]:
    """Yield the objects of a kind that a value is or holds, in order."""
    if isinstance(value, kind):
        yield value
    elif type(value) in (list, tuple, set, frozenset):
        for item in value:
            yield from found(item, kind)
    elif type(value) is dict:
        for item in value.values():
            yield from found(item, kind)
