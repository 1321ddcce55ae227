"""`dojo checklist`: what to see to before and during an interview, and what to ask the team, from a table of data."""

from __future__ import annotations

import tomllib
from pathlib import Path

from rich.table import Table
from rich.text import Text

from dojo.terminal.console import out

PARTS = ("before", "during", "ask")


def run(part: str | None) -> int:
    """Print one part of the checklist, or all of it; return the exit code."""
    data = tomllib.loads(Path(__file__).with_name("checklist.toml").read_text(encoding="utf-8"))
    for number, one in enumerate([part] if part else PARTS):
        out().print(("\n" if number else "") + data[one]["title"], style="bold")
        rows = Table.grid(padding=(0, 1, 0, 0))
        for item in data[one]["items"]:
            rows.add_row("[ ]", Text(item))
        out().print(rows)
    return 0
