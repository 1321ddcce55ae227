"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree
from katas.math_maturity import logsumexp as kata


def test_one_and_two_and_five_are_eight():
    agree(kata.logsumexp(np.log([1.0, 2.0, 5.0])), np.log(8.0))


def test_equal_numbers_add_the_logarithm_of_their_count():
    agree(kata.logsumexp(np.array([[-900.0, -900.0, -900.0]])), -900.0 + np.log(3))


def test_large_numbers_do_not_overflow():
    agree(kata.logsumexp(np.array([1000.0, 1000.0])), 1000.0 + np.log(2))


def test_each_row_is_added_by_itself():
    x = np.log([[1.0, 2.0, 5.0], [3.0, 4.0, 6.0]])
    agree(kata.logsumexp(x, axis=1), np.log([8.0, 13.0]))


def test_the_axis_can_stay():
    x = np.log([[1.0, 2.0, 5.0], [3.0, 4.0, 6.0]])
    agree(kata.logsumexp(x, axis=0, keepdims=True), np.log([[4.0, 6.0, 11.0]]))


def test_an_impossible_event_adds_nothing():
    agree(kata.logsumexp(np.array([-np.inf, 2.5])), 2.5)
