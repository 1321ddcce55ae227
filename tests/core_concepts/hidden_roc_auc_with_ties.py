"""What must hold for every ranking."""

import itertools

import numpy as np
import pytest
from hypothesis import given

from dojo.testing import agree, expect, follows_from, rejects, rests_on
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
    area = kata.roc_auc(y_true, y_score)
    agree(kata.roc_auc(y_true, 1e3 * np.exp(y_score) - 50), area)


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@given(rankings)
def test_negating_the_scores_mirrors_the_area(ranking):
    y_true, y_score = ranking
    area = kata.roc_auc(y_true, y_score)
    agree(kata.roc_auc(y_true, -y_score), 1 - area)


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@given(rankings)
def test_swapping_the_labels_mirrors_the_area(ranking):
    y_true, y_score = ranking
    area = kata.roc_auc(y_true, y_score)
    agree(kata.roc_auc(1 - y_true, y_score), 1 - area)


@rests_on("whatever the order in which the examples are listed")
@given(rankings)
def test_listing_the_examples_backwards_changes_nothing(ranking):
    y_true, y_score = ranking
    area = kata.roc_auc(y_true, y_score)
    agree(kata.roc_auc(y_true[::-1], y_score[::-1]), area)


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


@rests_on("The labels: 1 for a positive, 0 for a negative")
@pytest.mark.parametrize("dtype", ["uint8", "int8", "int64"])
def test_labels_in_any_integer_dtype(dtype):
    scores = np.array([0.7, 0.2, 0.7, 0.9, 0.1])
    agree(kata.roc_auc(np.array([1, 1, 0, 0, 0], dtype=dtype), scores), (0.5 + 1 + 1) / 6)


@follows_from("AUC = P(s+ > s-) + 0.5 * P(s+ = s-)")
@pytest.mark.parametrize(("scores", "area"), [([2.0, 5.0], 1.0), ([5.0, 2.0], 0.0), ([2.0, 2.0], 0.5)])
def test_one_example_of_each_class_is_enough(scores, area):
    agree(kata.roc_auc(np.array([0, 1]), np.array(scores)), area)


@rests_on("a class is absent (so also if there are no examples)")
def test_rejects_a_class_that_is_absent():
    cases = [[0, 0, 0], [1, 1, 1], [1], [0], []]
    rejects(kata.roc_auc, [(np.array(labels, dtype=int), np.arange(len(labels)) / 4) for labels in cases])


@rests_on("a label is neither 0 nor 1")
def test_rejects_other_labels():
    scores = np.array([0.1, 0.2, 0.3])
    rejects(kata.roc_auc, [(np.array(labels), scores) for labels in ([0, 1, 2], [0, 1, -1], [-1, 1, 1])])


@rests_on("a score is NaN")
def test_rejects_nan():
    labels = np.array([0, 1, 1])
    rejects(kata.roc_auc, [(labels, np.array(scores)) for scores in ([0.1, 0.2, np.nan], [np.nan, 0.2, 0.3])])


@rests_on("no matrix of all pairs is ever built", "float32 or float64")
def test_memory_grows_as_n():
    place = _shuffled(40_001)
    y_true, y_score = (place % 3 == 1).astype(int), place.astype(np.float32)
    agree(kata.roc_auc(y_true, y_score), 13_334 / 26_667)  # the i-th positive beats 2 i - 1 negatives: n_pos**2 in all
    expect(kata.peak_memory() < 100 * 2**20, "less than 100 MB for 40,001 examples", got=kata.peak_memory())


@rests_on("200,000 examples, half of them positive")
def test_two_hundred_thousand_examples():
    place = _shuffled(200_000)  # the i-th positive beats i negatives, so (n_pos + 1) / 2 / n_neg
    agree(kata.roc_auc(place % 2, place.astype(float)), 100_001 / 200_000)


def _shuffled(n):
    """Each of 0 to n - 1 once: 7919 is prime."""
    return np.arange(n) * 7919 % n
