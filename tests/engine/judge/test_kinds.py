"""The kinds of failure, told apart by what was called and what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dojo.judge.failure import Comparison, Failure, comparison, explain
from dojo.judge.kinds import KINDS, kind_of, why
from dojo.judge.scheduler import Job, Options, judge
from dojo.judge.standin import StandIn
from dojo.judge.verdict import TestReport
from dojo.kata import candidates
from dojo.kata.layout import Kata
from dojo.testing import agree
from tests.engine.support.sets import DOUBLE, empty_root
from tests.engine.support.under_test import Threads, answering

SOURCE = """
    import numpy as np

    state = [0.0]

    def f(x, how="right"):
        if how == "mutates":
            x[0] = 7.0
        if how == "drifts":
            state[0] += 1.0
        if how == "raises":
            raise ValueError("no")
        if how == "int":
            return (2 * x).astype(int)
        if how == "short":
            return 2 * x[1:]
        if how == "list":
            return (2 * x).tolist()
        if how == "nan":
            return x * float("nan")
        return 2 * x + state[0]
"""
X = np.array([1.5, -2.5, 4.0])


@pytest.fixture
def kata(tmp_path: Path) -> Iterator[StandIn]:
    with answering(Threads(tmp_path), SOURCE, "f") as module:
        yield module


def told(kata: StandIn, error: BaseException, compared: Comparison | None = None) -> Failure:
    assert kata._session is not None
    return explain(error, kata._session, compared, "visible")


def report_of(kata: StandIn, test: Callable[[], Any]) -> TestReport:
    """Return the report of a test that fails."""
    with pytest.raises(Exception) as caught:
        test()
    f = told(kata, caught.value)
    return TestReport("a::b", "visible", f.outcome, 0.0, f.message, f.call, f.got, f.expected, f.kind, f.difference)


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("list", "wrong type"),
        ("short", "wrong shape"),
        ("int", "wrong dtype"),
        ("nan", "not finite"),
        ("raises", "raised"),
    ],
)
def test_a_wrong_answer_has_its_kind(kata: StandIn, how: str, kind: str) -> None:
    assert kind_of(report_of(kata, lambda: agree(kata.f(X.copy(), how), 2 * X))) == kind


def test_another_number_is_off_by_more_than_the_tolerance(kata: StandIn) -> None:
    report = report_of(kata, lambda: agree(kata.f(X), 2 * X + 0.1))
    assert why(report).startswith("off by more than the tolerance, at [0]: expected 3.1")


def test_a_warning_on_valid_input_is_told_as_one(kata: StandIn) -> None:
    def test() -> None:
        kata.f(X)
        raise RuntimeWarning("overflow")  # as `simplefilter("error")` does

    assert kind_of(report_of(kata, test)) == "warned"


def test_an_argument_that_the_call_changed_is_named(kata: StandIn) -> None:
    def test() -> None:
        given = X.copy()
        kata.f(given, "mutates")
        agree(given, X)

    assert kind_of(report_of(kata, test)) == "changed its argument"


def test_arguments_in_a_list_are_seen_too(kata: StandIn) -> None:
    def test() -> None:
        given = [X.copy(), X.copy()]
        kata.f(given[1], "mutates")
        agree(given, [X, X])

    assert kind_of(report_of(kata, test)) == "changed its argument"


def test_a_plain_assert_tells_a_changed_argument_too(kata: StandIn) -> None:
    given = [1.0, 2.0]
    with pytest.raises(TypeError):
        kata.f(given, "mutates")  # 2 * list + float
    found = told(kata, AssertionError(), comparison("==", given, [1.0, 2.0]))
    assert found.kind == "mutated"


def test_an_argument_that_comes_back_unchanged_is_a_wrong_value_only(kata: StandIn) -> None:
    assert kind_of(report_of(kata, lambda: agree(X, kata.f(X)))) == KINDS["tolerance"]


def test_two_equal_calls_with_two_answers_are_not_deterministic(kata: StandIn) -> None:
    report = report_of(kata, lambda: agree(kata.f(X, "drifts"), kata.f(X.copy(), "drifts")))
    assert kind_of(report) == "not deterministic"


def test_two_different_calls_are_no_sign_of_chance(kata: StandIn) -> None:
    report = report_of(kata, lambda: agree(kata.f(X), kata.f(X + 1)))
    assert kind_of(report) == KINDS["tolerance"]


def test_a_warning_that_did_not_come_is_told_apart_from_an_exception(kata: StandIn) -> None:
    def test() -> None:
        with pytest.warns(RuntimeWarning):
            kata.f(X)

    with pytest.raises(pytest.fail.Exception) as caught:
        test()
    assert told(kata, caught.value).kind == "did not warn"


def test_the_kind_is_not_said_twice() -> None:
    report = TestReport("a::b", "visible", "timed out", message="timed out after 2.0 s in f(...)", failure="timed out")
    assert why(report) == "timed out after 2.0 s in f(...)"


def test_a_frame_laid_side_by_side_travels_with_the_report(kata: StandIn) -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0]})
    report = report_of(kata, lambda: agree(kata.f(frame), frame))
    assert report.difference is not None
    assert tuple(report.difference["columns"]) == ("a",)


@pytest.fixture
def small(tmp_path: Path) -> Kata:
    return DOUBLE.write(empty_root(tmp_path / "set"))


def test_an_attempt_that_passes_the_second_time_is_not_deterministic(small: Kata) -> None:
    small.stub.write_text("calls = [0]\n\ndef double(x):\n    calls[0] += 1\n    return 2 * x + (calls[0] == 1)\n")
    (result,) = judge(small.root, [Job(small, candidates.attempt(small))], Options(seed=3))
    assert result.failure is not None
    assert kind_of(result.failure) == "not deterministic"
    assert "run again, the test passed" in result.failure.message
