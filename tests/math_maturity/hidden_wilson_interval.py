"""What must hold for every sample."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import wilson_interval as kata
from tests.strategies.statistics import levels, samples_of_counts


def furthest_share(x, n, level, towards):
    """Bisects between x / n, which is in the interval, and `towards`, 0 or 1, for the last share that is."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    inside, outside = x / n, towards
    for _ in range(60):
        t = (inside + outside) / 2
        if abs(x / n - t) <= z * math.sqrt(t * (1 - t) / n):
            inside = t
        else:
            outside = t
    return outside


@rests_on("|s - t| <= z * sqrt(t * (1 - t) / n)")
@given(samples_of_counts, levels)
def test_agrees_with_bisection_of_the_definition(sample, level):
    expected = tuple(furthest_share(*sample, level, towards) for towards in (0.0, 1.0))
    agree(kata.wilson_interval(*sample, level), expected, atol=1e-9)


@follows_from("|s - t| <= z * sqrt(t * (1 - t) / n)")
@given(samples_of_counts, levels)
def test_failures_mirror_successes(sample, level):
    (x, n), (lower, upper) = sample, kata.wilson_interval(*sample, level)
    agree(kata.wilson_interval(n - x, n, level), (1 - upper, 1 - lower), atol=1e-9)


@follows_from("between -z and z with probability `level`")
@given(samples_of_counts, levels, levels)
def test_a_higher_level_contains_a_lower_one(sample, one, other):
    narrow, wide = (kata.wilson_interval(*sample, level) for level in sorted((one, other)))
    inside = wide[0] <= narrow[0] + 1e-9 and narrow[1] <= wide[1] + 1e-9
    expect(inside, f"an interval that contains {narrow}, that of the lower level", got=wide)


@follows_from("|s - t| <= z * sqrt(t * (1 - t) / n)")
@given(samples_of_counts, levels, st.integers(2, 9))
def test_more_of_the_same_narrows_the_interval(sample, level, times):
    (x, n), (lower, upper) = sample, kata.wilson_interval(*sample, level)
    more = kata.wilson_interval(times * x, times * n, level)
    expect(more[1] - more[0] < upper - lower, f"narrower than ({lower}, {upper})", got=more)


@rests_on("For x = 0 the lower end is exactly 0.0", "the upper end is exactly 1.0")
@pytest.mark.parametrize("n", [1, 7, 12, 13, 29, 330, 1_001])
def test_the_ends_at_none_and_all_are_exact(n):
    for level in (0.5, 0.9, 0.95, 0.99):
        none, full = kata.wilson_interval(0, n, level), kata.wilson_interval(n, n, level)
        expect(none[0] == 0 and full[1] == 1, "exactly 0 and 1 at the ends", got=(none[0], full[1]))


@rests_on("The ends are the two solutions of the equation.")
@pytest.mark.parametrize("x, n", [(3, 10**5), (10**6 - 2, 10**6)])
def test_large_samples(x, n):
    expected = tuple(furthest_share(x, n, 0.9, towards) for towards in (0.0, 1.0))
    agree(kata.wilson_interval(x, n, 0.9), expected, atol=1e-9)


@rests_on("its interval is (0.0, 1.0)")
def test_an_empty_sample_says_nothing_at_any_level():
    agree(kata.wilson_interval(0, 0, 0.1), (0.0, 1.0), rtol=0, atol=0)


@rests_on("If x is not from 0 to n, or level is not strictly between 0 and 1.")
def test_rejects_impossible_counts_and_levels():
    rejects(
        kata.wilson_interval,
        [(6, 5), (-1, 5), (-1, 2, 0.99), (1, 0), (2, 5, 0.0), (2, 5, 1.0), (2, 5, 95.0), (2, 5, -0.5)],
    )
