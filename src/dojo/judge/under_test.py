"""The candidates under test in one pytest process: for each kata one, its session and what its tests reported."""

from __future__ import annotations

import inspect
import sys
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis.errors import Flaky

from dojo.judge.failure import Comparison, Failure, comparison, explain, innermost
from dojo.judge.standin import StandIn
from dojo.judge.verdict import Kind, Result, TestReport, decide
from dojo.kata import candidates, interface, sheet
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.kata.names import Unknown
from dojo.kata.source import read_text
from dojo.sandbox import isolation
from dojo.sandbox.pool import SandboxPool
from dojo.sandbox.session import MOST_DEATHS, CallLimits, LoadFailed, SandboxDied, Session, TimedOut
from dojo.sandbox.start import make_pool

NOT_ATTEMPTED = "not attempted yet"


class TestRun:
    """Who answers for which kata in this process; one sandbox at a time."""

    def __init__(self, root: Path, target: str = "attempt", inside: bool = False) -> None:
        self.root, self.target, self.inside = root, target, inside
        self.members: dict[str, UnderTest] = {}
        self.current: UnderTest | None = None
        self._pool: SandboxPool | None = None

    @property
    def pool(self) -> SandboxPool:
        if self._pool is None:
            self._pool = make_pool(self.root)
        return self._pool

    @pool.setter
    def pool(self, pool: SandboxPool) -> None:
        self._pool = pool

    def of(self, kata: Kata) -> UnderTest:
        """Return the kata's under_test; the first time, its candidate is read from disk."""
        if kata.id not in self.members:
            self.place(kata, None)
        return self.members[kata.id]

    def place(self, kata: Kata, candidate: Candidate | None, inside: bool | None = None) -> UnderTest:
        """UnderTest a candidate, by default the one that this run is about."""
        under_test = UnderTest(self, kata, candidate, self.inside if inside is None else inside)
        self.members[kata.id] = under_test
        return under_test

    def take_turn(self, under_test: UnderTest) -> None:
        if self.current is not None and self.current is not under_test:
            self.current.leave()
        self.current = under_test

    def compared(self, op: str, left: object, right: object) -> None:
        if self.current is not None:
            self.current.comparison = comparison(op, left, right)

    def close(self) -> None:
        if self.current is not None:
            self.current.leave()
        if self._pool is not None:
            self._pool.close()


