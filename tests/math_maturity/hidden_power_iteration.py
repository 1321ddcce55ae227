"""What must hold for all symmetric matrices."""

import numpy as np
import pytest
from hypothesis import given

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import power_iteration as kata
from tests.strategies.linear_algebra import symmetric_matrices_and_starts


@rests_on("Find the eigenvalue of largest absolute value, and its vector")
@given(symmetric_matrices_and_starts)
def test_agrees_with_the_full_decomposition(case):
    values, vectors = np.linalg.eigh(case[0])
    top = np.abs(values).argmax()
    vector = vectors[:, top] * np.sign(vectors[np.abs(vectors[:, top]) > 1e-12, top][0])
    value, found, _ = kata.top_eigenpair(*case)
    agree(value, float(values[top]))
    agree(found, vector, atol=1e-8)


@follows_from("||Av - lam v|| <= tol * max(1, |lam|)")
@given(symmetric_matrices_and_starts)
def test_the_residual_is_within_the_tolerance(case):
    A, v0 = case
    value, vector, steps = kata.top_eigenpair(A, v0, tol=1e-6)
    fits = np.linalg.norm(A @ vector - value * vector) <= 1.01e-6 * max(1, abs(value))
    expect(fits, "a residual of at most tol * max(1, |lam|)", got=(value, vector, steps))


@rests_on("at most ``max_iter`` times", "so is the vector after the last one")
@given(symmetric_matrices_and_starts)
def test_the_steps_it_took_are_as_many_as_it_needs(case):
    result = kata.top_eigenpair(*case, tol=1e-7)
    agree(kata.top_eigenpair(*case, tol=1e-7, max_iter=result[2]), result)
    if result[2]:
        rejects(kata.top_eigenpair, [(*case, 1e-7, result[2] - 1)], error=RuntimeError)


@rests_on("The eigenvalue, with its sign")
@given(symmetric_matrices_and_starts)
def test_scaling_the_matrix_scales_the_eigenvalue(case):
    A, v0 = case
    value, vector, _ = kata.top_eigenpair(A, v0)
    scaled, same, _ = kata.top_eigenpair(-2.5 * A, v0)
    agree(scaled, -2.5 * value)
    agree(same, vector, atol=1e-8)


@rests_on("The number of replacements made")
@pytest.mark.parametrize(("tol", "steps"), [(2.5, 0), (0.6, 1), (0.1, 3), (1e-3, 7)])
def test_counts_the_replacements(tol, steps):
    A = np.array([[-3.0, 0.0], [0.0, 1.0]])  # residuals 2, 1.2, 0.44, 0.15, ..., and lam is -1, -2.6, -2.95, -2.99, ...
    agree(kata.top_eigenpair(A, np.array([1.0, 1.0]), tol)[2], steps)
    agree(kata.top_eigenpair(A, np.array([1.0, 1.0]), tol, steps)[2], steps)
    agree(kata.top_eigenpair(A, np.array([0.0, 1.0]), 0.0)[2], 0)


@rests_on("its first entry of size above 1e-12 positive")
@pytest.mark.parametrize("start", [[0.0, 1.0, 1.0], [0.0, -1.0, 0.5], [-1e-14, 1.0, 0.3], [1e-14, -1.0, -1.0]])
def test_the_first_entry_that_is_not_rounding_is_positive(start):
    A = np.array([[1.0, 0.0, 0.0], [0.0, 3.0, -2.0], [0.0, -2.0, 6.0]])  # eigenvalues 1, 2, 7
    _, vector, _ = kata.top_eigenpair(A, np.array(start))
    agree(vector, np.array([0.0, 1.0, -2.0]) / np.sqrt(5), atol=1e-9)
    agree(kata.top_eigenpair(np.zeros((2, 2)), np.array([-1e-12, 1.0]))[1], np.array([-1e-12, 1.0]))


@follows_from("tol * max(1, |lam|)")
@pytest.mark.parametrize("size", [1e6, 1e9])
def test_a_large_matrix_converges_to_as_many_digits(size):
    value, vector, _ = kata.top_eigenpair(size * np.array([[6.0, 2.0], [2.0, 3.0]]), np.array([1.0, 0.3]))
    agree(value, 7 * size)
    agree(vector, np.array([2.0, 1.0]) / np.sqrt(5), atol=1e-8)


@follows_from("tol * max(1, |lam|)")
def test_a_matrix_below_the_tolerance_has_converged_at_once():
    A = 1e-12 * np.array([[6.0, 2.0], [2.0, 3.0]])
    agree(kata.top_eigenpair(A, np.array([3.0, -4.0]))[1:], (np.array([0.6, -0.8]), 0))


@rests_on("Until then, replace v by Av / ||Av||")
@pytest.mark.parametrize("size", [100.0, -0.01])
def test_a_thousand_replacements_neither_overflow_nor_vanish(size):
    A = size * np.array([[99.5, 0.5, 0.0], [0.5, 99.5, 0.0], [0.0, 0.0, 7.0]]) / 100  # 100, 99 and 7 hundredths
    value, vector, _ = kata.top_eigenpair(A, np.array([1.0, 0.2, 3.0]))
    agree(value, size)
    agree(vector, np.array([1.0, 1.0, 0.0]) / np.sqrt(2), atol=2e-6)


@rests_on("at most ``max_iter`` times")
def test_ten_thousand_replacements_are_the_default():
    A, tol = np.array([[1.0, 0.0], [0.0, 0.999]]), 0.001 * 0.999**9_999.5  # reached by the last replacement
    agree(kata.top_eigenpair(A, np.array([1.0, 1.0]), tol)[2], 10_000)
    rejects(kata.top_eigenpair, [(A, np.array([1.0, 1.0]), 0.999 * tol)], error=RuntimeError)


@rests_on("has not converged after ``max_iter`` replacements")
def test_two_eigenvalues_of_the_same_size_have_no_winner():
    tie = np.array([[3.0, 0.0, 0.0], [0.0, -3.0, 0.0], [0.0, 0.0, 1.0]])
    rejects(kata.top_eigenpair, [(tie, np.array([1.0, 2.0, 0.5]), 1e-6, 300)], error=RuntimeError)


@rests_on("is above 1e-8 * max |A|")
def test_rejects_a_matrix_that_is_not_symmetric():
    rejects(kata.top_eigenpair, [(np.array([[2.0, 1.0], [b, 1.5]]), np.array([1.0, 1.0])) for b in (0, 1.001, -1)])
    nearly = np.array([[6e6, 2e6 + 1e-3, 0], [2e6, 3e6, 0], [0, 0, 1e6]])
    agree(kata.top_eigenpair(nearly, np.array([1.0, 0.5, 0.1]))[0], 7e6, rtol=1e-8)


@rests_on("``v0`` is all zeros")
def test_rejects_a_start_without_a_direction():
    rejects(kata.top_eigenpair, [(np.array([[2.0, 1.0], [1.0, 2.0]]), np.zeros(2)), (np.zeros((3, 3)), np.zeros(3))])
