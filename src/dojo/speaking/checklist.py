"""`dojo checklist`: what to do before and during an interview, and what to ask the team, from a table of data."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from dojo.terminal.console import out

PARTS = ("before", "during", "ask")


@click.command("checklist")
@click.argument("part", required=False, type=click.Choice(PARTS))
def command(part: str | None) -> None:
    """Show what to do before and during an interview, and what to ask the team.

    Example: dojo checklist before
    """
    data = tomllib.loads(Path(__file__).with_name("checklist.toml").read_text(encoding="utf-8"))
    for number, one in enumerate([part] if part else PARTS):
        out().print(("\n" if number else "") + data[one]["title"], style="bold")
        rows = Table.grid(padding=(0, 1, 0, 0))
        for item in data[one]["items"]:
            rows.add_row("[ ]", Text(item))
        out().print(rows)
