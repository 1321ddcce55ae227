"""Two values cell by cell: which cells differ, how many, the largest error and its place."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dojo.judge import cells
from dojo.judge.cells import Cells
from dojo.judge.differences import difference
from dojo.testing import Disagreement, agree

X = np.array([[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]])


def laid_out(got: Any, expected: Any) -> Cells | None:
    """Return the cells of a disagreement as they arrive on the other side."""
    with pytest.raises(Disagreement) as caught:
        agree(got, expected)
    return cells.read(json.loads(json.dumps(difference(caught.value))))


def changed(at: tuple[int, ...], value: float, array: Any = X) -> Any:
    copy = array.copy()
    copy[at] = value
    return copy


def test_the_cells_that_differ_are_marked() -> None:
    found = laid_out(changed((1, 2), 7.5), X)
    assert found is not None
    assert found.wrong == ((False, False, False), (False, False, True))
    assert (found.got[1], found.expected[1]) == (("3.5", "4.5", "7.5"), ("3.5", "4.5", "5.5"))
    assert (found.differ, found.size, found.got_form) == (1, 6, "float64 (2, 3)")


def test_the_largest_error_is_named_with_its_place() -> None:
    found = laid_out(changed((0, 1), 1.0, changed((1, 2), 7.5)), X)
    assert found is not None
    assert found.largest == "2, relative 0.3636, at [1, 2]"


def test_cells_within_the_tolerance_are_not_marked() -> None:
    found = laid_out(changed((0, 0), 0.5 + 1e-13, changed((1, 0), 9.0)), X)
    assert found is not None
    assert (found.wrong[0][0], found.wrong[1][0]) == (False, True)


def test_digits_are_shown_until_two_numbers_tell_apart() -> None:
    found = laid_out(np.array([1.0, 2.00000001]), np.array([1.0, 2.0]))
    assert found is not None
    assert (found.got, found.expected) == ((("1",), ("2.00000001",)), (("1",), ("2",)))
    assert found.flat


def test_a_shape_too_short_marks_what_is_missing() -> None:
    found = laid_out(X[:1], X)
    assert found is not None
    assert found.got == (("0.5", "1.5", "2.5"), ("", "", ""))
    assert found.wrong == ((False,) * 3, (True,) * 3)
    assert found.largest == ""


def test_a_large_array_is_shown_around_its_first_difference() -> None:
    array = np.arange(20_000.0).reshape(200, 100)
    found = laid_out(changed((150, 40), -1.0, array), array)
    assert found is not None
    assert (len(found.rows), len(found.columns)) == (cells.MOST_ROWS, cells.MOST_COLUMNS)
    assert found.window == "rows 148 to 157 of 200, columns 38 to 45 of 100"
    assert found.wrong[found.rows.index("150")][found.columns.index("40")]


def test_of_three_dimensions_the_plane_with_the_first_difference_is_shown() -> None:
    array = np.arange(24.0).reshape(2, 3, 4)
    found = laid_out(changed((1, 2, 3), 0.0, array), array)
    assert found is not None
    assert (found.place, found.wrong[2][3], found.largest) == ("[1]", True, "23, relative 1, at [1, 2, 3]")


def test_a_frame_has_its_labels() -> None:
    frame = pd.DataFrame({"n": [1, 2], "s": ["a", None]}, index=pd.Index([3, 5], name="id"))
    found = laid_out(frame.assign(n=[1, 4]), frame)
    assert found is not None
    assert (found.columns, found.rows) == (("n", "s"), ("3", "5"))
    assert found.wrong == ((False, False), (True, False))
    assert found.largest == "2, relative 1, at row 5, column 'n'"


def test_a_series_and_a_dict_are_one_column() -> None:
    series = laid_out(pd.Series([1.0, 2.0], index=["a", "b"]), pd.Series([1.0, 3.0], index=["a", "b"]))
    mapping = laid_out({"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 3.0})
    assert series is not None and mapping is not None
    assert series.rows == mapping.rows == ("a", "b")
    assert series.wrong == mapping.wrong == ((False,), (True,))


def test_of_a_tuple_the_array_that_differs_is_shown() -> None:
    found = laid_out((0.5, changed((0, 0), 9.0)), (0.5, X))
    assert found is not None
    assert (found.place, found.largest) == ("[1]", "8.5, relative 17, at [1][0, 0]")


def test_nan_and_infinity_are_marked_and_are_no_largest_error() -> None:
    found = laid_out(np.array([np.nan, np.inf, 3.5]), np.array([1.0, 2.0, 3.0]))
    assert found is not None
    assert found.wrong == ((True,), (True,), (True,))
    assert found.largest.startswith("0.5,")


def test_a_wrong_dtype_marks_no_cell() -> None:
    found = laid_out(X.astype("float32"), X)
    assert found is not None
    assert (found.differ, found.got_form, found.expected_form) == (0, "float32 (2, 3)", "float64 (2, 3)")


def test_text_is_cleaned_and_capped() -> None:
    found = laid_out(np.array(["\x1b[2J" + 90 * "a", "b"], dtype=object), np.array(["a", "b"], dtype=object))
    assert found is not None
    assert "\x1b" not in found.got[0][0]
    assert len(found.got[0][0]) <= cells.LONGEST


@pytest.mark.parametrize(
    ("got", "expected"),
    [(1.5, 2.5), ([1.0], (1.0,)), (np.zeros(3), np.zeros((3, 1))), (np.float64(1), 2.0), ({1}, {2})],
)
def test_what_cannot_be_laid_side_by_side_is_left_out(got: Any, expected: Any) -> None:
    assert laid_out(got, expected) is None


@pytest.mark.parametrize(
    "said",
    [{}, {"columns": 3}, {"columns": [""], "rows": ["0"], "got": [], "expected": [], "wrong": []}],
)
def test_what_no_judge_says_is_no_cells(said: dict[str, Any]) -> None:
    assert cells.read(said) is None
