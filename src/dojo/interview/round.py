"""A round as a machine: an injected clock, steps that are recorded before they count, and the rules between them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

from dojo.interview import requirements as musts
from dojo.interview.blocks import Written
from dojo.interview.formats import HINT_SPACING, SILENCE, STUCK, Phase, Plan
from dojo.interview.state import State, Step, apply
from dojo.judge.verdict import Judging, Result
from dojo.kata import rubric

Now = Callable[[], float]
HEARTBEAT = 15.0  # seconds after which a crash has lost no more of the clock than this


class Refused(Exception):
    """The round does not allow it; the message says why, and when it will."""


def nowhere(_: Step) -> None:
    """Keep no record."""


class Round:
    """One round, alone or with others.

    Parameters
    ----------
    plan : Plan
    now : callable
        Returns seconds, from any beginning.
    record : callable
        Is given every step before it counts.
    steps : iterable of Step
        What was recorded of the round so far; its clock then goes on from the last of them. Time in between is not
        counted.
    """

    def __init__(self, plan: Plan, now: Now, record: Callable[[Step], None] = nowhere, steps: Iterable[Step] = ()):
        self.plan, self.now, self.record = plan, now, record
        self.state = State()
        self.steps: list[Step] = []
        for step in steps:
            self._take(step)
        self.written = Written()
        self._base, self._since = self.state.t, now()
        self._beat = self.state.t
        self.ends = list(itertools.accumulate(60 * phase.minutes for phase in plan.phases))

    # -- the clock -------------------------------------------------------------------------------

    def elapsed(self) -> float:
        """Return the seconds on the round's clock."""
        return self._base + max(0.0, self.now() - self._since)

    def left(self) -> float:
        """Return the seconds until the bell, 0 after it."""
        return 0.0 if self.state.over else max(0.0, self.ends[-1] - self.elapsed())

    def left_of_phase(self) -> float:
        """Return the seconds until the phase ends; less than 0 where it holds beyond its end."""
        return self.ends[self.state.phase] - self.elapsed()

    @property
    def phase(self) -> Phase:
        return self.plan.phases[self.state.phase]

    @property
    def judging(self) -> Judging:
        """What a save is judged on now."""
        return "none" if self.state.over else self.phase.judging

    def tick(self) -> None:
        """Let phases end whose time is over, and the bell ring; to be called about once a second."""
        while not self.state.over and self.elapsed() >= self.ends[self.state.phase]:
            if self.elapsed() >= self.ends[-1]:
                self._ring()
            elif self.phase.holds and self.lacking():
                break
            else:
                self._enter(self.state.phase + 1)
        if not self.state.over and self.elapsed() - self._beat >= HEARTBEAT:
            self._do("clock")

    def silent(self) -> bool:
        """Tell, once a silence, whether the interviewer should break it."""
        last = max([self.state.nudged, *self.state.lively[-1:]])
        quiet = self.plan.scored and not self.state.over and self.elapsed() - last >= SILENCE
        if quiet:
            self._do("nudge")
        return quiet

    # -- what people do --------------------------------------------------------------------------

    def begin(self, people: Iterable[str] = ()) -> None:
        """Start the clock."""
        self._do("begin", plan=self.plan.name, minutes=self.plan.minutes, people=list(people))

    def resume(self, away: float) -> None:
        """Go on after so many seconds that nobody was there."""
        self._do("resume", away=round(away, 1))

    def advance(self) -> None:
        """Go to the next phase before its time; what must exist has to, where a phase holds."""
        self._alive()
        lacking = self.lacking()
        if self.phase.holds and lacking:
            raise Refused(f"{self.phase.name} goes on until there is: {'; '.join(texts(lacking))}")
        if self.state.phase + 1 < len(self.plan.phases):
            self._enter(self.state.phase + 1)
        else:
            self._ring()

    def ring(self) -> None:
        """End the round now: what is on the disk counts."""
        self._alive()
        self._ring()

    def ask(self, question: str, topic: str | None) -> None:
        """Note a question, and the topic on which the sheet has the answer to it."""
        self._alive()
        self._do("asked", question=question, topic=topic)

    def may_hint(self, steps: int) -> int:
        """Return the level of the next hint of a sheet with so many; raises `Refused` where there is none now."""
        self._alive()
        level = len(self.state.hints) + 1
        if level > min(steps, max(rubric.HINT_PRICES)):
            raise Refused("No more hints: you have them all." if steps else "The sheet has no hints.")
        since, spacing, why = self._stuck_since(), STUCK, "first be stuck for four minutes"
        if self.state.hints:
            since, spacing, why = self.state.hints[-1][0], HINT_SPACING, "never two within three minutes"
        wait = since + spacing - self.elapsed()
        if wait > 0:
            raise Refused(f"The next hint comes {_minutes(wait)} from now: {why}.")
        return level

    def hint(self, steps: int) -> int:
        """Take the next hint and return its level."""
        level = self.may_hint(steps)
        self._do("hint", level=level, price=rubric.HINT_PRICES[level])
        return level

    def submits_left(self) -> int | None:
        """Return how many submits are left; None where they are not limited."""
        return None if self.plan.submits is None else self.plan.submits - len(self.state.submits)

    def submit(self) -> None:
        """Ask for all tests on what is on the disk."""
        self._alive()
        if self.judging == "none":
            raise Refused(f"Nothing is judged in this phase ({self.phase.name}).")
        if self.state.owed:
            raise Refused("A judging is under way.")
        if self.submits_left() == 0:
            raise Refused("No submits are left; the bell judges once more.")
        self._do("submit")

    def saved(self, written: Written, edited: bool) -> None:
        """Take in what stands in the attempt's file now."""
        self.written = written
        if not self.state.over:
            self._do("save", met=list(self._met()), edited=edited)

    def judged(self, result: Result, by: str) -> None:
        """Take in a judging; `by` is "save", "submit" or "bell"."""
        hidden = [t.outcome == "passed" for t in result.tests if t.kind == "hidden"]
        counts = {"passed": result.passed, "total": len(result.tests)}
        of_hidden = [sum(hidden), len(hidden)] if hidden else None
        before = max((run.passed for run in self.state.runs), default=0)
        self._do("run", by=by, verdict=result.verdict, hidden=of_hidden, **counts)
        if self.plan.switch == "green" and not self.state.over and result.passed > before:
            self.switch("green")

    def answer(self, question: str, text: str) -> None:
        """Note what was answered to a question of the discussion or the retrospective."""
        self._do("answer", question=question, text=text)

    # -- with others -----------------------------------------------------------------------------

    def switch(self, why: str) -> None:
        """Let the next one drive."""
        self._alive()
        self._do("switch", driver=(self.state.driver + 1) % max(1, len(self.state.people)), why=why)

    def left_of_turn(self) -> float | None:
        """Return the seconds until the next switch by time, None where time switches nothing."""
        if not self.plan.every or self.state.over:
            return None
        began = max(self.state.switched, self.state.entered.get(self._coding(), 0.0))
        return began + 60 * self.plan.every - self.elapsed()

    def turn_is_over(self) -> bool:
        """Tell whether time asks for a switch; turns begin with the phase that has code."""
        left = self.left_of_turn()
        return left is not None and left <= 0 and self.judging != "none"

    def _coding(self) -> int:
        return next((n for n, phase in enumerate(self.plan.phases) if phase.judging != "none"), 0)

    # -- after the bell --------------------------------------------------------------------------

    def note(self, step: str, **detail: Any) -> None:
        """Take in a step of the debrief: "own", "level", "leak", "goal", "score" or "end"."""
        self._do(step, **detail)

    # -- inside ----------------------------------------------------------------------------------

    def _stuck_since(self) -> float:
        """Return when more tests passed than ever before, or else when the code began; with others there is no wait."""
        if not self.plan.scored:
            return -STUCK
        coding = self._coding()
        if coding not in self.state.entered:
            raise Refused(f"Hints come with the code, in the phase {self.plan.phases[coding].name}; until then, ask.")
        since, most = self.state.entered[coding], 0
        for run in self.state.runs:
            if run.passed > most:
                since, most = run.t, run.passed
        return since

    def lacking(self) -> tuple[str, ...]:
        """Return the keys of what must exist at the end of this phase and does not."""
        found = self._met()
        return tuple(key for key in self.phase.musts if key not in found)

    def _met(self) -> tuple[str, ...]:
        state = self.state
        standing = musts.Standing(len(state.topics), state.ran, state.counted is not None)
        return musts.met(self.phase.musts, self.written, standing)

    def _alive(self) -> None:
        if self.state.over:
            raise Refused("The bell has rung.")

    def _enter(self, phase: int) -> None:
        owed = "bell" if self.phase.bell else ""
        self._do("phase", phase=phase, lacks=list(self.missing_at_end()), owed=owed)

    def _ring(self) -> None:
        owed = "bell" if any(p.bell for p in self.plan.phases[self.state.phase :]) else ""
        self._do("bell", lacks=list(self.missing_at_end()), owed=owed)

    def missing_at_end(self) -> tuple[str, ...]:
        """Return what is lacking when a phase ends; that it is judged then is our part."""
        return tuple(key for key in self.lacking() if key != "judged")

    def _do(self, kind: str, **detail: Any) -> None:
        step = {"step": kind, "t": round(self.elapsed(), 2), **detail}
        self.record(step)
        self._take(step)
        self._beat = step["t"]

    def _take(self, step: Step) -> None:
        apply(self.state, step)
        self.steps.append(step)


def texts(keys: Iterable[str]) -> list[str]:
    """Return what must exist in words."""
    return [musts.MUSTS[key].text for key in keys]


def _minutes(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
