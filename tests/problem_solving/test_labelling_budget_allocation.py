"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.problem_solving import labelling_budget_allocation as kata


def allocate(sizes, stds, costs, budget, **options):
    return kata.allocate_labels(np.array(sizes), np.array(stds), np.array(costs), budget, **options)


def test_labels_go_where_answers_vary():
    agree(allocate([100, 50], [0.5, 0.1], [1.0, 1.0], 10.0), np.array([8, 2]))


def test_at_equal_prices_they_follow_size_times_deviation():
    agree(allocate([400, 100], [0.1, 0.4], [1.0, 1.0], 20.0), np.array([10, 10]))


def test_a_dear_stratum_gets_fewer():
    # gains of a label: 1/6, 1/12, 1/20 ... against a ninth of that
    agree(allocate([50, 50], [0.5, 0.5], [1.0, 9.0], 36.0), np.array([9, 3]))


def test_enough_money_labels_everything():
    agree(allocate([3, 1], [0.0, 0.0], [1.0, 2.0], 99.0), np.array([3, 1]))


def test_a_budget_below_the_first_labels_is_an_error():
    rejects(allocate, [([9, 9], [0.5, 0.5], [1.0, 2.0], 5.9)])
