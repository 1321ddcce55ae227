"""`dojo judge`: judge attempts, or any other candidates, and record the verdicts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo.runs import once
from dojo.terminal.options import chosen, rooted


@click.command("judge")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option(
    "--attempt",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Judge this file as an attempt of the one KATA.",
)
@click.option("--visible", is_flag=True, help="Run the visible tests only.")
@click.option(
    "--target",
    default="attempt",
    metavar="WHICH",
    help="attempt (default), reference, alternatives, mistakes, or one of them by name.",
)
@click.option("--all", "every_failure", is_flag=True, help="Show every failing test in full, not the first one only.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), metavar="N", help="Draw the laws' examples from this seed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per candidate, one per line.")
@rooted
def command(
    words: tuple[str, ...],
    attempt: Path | None,
    visible: bool,
    target: str,
    every_failure: bool,
    seed: int | None,
    as_json: bool,
    root: Path,
) -> None:
    """Judge attempts on the visible and the hidden tests, and record the verdicts.

    Exit code 0: solved (with --visible: visible pass; with --target mistakes: all caught), 1: judged, but not
    solved, 2: wrong usage, 3: not attempted.

    Example: dojo judge f1_from_confusion
    """
    katas = chosen(root, words)
    if attempt is not None and (len(katas) != 1 or target != "attempt"):
        raise click.UsageError("--attempt FILE judges one kata's attempt: name that KATA, and leave --target out")
    options = once.Options(visible=visible, seed=seed)
    sys.exit(once.run(root, katas, target, attempt, as_json, options, every_failure))
