"""What must hold for all strata and every budget."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.problem_solving import labelling_budget_allocation as kata
from tests.strategies.decisions import spare_tenths, strata, strata_arrays


def first_labels(drawn, min_per):
    return [min(min_per, size) for size, _, _ in drawn]


def budget_of(drawn, min_per, spare):
    """In tenths of a euro: the first labels and what is spare."""
    return sum(n * cost for n, (_, _, cost) in zip(first_labels(drawn, min_per), drawn, strict=True)) + spare


def bought_by_hand(drawn, min_per, spare):
    """One label after the other, in whole tenths of a euro and exact fractions."""
    n = first_labels(drawn, min_per)
    while True:
        ready = [h for h, (size, _, cost) in enumerate(drawn) if n[h] < size and cost <= spare]
        if not ready:
            return np.array(n)
        gains = {h: Fraction((drawn[h][0] * drawn[h][1]) ** 2, n[h] * (n[h] + 1) * drawn[h][2]) for h in ready}
        best = max(ready, key=lambda h: (gains[h], -h))
        n[best] += 1
        spare -= drawn[best][2]


def allocate(sizes, stds, costs, budget, *min_per):
    return kata.allocate_labels(np.array(sizes), np.array(stds), np.array(costs), budget, *min_per)


@rests_on("gain_h = N_h**2 * s_h**2 * (1 / n_h - 1 / (n_h + 1)) / c_h")
@given(strata, st.integers(1, 4), spare_tenths)
def test_agrees_with_buying_label_by_label(drawn, min_per, spare):
    budget = budget_of(drawn, min_per, spare) / 10
    got = kata.allocate_labels(*strata_arrays(drawn), budget, min_per)
    agree(got, bought_by_hand(drawn, min_per, spare))


@rests_on("It ends when no stratum qualifies", "still has unlabelled answers (n_h < N_h) and is affordable")
@given(strata, spare_tenths)
def test_keeps_to_the_budget_and_leaves_no_affordable_label(drawn, spare):
    sizes, stds, costs = strata_arrays(drawn)
    budget = budget_of(drawn, 2, spare) / 10
    got = kata.allocate_labels(sizes, stds, costs, budget)
    left = budget - float(got @ costs)
    expect(left > -1e-6, f"labels for at most {budget} euros at {costs} each", got=got)
    open_to = costs[got < sizes]
    expect((open_to > left - 1e-6).all(), f"no label bought for less than the {left:.4g} euros left", got=got)


@follows_from("gain_h = N_h**2 * s_h**2 * (1 / n_h - 1 / (n_h + 1)) / c_h")
@given(strata, spare_tenths, st.sampled_from([3.0, 0.01, 700.0]))
def test_the_unit_of_the_deviation_does_not_matter(drawn, spare, unit):
    sizes, stds, costs = strata_arrays(drawn)
    got = kata.allocate_labels(sizes, unit * stds, costs, budget_of(drawn, 2, spare) / 10)
    agree(got, bought_by_hand(drawn, 2, spare))


@rests_on("the lowest index of those wins")
def test_gains_that_differ_by_rounding_tie():
    agree(allocate([7, 7, 7], [0.3, 0.3, 0.3], [0.7, 0.7, 0.7], 5.6), np.array([3, 3, 2]))
    agree(allocate([12, 36], [0.3, 0.1], [1.0, 1.0], 5.0), np.array([3, 2]))
    agree(allocate([36, 12], [0.1, 0.3], [1.0, 1.0], 5.0), np.array([3, 2]))


@rests_on("c_h <= what is left of the\n    budget + 1e-9")
@pytest.mark.parametrize(("budget", "expected"), [(0.3, 3), (0.3 - 0.9e-9, 3), (0.3 - 1.2e-9, 2)])
def test_the_slack_of_the_budget(budget, expected):
    agree(allocate([9], [0.5], [0.1], budget), np.array([expected]))
    agree(allocate([9, 9], [0.5, 0.0], [0.1, 7.0], budget + 14.0), np.array([expected, 2]))
    agree(allocate([9], [0.5], [1e-9], 2e-9), np.array([3]))  # exactly the slack


@rests_on("and is affordable")
def test_what_is_too_dear_is_passed_over():
    agree(allocate([90, 90], [0.5, 0.1], [4.0, 0.9], 13.5), np.array([2, 6]))


@rests_on("A gain of 0 still\n    buys")
def test_money_is_spent_where_nothing_varies():
    agree(allocate([5, 4, 9], [0.0, 0.3, 0.0], [1.0, 1.0, 1.0], 13.0), np.array([5, 4, 4]))


@rests_on("min(min_per, N_h) labels")
def test_small_strata_start_with_all_they_have():
    agree(allocate([1, 40, 3], [0.5, 0.2, 0.5], [1.0, 1.0, 1.0], 11.0, 5), np.array([1, 7, 3]))
    agree(allocate([1, 40, 3], [0.5, 0.2, 0.5], [1.0, 1.0, 1.0], 9.0, 5), np.array([1, 5, 3]))


@rests_on("integers of any width, up to a million")
@pytest.mark.parametrize("dtype", [np.int32, np.uint32, np.int64])
def test_a_million_answers(dtype):
    sizes = np.array([1_000_000, 90_000, 65_536], dtype=dtype)
    got = kata.allocate_labels(sizes, np.array([0.01, 0.2, 0.3]), np.array([0.9, 1.1, 2.3]), 400.0)
    expect(got.dtype == np.int64, "an array of int64", got=got)
    agree(got, np.array([72, 118, 89]))


@rests_on("If the first labels cost more than budget + 1e-9, or min_per is below 1")
def test_rejects_a_budget_below_the_first_labels_and_no_minimum():
    agree(allocate([9, 1], [0.5, 0.5], [0.1, 0.7], 0.9 - 0.9e-9), np.array([2, 1]))
    rejects(allocate, [([9, 1], [0.5, 0.5], [0.1, 0.7], 0.9 - 1.2e-9), ([9, 1], [0.5, 0.5], [0.1, 0.7], 99.0, 0)])
