"""`dojo report`: one's progress as one HTML page that needs nothing else, for light and dark screens and for paper."""

from __future__ import annotations

import base64
import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dojo.kata.drafts import draft_of
from dojo.kata.layout import pillar_title
from dojo.practice import calendar, plots
from dojo.practice.next import Shelf
from dojo.practice.progress import against
from dojo.practice.statistics import Numbers, numbers
from dojo.terminal.console import out
from dojo.terminal.options import rooted

_MARK = '<meta name="generator" content="dojo report">'


@click.command("report")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@rooted
def command(file: Path | None, root: Path) -> None:
    """Write the progress as one HTML page that needs nothing else, into FILE or .dojo/report.html.

    Example: dojo report progress.html
    """
    now = datetime.now(UTC)
    place = (file or root / ".dojo" / "report.html").absolute()
    write(place, page(numbers(Shelf.of(root), now), now))
    out().print(f"Written: {place}", soft_wrap=True)
    out().print(f"Open it in a browser: {place.as_uri()}", soft_wrap=True)
    sys.exit(0)


def write(place: Path, text: str) -> None:
    """Write a report, whole or not at all, over nothing but an older report; anything else is a usage error."""
    try:
        if place.exists() and _MARK.encode() not in place.read_bytes()[:2000]:
            raise click.UsageError(f"{place} is there already and is no report of dojo's; name another file")
        if place.parent.name == ".dojo":
            place.parent.mkdir(exist_ok=True)
        with draft_of(place) as draft:
            draft.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise click.UsageError(f"{place} cannot be written ({error.strerror or error}); name another file") from error


def page(found: Numbers, now: datetime) -> str:
    """Return the whole page."""
    loader = PackageLoader("dojo.practice")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    shown = calendar.weeks(found.days, found.today, calendar.since_first(found.days, found.today, calendar.MOST))
    style = loader.get_source(pages, "progress.css")[0]
    return pages.get_template("progress.html").render(
        mark=Markup(_MARK),  # noqa: S704 - our own words
        style=Markup(style),  # noqa: S704
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        written=f"{now.astimezone():%Y-%m-%d %H:%M}",
        found=found,
        timed=any(solving.minutes is not None and solving.sheet_minutes for solving in found.solvings),
        weeks=[(week[0].day, [cell.katas or "" for cell in week] + [""] * (7 - len(week))) for week in shown],
        days=calendar.DAYS,
        plots=plots,
        width=plots.WIDTH,
        title=pillar_title,
        against=against,
    )
