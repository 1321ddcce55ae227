"""Rounds in history: every step is an event of its own, so that a crash leaves the round as it was."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dojo.history.events import recorded
from dojo.history.store import Event, History, HistoryProblem
from dojo.interview.formats import INTERVIEWS, MODES, Plan, scaled
from dojo.interview.state import State, Step, fold

# Steps that count outside of rounds too: the kind of event that they are there, and what it holds.
_ALSO = {"begin": ("started", ("minutes",)), "asked": ("asked", ("question", "topic")), "hint": ("hint", ("level",))}


@dataclass(frozen=True)
class Past:
    """A round as history has it; `at` and `last` are when it began and when its last step was."""

    id: str
    kata: str
    at: str
    last: str
    state: State

    @property
    def name(self) -> str:
        """The kata's name."""
        return self.kata.rpartition("/")[2]

    @property
    def plan(self) -> Plan | None:
        """The plan it was played by; None where this dojo has no such plan."""
        plan = (INTERVIEWS | MODES).get(self.state.plan)
        return None if plan is None else scaled(plan, self.state.minutes)

    def away(self) -> float:
        """Return the seconds since its last step."""
        return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(self.last)).total_seconds())


class Log:
    """Writes the steps of one round; where that is not possible, `problem` says why, and the round goes on."""

    def __init__(self, root: Path, kata: str, round_id: str = "") -> None:
        self.root, self.kata = root, kata
        self.id = round_id or secrets.token_hex(4)
        self.problem = ""

    def __call__(self, step: Step) -> None:
        """Record a step; on return it is on the disk, or `problem` says why not."""
        kind, names = _ALSO.get(step["step"], ("", ()))
        try:
            with History.open(self.root) as history, history.transaction():
                if kind:
                    history.event(self.kata, kind, {name: step[name] for name in names})
                history.event(self.kata, "round", {"round": self.id, **step})
        except HistoryProblem as problem:
            self.problem = self.problem or str(problem)

    def solution_opened(self) -> bool:
        """Tell whether the kata's solution was opened since the round began; no, where history cannot be read."""
        try:
            events = recorded(self.root, self.kata)
        except HistoryProblem:
            return False
        begun = [n for n, event in enumerate(events) if event.what == "round" and event.detail["round"] == self.id]
        return bool(begun) and any(event.what == "solution" for event in events[begun[0] :])


def rounds(root: Path) -> list[Past]:
    """Return the rounds in history, oldest first; raises `HistoryProblem`."""
    return gather(recorded(root))


def gather(events: Iterable[Event]) -> list[Past]:
    """Put a history's events together to rounds."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.what == "round" and "step" in event.detail:
            found.setdefault(str(event.detail["round"]), []).append(event)
    return [
        Past(id_, steps[0].kata, steps[0].at, steps[-1].at, fold(map(_step, steps)))
        for id_, steps in found.items()
        if steps[0].detail["step"] == "begin"
    ]


def _step(event: Event) -> Step:
    return {key: value for key, value in event.detail.items() if key != "round"}
