"""Which of an interviewer's answers a question asks for, judged by stemmed words and their synonyms.

A question's words are looked for in each clarification's topic, question and answer, in falling order of worth. What is
found there, of all that the question holds, is the score; below a threshold the interviewer has no answer.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dojo.kata.sheet import Clarification
from dojo.practice.synonyms import OUTSIDE, SILENT, SYNONYMS, WEAK

PLACES = {"topic": 1.0, "ask": 0.9, "answer": 0.59}  # what a word is worth by where it is found
AS_SYNONYM = 0.8  # of that, where not the word itself but one of its group is found
WEAKLY = 0.35  # what one of the weak words counts, of a full one
UNKNOWN = 0.5  # what a word counts that no clarification holds: it may be a turn of phrase, or another subject
OUTSIDE_WEIGHT = 3.0  # what each word or phrase from outside the kata counts against an answer
THRESHOLD = 0.3
LEAST = 0.6  # of full words' worth that must be found: one in the topic or the question, or two in the answer
_SUFFIXES = ("ions", "ion", "ings", "ing", "ness", "edly", "ed", "ely", "ly", "able")


def best(question: str, clarifications: Sequence[Clarification]) -> Clarification | None:
    """Return the clarification that a question asks for, None where none answers it.

    A topic, its beginning, or a slip of spelling in it, names it directly; anything else is matched by its words.
    """
    named = _named(question, [c.topic for c in clarifications])
    if named is not None:
        return clarifications[named]
    scores = [score for _, score in scored(question, clarifications)]
    top = max(scores, default=0.0)
    return clarifications[scores.index(top)] if top >= THRESHOLD else None


def scored(question: str, clarifications: Sequence[Clarification]) -> list[tuple[Clarification, float]]:
    """Return each clarification with how well it answers a question, from 0 to 1."""
    fields = [_Fields.of(c) for c in clarifications]
    asked = list(dict.fromkeys(words(question)))
    rarity = {word: _rarity(word, fields) for word in asked}
    against = OUTSIDE_WEIGHT * sum(1 for _ in _outside(question, fields)) * math.log(1 + len(fields))
    whole = sum(rarity.values()) + against
    return [
        (c, _found(rarity, f) / whole if whole and _enough(asked, f) else 0.0)
        for c, f in zip(clarifications, fields, strict=True)
    ]


@dataclass(frozen=True)
class _Fields:
    """The words of a clarification, by the part of it that they stand in."""

    topic: frozenset[str]
    ask: frozenset[str]
    answer: frozenset[str]

    @classmethod
    def of(cls, c: Clarification) -> _Fields:
        return cls(frozenset(words(c.topic)), frozenset(words(c.ask)), frozenset(words(c.answer)))

    def worth(self, word: str) -> float:
        """Return what a word's presence is worth, 0 where it is not there."""
        group = _groups().get(word)
        found = 0.0
        for place, worth in PLACES.items():
            held: frozenset[str] = getattr(self, place)
            if word in held:
                found = max(found, worth)
            elif group is not None and any(_groups().get(other) == group for other in held):
                found = max(found, worth * AS_SYNONYM)
        return found


def _enough(asked: Sequence[str], fields: _Fields) -> bool:
    """Tell whether what is found is more than a word of the answer by chance."""
    return sum(fields.worth(word) * (WEAKLY if word in _weak() else 1.0) for word in asked) >= LEAST


def _found(rarity: Mapping[str, float], fields: _Fields) -> float:
    return sum(weight * fields.worth(word) for word, weight in rarity.items())


def _rarity(word: str, fields: Sequence[_Fields]) -> float:
    """Return what a question's word counts: the more, the fewer clarifications hold it; little, where none does."""
    holding = sum(f.worth(word) > 0 for f in fields)
    share = UNKNOWN if not holding else 1.0
    return math.log(1 + len(fields) / max(holding, 1)) * (WEAKLY if word in _weak() else share)


def words(text: str) -> Iterator[str]:
    """Yield the stems of the words of a text that say something."""
    for word in _tokens(text):
        if word not in _silent():
            yield stem(word)


def stem(word: str) -> str:
    """Return a word without its ending: "stopping" and "stopped" become "stop", "entries" becomes "entri".

    The same rules for every word; a stem need be no word itself.
    """
    if len(word) <= 3:
        return word
    if word.endswith(("ies", "ied")):
        word = word[:-1] if len(word) == 4 else word[:-3] + "y"
    elif word.endswith(("sses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and re.search("[aeiouy]", word[: -len(suffix)]):
            word = _undoubled(word[: -len(suffix)])
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 4 and word.endswith("y") else word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9_]+", text.casefold().replace("\u2019", "'").replace("'", ""))


def _outside(question: str, fields: Sequence[_Fields]) -> Iterator[str]:
    """Yield what a question holds of the words from outside, single ones only where the sheet does not hold them."""
    text = f" {' '.join(_tokens(question))} "
    known = frozenset[str]().union(*(f.topic | f.ask | f.answer for f in fields))
    for phrase in OUTSIDE:
        if f" {phrase} " in text and (" " in phrase or stem(phrase) not in known):
            yield phrase


def _named(question: str, topics: Sequence[str]) -> int | None:
    """Return the place of the topic that a question names: itself, its beginning, its words, or one spelt like it."""
    asked, plain = question.strip().casefold(), [topic.casefold() for topic in topics]
    if not asked:
        return None
    same = [i for i, topic in enumerate(plain) if topic == asked]
    begun = [i for i, topic in enumerate(plain) if topic.startswith(asked)]
    said = frozenset(words(asked))
    begun += [i for i, topic in enumerate(plain) if said and said == frozenset(words(topic))]
    close = [plain.index(topic) for topic in difflib.get_close_matches(asked, plain, n=1, cutoff=0.7)]
    return next(iter([*same, *begun, *close]), None)


@cache
def _groups() -> dict[str, int]:
    """Return the group of each stem; a word that stands in several belongs to the first."""
    found: dict[str, int] = {}
    for number, line in enumerate(SYNONYMS):
        for word in line.split():
            found.setdefault(stem(word), number)
    return found


@cache
def _silent() -> frozenset[str]:
    return frozenset(SILENT.split())


@cache
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in WEAK.split())
