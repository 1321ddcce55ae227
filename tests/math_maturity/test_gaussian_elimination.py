"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.math_maturity import gaussian_elimination as kata


def test_two_equations():
    agree(kata.solve(np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([4.0, 7.0])), np.array([1.0, 2.0]))


def test_three_equations():
    A = np.array([[4.0, 2.0, 0.0], [2.0, 5.0, 2.0], [1.0, 0.0, 3.0]])
    agree(kata.solve(A, np.array([2.0, 3.0, 10.0])), np.array([1.0, -1.0, 3.0]))


def test_whole_numbers_with_a_zero_in_the_corner():
    agree(kata.solve(np.array([[0, 2], [4, 1]]), np.array([6, 11])), np.array([2.0, 3.0]))


def test_one_equation():
    agree(kata.solve(np.array([[-4.0]]), np.array([6.0])), np.array([-1.5]))


def test_a_matrix_without_a_single_answer_is_an_error():
    rejects(kata.solve, [(np.array([[1.0, 2.0], [2.0, 4.0]]), np.array([3.0, 6.0]))], error=np.linalg.LinAlgError)
