"""Fairness, proved at length: every reference and alternative under many seeds and ten times the examples.

Run by `nox -s soak [-- KATA...] [--seeds N] [--examples N]`; not part of CI, for it takes its time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dojo import candidates, command
from dojo.judge import Job, Options, judge
from dojo.output import failure_text, out, verdict_text
from dojo.verdict import Result


@click.command()
@click.argument("words", nargs=-1, metavar="[KATA]...")
@click.option("--seeds", default=20, show_default=True, help="How many seeds.")
@click.option("--examples", default=1_000, show_default=True, help="Examples a law.")
@command.rooted
def main(words: tuple[str, ...], seeds: int, examples: int, root: Path) -> None:
    """Judge the right answers again and again; a single failure is unfair to somebody."""
    katas = command.chosen(root, words)
    right = [Job(k, c) for k in katas for c in [candidates.reference(k), *candidates.alternatives(k)]]
    failed: list[Result] = []
    for seed in range(seeds):
        for result in judge(root, list(right), Options(seed=seed, examples=examples)):
            if result.verdict != "solved":
                failed.append(result)
                out().print(f"seed {result.seed}")
                out().print(verdict_text(result))
                out().print(failure_text(result) or "")
        out().print(f"seed {seed}: {len(right)} right answers judged, {len(failed)} failures so far")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
