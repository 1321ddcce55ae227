"""The commands of practising alone; `dojo.cli` gathers them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.command import only, rooted
from dojo.layout import Unclear
from dojo.sheet import LEVELS


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


@click.command("next")
@click.option("--pillar", metavar="P", help="Of this pillar; its beginning will do.")
@click.option("--topic", metavar="T", help="Of this topic; its beginning will do.")
@click.option("--level", type=click.Choice(LEVELS), help="Of this level.")
@click.option("--minutes", type=click.IntRange(1), metavar="N", help="That take this long at most.")
@rooted
def next_(pillar: str | None, topic: str | None, level: str | None, minutes: int | None, root: Path) -> None:
    """Choose the kata to take up now: one due for review, else of the weakest pillar at the right level.

    Exit code 0: one is chosen, or all is done, 1: none fits.

    Example: dojo next --pillar math --minutes 30
    """
    from dojo.practice import next as choosing

    try:
        sys.exit(choosing.run(root, choosing.Wish(pillar, topic, level, minutes)))
    except Unclear as error:
        raise click.UsageError(str(error)) from error


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else.")
@rooted
def progress(as_json: bool, root: Path) -> None:
    """Show what is solved by pillar and topic, times, hints, most made mistakes, reviews and the practice calendar.

    Example: dojo progress
    """
    from dojo.practice import progress as showing

    sys.exit(showing.run(root, as_json))


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@rooted
def report(file: Path | None, root: Path) -> None:
    """Write the progress as one HTML page that needs nothing else, into FILE or .dojo/report.html.

    Example: dojo report progress.html
    """
    from dojo.practice import report as pages

    try:
        sys.exit(pages.run(root, file))
    except pages.NotWritten as error:
        raise click.UsageError(str(error)) from error


PRACTICE: tuple[click.Command, ...] = (ask, next_, progress, report)
