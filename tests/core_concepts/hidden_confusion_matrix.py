"""What must hold for every pair of truth and prediction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import confusion_matrix as kata
from tests.strategies.core_concepts import predicted_classes

seeds = st.integers(0, 9_999)


def counted(y_true, y_pred, labels):
    """One cell at a time, over plain lists."""
    pairs = list(zip(y_true.tolist(), y_pred.tolist(), strict=True))
    return np.array([[pairs.count((row, column)) for column in labels] for row in labels])


@rests_on("all that occur in ``y_true`` or in ``y_pred``, sorted", "true class i predicted as class j")
@given(predicted_classes)
def test_agrees_with_counting_each_cell(classes):
    y_true, y_pred = classes
    agree(kata.confusion_matrix(y_true, y_pred), counted(y_true, y_pred, sorted({*y_true.tolist(), *y_pred.tolist()})))


@rests_on("The classes to show, in this order", "A pair is counted only if both its classes are listed")
@given(predicted_classes, seeds)
def test_agrees_with_counting_each_cell_of_the_labels(classes, seed):
    y_true, y_pred = classes
    known = np.unique(np.concatenate(classes))
    absent = ["a bird"] if known.dtype.kind == "U" else [5]
    some = np.random.default_rng(seed).permutation(np.append(known, absent))[: 1 + seed % (len(known) + 1)]
    agree(kata.confusion_matrix(y_true, y_pred, labels=some), counted(y_true, y_pred, some.tolist()))


@follows_from("Row i, column j: the number of examples of true class i predicted as class j")
@given(predicted_classes)
def test_swapping_truth_and_prediction_transposes_it(classes):
    y_true, y_pred = classes
    agree(kata.confusion_matrix(y_pred, y_true), kata.confusion_matrix(y_true, y_pred).T)


@follows_from("Row i, column j: the number of examples of true class i predicted as class j")
@given(predicted_classes)
def test_listing_the_examples_backwards_changes_nothing(classes):
    y_true, y_pred = classes
    agree(kata.confusion_matrix(y_true[::-1], y_pred[::-1]), kata.confusion_matrix(y_true, y_pred))


@rests_on("all that occur in ``y_true`` or in ``y_pred``, sorted")
def test_a_class_that_is_only_predicted_has_its_row_and_column():
    y_true, y_pred = np.array([3, 3, 9]), np.array([3, 6, 9])
    agree(kata.confusion_matrix(y_true, y_pred), np.array([[1, 1, 0], [0, 0, 0], [0, 0, 1]]))


@rests_on("A pair is counted only if both its classes are listed")
@pytest.mark.parametrize("unlisted", ["aardvark", "crow", "zebra"])
def test_a_pair_with_one_unlisted_class_is_dropped(unlisted):
    y_true, y_pred = np.array(["owl", unlisted, "bee", "owl"]), np.array([unlisted, "owl", "owl", "owl"])
    agree(kata.confusion_matrix(y_true, y_pred, labels=np.array(["owl", "bee"])), np.array([[1, 0], [1, 0]]))


@rests_on("A class that is listed and never occurs has zeros")
def test_labels_none_of_which_occurs():
    agree(kata.confusion_matrix(np.array([1, 2]), np.array([2, 2]), labels=np.array([8, 3])), np.zeros((2, 2), int))


@rests_on("integers, with gaps or negative")
@pytest.mark.parametrize("dtype", [np.uint8, np.int16])
def test_numbers_in_a_small_dtype(dtype):
    y_true, y_pred = np.array([200, 0, 200, 90], dtype=dtype), np.array([90, 0, 200, 90], dtype=dtype)
    agree(kata.confusion_matrix(y_true, y_pred), np.array([[1, 0, 0], [0, 1, 0], [0, 1, 1]]))


@rests_on("If ``labels`` lists a class twice")
def test_rejects_a_class_listed_twice():
    y_true, y_pred = np.array([4, 9, 4]), np.array([4, 4, 9])
    rejects(kata.confusion_matrix, [(y_true, y_pred, np.array([4, 9, 4])), (y_true, y_pred, np.array([3, 3]))])


@rests_on("50,000 examples of 1,000 classes")
def test_fifty_thousand_examples_of_a_thousand_classes():
    place = np.arange(50_000)
    y_true, y_pred = 3 * (place % 1_000), 3 * (place // 2 % 1_000)
    expected = np.zeros((1_000, 1_000), dtype=int)
    for i, j in zip((y_true // 3).tolist(), (y_pred // 3).tolist(), strict=True):
        expected[i, j] += 1
    agree(kata.confusion_matrix(y_true, y_pred), expected)
