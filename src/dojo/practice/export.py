"""`dojo export`: the whole history in one file, to be carried to another clone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.history.store import HistoryProblem
from dojo.history.transfer import export_to
from dojo.terminal.console import err, out
from dojo.terminal.options import rooted


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("dojo-history.db"))
@rooted
def command(file: Path, root: Path) -> None:
    """Write your whole history to FILE, an SQLite database, to be carried to another clone.

    Without FILE it goes to dojo-history.db in the current directory. Nothing is ever overwritten.

    Example: dojo export my-history.db
    """
    sys.exit(run(root, file))


def run(root: Path, file: Path) -> int:
    """Write the history to a file that is not there yet; return the exit code."""
    if file.exists() or file.is_symlink():
        err().print(f"{file} exists already; name another file, or delete it")
        return 1
    try:
        counts = export_to(root, file)
    except HistoryProblem as problem:
        err().print(f"Not exported: {problem}")
        return 1
    out().print(f"Exported {counts} to {file}; elsewhere: dojo import {file.name}", soft_wrap=True)
    return 0
