"""What is told of a test that failed: the call, what came back, what was expected."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dojo.judge import failure
from dojo.judge.failure import Comparison, Failure, explain, innermost
from dojo.judge.standin import StandIn
from dojo.sandbox.session import LoadFailed, SandboxDied, TimedOut
from dojo.testing import Disagreement, agree
from dojo.text import clean, show
from tests.engine.support.under_test import Threads, answering

SOURCE = """
    def f(x):
        if x == "odd":
            return object
        if x == "unsendable":
            return [f]
        return 1 / x
"""


@pytest.fixture
def kata(tmp_path: Path) -> Iterator[StandIn]:
    with answering(Threads(tmp_path), SOURCE, "f") as module:
        yield module


def told(kata: StandIn, test: Callable[[], Any], kind: str = "visible", compared: Comparison | None = None) -> Failure:
    """Return what is told of the exception that a test ends with."""
    try:
        test()
    except BaseException as error:
        return explain(error, kata._session, compared, kind)  # type: ignore[arg-type]
    raise RuntimeError("this test was to fail")


def fails(error: BaseException) -> Callable[[], None]:
    def test() -> None:
        raise error

    return test


def test_a_disagreement_shows_both_values(kata: StandIn) -> None:
    f = told(kata, lambda: agree(kata.f(4), 0.5))
    assert (f.outcome, f.kind, f.call, f.got, f.expected) == ("failed", "tolerance", "f(4)", "0.25", "0.5")
    assert f.message == "expected 0.5, got 0.25"


def test_a_plain_assert_shows_the_two_sides_that_pytest_compared(kata: StandIn) -> None:
    f = told(
        kata,
        lambda: kata.f(4) and fails(AssertionError("assert 0.25 == 0.5"))(),
        compared=Comparison("0.25", "==", "0.5"),
    )
    assert (f.call, f.got, f.expected, f.message) == ("f(4)", "0.25", "0.5", "expected 0.25 == 0.5")
    f = told(kata, fails(AssertionError("x")), compared=Comparison("3", "<", "2"))
    assert (f.got, f.expected) == ("3", "< 2")


def test_a_plain_assert_without_comparison_shows_its_message_of_visible_tests_only(kata: StandIn) -> None:
    kata.f(4)
    error = AssertionError("the secret of the test\nsecond line")
    assert told(kata, fails(error)).message == "the secret of the test"
    hidden = told(kata, fails(error), "hidden")
    assert (hidden.message, hidden.got) == ("what the test's name says does not hold", "0.25")
    assert told(kata, fails(AssertionError())).message == "an assertion does not hold"


def test_an_exception_of_the_attempt_is_what_came_back_with_its_place(kata: StandIn) -> None:
    f = told(kata, lambda: kata.f(0))
    assert (f.kind, f.call, f.got) == ("raised", "f(0)", "raised ZeroDivisionError: division by zero")
    assert "in f: return 1 / x" in f.message
    assert f.expected == "no exception"


def test_an_exception_of_the_test_itself_is_named_as_such(kata: StandIn) -> None:
    f = told(kata, lambda: kata.f(4) + "a")
    assert f.message.startswith("TypeError: unsupported operand")
    assert (f.kind, f.got) == ("value", "0.25")


def test_an_exception_that_was_expected_and_did_not_come(kata: StandIn) -> None:
    def test() -> None:
        with pytest.raises((ValueError, TypeError)):
            kata.f(4)

    f = told(kata, test)
    assert f.kind == "did not raise"
    assert f.expected in ("raises ValueError or TypeError", "raises TypeError or ValueError")
    assert f.got == "0.25"
    assert f.message == f"{f.expected} was expected".removeprefix("raises ")


def test_a_single_exception_that_did_not_come_is_named(kata: StandIn) -> None:
    def test() -> None:
        with pytest.raises(ZeroDivisionError):
            kata.f(4)

    assert told(kata, test).expected == "raises ZeroDivisionError"


def test_a_warning_that_was_expected_and_did_not_come(kata: StandIn) -> None:
    def test() -> None:
        with pytest.warns(UserWarning):
            kata.f(4)

    assert told(kata, test).expected == "warns UserWarning"


def test_another_exception_than_expected_is_what_came_back(kata: StandIn) -> None:
    def test() -> None:
        with pytest.raises(ValueError):
            kata.f(0)

    assert told(kata, test).got == "raised ZeroDivisionError: division by zero"


def test_a_message_that_does_not_match_leaves_the_exception_as_what_came_back(kata: StandIn) -> None:
    def test() -> None:
        with pytest.raises(ZeroDivisionError, match="another text"):
            kata.f(0)

    assert told(kata, test).got == "raised ZeroDivisionError: division by zero"


def test_a_warning_turned_into_an_error_says_no_warning_was_expected(kata: StandIn) -> None:
    f = told(kata, fails(RuntimeWarning("overflow")))
    assert (f.kind, f.got, f.expected) == ("warned", "warned: RuntimeWarning: overflow", "no warning")


def test_a_value_that_cannot_be_compared_is_named(kata: StandIn) -> None:
    f = told(kata, lambda: kata.f("odd"))
    assert (f.kind, f.got, f.expected) == ("type", "a value that cannot be compared", "a plain value")
    assert "type" in f.message


@pytest.mark.parametrize(
    ("error", "outcome", "kind"),
    [
        (TimedOut("timed out after 2.0 s in f(...)"), "timed out", "timed out"),
        (SandboxDied("the attempt ended its own process"), "failed", "died"),
        (LoadFailed("NameError: np"), "failed", "does not load"),
    ],
)
def test_a_sandbox_that_was_lost_has_an_outcome_of_its_own(
    kata: StandIn, error: BaseException, outcome: str, kind: str
) -> None:
    kata.f(4)
    f = told(kata, fails(error))
    assert (f.outcome, f.kind, f.message) == (outcome, kind, str(error))


def test_of_a_group_the_first_failure_is_told() -> None:
    inner = ValueError("the first")
    assert innermost(ExceptionGroup("two", [ExceptionGroup("one", [inner]), TypeError()])) is inner


def test_comparing_twice_for_the_report_warns_of_nothing() -> None:
    class Loud:
        def __repr__(self) -> str:
            warnings.warn("shown", stacklevel=1)
            return "loud"

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert failure.comparison("==", Loud(), 3) == Comparison("loud", "==", "3")


def test_no_call_no_call_text(kata: StandIn) -> None:
    f = told(kata, fails(AssertionError("no call was made")))
    assert (f.call, f.got) == ("", "")


def test_the_lines_of_a_failure_are_aligned_and_indented() -> None:
    f = Failure("failed", "value", "why", call="f(1)", got="a\nb", expected="c")
    assert f.lines() == "why\ncall      f(1)\ngot       a\n          b\nexpected  c"


# -- agree -------------------------------------------------------------------------------------------

DATES = pd.DatetimeIndex(["2024-03-01", "2024-03-05"])
FRAME = pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "s": ["a", None]}, index=pd.Index([3, 5], name="id"))
LEVELS = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["k", "n"])


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.float64(0.3), 0.1 + 0.2),
        (np.int32(3), 3),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (np.bytes_(b"a"), b"a"),
        (np.complex128(1j), 1j),
        (float("nan"), float("nan")),
        (-0.0, 0.0),
        (None, None),
        ([1, (2.0, "b")], [1, (2.0, "b")]),
        ({"a": [1.0], "b": None}, {"b": None, "a": [1.0]}),
        ({1, 2}, {2, 1}),
        (np.array([1, 2], dtype=np.int8), np.array([1, 2])),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan])),
        (np.array(["a", None], dtype=object), np.array(["a", None], dtype=object)),
        (np.array([True, False]), np.array([True, False])),
        (FRAME.astype({"s": object}), FRAME),
        (FRAME["s"].astype(object), FRAME["s"]),
        (pd.Series([1, None], dtype="Int64"), pd.Series([1, None], dtype="Int64")),
        (DATES.as_unit("s"), DATES.as_unit("ns")),
        (pd.Series(DATES), pd.Series(DATES)),
        (LEVELS, LEVELS.copy()),
        (pd.RangeIndex(2), pd.Index([0, 1])),
        (pd.NaT, pd.NaT),
    ],
)
def test_these_agree(got: Any, expected: Any) -> None:
    agree(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "kind", "text"),
    [
        (1, 1.0, "type", "expected float 1.0, got int 1"),
        (True, 1, "type", "expected int 1, got bool True"),
        (np.array(2.0), 2.0, "type", "expected float 2.0, got ndarray"),
        ([1], (1,), "type", "expected tuple, got list"),
        (LEVELS, pd.Index(["a", "b"], name="k"), "labels", "names"),
        (LEVELS, pd.Index([("a", 1), ("b", 2)], tupleize_cols=False).set_names(["k"]), "labels", "names"),
        (3, 4, "value", "expected 4, got 3"),
        (None, 4, "type", "expected int 4, got NoneType"),
        (0.1, 0.2, "tolerance", "expected 0.2, got 0.1"),
        (float("inf"), 0.2, "not finite", "got inf"),
        ([1, [2, 3]], [1, [2, 4]], "value", r"at \[1\]\[1\]: expected 4, got 3"),
        ([1], [1, 2], "shape", "expected 2 items, got 1"),
        ({"a": 1}, {"b": 1}, "labels", r"keys missing \['b'\], keys not expected \['a'\]"),
        ({"a": 1}, {"a": 2}, "value", r"at \['a'\]: expected 2, got 1"),
        (np.zeros((2, 1)), np.zeros(2), "shape", r"expected shape \(2,\), got \(2, 1\)"),
        (np.zeros(2, np.float32), np.zeros(2), "dtype", "expected dtype float64, got float32"),
        (np.array([1, 2, 3]), np.array([1, 5, 5]), "value", r"at \[1\]: expected 5, got 2 \(2 of 3 cells differ\)"),
        (np.array([[1.0, 2.0]]), np.array([[1.0, np.nan]]), "not finite", r"at \[0, 1\]"),
        (np.array(["a", 1], object), np.array(["a", None], object), "value", r"at \[1\]: expected None, got 1"),
        (FRAME["n"], FRAME["x"], "labels", "expected name 'x', got 'n'"),
        (FRAME["n"].astype(float), FRAME["n"], "dtype", "expected dtype int64, got float64"),
        (FRAME.reset_index(drop=True), FRAME, "labels", "index names"),
        (FRAME[["n", "x"]], FRAME, "shape", "expected 3 labels, got 2"),
        (FRAME.assign(x=[0.5, 0.5]), FRAME, "not finite", "at \\['x'\\]\\[1\\]"),
        (pd.Series([1, 2], dtype="Int64"), pd.Series([1, 2]), "dtype", "got Int64"),
        (pd.Series(DATES).dt.tz_localize("UTC"), pd.Series(DATES), "dtype", "UTC"),
    ],
)
def test_these_do_not_agree_and_the_first_difference_is_named(got: Any, expected: Any, kind: str, text: str) -> None:
    with pytest.raises(Disagreement, match=text) as caught:
        agree(got, expected)
    assert caught.value.kind == kind
    assert caught.value.got is got
    assert caught.value.expected is expected


def test_a_dtype_that_the_statement_names_is_asked_for_exactly() -> None:
    agree(np.array([1], np.int32), np.array([1], np.int32), exact_dtype=True)
    with pytest.raises(Disagreement, match="expected dtype int64, got int32"):
        agree(np.array([1], np.int32), np.array([1]), exact_dtype=True)


# -- how values are shown ----------------------------------------------------------------------------


class Mute:
    def __repr__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (np.array([0.1 + 0.2]), "array([0.30000000000000004])"),
        (np.array([None, "a"], dtype=object), "array([None, 'a'], dtype=object)"),
        (pd.Series([1.5], name="x"), "0    1.5\nName: 'x', dtype: float64"),
        (pd.DataFrame({"a": [1]}), "   a\n0  1"),
        ("\x1b[2J", r"'\x1b[2J'"),
        (Mute(), "<Mute that cannot be shown: RuntimeError>"),
    ],
)
def test_values_are_shown_as_python_shows_them(value: Any, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    "value", [list(range(10**4)), "x" * 10**5, np.arange(10**5), {i: i for i in range(10**4)}, 10**4000]
)
def test_long_values_are_cut(value: Any) -> None:
    assert len(show(value)) < 2_100


def test_nothing_shown_moves_the_cursor() -> None:
    assert clean("a\r\x1b[1A\x07b\tc\nd") == "a\\r\\x1b[1A\\x07b\tc\nd"
    assert clean("x" * 5_000).endswith("x ...")
