"""What the statement promises, by example."""

from dojo.testing import agree, rejects
from katas.math_maturity import wilson_interval as kata

ONE_SIGMA = 0.6826894921370859  # the level with z = 1


def test_half_of_eight():
    agree(kata.wilson_interval(4, 8, ONE_SIGMA), (1 / 3, 2 / 3))


def test_no_success_in_three():
    agree(kata.wilson_interval(0, 3, ONE_SIGMA), (0.0, 0.25))


def test_one_of_ten_at_95_percent():
    agree(kata.wilson_interval(1, 10), (0.017876, 0.404150), rtol=0, atol=1e-6)


def test_an_empty_sample_says_nothing():
    agree(kata.wilson_interval(0, 0), (0.0, 1.0))


def test_rejects_more_successes_than_trials():
    rejects(kata.wilson_interval, [(4, 3), (-1, 3)])
