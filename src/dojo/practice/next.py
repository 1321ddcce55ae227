"""`dojo next`: which kata to take up now, and why that one."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from dojo.history import standing
from dojo.history.reviews import due_among, due_at
from dojo.history.standing import Standing
from dojo.history.timeline import day_of, day_text, since_text
from dojo.kata import layout
from dojo.kata.index import Heading, headings
from dojo.kata.layout import Kata
from dojo.kata.names import one_of
from dojo.kata.sheet import ASKED, LEVELS
from dojo.terminal.options import rooted


@click.command("next")
@click.option("--pillar", metavar="P", help="Of this pillar; its beginning will do.")
@click.option("--topic", metavar="T", help="Of this topic; its beginning will do.")
@click.option("--level", type=click.Choice(LEVELS), help="Of this level.")
@click.option("--minutes", type=click.IntRange(1), metavar="N", help="That take this long at most.")
@rooted
def command(pillar: str | None, topic: str | None, level: str | None, minutes: int | None, root: Path) -> None:
    """Choose the kata to take up now: one due for review, else of the weakest pillar at the right level.

    Exit code 0: one is chosen, or all is done, 1: none fits.

    Example: dojo next --pillar math --minutes 30
    """
    sys.exit(run(root, Wish(pillar, topic, level, minutes)))


@dataclass(frozen=True)
class Wish:
    """What narrows the choice; None leaves it open. `minutes` are the most there are."""

    pillar: str | None = None
    topic: str | None = None
    level: str | None = None
    minutes: int | None = None

    def fits(self, kata: Kata, heading: Heading) -> bool:
        """Tell whether a kata is one of those wished for."""
        return (
            self.pillar in (None, kata.pillar)
            and self.topic in (None, heading.topic)
            and self.level in (None, heading.level)
            and (self.minutes is None or 0 < heading.minutes <= self.minutes)
        )


@dataclass(frozen=True)
class Choice:
    """The kata to take up, and why in a line."""

    kata: Kata
    why: str


@dataclass(frozen=True)
class Shelf:
    """The katas of a root with their headings, and where one stands with each."""

    katas: Sequence[Kata]
    headings: Mapping[str, Heading]
    standings: Mapping[str, Standing]

    @classmethod
    def of(cls, root: Path) -> Shelf:
        """Read the root; a history that cannot be read is reported, and counts as none."""
        katas = layout.find_katas(root)
        about = headings(root, katas)
        return cls(katas, about, standing.read(root, {id_: heading.minutes for id_, heading in about.items()}))

    def solved(self, kata: Kata) -> bool:
        return kata.id in self.standings and self.standings[kata.id].solved is not None

    def begun(self, kata: Kata) -> bool:
        """Tell whether a kata was taken up and is not solved."""
        return kata.id in self.standings and not self.solved(kata)

    def due(self, now: datetime) -> dict[Kata, datetime]:
        """Return the katas that are due and since when, the longest due first."""
        by_id = {kata.id: kata for kata in self.katas}
        return {by_id[id_]: at for id_, at in due_among(self.standings, now).items() if id_ in by_id}

    def coming(self, now: datetime) -> list[tuple[Kata, datetime]]:
        """Return the reviews that come after those of today, the next first."""
        today = self.due(now)
        known = [kata for kata in self.katas if kata.id in self.standings and kata not in today]
        dated = [(kata, at) for kata in known if (at := due_at(self.standings[kata.id])) is not None]
        return sorted(dated, key=lambda pair: (pair[1], pair[0]))

    def of_pillar(self, pillar: str) -> list[Kata]:
        return [kata for kata in self.katas if kata.pillar == pillar]


FIRST = "core_concepts/f1_from_confusion"  # what README begins with


def choose(shelf: Shelf, now: datetime, wish: Wish | None = None) -> Choice | None:
    """Return the kata to take up, None where none fits.

    A due review comes first, the longest due before the others. Then the pillar of which the smallest share is
    solved; in it the level that is right (see `right_level`), what is left of the other levels from the easiest on;
    and there what was begun, what interviews ask often, and what is short.
    """
    wish = wish or Wish()
    fitting = [kata for kata in shelf.katas if wish.fits(kata, shelf.headings[kata.id])]
    for kata, at in shelf.due(now).items():
        if kata in fitting:
            return Choice(kata, f"due for review {since_text(at, now)}")
    if not shelf.standings and (first := next((kata for kata in fitting if kata.id == FIRST), None)):
        return Choice(first, "a warm-up to begin with")
    unsolved = [kata for kata in fitting if not shelf.solved(kata)]
    if not unsolved:
        return None
    pillar = min((kata.pillar for kata in unsolved), key=lambda name: _share(shelf, name))  # the first of equals
    level = right_level(shelf, pillar)
    best = min((k for k in unsolved if k.pillar == pillar), key=lambda k: _order(shelf, k, level))
    return Choice(best, _why(shelf, best, level))


def right_level(shelf: Shelf, pillar: str) -> str | None:
    """Return the level that a pillar is at: the first of which less than half is solved, None beyond the last."""
    for level in LEVELS:
        held = [kata for kata in shelf.of_pillar(pillar) if shelf.headings[kata.id].level == level]
        if 2 * sum(map(shelf.solved, held)) < len(held):
            return level
    return None


def _share(shelf: Shelf, pillar: str) -> float:
    held = shelf.of_pillar(pillar)
    return sum(map(shelf.solved, held)) / len(held)


def _order(shelf: Shelf, kata: Kata, level: str | None) -> tuple[object, ...]:
    heading = shelf.headings[kata.id]
    asked = _place(heading.asked, ASKED)
    rank = (heading.level != level, _place(heading.level, LEVELS))
    return (*rank, not shelf.begun(kata), asked, heading.minutes, kata.name)


def _place(word: str, words: Sequence[str]) -> int:
    return words.index(word) if word in words else len(words)


def _why(shelf: Shelf, kata: Kata, level: str | None) -> str:
    held = shelf.of_pillar(kata.pillar)
    solved = sum(map(shelf.solved, held))
    why = f"{solved} of {len(held)} solved in {layout.pillar_title(kata.pillar)}"
    if shelf.begun(kata):
        return f"{why}; you began it"
    mine = shelf.headings[kata.id].level
    return f"{why}; {mine} is the level to work at there" if mine == level else f"{why}; this one fits"


def run(root: Path, wish: Wish, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
    """Print the kata to take up; return the exit code.

    Raises
    ------
    names.Unclear
        A word of the wish means nothing, or several things.
    """
    shelf, at = Shelf.of(root), now()
    topics = sorted({heading.topic for heading in shelf.headings.values() if heading.topic})
    pillars = list(dict.fromkeys(kata.pillar for kata in shelf.katas))
    pillar, topic = wish.pillar and one_of(wish.pillar, pillars), wish.topic and one_of(wish.topic, topics)
    wish = replace(wish, pillar=pillar, topic=topic)
    choice = choose(shelf, at, wish)
    if choice is None:
        click.echo(filled("\n".join(_nothing(shelf, at, wish))))
        return 0 if wish == Wish() else 1
    click.echo(filled("\n".join(_told(shelf, choice))))
    return 0


def filled(text: str) -> str:
    """Wrap each line to the terminal, further lines indented; words stay whole."""
    wrapped = (
        textwrap.wrap(line, max(columns(), 20), subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        or [""]
        for line in text.splitlines()
    )
    return "\n".join(line for lines in wrapped for line in lines)


def columns() -> int:
    """Return the width of the terminal."""
    return shutil.get_terminal_size().columns


def _told(shelf: Shelf, choice: Choice) -> Iterator[str]:
    heading = shelf.headings[choice.kata.id]
    facts = [choice.kata.pillar, heading.topic, heading.level, f"{heading.minutes} minutes" if heading.minutes else ""]
    yield heading.title
    yield ", ".join(fact for fact in facts if fact)
    yield f"Why: {choice.why}."
    yield f"Begin: dojo start {choice.kata.name}"


def _nothing(shelf: Shelf, now: datetime, wish: Wish) -> Iterator[str]:
    """Say why there is nothing, and what to widen."""
    if not shelf.katas:
        yield "There are no katas here yet. Begin one: dojo new PILLAR/NAME"
        return
    if choose(shelf, now) is None:
        yield from _all_done(shelf, now)
        return
    given = [field.name for field in fields(wish) if getattr(wish, field.name) is not None]
    yield f"No kata that is due or unsolved fits {' '.join(f'--{n} {getattr(wish, n)}' for n in given)}."
    for name in given:
        wider = choose(shelf, now, replace(wish, **{name: None}))
        if wider is not None:
            heading = shelf.headings[wider.kata.id]
            yield f"Without --{name}: {wider.kata.name} ({heading.level or 'no level'}, {heading.minutes} minutes)"
    if all(choose(shelf, now, replace(wish, **{name: None})) is None for name in given):
        yield "Leave out more than one of them."


def _all_done(shelf: Shelf, now: datetime) -> Iterator[str]:
    yield f"All {len(shelf.katas)} katas are solved, and none is due for review."
    for kata, at in shelf.coming(now)[:1]:
        yield f"Next review: {kata.name} on {day_text(day_of(at), day_of(now))}"
