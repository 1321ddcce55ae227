"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.math_maturity import bootstrap_confidence_interval as kata

WAITS = np.array([3.0, 9.0, 4.0, 31.0, 6.0, 5.0, 12.0])


def mean(a, axis, /):
    return a.mean(axis)


def median(a, axis, /):
    return np.median(a, axis)


def test_the_interval_of_a_mean_is_two_standard_errors_wide_each_way():
    x = np.random.default_rng(5).normal(50.0, 8.0, size=400)
    low, high = kata.bootstrap_ci(x, mean, n_boot=2_000)
    error = x.std() / np.sqrt(400)
    agree((low, high), (x.mean() - 1.96 * error, x.mean() + 1.96 * error), rtol=0, atol=0.3 * error)


def test_the_ends_come_as_two_floats_low_before_high():
    low, high = kata.bootstrap_ci(WAITS, median, n_boot=500)
    floats = isinstance(low, float) and isinstance(high, float)
    expect(floats and low < high, "two floats, low before high", got=(low, high))


def test_a_sample_of_equal_values_has_no_width():
    agree(kata.bootstrap_ci(np.full(6, 2.5), median, n_boot=200), (2.5, 2.5))


def test_a_single_value_is_both_ends():
    agree(kata.bootstrap_ci(np.array([4.0]), mean, n_boot=20), (4.0, 4.0))


def test_the_same_seed_gives_the_same_interval():
    once = kata.bootstrap_ci(WAITS, mean, n_boot=99, seed=3)
    agree(kata.bootstrap_ci(WAITS, mean, n_boot=99, seed=3), once, rtol=0, atol=0)


def test_certainty_is_an_error():
    rejects(kata.bootstrap_ci, [(WAITS, mean, 1.0)])
