"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import linreg_normal_equation as kata


def test_points_on_a_line():
    agree(kata.fit_linear(np.array([[1.0], [2.0], [4.0]]), np.array([5.0, 7.0, 11.0])), (np.array([2.0]), 3.0))


def test_points_near_a_line():
    X, y = np.array([[0.0], [1.0], [2.0], [5.0]]), np.array([1.0, 0.0, 2.0, 5.0])
    agree(kata.fit_linear(X, y), (np.array([13 / 14]), 1 / 7))  # centred: 13 over 14


def test_two_features():
    X = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 1.0], [2.0, 5.0]])
    agree(kata.fit_linear(X, X @ [2.0, -0.5] - 4), (np.array([2.0, -0.5]), -4.0))


def test_twin_columns_share_the_weight():
    column = np.array([1.0, 2.0, 4.0])
    agree(kata.fit_linear(np.stack([column, column], axis=1), 2 * column + 3), (np.array([1.0, 1.0]), 3.0))


def test_a_single_row_is_all_intercept():
    agree(kata.fit_linear(np.array([[3.0, -2.0]]), np.array([7.0])), (np.array([0.0, 0.0]), 7.0))


def test_nan_is_an_error():
    rejects(kata.fit_linear, [(np.array([[1.0], [np.nan], [4.0]]), np.array([5.0, 7.0, 11.0]))])
