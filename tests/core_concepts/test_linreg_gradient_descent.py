"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import linreg_gradient_descent as kata


def three_rows():
    return np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 4.0, 7.0])


def test_no_iteration_returns_the_start():
    agree(kata.gd_linear(*three_rows(), lr=0.3, n_iter=0), (np.array([0.0]), 0.0, [69 / 6]))


def test_one_iteration_by_hand():
    w, b, history = kata.gd_linear(*three_rows(), lr=0.3, n_iter=1)  # the gradients are -31/3 and -13/3
    agree((w, b), (np.array([3.1]), 1.3))
    agree(history, [69 / 6, (2.4**2 + 3.5**2 + 3.6**2) / 6])


def test_two_features():
    w, b, _ = kata.gd_linear(np.array([[1.0, 0.0], [3.0, 4.0]]), np.array([2.0, 6.0]), lr=0.1, n_iter=1)
    agree((w, b), (np.array([1.0, 1.2]), 0.4))


def test_the_line_is_found_in_the_end():
    X, _ = three_rows()
    w, b, history = kata.gd_linear(X, 2 * X[:, 0] - 5, lr=0.2, n_iter=2_000)
    agree((w, b, history[-1]), (np.array([2.0]), -5.0, 0.0), atol=1e-9)


def test_divergence_is_reported():
    rejects(kata.gd_linear, [(*three_rows(), 1e30, 50)], FloatingPointError)
