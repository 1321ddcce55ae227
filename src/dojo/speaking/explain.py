"""`dojo explain`: a question card, answered aloud under a clock, ticked, and due again when `fsrs` says so."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.text import Text

from dojo.history.events import note
from dojo.history.store import History, HistoryProblem
from dojo.kata.layout import pillar_title
from dojo.speaking import cards
from dojo.speaking import schedule as card_reviews
from dojo.speaking.cards import Card
from dojo.speaking.schedule import Review
from dojo.terminal import lines as prompts
from dojo.terminal.clock import clock
from dojo.terminal.console import err, out
from dojo.terminal.lines import Lines

NONE = "There are no question cards here: they are read from solutions/<pillar>/_cards.toml"


def run(root: Path, word: str | None, pillar: str | None, seconds: int) -> int:
    """Play one card; return the exit code."""
    try:
        held = _held(root, pillar)
    except cards.BadCards as error:
        err().print(str(error))
        return 1
    if not held:
        err().print(NONE)
        return 1
    reviews = _reviews(root)
    card = cards.pick(held, word) if word else card_reviews.choose(held, reviews)
    try:
        return _play(root, card, reviews.get(card.id), seconds)
    except (prompts.InputEnded, KeyboardInterrupt) as end:
        err().print("\nNothing is recorded: the card ended before every key point was ticked.")
        return prompts.exit_code(end)


def show_list(root: Path, pillar: str | None) -> int:
    """Name the cards and when each is due; return the exit code."""
    try:
        held = _held(root, pillar)
    except cards.BadCards as error:
        err().print(str(error))
        return 1
    reviews = _reviews(root)
    width = max((len(card.name) for card in held), default=0)
    for one in dict.fromkeys(card.pillar for card in held):
        out().print(pillar_title(one), style="bold")
        for card in (card for card in held if card.pillar == one):
            seen = reviews.get(card.id)
            told = f"{seen.share:.0%} said, due {seen.due.astimezone():%Y-%m-%d}" if seen else "new"
            out().print(f"  {card.name:<{width}}  {told}")
    return 0


def _held(root: Path, pillar: str | None) -> list[Card]:
    return [card for card in cards.read_all(root) if pillar in (None, card.pillar)]


def _reviews(root: Path) -> dict[str, Review]:
    if not (root / ".dojo" / "history.db").exists():
        return {}
    try:
        with History.open(root) as history:
            return card_reviews.last_reviews(history.events())
    except HistoryProblem as problem:
        err().print(f"The history cannot be read: {problem}")
        return {}


def _play(root: Path, card: Card, before: Review | None, seconds: int) -> int:
    lines = Lines()
    _show_question(card, seconds)
    took = prompts.countdown(lines, seconds)
    out().print(f"You spoke for {clock(took)}. Which of these did you say?\n", style="bold")
    ticked = sum([prompts.yes(lines, f"{number}. {point}") for number, point in enumerate(card.points, start=1)])
    _show_list("Traps", card.traps)
    _show_list("Follow-up", [card.follow_up])
    grade = card_reviews.rating(ticked, len(card.points))
    after = card_reviews.reviewed(before, grade, datetime.now(UTC))
    told = {"card": after, "rating": grade, "ticked": ticked, "points": len(card.points), "seconds": round(took, 1)}
    if note(root, card.id, "card", **told):
        due = datetime.fromisoformat(after["due"]).astimezone()
        out().print(f"\n{ticked} of {len(card.points)} key points; due again on {due:%Y-%m-%d}.", style="bold")
    return 0


def _show_question(card: Card, seconds: int) -> None:
    out().print(Text(f"{card.id} · to a listener who is: {card.audience}", "dim"), soft_wrap=True)
    out().print(Text(f"\n{card.question}\n", "bold"), width=min(shutil.get_terminal_size().columns, 100))
    out().print(f"Answer aloud within {seconds} seconds; the key points come after.")


def _show_list(title: str, items: Sequence[str]) -> None:
    out().print(f"\n{title}", style="bold")
    for item in items:
        out().print(f"- {item}")
