"""Where one stands: what history says of each kata, read once, and the one rule of the time spent on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from dojo.history.events import ask
from dojo.history.store import Event, History, Run
from dojo.history.timeline import day_of, moment_of, timeline

PAUSE = timedelta(minutes=15)
_NO_WORK = ("review", "score", "interviewer card")  # events that are no work on the kata


@dataclass
class Go:
    """One way through a kata, from its start to the run that solves it.

    A go begins with a start or a reset; before a kata is solved for the first time, with any sign of work.
    A reset begins another. A run solves it, unless its text is merely one that was solved before.

    Attributes
    ----------
    began, solved : datetime
        `solved` is None as long as it is not.
    told : bool
        Begun by a start or a reset: the time is known from its beginning.
    seconds : float
        The time spent, see `_Reader.spend`.
    gave_up : bool
        The solution was opened before it was solved.
    """

    began: datetime
    told: bool = False
    seconds: float = 0.0
    gave_up: bool = False
    solved: datetime | None = None
    fresh: bool = False  # the stub was as shipped
    restored: bool = False
    ran: bool = False
    levels: set[int] = field(default_factory=set)
    reasons: int = 0

    @property
    def hints(self) -> int:
        """How many hints were taken; asking why a test fails counts as one."""
        return len(self.levels) + self.reasons

    @property
    def timed(self) -> bool:
        """Whether its time is known: a lone run tells none."""
        return self.told or self.seconds > 0


@dataclass
class Standing:
    """What history says of one kata.

    Attributes
    ----------
    solved : datetime
        When it was solved first, None if never.
    card : mapping
        The fsrs card after the last review, None before the first.
    mistakes : Counter
        How often each mistake was named as the likeliest reason of a failure.
    """

    kata: str
    runs: int = 0
    verdict: str = ""
    solved: datetime | None = None
    goes: list[Go] = field(default_factory=list)
    card: Mapping[str, Any] | None = None
    reviewed: datetime | None = None
    mistakes: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)  # digests of what was solved

    @property
    def open(self) -> Go | None:
        """The go that is under way."""
        return self.goes[-1] if self.goes and self.goes[-1].solved is None else None

    @property
    def finished(self) -> list[Go]:
        """The goes that ended solved, oldest first."""
        return [go for go in self.goes if go.solved is not None]

    @property
    def unreviewed(self) -> Go | None:
        """The last finished go, unless a review followed it."""
        last = self.finished[-1] if self.finished else None
        if last is None or last.solved is None or (self.reviewed is not None and last.solved <= self.reviewed):
            return None
        return last

    @property
    def hints(self) -> int:
        return sum(go.hints for go in self.goes)


def read(root: Path, minutes: Mapping[str, int]) -> dict[str, Standing]:
    """Return the standing of each kata that history knows; none, and a line that says why, where it is unreadable."""
    return ask(root, lambda history: standings(history, minutes), {})


def standings(history: History, minutes: Mapping[str, int], kata: str | None = None) -> dict[str, Standing]:
    """Return the standing of each kata, or of one; `minutes` says what the sheets give for each."""
    readers: dict[str, _Reader] = {}
    for at, one in timeline(history, kata):
        if isinstance(one, Run) and not one.own:
            continue
        if one.kata not in readers:
            readers[one.kata] = _Reader(one.kata, at, minutes.get(one.kata, 0))
        readers[one.kata].take(at, one)
    return {id_: reader.standing for id_, reader in readers.items()}


class _Reader:
    """Reads what happened to one kata, in its order."""

    def __init__(self, kata: str, first: datetime, minutes: int) -> None:
        self.standing = Standing(kata)
        self.writing = max(timedelta(minutes=minutes), PAUSE)
        self.gave_up = False
        self.last = first

    def take(self, at: datetime, one: Run | Event) -> None:
        what = one.what if isinstance(one, Event) else ""
        if isinstance(one, Event) and what == "review":
            self.standing.card, self.standing.reviewed = _card(one.detail), at
        if what in _NO_WORK:
            return
        self.standing.days.add(day_of(at))
        self.spend(at)
        self.begin(at, what)
        if isinstance(one, Event):
            self.note(what, one.detail)
        else:
            self.run(at, one.verdict, one.digest)
        self.last = at

    def spend(self, at: datetime) -> None:
        """Add the time since the last sign of work to the go under way.

        Thinking and writing leave no sign before the first run: until then a silence counts up to the kata's minutes
        (at least 15). After it a silence of more than 15 minutes is a pause and does not count.
        """
        go = self.standing.open
        silence = at - self.last
        if go is not None and not go.ran:
            go.seconds += min(silence, self.writing).total_seconds()
        elif go is not None and silence <= PAUSE:
            go.seconds += silence.total_seconds()

    def begin(self, at: datetime, what: str) -> None:
        """Begin a go where this does."""
        standing = self.standing
        told = what in ("started", "reset")
        if what == "reset" or (standing.open is None and (told or standing.solved is None)):
            standing.goes.append(Go(at, told=told, fresh=what == "reset"))

    def run(self, at: datetime, verdict: str, digest: str) -> None:
        """Take a run; a solved one ends the go under way, unless its text is merely one that was solved before."""
        standing, go = self.standing, self.standing.open
        standing.runs += 1
        standing.verdict = verdict
        if go is not None:
            go.ran = True
        if verdict != "solved":
            return
        standing.solved = standing.solved or at
        written = digest not in standing.texts or (go is not None and go.fresh and not go.restored)
        if go is not None and written:
            go.solved, go.gave_up = at, self.gave_up
            self.gave_up = False
        standing.texts.add(digest)

    def note(self, what: str, detail: Mapping[str, Any]) -> None:
        """Take what an event says of the go under way, or of the kata."""
        go = self.standing.open
        if what == "why":
            self.standing.mistakes.update(_named(detail)[:1])
        if go is None:
            return
        if what == "started":
            go.fresh = go.fresh or detail.get("fresh") is True
        elif what == "why":
            go.reasons += 1
        elif what == "hint":
            go.levels.update(level for level in (1, 2, 3) if level == detail.get("level"))
        elif what == "restored":
            go.restored = True
        elif what in ("solution", "diff"):
            self.gave_up = True


# What an event holds may come from another clone: of what is not as we write it, nothing is made.


def _card(detail: Mapping[str, Any]) -> Mapping[str, Any] | None:
    try:
        card = detail["card"]
        moment_of(card["due"])
        return {**card}
    except (KeyError, TypeError, ValueError):
        return None


def _named(detail: Mapping[str, Any]) -> list[str]:
    named = detail.get("mistakes")
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
