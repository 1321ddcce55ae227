"""A round as the steps recorded of it, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

Step = Mapping[str, Any]

# Every step has `step`, its kind, and `t`, the seconds on the round's clock. What else each kind holds:
STEPS = {
    "begin": "plan, minutes: of all phases, people: list of names, goal: the last round's",
    "resume": "away: seconds without anyone there, which are not counted",
    "clock": "a sign that the clock runs: a crash loses at most what follows it",
    "phase": "phase: the one that begins, by place; lacks: of the one before; owed: bell where it is judged",
    "save": "wrote: headings of the blocks, and tests where there are own ones; edited: whether there is code",
    "run": "by: save, submit or bell; verdict, passed, total, hidden: [passed, of how many] or None; failing: names",
    "submit": "",
    "asked": "question, topic: None where the sheet has no answer",
    "hint": "level, price: points",
    "nudge": "the interviewer broke the silence",
    "switch": "driver: by place among the people; why: time, green or by hand",
    "answer": "question, text",
    "bell": "lacks and owed, as for a phase",
    "own": "the fields of OwnTests",
    "mistakes": "names: of mistakes that fit the text that counts",
    "solution": "it was opened since the round began",
    "level": "axis, level, quote: what was said or done",
    "leak": "leak: none, reported or unreported",
    "goal": "text: the goal for the next round",
    "score": "points, band, levels, price, reasons",
    "end": "why: done, or given up for another round",
}
# The attributes of the state that the last step of a kind sets, each with the step's key.
_SETS = {
    "begin": {"plan": "plan", "minutes": "minutes", "people": "people"},
    "switch": {"driver": "driver"},
    "mistakes": {"mistakes": "names"},
    "leak": {"leak": "leak"},
    "goal": {"goal": "text"},
    "end": {"ended": "why"},
}
LIVELY = ("begin", "save", "asked", "hint", "submit", "answer", "switch", "resume")  # signs of life


@dataclass(frozen=True)
class RunDone:
    """One judging within a round."""

    t: float
    by: str
    verdict: str
    passed: int
    total: int
    hidden: tuple[int, int] | None
    failing: tuple[str, ...] = ()  # the tests that did not pass, where all were run

    @property
    def counts(self) -> tuple[int, int]:
        """How many visible and how many hidden tests passed."""
        hidden = self.hidden[0] if self.hidden else 0
        return self.passed - hidden, hidden


@dataclass(frozen=True)
class OwnTests:
    """What a candidate's own tests are worth.

    Attributes
    ----------
    right : list of str
        Tests that the reference passes.
    wrong : list of pairs
        Tests that it does not pass, and how they failed.
    caught : list of str
        The kata's mistakes on which a right test fails.
    of : int
        How many mistakes the kata has.
    problem : str
        Why nothing could be measured.
    """

    right: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    caught: list[str] = field(default_factory=list)
    of: int = 0
    problem: str = ""


@dataclass
class State:
    """The steps of a round, and what they add up to. Times are seconds on the round's clock."""

    steps: list[Step] = field(default_factory=list)
    plan: str = ""
    minutes: float = 0.0
    people: Sequence[str] = ()
    t: float = 0.0
    phase: int = 0
    entered: dict[int, float] = field(default_factory=dict)  # when each phase began
    lacks: dict[int, tuple[str, ...]] = field(default_factory=dict)  # what did not exist at the end of each phase
    runs: list[RunDone] = field(default_factory=list)
    driver: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    owed: str = ""  # a judging that was asked for and has not ended: "submit" or "bell"
    rang: float | None = None  # when the bell rang
    mistakes: Sequence[str] = ()  # that fit the text that counts
    own: OwnTests | None = None
    levels: dict[str, int] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    leak: str = ""  # "": not asked yet, else "none", "reported" or "unreported"
    goal: str = ""
    score: Step | None = None
    ended: str = ""

    def all(self, *kinds: str) -> list[Step]:
        """Return the steps of these kinds, oldest first."""
        return [step for step in self.steps if step["step"] in kinds]

    def last(self, *kinds: str) -> float:
        """Return when the last step of these kinds was, 0 where there is none."""
        return max((float(step["t"]) for step in self.all(*kinds)), default=0.0)

    @property
    def over(self) -> bool:
        """Whether the bell has rung."""
        return self.rang is not None

    @property
    def hints(self) -> list[Step]:
        return self.all("hint")

    @property
    def topics(self) -> set[str]:
        """The topics on which the interviewer had an answer."""
        return {step["topic"] for step in self.all("asked") if step["topic"]}

    @property
    def wrote(self) -> set[str]:
        """The headings of the blocks that were ever there, and "tests" where own tests were."""
        return {heading for step in self.all("save") for heading in step.get("wrote", ())}

    @property
    def counted(self) -> RunDone | None:
        """The judging that counts: the bell's, or the last one with hidden tests of a round that has none yet."""
        whole = [run for run in self.runs if run.by == "bell"] or [run for run in self.runs if run.hidden]
        return whole[-1] if whole else None

    def progressed(self) -> Iterator[float]:
        """Yield when more visible tests passed than ever before, or more hidden ones."""
        best = (0, 0)
        for run in self.runs:
            before, best = best, (max(best[0], run.counts[0]), max(best[1], run.counts[1]))
            if best != before:
                yield run.t

    def take(self, step: Step) -> None:
        """Add a step; a kind that is not known here, from a newer dojo, changes the clock only."""
        self.steps.append(step)
        self.t = max(self.t, float(step["t"]))
        for name, key in _SETS.get(step["step"], {}).items():
            setattr(self, name, step[key])
        if step["step"] in STEPS and hasattr(self, f"_{step['step']}"):
            getattr(self, f"_{step['step']}")(step)

    # What else the kinds of steps change.

    def _begin(self, _: Step) -> None:
        self.entered[0] = self.t

    def _phase(self, step: Step) -> None:
        self._end_phase(step)
        self.phase = int(step["phase"])
        self.entered[self.phase] = self.t

    def _bell(self, step: Step) -> None:
        self._end_phase(step)
        self.rang = self.t

    def _end_phase(self, step: Step) -> None:
        self.lacks[self.phase] = tuple(step["lacks"])
        self.owed = step.get("owed", "") or self.owed

    def _submit(self, _: Step) -> None:
        self.owed = self.owed or "submit"

    def _run(self, step: Step) -> None:
        hidden = tuple(step["hidden"]) if step["hidden"] else None
        counts = (step["verdict"], step["passed"], step["total"], hidden)
        self.runs.append(RunDone(self.t, step["by"], *counts, tuple(step.get("failing", ()))))
        if step["by"] == self.owed:
            self.owed = ""

    def _answer(self, step: Step) -> None:
        self.answers[step["question"]] = step["text"]

    def _own(self, step: Step) -> None:
        self.own = OwnTests(**{f.name: step[f.name] for f in fields(OwnTests)})

    def _level(self, step: Step) -> None:
        self.levels[step["axis"]], self.quotes[step["axis"]] = step["level"], step["quote"]

    def _score(self, step: Step) -> None:
        self.score = step


def fold(steps: Iterable[Step]) -> State:
    """Return the state that steps lead to."""
    state = State()
    for step in steps:
        state.take(step)
    return state
