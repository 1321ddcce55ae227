"""Reviews: a solved kata comes back with a fresh stub, scheduled by fsrs from verdict, time and hints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dojo.history.standing import Go, Standing, read, standings
from dojo.history.store import History
from dojo.history.timeline import day_of, day_text, moment_of
from dojo.kata.layout import Kata

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4  # fsrs's ratings


def rate(go: Go, minutes: int) -> int:
    """Rate a go that ended solved.

    | rating | when                                                                                    |
    | ------ | --------------------------------------------------------------------------------------- |
    | again  | the solution was opened first, in this go or in one given up since it was solved last   |
    | hard   | two hints or more, or over the kata's minutes                                           |
    | easy   | no hint, and at most half the minutes from a start or a reset on                        |
    | good   | whatever else is solved                                                                 |

    A kata that is due and not solved is no review: it stays due.
    """
    if go.gave_up:
        return AGAIN
    if go.hints >= 2 or (minutes and go.seconds > 60 * minutes):
        return HARD
    if go.told and not go.hints and go.seconds <= 30 * minutes:
        return EASY
    return GOOD


def next_card(card: Mapping[str, Any] | None, rating: int, at: datetime) -> dict[str, Any]:
    """Return the card after a review: decided by the card before it, the rating and the time alone.

    Without learning steps, which are minutes: a kata comes back after days. Nothing is drawn at random.
    """
    import fsrs  # takes as long to load as a listing to print

    at = at.astimezone(UTC)
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    try:
        before = fsrs.Card.from_dict(card)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):  # there is none, or none that fsrs wrote
        before = fsrs.Card(card_id=1, due=at)
    after, _ = scheduler.review_card(before, fsrs.Rating(rating), at)
    return dict(after.to_dict())


def prepare() -> None:
    """Load fsrs ahead, so that a save that turns out to be a review does not wait for it."""
    import fsrs  # noqa: F401


def record_review(history: History, kata: str, minutes: int) -> int | None:
    """Record the review that the last solved run of a kata is, if it is one, and return the rating.

    The first solved run after a start or a reset is one (see `Go`), and the first of all.
    """
    with history.transaction():
        found = standings(history, {kata: minutes}, kata).get(kata)
        go = found.unreviewed if found else None
        if found is None or go is None or go.solved is None:
            return None
        rating = rate(go, minutes)
        card = next_card(found.card, rating, go.solved)
        history.event(kata, "review", {"card": card, "rating": rating}, at=go.solved.isoformat())
    return rating


def due_at(standing: Standing) -> datetime | None:
    """Return when a kata comes back: as its card says, or at once where its solving has no card; None if unsolved."""
    if standing.unreviewed is not None:
        return standing.unreviewed.solved
    return moment_of(standing.card["due"]) if standing.card else None


def due_among(found: Mapping[str, Standing], now: datetime) -> dict[str, datetime]:
    """Return the katas that are due and since when, the longest due first.

    A kata is due on its day, whatever the hour.
    """
    when = {kata: at for kata, standing in found.items() if (at := due_at(standing)) is not None}
    ready = {kata: at for kata, at in when.items() if day_of(at) <= day_of(now)}
    return dict(sorted(ready.items(), key=lambda pair: (pair[1], pair[0])))


def comes_back(root: Path, kata: Kata, now: datetime) -> str:
    """Say in a line when a kata comes back for review, "" where nothing is known of that."""
    found = read(root, {})
    at = due_at(found[kata.id]) if kata.id in found else None
    return "" if at is None else f"It comes back for review on {day_text(day_of(at), day_of(now))}."


def wants_fresh_stub(history: History, kata: Kata, now: datetime) -> bool:
    """Tell whether starting a kata begins a review: it is due, and was not reset since it was solved last."""
    found = standings(history, {}, kata.id)
    going = found[kata.id].open if kata.id in found else None
    return kata.id in due_among(found, now) and not (going is not None and going.fresh)
