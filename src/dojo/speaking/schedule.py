"""Which question card comes next: reviews are scheduled by `fsrs` from how many key points were covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dojo.history.reviews import AGAIN, EASY, GOOD, HARD
from dojo.history.store import Event
from dojo.speaking.cards import Card


@dataclass(frozen=True)
class Review:
    """The last review of a card: the `fsrs` card after it, and the share of key points that were covered."""

    card: Mapping[str, Any]
    share: float

    @property
    def due(self) -> datetime:
        return datetime.fromisoformat(self.card["due"])


def rating(ticked: int, points: int) -> int:
    """Return the rating for the key points covered: with less than half the card is learned again, all is easy."""
    if 2 * ticked < points:
        return AGAIN
    if 4 * ticked < 3 * points:
        return HARD
    return GOOD if ticked < points else EASY


def last_reviews(events: Iterable[Event]) -> dict[str, Review]:
    """Return the last review of every card that has one, by the card's id."""
    return {
        event.kata: Review(event.detail["card"], event.detail["ticked"] / event.detail["points"])
        for event in events
        if event.what == "card"
    }


def choose(cards: Sequence[Card], reviews: Mapping[str, Review], now: datetime) -> Card:
    """Return the card that is longest due; else the first new one of the weakest pillar; else the one due next.

    The weakest pillar is the one where the smallest share of the key points was covered; a new card counts as none.
    """
    seen = sorted((card for card in cards if card.id in reviews), key=lambda card: reviews[card.id].due)
    if seen and reviews[seen[0].id].due <= now:
        return seen[0]
    new = [card for card in cards if card.id not in reviews]
    return min(new, key=lambda card: _known(card.pillar, cards, reviews)) if new else seen[0]


def _known(pillar: str, cards: Sequence[Card], reviews: Mapping[str, Review]) -> float:
    ids = [card.id for card in cards if card.pillar == pillar]
    return sum(reviews[id_].share for id_ in ids if id_ in reviews) / len(ids)
