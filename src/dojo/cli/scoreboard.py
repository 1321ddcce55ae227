"""`dojo run`: every attempt judged, and where one stands, by pillar."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from dojo.cli.listing import tell_problems
from dojo.judge.verdict import Result
from dojo.kata import layout
from dojo.kata.index import Heading, Index
from dojo.kata.layout import Kata
from dojo.runs import once as judging
from dojo.runs.recorder import Recorder
from dojo.terminal.console import STYLES, failure_text, out, verdict_text
from dojo.terminal.options import chosen, rooted

FIRST = "core_concepts/roc_auc_with_ties"


@click.command("run")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--pressure", is_flag=True, help="The interview's clock: each kata in turn for its minutes.")
@rooted
def command(words: tuple[str, ...], pressure: bool, root: Path) -> None:
    """Judge every attempt and show the scoreboard by pillar; `nox -s pillar` runs this.

    Example: dojo run math --pressure
    """
    katas = chosen(root, words)
    if pressure:
        from dojo.interview import pressure as clock

        sys.exit(clock.run(root, katas))
    sys.exit(run(root, katas, narrowed=bool(words)))


@dataclass
class Standing:
    """The katas of one pillar, their headings and results."""

    katas: list[Kata] = field(default_factory=list)
    verdicts: dict[str, str] = field(default_factory=dict)

    def count(self, *verdicts: str) -> int:
        return sum(self.verdicts[k.id] in verdicts for k in self.katas)

    def minutes(self, headings: dict[str, Heading], solved: bool) -> int:
        return sum(headings[k.id].minutes for k in self.katas if (self.verdicts[k.id] == "solved") == solved)

    def next(self) -> Kata | None:
        """Return what to open next: what was begun before what was not."""
        open_ = [k for k in self.katas if self.verdicts[k.id] != "solved"]
        return next((k for k in open_ if self.verdicts[k.id] != "not attempted"), open_[0] if open_ else None)


def run(root: Path, katas: list[Kata], narrowed: bool) -> int:
    """Judge the attempts, print the scoreboard, return the exit code."""
    results: dict[str, Result] = {}
    with Recorder(root, "run") as recorder:
        judged = judging.results(root, katas, "attempt", None, judging.Options(), recorder)
        for result in _announced(judged):
            results[result.kata] = result
    index = Index(root, katas)
    headings = {kata.id: index.heading(kata) for kata in katas}
    if all(r.verdict == "not attempted" for r in results.values()):
        _welcome(katas)
    for kata in katas:
        text = failure_text(results[kata.id])
        if text is not None:
            out().print(verdict_text(results[kata.id]))
            out().print(text)
    _print(katas, results, headings, narrowed)
    amiss = tell_problems(index)
    return 1 if amiss or any(r.verdict not in ("solved", "not attempted") for r in results.values()) else 0


def _announced(judged: Iterator[Result]) -> Iterator[Result]:
    """Show, where somebody watches, that work is going on."""
    status = out().status("Judging your attempts ...") if out().is_terminal else contextlib.nullcontext()
    with status:
        yield from judged


def _welcome(katas: list[Kata]) -> None:
    first = next((k for k in katas if k.id == FIRST), katas[0] if katas else None)
    if first is None:
        return
    out().print(Text("Nothing is attempted yet. To begin:", "bold"))
    out().print(f"  1. open {first.stub.relative_to(first.root)} and replace `raise NotImplementedError`;")
    out().print(f"  2. judge it:  python -m nox -s pillar -- {first.name}\n")


def _print(katas: list[Kata], results: dict[str, Result], headings: dict[str, Heading], narrowed: bool) -> None:
    standings: dict[str, Standing] = {}
    for kata in katas:
        standing = standings.setdefault(kata.pillar, Standing())
        standing.katas.append(kata)
        standing.verdicts[kata.id] = results[kata.id].verdict
    console = out()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("pillar", overflow="fold")
    for name in ("solved", "failing", "timed out", "not attempted", "minutes left"):
        table.add_column(name, justify="right", min_width=len(max(name.split(), key=len)))
    for pillar, standing in standings.items():
        table.add_row(*_row(pillar, standing, headings))
    console.print(table)
    if narrowed:
        _print_katas(katas, results, headings)
    for pillar, standing in standings.items():
        following = standing.next()
        if following is not None:
            words = Text.assemble("next in ", (layout.pillar_title(pillar), "bold"), ": ")
            console.print(words + Text(str(following.stub.relative_to(following.root))), soft_wrap=True)


def _row(pillar: str, standing: Standing, headings: dict[str, Heading]) -> list[Text]:
    counts = [
        (standing.count("solved"), "solved"),
        (standing.count("failing", "visible pass", "error"), "failing"),
        (standing.count("timed out"), "timed out"),
        (standing.count("not attempted"), "not attempted"),
    ]
    cells = [Text(str(n), STYLES[name] if n else "dim") for n, name in counts]
    return [Text(layout.pillar_title(pillar)), *cells, Text(str(standing.minutes(headings, solved=False)))]


def _print_katas(katas: list[Kata], results: dict[str, Result], headings: dict[str, Heading]) -> None:
    console = out()
    console.print()
    for kata in katas:
        line = verdict_text(results[kata.id])
        line.append(f"  {headings[kata.id].minutes} min", "dim")
        console.print(line)
    console.print()
