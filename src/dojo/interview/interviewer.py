"""The host of a round: says what the interviewer says, takes what is typed, asks for judgings; no screen of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from dojo.interview import blocks, debrief
from dojo.interview.formats import WHAT_ARE_YOU_THINKING
from dojo.interview.own_tests import Found
from dojo.interview.questions import Prompt, Questions
from dojo.interview.round import Refused, Round, texts
from dojo.interview.state import Step
from dojo.judge.verdict import Judging, Result
from dojo.kata import candidates, rubric, shipped
from dojo.kata.layout import Kata
from dojo.kata.sheet import Sheet
from dojo.practice.matching import best

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

    def measure(self, text: str, explain: bool) -> None:
        """Hold the own tests in a text against the mistakes, and answer with `Host.measured`.

        With `explain`, find the mistakes that fit the text too, and answer with `Host.fitted`.
        """


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
        self.round, self.kata, self.sheet, self.stage = round_, kata, sheet, stage
        self.questions = Questions(round_, kata, sheet, number)
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
            self._announce_switch("green")
        self._follow()

    def fitted(self, mistakes: tuple[str, ...]) -> None:
        """Take in which mistakes fit the code that counts."""
        self.round.note("mistakes", names=list(mistakes))
        if mistakes and self.told_own:
            self._tell_mistakes()

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

    @property
    def prompt(self) -> Prompt | None:
        """What the next line that is typed answers; None: it is a question to the interviewer."""
        return None if self.waiting and self.round.state.over else self.questions.prompt()

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
        said = self.questions.filled(phase.says)
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
        self._announce_switch(why)

    def _announce_switch(self, why: str) -> None:
        self.stage.say("clock", f"Switch ({why}).")
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
            if state.mistakes:
                self._tell_mistakes()
        if plan.scored and "code" not in state.levels and debrief.code_level(state) < rubric.HIRE_BAR:
            run = state.counted
            quote = (
                f"measured: {run.verdict}, {run.passed} of {run.total} tests" if run else "measured: nothing was run"
            )
            self.round.note("level", axis="code", level=debrief.code_level(state), quote=quote)
        if self.prompt is None:
            if plan.scored:
                if not state.leak:
                    self.round.note("leak", leak="none")
                if self.opened():
                    self.round.note("solution")
                score = rubric.score(state.levels, debrief.facts(state))
                result = {"points": score.points, "band": score.band, "levels": dict(score.levels)}
                self.round.note("score", **result, price=score.price, reasons=list(score.reasons))
            self.round.note("end", why="done")
            self.stage.say("clock", "That was the round.")

    def _tell_mistakes(self) -> None:
        names = ", ".join(name.replace("_", " ") for name in self.round.state.mistakes)
        self.stage.say("measured", f"Known mistakes that fit your code: {names}")

    def _measure(self) -> None:
        if not self.measuring and self.round.state.own is None:
            self.measuring = True
            run = self.round.state.counted
            self.stage.measure(self.text, run is not None and run.verdict in ("failing", "visible pass", "timed out"))

    def _asked(self, line: str) -> None:
        found = best(line, self.sheet.clarifications)
        with _Refusals(self.stage):
            self.round.ask(line, found.topic if found else None)
            answer = found.answer if found else "I have nothing on that: assume something sensible, and write it down."
            self.stage.say("interviewer", answer)

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
