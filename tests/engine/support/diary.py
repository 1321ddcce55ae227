"""A learner's history for the engine's own tests, written through the history's own doors at given times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dojo.history.reviews import record_review
from dojo.history.store import History, Run

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday


class Diary:
    """Writes what happens to one kata, minute after minute."""

    def __init__(self, history: History, kata: str = "core_concepts/double", minutes: int = 30) -> None:
        self.history, self.kata, self.minutes = history, kata, minutes
        self.now, self.texts = BEGAN, 0

    def later(self, minutes: float = 0, days: float = 0) -> Diary:
        """Let time go by."""
        self.now += timedelta(minutes=minutes, days=days)
        return self

    def event(self, what: str, **detail: Any) -> Diary:
        """Note an event."""
        self.history.event(self.kata, what, detail, at=self.now.isoformat())
        return self

    def run(self, verdict: str, text: str = "") -> Diary:
        """Record a run, of another text than before unless one is given; a solved one may be a review."""
        self.texts += 1
        run = Run(
            self.kata, verdict, text or f"text {self.texts}", source="watch", hidden=True, at=self.now.isoformat()
        )
        self.history.record(run)
        if verdict == "solved":
            record_review(self.history, self.kata, self.minutes)
        return self

    def solved(self, after: float, hints: int = 0) -> Diary:
        """Start it afresh, take hints, and solve it so many minutes after."""
        self.event("started", minutes=self.minutes).event("reset", digest="")
        for level in range(1, hints + 1):
            self.event("hint", level=level)
        return self.later(after).run("solved")

    def cards(self) -> list[dict[str, Any]]:
        """Return the details of the kata's reviews."""
        return [dict(event.detail) for event in self.history.events(self.kata) if event.what == "review"]


def a_spring(root: Path, katas: list[str], until: datetime) -> None:
    """Write the history of some weeks over several katas: solved, hinted, given up, begun, reviewed."""
    with History.open(root) as history:
        for place, kata in enumerate(katas):
            diary = Diary(history, kata, 20)
            diary.now = until - timedelta(days=40 - place)
            diary.event("started").later(6).run("failing").event("why", mistakes=["forgets ties", "off by one"])
            if place % 4 == 3:
                continue
            diary.later(2 + 3 * place).run("solved")
            diary.later(days=9 + place).solved(5 + place, hints=place % 3)
