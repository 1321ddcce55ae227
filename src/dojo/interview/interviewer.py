"""The host of a round: says what the interviewer says, takes what is typed, asks for judgings; no screen of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Literal, Protocol

from dojo.interview import blocks, debrief
from dojo.interview.formats import WHAT_ARE_YOU_THINKING
from dojo.interview.questions import Prompt, Questions
from dojo.interview.requirements import in_words
from dojo.interview.round import Refused, Round
from dojo.interview.state import OwnTests
from dojo.judge.verdict import Judging, Result
from dojo.kata import candidates, rubric, shipped
from dojo.kata.hint_prices import price_text
from dojo.kata.layout import Kata
from dojo.kata.sheet import Sheet
from dojo.practice.matching import reply

Voice = Literal["interviewer", "you", "judge", "clock", "measured"]


class Stage(Protocol):
    """What a host needs of whatever shows a round."""

    def say(self, voice: Voice, text: str) -> None:
        """Show a line or a few."""

    def failed(self, result: Result) -> None:
        """Show the first failure of a judging."""

    def demand(self) -> None:
        """Have the file judged on all tests."""

    def judge_on(self, judging: Judging) -> None:
        """Change what saves are judged on."""

    def measure(self, text: str, explain: bool) -> None:
        """Run the own tests in a text against the mistakes, and answer with `Host.measured`.

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
        Chooses among the sheet's follow-ups and the business questions.
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
        self.measuring = self.showed_own = False

    # -- what happens ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Announce where the round is, and take up what a crash has left undone."""
        self.stage.say("clock", f"Your file: {self.kata.stub.relative_to(self.kata.root)}")
        for step in self.round.state.all("begin"):
            if step.get("goal"):
                self.stage.say("interviewer", f"Your goal from last time: {step['goal']}")
        self._follow()

    def tick(self) -> None:
        """Do what the time asks for; to be called about once a second."""
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
        """Take in the text of the file."""
        if text == self.text:
            return  # it comes again when saves are judged on something else
        self.text = text
        self.round.saved(blocks.read(text), self._edited(text))

    def judged(self, result: Result, demanded: bool) -> None:
        """Take in a judging of the file."""
        state, scored = self.round.state, self.round.plan.scored
        by = (state.owed or "submit") if demanded else "save"
        if by == "save" and self.round.judging == "none":
            return  # it began before the phase ended
        driver = state.driver
        self.round.judged(result, by)
        if demanded:
            self.waiting = ""
        self.stage.say("judge", result_text(result, by))
        if by != "submit" or not scored:
            self.stage.failed(result)
        if by == "bell" and scored:
            self._measure()
        if state.driver != driver:
            self._announce_switch("green")
        self._follow()

    def fitted(self, mistakes: tuple[str, ...]) -> None:
        """Take in which mistakes fit the code that counts."""
        self.round.note("mistakes", names=list(mistakes))
        if self.showed_own:
            self._show_mistakes()

    def measured(self, found: OwnTests) -> None:
        """Take in what the candidate's own tests are worth."""
        self.measuring = False
        self.round.note("own", **asdict(found))
        self._follow()

    # -- what people do --------------------------------------------------------------------------

    def typed(self, line: str) -> None:
        """Take a line: an answer where one is waited for, else a question to the interviewer."""
        line = line.strip()
        prompt = self.prompt
        if not line:
            return
        self.stage.say("you", line)
        with self._acting():
            if prompt is None:
                self._ask(line)
            elif expected := prompt.take(line):
                self.stage.say("interviewer", expected)

    def hint(self) -> None:
        """Give the next hint, or say why not."""
        with self._acting():
            level = self.round.hint(len(self.sheet.hints))
            self.stage.say("interviewer", f"Hint {level} ({price_text(level)}): {self.sheet.hints[level - 1]}")

    def submit(self) -> None:
        """Have all tests run, or say why not."""
        with self._acting():
            self.round.submit()
            left = self.round.submits_left()
            self.stage.say("clock", "Submitted." + ("" if left is None else f" {left} left."))

    def advance(self) -> None:
        """Go to the next phase, or say what it takes."""
        with self._acting():
            self.round.advance()

    def ring(self) -> None:
        """End the round now."""
        with self._acting():
            self.round.ring()
            self.stage.say("clock", "The bell: you ended the round.")

    def switch(self) -> None:
        """Let the next person drive."""
        with self._acting():
            if len(self.round.state.people) > 1:
                self._switch("by hand")

    @property
    def prompt(self) -> Prompt | None:
        """What the next line that is typed answers; None: it is a question to the interviewer."""
        return None if self.waiting and self.round.state.over else self.questions.prompt()

    @contextmanager
    def _acting(self) -> Iterator[None]:
        """Say what the round refuses, then do what its state asks for."""
        try:
            yield
        except Refused as refusal:
            self.stage.say("interviewer", str(refusal))
        self._follow()

    def _ask(self, line: str) -> None:
        found = reply(line, self.sheet.clarifications)
        self.round.ask(line, found.topic)
        self.stage.say("interviewer", found.answer)

    def _edited(self, text: str) -> bool:
        try:
            return not shipped.is_untouched(text, candidates.entry_name(self.kata), candidates.shipped(self.kata))
        except candidates.BadSolution:
            return False

    # -- what the state asks for -----------------------------------------------------------------

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
            self.stage.say("clock", f"Missing from {self.round.plan.phases[self.announced].name}: {in_words(lacks)}")
        self.announced = state.phase
        self.stage.say("clock", f"{phase.name}: {phase.candidate}")
        if opening := self.questions.filled(phase.says):
            self.stage.say("interviewer", opening)
        if self.round.plan.switch or len(state.people) > 1:
            self._announce_roles()

    def _announce_roles(self) -> None:
        self.stage.say("clock", ", ".join(f"{role}: {name}" for role, name in self.roles()))

    def roles(self) -> list[tuple[str, str]]:
        """Return who does what now; those without a role rest."""
        people, driver = self.round.state.people, self.round.state.driver
        return list(zip(self.round.plan.roles, (*people[driver:], *people[:driver]), strict=False))

    def _switch(self, why: str) -> None:
        self.round.switch(why)
        self._announce_switch(why)

    def _announce_switch(self, why: str) -> None:
        self.stage.say("clock", f"Switch ({why}).")
        self._announce_roles()

    # -- after the bell --------------------------------------------------------------------------

    def _debrief(self) -> None:
        """Measure what can be measured; once all questions are answered, score and end."""
        state, scored = self.round.state, self.round.plan.scored
        if scored and state.own is None:
            self._measure()
            return
        if state.own is not None and not self.showed_own:
            self.showed_own = True
            self.stage.say("measured", own_text(state.own))
            self._show_mistakes()
        if scored and "code" not in state.levels and debrief.code_level(state) < rubric.HIRE_BAR:
            run = state.counted
            found = f"{run.verdict}, {run.passed} of {run.total} tests" if run else "nothing was run"
            self.round.note("level", axis="code", level=debrief.code_level(state), quote=f"measured: {found}")
        if self.prompt is None:
            if scored:
                self._score()
            self.round.note("end", why="done")
            self.stage.say("clock", "That was the round.")

    def _score(self) -> None:
        if not self.round.state.leak:
            self.round.note("leak", leak="none")
        if self.opened():
            self.round.note("solution")
        score = rubric.score(self.round.state.levels, debrief.facts(self.round.plan, self.round.state))
        self.round.note("score", **asdict(score) | {"reasons": list(score.reasons)})

    def _show_mistakes(self) -> None:
        names = ", ".join(name.replace("_", " ") for name in self.round.state.mistakes)
        if names:
            self.stage.say("measured", f"Known mistakes that fit your code: {names}")

    def _measure(self) -> None:
        if not self.measuring and self.round.state.own is None:
            self.measuring = True
            self.stage.say("clock", "Your own tests are being run against the known mistakes ...")
            run = self.round.state.counted
            self.stage.measure(self.text, run is not None and run.verdict in ("failing", "visible pass", "timed out"))


def own_text(own: OwnTests) -> str:
    """Return what the candidate's own tests are worth, in words."""
    if own.problem:
        return own.problem.capitalize()
    if not own.right and not own.wrong:
        return f"You wrote no tests of your own (def test_...() in your file): 0 of {own.of} mistakes caught."
    wrong = [f"Fails on the reference: {name} ({why})" for name, why in own.wrong]
    return "\n".join([f"Your own tests catch {len(own.caught)} of {own.of} known mistakes.", *wrong])


def result_text(result: Result, by: str) -> str:
    """Return a judging in one line: verdict, and the tests that pass by kind."""
    name = {"save": "Saved", "submit": "Submit", "bell": "What counts"}[by]
    if not result.tests:
        return f"{name}: {result.verdict}"
    kinds = {kind: [t.outcome == "passed" for t in result.tests if t.kind == kind] for kind in ("visible", "hidden")}
    counts = ", ".join(f"{sum(passed)} of {len(passed)} {kind}" for kind, passed in kinds.items() if passed)
    return f"{name}: {result.verdict}, {counts} tests pass"
