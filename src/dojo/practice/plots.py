"""The plots of the report as shapes, which the page's template draws and its style sheet colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dojo.kata.layout import pillar_title
from dojo.practice import calendar
from dojo.practice.statistics import Group, Numbers, Solving

WIDTH = 640
_MOST = 2.0  # times the minutes of the sheet, where the plot of times ends


@dataclass(frozen=True)
class Shape:
    """An SVG element; its title is shown where the pointer rests on it."""

    name: str
    attributes: dict[str, object]
    text: str = ""
    title: str = ""


@dataclass(frozen=True)
class Plot:
    """A picture; what it says in words is its description for those who do not see it."""

    title: str
    description: str
    height: float
    shapes: Sequence[Shape]


def pillars(groups: Sequence[Group]) -> Plot:
    """Return a bar for each pillar: solved, begun, and the whole."""
    left, cells, step = 215, 340, 30
    shapes: list[Shape] = []
    for place, group in enumerate(groups):
        top, scale = place * step + 6, cells / max(group.katas, 1)
        shapes += [
            _text(left - 10, top + 14, pillar_title(group.pillar), "end"),
            _rect(left, top, cells, "rest"),
            _rect(left, top, max(group.attempted, group.solved) * scale, "begun"),
            _rect(left, top, group.solved * scale, "solved"),
            _text(left + cells + 10, top + 14, f"{group.solved} of {group.katas}"),
        ]
    words = ", ".join(f"{pillar_title(g.pillar)} {g.solved} of {g.katas}" for g in groups)
    return Plot("Katas solved by pillar", words, len(groups) * step + 6, shapes)


def solved_by_day(found: Numbers) -> Plot:
    """Return the number of katas solved, as it grew."""
    days = sorted({s.kata: s.on for s in reversed(found.solvings)}.values())
    many = len(days)
    axes = _Axes([*days, found.today], left=50, bottom=150, most=many)
    path = f"M{axes.x(days[0]):.1f},{axes.bottom}"
    for count, day in enumerate(days, start=1):
        path += f" H{axes.x(day):.1f} V{axes.y(count):.1f}"
    path += f" H{axes.x(axes.last):.1f}"
    levels = [axes.level(n, str(n), "grid") for n in sorted({0, many // 2, many})]
    shapes = [shape for level in levels for shape in level]
    shapes += [Shape("path", {"class": "curve", "d": path}), *axes.ticks()]
    words = f"{many} katas, the first on {days[0].isoformat()}, the last on {days[-1].isoformat()}"
    return Plot("Katas solved so far", words, axes.bottom + 30, shapes)


def times(found: Numbers) -> Plot:
    """Return a dot for each solving: its time against the minutes of the sheet, by day."""
    timed = [s for s in found.solvings if s.minutes is not None and s.sheet_minutes]
    axes = _Axes([*(s.on for s in timed), found.today], left=62, bottom=194, most=_MOST)
    shapes: list[Shape] = []
    for percent in (0, 50, 100, 150, 200):
        label = f"{percent} %" if percent < 100 * _MOST else "200+ %"
        shapes += axes.level(percent / 100, label, "limit" if percent == 100 else "grid")
    shapes += [_dot(axes, s) for s in timed]
    over = sum(_share(s) > 1 for s in timed)
    words = f"{len(timed)} solvings, {len(timed) - over} within the minutes and {over} over them"
    return Plot("Time against the kata's minutes", words, axes.bottom + 30, [*shapes, *axes.ticks()])


def practice(found: Numbers) -> Plot:
    """Return the practice calendar: a column for each week, a row for each day."""
    shown = calendar.weeks(found.days, found.today, calendar.since_first(found.days, found.today, calendar.MOST))
    left, top, step = 40, 22, 22
    shapes = [_text(left - 8, top + n * step + 13, name, "end") for n, name in enumerate(calendar.DAYS) if n % 2 == 0]
    for place, (week, month) in enumerate(zip(shown, calendar.months(shown), strict=True)):
        x = left + place * step
        shapes += [_text(x, top - 8, month)] if month else []
        for n, cell in enumerate(week):
            title = f"{cell.day.isoformat()}: {_counted(cell.katas, 'kata')}"
            shapes.append(_rect(x, top + n * step, 18, f"shade{cell.shade}", title))
    return Plot("Practice calendar", f"{_counted(len(found.days), 'day')} of practice", top + 7 * step, shapes)


class _Axes:
    """Places days from left to right, and numbers from 0 at the bottom to the most at the top."""

    def __init__(self, days: Iterable[date], left: float, bottom: float, most: float) -> None:
        self.first, self.last = min(days := list(days)), max(days)
        self.left, self.right, self.top, self.bottom = left, WIDTH - 20, 14, bottom
        self.most = most

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        return self.left + 6 + (self.right - self.left - 12) * ((day - self.first).days / span if span else 0.5)

    def y(self, number: float) -> float:
        return self.bottom - (self.bottom - self.top) * min(number, self.most) / self.most

    def level(self, number: float, label: str, kind: str) -> Iterator[Shape]:
        y = round(self.y(number), 1)
        yield Shape("line", {"class": kind, "x1": self.left, "y1": y, "x2": self.right, "y2": y})
        yield _text(self.left - 6, y + 4, label, "end")

    def ticks(self) -> list[Shape]:
        y = self.bottom + 20
        if self.first == self.last:
            return [_text(self.x(self.first), y, self.first.isoformat(), "middle")]
        return [_text(self.left, y, self.first.isoformat()), _text(self.right, y, self.last.isoformat(), "end")]


def _share(solving: Solving) -> float:
    return (solving.minutes or 0.0) / solving.sheet_minutes


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _dot(axes: _Axes, s: Solving) -> Shape:
    place = {"cx": round(axes.x(s.on), 1), "cy": round(axes.y(_share(s)), 1), "r": 5}
    title = f"{s.kata}, {s.on.isoformat()}: {s.minutes:g} of {s.sheet_minutes} minutes"
    return Shape("circle", {"class": "dot over" if _share(s) > 1 else "dot", **place}, title=title)


def _rect(x: float, y: float, width: float, kind: str, title: str = "") -> Shape:
    place = {"x": x, "y": y, "width": round(width, 1), "height": 18, "rx": 3}
    return Shape("rect", {"class": kind, **place}, title=title)


def _text(x: float, y: float, text: str, anchor: str = "start") -> Shape:
    return Shape("text", {"x": round(x, 1), "y": round(y, 1), "text-anchor": anchor}, text)
