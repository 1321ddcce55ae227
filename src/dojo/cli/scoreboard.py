"""`dojo run`: judge every attempt and show the scoreboard, by pillar."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from dojo.cli.listing import print_problems
from dojo.judge.verdict import Result
from dojo.kata import layout
from dojo.kata.index import Heading, Index
from dojo.kata.layout import Kata
from dojo.practice.next import Shelf, Wish, choose
from dojo.runs import once
from dojo.runs.recorder import Recorder
from dojo.terminal.console import STYLES, out, verdict_text
from dojo.terminal.failure import failure_text
from dojo.terminal.options import chosen, rooted

# The columns, and the verdicts that each one counts.
COUNTED = {
    "solved": ("solved",),
    "failing": ("failing", "visible pass", "error"),
    "timed out": ("timed out",),
    "not attempted": ("not attempted",),
}


@click.command("run")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--pressure", is_flag=True, help="The interview's clock: each kata in turn for its minutes.")
@rooted
def command(words: tuple[str, ...], pressure: bool, root: Path) -> None:
    """Judge every attempt and show the scoreboard by pillar; `nox -s pillar` runs this.

    Exit code 0: every attempt is solved, 1: one is not.

    Example: dojo run math --pressure
    """
    katas = chosen(root, words)
    if pressure:
        from dojo.interview import pressure as clock

        sys.exit(clock.run(root, katas))
    sys.exit(run(root, katas, narrowed=bool(words)))


def run(root: Path, katas: list[Kata], narrowed: bool) -> int:
    """Judge the attempts, print the scoreboard, return the exit code; `narrowed` lists the katas too."""
    with Recorder(root, "run") as recorder:
        results = {r.kata: r for r in _announced(once.results(root, katas, "attempt", None, once.Options(), recorder))}
    shelf, index = replace(Shelf.of(root), katas=katas), Index(root, katas)
    headings = {kata.id: index.heading(kata) for kata in katas}
    if all(result.verdict == "not attempted" for result in results.values()):
        _print_welcome(shelf)
    for result in results.values():
        if (failure := failure_text(result)) is not None:
            out().print(verdict_text(result))
            out().print(failure)
    out().print(_table(katas, results, headings))
    if narrowed:
        lines = [verdict_text(results[kata.id]).append(f"  {headings[kata.id].minutes} min", "dim") for kata in katas]
        out().print("", *lines, "", sep="\n")
    for pillar in _pillars(katas):
        if choice := choose(shelf, datetime.now(UTC), Wish(pillar=pillar)):
            name = (layout.pillar_title(pillar), "bold")
            out().print(Text.assemble("next in ", name, f": {_file(choice.kata)}"), soft_wrap=True)
    broken = print_problems(index)
    return 1 if broken or any(r.verdict not in ("solved", "not attempted") for r in results.values()) else 0


def _announced(judged: Iterator[Result]) -> Iterator[Result]:
    """Show on a terminal that work is going on."""
    with out().status("Judging your attempts ...") if out().is_terminal else contextlib.nullcontext():
        yield from judged


def _print_welcome(shelf: Shelf) -> None:
    first = choose(shelf, datetime.now(UTC))
    if first is None:
        return
    judging = "python -m nox -s pillar --" if "NOX_CURRENT_SESSION" in os.environ else "dojo judge"
    out().print(Text("Nothing is attempted yet. To begin:", "bold"))
    out().print(f"  1. open {_file(first.kata)} and write your answer;", soft_wrap=True)
    out().print(f"  2. judge it:  {judging} {first.kata.name}\n", soft_wrap=True)


def _table(katas: list[Kata], results: dict[str, Result], headings: dict[str, Heading]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("pillar", overflow="fold")
    for name in (*COUNTED, "minutes left"):
        table.add_column(name, justify="right", min_width=len(max(name.split(), key=len)))
    for pillar in _pillars(katas):
        held = [kata for kata in katas if kata.pillar == pillar]
        found = [results[kata.id].verdict for kata in held]
        counts = {name: sum(verdict in verdicts for verdict in found) for name, verdicts in COUNTED.items()}
        cells = [Text(str(count), STYLES[name] if count else "dim") for name, count in counts.items()]
        left = sum(headings[kata.id].minutes for kata in held if results[kata.id].verdict != "solved")
        table.add_row(Text(layout.pillar_title(pillar)), *cells, Text(str(left)))
    return table


def _pillars(katas: list[Kata]) -> list[str]:
    return list(dict.fromkeys(kata.pillar for kata in katas))


def _file(kata: Kata) -> Path:
    return kata.stub.relative_to(kata.root)
