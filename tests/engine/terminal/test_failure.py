"""A failure as it is drawn: in any width, with the differing cells marked even without colour."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rich.console import Console

from dojo.judge.differences import difference
from dojo.judge.verdict import Result, TestReport
from dojo.terminal.failure import also_failing, failure_view
from dojo.testing import Disagreement, agree
from dojo.text import show

X = np.array([[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]])
WRONG = np.array([[0.5, 1.5, 2.5], [3.5, 4.5, 7.5]])


def report(got: Any, expected: Any) -> TestReport:
    with pytest.raises(Disagreement) as caught:
        agree(got, expected)
    d = caught.value
    told = (str(d), "f(X)", show(got), show(expected), d.kind, difference(d))
    return TestReport("tests/test_f.py::test_it", "visible", "failed", 0.0, *told)


def drawn(report: TestReport, width: int = 80) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(failure_view(report))
    return [line.rstrip() for line in captured.get().splitlines()]


def test_arrays_stand_side_by_side_where_they_fit() -> None:
    lines = drawn(report(WRONG, X))
    assert any(line.startswith("got  float64 (2, 3)") and "expected  float64 (2, 3)" in line for line in lines)
    assert any(line.split() == ["1", "3.5", "4.5", "7.5*", "1", "3.5", "4.5", "5.5*"] for line in lines)


def test_arrays_stand_one_below_the_other_where_they_do_not() -> None:
    lines = drawn(report(WRONG, X), 40)
    assert [line for line in lines if line.startswith(("got", "expected"))] == [
        "got  float64 (2, 3)",
        "expected  float64 (2, 3)",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_the_first_difference_is_kept(width: int) -> None:
    wide = np.arange(800.0).reshape(20, 40) + 1e6
    got = wide.copy()
    got[3, 6] = -1.0
    lines = drawn(report(got, wide), width)
    assert max(map(len, lines)) <= width
    assert any("-1*" in line for line in lines)


def test_columns_that_are_left_out_are_named() -> None:
    wide = np.arange(800.0).reshape(20, 40) + 1e6
    text = " ".join(drawn(report(wide + 1, wide), 40))
    assert "shown: rows 0 to 9 of 20, columns 0, 1, 2" in text


def test_the_kind_the_number_of_cells_and_the_largest_error_are_said() -> None:
    text = "\n".join(drawn(report(WRONG, X)))
    assert "why   off by more than the tolerance, at [1, 2]" in text
    assert "1 of 6 cells differ, marked *" in text
    assert "largest error 2, relative 0.3636, at [1, 2]" in text


def test_one_dimension_is_one_table() -> None:
    lines = drawn(report(WRONG[1], X[1]))
    assert any(line.split() == ["2", "7.5*", "5.5*"] for line in lines)


def test_a_missing_row_is_marked() -> None:
    text = "\n".join(drawn(report(X[:1], X)))
    assert "3 of 6 cells are not in both, marked *" in text
    assert "-*" in text


def test_plain_values_are_told_in_words() -> None:
    lines = drawn(report(3.5, 2.5))
    assert "got       3.5" in lines
    assert "expected  2.5" in lines


def test_brackets_in_shown_values_are_no_markup() -> None:
    told = TestReport("a::b", "visible", "failed", message="[bold]no[/]", got="['[red]']", failure="value")
    assert "['[red]']" in "\n".join(drawn(told))


def test_the_other_failing_tests_are_named() -> None:
    first, passed = report(1, 2), TestReport("tests/test_f.py::test_one", "visible", "passed")
    others = [TestReport(f"tests/hidden_f.py::test_{name}", "hidden", "failed") for name in ("a", "b[1]", "b[2]")]
    result = Result("core_concepts/f", "attempt", "failing", 1, 0.1, "full", (passed, first, *others))
    assert also_failing(result, first) == "test_a, test_b (2 cases)"
