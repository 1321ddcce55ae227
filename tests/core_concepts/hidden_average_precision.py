"""What must hold for every ranking."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import average_precision as kata
from tests.strategies.core_concepts import rankings


def by_thresholds(y_true, y_score):
    """One threshold at a time, straight from the statement."""
    examples = list(zip(y_true.tolist(), y_score.tolist(), strict=True))
    area = before = 0.0
    for threshold in sorted(set(y_score.tolist()), reverse=True):
        flagged = [label for label, score in examples if score >= threshold]
        recall = sum(flagged) / sum(label for label, _ in examples)
        area, before = area + (recall - before) * sum(flagged) / len(flagged), recall
    return area


@rests_on("AP = sum over i of (R_i - R_(i-1)) P_i")
@given(rankings)
def test_agrees_with_one_threshold_at_a_time(ranking):
    agree(kata.average_precision(*ranking), by_thresholds(*ranking))


@rests_on("The order in which the examples are listed does not matter")
@given(rankings)
def test_listing_the_examples_backwards_changes_nothing(ranking):
    y_true, y_score = ranking
    agree(kata.average_precision(y_true[::-1], y_score[::-1]), kata.average_precision(y_true, y_score))


@follows_from("AP = sum over i of (R_i - R_(i-1)) P_i")
@given(rankings)
def test_only_the_order_of_the_scores_matters(ranking):
    y_true, y_score = ranking
    agree(kata.average_precision(y_true, 1e3 * np.exp(y_score) - 50), kata.average_precision(y_true, y_score))


@follows_from("AP = sum over i of (R_i - R_(i-1)) P_i")
@given(rankings, st.integers(1, 9))
def test_negatives_below_everything_change_nothing(ranking, more):
    y_true, y_score = ranking
    longer = np.append(y_true, np.zeros(more, dtype=int)), np.append(y_score, np.full(more, -9.0))
    agree(kata.average_precision(*longer), kata.average_precision(y_true, y_score))


@follows_from("AP = sum over i of (R_i - R_(i-1)) P_i")
@given(rankings, st.integers(2, 4))
def test_seeing_every_example_several_times_changes_nothing(ranking, times):
    repeated = (np.tile(part, times) for part in ranking)
    agree(kata.average_precision(*repeated), kata.average_precision(*ranking))


@rests_on("all examples with the same score enter together")
@pytest.mark.parametrize("positives", [1, 3, 7])
def test_a_constant_score_gives_the_share_of_positives(positives):
    agree(kata.average_precision((np.arange(7) < positives).astype(int), np.full(7, 0.3)), positives / 7)


@rests_on("all examples with the same score enter together")
@pytest.mark.parametrize("labels", sorted(set(itertools.permutations([0, 0, 1, 1]))))
def test_a_tie_gives_the_same_in_every_order(labels):
    y_true = np.array([0, *labels, 1])
    scores = np.array([0.9, 0.4, 0.4, 0.4, 0.4, 0.1])
    agree(kata.average_precision(y_true, scores), 2 / 3 * 2 / 5 + 1 / 3 * 3 / 6)


@rests_on("not if they are close")
@pytest.mark.parametrize(("labels", "area"), [([1, 0], 1.0), ([0, 1], 0.5)])
def test_a_gap_in_the_last_digit_is_no_tie(labels, area):
    agree(kata.average_precision(np.array(labels), np.array([np.nextafter(0.7, 1), 0.7])), area)


@rests_on("If there is no positive (so also if there are no examples)")
def test_rejects_what_has_no_positive():
    rejects(kata.average_precision, [(np.zeros(n, dtype=int), np.arange(n) / 4) for n in (0, 1, 3)])


@rests_on("a score is NaN")
@pytest.mark.parametrize("place", [0, 1, 2])
def test_rejects_a_score_that_is_nan(place):
    scores = np.array([0.2, 0.7, 0.4])
    scores[place] = np.nan
    rejects(kata.average_precision, [(np.array([0, 1, 1]), scores)])


@rests_on("200,000 examples take well under a second")
def test_two_hundred_thousand_examples():
    n = 200_000
    place = np.arange(n) * 7919 % n  # each place once, shuffled: 7919 is prime
    found = np.arange(1, n // 2 + 1)  # ranked by score the labels read 1, 0, 1, 0, ...
    agree(kata.average_precision(place % 2, place.astype(float)), float(np.mean(found / (2 * found - 1))))
