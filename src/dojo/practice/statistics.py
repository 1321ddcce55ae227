"""The numbers of one's practice, by pillar and topic, for whatever shows them."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dojo.history.standing import Standing
from dojo.history.timeline import day_of
from dojo.kata.layout import Kata
from dojo.practice.next import Shelf
from dojo.text import clean

MISTAKES = 10  # that are shown


@dataclass(frozen=True)
class Group:
    """The katas of one pillar or topic.

    Attributes
    ----------
    topic : str
        "" for a whole pillar.
    median_minutes, median_sheet_minutes : float
        The median of the minutes spent on what was solved, and of those that the sheets give for the same; None
        where no time is known.
    """

    pillar: str
    topic: str
    katas: int
    solved: int
    attempted: int
    median_minutes: float | None
    median_sheet_minutes: float | None
    hints: int


@dataclass(frozen=True)
class Solving:
    """One go that ended solved."""

    kata: str
    on: date
    minutes: float | None
    sheet_minutes: int
    hints: int


@dataclass(frozen=True)
class Numbers:
    """All that is shown of one's practice.

    Attributes
    ----------
    mistakes : list of (kata, mistake, times)
        The most frequent first.
    days : dict
        How many katas were practised on each day that any was.
    due, coming : list of (kata, day)
        The reviews that are due, the longest due first, and those to come, in order.
    """

    today: date
    pillars: list[Group]
    topics: list[Group]
    solvings: list[Solving]
    mistakes: list[tuple[str, str, int]]
    days: dict[date, int]
    due: list[tuple[str, date]]
    coming: list[tuple[str, date]]

    @property
    def katas(self) -> int:
        return sum(group.katas for group in self.pillars)

    @property
    def solved(self) -> int:
        return sum(group.solved for group in self.pillars)

    @property
    def attempted(self) -> int:
        return sum(group.attempted for group in self.pillars)


def numbers(shelf: Shelf, now: datetime) -> Numbers:
    """Compute them all."""
    known = [shelf.standings[kata.id] for kata in shelf.katas if kata.id in shelf.standings]
    pillars = list(dict.fromkeys(kata.pillar for kata in shelf.katas))
    practised = Counter(day for found in shelf.standings.values() for day in found.days)
    return Numbers(
        day_of(now),
        [_group(shelf, pillar, "", shelf.of_pillar(pillar)) for pillar in pillars],
        [group for pillar in pillars for group in _topics(shelf, pillar)],
        sorted(_solvings(shelf, known), key=lambda solving: (solving.on, solving.kata)),
        _mistakes(known),
        dict(sorted(practised.items())),
        [(kata.id, day_of(at)) for kata, at in shelf.due(now).items()],
        [(kata.id, day_of(at)) for kata, at in shelf.coming(now)],
    )


def _topics(shelf: Shelf, pillar: str) -> Iterator[Group]:
    held: dict[str, list[Kata]] = {}
    for kata in shelf.of_pillar(pillar):
        held.setdefault(shelf.headings[kata.id].topic, []).append(kata)
    for topic in sorted(filter(None, held)):
        yield _group(shelf, pillar, topic, held[topic])


def _group(shelf: Shelf, pillar: str, topic: str, katas: Sequence[Kata]) -> Group:
    known = [shelf.standings[kata.id] for kata in katas if kata.id in shelf.standings]
    solvings = [solving for solving in _solvings(shelf, known) if solving.sheet_minutes]
    spent = [solving.minutes for solving in solvings if solving.minutes is not None]
    given = [solving.sheet_minutes for solving in solvings if solving.minutes is not None]
    return Group(
        pillar,
        topic,
        len(katas),
        sum(map(shelf.solved, katas)),
        sum(found.runs > 0 for found in known),
        round(statistics.median(spent), 1) if spent else None,
        statistics.median(given) if given else None,
        sum(found.hints for found in known),
    )


def _solvings(shelf: Shelf, known: Sequence[Standing]) -> Iterator[Solving]:
    for found in known:
        for go in found.goes:
            if go.solved is not None:
                minutes = round(go.seconds / 60, 1) if go.timed else None
                yield Solving(found.kata, day_of(go.solved), minutes, shelf.headings[found.kata].minutes, go.hints)


def _mistakes(known: Sequence[Standing]) -> list[tuple[str, str, int]]:
    made = [
        (found.kata, clean(str(mistake), 80), times) for found in known for mistake, times in found.mistakes.items()
    ]
    return sorted(made, key=lambda row: (-row[2], row[0], row[1]))[:MISTAKES]
