"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.math_maturity import power_iteration as kata


def test_eigenvalues_seven_and_two():
    value, vector, _ = kata.top_eigenpair(np.array([[6.0, 2.0], [2.0, 3.0]]), np.array([1.0, 0.0]))
    agree(value, 7.0)
    agree(vector, np.array([2.0, 1.0]) / np.sqrt(5), atol=1e-9)


def test_the_largest_eigenvalue_in_size_may_be_negative():
    value, vector, _ = kata.top_eigenpair(np.array([[0.0, -3.0], [-3.0, -8.0]]), np.array([1.0, 1.0]))
    agree(value, -9.0)
    agree(vector, np.array([1.0, 3.0]) / np.sqrt(10), atol=1e-9)


def test_a_start_that_is_an_eigenvector_needs_no_replacement():
    agree(kata.top_eigenpair(np.array([[5, 0], [0, 2]]), np.array([-3, 0])), (5.0, np.array([1.0, 0.0]), 0))


def test_the_other_part_shrinks_by_the_ratio_of_the_eigenvalues():
    # After k replacements v is (4**k, 1) but for its length, and the residual is close to 3 / 4**k.
    value, _, steps = kata.top_eigenpair(np.array([[4.0, 0.0], [0.0, 1.0]]), np.array([1.0, 1.0]), tol=1e-3)
    agree((value, steps), (4.0, 5), rtol=1e-5)


def test_the_zero_matrix_has_converged_at_once():
    agree(kata.top_eigenpair(np.zeros((2, 2)), np.array([-3.0, 4.0])), (0.0, np.array([0.6, -0.8]), 0))


def test_a_matrix_that_is_not_symmetric_is_an_error():
    rejects(kata.top_eigenpair, [(np.array([[2.0, 1.0], [0.0, 2.0]]), np.array([1.0, 1.0]))])
