"""`dojo report`: one's progress as one HTML page that needs nothing else, for light and dark screens and for paper."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from dojo.kata import layout
from dojo.practice import calendar, plots
from dojo.practice.next import Shelf
from dojo.practice.progress import against
from dojo.practice.statistics import Group, Numbers, numbers
from dojo.terminal.console import out

_MARK = '<meta name="generator" content="dojo report">'
_STYLE = """
:root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --quiet: #57606a; --grid: #d0d7de;
  --rest: #e7ebef; --begun: #d4a72c; --solved: #1a7f37; --over: #bc4c00; --accent: #0969da;
  --shade1: #aceebb; --shade2: #4ac26b; --shade3: #2da44e; --shade4: #116329; }
@media (prefers-color-scheme: dark) { :root { --page: #14171b; --text: #e6e9ec; --quiet: #a3abb4; --grid: #3a414a;
  --rest: #272c33; --begun: #a8811b; --solved: #3fb950; --over: #f0883e; --accent: #58a6ff;
  --shade1: #0f5323; --shade2: #1a7f37; --shade3: #2ea043; --shade4: #7ee787; } }
@media print { :root { color-scheme: light; --page: #fff; --text: #000; --quiet: #444; --grid: #bbb; --rest: #e7ebef;
  --begun: #d4a72c; --solved: #1a7f37; --over: #bc4c00; --accent: #0969da;
  --shade1: #aceebb; --shade2: #4ac26b; --shade3: #2da44e; --shade4: #116329; }
  svg { break-inside: avoid; min-width: 0; } h2, caption { break-after: avoid; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  * { print-color-adjust: exact; } main { max-width: none; padding: 0; } }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
p { margin: .3rem 0; } .quiet { color: var(--quiet); }
svg { display: block; width: 100%; min-width: 30rem; height: auto; margin: .6rem 0; }
svg text { fill: var(--text); font-size: 13px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding: .3rem 0; }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--grid); font-weight: normal; }
th[scope="row"] { min-width: 9rem; overflow-wrap: anywhere; }
thead th { color: var(--quiet); } th.pillar { font-weight: 600; } th.topic { padding-left: 1.2rem; }
thead th:not(:first-child), td { text-align: right; white-space: nowrap; }
.rest { fill: var(--rest); } .begun { fill: var(--begun); } .solved { fill: var(--solved); }
.grid { stroke: var(--grid); } .limit { stroke: var(--text); stroke-dasharray: 5 4; }
.curve { fill: none; stroke: var(--solved); stroke-width: 2.5; }
.dot { fill: var(--accent); stroke: var(--page); } .dot.over { fill: var(--over); }
.shade0 { fill: var(--rest); } .shade1 { fill: var(--shade1); } .shade2 { fill: var(--shade2); }
.shade3 { fill: var(--shade3); } .shade4 { fill: var(--shade4); }
"""


class NotWritten(Exception):
    """The page could not be written; the message is one line."""


def run(root: Path, file: Path | None) -> int:
    """Write the page and say where; return the exit code.

    Raises
    ------
    NotWritten
        The file cannot be written, or is something else than a report.
    """
    now = datetime.now(UTC)
    place = (file or root / ".dojo" / "report.html").absolute()
    write(place, page(numbers(Shelf.of(root), now), now))
    out().print(f"Written: {place}", soft_wrap=True)
    out().print(f"Open it in a browser: {place.as_uri()}", soft_wrap=True)
    return 0


def write(place: Path, text: str) -> None:
    """Write a report, whole or not at all, over nothing but an older report."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        if place.exists() and _MARK.encode() not in place.read_bytes()[:2000]:
            raise NotWritten(f"{place} is there already and is no report of dojo's; name another file")
        if place.parent.name == ".dojo":
            place.parent.mkdir(exist_ok=True)
        draft.write_bytes(text.encode("utf-8", "backslashreplace"))
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise NotWritten(f"{place} cannot be written ({error.strerror or error}); name another file") from error


def page(found: Numbers, now: datetime) -> str:
    """Return the whole page."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    written = f"{now.astimezone():%Y-%m-%d %H:%M}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            _MARK,
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<title>ML Interview Katas: progress</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            "<h1>Progress</h1>",
            f"<p>{found.solved} of {found.katas} katas solved, {found.attempted} attempted.</p>",
            f'<p class="quiet">Written {written}.</p>',
            *_sections(found),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _sections(found: Numbers) -> Iterator[str]:
    yield _section("Pillars and topics", _legend(), plots.pillars(found.pillars), _groups(found))
    if found.due or found.coming:
        yield _section("Reviews", _reviews(found))
    if found.solvings:
        yield _section("Solved so far", plots.solved_by_day(found))
    if any(solving.minutes is not None and solving.sheet_minutes for solving in found.solvings):
        note = "A dot a solving, by day; the dashed line is the kata's minutes."
        yield _section("Time", f'<p class="quiet">{note}</p>', plots.times(found))
    if found.solvings:
        yield _section("Every solving", _solvings(found))
    if found.mistakes:
        yield _section("Most made mistakes", _mistakes(found))
    if found.days:
        yield _section("Practice calendar", plots.practice(found), _days(found))
    else:
        yield "<p>Nothing is practised yet; <code>dojo next</code> chooses where to begin.</p>"


def _section(title: str, *parts: str) -> str:
    return "\n".join(["<section>", f"<h2>{title}</h2>", *parts, "</section>"])


def _legend() -> str:
    return '<p class="quiet">Green: solved, yellow: attempted and not solved yet, grey: not attempted.</p>'


def _groups(found: Numbers) -> str:
    rows = []
    for pillar in found.pillars:
        rows.append(_row("pillar", layout.pillar_title(pillar.pillar), _cells(pillar)))
        topics = (group for group in found.topics if group.pillar == pillar.pillar)
        rows += [_row("topic", group.topic, _cells(group)) for group in topics]
    head = ("pillar, topic", "solved", "attempted", "median time", "hints")
    return _table("By pillar and topic; the median time beside the median minutes of the same katas", head, rows)


def _cells(group: Group) -> list[str]:
    return [f"{group.solved} of {group.katas}", str(group.attempted), against(group), str(group.hints)]


def _reviews(found: Numbers) -> str:
    rows = [_row("", kata, [f"due since {day.isoformat()}"]) for kata, day in found.due]
    rows += [_row("", kata, [day.isoformat()]) for kata, day in found.coming]
    return _table("What is due, and what comes next", ("kata", "review"), rows)


def _solvings(found: Numbers) -> str:
    rows = []
    for s in reversed(found.solvings):
        spent = "" if s.minutes is None else f"{s.minutes:g}"
        rows.append(_row("", s.kata, [s.on.isoformat(), spent, str(s.sheet_minutes or ""), str(s.hints)]))
    return _table("The last first; minutes spent, and of how many", ("kata", "day", "minutes", "of", "hints"), rows)


def _mistakes(found: Numbers) -> str:
    rows = [_row("", name, [kata, str(times)]) for kata, name, times in found.mistakes]
    return _table("As dojo why named them", ("mistake", "kata", "times"), rows)


def _days(found: Numbers) -> str:
    """Return the calendar's numbers, a row a week in which anything was practised."""
    shown = calendar.weeks(found.days, found.today, calendar.since_first(found.days, found.today, calendar.MOST))
    rows = [
        _row("", week[0].day.isoformat(), [str(cell.katas or "") for cell in week] + [""] * (7 - len(week)))
        for week in shown
        if any(cell.katas for cell in week)
    ]
    return _table("Katas practised a day", ("week from", *calendar.DAYS), rows)


def _table(caption: str, head: Sequence[str], rows: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "\n".join(rows)
    return (
        f'<div class="wide"><table>\n<caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _row(kind: str, name: str, cells: Iterable[str]) -> str:
    first = f'<th scope="row" class="{kind}">' if kind else '<th scope="row">'
    return f"<tr>{first}{escape(name)}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
