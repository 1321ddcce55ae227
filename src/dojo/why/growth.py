"""Why an attempt is too slow: the call that timed out, timed at n, 2n and 4n beside the reference."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from dojo.judge.standin import _Instance
from dojo.judge.under_test import TestRun
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.sandbox import processes
from dojo.sandbox.session import LoadFailed, SandboxDied, Session, TimedOut
from dojo.why.call_text import needed
from dojo.why.recording import Scene
from dojo.why.snapshot import Ref, copied, found

_SMALLEST = 8
_LARGEST = 1 << 20
_LONG = 0.02  # seconds: below it a call is too short to time
_BUDGET = 4.0  # seconds for one candidate's timing
_TIMES = 3
_PATIENCE = 6.0  # seconds that a timed call may take: the longest takes sixty times the shortest where time is cubic
_WORDS = ("does not grow", "like n", "like n squared", "like n cubed")
_EXPONENTIAL = 4.0


def explain(test_run: TestRun, kata: Kata, attempt: Candidate, reference: Candidate, scene: Scene, step: int) -> str:
    """Return one sentence on how the time grows, or nothing where the call cannot be scaled or timed."""
    steps = [scene[number] for number in needed(scene, step)]
    if scene[step].verb not in ("call", "method", "static"):
        return ""
    length = max((_length(value) for s in steps for value in [*s.args, *s.kwargs.values()]), default=0)
    if length < 2:
        return ""
    mine, theirs = (_exponent(test_run, kata, c, scene, step, length) for c in (attempt, reference))
    if mine is None:
        return ""
    beside = f", the reference {words(theirs)}" if theirs is not None else ""
    return f"Timed at n, 2n and 4n, where n is the length of the arguments: yours grows {words(mine)}{beside}."


def words(exponent: float) -> str:
    """Return an exponent of growth in words."""
    if exponent >= _EXPONENTIAL:
        return "faster than n cubed"
    nearest = round(exponent)
    if nearest == 0:
        return "hardly at all"
    return (
        _WORDS[nearest] if abs(exponent - nearest) < 0.35 and nearest < len(_WORDS) else f"like n to the {exponent:.1f}"
    )


def _exponent(
    test_run: TestRun, kata: Kata, candidate: Candidate, scene: Scene, step: int, length: int
) -> float | None:
    """Return the slope of log time over log n from n to 4n, n as small as can be timed."""
    under_test = test_run.place(kata, candidate, inside=False)
    session = under_test.session
    if session is None:
        return None
    test_run.take_turn(under_test)
    session.limits = replace(session.limits.times(2), call=max(session.limits.call, _PATIENCE))
    began = session.spent
    try:
        under_test.load()
        return slope(lambda n: _seconds(session, scene, step, length, n), lambda: session.spent - began > _BUDGET)
    except (LoadFailed, TimedOut, SandboxDied, _Fails):
        return None
    finally:
        under_test.leave()


class _Fails(Exception):
    """The scaled call raises: it shows nothing."""


def slope(seconds: Callable[[int], float], spent: Callable[[], bool]) -> float | None:
    """Return by which power of n a time grows, measured where it can be told from nothing; None when time is up."""
    n = _SMALLEST
    while seconds(n) < _LONG:
        n *= 2
        if n > _LARGEST or spent():
            return None
    # the three sizes in turn, for a machine has slow spells
    rounds = [[seconds(n * factor) for factor in (1, 2, 4)] for _ in range(_TIMES)]
    times = [min(taken) for taken in zip(*rounds, strict=True)]
    return math.log2(times[2] / times[0]) / 2


def _seconds(session: Session, scene: Scene, step: int, length: int, n: int) -> float:
    """Replay what the step rests on with arguments of length n, and return what the step itself took."""
    made: dict[Ref, Any] = {}
    taken = 0.0
    for number in needed(scene, step):
        one = scene[number]
        live = {id(ref): made[ref] for ref in found((one.args, one.kwargs), Ref)}
        args = tuple(_scaled(value, length, n) for value in copied(one.args, live))
        kwargs = {key: _scaled(value, length, n) for key, value in copied(one.kwargs, live).items()}
        before = _clock(session)
        result = _asked(session, one.verb, one.name, args, kwargs, made.get(one.of) if one.of else None)
        taken = _clock(session) - before
        made |= {Ref(number, place): one for place, one in enumerate(found(result, _Instance))}
    return max(taken, 1e-7)


def _clock(session: Session) -> float:
    """Return the sandbox's processor time, which others who are busy do not lengthen, or else the time it took."""
    times = processes.cpu_and_wait(session.process.pid) if session.process is not None else None
    return times[0] if times else session.spent


def _asked(session: Session, verb: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], of: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if of is not None:
                return session.call(verb, [of._handle, name], name, args, kwargs, of=of)
            return session.call(verb, None if verb == "call" else name, name, args, kwargs)
        except Exception as error:
            raise _Fails from error


def _length(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return len(value) if value.ndim else 0
    return len(value) if isinstance(value, list | str | pd.DataFrame | pd.Series) else 0


def _scaled(value: Any, length: int, n: int) -> Any:
    """Return an argument that has the greatest length with n items: its own, over and over."""
    if _length(value) != length:
        return value
    places = np.arange(n) % length
    if isinstance(value, np.ndarray):
        return value[places]
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.iloc[places].reset_index(drop=True)
    items = [value[place] for place in places]
    return "".join(items) if isinstance(value, str) else items
