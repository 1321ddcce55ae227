"""`dojo list` and `dojo show`: what there is, and what one kata asks for."""

from __future__ import annotations

import json
import re
from pathlib import Path

from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from dojo import candidates, index, layout, statement
from dojo.history import History, HistoryProblem
from dojo.layout import Kata
from dojo.output import STYLES, err, mark, out


def last_verdicts(root: Path) -> dict[str, str]:
    """Return the verdict of each kata's last recorded run; none where there is no history yet."""
    if not (root / ".dojo" / "history.db").exists():
        return {}
    try:
        with History.open(root) as history:
            return {kata: run.verdict for kata, run in history.latest().items()}
    except HistoryProblem as problem:
        err().print(f"The history cannot be read: {problem}")
        return {}


def show_list(root: Path, katas: list[Kata], as_json: bool) -> int:
    """Print the katas; return the exit code."""
    headings, verdicts = index.headings(root, katas), last_verdicts(root)
    if as_json:
        for kata in katas:
            h = headings[kata.id]
            row: dict[str, str | int | None] = {"kata": kata.id, "pillar": kata.pillar, "topic": h.topic}
            row |= {"title": h.title, "kind": h.kind}
            row |= {"level": h.level, "minutes": h.minutes, "asked": h.asked, "verdict": verdicts.get(kata.id)}
            print(json.dumps(row))  # noqa: T201
    else:
        for pillar in dict.fromkeys(k.pillar for k in katas):
            _print_pillar(pillar, [k for k in katas if k.pillar == pillar], headings, verdicts)
    return tell_problems(root)


def tell_problems(root: Path) -> int:
    """Say what is amiss in the layout, a line each; return 1 if anything is."""
    found = layout.problems(root)
    for problem in found:
        err().print(problem.text, style="red", soft_wrap=True)
    return 1 if found else 0


def _print_pillar(pillar: str, katas: list[Kata], headings: dict[str, index.Heading], verdicts: dict[str, str]) -> None:
    table = Table(
        title=layout.pillar_title(pillar), title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0)
    )
    table.add_column("", width=1)
    table.add_column("kata", overflow="fold")
    table.add_column("topic", style="dim")
    table.add_column("level", style="dim")
    table.add_column("min", justify="right", style="dim")
    table.add_column("last verdict")
    for kata in katas:
        h, verdict = headings[kata.id], verdicts.get(kata.id, "")
        sign = Text(mark(verdict), STYLES[verdict]) if verdict else Text("·", "dim")
        minutes = str(h.minutes) if h.minutes else "?"
        table.add_row(sign, kata.name, h.topic, h.level, minutes, Text(verdict, STYLES.get(verdict, "")))
    out().print(table)
    out().print()


def show_statement(kata: Kata) -> None:
    """Print a kata's statement: title, prompt, and the signature with its contract."""
    console, h = out(), index.heading(kata)
    try:
        found = statement.read(kata.stub, candidates.entry_name(kata))
    except (statement.BadStatement, candidates.BadSolution) as error:
        console.print(str(error), style="red")
        return
    facts = " · ".join(x for x in (kata.id, h.kind, h.topic, h.level, f"{h.minutes} minutes") if x)
    console.print(Text(found.title, "bold"), Text(facts, "dim"), sep="\n")
    console.print(Text("\n" + reflowed(found.prompt) + "\n"))
    console.print(
        Syntax(found.entry.signature, "python", theme="ansi_dark", background_color="default", word_wrap=True)
    )
    if found.docstring:
        console.print(Text("\n" + reflowed(found.docstring)))
    console.print(Text(f"\nYour file: {kata.stub}", "dim"), soft_wrap=True)


def reflowed(text: str) -> str:
    """Return a docstring with its plain paragraphs in one line each, so that any terminal wraps them well."""
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(
        p if re.search(r"^\s|^-+$|^\S+ : |>>>", p, re.MULTILINE) else p.replace("\n", " ") for p in paragraphs
    )
