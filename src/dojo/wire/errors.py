"""Exceptions across the wire: described as plain data, and raised on the other side as the nearest known class."""

from __future__ import annotations

import builtins
import functools
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from dojo.wire.channel import Garbled

_LONGEST_MESSAGE = 2_000
_PLACES: dict[str, Any] = {
    "builtins": builtins,
    "numpy.linalg": np.linalg,
    "numpy.exceptions": np.exceptions,
    "pandas.errors": pd.errors,
}
_SHOW_THEIR_ARGUMENT = (BaseException.__str__, KeyError.__str__, OSError.__str__)


def describe(error: BaseException, trace: str, thrown: int | None) -> dict[str, Any]:
    """Return an exception as plain data: its classes from its own to the root, its message, where it happened."""
    try:
        text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    except BaseException:  # an attempt's __str__ may do anything
        text = "(its message cannot be shown)"
    return {
        "classes": [f"{c.__module__}.{c.__qualname__}" for c in type(error).__mro__][:20],
        "text": text[:_LONGEST_MESSAGE],
        "trace": trace[:_LONGEST_MESSAGE],
        "thrown": thrown,
    }


def check(description: Any) -> None:
    """Raise Garbled if `describe` cannot have made this: an attempt may forge it."""
    if type(description) is not dict or description.keys() != {"classes", "text", "trace", "thrown"}:
        raise Garbled("an exception of another shape")
    texts = [description["text"], description["trace"], *(description["classes"] or [None])]
    if not all(type(text) is str for text in texts) or type(description["thrown"]) not in (int, type(None)):
        raise Garbled("an exception of another shape")


class AttemptStopped(Exception):
    """The attempt raised what is no ordinary error: SystemExit, KeyboardInterrupt or another BaseException."""


def rebuild(description: Any) -> Exception:
    """Return the nearest builtin, numpy or pandas exception, with a note that says where it was raised.

    Its constructor is not called and its text is the one that came: it can be printed without the fields that some
    classes need. Never anything that is no `Exception`, for an attempt's SystemExit must not end the judge.
    """
    text, own = description["text"], description["classes"][0].rpartition(".")[2]
    kind = _nearest(description["classes"], Exception)
    if kind is None:
        error: Exception = AttemptStopped(f"{own}: {text}" if text else own)
    else:
        text = text if kind.__name__ == own else f"{own}: {text}"
        plain = _plain(kind)
        error = plain.__new__(plain, text)
        error.args = (text,)
    if description["trace"]:
        error.add_note(description["trace"])
    return error


@functools.cache
def _plain(kind: type[Exception]) -> type[Exception]:
    """Return the class itself if its instances show their one argument, else one derived from it that does."""
    if kind.__str__ in _SHOW_THEIR_ARGUMENT:
        return kind
    names = {"__module__": kind.__module__, "__qualname__": kind.__qualname__}
    return type(kind.__name__, (kind,), {**names, "__str__": BaseException.__str__})


def _nearest(names: Iterable[str], base: type[BaseException]) -> Any:
    """Return the first of these classes that we have, if it is derived from `base`."""
    kind = next((found for name in names if (found := _known(name))), None)
    if kind is not None and issubclass(kind, BaseExceptionGroup):
        return Exception  # a group cannot be made without its members
    return kind if kind is not None and issubclass(kind, base) else None


def _known(name: str) -> type[BaseException] | None:
    """Return the exception class of that full name, if it is one of Python's, numpy's or pandas'."""
    module, _, cls = name.rpartition(".")
    found = getattr(_PLACES.get(module), cls, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def known_warning(names: list[str]) -> type[Warning]:
    """Return the nearest known class of a warning, given its classes from its own to the root."""
    return next((found for name in names if (found := _known(name)) and issubclass(found, Warning)), Warning)
