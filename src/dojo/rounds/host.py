"""The host of a round: says what the interviewer says, takes what is typed, asks for judgings; no screen of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from dojo import candidates, shipped
from dojo.layout import Kata
from dojo.practice.matching import best
from dojo.rounds import blocks, debrief, rubric
from dojo.rounds.engine import Refused, Round, texts
from dojo.rounds.own import Found
from dojo.rounds.rubric import Axis
from dojo.rounds.state import Step
from dojo.rounds.table import BUSINESS, WHAT_ARE_YOU_THINKING
from dojo.sheet import FollowUp, Sheet
from dojo.verdict import Judging, Result

Voice = Literal["interviewer", "you", "judge", "clock", "measured"]


class Stage(Protocol):
    """What a host needs of whatever shows a round."""

    def say(self, voice: Voice, text: str) -> None:
        """Show a line or a few."""

    def failed(self, result: Result) -> None:
        """Show the first failure of a judging."""

    def demand(self) -> None:
        """Have what is on the disk judged on all tests."""

    def judge_on(self, judging: Judging) -> None:
        """Change what saves are judged on."""

    def measure(self, text: str) -> None:
        """Hold the own tests in a text against the mistakes, and answer with `Host.measured`."""


@dataclass(frozen=True)
class Prompt:
    """A question that waits for an answer: `take` returns "" or says what it expects instead."""

    text: str
    take: Callable[[str], str]


class Host:
    """Leads through one round.

    Parameters
    ----------
    round_ : Round
    kata, sheet : Kata, Sheet
    stage : Stage
    number : int
        Chooses among the sheet's follow-ups and our business questions.
    opened : callable
        Tells whether the solution was opened since the round began.
    """

    def __init__(
        self,
        round_: Round,
        kata: Kata,
        sheet: Sheet,
        stage: Stage,
        number: int = 0,
        opened: Callable[[], bool] = lambda: False,
    ) -> None:
        self.opened = opened
        self.round, self.kata, self.sheet, self.stage, self.number = round_, kata, sheet, stage, number
        self.text = ""
        self.policy: Judging = "whole"
        self.announced = -1
        self.waiting = ""  # the judging that was asked of the stage and has not ended: "bell" or "submit"
        self.measuring = self.told_measuring = self.told_own = False
        self.result: Result | None = None

    # -- what happens ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Announce where the round is, and take up what a crash has left undone."""
        self.stage.say("clock", f"Your file: {self.kata.stub.relative_to(self.kata.root)}")
        self._follow()

    def tick(self) -> None:
        """Let time do what it does; to be called about once a second."""
        over = self.round.state.over
        self.round.tick()
        if self.round.state.over and not over:
            self.stage.say("clock", "The bell.")
        if self.round.turn_is_over():
            self._switch("time")
        if self.round.silent():
            self.stage.say("interviewer", WHAT_ARE_YOU_THINKING)
        self._follow()

    def saved(self, text: str) -> None:
        """Take in the text that is on the disk now."""
        if text == self.text:
            return  # told again because saves are judged on something else now
        self.text = text
        self.round.saved(blocks.read(text), self._edited(text))

    def judged(self, result: Result, demanded: bool) -> None:
        """Take in a judging of what is on the disk."""
        state = self.round.state
        by = (state.owed or "submit") if demanded else "save"
        if by == "save" and self.round.judging == "none":
            return  # it began before the phase ended
        driver = state.driver
        self.round.judged(result, by)
        self.result = result
        if demanded:
            self.waiting = ""
        if by == "bell" and self.round.plan.scored:
            self._measure()
        self.stage.say("judge", _told(result, by))
        if by != "submit" or not self.round.plan.scored:
            self.stage.failed(result)
        if state.driver != driver:
            self._announce_roles()
        self._follow()

    def measured(self, found: Found) -> None:
        """Take in what the candidate's own tests are worth."""
        self.measuring = False
        right, wrong = list(found.right), [list(pair) for pair in found.wrong]
        of = len(found.caught) + len(found.missed)
        self.round.note("own", right=right, wrong=wrong, caught=list(found.caught), of=of, problem=found.problem)
        self._follow()

    # -- what people do --------------------------------------------------------------------------

    def typed(self, line: str) -> None:
        """Take a line: an answer where one is waited for, else a question to the interviewer."""
        line = line.strip()
        prompt = self.prompt
        if not line:
            return
        self.stage.say("you", line)
        if prompt is not None:
            expected = prompt.take(line)
            if expected:
                self.stage.say("interviewer", expected)
        elif self.round.state.over:
            self.stage.say("clock", "The round is over.")
        else:
            self._asked(line)
        self._follow()

    def hint(self) -> None:
        """Give the next hint, or say why not."""
        with _Refusals(self.stage):
            level = self.round.hint(len(self.sheet.hints))
            self.stage.say("interviewer", f"Hint {level} ({price(level)}): {self.sheet.hints[level - 1]}")

    def submit(self) -> None:
        """Have all tests run, or say why not."""
        with _Refusals(self.stage):
            self.round.submit()
            left = self.round.submits_left()
            self.stage.say("clock", "Submitted." + ("" if left is None else f" {left} left."))
        self._follow()

    def advance(self) -> None:
        """Go to the next phase, or say what it takes."""
        with _Refusals(self.stage):
            self.round.advance()
        self._follow()

    def ring(self) -> None:
        """End the round now."""
        with _Refusals(self.stage):
            self.round.ring()
            self.stage.say("clock", "The bell, by your hand.")
        self._follow()

    def switch(self) -> None:
        """Let the next one drive."""
        with _Refusals(self.stage):
            if len(self.round.state.people) > 1:
                self._switch("by hand")

    # -- what waits for an answer ----------------------------------------------------------------

    @property
    def prompt(self) -> Prompt | None:
        """What the next line that is typed answers; None: it is a question to the interviewer."""
        state = self.round.state
        if not state.over:
            return self._question([self._filled(ask) for ask in self.round.phase.asks])
        if state.owed or self.waiting or state.ended or (self.round.plan.scored and state.own is None):
            return None
        if not self.round.plan.scored:
            return self._question(self.round.plan.questions)
        axis = next((axis for axis in rubric.AXES if axis.key not in state.levels), None)
        if axis is not None:
            return Prompt(self._axis_text(axis), lambda line: self._take_level(axis, line))
        if not state.leak:
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

    # -- inside ----------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Do what the state of the round asks for."""
        state = self.round.state
        if self.announced != state.phase and not state.over:
            self._announce()
        if self.policy != self.round.judging:
            self.policy = self.round.judging
            self.stage.judge_on(self.policy)
        if state.owed and self.waiting != state.owed:
            self.waiting = state.owed
            self.stage.demand()
        if state.over and not state.owed and not self.waiting and not state.ended:
            self._debrief()

    def _announce(self) -> None:
        state, phase = self.round.state, self.round.phase
        lacks = state.lacks.get(self.announced, ())
        if lacks:
            self.stage.say("clock", f"Missing from {self.round.plan.phases[self.announced].name}: {told(lacks)}")
        self.announced = state.phase
        self.stage.say("clock", f"{phase.name}: {phase.candidate}")
        said = self._filled(phase.says)
        if said:
            self.stage.say("interviewer", said)
        if self.round.plan.switch or len(state.people) > 1:
            self._announce_roles()

    def _announce_roles(self) -> None:
        self.stage.say("clock", ", ".join(f"{role}: {name}" for role, name in self.roles()))

    def roles(self) -> list[tuple[str, str]]:
        """Return who does what now; those beyond the roles rest."""
        people, driver = self.round.state.people, self.round.state.driver
        turn = [people[(driver + n) % len(people)] for n in range(len(people))]
        return list(zip(self.round.plan.roles, turn, strict=False))

    def _switch(self, why: str) -> None:
        self.round.switch(why)
        self.stage.say("clock", "Switch." if why == "by hand" else f"Switch ({why}).")
        self._announce_roles()

    def _debrief(self) -> None:
        """Measure what can be measured; once all is answered, score and end."""
        state, plan = self.round.state, self.round.plan
        if plan.scored and state.own is None:
            if not self.told_measuring:
                self.told_measuring = True
                self.stage.say("clock", "Your own tests are held against the known mistakes ...")
            self._measure()
            return
        if state.own is not None and not self.told_own:
            self.told_own = True
            self.stage.say("measured", own_text(state.own))
        if plan.scored and "code" not in state.levels and debrief.code_level(state) < rubric.HIRE_BAR:
            run = state.counted
            quote = (
                f"measured: {run.verdict}, {run.passed} of {run.total} tests" if run else "measured: nothing was run"
            )
            self.round.note("level", axis="code", level=debrief.code_level(state), quote=quote)
        if self.prompt is None:
            if plan.scored:
                if self.opened():
                    self.round.note("solution")
                score = rubric.score(state.levels, debrief.facts(state))
                result = {"points": score.points, "band": score.band, "levels": dict(score.levels)}
                self.round.note("score", **result, price=score.price, reasons=list(score.reasons))
            self.round.note("end", why="done")
            self.stage.say("clock", "That was the round.")

    def _measure(self) -> None:
        if not self.measuring and self.round.state.own is None:
            self.measuring = True
            self.stage.measure(self.text)

    def _asked(self, line: str) -> None:
        found = best(line, self.sheet.clarifications)
        with _Refusals(self.stage):
            self.round.ask(line, found.topic if found else None)
            answer = found.answer if found else "I have nothing on that: assume something sensible, and write it down."
            self.stage.say("interviewer", answer)

    def follow_up(self) -> FollowUp | None:
        """Return the follow-up question of this round."""
        found = self.sheet.follow_ups
        return found[self.number % len(found)] if found else None

    def _filled(self, text: str) -> str:
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

    def _edited(self, text: str) -> bool:
        try:
            return not shipped.is_untouched(text, candidates.entry_name(self.kata), candidates.shipped(self.kata))
        except candidates.BadSolution:
            return False


