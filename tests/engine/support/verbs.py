"""A small set of katas for the verbs of practising."""

from __future__ import annotations

from pathlib import Path

from dojo.history.store import Event, History
from dojo.kata.layout import Kata
from tests.engine.support.sets import CLIP, DOUBLE, empty_root

RIGHT = "    return 2 * x\n"
WRONG = "    return x * x\n"
BLANK = "    raise NotImplementedError\n"
SHEET = """hints = ["What is twice?", "Look at the sum.", "x + x"]

[[clarifications]]
topic = "negative numbers"
ask = "Can x be negative?"
answer = "Yes, any integer."
"""
SOLUTION = '''"""Doubling: add a number to itself, which costs one addition."""

import math
import operator


# The sum of two.
def _add(a, b):
    return operator.add(a, b)


def double(x):
    """Adds x to itself."""
    return _add(x, x)


def times_two(x):
    """Multiplies by two."""
    return math.prod([2, x])


def squares(x):
    """Squares instead."""
    return x * x


ALTERNATIVES = [times_two]
'''


def a_set(place: Path) -> Kata:
    """Write two katas below a directory and return `double`, which has hints, a clarification and a solution."""
    root = empty_root(place)
    CLIP.write(root)
    kata = DOUBLE.write(root, sheet=SHEET)
    kata.solution.write_text(SOLUTION)
    return kata


def write(kata: Kata, body: str) -> str:
    """Write an attempt with this body below the statement and return the file's text."""
    text = kata.stub.read_text()
    head = text[: text.index('"""\n', text.index("def ")) + 4]
    kata.stub.write_text(head + body)
    return head + body


def events(kata: Kata, what: str | None = None) -> list[Event]:
    with History.open(kata.root) as history:
        return [event for event in history.events(kata.id) if what in (None, event.what)]
