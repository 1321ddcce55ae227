"""What is told of a test that failed: the call, what came back, what was expected."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dojo import failure
from dojo.failure import Comparison, Failure, explain, innermost
from dojo.session import LoadFailed, SandboxDied, TimedOut
from dojo.standin import StandIn
from dojo.testing import agree
from tests.engine.seats import Threads, seated

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
    with seated(Threads(tmp_path), SOURCE, "f") as module:
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
    assert f.message == f"{f.expected} was expected"


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
