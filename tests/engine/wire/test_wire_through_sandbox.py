"""Values through a real sandbox and back: the attempt sees what was sent, and we see what it made."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dojo.judge.standin import StandIn
from dojo.sandbox.start import make_pool
from dojo.wire import values as wire
from tests.engine.support.under_test import answering
from tests.engine.support.wire_values import arrays, assert_same, frames, generators, series, values

SOURCE = """
    import copy

    KEPT = []


    def f(how, *args, **kwargs):
        return HOW[how](*args, **kwargs)


    def change(array, items, table, sentence):
        array[...] = array[::-1].copy()
        items += [array, array[0]]
        table[sentence] = items
        return table


    def rise(items):
        items.reverse()
        raise LookupError("after all")


    HOW = {
        "same": lambda x: x,
        "nested": lambda x: {"it": [x, (x, 3)]},
        "copied": copy.deepcopy,
        "aliased": lambda x, y: x is y,
        "swapped": lambda x, y: (y, x),
        "by name": lambda **named: named,
        "change": change,
        "rise": rise,
        "halve": lambda frame: frame.__setitem__("half", frame["n"] / 2),
        "draw": lambda rng: rng.integers(0, 100, 3).tolist(),
        "keep": lambda x: KEPT.append(x),
        "kept": lambda: KEPT[-1],
    }
"""
few = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def kata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    pool = make_pool(tmp_path_factory.mktemp("root"))
    with answering(pool, SOURCE, "f", call=10.0, kata=200.0) as module:
        yield module
    pool.close()


class NoReferences:
    """References to nothing: every value of these tests is plain."""

    def to_wire(self, value: object) -> None:
        return None

    def from_wire(self, node: list[Any]) -> object:
        raise wire.Garbled("no reference was sent")


def contents(value: Any) -> tuple[str, list[bytes]]:
    """Return all there is to say of a value, to see whether a call changed it."""
    packed = wire.pack(value, NoReferences())
    return json.dumps(packed.head), [bytes(b) for b in packed.buffers]


@few
@given(values)
def test_any_value_comes_back_as_the_same_object(kata: StandIn, value: Any) -> None:
    before = contents(value)
    got = kata.f("same", value)
    assert contents(value) == before
    assert_same(got, value)
    if isinstance(value, list | dict | set | np.ndarray | pd.DataFrame | pd.Series):
        assert got is value


@few
@given(values)
def test_any_value_that_the_attempt_builds_anew_is_the_same_value(kata: StandIn, value: Any) -> None:
    assert_same(kata.f("copied", value), copy.deepcopy(value))


@few
@given(values)
def test_any_value_may_lie_in_others_and_come_by_name(kata: StandIn, value: Any) -> None:
    assert_same(kata.f("nested", value), {"it": [value, (value, 3)]})
    assert_same(kata.f("by name", one=value, other=[value]), {"one": value, "other": [value]})


@few
@given(values)
def test_any_value_is_kept_between_calls(kata: StandIn, value: Any) -> None:
    kata.f("keep", value)
    assert_same(kata.f("kept"), value)


@few
@given(arrays() | frames() | series() | st.lists(st.integers()))
def test_one_object_passed_twice_is_one_object_there(kata: StandIn, value: Any) -> None:
    twin = copy.deepcopy(value)
    assert kata.f("aliased", value, value) is True
    assert kata.f("aliased", value, twin) is False
    got = kata.f("swapped", value, twin)
    assert got[0] is twin
    assert got[1] is value


@few
@given(generators())
def test_a_generator_drawn_from_there_goes_on_here(kata: StandIn, rng: np.random.Generator) -> None:
    twin = copy.deepcopy(rng)
    assert kata.f("draw", rng) == twin.integers(0, 100, 3).tolist()
    assert_same(rng, twin)


def test_changes_in_place_come_back_with_their_aliases(kata: StandIn) -> None:
    array, items, table = np.array([[1.5, 2.0], [4.0, 8.0]], order="F"), [1], {}
    got = kata.f("change", array, items, table, "those")
    assert_same(array, np.array([[4.0, 8.0], [1.5, 2.0]], order="F"))
    assert got is table
    assert table["those"] is items
    assert items[1] is array
    assert items[2].tolist() == [4.0, 8.0]


def test_changes_made_before_an_exception_come_back(kata: StandIn) -> None:
    items = [1, "b", None]
    with pytest.raises(LookupError, match="after all"):
        kata.f("rise", items)
    assert items == [None, "b", 1]


def test_a_column_set_in_a_frame_is_set_in_the_callers(kata: StandIn) -> None:
    frame = pd.DataFrame({"n": [3, 5]}, index=["x", "y"])
    assert kata.f("halve", frame) is None
    pd.testing.assert_frame_equal(frame, pd.DataFrame({"n": [3, 5], "half": [1.5, 2.5]}, index=["x", "y"]))


def test_an_array_that_may_not_be_written_to_cannot_be_changed_there(kata: StandIn) -> None:
    array = np.arange(4)
    array.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        kata.f("change", array, [], {}, "")
    assert not array.flags.writeable
