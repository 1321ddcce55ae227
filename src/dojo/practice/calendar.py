"""The practice calendar: weeks by days, the same cells for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHADES = "·░▒▓█"
PLAIN = ".-+*#"
MOST = 26  # weeks


@dataclass(frozen=True)
class Cell:
    """One day: how many katas were practised, and how dark it is shown, 0 to 4."""

    day: date
    katas: int
    shade: int


def weeks(days: Mapping[date, int], today: date, many: int) -> list[list[Cell]]:
    """Return the last weeks, the oldest first, each from Monday; the last one ends today.

    The shades stand for no kata, one, two, three or four, and more.
    """
    monday = today - timedelta(days=today.weekday())
    firsts = [monday - timedelta(weeks=back) for back in reversed(range(many))]
    return [[_cell(days, day) for n in range(7) if (day := first + timedelta(days=n)) <= today] for first in firsts]


def _cell(days: Mapping[date, int], day: date) -> Cell:
    katas = days.get(day, 0)
    return Cell(day, katas, katas if katas < 3 else 3 if katas < 5 else 4)


def months(shown: list[list[Cell]]) -> list[str]:
    """Return a label for each week: the month's name at the first week that begins in it, where there is room."""
    firsts = [week[0].day for week in shown]
    begins = [not n or day.month != firsts[n - 1].month for n, day in enumerate(firsts)]
    room = [begins[n + 1 : n + 2] == [False] for n in range(len(firsts))]  # a name is wider than its week
    return [f"{day:%b}" if here and wide else "" for day, here, wide in zip(firsts, begins, room, strict=True)]


def since_first(days: Mapping[date, int], today: date, most: int) -> int:
    """Return how many weeks are worth showing: from the first day of practice on, at least eight, at most so many."""
    first = min(days, default=today)
    return min(most, max(8, (today - first).days // 7 + 2))


def lines(days: Mapping[date, int], today: date, columns: int, signs: str) -> list[str]:
    """Return the calendar for a terminal so many columns wide, at most half a year."""
    many = since_first(days, today, max(1, min(MOST, (columns - 5) // 2)))
    shown = weeks(days, today, many)
    head = "    " + "".join(f"{month:<2}" for month in months(shown)).rstrip()
    rows = [
        f"{name} " + " ".join(signs[week[n].shade] for week in shown if n < len(week)) for n, name in enumerate(DAYS)
    ]
    return [head, *rows]
