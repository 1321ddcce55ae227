"""`dojo show`: a kata's statement."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from dojo.cli.listing import statement_parts
from dojo.terminal.console import out
from dojo.terminal.options import chosen, rooted


@click.command("show")
@click.argument("kata")
@rooted
def command(kata: str, root: Path) -> None:
    """Show a kata's statement.

    Example: dojo show f1_from_confusion
    """
    for one in chosen(root, (kata,)):
        for part in statement_parts(one):
            out().print(part)
        out().print(Text(f"\nYour file: {one.stub}", "dim"), soft_wrap=True)
