"""What must hold for every truth and prediction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import precision_recall_fbeta as kata
from tests.strategies.core_concepts import binary_predictions

betas = st.sampled_from([0.3, 0.5, 1.0, 1.7, 2.0, 4.0])
stand_ins = st.sampled_from([0.0, 1.0, 0.25, float("nan")])  # for 0 / 0


def by_sets(y_true, y_pred, beta, zero_division):
    """The examples as sets, and F-beta as the weighted harmonic mean of precision and recall."""
    actual, flagged = (set(np.flatnonzero(labels == 1).tolist()) for labels in (y_true, y_pred))
    hits = len(actual & flagged)
    precision = hits / len(flagged) if flagged else zero_division
    recall = hits / len(actual) if actual else zero_division
    if not hits:
        return precision, recall, 0.0 if actual | flagged else zero_division
    weight = 1 / (1 + beta**2)
    return precision, recall, 1 / (weight / precision + (1 - weight) / recall)


@rests_on("A ratio whose own denominator is 0 is ``zero_division``")
@given(binary_predictions, betas, stand_ins)
def test_agrees_with_counting_sets(labels, beta, zero_division):
    got = kata.precision_recall_fbeta(*labels, beta=beta, zero_division=zero_division)
    agree(got, by_sets(*labels, beta, zero_division))


@follows_from("(1 + beta^2) TP / ((1 + beta^2) TP + beta^2 FN + FP)")
@given(binary_predictions, betas)
def test_swapping_truth_and_prediction_swaps_precision_and_recall_and_inverts_beta(labels, beta):
    y_true, y_pred = labels
    precision, recall, f_beta = kata.precision_recall_fbeta(y_true, y_pred, beta=beta)
    agree(kata.precision_recall_fbeta(y_pred, y_true, beta=1 / beta), (recall, precision, f_beta))


@follows_from("TP / (TP + FP)", "TP / (TP + FN)")
@given(binary_predictions, betas, st.integers(2, 5))
def test_seeing_every_example_several_times_changes_nothing(labels, beta, times):
    y_true, y_pred = labels
    repeated = kata.precision_recall_fbeta(np.tile(y_true, times), np.tile(y_pred, times), beta=beta)
    agree(repeated, kata.precision_recall_fbeta(y_true, y_pred, beta=beta))


@rests_on("precision, recall and F-beta of the positive class, 1")
@given(binary_predictions, st.integers(1, 9))
def test_true_negatives_count_nowhere(labels, more):
    y_true, y_pred = (np.append(part, np.zeros(more, dtype=int)) for part in labels)
    agree(kata.precision_recall_fbeta(y_true, y_pred, beta=2.0), kata.precision_recall_fbeta(*labels, beta=2.0))


@rests_on("the other ratios keep their values")
@pytest.mark.parametrize("zero_division", [0.0, 0.4, 1.0, float("nan")])
def test_each_ratio_is_undefined_by_itself(zero_division):
    z, none, some = zero_division, np.array([0, 0, 0]), np.array([0, 1, 0])
    agree(kata.precision_recall_fbeta(none, some, zero_division=z), (0.0, z, 0.0))
    agree(kata.precision_recall_fbeta(some, none, zero_division=z), (z, 0.0, 0.0))
    agree(kata.precision_recall_fbeta(none, none, zero_division=z), (z, z, z))


@rests_on("A ratio whose own denominator is 0 is ``zero_division``")
def test_precision_and_recall_of_zero_make_an_f_beta_of_zero():
    y_true, y_pred = np.array([1, 1, 0]), np.array([0, 0, 1])
    agree(kata.precision_recall_fbeta(y_true, y_pred, beta=0.5, zero_division=1.0), (0.0, 0.0, 0.0))


@rests_on("zero_division: float = 0.0")
def test_zero_stands_for_0_over_0_unless_told_otherwise():
    agree(kata.precision_recall_fbeta(np.array([0, 0]), np.array([0, 0])), (0.0, 0.0, 0.0))


@rests_on("Any integer dtype, unsigned ones too")
@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.uint64])
@pytest.mark.parametrize("times", [1, 150])
def test_small_and_unsigned_integers(dtype, times):
    y_true = np.array([1, 1, 1, 0, 0, 0] * times, dtype=dtype)
    y_pred = np.array([1, 1, 0, 1, 1, 0] * times, dtype=dtype)
    agree(kata.precision_recall_fbeta(y_true, y_pred, beta=2.0), (2 / 4, 2 / 3, 10 / (10 + 4 + 2)))


@rests_on("If ``beta`` is not above 0")
def test_rejects_a_beta_that_is_not_above_zero():
    y_true, y_pred = np.array([1, 0, 1]), np.array([1, 1, 0])
    rejects(lambda beta: kata.precision_recall_fbeta(y_true, y_pred, beta=beta), [0.0, -0.5, -2.0])


@rests_on("a label is neither 0 nor 1")
def test_rejects_other_labels():
    binary = np.array([1, 0, 1])
    others = [np.array([1, -1, 1]), np.array([2, 1, 2]), np.array([0, 0, 3])]
    rejects(kata.precision_recall_fbeta, [(binary, other) for other in others])
    rejects(kata.precision_recall_fbeta, [(other, binary) for other in others])
