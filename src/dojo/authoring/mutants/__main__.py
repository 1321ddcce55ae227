"""`python -m dojo.authoring.mutants`: the command that `nox -s mutants` runs."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from dojo.authoring.mutants.report import Report
from dojo.authoring.mutants.survey import Survey, judge_all, prepared
from dojo.judge.scheduler import FIXED_SEED, Options
from dojo.judge.verdict import Result
from dojo.kata.layout import Kata
from dojo.terminal.console import err, out
from dojo.terminal.options import chosen, rooted

LIMIT = 60  # mutants judged of each kata, so that all katas together take minutes


@click.command()
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--limit", type=click.IntRange(0), default=LIMIT, show_default=True, help="Most mutants a kata; 0: all.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=FIXED_SEED, help="For the sample and the examples.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write a report here.")
@rooted
def main(words: tuple[str, ...], limit: int, seed: int, json_file: Path | None, root: Path) -> None:
    """Make wrong versions of each reference by machine, and see how many of them the tests kill.

    Exit code 0: the bars are met, 1: not so, or a mark in a sheet is untrue.
    """
    report = examined(root, chosen(root, words), limit, seed, whole=not words)
    report.tell()
    if json_file is not None:
        json_file.write_text(json.dumps(report.as_json(), indent=2) + "\n", encoding="utf-8")
    sys.exit(report.exit_code())


def examined(root: Path, katas: list[Kata], limit: int, seed: int, whole: bool) -> Report:
    """Make, judge and count the mutants of the katas."""
    with _progress() as tell:
        surveys: list[Survey] = []
        for kata in katas:
            tell(f"Making mutants of {kata.name} ...")
            surveys.append(prepared(kata, limit, seed))
        left = sum(len(survey.judged) + 1 for survey in surveys if not survey.broken)

        def judged(result: Result) -> None:
            nonlocal left
            left -= 1
            tell(f"Judging mutants of {result.kata} ... {left} left")

        judge_all(root, surveys, Options(seed=seed, first_failure=True), judged)
    return Report(surveys, seed, limit, whole)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Yield what shows how far the work is, where somebody watches."""
    if not out().is_terminal:
        yield lambda _: None
        return
    with err().status("") as status:
        yield status.update


if __name__ == "__main__":
    main()
