"""What must hold for every confusion matrix."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
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
    scores = kata.f1_from_confusion(confusion)
    agree(kata.f1_from_confusion(confusion.T), scores)


@follows_from("2 * precision * recall / (precision + recall)")
@given(confusions, st.integers(2, 1_000))
def test_seeing_every_example_n_times_changes_nothing(confusion, n):
    scores = kata.f1_from_confusion(confusion)
    agree(kata.f1_from_confusion(n * confusion), scores)


@rests_on("The F1 score of each class")
@given(confusions)
def test_listing_the_classes_backwards_lists_the_scores_backwards(confusion):
    scores = kata.f1_from_confusion(confusion)
    agree(kata.f1_from_confusion(confusion[::-1, ::-1]), scores[::-1])


@rests_on("Where a ratio is 0 / 0, the score is exactly 0")
@pytest.mark.parametrize(
    ("confusion", "scores"),
    [
        ([[3, 0], [0, 0]], [1.0, 0.0]),  # class 1 has no examples and is never predicted
        ([[3, 2], [0, 0]], [0.75, 0.0]),  # predicted, but has no examples
        ([[0, 4], [3, 0]], [0.0, 0.0]),  # no hits at all
        ([[0]], [0.0]),
        ([[7]], [1.0]),
    ],
)
def test_classes_without_hits_score_zero(confusion, scores):
    agree(kata.f1_from_confusion(np.array(confusion)), np.array(scores))


@rests_on("integer array of shape (K, K)")
@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint64"])
def test_counts_in_any_integer_dtype(dtype):
    top = min(np.iinfo(dtype).max, 10**6)
    confusion = np.array([[top - 5, 20], [10, top // 2]], dtype=dtype)
    agree(kata.f1_from_confusion(confusion), f1_by_definition(confusion.astype(float)))


@rests_on("not square")
def test_rejects_what_is_not_square():
    rejects(kata.f1_from_confusion, [np.ones(shape, dtype=int) for shape in [(2, 3), (3, 2), (1, 3), (3, 1)]])


@rests_on("holds a negative count")
def test_rejects_a_negative_count():
    rejects(kata.f1_from_confusion, [np.array([[3, -1], [2, 4]]), np.array([[9, 3], [2, -4]]), np.array([[-1]])])
