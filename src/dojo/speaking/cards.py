"""Question cards: what an interviewer asks aloud, read strictly from `solutions/<pillar>/_cards.toml`.

They are kept with the solutions because they hold the answers; the underscore says that the file belongs to no kata.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dojo.kata import names
from dojo.kata import toml as strict
from dojo.kata.layout import PILLARS

AUDIENCES = ("engineer", "data scientist", "product manager", "executive", "customer", "regulator")
FILE = "_cards.toml"


class BadCards(strict.BadFile):
    """A file of cards that cannot be used; the message is one line that names file, line and key."""


@dataclass(frozen=True)
class Card:
    """One question to answer aloud.

    Attributes
    ----------
    points : tuple of str
        What a good answer says, one statement each: they are ticked.
    traps : tuple of str
        What sounds right but is not, or shows a weak candidate.
    """

    pillar: str
    name: str
    question: str
    audience: str
    points: tuple[str, ...]
    traps: tuple[str, ...]
    follow_up: str

    @property
    def id(self) -> str:
        """The card's full name; its hyphens tell it from a kata's id."""
        return f"{self.pillar}/{self.name}"


def read(path: Path) -> list[Card]:
    """Read the cards of one pillar, which the file's directory names.

    Raises
    ------
    BadCards
        The file cannot be read, is not TOML, or a key is missing, unknown or of the wrong kind.
    """

    def build(data: dict[str, object]) -> list[Card]:
        strict.check_keys(data, ["cards"], ["cards"], ())
        given = strict.items(data["cards"], ("cards",))
        found = [_card(path.parent.name, item, ("cards", place)) for place, item in enumerate(given)]
        for place, card in enumerate(found):
            if card.name in {other.name for other in found[:place]}:
                raise strict.Fault(("cards", place, "name"), f'two cards are called "{card.name}"')
        return found

    return strict.load(path, build, BadCards)


def read_all(root: Path) -> list[Card]:
    """Read the cards of every pillar that has some, in the pillars' order; raise `BadCards` at the first fault."""
    others = sorted(path.parent.name for path in root.glob(f"solutions/*/{FILE}"))
    pillars = [p for p in dict.fromkeys([*PILLARS, *others]) if p in others]
    return [card for pillar in pillars for card in read(root / "solutions" / pillar / FILE)]


def pick(cards: Sequence[Card], word: str) -> Card:
    """Return the card that a word names: its name or id, or the beginning or a part of it; raises `names.Unclear`."""
    by_name = {card.id if "/" in word else card.name: card for card in cards}
    return by_name[names.one_of(word, by_name, "dojo explain --list shows all cards")]


def _card(pillar: str, item: object, keys: strict.Keys) -> Card:
    given = strict.table(item, keys)
    strict.check_keys(given, list(_READERS), list(_READERS), keys)
    return Card(pillar, **{key: read(given[key], (*keys, key)) for key, read in _READERS.items()})  # type: ignore[arg-type]


def _name(value: object, keys: strict.Keys) -> str:
    found = strict.line(value, keys)
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", found):
        raise strict.Fault(keys, f'expected two words or more such as "cold-start", found {strict.shown(found)}')
    return found


def _audience(value: object, keys: strict.Keys) -> str:
    if value not in AUDIENCES:
        raise strict.Fault(keys, f"expected one of {', '.join(AUDIENCES)}, found {strict.shown(value)}")
    return str(value)


def _some(least: int, most: int) -> Callable[[object, strict.Keys], tuple[str, ...]]:
    """Return the reader of a list of so many single lines, all different."""

    def read_lines(value: object, keys: strict.Keys) -> tuple[str, ...]:
        found = tuple(strict.line(item, (*keys, place)) for place, item in enumerate(strict.items(value, keys)))
        if not least <= len(found) <= most:
            raise strict.Fault(keys, f"expected {least} to {most} lines, found {len(found)}")
        if len(set(found)) < len(found):
            raise strict.Fault(keys, "holds a line twice")
        return found

    return read_lines


_READERS: dict[str, Callable[[object, strict.Keys], object]] = {
    "name": _name,
    "question": strict.line,
    "audience": _audience,
    "points": _some(3, 6),
    "traps": _some(1, 3),
    "follow_up": strict.line,
}
