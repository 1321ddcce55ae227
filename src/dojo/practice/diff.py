"""`dojo diff`: the attempt beside the reference, for anyone who has solved a kata or given it up."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dojo.history.events import note
from dojo.kata import candidates
from dojo.kata.candidates import BadSolution
from dojo.kata.layout import Kata
from dojo.kata.source import Unreadable
from dojo.practice.code import code_of
from dojo.practice.solution import refusal, standing_of
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted
from dojo.text import clean

_BETWEEN = 7  # columns: the mark and the space around it
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


@click.command("diff")
@click.argument("kata")
@rooted
def command(kata: str, root: Path) -> None:
    """Show your attempt beside the reference, once you have solved the kata or given it up.

    Example: dojo diff roc_auc_with_ties
    """
    sys.exit(run(root, only(root, kata)))


def run(root: Path, kata: Kata) -> int:
    """Show the attempt beside the reference, or say what must come before; return the exit code."""
    if not standing_of(root, kata):
        err().print(refusal(kata))
        return 1
    try:
        mine, theirs = _shown(code_of(candidates.attempt(kata))), _shown(code_of(candidates.reference(kata)))
    except (BadSolution, Unreadable) as problem:
        err().print(str(problem))
        return 1
    note(root, kata.id, "diff")
    show(out(), mine, theirs)
    return 0


def show(console: Console, mine: list[str], theirs: list[str]) -> None:
    """Print two texts, side by side where both fit, one below the other where not."""
    if mine == theirs:
        console.print("Your code is the reference's, word for word.")
    elif _width(mine) + _width(theirs) + _BETWEEN <= console.width:
        console.print(_side_by_side(mine, theirs))
    else:
        for line in difflib.unified_diff(mine, theirs, "yours", "reference", lineterm=""):
            console.print(Text(line, _STYLES.get(line[:1], "")), soft_wrap=True)


def _side_by_side(mine: list[str], theirs: list[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("yours", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("reference", no_wrap=True)
    for mark, left, right in _rows(mine, theirs):
        table.add_row(Text(left, "red" if mark else ""), mark, Text(right, "green" if mark else ""))
    return table


def _rows(mine: list[str], theirs: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield rows of a mark and two lines: "|" where they differ, "<" or ">" where one side has no such line."""
    marks = {"equal": "", "replace": "|", "delete": "<", "insert": ">"}
    for kind, a, b, c, d in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        for left, right in zip_longest(mine[a:b], theirs[c:d]):
            mark = "<" if right is None else ">" if left is None else marks[kind]
            yield mark, left or "", right or ""


def _width(lines: list[str]) -> int:
    return max((len(line) for line in lines), default=0)


def _shown(lines: list[str]) -> list[str]:
    return [clean(line.expandtabs(4)) for line in lines]
