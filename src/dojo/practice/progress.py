"""`dojo progress`: what was solved, in what time, with what help, and when, for a terminal or as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from dojo.history.timeline import day_text
from dojo.kata import layout
from dojo.practice import calendar
from dojo.practice.next import Shelf, columns, filled
from dojo.practice.statistics import Group, Numbers, numbers
from dojo.terminal.console import out
from dojo.terminal.marks import can_show
from dojo.terminal.options import rooted

_SHOWN = 5  # reviews that are named
_NARROW = 64  # columns below which a table has fewer


@click.command("progress")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else.")
@rooted
def command(as_json: bool, root: Path) -> None:
    """Show what is solved by pillar and topic, times, hints, most frequent mistakes, reviews and the calendar.

    Example: dojo progress
    """
    sys.exit(run(root, as_json))


def run(root: Path, as_json: bool) -> int:
    """Print the numbers; return the exit code."""
    found = numbers(Shelf.of(root), datetime.now(UTC))
    if as_json:
        click.echo(json.dumps(as_plain(found)))
        return 0
    console = out()
    console.print(f"{found.solved} of {found.katas} katas solved, {found.attempted} attempted\n", style="bold")
    console.print(_table(found, narrow=columns() < _NARROW))
    _print_reviews(found)
    if found.mistakes:
        console.print("\nMost frequent mistakes", style="bold")
        for kata, mistake, times in found.mistakes:
            click.echo(filled(f"  {times}x {mistake} ({_name(kata)})"))
    if found.days:
        _print_calendar(found)
    else:
        console.print("\nNothing is practised yet; dojo next chooses where to begin.")
    return 0


def as_plain(found: Numbers) -> dict[str, Any]:
    """Return the numbers as JSON can hold them, with the names of `Numbers`."""
    return {
        "today": found.today.isoformat(),
        "katas": found.katas,
        "solved": found.solved,
        "attempted": found.attempted,
        "pillars": [
            {name: value for name, value in asdict(group).items() if name != "topic"} for group in found.pillars
        ],
        "topics": [asdict(group) for group in found.topics],
        "solvings": [asdict(solving) | {"on": solving.on.isoformat()} for solving in found.solvings],
        "mistakes": [{"kata": kata, "mistake": name, "times": times} for kata, name, times in found.mistakes],
        "days": [{"day": day.isoformat(), "katas": katas} for day, katas in found.days.items()],
        "due": [{"kata": kata, "since": day.isoformat()} for kata, day in found.due],
        "coming": [{"kata": kata, "on": day.isoformat()} for kata, day in found.coming],
    }


def against(group: Group) -> str:
    """Say the median time against the minutes given for the same katas, "" where none is known."""
    return "" if group.median_minutes is None else f"{group.median_minutes:.0f} of {group.median_sheet_minutes:.0f} min"


def _table(found: Numbers, narrow: bool) -> Table:
    """Return the pillars, each with those of its topics that were attempted."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("pillar, topic", overflow="fold")
    for name in ("solved", "median time") if narrow else ("solved", "median time", "attempted", "hints"):
        table.add_column(name, justify="right", no_wrap=True)
    wide = len(table.columns)
    for pillar in found.pillars:
        table.add_row(*[Text(layout.pillar_title(pillar.pillar), "bold"), *_cells(pillar)][:wide])
        topics = [group for group in found.topics if group.pillar == pillar.pillar]
        for group in topics:
            if group.attempted:
                table.add_row(*[Text(f"  {group.topic}"), *_cells(group)][:wide])
        others = sum(not group.attempted for group in topics)
        if 0 < others < len(topics):
            table.add_row(Text(f"  {others} more", "dim"))
    return table


def _cells(group: Group) -> list[Text]:
    solved = Text(f"{group.solved} of {group.katas}", "green" if group.solved else "dim")
    return [solved, Text(against(group)), Text(str(group.attempted)), Text(str(group.hints))]


def _print_reviews(found: Numbers) -> None:
    for title, rows in (("Due for review", found.due), ("Reviews to come", found.coming)):
        if rows:
            named = ", ".join(f"{_name(kata)} ({day_text(day, found.today)})" for kata, day in rows[:_SHOWN])
            more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
            out().print(f"\n{title}", style="bold")
            click.echo(filled(f"  {named}{more}"))


def _print_calendar(found: Numbers) -> None:
    signs = calendar.SHADES if can_show(calendar.SHADES) else calendar.PLAIN
    out().print(
        f"\nKatas practised per day: {signs[0]} none, {signs[1]} 1, {signs[2]} 2, {signs[3]} 3-4, {signs[4]} more"
    )
    for line in calendar.lines(found.days, found.today, columns(), signs):
        out().print(line, soft_wrap=True)


def _name(kata: str) -> str:
    return kata.rpartition("/")[2]
