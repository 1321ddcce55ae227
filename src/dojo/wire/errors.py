"""Exceptions across the wire: what is said of one, and the nearest known class it becomes on the other side."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np
import pandas as pd

from dojo.wire.channel import Garbled

_LONGEST_MESSAGE = 2_000


def describe(error: BaseException, trace: str, thrown: int | None) -> dict[str, Any]:
    """Return an exception as plain data: its classes from its own to the root, its message, where it happened."""
    try:
        text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    except BaseException:  # an attempt's __str__ may do anything
        text = "(its message cannot be shown)"
    classes = [f"{c.__module__}.{c.__qualname__}" for c in type(error).__mro__]
    return {
        "classes": classes[:20],
        "text": text[:_LONGEST_MESSAGE],
        "trace": trace[:_LONGEST_MESSAGE],
        "thrown": thrown,
    }


def check(told: Any) -> None:
    """Raise Garbled if `describe` cannot have said this: an attempt may forge it."""
    if type(told) is not dict or told.keys() != {"classes", "text", "trace", "thrown"}:
        raise Garbled("an exception of another shape")
    texts = [told["text"], told["trace"], *(told["classes"] or [None])]
    if not all(type(text) is str for text in texts) or type(told["thrown"]) not in (int, type(None)):
        raise Garbled("an exception of another shape")


class AttemptStopped(Exception):
    """The attempt raised what is no ordinary error: SystemExit, KeyboardInterrupt or another BaseException."""


def rebuild(told: Any) -> Exception:
    """Return the nearest builtin, numpy or pandas exception, with a note that says where it was raised.

    Never anything that is no `Exception`: an attempt's SystemExit must not end the judge.
    """
    classes = [c for c in told["classes"] if isinstance(c, str)]
    text, own = str(told["text"]), classes[0].rpartition(".")[2] if classes else "an exception"
    nearest = next((found for name in classes if (found := _known(name))), None)
    if nearest is not None and issubclass(nearest, BaseExceptionGroup):
        nearest = Exception  # a group cannot be made without its members
    if nearest is None or not issubclass(nearest, Exception):
        error: Exception = AttemptStopped(f"{own}: {text}" if text else own)
    else:
        if nearest.__name__ != own:
            text = f"{own}: {text}"
        error = nearest.__new__(nearest, text)
        error.args = (text,)
    if told["trace"]:
        error.add_note(str(told["trace"]))
    return error


def _known(name: str) -> type[BaseException] | None:
    """Return the exception class of that full name, if it is one of ours, Python's, numpy's or pandas'."""
    module, _, cls = name.rpartition(".")
    places: dict[str, Any] = {
        "builtins": builtins,
        "numpy.linalg": np.linalg,
        "numpy.exceptions": np.exceptions,
        "pandas.errors": pd.errors,
    }
    found = getattr(places.get(module), cls, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def known_warning(names: list[str]) -> type[Warning]:
    """Return the nearest known class of a warning, given its classes from its own to the root."""
    for name in names:
        found = _known(name)
        if found is not None and issubclass(found, Warning):
            return found
    return Warning
