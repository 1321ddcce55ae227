"""How often `dojo why` names the mistake that was made, and nothing where none was."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from dojo.authoring.mutants.survey import prepared
from dojo.authoring.rewrite import rewritten
from dojo.judge.scheduler import FIXED_SEED, Job, Options, WorkerHandle, judge
from dojo.kata import candidates
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.terminal.console import err, out
from dojo.terminal.options import chosen, rooted

NAMED, UNNAMED = 0.95, 0.98  # the least shares: of mistakes named first, and of others that get no name
LIMIT = 8  # mutants of each kata
Finding = dict[str, Any]


@dataclass
class Count:
    """How many were as they should be, and the others by name."""

    good: int = 0
    all: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, good: bool, name: str) -> None:
        """Count one."""
        self.good, self.all = self.good + good, self.all + 1
        if not good:
            self.misses.append(name)

    def __add__(self, other: Count) -> Count:
        return Count(self.good + other.good, self.all + other.all, self.misses + other.misses)

    @property
    def share(self) -> float:
        return self.good / self.all if self.all else 1.0

    def text(self) -> str:
        return f"{self.good}/{self.all}"


@dataclass
class Measured:
    """One kata's figures."""

    kata: str
    mistakes: Count = field(default_factory=Count)
    right: Count = field(default_factory=Count)
    mutants: Count = field(default_factory=Count)
    problem: str = ""


@click.command()
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--limit", type=click.IntRange(0), default=LIMIT, show_default=True, help="Most mutants a kata; 0: all.")
@rooted
def main(words: tuple[str, ...], limit: int, root: Path) -> None:
    """Measure `dojo why` on rewritten mistakes, on right answers and on mutants that are none of the mistakes.

    Exit code 0: the bounds are kept, 1: not so.
    """
    katas, workers = chosen(root, words), Options().workers
    found: list[Measured] = []
    with ThreadPoolExecutor(workers) as pool:
        for one in pool.map(lambda kata: measured(kata, limit), katas):
            err().print(_line(one))
            found.append(one)
    sys.exit(tell(found))


def measured(kata: Kata, limit: int) -> Measured:
    """Ask why of everything that can be made of one kata's solution."""
    one = Measured(kata.name)
    try:
        reference, mistakes = candidates.reference(kata), candidates.mistakes(kata)
        right = [reference, *candidates.alternatives(kata)]
    except candidates.BadSolution as error:
        one.problem = str(error)
        return one
    again = rewritten(reference.source)
    wrong = [_tried(c, again, c.name) for c in mistakes]
    good = [*right, *(_tried(c, again, f"{c.name}, rewritten") for c in right)]
    mutants = killed(kata, limit)
    beside = (*right, *mistakes)
    findings, one.problem = asked(kata, beside, [*wrong, *good, *mutants], FIXED_SEED)
    doubtful = [c for c in mutants if _names(findings.get(c.name))]
    fresh, problem = asked(kata, beside, doubtful, FIXED_SEED + 1) if doubtful else ({}, "")
    one.problem = one.problem or problem
    for c in wrong:
        names = _names(findings.get(c.name))
        one.mistakes.add(names[:1] == [c.name], f"{kata.name}: {c.name}: {', '.join(names) or 'no name'}")
    for c in good:
        _add_unnamed(one.right, kata, c, findings)
    for c in mutants:  # those that match a mistake nowhere, or are named, but match none on other examples
        if not fresh.get(c.name, findings.get(c.name, {"best": 0.0}))["best"]:
            _add_unnamed(one.mutants, kata, c, findings)
    return one


def _add_unnamed(count: Count, kata: Kata, candidate: Candidate, findings: dict[str, Finding]) -> None:
    names = _names(findings.get(candidate.name))
    asked = candidate.name in findings
    count.add(asked and not names, f"{kata.name}: {candidate.name}: {', '.join(names) or 'not asked'}")


def _tried(candidate: Candidate, source: str, name: str) -> Candidate:
    return replace(candidate, target="attempt", name=name, source=source)


def _names(finding: Finding | None) -> list[str]:
    return [match["mistake"] for match in finding["mistakes"]] if finding else []


def killed(kata: Kata, limit: int) -> list[Candidate]:
    """Return the kata's mutants that the tests tell from the reference."""
    survey = prepared(kata, limit, FIXED_SEED)
    reference = candidates.reference(kata)
    made = [replace(reference, target="mistake", name=m.name, source=m.source) for m in survey.judged]
    options = Options(seed=FIXED_SEED, first_failure=True, workers=1)
    verdicts = {r.candidate: r.verdict for r in judge(kata.root, [Job(kata, c) for c in made], options)}
    fates = ("failing", "visible pass", "timed out")
    return [replace(c, target="attempt") for c in made if verdicts[c.name] in fates]


def asked(
    kata: Kata, beside: tuple[Candidate, ...], attempts: list[Candidate], seed: int
) -> tuple[dict[str, Finding], str]:
    """Return what is found about each attempt, by name, and what went wrong, if anything."""
    with WorkerHandle(kata.root, Options(seed=seed)) as worker:
        worker.begin(Job(kata, beside[0], beside, tuple(attempts)))
        result = worker.finish()
    return {finding["candidate"]: finding for finding in worker.findings}, result.message


def tell(found: list[Measured]) -> int:
    """Print the table and what was missed; return the exit code."""
    table = Table("kata", "mistakes named first", "right, no name", "mutants, no name", box=None)
    for one in found:
        table.add_row(one.kata, one.mistakes.text(), one.right.text(), one.mutants.text())
    mistakes = sum((one.mistakes for one in found), Count())
    others = sum((one.right + one.mutants for one in found), Count())
    table.add_row("all", mistakes.text(), *(sum((c for c in part), Count()).text() for part in _parts(found)))
    console = out()
    console.print(table)
    for miss in (*mistakes.misses, *others.misses, *(f"{one.kata}: {one.problem}" for one in found if one.problem)):
        console.print(miss)
    console.print(f"named first: {mistakes.share:.1%} of the rewritten mistakes (at least {NAMED:.0%})")
    console.print(f"no name: {others.share:.1%} of the right answers and other mutants (at least {UNNAMED:.0%})")
    kept = mistakes.share >= NAMED and others.share >= UNNAMED and not any(one.problem for one in found)
    return 0 if kept else 1


def _parts(found: list[Measured]) -> tuple[list[Count], list[Count]]:
    return [one.right for one in found], [one.mutants for one in found]


def _line(one: Measured) -> str:
    misses = [*one.mistakes.misses, *one.right.misses, *one.mutants.misses]
    told = f"{one.mistakes.text()} named, {one.right.text()} right, {one.mutants.text()} mutants"
    return f"{one.kata}: {told} {one.problem} {' | '.join(misses)}".rstrip()


if __name__ == "__main__":
    main()
