"""`dojo check`: the contract held against katas, as a table of one line a kata and one line a fault."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from dojo.authoring import contract, examples
from dojo.authoring.contract import Fault, Report, Trial
from dojo.authoring.proofs import Proofs
from dojo.judge.scheduler import Job, Options, judge
from dojo.judge.verdict import decide
from dojo.kata import layout
from dojo.kata.layout import Kata
from dojo.kata.sheet import read
from dojo.terminal.console import out
from dojo.terminal.options import chosen, rooted

REPOSITORY = ""  # the kata that faults of no kata are told under


@click.command("check")
@click.argument("words", nargs=-1, metavar="[PILLAR|TOPIC|KATA]...")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), metavar="N", help="Draw the laws' examples from this seed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per kata, one per line.")
@click.option("--all", "anew", is_flag=True, help="Also check katas that were proved before and have not changed.")
@rooted
def command(words: tuple[str, ...], seed: int | None, as_json: bool, anew: bool, root: Path) -> None:
    """Check katas against the contract: five files, true examples, mistakes caught, and more.

    A kata that kept it is not checked again until its files, the shared strategies or the engine change.

    Exit code 0: all keep it, 1: one does not.

    Example: dojo check roc_auc_with_ties
    """
    sys.exit(run(root, chosen(root, words), as_json, seed, strays=not words, anew=anew))


def run(
    root: Path, katas: list[Kata], as_json: bool, seed: int | None = None, strays: bool = True, anew: bool = True
) -> int:
    """Check the katas and tell; return 0 if all keep the contract, else 1.

    Parameters
    ----------
    root : Path
    katas : list of Kata
    as_json : bool
        One JSON object a kata, one a line, in place of the table.
    seed : int, optional
        Draw the laws' examples from this seed.
    strays : bool
        Report files that belong to no kata, too.
    anew : bool
        Check katas that were proved before and have not changed, too.
    """
    proofs = Proofs(root)
    known = {} if anew else {kata.id: report for kata in katas if (report := proofs.of(kata))}
    pending = [kata for kata in katas if kata.id not in known]
    status = out().status("Checking ...") if out().is_terminal and not as_json else contextlib.nullcontext()
    with status:
        fresh, _ = examined(root, pending, seed)
    proofs.remember(pending, fresh)
    found = known | {report.kata: report for report in fresh}
    reports = [found[kata.id] for kata in katas]
    if strays and (loose := [Fault("pieces", p.text) for p in layout.problems(root) if p.kata_id is None]):
        reports.append(Report(REPOSITORY, faults=tuple(loose)))
    if as_json:
        for report in reports:
            print(json.dumps(report.as_json()))  # noqa: T201
    else:
        _tell(reports)
    return 1 if any(report.faults for report in reports) else 0


def examined(
    root: Path, katas: list[Kata], seed: int | None = None, inside: bool = False
) -> tuple[list[Report], list[Trial]]:
    """Return a report for each kata, and how the candidates of those that can be judged were judged.

    With `inside`, each is judged a second time in a process without a sandbox, where that shows the same.
    """
    faults, trials = _prepared(root, katas)
    for trial in trials.values():
        faults[trial.kata.id] += contract.written(trial)
    for id_, found in examples.examine(root, [t.kata for t in trials.values() if _runs(faults[t.kata.id])]).items():
        faults[id_] += [Fault(clause, contract.one_line(text)) for clause, text in found]
    _judge(root, list(trials.values()), seed, inside)
    for trial in trials.values():
        faults[trial.kata.id] += contract.judged(trial)
    return [_report(kata, trials.get(kata.id), faults[kata.id]) for kata in katas], list(trials.values())


def _tell(reports: list[Report]) -> None:
    out().print(table(reports))
    for report in reports:
        for fault in report.faults:
            name = report.kata or "files"
            line = Text.assemble((name, "bold"), (f" {fault.clause}: ", "red"), fault.text)
            out().print(line, soft_wrap=True)


def table(reports: Iterable[Report]) -> Table:
    """Return a table of one line a kata, which fits 80 columns."""
    reports = list(reports)
    widest = max((len(report.kata.rpartition("/")[2]) for report in reports), default=0)
    rows = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    rows.add_column("kata", overflow="fold", width=min(max(widest, 4), 30))
    for name in ("caught", "hidden\nonly", "alter-\nnatives", "laws", "cost\n/ s"):
        rows.add_column(name, justify="right", no_wrap=True)
    rows.add_column("contract", overflow="fold", width=14)
    for report in reports:
        rows.add_row(*_cells(report))
    return rows


def _cells(report: Report) -> list[str | Text]:
    clauses = ", ".join(dict.fromkeys(fault.clause for fault in report.faults))
    verdict = Text(clauses, "red") if clauses else Text("ok", "green")
    if report.kata == REPOSITORY:
        return ["files", "", "", "", "", "", verdict]
    name = report.kata.rpartition("/")[2]
    spent = "" if report.cost is None else f"{report.cost:.2f}"
    counts = [f"{report.caught}/{report.mistakes}", *map(str, (report.hidden_only, report.alternatives, report.laws))]
    return [name, *counts, spent, verdict]


def _prepared(root: Path, katas: list[Kata]) -> tuple[dict[str, list[Fault]], dict[str, Trial]]:
    """Return the faults that each kata's files show at once, and what can be tried of the others."""
    faults: dict[str, list[Fault]] = {kata.id: [] for kata in katas}
    trials: dict[str, Trial] = {}
    for problem in layout.problems(root):
        if problem.kata_id in faults:
            faults[problem.kata_id].append(Fault("pieces", problem.text))
    for kata in katas:
        if not faults[kata.id]:
            trial, faults[kata.id] = contract.prepared(kata)
            if not faults[kata.id]:
                trials[kata.id] = trial
    return faults, trials


def _runs(faults: list[Fault]) -> bool:
    """Tell whether the stub can be run: one that holds an attempt is no statement, and nobody's to import."""
    return not any(fault.clause in ("statement", "unfilled") for fault in faults)


def _judge(root: Path, trials: list[Trial], seed: int | None, inside: bool) -> None:
    """Judge every candidate on all visible tests, and then on the hidden ones up to a failure."""
    by_id = {trial.kata.id: trial for trial in trials}
    by_name = {(t.kata.id, c.name): Job(t.kata, c) for t in trials for c in [*t.right, *t.mistakes]}
    jobs = list(by_name.values())
    for result in judge(root, jobs, Options(first_failure=True, terse=True, seed=seed)):
        trial = by_id[result.kata]
        if result.candidate in trial.whole:
            trial.inside[result.candidate] = result
            continue
        trial.whole[result.candidate] = result
        seen = tuple(test for test in result.tests if test.kind == "visible")
        verdict = result.verdict if result.message else decide(seen)
        trial.visible[result.candidate] = replace(result, tests=seen, verdict=verdict)
        if inside and read(trial.kata.sheet).judge == "sandbox" and not contract.needs_sandbox(result):
            jobs.append(replace(by_name[result.kata, result.candidate], inside=True))


def _report(kata: Kata, trial: Trial | None, faults: list[Fault]) -> Report:
    if trial is None:
        return Report(kata.id, faults=tuple(faults))
    reference = trial.whole.get("reference")
    return Report(
        kata.id,
        mistakes=len(trial.mistakes),
        caught=len(contract.caught(trial)),
        hidden_only=len(contract.hidden_only(trial)),
        alternatives=len(trial.alternatives),
        laws=contract.laws(kata),
        cost=contract.cost(reference) if reference else None,
        faults=tuple(faults),
    )
