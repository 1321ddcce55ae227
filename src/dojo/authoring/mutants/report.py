"""What became of the mutants, told: a table of one line a kata, each survivor as a diff, and the bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table
from rich.text import Text

from dojo.authoring.mutants.generate import Mutant
from dojo.authoring.mutants.survey import Survey, rate, share_marked
from dojo.kata.source import short
from dojo.terminal.console import out

EACH, OVERALL, MARKED = 0.90, 0.97, 0.05
_COLORS = {"-": "red", "+": "green"}


@dataclass(frozen=True)
class Report:
    """The surveys of several katas; the bars over all of them hold only where `whole` says that none is left out."""

    surveys: Sequence[Survey]
    seed: int
    limit: int
    whole: bool

    @property
    def usable(self) -> list[Survey]:
        """The surveys whose numbers mean something: the unchanged reference was solved."""
        return [s for s in self.surveys if s.results.get("reference") and s.results["reference"].verdict == "solved"]

    def misses(self) -> list[str]:
        """Say which bars are missed."""
        missed = [f"{s.kata.name}: {_percent(s.rate)} killed, below {EACH:.0%}" for s in self.usable if s.rate < EACH]
        if self.whole and (killed := rate(self.usable)) < OVERALL:
            missed.append(f"over all katas {_percent(killed)} are killed, below {OVERALL:.0%}")
        if self.whole and (marked := share_marked(self.usable)) > MARKED:
            missed.append(f"over all katas {_percent(marked)} are marked equivalent, above {MARKED:.0%}")
        return missed

    def exit_code(self) -> int:
        """Return 1 if a bar is missed, a mark is untrue or a kata could not be surveyed, else 0."""
        return 1 if self.misses() or any(survey.faults() for survey in self.surveys) else 0

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` writes."""
        return {
            "seed": self.seed,
            "limit": self.limit,
            "killed": rate(self.usable),
            "marked": share_marked(self.usable),
            "ok": not self.exit_code(),
            "misses": self.misses(),
            "katas": [_as_json(survey, survey in self.usable) for survey in self.surveys],
        }

    def tell(self) -> None:
        """Print the table, what is wrong, the survivors and the bars missed."""
        console = out()
        for survey in self.usable:
            for mutant in survey.survivors:
                console.print(_diff(survey, mutant), soft_wrap=True)
        console.print(self._table())
        for survey in self.surveys:
            for fault in survey.faults():
                console.print(Text.assemble((survey.kata.name, "bold"), ": ", (fault, "red")), soft_wrap=True)
        for miss in self.misses():
            console.print(Text(miss, "red"), soft_wrap=True)
        console.print(Text(self._note(), "dim"), soft_wrap=True)

    def _note(self) -> str:
        samples = sum(len(s.judged) < len(s.made) for s in self.surveys)
        text = f"Rate: killed of those that load and are not marked equivalent. Seed {self.seed}."
        if samples:
            text += f" In {samples} of {len(self.surveys)} katas an evenly spread sample of {self.limit} was judged;"
            text += " --limit 0 judges every mutant."
        return text

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
        table.add_column("kata", overflow="fold")
        for name in ("made", "judged", "killed", "marked", "survived", "rate"):
            table.add_column(name, justify="right", no_wrap=True)
        for survey in self.usable:
            table.add_row(*_cells(survey), _colored(survey.rate, EACH))
        if len(self.usable) > 1:
            sums = [str(sum(column)) for column in zip(*(_counts(survey) for survey in self.usable), strict=True)]
            table.add_row("all", *sums, _colored(rate(self.usable), OVERALL), style="bold")
        return table


def _counts(survey: Survey) -> list[int]:
    fates = [survey.count("killed"), survey.count("marked"), survey.count("survived")]
    return [len(survey.made), sum(fates), *fates]


def _cells(survey: Survey) -> Iterator[str]:
    yield survey.kata.name
    yield from map(str, _counts(survey))


def _colored(share: float, bar: float) -> Text:
    return Text(_percent(share), "green" if share >= bar else "red")


def _percent(share: float) -> str:
    """Return a share as a percentage that is never rounded over a bar."""
    return f"{int(share * 1000) / 10:.1f} %"


def _diff(survey: Survey, mutant: Mutant) -> Text:
    text = Text.assemble((f"{short(survey.kata.solution)}:{mutant.line}", "bold"), (f"  {mutant.operator}\n", "dim"))
    for line in mutant.diff.splitlines():
        text.append(line + "\n", _COLORS.get(line[:1], ""))
    return text


def _as_json(survey: Survey, usable: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"kata": survey.kata.id, "made": len(survey.made), "faults": survey.faults()}
    if usable:
        names = ("made", "judged", "killed", "marked", "survived")
        said |= dict(zip(names, _counts(survey), strict=True))
        said |= {"does not load": survey.count("does not load"), "rate": survey.rate}
        said["survivors"] = [{"line": m.line, "operator": m.operator, "diff": m.diff} for m in survey.survivors]
    return said
