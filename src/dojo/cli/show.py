"""`dojo show`: a kata's statement."""

from __future__ import annotations

from pathlib import Path

import click

from dojo.terminal.options import chosen, rooted
from dojo.terminal.statement import print_statement


@click.command("show")
@click.argument("kata")
@rooted
def command(kata: str, root: Path) -> None:
    """Show a kata's statement.

    Example: dojo show f1_from_confusion
    """
    for one in chosen(root, (kata,)):
        print_statement(one)
