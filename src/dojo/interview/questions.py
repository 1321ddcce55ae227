"""The questions of a round that wait for an answer: the interviewer's, the rubric's, the retrospective's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from dojo.interview import debrief
from dojo.interview.formats import BUSINESS
from dojo.interview.known_mistakes import may_leak
from dojo.interview.round import Round
from dojo.kata import rubric
from dojo.kata.layout import Kata
from dojo.kata.rubric import Axis
from dojo.kata.sheet import Sheet


@dataclass(frozen=True)
class Prompt:
    """A question that waits for an answer: `take` returns "", or what it expects instead."""

    text: str
    take: Callable[[str], str]


class Questions:
    """What is asked in one round, and where the answers go; `number` chooses where there are several."""

    def __init__(self, round_: Round, kata: Kata, sheet: Sheet, number: int) -> None:
        self.round, self.kata, self.sheet, self.number = round_, kata, sheet, number

    def prompt(self) -> Prompt | None:
        """Return what the next line that is typed answers; None: it is a question to the interviewer."""
        state, plan = self.round.state, self.round.plan
        if not state.over:
            return self._first_open(self.filled(ask) for ask in self.round.phase.asks)
        if state.owed or state.ended or (plan.scored and state.own is None):
            return None
        return self._about_the_round() if plan.scored else self._first_open(plan.questions)

    def _about_the_round(self) -> Prompt | None:
        """Return the next question of the debrief: a level for each axis, leakage, the goal."""
        state = self.round.state
        for axis in rubric.AXES:
            if axis.key not in state.levels:
                return Prompt(self._axis_text(axis), partial(self._take_level, axis))
        if not state.leak and may_leak(self.kata):
            text = "Did your answer use anything that is not known in time (leakage), without your saying so? [y/n]"
            return Prompt(text, self._take_leak)
        if not state.goal:
            return Prompt("One thing to change: what is your goal for the next round?", self._take_goal)
        return None

    def _first_open(self, questions: Iterable[str]) -> Prompt | None:
        for question in questions:
            if question and question not in self.round.state.answers:
                return Prompt(question, partial(self._take_answer, question))
        return None

    def _take_answer(self, question: str, line: str) -> str:
        self.round.note("answer", question=question, text=line)
        return ""

    def _take_level(self, axis: Axis, line: str) -> str:
        word, _, quote = line.partition(" ")
        levels = self._levels(axis)
        if word not in map(str, levels) or not quote.strip():
            lowest, highest = levels[0], levels[-1]
            return f"Give a level from {lowest} to {highest} and what shows it, such as: {highest} named the tie rule"
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

    def _levels(self, axis: Axis) -> range:
        """Return the levels to choose from; the tests decide those of the code up to the hire bar."""
        return range(debrief.code_level(self.round.state) if axis.key == "code" else 0, rubric.HIGHEST + 1)

    def _axis_text(self, axis: Axis) -> str:
        lines = [f"{axis.letter}  {axis.title} ({axis.weight} of 100)"]
        lines += [f"  {level}  {axis.anchors[level]}" for level in self._levels(axis)]
        if axis.key in self.sheet.rubric:
            lines.append(f"  {rubric.HIRE_BAR} here: {self.sheet.rubric[axis.key]}")
        return "\n".join([*lines, *self._evidence(axis), "Your level, and what shows it:"])

    def _evidence(self, axis: Axis) -> list[str]:
        """Return the candidate's own blocks that speak of an axis."""
        headings = self.round.plan.evidence.get(axis.key, [])
        written = {heading: self.round.written.items(heading) for heading in headings}
        return [f"  You wrote {heading}: {'; '.join(items)}" for heading, items in written.items() if items]

    def filled(self, text: str) -> str:
        """Put this kata's words into one of the table's texts."""
        follow_ups = self.sheet.follow_ups
        return text.format(
            untried=self._untried() if "{untried}" in text else "",
            follow_up=follow_ups[self.number % len(follow_ups)].ask if follow_ups else "",
            business=BUSINESS[self.number % len(BUSINESS)],
        )

    def _untried(self) -> str:
        """Name a topic that was neither asked about nor covered by an assumption."""
        written = " ".join(self.round.written.items("ASSUMPTIONS")).casefold()
        for c in self.sheet.clarifications:
            if c.topic not in self.round.state.topics and c.topic.casefold() not in written:
                return f"You have not talked about this yet: {c.topic}."
        return "Which input would break it?"
