"""A small set of katas for the verbs of practising, and the `dojo` command as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


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


def dojo(root: Path, *words: str | Path, program: tuple[str, ...] = ("-m", "dojo"), **env: str) -> Said:
    """Run the command in a directory, as a learner does."""
    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "VISUAL", "EDITOR")} | {"COLUMNS": "80"} | env
    command = [sys.executable, *program, *map(str, words)]
    done = subprocess.run(
        command, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def events(kata: Kata, what: str | None = None) -> list[Event]:
    with History.open(kata.root) as history:
        return [event for event in history.events(kata.id) if what in (None, event.what)]
