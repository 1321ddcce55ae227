"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import best_split as kata


def test_a_threshold_halfway_between_two_values():
    X, y = np.array([[7.0], [1.0], [4.0], [2.0]]), np.array([8, 5, 8, 5])
    agree(kata.best_split(X, y), (0, 3.0, 0.5))


def test_the_children_are_weighted_by_their_size():
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([0, 1, 0, 0])
    agree(kata.best_split(X, y), (0, 2.5, 3 / 8 - 2 / 4 * 1 / 2))  # left 0 1, right 0 0


def test_the_feature_that_separates():
    X, y = np.array([[1.0, 9.0], [3.0, 5.0], [2.0, 8.0], [4.0, 4.0], [0.0, 3.0]]), np.array([1, 0, 1, 0, 0])
    agree(kata.best_split(X, y), (1, 6.5, 12 / 25))


def test_a_pure_node_is_not_split():
    agree(kata.best_split(np.array([[1.0], [2.0], [3.0]]), np.array([4, 4, 4])), None)


def test_equal_values_cannot_be_separated():
    agree(kata.best_split(np.array([[2.0], [2.0], [2.0]]), np.array([0, 1, 1])), None)


def test_both_sides_keep_min_leaf_rows():
    X, y = np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]), np.array([0, 1, 1, 1, 1])
    agree(kata.best_split(X, y, min_leaf=2), (0, 2.5, 8 / 25 - 2 / 5 * 1 / 2))


def test_no_rows_are_an_error():
    rejects(kata.best_split, [(np.empty((0, 2)), np.empty(0, dtype=int))])
