"""What the commands share: the option --root, and arguments that name katas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dojo.kata import layout, names

ROOT_HELP = "The directory that holds katas/, tests/ and solutions/ (default: found from here upwards)."

Command = TypeVar("Command", bound=Callable[..., Any])


def _root(context: click.Context, _: click.Parameter, given: Path | None) -> Path:
    """Return the root given after the verb or before it, or found from the current directory."""
    return found_root(given or context.find_root().params.get("root"))


def found_root(given: Path | None) -> Path:
    """Return the given root, or the one found from here upwards; a usage error where there is none."""
    try:
        found = layout.find_root(given or Path.cwd())
        if given is not None and found != given.absolute():
            raise layout.NoRoot(f"{given} has no katas/, tests/ and solutions/")
        return found.resolve()
    except layout.NoRoot as error:
        raise click.UsageError(str(error)) from error


def rooted(command: Command) -> Command:
    """Give a command the option --root."""
    option = click.option(
        "--root",
        type=click.Path(path_type=Path),
        callback=_root,
        metavar="DIR",
        help=ROOT_HELP,
    )
    return option(command)


def chosen(root: Path, words: tuple[str, ...]) -> list[layout.Kata]:
    """Return the katas that the words name, all without words; raises `names.Unclear`."""
    katas = layout.find_katas(root)
    if not words:
        return katas
    from dojo.kata.index import Index

    return layout.select(katas, words, Index(root, katas).topic)


def only(root: Path, word: str) -> layout.Kata:
    """Return the one kata that a word names, or end with a usage error."""
    katas = chosen(root, (word,))
    if len(katas) != 1:
        raise click.UsageError(f"{word!r} names {len(katas)} katas; name one: {', '.join(k.name for k in katas[:12])}")
    return katas[0]


def filled(text: str) -> str:
    """Return a text that is not blank, or end with a usage error."""
    if not text.strip():
        raise click.UsageError("a name cannot be empty")
    return text.strip()


def pillar_of(word: str) -> str:
    """Return the pillar that a word names, or end with a usage error."""
    return names.one_of(word, layout.PILLARS, f"expected one of {', '.join(layout.PILLARS)}")
