"""The debrief of a round: what can be measured, what happened when, and the rounds it compares with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dojo.interview.formats import LONG_SILENCE, Plan
from dojo.interview.log import Past
from dojo.interview.requirements import MUSTS
from dojo.interview.state import State, Step
from dojo.kata import rubric
from dojo.kata.rubric import Facts

SHOWN = 5  # earlier rounds to compare with
_LEVELS = {"error": 0, "not attempted": 0, "failing": 1, "timed out": 1, "visible pass": 2, "solved": 3}


@dataclass(frozen=True)
class Spent:
    """One phase: its minutes by plan and those it took, and what did not exist at its end."""

    name: str
    plan: float
    took: float
    lacks: tuple[str, ...]


def code_level(state: State) -> int:
    """Return the level of C that the tests show; beyond 3 tests show nothing."""
    run = state.counted
    if run is None or (_LEVELS[run.verdict] == 1 and not run.passed):
        return 0
    return _LEVELS[run.verdict]


def facts(state: State) -> Facts:
    """Return what the rubric wants to know beside the levels."""
    own = None
    if state.own is not None and not state.own.get("problem"):
        own = (len(state.own["caught"]), int(state.own["of"]))
    leaked = state.leak == "unreported"
    return Facts([level for _, level in state.hints], bool(state.solution), leaked, own)


def spent(plan: Plan, state: State) -> list[Spent]:
    """Return the phases that were entered, with their times."""
    entered = sorted(state.entered.items())
    ends = [t for _, t in entered[1:]] + [state.rang if state.rang is not None else state.t]
    return [
        Spent(plan.phases[n].name, plan.phases[n].minutes, (end - t) / 60, state.lacks.get(n, ()))
        for (n, t), end in zip(entered, ends, strict=True)
        if n < len(plan.phases)
    ]


def flags(state: State) -> list[str]:
    """Return what was seen of the candidate's behaviour; recorded, not scored."""
    found = []
    asked = state.asked[0][0] if state.asked else None
    if state.edited is not None and (asked is None or state.edited < asked):
        found.append("wrote code before the first question")
    silence = max((later - earlier for earlier, later in _silences(state)), default=0.0)
    if silence > LONG_SILENCE:
        found.append(f"{silence / 60:.0f} minutes without a save, a question or an answer")
    tried = next((run.t for run in state.runs if run.verdict != "not attempted"), None)
    if state.hints and (tried is None or state.hints[0][0] < tried):
        found.append("asked for a hint before trying")
    return found


def _silences(state: State) -> Iterator[tuple[float, float]]:
    end = state.rang if state.rang is not None else state.t
    return pairwise([*(t for t in state.lively if t <= end), end])


def replay(plan: Plan, steps: Sequence[Step]) -> list[tuple[float, str]]:
    """Return what happened, as minutes and words: phases, first edit, runs that tell something, questions, hints."""
    return [(float(step["t"]) / 60, text) for step, text in _Replay(plan).told(steps)]


class _Replay:
    """Tells steps in words; of runs, the first, the first visible pass, and every submit and bell."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.seen: set[str] = set()

    def told(self, steps: Sequence[Step]) -> Iterator[tuple[Step, str]]:
        for step in steps:
            tell = getattr(self, f"_{step['step']}", None)
            text = tell(step) if tell else ""
            if text:
                yield step, text

    def _first(self, what: str) -> bool:
        new = what not in self.seen
        self.seen.add(what)
        return new

    def _begin(self, step: Step) -> str:
        return f"begins: {self.plan.phases[0].name}"

    def _phase(self, step: Step) -> str:
        name = self.plan.phases[step["phase"]].name if step["phase"] < len(self.plan.phases) else "?"
        return f"{name}{_without(step)}"

    def _save(self, step: Step) -> str:
        return "first code saved" if step["edited"] and self._first("edit") else ""

    def _run(self, step: Step) -> str:
        result = f"{step['verdict']}, {step['passed']} of {step['total']} tests"
        if step["by"] != "save":
            return f"{step['by']}: {result}"
        if step["verdict"] in ("visible pass", "solved") and self._first("pass"):
            self.seen.add("run")
            return f"visible tests pass for the first time: {step['passed']} of {step['total']}"
        return f"first run: {result}" if step["total"] and self._first("run") else ""

    def _asked(self, step: Step) -> str:
        return f'asked: "{step["question"]}"' + ("" if step["topic"] else " (no answer)")

    def _hint(self, step: Step) -> str:
        return f"hint {step['level']}" + (f", {step['price']} points" if step["price"] else ", free")

    def _nudge(self, _: Step) -> str:
        return "the interviewer breaks the silence"

    def _switch(self, step: Step) -> str:
        return f"switch ({step['why']})"

    def _resume(self, step: Step) -> str:
        return f"resumed after {step['away'] / 60:.0f} minutes away"

    def _bell(self, step: Step) -> str:
        return f"the bell{_without(step)}"


def _without(step: Step) -> str:
    lacks = ", ".join(MUSTS[key].text for key in step["lacks"] if key in MUSTS)
    return f" (before it, missing: {lacks})" if lacks else ""


def earlier(rounds: Sequence[Past], this: str) -> list[Past]:
    """Return the last scored rounds before one, oldest first."""
    before: list[Past] = []
    for past in rounds:
        if past.id == this:
            break
        if past.state.score is not None:
            before.append(past)
    return before[-SHOWN:]


def weakest(rounds: Sequence[Past]) -> list[tuple[str, float]]:
    """Return the axes by mean level over scored rounds, the weakest first."""
    scored = [past.state.score["levels"] for past in rounds if past.state.score is not None]
    means = {axis.key: sum(levels[axis.key] for levels in scored) / len(scored) for axis in rubric.AXES if scored}
    return sorted(means.items(), key=lambda pair: pair[1])


def exported(past: Past, scores: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return a round in its exported form.

    Parameters
    ----------
    past : Past
    scores : sequence of mapping
        What `dojo score` recorded of the round. The interviewer's levels go before the counted ones.
    """
    state, plan = past.state, past.plan
    given = {score["by"]: score for score in scores}
    partner, mine = given.get("interviewer"), given.get("candidate")
    counted = state.score["levels"] if state.score is not None else {}
    hidden = state.counted.hidden if state.counted else None
    people = [*state.people, "", ""]
    own = state.own or {"caught": [], "of": 0}
    quotes = {**state.quotes, **(partner["quotes"] if partner else {})}
    return {
        "ts": past.at,
        "kata": past.kata,
        "mode": state.plan,
        "roles": {"candidate": people[0], "interviewer": (partner or {}).get("name") or people[1]},
        "phases": [round(phase.took, 1) for phase in spent(plan, state)] if plan else [],
        "asked": [topic or question for _, question, topic in state.asked],
        "hints": [{"min": round(t / 60, 1), "level": level} for t, level in state.hints],
        "runs": len(state.runs),
        "own_test_kill_rate": round(len(own["caught"]) / own["of"], 3) if own["of"] else None,
        "hidden_passed": list(hidden) if hidden else None,
        "mistakes": list(state.mistakes),
        "scores": _lettered(partner["scores"] if partner else counted),
        "self_scores": _lettered(mine["scores"] if mine else state.levels),
        "quotes": _lettered(quotes),
        "goal_next": (partner or {}).get("goal_next") or state.goal or "",
    }


def _lettered(by_key: Mapping[str, Any]) -> dict[str, Any]:
    return {axis.letter: by_key[axis.key] for axis in rubric.AXES if axis.key in by_key}
