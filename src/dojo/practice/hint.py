"""`dojo hint`: the sheet's three hints, one at a time, each recorded before it is shown."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.history.events import ask, note
from dojo.history.store import History, Run
from dojo.history.timeline import timeline
from dojo.kata import sheet
from dojo.kata.hint_prices import price_text
from dojo.kata.layout import Kata
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted


@click.command("hint")
@click.argument("kata")
@rooted
def command(kata: str, root: Path) -> None:
    """Give the next of a kata's three hints, and record it; they begin anew with start, reset and a solved run.

    In an interview each has its price, which is shown beside it.

    Example: dojo hint roc_auc_with_ties
    """
    sys.exit(run(root, only(root, kata)))


def run(root: Path, kata: Kata) -> int:
    """Give the next hint, recorded before it is shown; once all were given, show them again. Return the exit code."""
    try:
        hints = sheet.read(kata.sheet).hints
    except sheet.BadSheet as problem:
        err().print(str(problem))
        return 1
    given = ask(root, lambda history: level(history, kata.id), 0, quiet=True)
    shown = [(number, hint) for number, hint in enumerate(hints, start=1) if number == given + 1]
    if shown:
        note(root, kata.id, "hint", level=given + 1)
    elif hints:
        out().print(f"All {len(hints)} hints of {kata.name} were given; here they are again.")
    else:
        out().print(f"The sheet of {kata.name} has no hints.")
    for number, hint in shown or enumerate(hints, start=1):
        out().print(f"Hint {number} of {len(hints)} ({price_text(number)})", style="bold")
        out().print(hint)
    return 0


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
