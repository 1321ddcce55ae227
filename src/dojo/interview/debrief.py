"""The debrief of a round: what can be measured, what happened when, and the rounds to compare it with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dojo.interview.formats import LONG_SILENCE, Plan
from dojo.interview.log import Past
from dojo.interview.requirements import in_words
from dojo.interview.state import LIVELY, State, Step
from dojo.kata import rubric
from dojo.kata.hint_prices import price_text
from dojo.kata.rubric import Facts, Limit

COMPARED = 5  # earlier rounds
UNSUPPORTED = 1  # the highest level without evidence
_LEVELS = {"error": 0, "not attempted": 0, "failing": 1, "timed out": 1, "visible pass": 2, "solved": 3}


@dataclass(frozen=True)
class Spent:
    """One phase: its minutes by plan and those it took, and what did not exist at its end."""

    name: str
    plan: float
    took: float
    lacks: tuple[str, ...]


def code_level(state: State) -> int:
    """Return the level of C that the tests show; they cannot show one above 3."""
    run = state.counted
    if run is None or (_LEVELS[run.verdict] == 1 and not run.passed):
        return 0
    return _LEVELS[run.verdict]


def facts(plan: Plan, state: State) -> Facts:
    """Return what the rubric needs to know apart from the levels."""
    own = state.own
    measured = own is not None and bool(own.right or own.wrong) and "bugs" not in plan.evidence.get("verify", ())
    return Facts(
        hints=[int(hint["level"]) for hint in state.hints],
        solution_shown=bool(state.all("solution")),
        leakage_unreported=state.leak == "unreported",
        own_tests=(len(own.caught), own.of) if own is not None and measured else None,
        limits=tuple(limits(plan, state)),
    )


def limits(plan: Plan, state: State) -> Iterator[Limit]:
    """Yield a limit for each axis that lacks the evidence the round asks for.

    Questions asked or answered are as good as a block. In a debug round the tests show how many bugs are left.
    """
    acted = {"clarify": state.all("asked"), "communicate": state.all("answer")}
    for axis, evidence in plan.evidence.items():
        if "bugs" in evidence:
            if code_level(state) < rubric.HIRE_BAR:
                yield Limit(axis, code_level(state), "planted bugs are left")
        elif not state.wrote & set(evidence) and not acted.get(axis):
            yield Limit(axis, UNSUPPORTED, _MISSING[axis].format(" or ".join(evidence)))


_MISSING = {
    "clarify": "nothing asked, no {}",
    "approach": "no {}",
    "verify": "no {} of your own",
    "communicate": "no question answered, no {}",
}


def spent(plan: Plan, state: State) -> list[Spent]:
    """Return the phases that were entered, with their times."""
    entered = sorted(state.entered.items())
    ends = [*(t for _, t in entered[1:]), _end(state)]
    return [
        Spent(plan.phases[n].name, plan.phases[n].minutes, (end - t) / 60, state.lacks.get(n, ()))
        for (n, t), end in zip(entered, ends, strict=True)
        if n < len(plan.phases)
    ]


def flags(state: State) -> list[str]:
    """Return what was seen of the candidate's behaviour; recorded, not scored."""
    found = []
    edited = next((step["t"] for step in state.all("save") if step["edited"]), None)
    if edited is not None and not any(step["t"] <= edited for step in state.all("asked")):
        found.append("wrote code before the first question")
    lively = [step["t"] for step in state.all(*LIVELY) if step["t"] <= _end(state)]
    silence = max((later - earlier for earlier, later in pairwise([*lively, _end(state)])), default=0.0)
    if silence > LONG_SILENCE:
        found.append(f"{silence / 60:.0f} minutes without a save, a question or an answer")
    tried = next((run.t for run in state.runs if run.verdict != "not attempted"), None)
    if state.hints and (tried is None or state.hints[0]["t"] < tried):
        found.append("asked for a hint before trying")
    return found


def _end(state: State) -> float:
    """Return when the bell rang, or the time now."""
    return state.t if state.rang is None else state.rang


_LINES = {
    "begin": "begins: {phase}",
    "phase": "{phase}{missing}",
    "asked": 'asked: "{question}"{unanswered}',
    "hint": "hint {level}, {price}",
    "nudge": "the interviewer breaks the silence",
    "switch": "switch ({why})",
    "resume": "resumed after {minutes:.0f} minutes away",
    "bell": "the bell{missing}",
}


