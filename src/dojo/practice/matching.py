"""What an interviewer says to a question: the answer it asks for, a question back, a line of the page, or nothing.

A question's stemmed words are looked for in each clarification's topic, wordings and answer, in falling order of worth,
as themselves or as a synonym. What is found there, of all that the question holds, is the score; rare words count more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]

from dojo.kata.names import Ambiguous, Unknown, one_of
from dojo.kata.sheet import Clarification
from dojo.practice.synonyms import OUTSIDE, SILENT, SYNONYMS, WEAK

DECLINED = "I have nothing on that: assume something sensible, and write it down."
TOPIC, WAY, ANSWER = 1.0, 0.9, 0.59  # what a word is worth by where it is found
AS_SYNONYM = 0.8  # of that, where another word of its group is found
WEAKLY = 0.35  # what one of the weak words counts, of a full one
SILENTLY = 0.1  # and one of the silent words, which tell only the same wording
UNKNOWN = 0.5  # what a word counts that no clarification holds: it may be a turn of phrase, or another subject
OUTSIDE_WEIGHT = 3.0  # what each word or phrase from outside the kata counts against an answer
THRESHOLD = 0.3
LEAST = 0.6  # of full words' worth that must be found: one in the topic or a wording, or two in the answer
SAME_WORDING, WHOLE_TOPIC = 0.4, 0.1  # what is added for them
CLOSE = 0.05  # of the best score: a second one as near is a reason to ask back
ON_THE_PAGE, TELLING = 0.6, 1.3  # share of a question that a sentence must hold, and how many full words' worth


@dataclass(frozen=True)
class Reply:
    """What the interviewer says.

    Attributes
    ----------
    topic : str or None
        That of the clarification that answers.
    question : str
        What was understood, where there is an answer.
    offered : tuple of str
        The topics that it may be about: one, two where the interviewer asks back, none where nothing fits.
    """

    answer: str
    topic: str | None = None
    question: str = ""
    offered: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it is more than "I have nothing on that"."""
        return self.answer != DECLINED


def reply(question: str, clarifications: Sequence[Clarification], page: str = "") -> Reply:
    """Return what is said to a question; `page` is the text that the candidate has already.

    A topic, its beginning, or a slip of spelling in it, names it directly; anything else is matched by its words.
    """
    named = _named(question, [c.topic for c in clarifications])
    found = [named] if named is not None else _best(question, clarifications)
    offered = tuple(clarifications[n].topic for n in found)
    if len(found) > 1:
        return Reply(f"Do you mean {' or '.join(offered)}?", offered=offered)
    if found:
        one = clarifications[found[0]]
        return Reply(one.answer, one.topic, one.ask, offered)
    line = _line_of(page, question)
    return Reply(f"It is on the page: {line}" if line else DECLINED)


# -- clarifications ----------------------------------------------------------------------------------


def _best(question: str, clarifications: Sequence[Clarification]) -> list[int]:
    """Return the place of the clarification that a question asks for; two where it is a close call, or none."""
    held = [_Words.of(c) for c in clarifications]
    asked = list(dict.fromkeys(words(question)))
    weights = {word: _weight(word, [one.worth(word) for one in held]) for word in asked}
    every = [frozenset[str]().union(*one.ways, one.topic, one.answer) for one in held]
    against = _against(question, every) * math.log(1 + len(held))
    scores = [_score(weights, against, _stems(question), one) for one in held]
    ranked = [score + WHOLE_TOPIC * one.named_by(asked) for score, one in zip(scores, held, strict=True)]
    fitting = sorted((n for n, score in enumerate(scores) if score >= THRESHOLD), key=lambda n: -ranked[n])[:2]
    if len(fitting) == 2 and ranked[fitting[1]] < (1 - CLOSE) * ranked[fitting[0]]:
        return fitting[:1]
    return fitting


@dataclass(frozen=True)
class _Words:
    """The stems of a clarification, by the part of it that they stand in; of the wordings all stems."""

    topic: frozenset[str]
    ways: tuple[frozenset[str], ...]
    answer: frozenset[str]

    @classmethod
    def of(cls, c: Clarification) -> _Words:
        return cls(frozenset(words(c.topic)), tuple(map(_stems, c.ways)), frozenset(words(c.answer)))

    def worth(self, word: str) -> float:
        """Return what a word's presence is worth, 0 where it is not there."""
        in_ways = max((_presence(word, way) for way in self.ways), default=0.0)
        return max(TOPIC * _presence(word, self.topic), WAY * in_ways, ANSWER * _presence(word, self.answer))

    def named_by(self, asked: Sequence[str]) -> float:
        """Return how much of the topic's words a question holds."""
        return sum(_presence(word, asked) for word in self.topic) / max(1, len(self.topic))


def _score(weights: dict[str, float], against: float, question: frozenset[str], held: _Words) -> float:
    same = max((_sameness(weights, question, way) for way in held.ways), default=0.0)
    if sum(held.worth(word) * _fullness(word) for word in weights) < LEAST and same < 1:
        return 0.0
    found = sum(weight * held.worth(word) for word, weight in weights.items())
    whole = sum(weights.values()) + against
    return (found / whole if whole else 0.0) + SAME_WORDING * max(0.0, 2 * same - 1)


