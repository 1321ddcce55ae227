"""The plots of the report as inline SVG: plain shapes whose colours the page's style sheet gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from dojo.kata.layout import pillar_title
from dojo.practice import calendar
from dojo.practice.statistics import Group, Numbers, Solving

_WIDTH = 640
_MOST = 2.0  # times the minutes of the sheet, where the plot of times ends


def pillars(groups: Sequence[Group]) -> str:
    """Return a bar a pillar: solved, begun, and the whole."""
    left, cells, step = 215, 340, 30
    parts = []
    for place, group in enumerate(groups):
        top = place * step + 6
        scale = cells / max(group.katas, 1)
        parts += [
            _text(left - 10, top + 14, pillar_title(group.pillar), "end"),
            _rect(left, top, cells, 18, "rest"),
            _rect(left, top, max(group.attempted, group.solved) * scale, 18, "begun"),
            _rect(left, top, group.solved * scale, 18, "solved"),
            _text(left + cells + 10, top + 14, f"{group.solved} of {group.katas}"),
        ]
    told = ", ".join(f"{pillar_title(g.pillar)} {g.solved} of {g.katas}" for g in groups)
    return _svg(len(groups) * step + 6, "Katas solved by pillar", told, parts)


def solved_by_day(found: Numbers) -> str:
    """Return the number of katas solved, as it grew."""
    firsts = {s.kata: s.on for s in reversed(found.solvings)}
    days = sorted(firsts.values())
    left, right, top, bottom = 50, _WIDTH - 20, 14, 150
    across = _Days([*days, found.today], left, right)
    many = len(days)

    def y(count: int) -> float:
        return bottom - (bottom - top) * count / many

    path = f"M{across.x(days[0]):.1f},{bottom}"
    for count, day in enumerate(days, start=1):
        path += f" H{across.x(day):.1f} V{y(count):.1f}"
    path += f" H{across.x(across.last):.1f}"
    levels = sorted({0, many // 2, many})
    parts = [_line(left, y(n), right, y(n), "grid") + _text(left - 8, y(n) + 4, str(n), "end") for n in levels]
    parts += [f'<path class="curve" d="{path}"/>', *across.ticks(bottom + 20)]
    told = f"{many} katas, the first on {days[0].isoformat()}, the last on {days[-1].isoformat()}"
    return _svg(bottom + 30, "Katas solved so far", told, parts)


def times(found: Numbers) -> str:
    """Return a dot a solving: its time against the minutes of the sheet, by day."""
    timed = [s for s in found.solvings if s.minutes is not None and s.sheet_minutes]
    left, right, top, bottom = 62, _WIDTH - 20, 14, 194
    across = _Days([*(s.on for s in timed), found.today], left, right)

    def y(share: float) -> float:
        return bottom - (bottom - top) * min(share, _MOST) / _MOST

    parts = []
    for percent in (0, 50, 100, 150, 200):
        kind = "limit" if percent == 100 else "grid"
        label = f"{percent} %" if percent < 100 * _MOST else "200+ %"
        parts.append(_line(left, y(percent / 100), right, y(percent / 100), kind))
        parts.append(_text(left - 6, y(percent / 100) + 4, label, "end"))
    parts += [_dot(across.x(s.on), y(_share(s)), s) for s in timed]
    parts += across.ticks(bottom + 20)
    over = sum(_share(s) > 1 for s in timed)
    told = f"{len(timed)} solvings, {len(timed) - over} within the minutes and {over} over them"
    return _svg(bottom + 30, "Time against the kata's minutes", told, parts)


def practice(found: Numbers) -> str:
    """Return the practice calendar: a column a week, a row a day."""
    shown = calendar.weeks(found.days, found.today, calendar.since_first(found.days, found.today, calendar.MOST))
    left, top, step = 40, 22, 22
    parts = [_text(left - 8, top + n * step + 13, name, "end") for n, name in enumerate(calendar.DAYS) if n % 2 == 0]
    for place, (week, month) in enumerate(zip(shown, calendar.months(shown), strict=True)):
        x = left + place * step
        parts.append(_text(x, top - 8, month) if month else "")
        for n, cell in enumerate(week):
            told = f"<title>{cell.day.isoformat()}: {_counted(cell.katas, 'kata')}</title>"
            parts.append(_rect(x, top + n * step, 18, 18, f"shade{cell.shade}", told))
    total = f"{_counted(len(found.days), 'day')} of practice"
    return _svg(top + 7 * step, "Practice calendar", total, parts)


class _Days:
    """Places days from left to right."""

    def __init__(self, days: Iterable[date], left: float, right: float) -> None:
        self.first, self.last = min(days := list(days)), max(days)
        self.left, self.right = left, right

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        return self.left + 6 + (self.right - self.left - 12) * ((day - self.first).days / span if span else 0.5)

    def ticks(self, y: float) -> list[str]:
        if self.first == self.last:
            return [_text(self.x(self.first), y, self.first.isoformat(), "middle")]
        return [_text(self.left, y, self.first.isoformat()), _text(self.right, y, self.last.isoformat(), "end")]


def _share(solving: Solving) -> float:
    return (solving.minutes or 0.0) / solving.sheet_minutes


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _svg(height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """Return a whole picture; what it says in words is its label for those who do not see it."""
    label = escape(f"{title}: {description}", quote=True)
    return (
        f'<div class="wide"><svg viewBox="0 0 {_WIDTH} {height:g}" role="img" aria-label="{label}">'
        + "".join(parts)
        + "</svg></div>"
    )


def _dot(x: float, y: float, s: Solving) -> str:
    kind = "dot over" if _share(s) > 1 else "dot"
    told = escape(f"{s.kata}, {s.on.isoformat()}: {s.minutes:g} of {s.sheet_minutes} minutes")
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{told}</title></circle>'


def _rect(x: float, y: float, width: float, height: float, kind: str, inside: str = "") -> str:
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:.1f}" height="{height:g}" rx="3">{inside}</rect>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:g}" y1="{y1:.1f}" x2="{x2:g}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
