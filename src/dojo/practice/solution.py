"""`dojo solution`: the reference and its explanation, for anyone who has solved a kata or gives it up."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.text import Text

from dojo.history.events import ask, note
from dojo.history.store import History
from dojo.kata import candidates
from dojo.kata.candidates import BadSolution, Candidate
from dojo.kata.layout import Kata
from dojo.kata.source import tree_of
from dojo.practice.code import code_of
from dojo.practice.start import link
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted
from dojo.terminal.statement import Prose, code_text


@click.command("solution")
@click.argument("kata")
@click.option("--give-up", is_flag=True, help="Open it unsolved; that is recorded.")
@rooted
def command(kata: str, give_up: bool, root: Path) -> None:
    """Show the reference of a kata that you have solved, with its explanation and the other right answers' names.

    Example: dojo solution roc_auc_with_ties --give-up
    """
    sys.exit(run(root, only(root, kata), give_up))


def run(root: Path, kata: Kata, give_up: bool) -> int:
    """Show the solution, or say what must come before it; return the exit code."""
    standing = standing_of(root, kata)
    if not standing and not give_up:
        err().print(refusal(kata))
        return 1
    try:
        reference, others = candidates.reference(kata), candidates.alternatives(kata)
    except BadSolution as problem:
        err().print(str(problem))
        return 1
    note(root, kata.id, "solution", gave_up=standing != "solved")
    show(out(), kata, reference, others)
    return 0


def show(console: Console, kata: Kata, reference: Candidate, others: list[Candidate]) -> None:
    """Print the explanation, the reference's code, the other right answers by name, and where it all stands."""
    explanation = ast.get_docstring(tree_of(reference.source)) or ""
    console.print(Prose(f"{explanation}\n"), soft_wrap=True)
    console.print(code_text("\n".join(code_of(reference))), soft_wrap=True)
    if others:
        console.print(Text("\nOther right answers in the same file", "bold"))
    for other in others:
        console.print(Text(f"  {other.name} (line {other.line}): {other.docstring()}"))
    console.print()
    console.print(link(kata.solution), soft_wrap=True)


def refusal(kata: Kata) -> str:
    """Say what must come before the solution."""
    return f"{kata.name} is not solved yet: solve it first, or give it up: dojo solution {kata.name} --give-up"


def standing_of(root: Path, kata: Kata) -> Literal["solved", "given up", ""]:
    """Return what opens a kata's solution: that it was solved at some time, or else given up; "" where it is closed."""

    def look(history: History) -> Literal["solved", "given up", ""]:
        if kata.id in history.solved():
            return "solved"
        given_up = any(e.what == "solution" and e.detail.get("gave_up") for e in history.events(kata.id))
        return "given up" if given_up else ""

    return ask(root, look, "")
