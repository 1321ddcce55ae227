"""Laws drawn before the candidate is there, and replayed on it: drawing examples costs more than judging them.

A law is run once under its seed with a test that only collects what is drawn; every candidate is then
held against those examples, each in a fresh Hypothesis context. Laws that draw while they run (from
`st.data`, drawn functions or randoms) cannot be collected and run as usual.
"""

from __future__ import annotations

import random
import warnings
from dataclasses import dataclass
from typing import Any, TypeGuard

import pytest
from hypothesis import seed as seeded
from hypothesis.control import BuildContext
from hypothesis.errors import StopTest, UnsatisfiedAssumption
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.internal.entropy import deterministic_PRNG
from hypothesis.strategies import DataObject

MOST_REJECTED = 0.1  # the share of examples that a law may turn down while it runs before it is run as usual


@dataclass(frozen=True)
class Drawn:
    """The examples of one law: positional and keyword arguments of its body."""

    item: pytest.Function
    examples: list[tuple[tuple[Any, ...], dict[str, Any]]]


class AsUsual(Exception):
    """The law has to be run by Hypothesis itself."""


def is_law(item: pytest.Item) -> bool:
    """Return whether a test is a property test."""
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def fix_seed(item: pytest.Item, seed: int) -> None:
    """Have Hypothesis draw this law's examples from that seed."""
    seeded(seed)(item.obj)  # type: ignore[attr-defined]


def draw(item: pytest.Item) -> Drawn | None:
    """Return the law's examples, or None where it must be run as usual."""
    if not (is_plain(item) and is_law(item)):
        return None
    handle = item.obj.hypothesis
    body, examples = handle.inner_test, list[tuple[tuple[Any, ...], dict[str, Any]]]()

    def collect(*args: Any, **kwargs: Any) -> None:
        examples.append((args, kwargs))

    handle.inner_test = collect
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            item.obj(**_parameters(item))
    except Exception:  # drawing needs the candidate, or fails: Hypothesis will say it better
        return None
    finally:
        handle.inner_test = body
    drawn_later = any(_draws_later(v) for args, kwargs in examples[:1] for v in (*args, *kwargs.values()))
    return None if drawn_later or not examples else Drawn(item, examples)


def replay(drawn: Drawn) -> None:
    """Hold the candidate under test against every example; raises what the law's body raises first.

    Raises
    ------
    AsUsual
        The law turned too many examples down, so that these do not count as a full run of it.
    """
    body = drawn.item.obj.hypothesis.inner_test
    rejected = 0
    with deterministic_PRNG(), warnings.catch_warnings(record=True):  # as pytest does: they are no news by themselves
        warnings.simplefilter("default")
        data = ConjectureData.for_choices([])
        for args, kwargs in drawn.examples:
            if data.target_observations:  # `target` takes a label once an example; making these costs too much for all
                data = ConjectureData.for_choices([])
            with BuildContext(data, wrapped_test=drawn.item.obj):
                try:
                    body(*args, **kwargs)
                except (UnsatisfiedAssumption, StopTest):
                    rejected += 1
    if rejected > MOST_REJECTED * len(drawn.examples):
        raise AsUsual


def call(item: pytest.Function) -> None:
    """Run a plain test's body without pytest's protocol, which would cost more than most bodies do."""
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("default")
        item.obj(**_parameters(item))


def _parameters(item: pytest.Function) -> dict[str, Any]:
    return dict(item.callspec.params) if hasattr(item, "callspec") else {}


def is_plain(item: pytest.Item) -> TypeGuard[pytest.Function]:
    """Return whether a test is only a function: no class, no fixtures, no marks that act."""
    if not isinstance(item, pytest.Function):
        return False
    marks = {mark.name for mark in item.iter_markers()} - {"parametrize", "hypothesis"}
    return item.cls is None and not marks and set(item.fixturenames) <= set(_parameters(item))


def _draws_later(value: Any) -> bool:
    if isinstance(value, tuple | list):
        return any(map(_draws_later, value[:4]))
    return isinstance(value, DataObject | random.Random) or (callable(value) and not isinstance(value, type))
