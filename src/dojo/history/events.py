"""What commands note in history and ask of it; where that cannot be, one line says why and they go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dojo.history.file import file_of
from dojo.history.store import Event, History, HistoryProblem

Answer = TypeVar("Answer")

# What each kind of event holds in its detail; those of a round and of a question card have the kata's or card's id.
KINDS = {
    "started": "minutes: int, fresh: bool, whether the stub was as shipped",
    "asked": "question: str, topic: str or None",
    "hint": "level: 1 to 3",
    "why": "mistakes: list of names",
    "solution": "gave_up: bool",
    "diff": "",
    "reset": "digest: str, of the text that it replaced",
    "restored": "digest: str, of the text that it replaced",
    "review": "card: the fsrs card after the review, rating: 1 to 4",
    "card": "a question card's review: card, rating, ticked, points, seconds",
    "interviewer card": "",
    "pitch": "minutes: int, seconds: float, findings: list of str",
    "round": "a step of a round: round (its id), step, t, and what the step holds (STEPS in interview/state.py)",
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
        click.echo(f"Not recorded: {problem}", err=True)
        return False
    return True


def ask(root: Path, question: Callable[[History], Answer], otherwise: Answer, quiet: bool = False) -> Answer:
    """Return what a history answers; `otherwise` where there is none, or where it cannot be read.

    Parameters
    ----------
    root : Path
    question : callable
        Takes the open history.
    otherwise : object
    quiet : bool, optional
        Leave a problem to whatever records something next, which will report it.
    """
    if not file_of(root).exists():
        return otherwise
    try:
        with History.open(root) as history:
            return question(history)
    except HistoryProblem as problem:
        if not quiet:
            click.echo(f"The history cannot be read: {problem}", err=True)
        return otherwise


def recorded(root: Path, kata: str | None = None) -> list[Event]:
    """Return the events of a kata, or all of them, oldest first; raises `HistoryProblem` where they cannot be read."""
    if not file_of(root).exists():
        return []
    with History.open(root) as history:
        return history.events(kata)


def readable(root: Path, kata: str | None = None) -> list[Event]:
    """Return the same; where history cannot be read, say why in one line and return none."""
    return ask(root, lambda history: history.events(kata), [])
