"""`dojo reset`: the shipped body back under the statement, and the old text saved in history."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dojo.kata import candidates
from dojo.kata.layout import Kata
from dojo.kata.shipped import is_untouched, reset_text
from dojo.kata.source import BadStatement, Unreadable, read_text, short
from dojo.practice.stubs import NotReplaced, replace
from dojo.terminal.console import err, out
from dojo.terminal.options import only, rooted


@click.command("reset")
@click.argument("kata")
@rooted
def command(kata: str, root: Path) -> None:
    """Put the shipped body back under a kata's statement; your text is saved in history.

    Example: dojo reset roc_auc_with_ties
    """
    sys.exit(run(root, only(root, kata)))


def run(root: Path, kata: Kata) -> int:
    """Reset a kata and say so; return the exit code."""
    try:
        changed = reset(root, kata)
    except NotReplaced as problem:
        err().print(f"Not reset: {problem}")
        return 1
    if changed:
        out().print(f"{kata.name} is as shipped again; your text is saved: dojo history {kata.name}")
    else:
        out().print(f"{kata.name} still is as shipped; there is nothing to reset.")
    return 0


def reset(root: Path, kata: Kata) -> bool:
    """Put the shipped body back under the statement, the old text saved; return whether there was anything to do.

    Raises
    ------
    NotReplaced
        The stub is as it was; the message says why.
    """
    with contextlib.suppress(candidates.BadSolution, Unreadable):  # reported below, where it prevents a reset
        if kata.stub.exists() and candidates.is_untouched(kata):
            return False
    replace(root, kata, fresh_text(kata).encode("utf-8"), "reset")
    return True


def fresh_text(kata: Kata) -> str:
    """Return the statement with the shipped body, from the stub's file or else from git's copy of it.

    Raises
    ------
    NotReplaced
        Neither holds the statement, or the solution cannot be read.
    """
    try:
        entry, shipped = candidates.entry_name(kata), candidates.shipped(kata)
        for text in _texts(kata):
            fresh = _reset(text, entry, shipped)
            if fresh is not None and is_untouched(fresh, entry, shipped):
                return fresh
    except (candidates.BadSolution, BadStatement) as problem:
        raise NotReplaced(str(problem)) from problem
    raise NotReplaced(
        f"{short(kata.stub)} holds no statement any more, and git has none; restore it from where it came"
    )


def _texts(kata: Kata) -> Iterator[str]:
    """Yield where the statement may stand: the file, then what git keeps of it."""
    with contextlib.suppress(Unreadable):
        yield read_text(kata.stub)
    with contextlib.suppress(OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        command = ["git", "show", f"HEAD:./{kata.stub.name}"]  # git is where the PATH has it
        done = subprocess.run(command, cwd=kata.stub.parent, capture_output=True, stdin=subprocess.DEVNULL, check=True)
        yield done.stdout.decode("utf-8-sig")


def _reset(text: str, entry: str, shipped: str | None) -> str | None:
    try:
        return reset_text(text, entry, shipped)
    except BadStatement:
        return None
