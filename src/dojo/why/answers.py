"""Answers sorted by what they say: for each step, and each aspect of its answer, who numbers the same."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dojo.testing import Disagreement, agree
from dojo.why.recording import Step
from dojo.why.replay import Answer, Answers, Peak

INCONSTANT = -1
Key = tuple[int, int, str]  # scene, step, aspect
Numbered = dict[Key, int]  # which of the different answers to that step it was; INCONSTANT: another one each time


@dataclass
class Numbering:
    """All the different answers given so far, compared as the tests compare them.

    Attributes
    ----------
    rtol, atol : float
        As for `dojo.testing.agree`.
    """

    rtol: float
    atol: float
    distinct: dict[Key, list[Any]] = field(default_factory=dict)
    known: dict[tuple[Key, bytes], int] = field(default_factory=dict)

    def enter(self, answers: Answers, again: Answers, scenes: list[list[Step]]) -> Numbered:
        """Return which answer each of these is; `again` holds some that were asked for a second time."""
        numbers = {key: self._number(key, value) for key, value in _facts(answers, scenes)}
        for key, value in _facts(again, scenes):
            if key in numbers and self._number(key, value) != numbers[key]:
                numbers[key] = INCONSTANT
        return numbers

    def _number(self, key: Key, value: Any) -> int:
        digest = _digest(value)
        number = self.known.get((key, digest)) if digest is not None else None
        if number is None:
            distinct = self.distinct.setdefault(key, [])
            number = next((n for n, other in enumerate(distinct) if self._same(value, other)), len(distinct))
            if number == len(distinct):
                distinct.append(value)
            if digest is not None:
                self.known[key, digest] = number
        return number

    def _same(self, one: Any, other: Any) -> bool:
        if isinstance(one, Peak) and isinstance(other, Peak):
            return one.is_like(other)
        try:
            agree(one, other, rtol=self.rtol, atol=self.atol)
        except Disagreement:
            return False
        except Exception:  # values of other kinds, which it does not know
            return bool(type(one) is type(other) and repr(one) == repr(other))
        return True


def _facts(answers: Answers, scenes: list[list[Step]]) -> Iterator[tuple[Key, Any]]:
    """Yield what can be compared: of memory and source only themselves, of a call all that came of it."""
    for (scene, step), answer in answers.items():
        verb = scenes[scene][step].verb
        if verb in ("memory", "source"):
            if answer.how == "value":
                yield (scene, step, verb), answer.value
            continue
        yield (scene, step, "back"), _back(answer)
        yield (scene, step, "arguments"), None if answer.changed is None else _plain(answer.changed)
        yield (scene, step, "message"), _numbers_of(answer)
        yield (scene, step, "warned"), answer.warned


def _back(answer: Answer) -> Any:
    """Return the value; of an exception the class, of anything else its kind."""
    if answer.how == "value":
        return ("value", answer.value)
    return (answer.how, type(answer.value).__name__ if answer.how == "raised" else "")


def _numbers_of(answer: Answer) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+(?:\.\d+)?", str(answer.value))) if answer.how == "raised" else ()


def _plain(value: Any) -> Any:
    """Return changed arguments as what can be compared; how far a generator was used is no part of an answer."""
    if isinstance(value, np.random.Generator):
        return "a generator"
    if isinstance(value, tuple | list):
        return type(value)(_plain(one) for one in value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return "a function" if callable(value) or hasattr(type(value), "__next__") else value


def _digest(value: Any) -> bytes | None:
    try:
        return pickle.dumps(value, protocol=5)
    except Exception:  # then it is compared the long way
        return None