def replay(plan: Plan, steps: Sequence[Step]) -> list[tuple[float, str]]:
    """Return what happened, as seconds and text; of saved runs, the first and the first visible pass."""
    seen: set[str] = set()
    lines = [(float(step["t"]), _line(plan, step, seen)) for step in steps]
    return [(seconds, text) for seconds, text in lines if text]


def _line(plan: Plan, step: Step, seen: set[str]) -> str:
    """Return a step in words, "" where it is not worth a line; `seen` is what was there before."""
    if step["step"] in ("save", "run"):
        return _first_save(step, seen) if step["step"] == "save" else _run_line(step, seen)
    lacks, place = in_words(step.get("lacks", ())), int(step.get("phase", 0))
    words = {
        "phase": plan.phases[place].name if place < len(plan.phases) else "?",
        "missing": f" (missing before it: {lacks})" if lacks else "",
        "unanswered": "" if step.get("topic") else " (no answer)",
        "price": price_text(step.get("level", 1)),
        "minutes": step.get("away", 0) / 60,
    }
    return _LINES.get(step["step"], "").format(**{**step, **words})


def _first_save(step: Step, seen: set[str]) -> str:
    new = step["edited"] and "edit" not in seen
    seen |= {"edit"} if new else set()
    return "first code saved" if new else ""


def _run_line(step: Step, seen: set[str]) -> str:
    passed = f"{step['passed']} of {step['total']}"
    if step["by"] != "save":
        return f"{step['by']}: {step['verdict']}, {passed} tests"
    before = set(seen)
    seen |= {"run"} if step["total"] else set()
    if step["verdict"] in ("visible pass", "solved") and "pass" not in before:
        seen.add("pass")
        return f"visible tests pass for the first time: {passed}"
    return f"first run: {step['verdict']}, {passed} tests" if step["total"] and "run" not in before else ""


def earlier(rounds: Sequence[Past], this: str) -> list[Past]:
    """Return the last scored rounds before one, oldest first."""
    ids = [past.id for past in rounds]
    before = rounds[: ids.index(this)] if this in ids else rounds
    return [past for past in before if past.state.score is not None][-COMPARED:]


def means(rounds: Sequence[Past]) -> dict[str, float]:
    """Return the mean level of each axis over scored rounds."""
    scored = [past.state.score["levels"] for past in rounds if past.state.score is not None]
    return {axis.key: sum(levels[axis.key] for levels in scored) / len(scored) for axis in rubric.AXES if scored}


def exported(past: Past, scores: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return a round in its exported form.

    Parameters
    ----------
    past : Past
    scores : sequence of mapping
        What `dojo score` recorded of the round. The interviewer's levels take precedence over the counted ones.
    """
    state, plan, own = past.state, past.plan, past.state.own
    given = {score["by"]: score for score in scores}
    partner, mine = given.get("interviewer", {}), given.get("candidate", {})
    counted = state.score["levels"] if state.score is not None else {}
    people = [*state.people, "", ""]
    return {
        "ts": past.at,
        "kata": past.kata,
        "mode": state.plan,
        "roles": {"candidate": people[0], "interviewer": partner.get("name") or people[1]},
        "phases": [round(phase.took, 1) for phase in spent(plan, state)] if plan else [],
        "asked": [step["topic"] or step["question"] for step in state.all("asked")],
        "hints": [{"min": round(hint["t"] / 60, 1), "level": hint["level"]} for hint in state.hints],
        "runs": len(state.runs),
        "own_test_kill_rate": round(len(own.caught) / own.of, 3) if own and own.of else None,
        "hidden_passed": list(state.counted.hidden) if state.counted and state.counted.hidden else None,
        "mistakes": list(state.mistakes),
        "scores": _lettered(partner.get("scores", counted)),
        "self_scores": _lettered(mine.get("scores", state.levels)),
        "quotes": _lettered(state.quotes | partner.get("quotes", {})),
        "goal_next": partner.get("goal_next") or state.goal,
    }


def _lettered(by_key: Mapping[str, Any]) -> dict[str, Any]:
    return {axis.letter: by_key[axis.key] for axis in rubric.AXES if axis.key in by_key}
