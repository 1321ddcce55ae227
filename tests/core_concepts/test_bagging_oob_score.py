"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import bagging_oob_score as kata

PREDS = np.array([[1, 0, 2, 1, 0], [1, 2, 2, 0, 0], [0, 2, 1, 0, 1]])
IN_BAG = np.array([[0, 2, 1, 1, 0], [1, 0, 1, 2, 0], [0, 0, 2, 1, 0]])


def test_three_trees_and_five_rows():
    agree(kata.oob_score(PREDS, IN_BAG, np.array([1, 2, 2, 0, 0])), (2 / 3, 3 / 5))


def test_a_tie_goes_to_the_smallest_class():
    agree(kata.oob_score(np.array([[7], [4]]), np.array([[0], [0]]), np.array([4])), (1.0, 1.0))


def test_the_trees_that_drew_a_row_are_silent():
    agree(kata.oob_score(np.array([[5], [5], [8]]), np.array([[1], [3], [0]]), np.array([8])), (1.0, 1.0))


def test_rows_without_a_vote_are_left_out_of_the_accuracy():
    preds, in_bag = np.array([[5, 5, 5, 5]]), np.array([[0, 1, 1, 0]])
    agree(kata.oob_score(preds, in_bag, np.array([5, 6, 6, 5])), (1.0, 0.5))


def test_no_vote_at_all_is_nan():
    agree(kata.oob_score(PREDS, IN_BAG + 1, np.array([1, 2, 2, 0, 0])), (float("nan"), 0.0))


def test_a_forest_without_trees_is_an_error():
    rejects(kata.oob_score, [(PREDS[:0], IN_BAG[:0], np.array([1, 2, 2, 0, 0]))])
