"""What must hold for every ranking."""

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given

from dojo.testing import agree, follows_from, rests_on
from katas.core_concepts import roc_auc_with_ties as kata
from tests.strategies.core_concepts import rankings


def auc_by_pairs(y_true, y_score):
    """One pair at a time, straight from the statement."""
    pairs = list(itertools.product(y_score[y_true == 1].tolist(), y_score[y_true == 0].tolist()))
    return sum(
        1.0 if positive > negative else 0.5 if positive == negative else 0.0 for positive, negative in pairs
    ) / len(pairs)


@rests_on("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@given(rankings)
def test_agrees_with_counting_the_pairs(ranking):
    agree(kata.roc_auc(*ranking), auc_by_pairs(*ranking))


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@given(rankings)
def test_only_the_order_of_the_scores_matters(ranking):
    y_true, y_score = ranking
    agree(kata.roc_auc(y_true, 1e3 * np.exp(y_score) - 50), kata.roc_auc(y_true, y_score))


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@given(rankings)
def test_negating_the_scores_mirrors_the_area(ranking):
    y_true, y_score = ranking
    agree(kata.roc_auc(y_true, -y_score), 1 - kata.roc_auc(y_true, y_score))


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@given(rankings)
def test_swapping_the_labels_mirrors_the_area(ranking):
    y_true, y_score = ranking
    agree(kata.roc_auc(1 - y_true, y_score), 1 - kata.roc_auc(y_true, y_score))


@rests_on("whatever the order in which the examples are listed")
@given(rankings)
def test_listing_the_examples_backwards_changes_nothing(ranking):
    y_true, y_score = ranking
    agree(kata.roc_auc(y_true[::-1], y_score[::-1]), kata.roc_auc(y_true, y_score))


@rests_on("The arguments stay as they were")
@given(rankings)
def test_the_caller_keeps_its_arrays(ranking):
    before = [values.copy() for values in ranking]
    kata.roc_auc(*ranking)
    agree(list(ranking), before)


@rests_on("a tied pair one half")
@pytest.mark.parametrize("positives", [1, 3, 6])
def test_scores_that_are_all_equal_rank_by_chance(positives):
    y_true = (np.arange(7) < positives).astype(int)
    agree(kata.roc_auc(y_true, np.full(7, 0.3)), 0.5)


@rests_on("a tied pair one half")
@pytest.mark.parametrize("labels", sorted(set(itertools.permutations([0, 0, 1, 1]))))
def test_tied_scores_share_their_credit_in_any_order(labels):
    y_true = np.array([1, *labels, 0])
    agree(kata.roc_auc(y_true, np.array([0.9, 0.4, 0.4, 0.4, 0.4, 0.1])), (3 + 2 * 2) / 9)


@rests_on("not if they are merely close")
@pytest.mark.parametrize(("label", "area"), [(1, 1.0), (0, 0.0)])
def test_a_gap_in_the_last_digit_is_no_tie(label, area):
    agree(kata.roc_auc(np.array([label, 1 - label]), np.array([np.nextafter(0.7, 1), 0.7])), area)


@rests_on("Scores are tied only if they are equal")
def test_minus_zero_ties_with_zero():
    agree(kata.roc_auc(np.array([1, 0, 0]), np.array([0.0, -0.0, -1.0])), 0.75)


@rests_on("no warning escapes on valid input")
def test_the_largest_scores_raise_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        agree(kata.roc_auc(np.array([0, 1, 1, 0]), np.array([-1.7e308, 1.7e308, -1.7e308, 5e-324])), 2.5 / 4)


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@pytest.mark.parametrize(("scores", "area"), [([2.0, 5.0], 1.0), ([5.0, 2.0], 0.0), ([2.0, 2.0], 0.5)])
def test_one_example_of_each_class_is_enough(scores, area):
    agree(kata.roc_auc(np.array([0, 1]), np.array(scores)), area)


@rests_on("the lengths differ, a label is neither 0 nor 1, a score is NaN")
@pytest.mark.parametrize(
    ("labels", "scores"),
    [
        ([0, 1, 1], [0.1, 0.2]),
        ([0, 1], [0.1, 0.2, 0.3]),
        ([0, 1, 2], [0.1, 0.2, 0.3]),
        ([0, 1, -1], [0.1, 0.2, 0.3]),
        ([0, 1, 1], [0.1, 0.2, np.nan]),
        ([0, 1, 1], [0.1, 0.2, np.inf]),
        ([0, 1, 0], [0.1, 0.2, -np.inf]),
    ],
)
def test_rejects(labels, scores):
    with pytest.raises(ValueError):
        kata.roc_auc(np.array(labels), np.array(scores))


@rests_on("a class is absent (so also if there are no examples)")
@pytest.mark.parametrize("labels", [[0, 0, 0], [1, 1, 1], [1], [0], []])
def test_rejects_a_class_that_is_absent(labels):
    with pytest.raises(ValueError):
        kata.roc_auc(np.array(labels, dtype=int), np.arange(len(labels), dtype=float))


@rests_on("no matrix of all pairs is ever built")
def test_memory_grows_as_n():
    agree(kata.roc_auc(*_alternating(40_000)), 20_001 / 40_000)
    assert kata.peak_memory() < 100 * 2**20, "a matrix of all pairs holds 400 million cells"


@rests_on("200,000 examples, half of them positive")
def test_two_hundred_thousand_examples():
    agree(kata.roc_auc(*_alternating(200_000)), 100_001 / 200_000)


def _alternating(n):
    """Ranked by score the labels read 0, 1, 0, 1, ...: the i-th positive beats i negatives, so (n/2 + 1) / n in all."""
    place = np.arange(n) * 7919 % n  # each place once, shuffled: 7919 is prime
    return place % 2, place.astype(float)
