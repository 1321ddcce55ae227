"""`dojo list`: the katas, one per line, with your last verdicts; without rich, which takes longer than all the rest."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from dojo.history.events import ask
from dojo.kata import layout
from dojo.kata.index import Index
from dojo.kata.layout import Kata
from dojo.terminal.marks import COLOURS, mark
from dojo.terminal.options import chosen, rooted


@click.command("list")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per kata, one per line.")
@rooted
def command(words: tuple[str, ...], as_json: bool, root: Path) -> None:
    """List the katas with topic, level, minutes and your last verdict.

    Example: dojo list math
    """
    katas = chosen(root, words)
    index, verdicts = Index(root, katas), last_verdicts(root)
    if as_json:
        for kata in katas:
            row = {"kata": kata.id, "pillar": kata.pillar} | asdict(index.heading(kata))
            click.echo(json.dumps(row | {"verdict": verdicts.get(kata.id)}))
    else:
        click.echo("\n".join(_lines(katas, index, verdicts)))
    sys.exit(print_problems(index))


def last_verdicts(root: Path) -> dict[str, str]:
    """Return the verdict of each kata's last recorded run; none where there is no history yet."""
    return ask(root, lambda history: {kata: run.verdict for kata, run in history.latest().items()}, {})


def print_problems(index: Index) -> int:
    """Print what is wrong with the katas' files, one line each; return 1 if anything is."""
    found = index.problems()
    for problem in found:
        click.secho(problem.text, fg="red", err=True)
    return 1 if found else 0


def _lines(katas: list[Kata], index: Index, verdicts: dict[str, str]) -> Iterator[str]:
    """Yield the lines, in a narrow terminal with the columns close together, or without topic, then without level."""
    facts = {kata: _facts(index, kata) for kata in katas}
    widths = [max(map(len, column)) for column in zip(*facts.values(), strict=True)]
    name = max((len(kata.name) for kata in katas), default=0)
    verdict = max((len(verdicts.get(kata.id, "")) for kata in katas), default=0)
    room = shutil.get_terminal_size().columns - name - verdict - 2
    gap = 2 if sum(widths) + 2 * (len(widths) + 1) <= room else 1
    while sum(widths) + gap * (len(widths) + 1) > room and widths:
        widths = widths[1:]
    for pillar in dict.fromkeys(kata.pillar for kata in katas):
        yield click.style(layout.pillar_title(pillar), bold=True)
        for kata in (kata for kata in katas if kata.pillar == pillar):
            shown = facts[kata][len(facts[kata]) - len(widths) :]
            about = "".join(f"{'':{gap}}{text:<{width}}" for text, width in zip(shown, widths, strict=True))
            sign, words = _verdict(verdicts.get(kata.id, ""))
            yield f"{sign} {kata.name:<{name}}{click.style(about, dim=True)}{'':{gap}}{words}".rstrip()
        yield ""


def _facts(index: Index, kata: Kata) -> tuple[str, str, str]:
    heading = index.heading(kata)
    return heading.topic, heading.level, f"{heading.minutes or '?':>2} min"


def _verdict(verdict: str) -> tuple[str, str]:
    colour = COLOURS.get(verdict)
    return (click.style(mark(verdict), fg=colour), click.style(verdict, fg=colour)) if verdict else (" ", "")
