"""What must hold for every pair of samples."""

import math
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import permutation_test as kata
from tests.strategies.statistics import pairs_of_samples

LOW, HIGH = np.array([1.0, 2.0, 3.0]), np.array([11.0, 12.0, 14.5])
SKEWED = np.random.default_rng(4).gamma(0.7, 9.0, size=60)


def share_of_splits(a, b, unit=4):
    """The share of all splits at least as far apart as a and b, in whole units: exact."""
    pool, n, m = [round(unit * value) for value in [*a.tolist(), *b.tolist()]], len(a), len(b)
    apart = [abs(Fraction(sum(first), n) - Fraction(sum(pool) - sum(first), m)) for first in combinations(pool, n)]
    observed = abs(Fraction(sum(pool[:n]), n) - Fraction(sum(pool[n:]), m))
    return sum(distance >= observed for distance in apart) / len(apart)


def close_to_share(p, share, n_perm):
    """Expect p within six standard errors of what random splits give."""
    expected = (1 + n_perm * share) / (n_perm + 1)
    reach = 6 * math.sqrt(share * (1 - share) / n_perm) + 1 / n_perm
    expect(abs(p - expected) <= reach, f"a p of {expected:.4f} +- {reach:.4f}: {share:.4f} of all splits count", got=p)


@follows_from("p = (1 + number of splits with |t*| >= |t|) / (n_perm + 1)")
@given(pairs_of_samples, st.integers(0, 99))
def test_p_is_the_share_of_all_splits_within_chance(pair, seed):
    t, p = kata.perm_test(*pair, 300, seed)
    agree(t, math.fsum(pair[0]) / len(pair[0]) - math.fsum(pair[1]) / len(pair[1]))
    close_to_share(p, share_of_splits(*pair), 300)


@rests_on("every split being", "into len(a) and len(b) values")
@pytest.mark.parametrize(
    "a, b",
    [(HIGH, LOW), (LOW, HIGH), ([0, 0, 0, 9], [20]), ([3, 8], [1, 1, 2, 0, 2, 1, 5]), ([-7, 2, 1, 4], [5, 6, -2])],
)
def test_p_for_four_thousand_splits(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    close_to_share(kata.perm_test(a, b, n_perm=4_000, seed=7)[1], share_of_splits(a, b), 4_000)


@rests_on("Rounding must not part what is equal on paper")
@pytest.mark.parametrize(
    "scale, a, b",
    [
        (0.1, [4, 3, 2, 0, 3], [1, 4, 2, 2, 1]),
        (0.7, [4, 1, 2, 2], [1, 2]),
        (1e5 / 3, [4, 1, 2], [3, 0]),
        (1e-13, [1, 4, 2], [3, 2, 3]),
        (0.1, [3, 3], [3, 2, 4]),
        (0.1, [4, 3, 4, 3], [2, 5]),
        (0.7, [3, 5, 3, 1], [3, 3, 1, 3, 5]),
    ],
)
def test_ties_that_rounding_parts_count(scale, a, b):
    a, b = np.array(a), np.array(b)
    p = kata.perm_test(a * scale, b * scale, n_perm=3_000, seed=5)[1]
    close_to_share(p, share_of_splits(a, b, 1), 3_000)


@follows_from("integers or floats of any scale")
@given(pairs_of_samples, st.sampled_from([-50, 3, 60]), st.integers(0, 99))
def test_another_unit_leaves_p_as_it_is(pair, power, seed):
    t, p = kata.perm_test(*pair, 30, seed)
    agree(kata.perm_test(*(x * 2.0**power for x in pair), 30, seed), (t * 2.0**power, p), atol=0)


@follows_from("t = mean(a) - mean(b)")
@given(pairs_of_samples)
def test_swapped_samples_change_the_sign_of_t(pair):
    agree(kata.perm_test(*pair[::-1], 3)[0], -kata.perm_test(*pair, 3)[0])


@follows_from("p = (1 + number of splits with |t*| >= |t|) / (n_perm + 1)")
@given(pairs_of_samples, st.integers(1, 40))
def test_p_counts_whole_splits(pair, n_perm):
    count = kata.perm_test(*pair, n_perm)[1] * (n_perm + 1)
    whole = abs(count - round(count)) < 1e-9 and 1 <= round(count) <= n_perm + 1
    expect(whole, f"p * {n_perm + 1} a whole number from 1 to {n_perm + 1}", got=count)


@follows_from("n_perm: int = 9_999, seed: int = 0")
def test_the_defaults():
    agree(kata.perm_test(SKEWED + 500, SKEWED)[1], 1 / 10_000)
    agree(kata.perm_test(SKEWED[:25], SKEWED[25:]), kata.perm_test(SKEWED[:25], SKEWED[25:], 9_999, 0))


@rests_on("the same arguments give the same p", "come from one ``np.random.default_rng(seed)``")
def test_a_seed_fixes_p_and_another_changes_it():
    ps = [kata.perm_test(SKEWED[:25], SKEWED[25:], 3_000, seed)[1] for seed in (1, 1, 2, 3, 2**40)]
    expect(ps[0] == ps[1], f"{ps[0]} again, for seed 1 again", got=ps[1])
    expect(len(set(ps)) > 2, "p that differs for seeds 1, 2, 3 and 2**40", got=ps)


@rests_on("integers or floats")
@pytest.mark.parametrize("dtype", ["int64", "uint8"])
def test_whole_numbers(dtype):
    a, b = np.array([5, 200, 9, 4], dtype=dtype), np.array([250, 180, 255], dtype=dtype)
    t, p = kata.perm_test(a, b, 3_000)
    agree(t, 54.5 - 685 / 3)
    close_to_share(p, share_of_splits(a, b), 3_000)


@rests_on("1,000 splits", "each\n    independently")
def test_a_thousand_splits_of_twenty_thousand_values_fit_into_100_megabytes():
    x = np.random.default_rng(2).integers(-9_000, 9_000, size=20_000).astype(np.int32)  # short: less to send
    a, b = x[:8_000] + np.int32(90), x[8_000:]
    t, p = kata.perm_test(a, b, 1_000)
    expect(kata.peak_memory() < 100e6, "less than 100 MB", got=kata.peak_memory())
    error = np.concatenate([a, b]).std() * math.sqrt(1 / 8_000 + 1 / 12_000)
    close_to_share(p, math.erfc(abs(t) / error / math.sqrt(2)), 1_000)


@rests_on("Memory is bounded whatever ``n_perm``")
def test_three_splits_of_a_quarter_of_a_million_values():
    a = np.arange(250_001, dtype=np.int32)
    agree(kata.perm_test(a[200_000:], a[:200_000], 3), (125_000.5, 0.25))


@rests_on("If a sample is empty or holds NaN.")
def test_rejects_empty_samples_and_nan():
    nan, empty = np.array([np.nan, 3.0]), np.array([])
    rejects(kata.perm_test, [(nan, LOW), (LOW, nan), (empty, LOW), (LOW, empty)])
