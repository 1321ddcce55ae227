"""Times: runs and events in the order they happened, whatever the clock said, and days in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import TypeVar

from dojo.history.store import Event, History, Run

Recorded = TypeVar("Recorded", Run, Event)


def timeline(history: History, kata: str | None = None) -> list[tuple[datetime, Run | Event]]:
    """Return the runs and events of a kata, or all of them, with their times; at one time the events first.

    What was recorded before something else did not happen after it: where a clock ran ahead, the later record's time
    holds for both.
    """
    found: list[tuple[datetime, Run | Event]] = [*_timed(history.events(kata)), *_timed(history.runs(kata))]
    return sorted(found, key=itemgetter(0))


def _timed(recorded: Sequence[Recorded]) -> list[tuple[datetime, Recorded]]:
    last: dict[str, datetime] = {}
    found = []
    for one in reversed(recorded):
        at = moment_of(one.at)
        last[one.kata] = min(at, last.get(one.kata, at))
        found.append((last[one.kata], one))
    return found[::-1]


def moment_of(text: str) -> datetime:
    """Return a recorded time."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def day_of(at: datetime) -> date:
    """Return the day of a time, here."""
    return at.astimezone().date()


def day_text(day: date, today: date) -> str:
    """Return a date in words: "20 November", with its year if that is another."""
    return f"{day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")


def since_text(at: datetime, now: datetime) -> str:
    """Say since when something is due: "today", or "since 20 November"."""
    day, today = day_of(at), day_of(now)
    return "today" if day >= today else f"since {day_text(day, today)}"
