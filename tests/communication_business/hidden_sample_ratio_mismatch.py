"""What must hold for every split."""

import math
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.communication_business import sample_ratio_mismatch as kata
from tests.strategies.experiments import splits


def exact_statistic(counts, ratio):
    due = [Fraction(sum(counts)) * Fraction(part) / sum(map(Fraction, ratio)) for part in ratio]
    return float(sum((seen - e) ** 2 / e for seen, e in zip(counts, due, strict=True)))


def area_beyond(x, df):
    """The chi density beyond sqrt(x), by Simpson's rule on a fine grid."""
    t = np.linspace(math.sqrt(x), math.sqrt(x) + 12, 6001)  # (6001,)
    height = 2 * t ** (df - 1) * np.exp(-(t**2) / 2) / (2 ** (df / 2) * math.gamma(df / 2))
    weights = np.where(np.arange(t.size) % 2 == 1, 4.0, 2.0)
    weights[[0, -1]] = 1.0
    return float(weights @ height * (t[1] - t[0]) / 3)


@follows_from("statistic = sum((counts - expected) ** 2 / expected)")
@given(splits)
def test_the_statistic_is_that_of_exact_fractions(split):
    agree(kata.srm_check(*split)[0], exact_statistic(*split))


@follows_from("sf(x, df) = sf(x, df - 2) + (x / 2) ** (df / 2 - 1) * exp(-x / 2) / gamma(df / 2)")
@given(splits)
def test_p_is_the_area_beyond_the_statistic(split):
    p = area_beyond(exact_statistic(*split), len(split[0]) - 1)
    agree(kata.srm_check(*split)[1], p, rtol=1e-6)


@follows_from("expected  = n * ratio / sum(ratio)")
@given(splits, st.sampled_from([0.1, 3, 12.5]))
def test_the_scale_of_the_ratio_does_not_matter(split, scale):
    counts, ratio = split
    agree(kata.srm_check(counts, [scale * part for part in ratio]), kata.srm_check(counts, ratio), atol=1e-9, rtol=1e-6)


@follows_from("statistic = sum((counts - expected) ** 2 / expected)")
@given(splits, st.sampled_from([3, 10]))
def test_three_times_the_users_give_three_times_the_statistic(split, times):
    counts, ratio = split
    more = kata.srm_check([times * seen for seen in counts], ratio)[0]
    agree(more, times * kata.srm_check(counts, ratio)[0])


@rests_on("in the same order")
@given(splits)
def test_the_order_of_the_arms_does_not_matter(split):
    counts, ratio = split
    agree(kata.srm_check(counts[::-1], ratio[::-1]), kata.srm_check(counts, ratio), rtol=1e-6)


@rests_on("The designed split")
@given(st.lists(st.sampled_from([1, 2, 3, 9]), min_size=2, max_size=20), st.sampled_from([1, 7, 40]))
def test_exactly_as_designed_is_0_and_1(ratio, users):
    agree(kata.srm_check([users * part for part in ratio], ratio), (0.0, 1.0, False))


@rests_on("p is below `alpha`, not equal to it")
@given(splits)
def test_flagged_is_p_strictly_below_alpha(split):
    p = kata.srm_check(*split)[1]
    agree(kata.srm_check(*split, alpha=min(p, 0.9))[2], False)
    if p < 0.9:
        agree(kata.srm_check(*split, alpha=1.001 * p)[2], True)


@rests_on("It is 0.001 by default")
def test_the_default_risk_is_one_in_a_thousand():
    expect(not kata.srm_check([1_100, 960], [1, 1])[2], "not flagged: p is 0.00204, above 0.001")
    expect(kata.srm_check([1_110, 960], [1, 1])[2], "flagged: p is 0.00098, below 0.001")


@rests_on("An arm may be empty")
def test_an_empty_arm():
    agree(kata.srm_check([12, 0], [3, 1]), (4.0, math.erfc(math.sqrt(2)), False))
    agree(kata.srm_check([0, 36, 12], [1, 2, 1]), (18.0, math.exp(-9), True))


@rests_on("Both numbers are right to six digits", "hundreds of millions")
def test_hundreds_of_millions():
    agree(kata.srm_check([200_000_100, 199_999_900], [1, 1]), (1e-4, math.erfc(math.sqrt(5e-5)), False), rtol=1e-6)


@rests_on("and a p of 1e-30")
def test_far_in_the_tail():
    # 5000 expected in each: 600 ** 2 / 5000 twice; then 3000 in each of three: 480 ** 2 / 3000 twice
    agree(kata.srm_check([5_600, 4_400], [1, 1]), (144.0, math.erfc(math.sqrt(72)), True), atol=0, rtol=1e-6)
    agree(kata.srm_check([3_480, 3_000, 2_520], [1, 1, 1]), (153.6, math.exp(-76.8), True), atol=0, rtol=1e-6)


@rests_on("If a count is negative")
def test_rejects_negative_counts():
    rejects(kata.srm_check, [([-1, 30], [1, 1]), ([30, -1, 12], [2, 1, 1]), ([-3, -4], [1, 1]), ([-5, 5], [1, 1])])


@rests_on("if all counts are 0")
def test_rejects_nobody():
    rejects(kata.srm_check, [([0, 0], [1, 1]), ([0, 0, 0], [9, 1, 2])])


@rests_on("if an entry of `ratio` is not above 0")
def test_rejects_arms_without_a_share():
    rejects(kata.srm_check, [([30, 0, 12], [2, 0, 1]), ([30, 12], [-1, 3]), ([30, 12], [1, 0]), ([30, 12], [-1, -2])])
