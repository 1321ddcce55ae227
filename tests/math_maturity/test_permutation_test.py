"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.math_maturity import permutation_test as kata

LOW, HIGH = np.array([1.0, 2.0, 3.0]), np.array([11.0, 12.0, 14.5])


def test_two_of_the_twenty_splits_are_as_far_apart():
    agree(kata.perm_test(HIGH, LOW), (10.5, 0.1), rtol=0, atol=0.02)


def test_one_value_each_can_only_change_places():
    agree(kata.perm_test(np.array([4.0]), np.array([1.5]), n_perm=40), (2.5, 1.0))


def test_equal_values_are_no_surprise():
    agree(kata.perm_test(np.full(4, 2.5), np.full(3, 2.5), n_perm=50), (0.0, 1.0))


def test_the_smallest_p_counts_the_observed_split():
    a, b = np.arange(130.0, 145.0), np.arange(15.0)
    agree(kata.perm_test(a, b, n_perm=99), (130.0, 0.01))


def test_the_same_seed_gives_the_same_p():
    once = kata.perm_test(LOW, HIGH, n_perm=200, seed=3)
    agree(kata.perm_test(LOW, HIGH, n_perm=200, seed=3), once)


def test_nan_is_an_error():
    rejects(kata.perm_test, [(np.array([1.0, np.nan]), HIGH)])
