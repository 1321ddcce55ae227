"""`dojo hint`: the sheet's three hints, one at a time, each recorded before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dojo.history.events import note
from dojo.history.store import History, HistoryProblem
from dojo.kata import sheet
from dojo.kata.layout import Kata
from dojo.kata.rubric import HINT_PRICES
from dojo.terminal.console import err, out


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
    """What one asks for a hint and gets: the next one, or all of them again once every one was given."""

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
    given = _given(root, kata)
    if given >= len(hints):
        return Taken(hints, len(hints), again=True)
    hint = hints[given]
    note(root, kata.id, "hint", level=hint.level)
    return Taken((hint,), len(hints))


def level(history: History, kata_id: str) -> int:
    """Return the highest hint given since the kata was last begun, 0 if none was.

    A kata is begun by `dojo start` and by `dojo reset`, and again by the run that solves it: who returns to it later
    meets the first hint first.
    """
    marks = [(run.at, 0) for run in history.runs(kata_id) if run.verdict == "solved"]
    for event in history.events(kata_id):
        if event.what in ("started", "reset"):
            marks.append((event.at, 0))
        elif event.what == "hint":
            marks.append((event.at, int(event.detail.get("level", 0))))
    highest = 0
    for _, given in sorted(marks, key=lambda mark: mark[0]):
        highest = max(highest, given) if given else 0
    return highest


def price_text(hint: Hint) -> str:
    """Say what a hint costs."""
    return f"-{hint.price} points in an interview" if hint.price else "free"


def _given(root: Path, kata: Kata) -> int:
    if not (root / ".dojo" / "history.db").exists():
        return 0
    try:
        with History.open(root) as history:
            return level(history, kata.id)
    except HistoryProblem:  # told when the hint cannot be recorded
        return 0
