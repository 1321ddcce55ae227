"""Notes: what history keeps beside the runs, as one table of kinds, and the one way to write one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dojo.history.store import Event, History, HistoryProblem
from dojo.terminal.console import err

# What each kind of event holds in its detail. A round's and a question card's events have the kata's or card's id.
KINDS = {
    "started": "minutes: int, fresh: bool, whether the stub was as shipped",
    "asked": "question: str, topic: str or None",
    "hint": "level: 1 to 3",
    "why": "mistakes: list of names",
    "solution": "gave_up: bool",
    "diff": "",
    "reset": "digest: str, of the text that was put away",
    "restored": "digest: str, of the text that was put away",
    "review": "card: the fsrs card after the review, rating: 1 to 4",
    "card": "a question card's review: card, rating, ticked, points, seconds",
    "interviewer card": "",
    "pitch": "minutes: int, seconds: float, findings: list of str",
    "round": "a step of a round: round (its id), step, t, and what the step holds (rounds.state.STEPS)",
    "score": "round or None, by: candidate or interviewer, name, scores, quotes; the interviewer's also goal_next, "
    "hints, solution_shown, leakage_unreported",
}


def note(root: Path, kata: str, what: str, **detail: Any) -> bool:
    """Record an event; say in one line why where it cannot be, and return whether it was."""
    if what not in KINDS:
        raise ValueError(f"{what!r} is no kind of event; see KINDS")
    try:
        with History.open(root) as history:
            history.event(kata, what, detail)
    except HistoryProblem as problem:
        err().print(f"Not recorded: {problem}")
        return False
    return True


def recorded(root: Path, kata: str | None = None) -> list[Event]:
    """Return the events of a kata, or all of them, oldest first; raises `HistoryProblem` where they cannot be read."""
    if not (root / ".dojo" / "history.db").exists():
        return []
    with History.open(root) as history:
        return history.events(kata)


def readable(root: Path, kata: str | None = None) -> list[Event]:
    """Return the same; where history cannot be read, say why in one line and return none."""
    try:
        return recorded(root, kata)
    except HistoryProblem as problem:
        err().print(f"The history cannot be read: {problem}")
        return []
