"""`dojo list` and `dojo show`: what there is, and what one kata asks for."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dojo.history.store import History, HistoryProblem
from dojo.kata import layout
from dojo.kata.index import Index, heading
from dojo.kata.layout import Kata
from dojo.terminal.marks import COLOURS, mark
from dojo.terminal.options import chosen, rooted

if TYPE_CHECKING:
    from rich.console import RenderableType


@click.command("list")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per kata, one per line.")
@rooted
def command(words: tuple[str, ...], as_json: bool, root: Path) -> None:
    """List the katas with topic, level, minutes and how your last attempt went.

    Example: dojo list math
    """
    sys.exit(show_list(root, chosen(root, words), as_json))


def last_verdicts(root: Path) -> dict[str, str]:
    """Return the verdict of each kata's last recorded run; none where there is no history yet."""
    if not (root / ".dojo" / "history.db").exists():
        return {}
    try:
        with History.open(root) as history:
            return {kata: run.verdict for kata, run in history.latest().items()}
    except HistoryProblem as problem:
        click.echo(f"The history cannot be read: {problem}", err=True)
        return {}


def show_list(root: Path, katas: list[Kata], as_json: bool) -> int:
    """Print the katas; return the exit code."""
    index, verdicts = Index(root, katas), last_verdicts(root)
    if as_json:
        for kata in katas:
            row = {"kata": kata.id, "pillar": kata.pillar} | asdict(index.heading(kata))
            click.echo(json.dumps(row | {"verdict": verdicts.get(kata.id)}))
    else:
        click.echo("\n".join(_lines(katas, index, verdicts)))
    return tell_problems(index)


def tell_problems(index: Index) -> int:
    """Say what is amiss in the layout, a line each; return 1 if anything is."""
    found = index.problems()
    for problem in found:
        click.secho(problem.text, fg="red", err=True)
    return 1 if found else 0


def _lines(katas: list[Kata], index: Index, verdicts: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the listing; plain columns, for a table of a thousand rows would take a second."""
    width = max((len(k.name) for k in katas), default=0)
    for pillar in dict.fromkeys(k.pillar for k in katas):
        yield click.style(layout.pillar_title(pillar), bold=True)
        for kata in (k for k in katas if k.pillar == pillar):
            h, verdict = index.heading(kata), verdicts.get(kata.id, "")
            told = click.style(f"  {mark(verdict)} {verdict}", fg=COLOURS[verdict]) if verdict else ""
            facts = f"{h.topic:<20}  {h.level:<8} {h.minutes or '?':>4} min"
            yield f"  {kata.name:<{width}}  {click.style(facts, dim=True)}{told}"
        yield ""


def statement_parts(kata: Kata) -> list[RenderableType]:
    """Return what a statement says, to be printed or put on a screen; of a file without one, what is amiss."""
    from rich.syntax import Syntax
    from rich.text import Text

    from dojo.kata import candidates, statement

    h = heading(kata)
    try:
        found = statement.read(kata.stub, candidates.entry_name(kata))
    except (statement.BadStatement, candidates.BadSolution) as error:
        return [Text(str(error), "red")]
    facts = " · ".join(x for x in (kata.id, h.kind, h.topic, h.level, f"{h.minutes} minutes") if x)
    signature = Syntax(found.entry.signature, "python", theme="ansi_dark", background_color="default", word_wrap=True)
    parts: list[RenderableType] = [
        Text(found.title, "bold"),
        Text(facts, "dim"),
        Text("\n" + reflowed(found.prompt) + "\n"),
        signature,
    ]
    if found.docstring:
        parts.append(Text("\n" + reflowed(found.docstring)))
    return parts


def reflowed(text: str) -> str:
    """Return a docstring with its plain paragraphs in one line each, so that any terminal wraps them well."""
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(
        p if re.search(r"^\s|^-+$|^\S+ : |>>>", p, re.MULTILINE) else p.replace("\n", " ") for p in paragraphs
    )
