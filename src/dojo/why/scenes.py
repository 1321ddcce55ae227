"""What the tests ask of a kata: scenes, each the calls of one test or of one example of a law, kept to be replayed."""

from __future__ import annotations

import contextlib
import copy
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis.control import BuildContext
from hypothesis.internal.conjecture.data import ConjectureData

from dojo import laws
from dojo.bench import Bench, Seat
from dojo.candidates import Candidate
from dojo.laws import Drawn
from dojo.layout import Kata
from dojo.session import Session
from dojo.standin import StandIn, _Instance
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


class Recorder:
    """Keeps what a session is asked while tests run, one scene after the other."""

    def __init__(self, session: Session, module: StandIn) -> None:
        self.scenes: list[Scene] = []
        self._inner, self._module, self._peak = session.call, module, session.peak_memory
        session.call = self._call  # type: ignore[method-assign]
        session.peak_memory = self._memory  # type: ignore[method-assign]
        module.source = self._source  # type: ignore[method-assign]

    def stop(self) -> None:
        """Let the module answer for itself again."""
        del self._module.source  # type: ignore[method-assign]

    def begin(self) -> None:
        """Begin a scene; the instances of the one before belong to nobody now."""
        self.scenes.append([])
        self._refs: dict[int, Ref] = {}
        self._alive: list[Any] = []

    def _call(
        self, verb: str, what: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], of: Any = None
    ) -> Any:
        if verb == "block":  # an iterator that is read on, which a replay does at once
            return self._inner(verb, what, name, args, kwargs, of)
        args = tuple(repeatable(value) for value in args)
        member = what[1] if of is not None else name
        scene, refs = self.scenes[-1], {id(one): self._refs[id(one)] for one in found((args, kwargs), _Instance)}
        scene.append(Step(verb, member, copied(args, refs), copied(kwargs, refs), self._refs.get(id(of))))
        step = len(scene) - 1
        result = self._inner(verb, what, name, args, kwargs, of)
        for place, instance in enumerate(found(result, _Instance)):
            self._refs.setdefault(id(instance), Ref(step, place))
            self._alive.append(instance)  # while it is alive, nothing else has its id
        return result

    def _memory(self) -> int:
        self.scenes[-1].append(Step("memory", "peak_memory"))
        return self._peak()

    def _source(self) -> str:
        self.scenes[-1].append(Step("source", "source"))
        return StandIn.source(self._module)


def record(bench: Bench, kata: Kata, reference: Candidate, items: list[pytest.Item], draw: Draw) -> list[Scene]:
    """Run every test on the reference, which passes them all, and return what it was asked."""
    import sys

    seat = bench.place(kata, reference, inside=False)
    module = sys.modules["katas." + kata.id.replace("/", ".")]
    assert seat.session is not None
    assert isinstance(module, StandIn)
    recorder = Recorder(seat.session, module)
    try:
        for item in items:
            with contextlib.suppress(Exception), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _play(seat, item, draw, recorder)
    finally:
        recorder.stop()
        seat.leave()
    return [scene for scene in recorder.scenes if scene]


def _play(seat: Seat, item: pytest.Item, draw: Draw, recorder: Recorder) -> None:
    seat.begin(item)
    recorder.begin()
    drawn = draw(item) if laws.is_law(item) else None
    if drawn is not None:
        for run in _examples(drawn):
            recorder.begin()
            with contextlib.suppress(Exception):
                run()
    elif laws.is_law(item):
        _draw_as_usual(item, recorder)
    elif laws.is_plain(item):
        laws.call(item)
    else:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _examples(drawn: Drawn) -> Iterator[Callable[[], None]]:
    """Yield what runs the law's body on one example; what it changes is a copy."""
    body = drawn.item.obj.hypothesis.inner_test

    def run() -> None:
        with BuildContext(ConjectureData.for_choices([]), wrapped_test=drawn.item.obj):
            body(*copy.deepcopy(args), **copy.deepcopy(kwargs))

    for args, kwargs in drawn.examples:
        yield run


def _draw_as_usual(item: Any, recorder: Recorder) -> None:
    """Run a law that draws while it runs: each time its body begins, a scene does."""
    handle = item.obj.hypothesis
    body = handle.inner_test

    def each(*args: Any, **kwargs: Any) -> Any:
        recorder.begin()
        return body(*args, **kwargs)

    handle.inner_test = each
    try:
        item.obj(**getattr(getattr(item, "callspec", None), "params", {}))
    finally:
        handle.inner_test = body