class _Refusals:
    """Turns what the round refuses into the interviewer's words."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> bool:
        if isinstance(error, Refused):
            self.stage.say("interviewer", str(error))
            return True
        return False


def told(keys: tuple[str, ...]) -> str:
    """Return what must exist, in words."""
    return "; ".join(texts(keys))


def price(level: int) -> str:
    """Return what a hint costs, in words."""
    points = rubric.HINT_PRICES[level]
    return f"-{points} points" if points else "free"


def own_text(own: Step) -> str:
    """Return what the candidate's own tests are worth, in words; `own` is the step that says it."""
    if own["problem"]:
        return str(own["problem"]).capitalize()
    if not own["right"] and not own["wrong"]:
        return f"You wrote no tests of your own (def test_...() in your file): 0 of {own['of']} mistakes caught."
    wrong = [f"Not true of the reference: {name} ({why})" for name, why in own["wrong"]]
    return "\n".join([f"Your own tests catch {len(own['caught'])} of {own['of']} known mistakes.", *wrong])


def _told(result: Result, by: str) -> str:
    hidden = [t.outcome == "passed" for t in result.tests if t.kind == "hidden"]
    visible = [t.outcome == "passed" for t in result.tests if t.kind == "visible"]
    counts = f"{sum(visible)} of {len(visible)} visible" if visible else "no tests"
    if hidden:
        counts += f", {sum(hidden)} of {len(hidden)} hidden"
    names = {"save": "Saved", "submit": "Submit", "bell": "What counts"}
    return f"{names[by]}: {result.verdict}" + (f", {counts} tests pass" if result.tests else "")
