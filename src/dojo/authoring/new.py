"""`dojo new`: the five pieces of a kata, written where none is, ready to fill in."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path
from string import Template

import click

from dojo.kata import layout
from dojo.kata.layout import Kata
from dojo.kata.names import nearest
from dojo.terminal.console import out
from dojo.terminal.options import rooted

TEMPLATES = Path(__file__).with_name("templates")
PIECES = ("stub", "visible", "hidden", "solution", "sheet")


class NoNewKata(Exception):
    """A kata that cannot be begun; the message is one line."""


@click.command("new")
@click.argument("kata", metavar="PILLAR/NAME")
@rooted
def command(kata: str, root: Path) -> None:
    """Begin a kata: write its five files, ready to fill in. Nothing is ever overwritten.

    Example: dojo new math_maturity/logsumexp
    """
    try:
        sys.exit(run(root, kata))
    except NoNewKata as error:
        raise click.UsageError(str(error)) from error


def run(root: Path, kata_id: str) -> int:
    """Write the five pieces of a new kata and tell what to do with them; return the exit code."""
    kata = begin(root, kata_id)
    for piece, path in zip(PIECES, kata.files, strict=True):
        out().print(f"{piece:<9} {path.relative_to(root)}", soft_wrap=True)
    out().print(f"\nFill them in; what is still to do is told by:  dojo check {kata.name}", soft_wrap=True)
    return 0


def begin(root: Path, kata_id: str) -> Kata:
    """Write the five pieces of a new kata, all or none.

    Raises
    ------
    NoNewKata
        The name cannot be used, one of the files exists, or they cannot be written.
    """
    kata = _named(root, kata_id)
    if there := [path for path in kata.files if path.exists() or path.is_symlink()]:
        raise NoNewKata(f"{there[0].relative_to(root)} exists, and nothing is overwritten; choose another name")
    written: list[Path] = []
    try:
        for piece, path in zip(PIECES, kata.files, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(_filled(piece, kata))
    except OSError as error:
        for path in written:
            path.unlink()
        raise NoNewKata(f"{error.filename or root} cannot be written: {error.strerror or error}") from error
    return kata


def _named(root: Path, kata_id: str) -> Kata:
    pillar, slash, name = kata_id.partition("/")
    if not slash:
        raise NoNewKata(f"{kata_id!r} names no pillar; expected PILLAR/NAME, such as math_maturity/logsumexp")
    katas = layout.find_katas(root)
    pillars = dict.fromkeys([*layout.PILLARS, *(kata.pillar for kata in katas)])
    if pillar not in pillars:
        near = nearest(pillar, pillars, 1)
        raise NoNewKata(f"there is no pillar {pillar!r}; the pillars are {', '.join(near or pillars)}")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise NoNewKata(f"{name!r} is no name for a kata: small letters, digits and underscores, and no Python keyword")
    if taken := next((kata for kata in katas if kata.name == name), None):
        raise NoNewKata(f"{taken.id} has that name already; a name is used once, whatever the pillar")
    return Kata(root, pillar, name)


def _filled(piece: str, kata: Kata) -> str:
    text = (TEMPLATES / f"{piece}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(pillar=kata.pillar, name=kata.name)
