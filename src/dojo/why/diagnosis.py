"""The inquiry within a judging: the calls recorded, replayed on all the solution's candidates, and matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest

from dojo.judge.under_test import TestRun
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.why import call_text as telling
from dojo.why import growth
from dojo.why.answers import Key, Ledger, Said
from dojo.why.matching import ENOUGH, FIRST, REST, Court, Match
from dojo.why.recording import Draw, Scene, record
from dojo.why.replay import Answers, replay

LOOSE, TIGHT = (1e-6, 1e-9), (1e-9, 1e-12)  # rtol and atol: other ways to the same number round differently
_TWICE = 20  # scenes asked a second time, to see whether the answers are constant
_PROBES = 12  # scenes that a mistake has to explain one of, before it is asked the others
_MOST_NAMED = 3


class Witness:
    """One candidate and what it answered so far."""

    def __init__(self, inquiry: Inquiry, candidate: Candidate) -> None:
        self.inquiry, self.candidate = inquiry, candidate
        self.answers: Answers = {}
        self.again: Answers = {}
        self._asked: set[int] = set()
        self._said: dict[int, Said] = {}

    def ask(self, numbers: Iterable[int]) -> None:
        """Have it answer the scenes of those numbers, unless it did."""
        new = sorted(set(numbers) - self._asked)
        if not new:
            return
        self._asked.update(new)
        self._said.clear()
        answers, again = self._replay(new, new[:: 3 + len(new) // _TWICE])
        if len(lost := {scene for (scene, _), answer in answers.items() if answer.how == "timed out"}) == 1:
            answers |= self._replay([*lost], [])[0]  # a busy machine may have done that, once
        if any(number < 0 for number in Ledger(*LOOSE).enter(answers, again, self.inquiry.scenes).values()):
            answers, again = self._replay(new, new)
        self.answers |= answers
        self.again |= again

    def _replay(self, numbers: list[int], twice: list[int]) -> tuple[Answers, Answers]:
        i = self.inquiry
        return replay(i.test_run, i.kata, self.candidate, i.scenes, numbers, twice, i.slowest)

    def said(self, ledger: Ledger) -> Said:
        """Return its answers as that ledger numbers them."""
        if id(ledger) not in self._said:
            self._said[id(ledger)] = ledger.enter(self.answers, self.again, self.inquiry.scenes)
        return self._said[id(ledger)]


class Inquiry:
    """Everybody's answers to the calls of one kata's tests."""

    def __init__(
        self, test_run: TestRun, kata: Kata, beside: Sequence[Candidate], items: list[pytest.Item], draw: Draw
    ) -> None:
        self.test_run, self.kata = test_run, kata
        self.right = [Witness(self, c) for c in beside if c.target in ("reference", "alternative")]
        self.mistakes = [Witness(self, c) for c in beside if c.target == "mistake"]
        self.ledgers = [Ledger(*LOOSE), Ledger(*TIGHT)]
        self.scenes: list[Scene] = []
        self.slowest = 0.0
        self._source = items, draw
        self._light = self._record(rest=False)
        self._whole = False

    def _record(self, rest: bool) -> list[int]:
        """Record more scenes; return the numbers of those that are soon replayed."""
        recorded = record(self.test_run, self.kata, self.right[0].candidate, *self._source, rest)
        before = len(self.scenes)
        self.scenes += recorded.scenes
        self.slowest = max(self.slowest, recorded.slowest)
        return [before + number for number in recorded.light]

    def _portions(self) -> Iterator[Sequence[int]]:
        """Yield the scenes to ask about: those soon replayed, all, and all with the laws' other examples."""
        yield self._light
        yield range(len(self.scenes))
        if not self._whole:
            self._whole = True
            self._record(rest=True)
        yield range(len(self.scenes))

    def finding(self, attempt: Candidate, timed: bool = True) -> dict[str, Any]:
        """Return what is found about one attempt, as JSON has it; how its time grows is left out if not `timed`."""
        witness = Witness(self, attempt)
        matches, wrong = self._matches(witness)
        named = [m for m in matches if m.agreement >= ENOUGH][:_MOST_NAMED]
        return {
            "candidate": attempt.name,
            "mistakes": [self._told(match, witness.answers) for match in named],
            "best": round(matches[0].agreement, 4) if matches else 0.0,
            "calls": len({key[:2] for key in wrong}),
            "growth": self._growth(attempt, witness.answers) if timed else "",
        }

    def _matches(self, attempt: Witness) -> tuple[list[Match], set[Key]]:
        """Return what explains the attempt, and where it is wrong.

        A few examples of each law come first, then all. Answers are compared loosely first: only where that shows
        nothing the last digits count, and after these what is beside the answer, warnings say.
        """
        reference = self.right[0]
        for numbers in self._portions():
            reference.ask(numbers)
            attempt.ask(numbers)
            for ledger in self.ledgers:
                wrong = self._wrong(attempt, ledger, FIRST)
                if wrong:
                    return self._among(attempt, ledger, wrong, numbers), wrong
        wrong = self._wrong(attempt, self.ledgers[0], REST)
        return self._among(attempt, self.ledgers[0], wrong, numbers), wrong

    def _wrong(self, attempt: Witness, ledger: Ledger, aspects: tuple[str, ...]) -> set[Key]:
        """Return where the attempt is wrong; the alternatives are asked only where the reference says otherwise."""
        for one in self.right[1:]:
            one.ask({key[0] for key in self._court(ledger, []).differing(attempt.said(ledger)) if key[2] in aspects})
        return {key for key in self._court(ledger, []).differing(attempt.said(ledger)) if key[2] in aspects}

    def _among(self, attempt: Witness, ledger: Ledger, wrong: set[Key], numbers: Iterable[int]) -> list[Match]:
        """Ask the mistakes about some scenes where the attempt is wrong, and those that agree somewhere about all."""
        scenes = sorted({key[0] for key in wrong})
        probes = scenes[:: 1 + len(scenes) // _PROBES]
        said, alike = attempt.said(ledger), list[Witness]()
        for mistake in self.mistakes:
            mistake.ask(probes)
            told = mistake.said(ledger)
            if any(told.get(key) == said[key] for key in wrong):
                mistake.ask(numbers)
                alike.append(mistake)
        return self._court(ledger, alike).matches(said)

    def _court(self, ledger: Ledger, mistakes: list[Witness]) -> Court:
        told = {self.mistakes.index(mistake): mistake.said(ledger) for mistake in mistakes}
        return Court([one.said(ledger) for one in self.right], told)

    def _told(self, match: Match, answers: Answers) -> dict[str, Any]:
        mistake = self.mistakes[match.mistake].candidate
        scene, step, aspect = min(match.explained, key=self._size)
        return {
            "mistake": mistake.name,
            "line": mistake.line,
            "agreement": round(match.agreement, 4),
            "call": telling.text(self.scenes[scene], step),
            "got": telling.answer_text(answers[scene, step], aspect),
            "expected": telling.answer_text(self.right[0].answers[scene, step], aspect),
            "says": mistake.docstring(),
            "explained": len(match.explained),
            "differing": match.differing,
            "more": match.more,
        }

    def _size(self, key: Key) -> int:
        return telling.size(self.scenes[key[0]], key[1])

    def _growth(self, attempt: Candidate, answers: Answers) -> str:
        late = next((place for place, answer in answers.items() if answer.how == "timed out"), None)
        if late is None:
            return ""
        return growth.explain(self.test_run, self.kata, attempt, self.right[0].candidate, self.scenes[late[0]], late[1])
