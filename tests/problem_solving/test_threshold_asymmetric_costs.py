"""What the statement promises, by example."""

import math

import numpy as np

from dojo.testing import agree, rejects
from katas.problem_solving import threshold_asymmetric_costs as kata

Y = np.array([0, 1, 0, 1])
P = np.array([0.1, 0.3, 0.6, 0.8])


def test_a_costly_miss_moves_the_threshold_down():
    agree(kata.choose_threshold(Y, P, cost_fp=1.0, cost_fn=5.0), (0.3, 1.0))


def test_a_costly_false_alarm_moves_it_up():
    agree(kata.choose_threshold(Y, P, cost_fp=5.0, cost_fn=1.0), (0.8, 1.0))


def test_nobody_is_worth_it_without_positives():
    agree(kata.choose_threshold(np.array([0, 0]), np.array([0.2, 0.9]), 1.0, 1.0), (math.inf, 0.0))


def test_everybody_is_worth_it_without_negatives():
    agree(kata.choose_threshold(np.array([1, 1, 1]), np.array([0.7, 0.2, 0.9]), 1.0, 2.0), (0.2, 0.0))


def test_gains_are_subtracted():
    agree(kata.choose_threshold(Y, P, cost_fp=3.0, cost_fn=1.0, gain_tp=4.0), (0.3, -5.0))


def test_of_equal_totals_the_largest_threshold_wins():
    # two misses at inf, one at 0.8, and one false alarm at 0.3: 4, 2 and 2
    agree(kata.choose_threshold(Y, P, cost_fp=2.0, cost_fn=2.0), (0.8, 2.0))


def test_a_probability_above_one_is_an_error():
    rejects(kata.choose_threshold, [(Y, P * 2, 1.0, 1.0)])