class UnderTest:
    """One candidate behind the tests of its kata."""

    def __init__(self, test_run: TestRun, kata: Kata, candidate: Candidate | None, inside: bool) -> None:
        self.test_run, self.kata, self.inside = test_run, kata, inside
        self.skip = self.broken = ""
        self.comparison: Comparison | None = None
        self.since = 0
        self.reports: list[TestReport] = []
        self._failure: Failure | None = None
        self._seconds = 0.0
        self.session: Session | None = None
        try:
            self.limits = sheet.limits(kata.sheet)
            self._choose(candidate)
        except (candidates.BadSolution, candidates.Unreadable, Unknown) as error:
            self.broken = str(error)

    def _choose(self, candidate: Candidate | None) -> None:
        if candidate is None:
            if self.test_run.target == "attempt" and candidates.is_untouched(self.kata):
                self.skip = NOT_ATTEMPTED
                return
            candidate = candidates.named(self.kata, self.test_run.target)[0]
        sources = [read_text(self.kata.stub), candidates.reference(self.kata).source]
        self.interface = interface.read(candidate.entry, *sources)
        limits = CallLimits(self.limits.call_limit, self.limits.kata_limit, self.limits.memory << 20)
        measure = "peak_memory" in read_text(self.kata.hidden)
        self.session = Session(
            candidate,
            self.interface.kind,
            limits,
            None if self.inside else self.test_run.pool,
            packages=self.limits.needs,
            measure=measure,
            may_change=self.limits.may_change_arguments,
            may_warn=self.limits.may_warn,
        )

    # -- a test's life ---------------------------------------------------------------------------

    def begin(self, item: pytest.Item) -> None:
        """Have the candidate answer for the module that this test imported; skip or fail where none can."""
        __tracebackhide__ = True
        if self.skip:
            pytest.skip(self.skip)
        if self.broken or self.session is None:
            pytest.fail(self.broken, pytrace=False)
        self.test_run.take_turn(self)
        self.comparison = None
        self.session.calls.clear()
        self.session.measure = _asks_for_memory(item)
        if self.session.deaths >= MOST_DEATHS:
            raise NotRun(f"{MOST_DEATHS} earlier calls ended their process")
        self.load()
        self.since = self.session.output_size()

    def load(self) -> None:
        """Start the sandbox unless it lives; raises LoadFailed, TimedOut or SandboxDied."""
        assert self.session is not None
        module = sys.modules.get("katas." + self.kata.id.replace("/", "."))
        if self.inside:
            if isinstance(module, StandIn) and module._real is None:
                module._answer_inside(load_inside(self.session.candidate), self.session, self.interface)
            return
        if isinstance(module, StandIn):
            module._answer_by(self.session, self.interface)
        if self.session.process is None:
            if self.broken_load is not None:
                raise self.broken_load
            try:
                self.session.start()
            except (LoadFailed, TimedOut, SandboxDied) as error:
                self.broken_load = error
                raise

    broken_load: BaseException | None = None

    def leave(self) -> None:
        if self.session is not None and not self.inside:
            self.session.close()

    # -- what it tells ---------------------------------------------------------------------------

    def explain(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        """Note what a phase of a test says, and put call, got and expected into its report."""
        if call.when == "setup":
            self._failure, self._seconds = None, 0.0
        self._seconds += call.duration if call.when == "call" else 0.0
        if call.excinfo is not None and report.outcome == "failed" and self.session is not None:
            self._failure = failure = self._explained(call.excinfo.value, kind_of(item))
            if kind_of(item) == "hidden":
                report.longrepr = f"{item.name}\n{failure.lines()}"
            else:
                report.sections.append(("what the judge saw", failure.lines()))
            if failure.printed:
                report.sections.append(("printed by the attempt", failure.printed))
        elif report.outcome == "skipped":
            self._failure = _SKIPPED
        if call.when == "teardown":
            self._report(item, self._failure, self._seconds)

    def tell(self, item: pytest.Item, error: BaseException | None, seconds: float) -> None:
        """Note how a test went that was run without pytest."""
        self._report(item, self._explained(error, kind_of(item)) if error is not None else None, seconds)

    def _explained(self, error: BaseException, kind: Kind) -> Failure:
        assert self.session is not None
        if isinstance(error, pytest.skip.Exception):
            return _SKIPPED
        if isinstance(error, NotRun):
            return Failure("not run", "not run", str(error))
        failure = explain(innermost(error), self.session, self.comparison, kind)
        if isinstance(error, Flaky):
            failure = replace(failure, kind="not deterministic")
        calls = self.session.calls
        since = calls[-1].printed if calls else self.since
        return replace(failure, printed="" if self.inside else self.session.printed(since))

    def tell_inconstant(self, item: pytest.Item, error: BaseException, seconds: float) -> None:
        """Note a test that failed and then, run again to tell more, passed."""
        failure = self._explained(error, kind_of(item))
        told = f"run again, the test passed; the first time: {failure.message}"
        self._report(item, replace(failure, kind="not deterministic", message=told), seconds)

    def _report(self, item: pytest.Item, failure: Failure | None, seconds: float) -> None:
        """Add one report of a test; a later one of the same test takes its place."""
        if self.reports and self.reports[-1].id == item.nodeid:
            self.reports.pop()
        f = failure or Failure("passed", "", "")
        told = (f.outcome, round(seconds, 4), f.message, f.call, f.got, f.expected, f.kind, f.difference, f.printed)
        self.reports.append(TestReport(item.nodeid, kind_of(item), *told))

    def result(self, seed: int) -> Result:
        """Return what this process knows of the candidate."""
        tests = tuple(self.reports)
        verdict = "error" if isinstance(self.broken_load, LoadFailed) else decide(tests)
        seconds = round(sum(t.seconds for t in tests), 3)
        return Result(self.kata.id, "attempt", verdict, seed, seconds, isolation.in_force().name, tests)


_SKIPPED = Failure("not run", "not run", "the test was skipped, which is no pass")


class NotRun(Exception):
    """A test that is not run, for too many sandboxes were lost before it."""


def kind_of(item: pytest.Item) -> Kind:
    return "hidden" if item.path.name.startswith("hidden_") else "visible"


def load_inside(candidate: Candidate) -> types.ModuleType:
    """Run a candidate's source as a module of this process; the entry keeps its own name in it, as in a sandbox."""
    module = types.ModuleType("katas." + candidate.kata_id.replace("/", "."))
    module.__file__ = str(candidate.path)
    try:
        exec(compile(candidate.source, str(candidate.path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102
        entry: Any = getattr(module, candidate.symbol)
    except Exception as error:
        raise LoadFailed(f"{type(error).__name__}: {error}") from error
    if candidate.symbol != candidate.entry:
        vars(module).update({name: value for name, value in vars(entry).items() if name.isupper()})
    return module


def _asks_for_memory(item: pytest.Item) -> bool:
    """Return whether the body of a test asks for the peak memory of a call: to measure that costs as much as ten."""
    test: Any = getattr(item, "obj", None)
    body = inspect.unwrap(getattr(getattr(test, "hypothesis", None), "inner_test", test))
    return "peak_memory" in getattr(getattr(body, "__code__", None), "co_names", ())
