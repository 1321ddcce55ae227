"""Which known mistakes fit the text that counts, as `dojo why` finds them; nothing is recorded, and it is no hint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dojo.judge.scheduler import Job, Options, WorkerHandle
from dojo.kata import candidates
from dojo.kata.layout import Kata

_LEAKS = ("leak", "test set", "the future", "looks ahead")


def fitting(root: Path, kata: Kata, text: str) -> tuple[str, ...]:
    """Return the names of the mistakes that answer as an attempt's text does, the best fit first."""
    try:
        attempt = replace(candidates.attempt(kata), source=text)
        others = (candidates.reference(kata), *candidates.alternatives(kata), *candidates.mistakes(kata))
    except (candidates.BadSolution, candidates.Unreadable):
        return ()
    with WorkerHandle(root, Options()) as worker:
        worker.begin(Job(kata, attempt, others))
        worker.finish()
        return tuple(match["mistake"] for finding in worker.findings for match in finding["mistakes"])


def may_leak(kata: Kata) -> bool:
    """Tell whether one of a kata's mistakes uses what cannot be known in time."""
    try:
        texts = [f"{c.name.replace('_', ' ')} {c.docstring()}".casefold() for c in candidates.mistakes(kata)]
    except candidates.BadSolution:
        return False
    return any(word in text for text in texts for word in _LEAKS)
