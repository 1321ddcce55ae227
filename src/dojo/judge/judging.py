"""One candidate judged on the tests of its kata, and the examples that their laws are judged on."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest

from dojo.judge import laws
from dojo.judge.katas import EXAMPLES
from dojo.judge.laws import AsUsual, Drawn
from dojo.judge.under_test import NotRun, TestRun, kind_of
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.sandbox import isolation, processes
from dojo.sandbox.isolation import Limits
from dojo.sandbox.session import LoadFailed, SandboxDied, TimedOut
from dojo.wire.channel import Channel


class Inquiry(Protocol):
    """What finds out why a candidate fails."""

    def finding(self, candidate: Candidate, timed: bool = True) -> dict[str, Any]:
        """Return what is known of one candidate's failure."""


Inquire = Callable[
    ["TestRun", Kata, list[Candidate], list[pytest.Item], Callable[[pytest.Item], Drawn | None]], Inquiry
]
"""Begins an inquiry: the run, the kata, its mistakes, its tests, and what draws the examples of a law."""


@dataclass
class Examples:
    """What the laws of one kata drew from one seed; a law that cannot be drawn before has None."""

    kata: str
    seed: int
    number: int
    drawn: dict[str, Drawn | None] = field(default_factory=dict)

    def serves(self, kata: str, job: dict[str, Any]) -> bool:
        """Return whether a job may use these: with its own seed, or while watching with any."""
        same = (self.kata, self.number) == (kata, job["examples"])
        return same and (self.seed == job["seed"] or (job["warm"] and bool(self.drawn)))

    def draw_all(self, items: list[pytest.Item]) -> None:
        """Draw every law, for all the candidates to come."""
        for item in filter(laws.is_law, items):
            self.draw(item)

    def draw(self, item: pytest.Item) -> Drawn | None:
        """Return the examples of one law, drawn once; None where it must be run as usual."""
        from hypothesis import settings

        if item.nodeid not in self.drawn:
            settings.register_profile("dojo", settings.get_profile("dojo"), max_examples=self.number)
            settings.load_profile("dojo")
            laws.fix_seed(item, self.seed)
            self.drawn[item.nodeid] = laws.draw(item)
        return self.drawn[item.nodeid]


