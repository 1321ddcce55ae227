"""What the tests ask of a kata: scenes, each the calls of one test or of one example of a law, kept to be replayed."""

from __future__ import annotations

import contextlib
import copy
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis.control import BuildContext
from hypothesis.errors import StopTest
from hypothesis.internal.conjecture.data import ConjectureData

from dojo.judge import laws
from dojo.judge.laws import Drawn
from dojo.judge.standin import StandIn, _Instance
from dojo.judge.under_test import TestRun, UnderTest
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.sandbox.session import SandboxDied, Session, TimedOut
from dojo.why.snapshot import Ref, copied, found, repeatable

Draw = Callable[[pytest.Item], Drawn | None]


@dataclass(frozen=True)
class Step:
    """One thing asked of a candidate: a call, an attribute, or the memory or source that a test asks for.

    Attributes
    ----------
    verb : str
        As `Session.call` has it, or "memory" or "source".
    name : str
        The entry, method, attribute or constant.
    args, kwargs : tuple, dict
        As they were before the call, a `Ref` in the place of every instance.
    of : Ref or None
        The instance that is asked.
    """

    verb: str
    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    of: Ref | None = None


Scene = list[Step]
_ENDS = (Exception, TimedOut, SandboxDied, StopTest, pytest.fail.Exception, pytest.skip.Exception)  # of a test
_STRANGER = Ref(-1, 0)  # an instance of another scene: what needs it cannot be replayed
_FEW = 15  # examples of a law that are asked about
_MANY_STEPS, _LONG = 1_000, 0.25  # of a scene that is asked about last: steps, and seconds that the reference took


class CallRecorder:
    """Keeps what a session is asked while tests run, one scene after the other."""

    def __init__(self, session: Session, module: StandIn) -> None:
        self.scenes: list[Scene] = []
        self.spent: list[float] = []  # by scene, in the sandbox
        self.slowest = 0.0
        self.session = session
        self._inner, self._module, self._peak = session.call, module, session.peak_memory
        session.call = self._call  # type: ignore[method-assign]
        session.peak_memory = self._memory  # type: ignore[method-assign]
        module.source = self._source  # type: ignore[method-assign]

    def stop(self) -> None:
        """Let the module answer for itself again."""
        del self._module.source

    def begin(self) -> None:
        """Begin a scene, of a law one for each example; the instances of the one before belong to nobody now."""
        self.scenes.append([])
        self.spent.append(0.0)
        self._refs: dict[int, Ref] = {}
        self._alive: list[Any] = []

    def light(self) -> list[int]:
        """Return the numbers of the scenes that are soon replayed."""
        return [n for n, scene in enumerate(self.scenes) if len(scene) <= _MANY_STEPS and self.spent[n] <= _LONG]

    def _call(
        self, verb: str, what: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], of: Any = None
    ) -> Any:
        if verb == "block":  # an iterator that is read on, which a replay does at once
            return self._inner(verb, what, name, args, kwargs, of)
        args = tuple(repeatable(value) for value in args)
        member = what[1] if of is not None else name
        scene, refs = self.scenes[-1], {id(one): self._ref(one) for one in found((args, kwargs), _Instance)}
        scene.append(
            Step(verb, member, copied(args, refs), copied(kwargs, refs), None if of is None else self._ref(of))
        )
        step = len(scene) - 1
        result = self._timed(verb, what, name, args, kwargs, of)
        for place, instance in enumerate(found(result, _Instance)):
            self._refs.setdefault(id(instance), Ref(step, place))
            self._alive.append(instance)  # while it is alive, nothing else has its id
        return result

    def _ref(self, instance: Any) -> Ref:
        return self._refs.get(id(instance), _STRANGER)

    def _timed(self, *asked: Any) -> Any:
        before = self.session.spent
        try:
            return self._inner(*asked)
        finally:
            taken = self.session.spent - before
            self.spent[-1] += taken
            self.slowest = max(self.slowest, taken)

    def _memory(self) -> int:
        self.scenes[-1].append(Step("memory", "peak_memory"))
        return self._peak()

    def _source(self) -> str:
        self.scenes[-1].append(Step("source", "source"))
        return StandIn.source(self._module)


@dataclass(frozen=True)
class Recorded:
    """The scenes of a kata, the numbers of those that are soon replayed, and the seconds of the slowest call."""

    scenes: list[Scene]
    light: list[int]
    slowest: float


def record(test_run: TestRun, kata: Kata, reference: Candidate, items: list[pytest.Item], draw: Draw) -> Recorded:
    """Run every test, of each law a few examples, on the reference, which passes them, and return what it was asked."""
    under_test = test_run.place(kata, reference, inside=False)
    module = sys.modules["katas." + kata.id.replace("/", ".")]
    assert under_test.session is not None
    assert isinstance(module, StandIn)
    recorder = CallRecorder(under_test.session, module)
    try:
        for item in items:
            with contextlib.suppress(*_ENDS), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _play(under_test, item, draw, recorder)
    finally:
        recorder.stop()
        under_test.leave()
    return Recorded(recorder.scenes, recorder.light(), recorder.slowest)


def _play(under_test: UnderTest, item: pytest.Item, draw: Draw, recorder: CallRecorder) -> None:
    drawn = draw(item) if laws.is_law(item) else None
    under_test.begin(item)
    recorder.begin()
    if drawn is not None:
        for args, kwargs in copy.deepcopy(drawn.examples[:_FEW]):
            recorder.begin()
            with contextlib.suppress(*_ENDS), BuildContext(ConjectureData.for_choices([]), wrapped_test=_of(item)):
                _of(item).hypothesis.inner_test(*args, **kwargs)
    elif laws.is_law(item):
        _draw_as_usual(item, recorder)
    elif laws.is_plain(item):
        laws.call(item)
    else:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _of(item: Any) -> Any:
    return item.obj


def _draw_as_usual(item: Any, recorder: CallRecorder) -> None:
    """Run a law that draws while it runs: each time its body begins, a scene does."""
    handle = item.obj.hypothesis
    body = handle.inner_test

    def each(*args: Any, **kwargs: Any) -> Any:
        recorder.begin()
        return body(*args, **kwargs)

    handle.inner_test = each
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    finally:
        handle.inner_test = body
