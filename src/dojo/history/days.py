"""Days as one says them, those of here."""

from __future__ import annotations

from datetime import date, datetime


def day_of(at: datetime) -> date:
    """Return the day of a time, here."""
    return at.astimezone().date()


def said(day: date, today: date) -> str:
    """Return a date in words: "20 November", with its year if that is another."""
    return f"{day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")


def since(at: datetime, now: datetime) -> str:
    """Say since when something is due: "today", or "since 20 November"."""
    day, today = day_of(at), day_of(now)
    return "today" if day >= today else f"since {said(day, today)}"