class Judging:
    """One candidate, judged in this process."""

    def __init__(
        self,
        channel: Channel,
        test_run: TestRun,
        kata: Kata,
        job: dict[str, Any],
        items: list[pytest.Item],
        drawn: Examples,
        inquire: Inquire,
    ) -> None:
        self.channel, self.test_run, self.kata, self.job, self.drawn = channel, test_run, kata, job, drawn
        self.inquire = inquire
        self.seed = drawn.seed
        self.items = [i for i in items if not job["visible"] or kind_of(i) == "visible"]

    def run(self) -> None:
        processes.stay_on(self.test_run.pool.processor)  # beside its sandbox: they take turns
        candidate = made(self.job["candidate"])
        inside = self.job["judge"] == "inside"
        inquiry = self._inquiry()
        self.under_test = self.test_run.place(self.kata, candidate, inside or self.job["inside"])
        if inside and not self.job["inside"]:
            self._move_inside()
        if self.under_test.session is not None:  # more examples, more time: the budget is meant for the usual number
            self.under_test.session.limits = self.under_test.session.limits.times(self.job["examples"] / EXAMPLES)
        end: dict[str, Any] = {"error": self.under_test.broken}
        if not self.under_test.broken:
            end = self._judge()
        self.under_test.leave()
        if inquiry is not None and not end.get("error"):
            self._inquire(inquiry, candidate)
        self.say("end", end | {"cpu": round(time.process_time(), 3), "seed": self.seed})

    def _inquiry(self) -> Inquiry | None:
        """Return what finds out why the candidate fails, where that is asked; it records the tests' calls at once."""
        beside = [made(candidate) for candidate in self.job["beside"]]
        return self.inquire(self.test_run, self.kata, beside, self.items, self._drawn) if beside else None

    def _inquire(self, inquiry: Inquiry, candidate: Candidate) -> None:
        solved = all(r.outcome == "passed" for r in self.under_test.reports)
        for one in [] if solved or self.job["others"] else [candidate]:
            self.say("finding", inquiry.finding(one))
        for other in self.job["others"]:
            self.say("finding", inquiry.finding(made(other), timed=False))

    def _drawn(self, item: pytest.Item) -> Drawn | None:
        return self.drawn.draw(item)

    def _move_inside(self) -> None:
        """Become a sandbox ourselves, tests and all: for katas whose tests need the object itself.

        Weaker than values over a wire, for the attempt shares this process; the worker's manifest and
        its deadline still hold.
        """
        place = Path(tempfile.mkdtemp(dir=self.test_run.pool.home))
        trusted = [self.test_run.root / "tests", Path(__file__).parents[1]]
        readable = [*isolation.needed_paths(self.test_run.root), *trusted]
        isolation.confine(place, readable, Limits(memory=self.job["memory"]))

    def _judge(self) -> dict[str, Any]:
        try:
            self.under_test.load()
        except LoadFailed as error:
            return {"error": str(error)}
        except TimedOut as error:
            return {"error": str(error), "timed out": True}
        except SandboxDied as error:
            return {"error": str(error)}
        for item in self.items:
            failed = any(r.outcome != "passed" for r in self.under_test.reports)
            if failed and self.job["first_failure"] and kind_of(item) == "hidden":
                break
            self._run(item)
        return {}

    def _run(self, item: pytest.Item) -> None:
        """Run one test the short way where there is one, and by pytest where it fails or has to be.

        Pytest tells a failure better, and Hypothesis shrinks a law's example; a law does so only if it
        is the first to fail, and no test where only the verdict is read. Should the test pass then, for a
        candidate may be inconstant, its failure stays.
        """
        began, error = time.monotonic(), None
        first = all(r.outcome == "passed" for r in self.under_test.reports)
        try:
            self._run_shortly(item)
            self.under_test.tell(item, None, time.monotonic() - began)
        except AsUsual:
            self._run_by_pytest(item)
        except BaseException as raised:
            error = raised
            self.under_test.tell(item, error, time.monotonic() - began)
            if first and laws.is_law(item):
                self.say("first", asdict(self.under_test.reports[-1]))
            if self._is_told_better(item, error, first):
                self._run_by_pytest(item)
        if error is not None and self.under_test.reports[-1].outcome == "passed":
            self.under_test.tell_inconstant(item, error, time.monotonic() - began)
        self.say("test", asdict(self.under_test.reports[-1]))

    def _is_told_better(self, item: pytest.Item, error: BaseException, first: bool) -> bool:
        """Return whether to run a failed test again, by pytest; a lost sandbox has said all there is."""
        if self.job["terse"] or isinstance(error, NotRun):
            return False
        shrunk = first and not self.job["first_failure"]
        return isinstance(error, Exception | pytest.fail.Exception) and (shrunk or not laws.is_law(item))

    def _run_shortly(self, item: pytest.Item) -> None:
        """Run a plain test's body, or a law on its drawn examples; raises `AsUsual` where that will not do."""
        drawn = self.drawn.draw(item) if laws.is_law(item) else None
        if drawn is None and (laws.is_law(item) or not laws.is_plain(item)):
            raise AsUsual
        self.under_test.begin(item)
        if drawn is not None:
            laws.replay(drawn)
        elif laws.is_plain(item):
            laws.call(item)

    @staticmethod
    def _run_by_pytest(item: pytest.Item) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    def say(self, what: str, said: Any) -> None:
        self.channel.send([what, self.job["number"], said])


def made(told: dict[str, Any]) -> Candidate:
    """Return the candidate that a job speaks of."""
    return Candidate(**told | {"path": Path(told["path"])})
