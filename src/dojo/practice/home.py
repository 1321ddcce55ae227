"""`dojo` with no words: the pillars with bars, what is due for review, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from dojo.history.timeline import since_text
from dojo.kata import layout
from dojo.practice.next import Shelf, choose, columns, filled
from dojo.terminal.marks import can_show

_SHOWN = 5  # due katas that are named
_MOST = 30  # columns of a bar


def run(root: Path) -> int:
    """Print where one stands and what to do next; return the exit code."""
    shelf, now = Shelf.of(root), datetime.now(UTC)
    click.echo("\n".join(_bars(shelf)))
    click.echo("\n" + filled("\n".join([*_due(shelf, now), *_next(shelf, now)])))
    return 0


def _bars(shelf: Shelf) -> Iterator[str]:
    """Yield a line a pillar: its name, a bar, and the katas solved of how many."""
    pillars = list(dict.fromkeys([*layout.PILLARS, *(kata.pillar for kata in shelf.katas)]))
    counts = {
        pillar: (sum(map(shelf.solved, held)), len(held)) for pillar in pillars for held in [shelf.of_pillar(pillar)]
    }
    titles = {pillar: layout.pillar_title(pillar) for pillar in pillars}
    told = {pillar: f"{solved} of {many}" for pillar, (solved, many) in counts.items()}
    wide, right = max(map(len, titles.values())), max(map(len, told.values()))
    cells = min(_MOST, columns() - wide - right - 4)
    for pillar, (solved, many) in counts.items():
        drawn = f"  {bar(solved, many, cells)}" if cells >= 5 else ""
        yield f"{titles[pillar]:<{wide}}{drawn}  {told[pillar]:>{right}}"


def bar(part: int, whole: int, cells: int) -> str:
    """Return a bar of so many cells; what is begun shows, and only the whole fills it."""
    full = round(cells * part / whole) if whole else 0
    if 0 < part < whole:
        full = min(max(full, 1), cells - 1)
    done, left = ("█", "░") if can_show("█░") else ("#", ".")
    return click.style(done * full, fg="green") + click.style(left * (cells - full), dim=True)


def _due(shelf: Shelf, now: datetime) -> Iterator[str]:
    due = shelf.due(now)
    if not due:
        return
    named = [f"{kata.name} ({since_text(at, now)})" for kata, at in list(due.items())[:_SHOWN]]
    more = f" and {len(due) - _SHOWN} more" if len(due) > _SHOWN else ""
    yield f"Due for review: {', '.join(named)}{more}"


def _next(shelf: Shelf, now: datetime) -> Iterator[str]:
    choice = choose(shelf, now)
    if choice is not None:
        yield f"Next: dojo start {choice.kata.name}"
        yield f"      {choice.why}"
    elif shelf.katas:
        yield "Next: all is solved and nothing is due; dojo progress shows how it went"
    else:
        yield "Next: dojo new PILLAR/NAME begins the first kata"
