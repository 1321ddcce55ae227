"""The inquiry within a judging: the calls recorded, replayed on all the solution's candidates, and matched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from dojo.bench import Bench
from dojo.candidates import Candidate
from dojo.layout import Kata
from dojo.why import growth, telling
from dojo.why.ledger import Key, Ledger, Said
from dojo.why.matching import ENOUGH, FIRST, Court, Match
from dojo.why.replay import Answers, replay
from dojo.why.scenes import Draw, record

LOOSE, TIGHT = (1e-6, 1e-9), (1e-9, 1e-12)  # rtol and atol: other ways to the same number round differently
_SAMPLE = 30  # scenes asked a second time, to see whether the answers are constant
_MOST_NAMED = 3

Asked = tuple[Answers, Answers]  # the answers, and those to some of the scenes asked again


class Inquiry:
    """Everybody's answers to the calls of one kata's tests."""

    def __init__(
        self, bench: Bench, kata: Kata, beside: Sequence[Candidate], items: list[pytest.Item], draw: Draw
    ) -> None:
        self.bench, self.kata = bench, kata
        self.right = [c for c in beside if c.target in ("reference", "alternative")]
        self.mistakes = [c for c in beside if c.target == "mistake"]
        self.scenes = record(bench, kata, self.right[0], items, draw)
        self._others: tuple[list[Asked], list[Asked]] | None = None
        self._courts: dict[tuple[float, float], tuple[Ledger, Court]] = {}

    def finding(self, attempt: Candidate) -> dict[str, Any]:
        """Return what is found about one attempt, as JSON has it."""
        asked = self._ask(attempt)
        matches = self._matches(asked)
        named = [m for m in matches if m.agreement >= ENOUGH][:_MOST_NAMED]
        return {
            "candidate": attempt.name,
            "mistakes": [self._told(match, asked[0]) for match in named],
            "best": round(matches[0].agreement, 4) if matches else 0.0,
            "wrong": self._differing,
            "growth": self._growth(attempt, asked[0]),
        }

    # -- answers ---------------------------------------------------------------------------------

    def _ask(self, candidate: Candidate) -> Asked:
        every = range(len(self.scenes))
        answers = replay(self.bench, self.kata, candidate, self.scenes, every)
        lost = {scene for (scene, _), answer in answers.items() if answer.how in ("timed out", "died")}
        sample = [n for n in every[:: max(1, len(every) // _SAMPLE)] if n not in lost]
        again = replay(self.bench, self.kata, candidate, self.scenes, sample)
        if self._varies(answers, again):
            again = replay(self.bench, self.kata, candidate, self.scenes, [n for n in every if n not in lost])
        return answers, again

    def _varies(self, answers: Answers, again: Answers) -> bool:
        said = Ledger(*LOOSE).enter(answers, again, self.scenes)
        return any(number < 0 for number in said.values())

    def _all(self) -> tuple[list[Asked], list[Asked]]:
        if self._others is None:
            self._others = [self._ask(c) for c in self.right], [self._ask(c) for c in self.mistakes]
        return self._others

    # -- matches ---------------------------------------------------------------------------------

    def _matches(self, asked: Asked) -> list[Match]:
        """Compare loosely first; only an attempt that is then right everywhere is held to the last digits."""
        found: list[Match] = []
        for tolerance in (LOOSE, TIGHT):
            ledger, court = self._court(tolerance)
            said = ledger.enter(*asked, self.scenes)
            wrong = {key[:2] for key in court.differing(said) if key[2] in FIRST}
            self._differing = len(wrong)
            found = found or court.matches(said)
            if wrong:
                return court.matches(said)
        return found

    def _court(self, tolerance: tuple[float, float]) -> tuple[Ledger, Court]:
        if tolerance not in self._courts:
            ledger, said = Ledger(*tolerance), list[list[Said]]()
            for group in self._all():
                said.append([ledger.enter(*asked, self.scenes) for asked in group])
            self._courts[tolerance] = ledger, Court(*said)
        return self._courts[tolerance]

    # -- what is told ----------------------------------------------------------------------------

    def _told(self, match: Match, answers: Answers) -> dict[str, Any]:
        mistake = self.mistakes[match.mistake]
        scene, step, aspect = min(match.explained, key=self._size)
        expected = self._all()[0][0][0][scene, step]
        return {
            "mistake": mistake.name,
            "line": mistake.line,
            "agreement": round(match.agreement, 4),
            "call": telling.text(self.scenes[scene], step),
            "got": telling.answer_text(answers[scene, step], aspect),
            "expected": telling.answer_text(expected, aspect),
            "says": mistake.docstring(),
            "explained": len(match.explained),
            "differing": match.differing,
        }

    def _size(self, key: Key) -> int:
        return telling.size(self.scenes[key[0]], key[1])

    def _growth(self, attempt: Candidate, answers: Answers) -> str:
        late = next((place for place, answer in answers.items() if answer.how == "timed out"), None)
        if late is None:
            return ""
        return growth.explain(self.bench, self.kata, attempt, self.right[0], self.scenes[late[0]], late[1])

