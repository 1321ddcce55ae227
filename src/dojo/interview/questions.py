"""The questions of a round that wait for an answer: the interviewer's, the rubric's, the retrospective's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dojo.interview import debrief
from dojo.interview.formats import BUSINESS
from dojo.interview.known_mistakes import may_leak
from dojo.interview.round import Round
from dojo.kata import rubric
from dojo.kata.layout import Kata
from dojo.kata.rubric import Axis
from dojo.kata.sheet import FollowUp, Sheet


@dataclass(frozen=True)
class Prompt:
    """A question that waits for an answer: `take` returns "" or says what it expects instead."""

    text: str
    take: Callable[[str], str]


class Questions:
    """What is asked in one round, and where the answers go; `number` chooses where there are several."""

    def __init__(self, round_: Round, kata: Kata, sheet: Sheet, number: int) -> None:
        self.round, self.kata, self.sheet, self.number = round_, kata, sheet, number

    def prompt(self) -> Prompt | None:
        """Return what the next line that is typed answers; None: it is a question to the interviewer."""
        state = self.round.state
        if not state.over:
            return self._question([self.filled(ask) for ask in self.round.phase.asks])
        if state.owed or state.ended or (self.round.plan.scored and state.own is None):
            return None
        if not self.round.plan.scored:
            return self._question(self.round.plan.questions)
        axis = next((axis for axis in rubric.AXES if axis.key not in state.levels), None)
        if axis is not None:
            return Prompt(self._axis_text(axis), lambda line: self._take_level(axis, line))
        if not state.leak and may_leak(self.kata):
            text = "Did the answer rest on anything it could not know in time (leakage), without your saying so? [y/n]"
            return Prompt(text, self._take_leak)
        if state.goal is None:
            return Prompt("One thing to change: what is the goal for the next round?", self._take_goal)
        return None

    def _question(self, questions: list[str] | tuple[str, ...]) -> Prompt | None:
        for question in questions:
            if question and question not in self.round.state.answers:
                return Prompt(question, lambda line, asked=question: self._take_answer(asked, line))  # type: ignore[misc]
        return None

    def _take_answer(self, question: str, line: str) -> str:
        self.round.answer(question, line)
        return ""

    def _take_level(self, axis: Axis, line: str) -> str:
        word, _, quote = line.partition(" ")
        levels = self._levels(axis)
        if word not in map(str, levels) or not quote.strip():
            return f"A level from {levels[0]} to {levels[-1]}, then what shows it: {levels[-1]} named the tie rule"
        self.round.note("level", axis=axis.key, level=int(word), quote=quote.strip())
        return ""

    def _take_leak(self, line: str) -> str:
        if line.casefold() not in ("y", "yes", "n", "no"):
            return "Please answer y or n."
        self.round.note("leak", leak="unreported" if line.casefold().startswith("y") else "none")
        return ""

    def _take_goal(self, line: str) -> str:
        self.round.note("goal", text=line)
        return ""

    def _levels(self, axis: Axis) -> list[int]:
        if axis.key == "code":  # the tests say; only beyond them is there room
            return list(range(debrief.code_level(self.round.state), rubric.HIGHEST + 1))
        return list(range(rubric.HIGHEST + 1))

    def _axis_text(self, axis: Axis) -> str:
        lines = [f"{axis.letter}  {axis.title} ({axis.weight} of 100)"]
        lines += [f"  {level}  {axis.anchors[level]}" for level in self._levels(axis)]
        if axis.key in self.sheet.rubric:
            lines.append(f"  3 here: {self.sheet.rubric[axis.key]}")
        return "\n".join([*lines, "Your level, and what shows it:"])

    def follow_up(self) -> FollowUp | None:
        """Return the follow-up question of this round."""
        found = self.sheet.follow_ups
        return found[self.number % len(found)] if found else None

    def filled(self, text: str) -> str:
        """Put this kata's words into one of the table's."""
        follow_up = self.follow_up()
        return text.format(
            untried=self._untried() if "{untried}" in text else "",
            follow_up=follow_up.ask if follow_up else "",
            business=BUSINESS[self.number % len(BUSINESS)],
        )

    def _untried(self) -> str:
        """Name a topic that was neither asked about nor assumed anything on."""
        written = " ".join(self.round.written.items("ASSUMPTIONS")).casefold()
        for c in self.sheet.clarifications:
            if c.topic not in self.round.state.topics and c.topic.casefold() not in written:
                return f"You have not spoken of this yet: {c.topic}."
        return "Which input would break it?"
