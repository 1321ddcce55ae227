"""The commands of practising alone; `dojo.cli` gathers them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.command import only, rooted


@click.command()
@click.argument("kata")
@click.argument("topic", required=False)
@rooted
def ask(kata: str, topic: str | None, root: Path) -> None:
    """Ask the interviewer about one topic of a kata; without a topic, list what can be asked.

    Example: dojo ask ambiguous_churn_label window
    """
    from dojo.practice import asking

    sys.exit(asking.run(root, only(root, kata), topic))


PRACTICE: tuple[click.Command, ...] = (ask,)
