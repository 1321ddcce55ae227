"""What must hold for every labelled sample and every price."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.problem_solving import threshold_asymmetric_costs as kata
from tests.strategies.problem_solving import prices, scored_labels


def total_at(t, y, p, cost_fp, cost_fn, gain_tp):
    """Decide about one example after the other, in whole tenths, which add up exactly."""
    fp, fn, tp = (round(10 * price) for price in (cost_fp, cost_fn, gain_tp))
    price = {(0, True): fp, (1, False): fn, (1, True): -tp, (0, False): 0}
    return sum(price[label, score >= t] for label, score in zip(y.tolist(), p.tolist(), strict=True)) / 10


@rests_on("total = FP * cost_fp + FN * cost_fn - TP * gain_tp")
@given(scored_labels, prices, prices, prices)
def test_agrees_with_trying_every_candidate(sample, cost_fp, cost_fn, gain_tp):
    totals = {t: total_at(t, *sample, cost_fp, cost_fn, gain_tp) for t in [*sample[1].tolist(), math.inf]}
    t = max(t for t in totals if totals[t] == min(totals.values()))
    agree(kata.choose_threshold(*sample, cost_fp, cost_fn, gain_tp), (t, totals[t]))


@follows_from("FP * cost_fp + FN * cost_fn - TP * gain_tp")
@given(scored_labels, prices, prices, prices, st.sampled_from([0.05, 7.3, 1e4]))
def test_another_currency_keeps_the_threshold(sample, cost_fp, cost_fn, gain_tp, rate):
    t, total = kata.choose_threshold(*sample, cost_fp, cost_fn, gain_tp)
    there = kata.choose_threshold(*sample, rate * cost_fp, rate * cost_fn, rate * gain_tp)
    agree(there, (t, rate * total), atol=1e-6)


@follows_from("of those the largest t is returned")
@given(scored_labels, prices, prices, prices, prices)
def test_a_dearer_miss_never_raises_the_threshold(sample, cost_fp, cost_fn, more, gain_tp):
    before, _ = kata.choose_threshold(*sample, cost_fp, cost_fn, gain_tp)
    after, _ = kata.choose_threshold(*sample, cost_fp, cost_fn + more, gain_tp)
    expect(after <= before, f"at most {before}, the threshold when a miss cost {more} less", got=after)


@rests_on("every distinct value of ``p``, and ``inf``: act on nobody")
@given(scored_labels, st.tuples(prices, prices, prices))
def test_costs_at_most_what_all_or_nobody_cost(sample, costs):
    _, total = kata.choose_threshold(*sample, *costs)
    everybody, nobody = total_at(0.0, *sample, *costs), total_at(math.inf, *sample, *costs)
    expect(total <= min(everybody, nobody) + 1e-6, f"at most {everybody} (all) and {nobody} (nobody)", got=total)


@follows_from("counted over all examples")
@given(scored_labels, st.tuples(prices, prices, prices))
def test_seeing_everyone_twice_doubles_the_total_only(sample, costs):
    t, total = kata.choose_threshold(*sample, *costs)
    agree(kata.choose_threshold(*(np.append(column, column[::-1]) for column in sample), *costs), (t, 2 * total))


@rests_on("Candidates whose total is at most")
def test_totals_that_differ_by_rounding_tie():
    y, p = np.array([1, 1, 1, 0]), np.array([0.4, 0.3, 0.3, 0.3])
    agree(kata.choose_threshold(y, p, cost_fp=0.3, cost_fn=0.15), (0.4, 0.3))
    agree(kata.choose_threshold(y, np.full(4, 0.3), cost_fp=0.3, cost_fn=0.1), (math.inf, 0.3))


@rests_on("tie with it", "The threshold, and its total")
@pytest.mark.parametrize(
    ("cost_fp", "cost_fn", "expected"),
    [
        (0.5, 0.5 + 0.8e-9, (math.inf, 0.5 + 0.8e-9)),  # within 1e-9
        (0.5, 0.5 + 1.5e-9, (0.4, 0.5)),
        (2e6, 2e6 + 1.5e-3, (math.inf, 2e6 + 1.5e-3)),  # within 2e-3
        (2e6, 2e6 + 2.5e-3, (0.4, 2e6)),
        (0.0, 1e-9, (math.inf, 1e-9)),  # exactly at the bound
    ],
)
def test_the_tolerance_of_a_tie(cost_fp, cost_fn, expected):
    got = kata.choose_threshold(np.array([1, 0]), np.array([0.4, 0.6]), cost_fp, cost_fn)
    agree(got, expected, rtol=1e-13, atol=1e-13)


@rests_on("tie with it")
@pytest.mark.parametrize(("less", "expected"), [(1.5e-3, (0.9, -2e6)), (2.5e-3, (0.4, -2e6 - 2.5e-3))])
def test_the_tolerance_of_a_tie_between_profits(less, expected):
    y, p = np.array([1, 0, 1]), np.array([0.9, 0.6, 0.4])
    agree(kata.choose_threshold(y, p, 2e6 - less, 0.0, 2e6), expected, rtol=1e-13)


@rests_on("acts on every example with p >= t")
def test_equal_probabilities_stay_together():
    agree(kata.choose_threshold(np.array([1, 0, 0, 1]), np.array([0.7, 0.7, 0.2, 0.7]), 1.0, 2.0), (0.7, 1.0))


@rests_on("every distinct value of ``p``")
def test_thresholds_finer_than_a_hundredth():
    agree(kata.choose_threshold(np.array([1, 0, 1]), np.array([0.002, 0.001, 0.003]), 1.0, 1.0), (0.002, 0.0))


@follows_from("below 0 or above 1")
@pytest.mark.parametrize(("y", "t"), [([0, 1], 1.0), ([1, 1], 0.0)])
def test_probabilities_of_zero_and_one(y, t):
    agree(kata.choose_threshold(np.array(y), np.array([0.0, 1.0]), 2.0, 3.0), (t, 0.0))


@rests_on("integers of any width or booleans")
@pytest.mark.parametrize("dtype", ["bool", "int8", "uint8", "uint64"])
def test_labels_of_any_kind_and_whole_prices(dtype):
    y, p = np.repeat([0, 1], 300).astype(dtype), np.repeat([0.1, 0.9, 0.3, 0.4], 150)
    agree(kata.choose_threshold(y, p, 1.0, 5.0, 0.5), (0.3, 0.0))
    agree(kata.choose_threshold(y, p, 9, 1), (math.inf, 300.0))
    agree(kata.choose_threshold(y, p, 3, 120, 7), (0.3, -1650.0))


@rests_on("200,000 distinct probabilities take less than a second")
def test_two_hundred_thousand_probabilities():
    p = np.random.default_rng(4).permutation(200_000) / 200_000
    agree(kata.choose_threshold((p >= 0.3).astype(int), p, 0.1, 0.3), (0.3, 0.0))


@rests_on("no examples, or a value of ``p`` is NaN, below 0 or above 1")
def test_rejects_samples():
    y, bad = np.array([1, 0, 1]), [[0.2, math.nan, 0.3], [0.5, -1e-9, 0.1], [0.5, 0.2, 1 + 1e-9]]
    rejects(kata.choose_threshold, [(np.array([], int), np.array([]), 1.0, 1.0)])
    rejects(kata.choose_threshold, [(y, np.array(p), 1.0, 1.0) for p in bad])