def _sameness(weights: dict[str, float], question: frozenset[str], way: frozenset[str]) -> float:
    """Return how much of a question and of a wording is the same, from 0 to 1."""

    def weight(word: str) -> float:
        return SILENTLY if word in _silent() else weights.get(word, 1.0)

    both = sum(weight(word) * _presence(word, way) for word in question)
    only = sum(weight(word) * (1 - _presence(word, question)) for word in way)
    either = sum(map(weight, question)) + only
    return both / either if either else 0.0


def _weight(word: str, worths: Sequence[float]) -> float:
    """Return what a question's word counts: the more, the fewer clarifications hold it; little, where none does."""
    holding = sum(worth > 0 for worth in worths)
    known = 1.0 if holding else UNKNOWN
    return math.log(1 + len(worths) / max(holding, 1)) * min(_fullness(word), known)


def _against(question: str, held: Sequence[frozenset[str]]) -> float:
    """Return what counts against any answer: words from outside, single ones only where the sheet lacks them."""
    text = f" {' '.join(_tokens(question))} "
    known = frozenset[str]().union(*held)
    phrases = (
        phrase for phrase in _outside() if f" {phrase} " in text and (" " in phrase or stem(phrase) not in known)
    )
    return OUTSIDE_WEIGHT * len(list(phrases))


def _named(question: str, topics: Sequence[str]) -> int | None:
    """Return the place of the topic that a question names: itself, a part of it, or one spelt like it."""
    stems = set(words(question))
    for place, topic in enumerate(topics):
        if stems and stems == set(words(topic)):
            return place
    try:
        return topics.index(one_of(question, topics))
    except Ambiguous:
        return None
    except Unknown as unknown:
        near = [name for name in unknown.nearest if len(question.split()) <= len(name.split())]
        return topics.index(near[0]) if near else None


# -- the page ----------------------------------------------------------------------------------------


def _line_of(page: str, question: str) -> str:
    """Return the sentence of a page that holds nearly all that a question asks about, "" where none does."""
    asked = list(dict.fromkeys(words(question)))
    if not asked or _against(question, []):
        return ""
    sentences = _sentences(page)
    held = [frozenset(words(sentence)) for sentence in sentences]
    weights = {word: _weight(word, [_presence(word, one) for one in held]) for word in asked}
    shares = [sum(w * _presence(word, one) for word, w in weights.items()) / sum(weights.values()) for one in held]
    best = max(range(len(held)), key=lambda n: (shares[n], -len(held[n])), default=0)
    telling = sum(_presence(word, held[best]) * _fullness(word) for word in asked) if held else 0.0
    return sentences[best] if telling >= TELLING and shares[best] >= ON_THE_PAGE else ""


def _sentences(page: str) -> list[str]:
    """Return the sentences, list items and definitions of a statement, without what the candidate wrote into it."""
    page = re.sub(
        r"(?m)^\s*(ASSUMPTIONS|PLAN|EXAMPLE|HYPOTHESES|OPTIONS|CHOICE|TRACE|SUMMARY)\b(.*\n)+?(\s*\n|\Z)",
        "\n",
        page + "\n",
    )
    page = re.sub(r"(?m)^.*\n\s*-{3,}$", "\n", page)  # the title of a section
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*- )|\n(?=\S+ : )", page)
    filled = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return [sentence for paragraph in filled for sentence in re.split(r"(?<=[.;?]) ", paragraph) if sentence]


# -- words -------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """Return the stems of the words of a text that say something."""
    return [stem(word) for word in _tokens(text) if not {word, stem(word)} & _silent()]


@cache
def stem(word: str) -> str:
    """Return a word without its ending: "stopping" and "stopped" become "stop"; a stem need be no word itself."""
    return str(_stemmer().stemWord(word))


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, _tokens(text)))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9_]+", text.casefold().replace("\u2019", "'").replace("'", ""))


def _presence(word: str, held: Iterable[str]) -> float:
    """Return 1 where a word is among others, less where a synonym is, 0 where neither is."""
    if word in held:
        return 1.0
    group = _groups().get(word)
    return AS_SYNONYM if group is not None and any(_groups().get(other) == group for other in held) else 0.0


def _fullness(word: str) -> float:
    return WEAKLY if word in _weak() else 1.0


@cache
def _stemmer() -> snowballstemmer.SnowballStemmer:
    return snowballstemmer.stemmer("english")


@cache
def _groups() -> dict[str, int]:
    """Return the group of each stem; a word that stands in several belongs to the first."""
    found: dict[str, int] = {}
    for number, line in enumerate(SYNONYMS):
        for word in line.split():
            found.setdefault(stem(word), number)
    return found


@cache
def _outside() -> list[str]:
    return [phrase.strip() for phrase in OUTSIDE.split(",")]


@cache
def _silent() -> frozenset[str]:
    return frozenset([*SILENT.split(), *map(stem, SILENT.split())])


@cache
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in WEAK.split())
