"""`dojo import`: the history of another clone merged into this one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.history.store import HistoryProblem
from dojo.history.transfer import BadFile, import_from
from dojo.terminal.console import err, out
from dojo.terminal.options import rooted


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@rooted
def command(file: Path, root: Path) -> None:
    """Merge a history that `dojo export` wrote into this one; what is there already is not doubled.

    Example: dojo import my-history.db
    """
    sys.exit(run(root, file))


def run(root: Path, file: Path) -> int:
    """Merge a file into the history, whole or not at all; return the exit code."""
    try:
        counts = import_from(root, file)
    except BadFile as problem:
        err().print(f"Nothing imported: {file} {problem}")
    except HistoryProblem as problem:
        err().print(f"Nothing imported: {problem}")
    except OSError as error:
        err().print(f"Nothing imported: {file} cannot be read ({error.strerror or error})")
    else:
        out().print(f"Imported {counts}; {counts.known} were there already.")
        return 0
    return 1
