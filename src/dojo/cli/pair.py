"""`dojo pair`: a round with others, with roles and the clock that switches them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dojo.cli.interview import begin, fresh_option, left_open, minutes_option, resume
from dojo.interview.formats import MODES, scaled
from dojo.kata.layout import Kata
from dojo.terminal.options import filled, only, rooted


@click.command("pair")
@click.argument("kata")
@click.option(
    "--with",
    "partners",
    type=filled,
    multiple=True,
    required=True,
    metavar="NAME",
    help="Who joins you; several for a randori.",
)
@click.option("--mode", type=click.Choice(tuple(MODES)), default="driver-navigator", help="How you work together.")
@click.option("--me", type=filled, default="me", metavar="NAME", help="Your own name; you drive first (default: me).")
@minutes_option
@fresh_option
@rooted
def command(
    kata: str, partners: tuple[str, ...], mode: str, me: str, minutes: float | None, fresh: bool, root: Path
) -> None:
    """Work on a kata with others: roles, a clock that switches them, the rules of the mode, a retrospective.

    A round that you left goes on where it was. Exit code as for dojo interview.

    Example: dojo pair kmeans_lloyd --with Ada --mode ping-pong
    """
    people = (me, *partners)
    if len(set(people)) < len(people):
        raise click.UsageError(f"two of you have the same name ({', '.join(people)}); yours is --me")
    sys.exit(pair(root, only(root, kata), people, mode, minutes, fresh))


def pair(root: Path, kata: Kata, people: Sequence[str], mode: str, minutes: float | None, fresh: bool) -> int:
    """Play a kata with others, or go on with the open round; return the exit code."""
    past = left_open(root, MODES, fresh)
    if past is not None:
        same = kata.id == past.kata and mode == past.state.plan and set(people) == set(past.state.people)
        return resume(root, past, same)
    return begin(root, kata, scaled(MODES[mode], minutes), people)
