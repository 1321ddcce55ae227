"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import ridge_closed_form as kata

X, Y = np.array([[1.0], [2.0], [6.0]]), np.array([5.0, 2.0, 11.0])  # centred: x . y = 21, x . x = 14


def test_no_penalty_is_least_squares():
    agree(kata.ridge(X, Y, 0.0), (np.array([1.5]), 1.5))


def test_a_penalty_shrinks_the_slope():
    agree(kata.ridge(X, Y, 7.0), (np.array([21 / (14 + 7)]), 6.0 - 3.0))


def test_a_huge_penalty_leaves_the_mean():
    agree(kata.ridge(X, Y, 1e12), (np.array([0.0]), 6.0), atol=1e-9)


def test_twins_share_the_weight():
    agree(kata.ridge(np.hstack([X, X]), Y, 7.0), (np.array([21 / 35, 21 / 35]), 6 - 3 * 42 / 35))


def test_without_penalty_twins_share_it_too():
    agree(kata.ridge(np.hstack([X, X]), Y, 0.0), (np.array([0.75, 0.75]), 1.5))


def test_a_negative_penalty_is_an_error():
    rejects(kata.ridge, [(X, Y, -0.5)])
