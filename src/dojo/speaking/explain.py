"""`dojo explain`: a question card answered aloud under a clock, ticked, and due again when `fsrs` says so."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.text import Text

from dojo.history.events import note, readable
from dojo.history.reviews import next_card
from dojo.kata.layout import pillar_title
from dojo.speaking import cards, schedule
from dojo.speaking.cards import Card
from dojo.speaking.schedule import Review
from dojo.terminal import lines as prompts
from dojo.terminal.clock import clock
from dojo.terminal.console import err, out
from dojo.terminal.ending import Failed, failing
from dojo.terminal.options import pillar_of, rooted


@click.command("explain")
@click.argument("card", required=False)
@click.option("--pillar", type=pillar_of, metavar="PILLAR", help="Only the cards of one pillar.")
@click.option("--seconds", type=click.Choice(["60", "120"]), default="60", help="How long you may speak (default 60).")
@click.option("--list", "list_", is_flag=True, help="List the cards, and when each is due.")
@rooted
def command(card: str | None, pillar: str | None, seconds: str, list_: bool, root: Path) -> None:
    """Answer a question card aloud under a clock, and tick the key points you covered; it comes back when it is due.

    Without CARD: the one that is due, else a new one of your weakest pillar.

    Example: dojo explain cold-start --seconds 120
    """
    with failing(cards.BadCards):
        found = [card for card in cards.read_all(root) if pillar in (None, card.pillar)]
    if not found:
        raise Failed("There are no question cards here: they are read from solutions/<pillar>/_cards.toml")
    reviews = schedule.last_reviews(readable(root))
    if list_:
        _list(found, reviews)
        return
    chosen = cards.pick(found, card) if card else schedule.choose(found, reviews, datetime.now(UTC))
    try:
        _play(root, chosen, reviews.get(chosen.id), int(seconds))
    except (prompts.InputEnded, KeyboardInterrupt) as end:
        err().print("\nNothing is recorded: the card ended before every key point was ticked.")
        sys.exit(prompts.exit_code(end))


def _list(found: Sequence[Card], reviews: dict[str, Review]) -> None:
    width = max(len(card.name) for card in found)
    for pillar in dict.fromkeys(card.pillar for card in found):
        out().print(pillar_title(pillar), style="bold")
        for card in (card for card in found if card.pillar == pillar):
            seen = reviews.get(card.id)
            state = f"{seen.share:.0%} covered, due {seen.due.astimezone():%Y-%m-%d}" if seen else "new"
            out().print(f"  {card.name:<{width}}  {state}")


def _play(root: Path, card: Card, before: Review | None, seconds: int) -> None:
    lines = prompts.Lines()
    _show_question(card, seconds)
    took = prompts.countdown(lines, seconds)
    out().print(f"You spoke for {clock(took)}. Which of these did you say?\n", style="bold")
    ticked = sum([prompts.yes(lines, f"{number}. {point}") for number, point in enumerate(card.points, start=1)])
    _show_items("Traps", card.traps)
    _show_items("Follow-up", [card.follow_up])
    grade, total = schedule.rating(ticked, len(card.points)), len(card.points)
    after = next_card(before.card if before else None, grade, datetime.now(UTC))
    if note(root, card.id, "card", card=after, rating=grade, ticked=ticked, points=total, seconds=round(took, 1)):
        due = datetime.fromisoformat(after["due"]).astimezone()
        out().print(f"\n{ticked} of {total} key points; due again on {due:%Y-%m-%d}.", style="bold")


def _show_question(card: Card, seconds: int) -> None:
    out().print(Text(f"{card.id} · your listener: {card.audience}", "dim"), soft_wrap=True)
    out().print(Text(f"\n{card.question}\n", "bold"), width=min(shutil.get_terminal_size().columns, 100))
    out().print(f"Answer aloud within {seconds} seconds; the key points come afterwards.")


def _show_items(title: str, items: Sequence[str]) -> None:
    out().print(f"\n{title}", style="bold")
    for item in items:
        out().print(f"- {item}")
