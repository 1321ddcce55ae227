"""`dojo card`: the interviewer's card at the terminal, or as an HTML page that prints on one sheet of A4."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dojo.history.events import note
from dojo.kata import rubric
from dojo.peer.card import WARNING, Card, Row, gather
from dojo.terminal.console import out
from dojo.terminal.ending import writing
from dojo.terminal.options import only, rooted
from dojo.terminal.pages import page

_TEMPLATE = Path(__file__).with_name("card.html.j2")


@click.command("card")
@click.argument("kata")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the card as a page that prints on A4 instead of showing it here.",
)
@rooted
def command(kata: str, html: Path | None, root: Path) -> None:
    """Show the interviewer's card of a kata: answers, mistakes, hints, follow-ups, rubric. Not for the candidate.

    That you have seen it is recorded.

    Example: dojo card kmeans_lloyd --html card.html
    """
    one = only(root, kata)
    card = gather(one)
    if html is None:
        _print(card)
    else:
        with writing(html):
            html.write_text(card_page(card), encoding="utf-8")
        out().print(f"The card is in {html}. {WARNING}", soft_wrap=True)
    note(root, one.id, "interviewer card")


def card_page(card: Card) -> str:
    """Return the page; it loads nothing from elsewhere."""
    return page(_TEMPLATE, card=card, warning=WARNING, axes=rubric.AXES, hire_bar=rubric.HIRE_BAR)


def _print(card: Card) -> None:
    out().print(WARNING, style="bold red")
    out().print(Text(f"\n{card.facts}", "dim"))
    out().print(Text(card.sheet.title, "bold"))
    out().print(card.goal)
    for title, rows in card.sections.items():
        if title == "Rules":
            bar = [Row(f"{a.letter} {a.key} ({a.weight})", card.anchors(a)[rubric.HIRE_BAR]) for a in rubric.AXES]
            _print_section(f"At the hire bar (level {rubric.HIRE_BAR})", bar)
        _print_section(title, rows)


def _print_section(title: str, rows: Sequence[Row]) -> None:
    out().print(Text(f"\n{title}", "bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", max_width=22, overflow="fold")
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(row.name, Text(f"{row.before}\n{row.text}" if row.before else row.text))
    out().print(Padding(table, (0, 0, 0, 2), expand=False))
