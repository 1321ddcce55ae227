"""`dojo start`: the start noted, the file named, and what to do next; and which kata was started last."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.style import Style
from rich.text import Text

from dojo.history.events import ask, note, readable
from dojo.history.reviews import wants_fresh_stub
from dojo.history.store import History, Run
from dojo.history.timeline import timeline
from dojo.kata import candidates
from dojo.kata.index import heading
from dojo.kata.layout import Kata, find_katas
from dojo.kata.source import Unreadable
from dojo.practice.reset import reset
from dojo.practice.stubs import NotReplaced
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted


@click.command("start")
@click.argument("kata")
@click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR.")
@rooted
def command(kata: str, edit: bool, root: Path) -> None:
    """Note that you begin a kata, and say where its file is and what to do next.

    Example: dojo start roc_auc_with_ties --edit
    """
    sys.exit(run(root, only(root, kata), edit))


def run(root: Path, kata: Kata, edit: bool) -> int:
    """Note the start and say where to begin; return the exit code."""
    editor = editor_words() if edit else []
    h = heading(kata)
    reviewed = _freshen(root, kata)
    note(root, kata.id, "started", minutes=h.minutes, fresh=_untouched(kata))
    console = out()
    facts = " · ".join(x for x in (kata.id, h.topic, h.level, f"{h.minutes} minutes") if x)
    console.print(Text(h.title, "bold"), Text(facts, "dim"), sep="\n")
    console.print(link(kata.stub), soft_wrap=True)
    if reviewed:
        console.print(f"Due for review, so the stub is fresh again; your text is saved: dojo history {kata.name}")
    console.print(f"\n{_next_step(kata)}")
    return _edit(editor, kata.stub) if edit else 0


def begin(root: Path, kata: Kata) -> None:
    """Note the start of a kata that one turns to, unless it is the one begun last and not solved since."""

    def is_under_way(history: History) -> bool:
        started = [event.kata for event in history.events() if event.what == "started"]
        ends = [
            "solved" if isinstance(one, Run) else one.what
            for _, one in timeline(history, kata.id)
            if (one.verdict == "solved" if isinstance(one, Run) else one.what == "started")
        ]
        return started[-1:] == [kata.id] and ends[-1:] == ["started"]

    if not ask(root, is_under_way, False, quiet=True):
        note(root, kata.id, "started", minutes=heading(kata).minutes)


def last_started(root: Path) -> Kata | None:
    """Return the kata that was started last, None where none was or the history cannot be read."""
    started = [event.kata for event in readable(root) if event.what == "started"]
    known = {kata.id: kata for kata in find_katas(root)}
    return next((known[id_] for id_ in reversed(started) if id_ in known), None)


def link(path: Path) -> Text:
    """Return a path that terminals with hyperlinks open at a click; plain text elsewhere."""
    return Text(str(path), Style(link=path.as_uri()))


def editor_words() -> list[str]:
    """Return the words of `$VISUAL`, or else of `$EDITOR`; a usage error where neither names an editor."""
    for name in ("VISUAL", "EDITOR"):
        try:
            if words := shlex.split(os.environ.get(name, "")):
                return words
        except ValueError as error:
            raise click.UsageError(f"${name} cannot be read ({error}): {os.environ[name]}") from error
    raise click.UsageError("--edit opens $VISUAL or $EDITOR, and neither is set; for instance: export EDITOR=nano")


def _freshen(root: Path, kata: Kata) -> bool:
    """Reset the stub of a kata that is due for review; return whether there was anything to reset."""
    due = ask(root, lambda history: wants_fresh_stub(history, kata, datetime.now(UTC)), False, quiet=True)
    try:
        return due and reset(root, kata)
    except NotReplaced as problem:
        err().print(f"Due for review, but not reset: {problem}")
        return False


def _untouched(kata: Kata) -> bool:
    try:
        return candidates.is_untouched(kata)
    except (candidates.BadSolution, Unreadable):  # reported with the next step
        return False


def _next_step(kata: Kata) -> str:
    name = kata.name
    try:
        fresh = candidates.is_untouched(kata)
    except (candidates.BadSolution, Unreadable) as problem:
        return f"{problem}\n"
    before = "" if fresh else f"It holds an earlier attempt; dojo reset {name} puts that away.\n"
    steps = ((f"watch {name}", "judges every save"), (f"hint {name}", "helps"), ("submit", "judges the whole"))
    return f"{before}Write your attempt in that file.\n" + "\n".join(
        f"  dojo {words:<{len(name) + 6}}  {does}" for words, does in steps
    )


def _edit(words: list[str], path: Path) -> int:
    try:
        code = subprocess.run([*words, str(path)]).returncode
    except OSError as error:
        err().print(f"{words[0]} could not be started ({error.strerror or error}); see $VISUAL and $EDITOR")
        return 1
    if code:
        err().print(f"{words[0]} ended with exit code {code}")
    return 1 if code else 0
