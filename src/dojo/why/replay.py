"""A candidate asked again what the tests asked: every scene replayed in a sandbox of its own, every answer kept."""

from __future__ import annotations

import ast
import contextlib
import itertools
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dojo.judge.standin import _Instance
from dojo.judge.under_test import TestRun, UnderTest
from dojo.kata.candidates import Candidate
from dojo.kata.interface import reachable
from dojo.kata.layout import Kata
from dojo.sandbox.session import MOST_DEATHS, LoadFailed, NotAValue, SandboxDied, Session, TimedOut
from dojo.why.recording import Scene, Step
from dojo.why.snapshot import Ref, copied, found

_LONGEST = 2_000  # items of an iterator that are looked at
_PATIENCE = 5.0  # budgets of a kata that all its scenes may take, and times that a call may take of the slowest
_LEAST = 2.0  # seconds that any call may take
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.comprehension)
_LOOPING = {"map", "vectorize", "apply_along_axis", "apply", "frompyfunc", "fromfunction", "iterrows", "itertuples"}


@dataclass(frozen=True)
class Answer:
    """What came back from one step.

    Attributes
    ----------
    how : str
        "value", "raised", "timed out", "died" or "no value": one that cannot be compared.
    value : object
        The value, or the exception.
    changed : tuple or None
        The arguments after the call, where it changed them.
    warned : tuple of str
        The categories of the warnings, sorted.
    """

    how: str
    value: Any = None
    changed: Any = None
    warned: tuple[str, ...] = ()


Answers = dict[tuple[int, int], Answer]  # by scene and step; what could not be asked is missing


def replay(
    test_run: TestRun,
    kata: Kata,
    candidate: Candidate,
    scenes: list[Scene],
    numbers: Sequence[int],
    twice: Sequence[int],
    slowest: float,
) -> tuple[Answers, Answers]:
    """Ask a candidate what the scenes of those numbers ask; after two lost sandboxes the rest is left out.

    Parameters
    ----------
    test_run, kata, candidate : object
    scenes : list of Scene
    numbers, twice : sequence of int
        Which scenes to ask about, and which of these once more at the end: those answers come apart.
    slowest : float
        Seconds that the slowest of these calls should take.
    """
    under_test = test_run.place(kata, candidate, inside=False)
    rounds: tuple[Answers, Answers] = {}, {}
    if under_test.session is None:
        return rounds
    test_run.take_turn(under_test)
    under_test.session.may_change = under_test.session.may_warn = True  # how it differs is what is looked for
    allowed = under_test.session.limits.times(_PATIENCE)
    under_test.session.limits = replace(allowed, call=min(allowed.call, max(_LEAST, _PATIENCE * slowest)))
    with contextlib.suppress(LoadFailed, TimedOut, SandboxDied):  # it does not load, or not again
        under_test.load()
        for answers, asked in zip(rounds, (numbers, twice), strict=True):
            for number in asked:
                if under_test.session.deaths < MOST_DEATHS:
                    told = enumerate(_scene(under_test, scenes[number]))
                    answers |= {(number, step): answer for step, answer in told if answer is not None}
    under_test.leave()
    return rounds


def _scene(under_test: UnderTest, scene: Scene) -> Iterable[Answer | None]:
    """Yield the answer to each step; None for one that needs an instance which never came."""
    session = under_test.session
    assert session is not None
    made: dict[Ref, Any] = {}
    first: dict[int, Ref] = {}
    for number, step in enumerate(scene):
        needed = [*found((step.args, step.kwargs), Ref), *([step.of] if step.of else [])]
        if any(ref not in made for ref in needed):
            yield None
            continue
        answer, instances = _ask(session, step, made, first, number)
        for place, instance in enumerate(instances):
            made[Ref(number, place)] = instance
        yield answer
        if answer.how in ("timed out", "died"):  # and with it all instances
            return


def _ask(
    session: Session, step: Step, made: dict[Ref, Any], first: dict[int, Ref], number: int
) -> tuple[Answer, list[Any]]:
    live = {id(ref): made[ref] for ref in found((step.args, step.kwargs), Ref)}
    args, kwargs = copied(step.args, live), copied(step.kwargs, live)
    session.calls.clear()
    instances: list[Any] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = _made(session, step, made, args, kwargs)
            if hasattr(type(value), "__next__"):
                value = list(itertools.islice(value, _LONGEST))
            instances = list(found(value, _Instance))
            for place, one in enumerate(instances):
                first.setdefault(id(one), Ref(number, place))
            answer = Answer(
                "value", copied(value, {id(one): first[id(one)] for one in instances}) if instances else value
            )
        except NotAValue as error:
            answer = Answer("no value", str(error))
        except TimedOut as error:
            answer = Answer("timed out", str(error))
        except SandboxDied as error:
            answer = Answer("died", str(error))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # pytest's and Hypothesis' own come through callbacks
            answer = Answer("raised", error.with_traceback(None))
    flagged = bool(session.calls) and session.calls[-1].frozen is not None
    # A generator that was used is no news, but hides whether anything else changed: all is compared then.
    changed = (args, kwargs) if flagged or any(found((args, kwargs), np.random.Generator)) else None
    names = tuple(sorted({warning.category.__name__ for warning in caught}))
    return Answer(answer.how, answer.value, None if instances else changed, names), instances


def _made(session: Session, step: Step, made: dict[Ref, Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Ask the one thing that a step asks."""
    if step.verb == "memory":
        return Peak(session.peak_memory())
    if step.verb == "source":
        return loops(session.candidate)
    if step.of is not None:
        of = made[step.of]
        return session.call(step.verb, [of._handle, step.name], step.name, args, kwargs, of=of)
    what = None if step.verb == "call" else step.name
    return session.call(step.verb, what, step.name, args, kwargs)


@dataclass(frozen=True)
class Peak:
    """The memory that a call took at its peak; only its magnitude tells anything."""

    bytes: int

    def is_like(self, other: Peak) -> bool:
        """Return whether the two are of one magnitude; small ones all are."""
        few, many = sorted(max(one.bytes, 64 << 20) for one in (self, other))
        return many < 2 * few


def loops(candidate: Candidate) -> dict[str, int]:
    """Count the loops in the code that a candidate uses, and the functions that hide one, by name."""
    source = candidate.source
    try:
        part = source if candidate.symbol == candidate.entry and candidate.target == "attempt" else ""
        tree = ast.parse(part or reachable(source, candidate.symbol))
    except (SyntaxError, ValueError, RecursionError):
        return {}
    nodes = list(ast.walk(tree))
    used = (getattr(node, "id", getattr(node, "attr", None)) for node in nodes)
    count = Counter(type(node).__name__ for node in nodes if isinstance(node, _LOOPS))
    return dict(sorted((count + Counter(str(name) for name in used if name in _LOOPING)).items()))
