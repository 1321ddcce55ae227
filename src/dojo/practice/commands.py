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


@click.command()
@click.argument("kata")
@click.option(
    "--attempt",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Ask about this file instead of the stub.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else.")
@rooted
def why(kata: str, attempt: Path | None, as_json: bool, root: Path) -> None:
    """Name the mistake behind a failure: the known one that answers the tests' calls as the attempt does.

    It judges the attempt, records the verdict, and counts as a hint. Exit code 0: done, whether a mistake fits or
    not, 1: the attempt cannot be judged, 3: not attempted.

    Example: dojo why roc_auc_with_ties
    """
    from dojo.why import report

    sys.exit(report.run(root, only(root, kata), attempt, as_json))


PRACTICE: tuple[click.Command, ...] = (ask, why)
