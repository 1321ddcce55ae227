"""Fairness, proved at length: every reference and alternative under many seeds and ten times the examples.

Run by `nox -s soak [-- KATA...] [--seeds N] [--examples N]`; not part of CI, for it takes its time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from dojo.judge.scheduler import Job, Options, judge
from dojo.judge.verdict import Result
from dojo.kata import candidates
from dojo.kata.layout import Kata
from dojo.terminal import options as command
from dojo.terminal.console import out, verdict_text
from dojo.terminal.failure import failure_text


@click.command()
@click.argument("words", nargs=-1, metavar="[KATA]...")
@click.option("--seeds", default=20, show_default=True, help="How many seeds.")
@click.option("--first", default=0, show_default=True, help="The first of them; a soak that was cut off goes on there.")
@click.option("--examples", default=1_000, show_default=True, help="Examples a law.")
@command.rooted
def main(words: tuple[str, ...], seeds: int, first: int, examples: int, root: Path) -> None:
    """Judge the right answers again and again; a single failure is unfair to somebody.

    They are trusted, so each is judged without a sandbox, which is quicker; where it does not pass so, as a test that
    looks at memory cannot, the sandbox has the last word.
    """
    katas = command.chosen(root, words)
    failed = 0
    for seed in range(first, first + seeds):
        began = time.monotonic()
        for result in _failures(root, katas, Options(seed=seed, examples=examples)):
            failed += 1
            out().print(f"seed {result.seed}")
            out().print(verdict_text(result))
            out().print(failure_text(result) or "")
        out().print(f"seed {seed}: {failed} failures so far, {time.monotonic() - began:.0f} s")
    sys.exit(1 if failed else 0)


def _failures(root: Path, katas: list[Kata], options: Options) -> Iterator[Result]:
    right = {(k.id, c.name): Job(k, c) for k in katas for c in [candidates.reference(k), *candidates.alternatives(k)]}
    jobs = [replace(job, inside=True) for job in right.values()]
    for result in judge(root, jobs, options):
        again = right.pop((result.kata, result.candidate), None)
        if result.verdict == "solved":
            continue
        if again is None:
            yield result
        else:
            jobs.append(again)


if __name__ == "__main__":
    main()
