"""What must hold for all systems of equations."""

import numpy as np
import pytest
from hypothesis import given

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.math_maturity import gaussian_elimination as kata
from tests.strategies.linear_algebra import equations


@rests_on("Solve A x = b")
@given(equations)
def test_agrees_with_the_solution_that_made_the_equations(system):
    A, x = system
    agree(kata.solve(A, A @ x), x.astype(float), atol=1e-9)


@follows_from("A x = b")
@given(equations)
def test_listing_the_equations_backwards_changes_nothing(system):
    A, b = system
    agree(kata.solve(A[::-1], b[::-1]), kata.solve(A, b), atol=1e-9)


@follows_from("A x = b")
@given(equations)
def test_multiplying_an_equation_changes_nothing(system):
    A, b = system
    factors = np.array([-3.0, 0.5, 7.0, 0.2])[: len(A)]
    scaled = (b.T * factors).T
    agree(kata.solve(A * factors[:, None], scaled), kata.solve(A, b), atol=1e-9)


@rests_on("One right-hand side, or m of them in columns", "float64 array of the shape of ``b``")
@pytest.mark.parametrize("m", [1, 2, 5])
def test_right_hand_sides_in_columns(m):
    A, x = np.array([[1.0, 2.0, 0.5], [-4.0, 1.0, 0.0], [3.0, 0.3, -2.0]]), np.arange(3.0 * m).reshape(3, m) - 1
    agree(kata.solve(A, A @ x), x)


@rests_on("The coefficients, floats or whole numbers")
@pytest.mark.parametrize("dtype", ["int8", "int64", "uint8"])
def test_whole_numbers_in_any_dtype(dtype):
    A, b = np.array([[4, 1, 2], [100, 7, 1], [2, 90, 5]], dtype=dtype), np.array([5, 58, 96], dtype=dtype)
    agree(kata.solve(A, b), np.array([0.5, 1.0, 1.0]))


@rests_on("the pivot is the entry of largest absolute value")
@pytest.mark.parametrize("tiny", [1e-11, -1e-9, 1e-13])
def test_a_tiny_number_is_no_pivot(tiny):
    A = np.array([[tiny, 1.0, 0.0], [-1.0, 1.0, 0.0], [0.5, 0.25, 4.0]])
    x = np.array([1.1, -0.7, 0.3])
    agree(kata.solve(A, A @ x), x)


@rests_on("after the columns before it have been eliminated")
def test_a_zero_that_appears_on_the_way():
    A = np.array([[2.0, 4.0, 1.0], [1.0, 2.0, 3.0], [1.0, 3.0, -1.0]])  # the second pivot is 2 - 4 / 2
    agree(kata.solve(A, np.array([9.0, 17.0, -1.0])), np.array([-2.0, 2.0, 5.0]))


@rests_on("a pivot is at most 1e-12 * max |A| in size")
@pytest.mark.parametrize("size", [1e-20, 1e-5, 1.0, 1e7, 1e20])
def test_rejects_a_matrix_that_is_singular_in_any_unit(size):
    tenths = size * np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]])  # the last pivot is rounding
    early = size * np.array([[0.0, 2.0, 1.0], [0.0, 1.0, 3.0], [0.0, 3.0, 7.0]])
    cases = [tenths, tenths[::-1], early, size * np.ones((2, 2)), size * np.diag([-1, 1e-13]), np.zeros((1, 1))]
    rejects(kata.solve, [(A, np.ones(len(A))) for A in cases], error=np.linalg.LinAlgError)


@rests_on("a pivot is at most 1e-12 * max |A| in size")
@pytest.mark.parametrize("size", [1e-20, 1e-9, 1e9, 1e20])
def test_a_regular_matrix_is_solved_in_any_unit(size):
    A, x = np.array([[2.0, 1.0], [1.0, 1.0 / 2 + 1e-10]]), np.array([3.0, -5.0])
    agree(kata.solve(size * A, size * (A @ x)), x, rtol=1e-4)
    agree(kata.solve(size * A[:1, :1], size * np.array([3.0])), np.array([1.5]))


@rests_on("If ``A`` or ``b`` holds a NaN")
def test_rejects_nan():
    A, b = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([4.0, 7.0])
    rejects(kata.solve, [(A, np.array([4.0, np.nan])), (A * [[1.0, np.nan], [1.0, 1.0]], b)])
