"""A scene in words: the call as one would write it, what came back, and arguments that can be asked with again."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import numpy as np
import pytest

from dojo.why.call_text import answer_text, needed, size, text
from dojo.why.recording import Scene, Step
from dojo.why.replay import Answer, Peak, loops
from dojo.why.snapshot import Ref, copied, found, repeatable
from tests.engine.support.under_test import candidate

ONE, OTHER = Ref(0, 0), Ref(1, 0)
VALUES: Scene = [Step("call", "Value", (2.0,)), Step("call", "Value", (3.0,))]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (Step("get", "data", of=ONE), "v1.data"),
        (Step("set", "data", (5,), of=ONE), "v1.data = 5"),
        (Step("method", "backward", of=ONE), "v1.backward()"),
        (Step("method", "__add__", (OTHER,), of=ONE), "v1 + v2"),
        (Step("method", "__rsub__", (1,), of=ONE), "1 - v1"),
        (Step("method", "__pow__", (2, None), of=ONE), "v1.__pow__(2, None)"),
        (Step("call", "total", (ONE, OTHER)), "total(v1, v2)"),
    ],
)
def test_a_step_reads_as_one_would_write_it(step: Step, told: str) -> None:
    scene = [*VALUES, step]
    assert text(scene, 2).splitlines()[-1] == told
    assert text(scene, 2).splitlines()[0] == "v1 = Value(2.0)"


def test_what_needs_no_instance_stands_alone() -> None:
    scene = [*VALUES, Step("constant", "EPSILON"), Step("static", "zero", ())]
    assert [text(scene, 2), text(scene, 3)] == ["EPSILON", "zero()"]


def test_memory_and_source_are_told_beside_the_call_before() -> None:
    scene = [Step("call", "f", ([1, 2],)), Step("memory", "peak_memory"), Step("source", "source")]
    assert text(scene, 1) == "the memory taken by f([1, 2])"
    assert text(scene, 2) == "the source"


def test_of_many_lines_the_middle_is_left_out() -> None:
    scene = [Step("call", "Tree"), *(Step("method", "add", (n,), of=ONE) for n in range(30)), Step("get", "n", of=ONE)]
    lines = text(scene, 31).splitlines()
    assert len(lines) == 12
    assert lines[3] == "... (21 more steps)"
    assert lines[-1] == "t1.n"


def test_a_step_rests_on_what_changed_its_instance_and_not_on_what_looked() -> None:
    looks, changes = Step("get", "n", of=ONE), Step("method", "add", (7,), of=ONE)
    assert needed([*VALUES, looks, changes, looks], 4) == [0, 3, 4]


def test_larger_arguments_are_more_to_read() -> None:
    scene = [Step("call", "f", (value,)) for value in (1, [1, 2], {"a": 1, "b": 2}, np.zeros(9), "x" * 800)]
    sizes = [size(scene, step) for step in range(len(scene))]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(
    ("answer", "aspect", "told"),
    [
        (Answer("value", 2.5), "back", "2.5"),
        (Answer("raised", ValueError("no rows")), "back", "raised ValueError: no rows"),
        (Answer("timed out", "timed out after 2.0 s"), "back", "timed out after 2.0 s"),
        (Answer("value", Ref(0, 0)), "back", "an instance"),
        (Answer("value", Peak(3 << 20)), "back", "3 MiB"),
        (Answer("value", {"For": 2}), "source", "loops: For 2x"),
        (Answer("value", {}), "source", "loops: none"),
        (Answer("value", 1), "arguments", "the arguments stay as they were"),
        (Answer("value", 1, (([2, 1],), {"k": 3})), "arguments", "the arguments become [2, 1], 3"),
        (Answer("value", 1), "warned", "no warning"),
        (Answer("value", 1, None, ("RuntimeWarning",)), "warned", "warned: RuntimeWarning"),
    ],
)
def test_what_came_back_is_told_as_far_as_it_is_asked(answer: Answer, aspect: str, told: str) -> None:
    assert answer_text(answer, aspect) == told


def test_memory_is_alike_in_its_magnitude_only() -> None:
    assert Peak(1 << 20).is_like(Peak(60 << 20))
    assert Peak(200 << 20).is_like(Peak(300 << 20))
    assert not Peak(200 << 20).is_like(Peak(500 << 20))


def test_loops_are_counted_where_the_candidate_has_them() -> None:
    code = "def f(x):\n    return [v for v in x if np.vectorize(v)]\n\n\ndef g(x):\n    while x:\n        pass\n"
    assert loops(candidate(code, "f")) == {"While": 1, "comprehension": 1, "vectorize": 1}
    assert loops(candidate("def f(:", "f")) == {}


# -- arguments that can be asked with again ------------------------------------------------------


def test_a_copied_function_counts_its_calls_anew() -> None:
    def counting() -> Any:
        calls = 0

        def count(step: int = 1) -> int:
            nonlocal calls
            calls += step
            return calls

        return count

    original = counting()
    original()
    (copy,) = copied((original,), {})
    assert [copy(), copy(), original()] == [2, 3, 2]


def test_an_iterator_can_be_walked_again_from_where_it_stood() -> None:
    again = repeatable(itertools.count(5))
    next(again)
    first, second = copied((again,), {})[0], copied((again,), {})[0]
    assert [next(first), next(first), next(second), next(iter(again))] == [6, 7, 6, 6]


def test_what_knows_no_copy_stays_itself_and_instances_are_replaced() -> None:
    lock, instance = threading.Lock(), object()
    assert copied({"a": lock}, {})["a"] is lock
    assert copied([instance], {id(instance): ONE}) == [ONE]


def test_what_is_sought_is_found_in_any_nesting() -> None:
    assert list(found([(ONE, {"k": {OTHER}}), 3], Ref)) == [ONE, OTHER]
