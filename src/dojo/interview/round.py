"""A round as a machine: an injected clock, steps that are recorded before they count, and the rules between them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import click

from dojo.interview import requirements
from dojo.interview.blocks import Written
from dojo.interview.formats import HINT_SPACING, SILENCE, STUCK, Phase, Plan
from dojo.interview.state import LIVELY, Step, fold
from dojo.judge.verdict import Judging, Result
from dojo.kata.hint_prices import HINT_PRICES
from dojo.terminal.clock import clock

Now = Callable[[], float]
HEARTBEAT = 15.0  # a crash loses at most this many seconds of the clock


class NotNow(click.UsageError):
    """The round cannot begin; the message says why and what to do."""


class Refused(Exception):
    """The round does not allow it; the message says why, and when it will."""


def nowhere(_: Step) -> None:
    """Record nothing."""


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
        self.state = fold(steps)
        self.written = Written()
        self._base, self._since = self.state.t, now()
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
        """End phases whose time is over, and ring the bell; to be called about once a second."""
        while not self.state.over and self.left_of_phase() <= 0:
            if self.elapsed() >= self.ends[-1]:
                self._ring()
            elif self.phase.holds and self.lacking():
                break
            else:
                self._enter(self.state.phase + 1)
        if not self.state.over and self.elapsed() - self.state.t >= HEARTBEAT:
            self.note("clock")

    def silent(self) -> bool:
        """Tell, once per silence, whether the interviewer should break it."""
        quiet = self.elapsed() - self.state.last("nudge", *LIVELY) >= SILENCE
        if not (quiet and self.plan.scored) or self.state.over:
            return False
        self.note("nudge")
        return True

    # -- what people do --------------------------------------------------------------------------

    def begin(self, people: Iterable[str] = (), goal: str = "") -> None:
        """Start the clock; `goal` is the one that the last round set."""
        self.note("begin", plan=self.plan.name, minutes=self.plan.minutes, people=list(people), goal=goal)

    def resume(self, away: float) -> None:
        """Go on after this many seconds without anyone there."""
        self.note("resume", away=round(away, 1))

    def advance(self) -> None:
        """Go to the next phase before its time; where a phase holds, what it requires must exist."""
        self._check_bell()
        if self.phase.holds and self.lacking():
            raise Refused(f"{self.phase.name} is not over without: {requirements.in_words(self.lacking())}")
        if self.state.phase + 1 < len(self.plan.phases):
            self._enter(self.state.phase + 1)
        else:
            self._ring()

    def ring(self) -> None:
        """End the round now: the file as saved counts."""
        self._check_bell()
        self._ring()

    def ask(self, question: str, topic: str | None) -> None:
        """Note a question, and the topic on which the sheet has the answer to it."""
        self._check_bell()
        self.note("asked", question=question, topic=topic)

    def hint(self, available: int) -> int:
        """Take the next of the sheet's hints and return its level; raises `Refused` where there is none now."""
        self._check_bell()
        level = len(self.state.hints) + 1
        if level > min(available, max(HINT_PRICES)):
            raise Refused("You have had all the hints." if available else "The sheet has no hints.")
        due, why = self._hint_due()
        if due > self.elapsed():
            raise Refused(f"The next hint is available in {clock(max(1.0, due - self.elapsed()))}: {why}.")
        self.note("hint", level=level, price=HINT_PRICES[level])
        return level

    def submits_left(self) -> int | None:
        """Return how many submits are left; None where they are not limited."""
        return None if self.plan.submits is None else self.plan.submits - len(self.state.all("submit"))

    def submit(self) -> None:
        """Ask for all tests on the file as saved."""
        self._check_bell()
        if self.judging == "none":
            raise Refused(f"Nothing is judged in this phase ({self.phase.name}).")
        if self.state.owed:
            raise Refused("Your last submit is still being judged.")
        if self.submits_left() == 0:
            raise Refused("No submits are left; the bell judges once more.")
        self.note("submit")

    def saved(self, written: Written, edited: bool) -> None:
        """Take in what the attempt's file says now."""
        self.written = written
        if not self.state.over:
            wrote = [heading for heading, items in written.blocks.items() if items] + ["tests"] * bool(written.tests)
            self.note("save", wrote=wrote, edited=edited)

    def judged(self, result: Result, by: str) -> None:
        """Take in a judging; `by` is "save", "submit" or "bell"."""
        hidden = [t.outcome == "passed" for t in result.tests if t.kind == "hidden"]
        failing = [t.id.partition("::")[2] for t in result.tests if t.outcome != "passed"] if by != "save" else []
        before = len(list(self.state.progressed()))
        self.note(
            "run",
            by=by,
            verdict=result.verdict,
            passed=result.passed,
            total=len(result.tests),
            hidden=[sum(hidden), len(hidden)] if hidden else None,
            failing=failing,
        )
        if self.plan.switch == "green" and not self.state.over and len(list(self.state.progressed())) > before:
            self.switch("green")

    # -- with others -----------------------------------------------------------------------------

    def switch(self, why: str) -> None:
        """Let the next person drive."""
        self._check_bell()
        self.note("switch", driver=(self.state.driver + 1) % max(1, len(self.state.people)), why=why)

    def left_of_turn(self) -> float | None:
        """Return the seconds until the next switch by time, None where there is none; turns begin with the code."""
        if not self.plan.every or self.state.over:
            return None
        began = max(self.state.last("switch"), self.state.entered.get(self.plan.coding, 0.0))
        return began + 60 * self.plan.every - self.elapsed()

    def turn_is_over(self) -> bool:
        """Tell whether it is time for a switch."""
        left = self.left_of_turn()
        return left is not None and left <= 0 and self.judging != "none"

    # -- what must exist -------------------------------------------------------------------------

    def lacking(self) -> tuple[str, ...]:
        """Return the keys of what must exist at the end of this phase and does not."""
        return requirements.lacking(self.phase.requires, self.written, self.state)

    def missing_at_end(self) -> tuple[str, ...]:
        """Return what is lacking when a phase ends; that it is judged then is not the candidate's part."""
        return tuple(key for key in self.lacking() if key != "judged")

    # -- inside ----------------------------------------------------------------------------------

    def note(self, step: str, **detail: Any) -> None:
        """Record a step, and let it count."""
        taken = {"step": step, "t": round(self.elapsed(), 2), **detail}
        self.record(taken)
        self.state.take(taken)

    def _hint_due(self) -> tuple[float, str]:
        """Return when the next hint is available, and why not before; with others there is no wait for the first."""
        if self.state.hints:
            return self.state.last("hint") + HINT_SPACING, "at least three minutes between two hints"
        if not self.plan.scored:
            return 0.0, ""
        coding = self.plan.coding
        if coding not in self.state.entered:
            raise Refused(f"Hints come in the phase {self.plan.phases[coding].name}; until then, ask questions.")
        since = max([self.state.entered[coding], *self.state.progressed()])
        return since + STUCK, "the first comes after four minutes without a new passing test"

    def _check_bell(self) -> None:
        if self.state.over:
            raise Refused("The bell has rung.")

    def _enter(self, phase: int) -> None:
        self.note("phase", phase=phase, lacks=list(self.missing_at_end()), owed="bell" if self.phase.bell else "")

    def _ring(self) -> None:
        owed = "bell" if any(p.bell for p in self.plan.phases[self.state.phase :]) else ""
        self.note("bell", lacks=list(self.missing_at_end()), owed=owed)
