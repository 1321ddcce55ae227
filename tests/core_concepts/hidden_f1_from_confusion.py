"""What must hold for every confusion matrix."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rests_on
from katas.core_concepts import f1_from_confusion as kata
from tests.strategies.core_concepts import confusion_matrices as confusions


def f1_by_definition(confusion):
    """Precision and recall of one class at a time, straight from the statement."""

    def ratio(part, whole):
        return part / whole if whole else 0.0

    def f1(c):
        precision = ratio(confusion[c, c], confusion[:, c].sum())
        recall = ratio(confusion[c, c], confusion[c, :].sum())
        return ratio(2 * precision * recall, precision + recall)

    return np.array([f1(c) for c in range(len(confusion))])


@follows_from("2 * precision * recall / (precision + recall)")
@given(confusions)
def test_agrees_with_the_definition(confusion):
    agree(kata.f1_from_confusion(confusion), f1_by_definition(confusion))


@follows_from("2 * precision * recall / (precision + recall)")
@given(confusions)
def test_swapping_truth_and_prediction_changes_nothing(confusion):
    agree(kata.f1_from_confusion(confusion.T), kata.f1_from_confusion(confusion))


@follows_from("FILL IN: follows from the same formula")
@given(confusions, st.integers(2, 1_000))
def test_seeing_every_example_n_times_changes_nothing(confusion, n):
    agree(kata.f1_from_confusion(n * confusion), kata.f1_from_confusion(confusion))


@rests_on("The F1 score of each class")
@given(confusions)
def test_listing_the_classes_backwards_lists_the_scores_backwards(confusion):
    backwards = confusion[::-1, ::-1]
    agree(kata.f1_from_confusion(backwards), kata.f1_from_confusion(confusion)[::-1])


@rests_on("leave it as you found it")
@given(confusions)
def test_the_caller_keeps_its_matrix(confusion):
    before = confusion.copy()
    kata.f1_from_confusion(confusion)
    agree(confusion, before)


@rests_on("Where a ratio is 0 / 0, the score is 0, without a warning")
def test_a_class_that_never_occurs_scores_zero_in_silence():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        agree(kata.f1_from_confusion(np.diag([3, 0])), np.array([1.0, 0.0]))


@rests_on("counts the examples")
def test_counts_in_a_small_dtype():
    confusion = np.array([[200, 20], [10, 150]], dtype=np.uint8)
    agree(kata.f1_from_confusion(confusion), np.array([400 / 430, 300 / 330]))


@rests_on("is not square, is empty")
@pytest.mark.parametrize("shape", [(2, 3), (3, 2), (1, 3), (3, 1), (0, 0), (0, 2), (4,), (2, 2, 2)])
def test_rejects_what_is_not_a_square_matrix(shape):
    with pytest.raises(ValueError):
        kata.f1_from_confusion(np.ones(shape, dtype=int))


@rests_on("holds a negative count")
@pytest.mark.parametrize("confusion", [np.array([[3, -1], [2, 4]]), np.array([[-1]])])
def test_rejects_a_negative_count(confusion):
    with pytest.raises(ValueError):
        kata.f1_from_confusion(confusion)
