"""What must hold for every count."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import binomial_tail as kata
from tests.strategies.statistics import chances, trials

counts = st.integers(-2, 42)


def exact_tail(k, n, p):
    """Walks down from n successes in whole numbers, with p = a / d, and divides by d**n at the very end."""
    a, d = Fraction(p).as_integer_ratio()
    term, tail = a**n, 0
    for j in range(n, max(k, 0) - 1, -1):
        tail += term
        term = term * j * (d - a) // ((n - j + 1) * a)
    return tail / d**n


def agree_in_nine_digits(got, expected):
    agree(got, expected, rtol=1e-9, atol=1e-300)


@rests_on("P(X >= k) is the sum of C(n, j) * p**j * (1 - p)**(n - j) over j = k, ..., n.")
@given(counts, trials, chances)
def test_agrees_with_exact_whole_numbers(k, n, p):
    agree_in_nine_digits(kata.binom_tail(k, n, p), exact_tail(k, n, p))


@follows_from("over j = k, ..., n")
@given(counts, trials, chances)
def test_neighbouring_tails_differ_by_one_term(k, n, p):
    term = math.comb(n, k) * p**k * (1 - p) ** (n - k) if 0 <= k <= n else 0.0
    agree(kata.binom_tail(k, n, p) - kata.binom_tail(k + 1, n, p), term, atol=1e-9)


@follows_from("C(n, j) * p**j * (1 - p)**(n - j)")
@given(counts, trials, chances)
def test_successes_and_failures_share_all_outcomes(k, n, p):
    agree(kata.binom_tail(k, n, p) + kata.binom_tail(n - k + 1, n, 1 - p), 1.0, rtol=1e-8)


@follows_from("P(X >= k)")
@given(counts, trials, chances, chances)
def test_the_tail_grows_with_p(k, n, p, q):
    smaller, larger = kata.binom_tail(k, n, min(p, q)), kata.binom_tail(k, n, max(p, q))
    expect(smaller <= larger * (1 + 1e-8), f"at most {larger}, the tail for the larger p", got=smaller)


@rests_on("never below 0 or above 1")
@pytest.mark.parametrize("n", [300, 700, 900, 2_500])
def test_a_tail_of_nearly_everything_is_no_more_than_1(n):
    for p in (0.1, 0.4, 0.6):
        got = kata.binom_tail(1, n, p)
        expect(0 <= got <= 1, "a probability, from 0 to 1", got=got)


@rests_on("every n up to 10,000")
@pytest.mark.parametrize("k, p", [(6_500, 0.5), (5_100, 0.5), (4_900, 0.5), (2_600, 0.125)])
def test_ten_thousand_trials(k, p):
    agree_in_nine_digits(kata.binom_tail(k, 10_000, p), exact_tail(k, 10_000, p))


@rests_on("every tail of at least 1e-300")
@pytest.mark.parametrize("k, n, p", [(10, 10, 2.0**-99), (3, 60, 2.0**-80), (990, 1_000, 0.5)])
def test_tails_far_out_keep_nine_digits(k, n, p):
    agree_in_nine_digits(kata.binom_tail(k, n, p), exact_tail(k, n, p))


@rests_on("a tail below 1e-300 may come back as 0")
@pytest.mark.parametrize("k, n, p", [(10_000, 10_000, 0.5), (9_000, 10_000, 0.01), (40, 50, 1e-200)])
def test_a_tail_too_small_for_a_float_is_zero_or_tiny(k, n, p):
    agree(kata.binom_tail(k, n, p), 0.0, atol=1e-300)


@rests_on("with p = 0, X is 0, with p = 1, X is n.")
def test_certain_outcomes_are_exact():
    got = [kata.binom_tail(k, 3, p) for p in (0.0, 1.0) for k in (0, 1, 3, 4)]
    agree(got, [1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0], rtol=0, atol=0)


@rests_on("With n = 0, X is 0.", "For k <= 0 the tail is 1.0, for k > n it is 0.0.")
def test_no_trials_reach_zero_and_nothing_more():
    agree([kata.binom_tail(k, 0, 0.4) for k in (-1, 0, 1)], [1.0, 1.0, 0.0], rtol=0, atol=0)


@rests_on("For k <= 0 the tail is 1.0, for k > n it is 0.0.")
def test_counts_out_of_reach_are_certain_or_impossible():
    agree([kata.binom_tail(k, 7, 0.4) for k in (-3, 0, 8, 99)], [1.0, 1.0, 0.0, 0.0], rtol=0, atol=0)


@rests_on("If n is negative, or p is outside [0, 1].")
def test_rejects_negative_trials_and_what_is_no_probability():
    rejects(kata.binom_tail, [(0, -1, 0.5), (0, 3, 1.01), (9, 3, -0.01)])
