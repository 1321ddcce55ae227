"""`dojo history`: a kata's runs and the texts that were replaced, listed, shown and restored."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.text import Text

from dojo.history.store import Event, History, HistoryProblem, Run
from dojo.history.timeline import timeline
from dojo.kata.layout import Kata
from dojo.practice.stubs import NotReplaced, present_content, replace
from dojo.terminal.console import STYLES, err, out
from dojo.terminal.marks import mark
from dojo.terminal.options import only, rooted
from dojo.terminal.statement import code_text
from dojo.text import clean

_PUT_AWAY = {"reset": "put away by reset", "restored": "put away by restore"}


@click.command("history")
@click.argument("kata")
@click.argument("action", type=click.Choice(["list", "show", "restore"]), default="list")
@click.argument("number", type=click.IntRange(min=1), required=False, metavar="[N]")
@rooted
def command(kata: str, action: str, number: int | None, root: Path) -> None:
    """List a kata's runs and the texts that were put away; show one, or restore it into the stub.

    What the stub holds is put away before a text is restored.

    Example: dojo history roc_auc_with_ties restore 3
    """
    sys.exit(run(root, only(root, kata), action, number))


@dataclass(frozen=True)
class Entry:
    """A text of a kata's past: of a run, or put away by a reset or a restore."""

    at: datetime
    of: Run | Event

    @property
    def digest(self) -> str:
        return self.of.digest if isinstance(self.of, Run) else str(self.of.detail["digest"])


def entries(history: History, kata_id: str) -> list[Entry]:
    """Return a kata's past in its order; an entry's number is its place, counted from 1."""
    return [
        Entry(at, one)
        for at, one in timeline(history, kata_id)
        if isinstance(one, Run) or (one.what in _PUT_AWAY and "digest" in one.detail)
    ]


def run(root: Path, kata: Kata, action: str, number: int | None) -> int:
    """List, show or restore; return the exit code."""
    try:
        with History.open(root) as history:
            past = entries(history, kata.id)
            if action == "list":
                return _list(kata, past)
            content = history.content(_named(kata, past, number).digest) or b""
    except HistoryProblem as problem:
        err().print(str(problem))
        return 1
    return _show(content) if action == "show" else _restore(root, kata, content, number or 0)


def _named(kata: Kata, past: list[Entry], number: int | None) -> Entry:
    if number is None or not 1 <= number <= len(past):
        many = f"its entries are 1 to {len(past)}" if past else "it has no entries yet"
        raise click.UsageError(f"say which entry of {kata.name}: {many}; dojo history {kata.name} lists them")
    return past[number - 1]


def _list(kata: Kata, past: list[Entry]) -> int:
    console = out()
    if not past:
        console.print(f"{kata.name} has no history yet; it begins with the first judged run.")
        return 0
    width = max((len(entry.of.source) for entry in past if isinstance(entry.of, Run)), default=0)
    for number, entry in enumerate(past, start=1):
        console.print(_line(number, entry, width))
    console.print(f"\ndojo history {kata.name} show N prints a text, restore N puts it into the stub.", style="dim")
    return 0


def _line(number: int, entry: Entry, width: int) -> Text:
    text = Text.assemble(f"{number:>4}  ", (entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"), "dim"))
    if isinstance(entry.of, Event):
        return text.append(f"  {_PUT_AWAY[entry.of.what]}", "dim")
    run = entry.of
    text.append(f"  {clean(run.source):<{width}}  ")
    text.append(f"{mark(run.verdict)} {run.verdict:<12}", STYLES[run.verdict])
    return text.append(f"  {run.passed}/{run.total}" if run.total else "")


def _show(content: bytes) -> int:
    """Print a text: to a terminal in colours, with nothing that moves its cursor; elsewhere as it is."""
    if not out().is_terminal:
        sys.stdout.buffer.write(content)
        return 0
    text = clean(content.decode("utf-8", "replace").replace("\r\n", "\n"), limit=len(content) + 1)
    out().print(code_text(text), soft_wrap=True)
    return 0


def _restore(root: Path, kata: Kata, content: bytes, number: int) -> int:
    try:
        present = present_content(kata)
        if present == content:
            out().print(f"{kata.stub.name} holds that text already.")
            return 0
        replace(root, kata, content, "restored")
    except (NotReplaced, OSError) as problem:
        err().print(f"Not restored: {problem}")
        return 1
    kept = "" if present is None else "; the text that was there is kept as the last entry"
    out().print(f"Entry {number} is back in {kata.stub.name}{kept}.")
    return 0
