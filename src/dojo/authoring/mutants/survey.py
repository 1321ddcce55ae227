"""Mutants judged: which of them the tests tell from the reference, and which the sheet rightly calls equivalent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dojo.authoring.mutants import operators
from dojo.authoring.mutants.generate import Changes, Mutant, mutants, normal, spread, used
from dojo.judge.scheduler import Job, Options, judge
from dojo.judge.verdict import Result
from dojo.kata import candidates, sheet
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata

Fate = Literal["killed", "survived", "marked", "does not load"]


@dataclass
class Survey:
    """What became of one kata's mutants.

    Attributes
    ----------
    made : list of Mutant
        All of them.
    judged : list of Mutant
        Those that were judged: all, or a sample.
    results : dict of str to Result
        By the mutant's name, and "reference" for the unchanged code.
    marks : dict of str to str
        The diffs that the sheet calls equivalent, by their normal form.
    """

    kata: Kata
    made: list[Mutant] = field(default_factory=list)
    judged: list[Mutant] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    broken: str = ""

    def fate(self, mutant: Mutant) -> Fate:
        """Return what became of a mutant that was judged; one that does not load shows nothing about the tests."""
        verdict = self.results[mutant.name].verdict
        if verdict == "error":
            return "does not load"
        if verdict != "solved":
            return "killed"
        return "marked" if normal(mutant.diff) in self.marks else "survived"

    def count(self, fate: Fate) -> int:
        return sum(self.fate(mutant) == fate for mutant in self.judged)

    @property
    def survivors(self) -> list[Mutant]:
        return [mutant for mutant in self.judged if self.fate(mutant) == "survived"]

    @property
    def rate(self) -> float:
        """The share killed of those that count and are not marked; 0 where there is none."""
        return rate([self])

    def faults(self) -> list[str]:
        """Say what makes these numbers, or the sheet's marks, untrue."""
        if self.broken:
            return [self.broken]
        reference = self.results["reference"]
        if reference.verdict != "solved":
            why = reference.message or (reference.failure.message if reference.failure else "")
            return [f"the unchanged reference is {reference.verdict}, so the mutants show nothing: {why}"]
        made = {normal(mutant.diff) for mutant in self.made}
        stale = [diff for mark, diff in self.marks.items() if mark not in made]
        return [*(f"no mutant has the diff that the sheet calls equivalent:\n{d}" for d in stale), *self._wrong_marks()]

    def _wrong_marks(self) -> list[str]:
        """Find the marks whose every judged mutant is killed; two mutants may share a diff, on equal lines."""
        fates: dict[str, set[Fate]] = {}
        for mutant in self.judged:
            fates.setdefault(normal(mutant.diff), set()).add(self.fate(mutant))
        wrong = [mark for mark in self.marks if fates.get(mark) == {"killed"}]
        return [f"a test kills what the sheet calls equivalent:\n{self.marks[mark]}" for mark in wrong]


def rate(surveys: Sequence[Survey]) -> float:
    """Return the share killed of the mutants that count and are not marked, over several katas."""
    killed = sum(survey.count("killed") for survey in surveys)
    return killed / max(killed + sum(survey.count("survived") for survey in surveys), 1)


def share_marked(surveys: Sequence[Survey]) -> float:
    """Return the share marked equivalent of the mutants that count, over several katas."""
    marked = sum(survey.count("marked") for survey in surveys)
    counted = sum(survey.count("killed") + survey.count("survived") for survey in surveys)
    return marked / max(counted + marked, 1)


def prepared(kata: Kata, limit: int, seed: int, changes: Changes = operators.changes) -> Survey:
    """Make a kata's mutants and choose those to be judged; what stands in the way is told as `broken`."""
    try:
        reference = candidates.reference(kata)
        marked = sheet.read(kata.sheet).equivalent
    except (candidates.BadSolution, candidates.Unreadable, sheet.BadSheet) as error:
        return Survey(kata, broken=str(error))
    made = mutants(reference.source, reference.entry, changes)
    marks = {normal(mark.diff): mark.diff.strip("\n") for mark in marked}
    survey = Survey(kata, made, spread(made, limit, f"{seed}/{kata.id}"), marks=marks)
    if not made:
        survey.broken = "no mutant can be made of the reference"
    return survey


def judge_all(root: Path, surveys: Sequence[Survey], options: Options, each: Callable[[Result], None]) -> None:
    """Judge the chosen mutants of every kata, and each unchanged reference; `each` hears of every result."""
    by_id = {survey.kata.id: survey for survey in surveys}
    jobs = [Job(survey.kata, candidate) for survey in surveys if not survey.broken for candidate in _candidates(survey)]
    for result in judge(root, jobs, options):
        by_id[result.kata].results[result.candidate] = result
        each(result)


def _candidates(survey: Survey) -> list[Candidate]:
    reference = candidates.reference(survey.kata)
    sources = {"reference": used(reference.source, reference.entry).source}
    sources |= {mutant.name: mutant.source for mutant in survey.judged}
    entry = reference.entry
    return [
        Candidate(survey.kata.id, "mistake", name, reference.path, source, entry, entry)
        for name, source in sources.items()
    ]
