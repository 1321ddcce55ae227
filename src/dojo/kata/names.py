"""A word to one of several names: exact, else the beginning of one, else a part; with suggestions where none fits."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

_SHOWN = 12
_LONGEST = 80  # characters of a word that are compared and repeated
_ALIKE = 0.66  # of letters in common and in order, from which two words are taken for one


class Unclear(Exception):
    """A word that does not say what is meant; the message is ready for the user."""


class Ambiguous(Unclear):
    """A word that means several things."""

    def __init__(self, word: str, matches: Sequence[str]) -> None:
        self.word, self.matches = word, tuple(matches)
        more = f" and {len(matches) - _SHOWN} more" if len(matches) > _SHOWN else ""
        super().__init__(f"{word!r} could mean {', '.join(matches[:_SHOWN])}{more}; say which")


class Unknown(Unclear):
    """A word that means nothing here."""

    def __init__(self, word: str, nearest: Sequence[str], otherwise: str = "") -> None:
        self.word, self.nearest = word, tuple(nearest)
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else otherwise
        super().__init__(f"{word[:_LONGEST]!r} is not known here{'; ' if hint else ''}{hint}")


def plain(word: str) -> str:
    """Reduce a word to how names are written: lower case, with underscores for spaces and dashes."""
    return "_".join(word.strip().casefold().replace("-", " ").split())


def one_of(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return the name that a word means.

    Parameters
    ----------
    word : str
        What was typed.
    names : iterable of str
        What there is to choose from.
    otherwise : str, optional
        What to do where nothing is similar: "dojo explain --list shows them all".

    Raises
    ------
    Ambiguous
        The word begins several names, or is a part of several.
    Unknown
        It fits none; the message suggests up to three.
    """
    names, typed = list(names), plain(word)
    for fits in (str.__eq__, str.startswith, str.__contains__) if typed else ():
        if found := [name for name in names if fits(plain(name), typed)]:
            if len(found) > 1:
                raise Ambiguous(word, found)
            return found[0]
    raise Unknown(word, nearest(word, names), otherwise)


def nearest(word: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that a misspelt word may have meant, the likeliest first."""
    typed = plain(word)[:_LONGEST]
    scored = [(max(_likeness(typed, part) for part in _parts(plain(name))), name) for name in names]
    close = sorted((score, name) for score, name in scored if score >= _ALIKE)
    return [name for _, name in reversed(close)][:most]


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _parts(name: str) -> list[str]:
    """Return a name, its beginnings and its single words: "kmens" is near the first word of "kmeans_lloyd"."""
    words = name.split("_")
    return ["_".join(words[:n]) for n in range(1, len(words) + 1)] + words[1:]
