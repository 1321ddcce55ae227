"""What must hold for every input."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import benjamini_hochberg as kata
from tests.strategies.statistics import p_values


def smallest_rate_that_finds(p, i):
    """Over all thresholds that let hypothesis i in: p-value at the threshold, times m, over how many it lets in."""
    return min(threshold * len(p) / sum(other <= threshold for other in p) for threshold in p if threshold >= p[i])


@rests_on("The adjusted value at rank i is the smallest of the scaled values at the ranks")
@given(p_values)
def test_agrees_with_trying_every_threshold(p):
    agree(kata.bh_adjust(p), np.array([smallest_rate_that_finds(p, i) for i in range(len(p))]))


@follows_from("at the place where its p-value stands")
@given(p_values, st.integers(0, 1000))
def test_reordered_p_values_give_reordered_values(p, seed):
    order = np.random.default_rng(seed).permutation(len(p))
    agree(kata.bh_adjust(p[order]), kata.bh_adjust(p)[order])


@rests_on("No adjusted value is above 1.")
@given(p_values)
def test_values_lie_between_their_p_values_and_1(p):
    adjusted = kata.bh_adjust(p)
    expect((adjusted >= p - 1e-12).all(), "no adjusted value is below its p-value", got=adjusted)
    expect((adjusted <= 1).all(), "no adjusted value is above 1", got=adjusted)


@follows_from("is the smallest of the scaled values at the ranks")
@given(p_values)
def test_a_larger_p_value_never_gets_a_smaller_value(p):
    adjusted = kata.bh_adjust(p)
    expect((np.diff(adjusted[np.argsort(p)]) >= -1e-12).all(), "adjusted values rise with p", got=adjusted)


@rests_on("get equal adjusted values")
@given(st.integers(0, 100), st.integers(2, 8))
def test_equal_p_values_are_unchanged(percent, m):
    agree(kata.bh_adjust(np.full(m, percent / 100)), np.full(m, percent / 100))


@rests_on("Both 0 and 1 are p-values.")
def test_both_ends_are_accepted():
    agree(kata.bh_adjust(np.array([0.0, 0.25, 1.0])), np.array([0.0, 0.375, 1.0]))


@rests_on("If a p-value is NaN, or lies outside [0, 1].")
def test_rejects_what_is_no_p_value():
    above, below = np.nextafter(1.0, 2.0), -np.nextafter(0.0, 1.0)
    rejects(kata.bh_adjust, [np.array([0.2, np.nan]), np.array([0.1, above]), np.array([below, 0.1])])
