"""`dojo hint`: the sheet's three hints, one at a time, each recorded before it is shown."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from dojo.history.events import ask, note
from dojo.history.store import History, Run
from dojo.history.timeline import timeline
from dojo.kata import sheet
from dojo.kata.layout import Kata
from dojo.kata.rubric import HINT_PRICES
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted


@click.command("hint")
@click.argument("kata")
@rooted
def command(kata: str, root: Path) -> None:
    """Give the next of a kata's three hints, and record it; they begin anew with start, reset and a solved run.

    In an interview the first is free, the second costs 2 points of 100, the third 5.

    Example: dojo hint roc_auc_with_ties
    """
    sys.exit(run(root, only(root, kata)))


@dataclass(frozen=True)
class Hint:
    """One hint: its level, 1 to 3, and its text."""

    level: int
    text: str

    @property
    def price(self) -> int:
        """What it costs in an interview, in points."""
        return HINT_PRICES.get(self.level, 0)


@dataclass(frozen=True)
class Taken:
    """What is given: the next hint, or all of them again once every one was given; `of` is how many there are."""

    hints: tuple[Hint, ...]
    of: int
    again: bool = False


def run(root: Path, kata: Kata) -> int:
    """Give the next hint; return the exit code."""
    try:
        taken = take(root, kata)
    except sheet.BadSheet as problem:
        err().print(str(problem))
        return 1
    console = out()
    if not taken.of:
        console.print(f"The sheet of {kata.name} has no hints.")
    elif taken.again:
        console.print(f"All {taken.of} hints of {kata.name} were given; here they are again.")
    for hint in taken.hints:
        console.print(f"Hint {hint.level} of {taken.of} ({price_text(hint)})", style="bold")
        console.print(hint.text)
    return 0


def take(root: Path, kata: Kata) -> Taken:
    """Return the next hint, recorded; once all were given, all of them, and nothing more is recorded.

    Raises
    ------
    BadSheet
        The sheet cannot be read.
    """
    hints = tuple(Hint(level, text) for level, text in enumerate(sheet.read(kata.sheet).hints, start=1))
    given = ask(root, lambda history: level(history, kata.id), 0, quiet=True)
    if given >= len(hints):
        return Taken(hints, len(hints), again=True)
    hint = hints[given]
    note(root, kata.id, "hint", level=hint.level)
    return Taken((hint,), len(hints))


def level(history: History, kata_id: str) -> int:
    """Return the highest hint given since the kata was last begun, 0 if none was.

    A kata is begun by `dojo start` and by `dojo reset`, and again by the run that solves it: on a later return the
    first hint comes first.
    """
    highest = 0
    for _, one in timeline(history, kata_id):
        if one.verdict == "solved" if isinstance(one, Run) else one.what in ("started", "reset"):
            highest = 0
        elif not isinstance(one, Run) and one.what == "hint":
            highest = max(highest, int(one.detail.get("level", 0)))
    return highest


def price_text(hint: Hint) -> str:
    """Say what a hint costs."""
    return f"-{hint.price} points in an interview" if hint.price else "free"
