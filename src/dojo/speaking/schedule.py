"""Which question card comes next: the reviews that `fsrs` schedules from how many key points were said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dojo.history.reviews import AGAIN, EASY, GOOD, HARD, next_card
from dojo.history.store import Event
from dojo.speaking.cards import Card


@dataclass(frozen=True)
class Review:
    """The last review of a card: the `fsrs` card after it, and the share of key points that were said."""

    card: Mapping[str, Any]
    share: float

    @property
    def due(self) -> datetime:
        return datetime.fromisoformat(self.card["due"])


def rating(ticked: int, points: int) -> int:
    """Return the rating for so many key points said: less than half is to be learned again, all of them is easy."""
    if 2 * ticked < points:
        return AGAIN
    if 4 * ticked < 3 * points:
        return HARD
    return GOOD if ticked < points else EASY


def reviewed(before: Review | None, grade: int, at: datetime) -> dict[str, Any]:
    """Return the `fsrs` card after a review, scheduled as katas are."""
    return next_card(before.card if before else None, grade, at)


def last_reviews(events: Iterable[Event]) -> dict[str, Review]:
    """Return the last review of every card that has one, by the card's id."""
    return {
        event.kata: Review(event.detail["card"], event.detail["ticked"] / event.detail["points"])
        for event in events
        if event.what == "card"
    }


def choose(cards: Sequence[Card], reviews: Mapping[str, Review], now: datetime | None = None) -> Card:
    """Return the card that is longest due; else the first new one of the weakest pillar; else the one due next.

    The weakest pillar is the one where the smallest share of the key points was said, a new card counting as none.
    """
    now = now or datetime.now(UTC)
    seen = sorted((card for card in cards if card.id in reviews), key=lambda card: reviews[card.id].due)
    if seen and reviews[seen[0].id].due <= now:
        return seen[0]
    new = [card for card in cards if card.id not in reviews]
    if not new:
        return seen[0]
    return min(new, key=lambda card: _known(card.pillar, cards, reviews))  # the first of the smallest


def _known(pillar: str, cards: Sequence[Card], reviews: Mapping[str, Review]) -> float:
    held = [card.id for card in cards if card.pillar == pillar]
    return sum(reviews[id_].share for id_ in held if id_ in reviews) / len(held)
