"""The inquiry within a judging: the calls recorded, replayed on all the solution's candidates, and matched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from dojo.judge.under_test import TestRun
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.why import call_text as telling
from dojo.why import growth
from dojo.why.answers import Key, Numbered, Numbering
from dojo.why.matching import FIRST, REST, Comparison, Match, named
from dojo.why.recording import Draw, record
from dojo.why.replay import Answers, replay

LOOSE, TIGHT = (1e-6, 1e-9), (1e-9, 1e-12)  # rtol and atol: other ways to the same number round differently
_TWICE = 20  # scenes asked a second time, to see whether the answers are constant
_PROBES = 12  # scenes of each kind that a mistake has to explain one of, before it is asked the others


class CandidateAnswers:
    """One candidate and what it answered so far."""

    def __init__(self, inquiry: Inquiry, candidate: Candidate) -> None:
        self.inquiry, self.candidate = inquiry, candidate
        self.answers: Answers = {}
        self.again: Answers = {}
        self._asked: set[int] = set()
        self._numbered: dict[int, Numbered] = {}

    def ask(self, numbers: Iterable[int]) -> None:
        """Have it answer the scenes of those numbers, unless it did."""
        new = sorted(set(numbers) - self._asked)
        if not new:
            return
        self._asked.update(new)
        self._numbered.clear()
        answers, again = self._replay(new, new[:: 3 + len(new) // _TWICE])
        if len(lost := {scene for (scene, _), answer in answers.items() if answer.how == "timed out"}) == 1:
            answers |= self._replay([*lost], [])[0]  # a busy machine may have done that, once
        if any(number < 0 for number in Numbering(*LOOSE).enter(answers, again, self.inquiry.scenes).values()):
            answers, again = self._replay(new, new)
        self.answers |= answers
        self.again |= again

    def _replay(self, numbers: list[int], twice: list[int]) -> tuple[Answers, Answers]:
        i = self.inquiry
        return replay(i.test_run, i.kata, self.candidate, i.scenes, numbers, twice, i.slowest)

    def numbered(self, numbering: Numbering) -> Numbered:
        """Return its answers as that numbering numbers them."""
        if id(numbering) not in self._numbered:
            self._numbered[id(numbering)] = numbering.enter(self.answers, self.again, self.inquiry.scenes)
        return self._numbered[id(numbering)]


class Inquiry:
    """Everybody's answers to the calls of one kata's tests."""

    def __init__(
        self, test_run: TestRun, kata: Kata, beside: Sequence[Candidate], items: list[pytest.Item], draw: Draw
    ) -> None:
        self.test_run, self.kata = test_run, kata
        self.right = [CandidateAnswers(self, c) for c in beside if c.target in ("reference", "alternative")]
        self.mistakes = [CandidateAnswers(self, c) for c in beside if c.target == "mistake"]
        self.numberings = [Numbering(*LOOSE), Numbering(*TIGHT)]
        recorded = record(test_run, kata, self.right[0].candidate, items, draw)
        self.scenes, self.slowest = recorded.scenes, recorded.slowest
        self._portions = (recorded.light, range(len(self.scenes)))  # those soon replayed, then all

    def finding(self, attempt: Candidate, timed: bool = True) -> dict[str, Any]:
        """Return what is found about one attempt, as JSON has it; how its time grows is left out if not `timed`."""
        answered = CandidateAnswers(self, attempt)
        matches, wrong = self._matches(answered)
        calls = len({key[:2] for key in wrong})
        return {
            "candidate": attempt.name,
            "mistakes": [self._described(match, calls, answered.answers) for match in named(matches, wrong)],
            "best": round(matches[0].agreement, 4) if matches else 0.0,
            "calls": calls,
            "growth": self._growth(attempt, answered.answers) if timed else "",
        }

    def _matches(self, attempt: CandidateAnswers) -> tuple[list[Match], set[Key]]:
        """Return what explains the attempt, and where it is wrong.

        Answers are compared loosely first: only where that shows nothing the last digits count, and after these what
        comes with an answer, warnings say.
        """
        reference = self.right[0]
        for numbers in self._portions:
            reference.ask(numbers)
            attempt.ask(numbers)
            for numbering in self.numberings:
                if wrong := self._wrong(attempt, numbering, FIRST):
                    return self._among(attempt, numbering, wrong, numbers), wrong
        wrong = self._wrong(attempt, self.numberings[0], REST)
        first = next((aspect for aspect in REST if any(key[2] == aspect for key in wrong)), "")
        wrong = {key for key in wrong if key[2] == first}
        return self._among(attempt, self.numberings[0], wrong, range(len(self.scenes))), wrong

    def _wrong(self, attempt: CandidateAnswers, numbering: Numbering, aspects: tuple[str, ...]) -> set[Key]:
        """Return where the attempt is wrong; the alternatives are asked only where the reference says otherwise."""
        for one in self.right[1:]:
            wrong = self._comparison(numbering, []).differing(attempt.numbered(numbering), aspects)
            one.ask({key[0] for key in wrong})
        return self._comparison(numbering, []).differing(attempt.numbered(numbering), aspects)

    def _among(
        self, attempt: CandidateAnswers, numbering: Numbering, wrong: set[Key], numbers: Iterable[int]
    ) -> list[Match]:
        """Ask the mistakes about some scenes where the attempt is wrong, and those that agree somewhere about all."""
        probes = self._probes(attempt, wrong)
        mine, alike = attempt.numbered(numbering), list[CandidateAnswers]()
        for mistake in self.mistakes:
            mistake.ask(probes)
            theirs = mistake.numbered(numbering)
            if any(theirs.get(key) == mine[key] for key in wrong):
                mistake.ask(numbers)
                alike.append(mistake)
        return self._comparison(numbering, alike).matches(mine, wrong)

    def _probes(self, attempt: CandidateAnswers, wrong: set[Key]) -> set[int]:
        """Choose some scenes where the attempt is wrong, of each kind: raised where a value is due, and so on."""
        kinds: dict[tuple[str, ...], list[int]] = {}
        for scene, step, aspect in sorted(wrong):
            how = (one.answers[scene, step].how for one in (self.right[0], attempt))
            kinds.setdefault((*how, aspect), []).append(scene)
        return {scene for scenes in kinds.values() for scene in scenes[:: 1 + len(scenes) // _PROBES]}

    def _comparison(self, numbering: Numbering, mistakes: list[CandidateAnswers]) -> Comparison:
        theirs = {self.mistakes.index(mistake): mistake.numbered(numbering) for mistake in mistakes}
        return Comparison([one.numbered(numbering) for one in self.right], theirs)

    def _described(self, match: Match, calls: int, answers: Answers) -> dict[str, Any]:
        mistake = self.mistakes[match.mistake].candidate
        scene, step, aspect = min(match.explained, key=self._size)
        return {
            "mistake": mistake.name,
            "line": mistake.line,
            "agreement": round(match.agreement, 4),
            "explains": {"calls": len(match.calls), "of": calls},
            "call": telling.text(self.scenes[scene], step),
            "got": telling.answer_text(answers[scene, step], aspect),
            "expected": telling.answer_text(self.right[0].answers[scene, step], aspect),
            "says": mistake.docstring(),
        }

    def _size(self, key: Key) -> tuple[int, Key]:
        return telling.size(self.scenes[key[0]], key[1]), key

    def _growth(self, attempt: Candidate, answers: Answers) -> str:
        late = next((place for place, answer in answers.items() if answer.how == "timed out"), None)
        if late is None:
            return ""
        return growth.explain(self.test_run, self.kata, attempt, self.right[0].candidate, self.scenes[late[0]], late[1])
