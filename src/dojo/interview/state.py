"""The state of a round, as the sum of its steps: whoever has the recorded steps has the round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Step = Mapping[str, Any]

# Every step has `step`, its kind, and `t`, the seconds on the round's clock. What else each kind holds:
STEPS = {
    "begin": "plan, minutes: of all phases, people: list of names",
    "resume": "away: seconds that nobody was there, which are not counted",
    "clock": "a sign that the clock runs: what a crash can lose is what follows it",
    "phase": "phase: the one that begins, by place; lacks: of the one before; owed: bell where it is judged",
    "save": "met: what exists of what must, edited: whether there is code",
    "run": "by: save, submit or bell; verdict, passed, total, hidden: [passed, of how many] or None",
    "submit": "",
    "asked": "question, topic: None where the sheet has no answer",
    "hint": "level, price: points",
    "nudge": "the interviewer broke the silence",
    "switch": "driver: by place among the people; why: time, green or by hand",
    "answer": "question, text",
    "bell": "lacks and owed, as for a phase",
    "own": "right, wrong: own tests that the reference passes and not; caught; of: how many mistakes; problem",
    "mistakes": "names: of mistakes that fit the text that counts",
    "solution": "it was opened since the round began",
    "level": "axis, level, quote: what was said or done",
    "leak": "leak: none, reported or unreported",
    "goal": "text: the goal for the next round",
    "score": "points, band, levels, price, reasons",
    "end": "why: done, or given up for another round",
}


@dataclass(frozen=True)
class RunDone:
    """One judging within a round."""

    t: float
    by: str
    verdict: str
    passed: int
    total: int
    hidden: tuple[int, int] | None


@dataclass
class State:
    """What the steps add up to. Times are seconds on the round's clock."""

    plan: str = ""
    minutes: float = 0.0
    people: tuple[str, ...] = ()
    t: float = 0.0
    phase: int = 0
    entered: dict[int, float] = field(default_factory=dict)
    lacks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    met: tuple[str, ...] = ()
    edited: float | None = None
    runs: list[RunDone] = field(default_factory=list)
    asked: list[tuple[float, str, str | None]] = field(default_factory=list)
    hints: list[tuple[float, int]] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)
    lively: list[float] = field(default_factory=list)  # when the candidate gave a sign of life
    nudged: float = 0.0
    driver: int = 0
    switched: float = 0.0
    switches: list[float] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    owed: str = ""  # a judging that was asked for and has not ended: "submit" or "bell"
    over: bool = False  # the bell has rung
    rang: float | None = None
    mistakes: tuple[str, ...] = ()  # that fit the text that counts
    solution: bool = False  # was opened meanwhile
    own: Step | None = None
    levels: dict[str, int] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    leak: str = ""  # "": not asked yet, else "none", "reported" or "unreported"
    goal: str | None = None
    score: Step | None = None
    ended: str = ""

    @property
    def topics(self) -> set[str]:
        """The topics on which the interviewer had an answer."""
        return {topic for _, _, topic in self.asked if topic}

    @property
    def ran(self) -> bool:
        return any(run.passed for run in self.runs)

    @property
    def counted(self) -> RunDone | None:
        """The judging that counts: the bell's, or the last one with hidden tests of a round that has none yet."""
        whole = [run for run in self.runs if run.by == "bell"] or [run for run in self.runs if run.hidden]
        return whole[-1] if whole else None


_LIVELY = ("begin", "save", "asked", "hint", "submit", "answer", "switch", "resume")


def fold(steps: Iterable[Step]) -> State:
    """Return the state that steps lead to."""
    state = State()
    for step in steps:
        apply(state, step)
    return state


def apply(state: State, step: Step) -> None:
    """Change a state by one step; a kind that is not known here, from a newer dojo, changes the clock only."""
    state.t = max(state.t, float(step["t"]))
    if step["step"] in _LIVELY:
        state.lively.append(state.t)
    change = getattr(_Changes, str(step["step"]), None)
    if change is not None:
        change(state, step)


class _Changes:
    """What each kind of step changes."""

    @staticmethod
    def begin(state: State, step: Step) -> None:
        state.plan, state.minutes, state.people = step["plan"], step["minutes"], tuple(step["people"])
        state.entered[0] = state.t

    @staticmethod
    def phase(state: State, step: Step) -> None:
        state.lacks[state.phase] = tuple(step["lacks"])
        state.phase = int(step["phase"])
        state.entered[state.phase] = state.t
        state.owed = step.get("owed", "") or state.owed

    @staticmethod
    def save(state: State, step: Step) -> None:
        state.met = tuple(step["met"])
        if step["edited"] and state.edited is None:
            state.edited = state.t

    @staticmethod
    def run(state: State, step: Step) -> None:
        hidden = tuple(step["hidden"]) if step["hidden"] else None
        state.runs.append(RunDone(state.t, step["by"], step["verdict"], step["passed"], step["total"], hidden))
        if step["by"] == state.owed:
            state.owed = ""

    @staticmethod
    def submit(state: State, _: Step) -> None:
        state.submits.append(state.t)
        state.owed = state.owed or "submit"

    @staticmethod
    def asked(state: State, step: Step) -> None:
        state.asked.append((state.t, step["question"], step["topic"]))

    @staticmethod
    def hint(state: State, step: Step) -> None:
        state.hints.append((state.t, step["level"]))

    @staticmethod
    def nudge(state: State, _: Step) -> None:
        state.nudged = state.t

    @staticmethod
    def switch(state: State, step: Step) -> None:
        state.driver, state.switched = step["driver"], state.t
        state.switches.append(state.t)

    @staticmethod
    def answer(state: State, step: Step) -> None:
        state.answers[step["question"]] = step["text"]

    @staticmethod
    def bell(state: State, step: Step) -> None:
        state.lacks[state.phase] = tuple(step["lacks"])
        state.over, state.rang = True, state.t
        state.owed = step.get("owed", "") or state.owed

    @staticmethod
    def own(state: State, step: Step) -> None:
        state.own = step

    @staticmethod
    def mistakes(state: State, step: Step) -> None:
        state.mistakes = tuple(step["names"])

    @staticmethod
    def solution(state: State, _: Step) -> None:
        state.solution = True

    @staticmethod
    def level(state: State, step: Step) -> None:
        state.levels[step["axis"]], state.quotes[step["axis"]] = step["level"], step["quote"]

    @staticmethod
    def leak(state: State, step: Step) -> None:
        state.leak = step["leak"]

    @staticmethod
    def goal(state: State, step: Step) -> None:
        state.goal = step["text"]

    @staticmethod
    def score(state: State, step: Step) -> None:
        state.score = step

    @staticmethod
    def end(state: State, step: Step) -> None:
        state.ended = step["why"]
