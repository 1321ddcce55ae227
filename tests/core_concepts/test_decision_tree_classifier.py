"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import decision_tree_classifier as kata


def five_rows():
    return np.array([[1.0], [2.0], [4.0], [7.0], [9.0]]), np.array([5, 5, 8, 8, 5])


def test_a_tree_without_limits_learns_its_rows():
    X, y = five_rows()
    tree = kata.DecisionTree().fit(X, y)
    agree(tree.predict(X), y)
    agree(tree.depth(), 2)


def test_a_threshold_lies_halfway():
    X, y = five_rows()
    tree = kata.DecisionTree().fit(X[:4], y[:4])
    agree(tree.predict(np.array([[-50.0], [2.9], [3.1], [50.0]])), np.array([5, 5, 8, 8]))


def test_one_class_is_a_single_leaf():
    X, _ = five_rows()
    tree = kata.DecisionTree().fit(X, np.full(5, 3))
    agree((tree.depth(), tree.predict(X)), (0, np.full(5, 3)))


def test_the_better_feature_is_split_first():
    two = np.array([[1.0, 6.0], [2.0, 1.0], [3.0, 5.0], [4.0, 2.0]])
    tree = kata.DecisionTree(max_depth=1).fit(two, np.array([0, 1, 0, 1]))
    agree(tree.predict(two), np.array([0, 1, 0, 1]))


def test_a_leaf_keeps_min_leaf_rows():
    X, y = five_rows()
    tree = kata.DecisionTree(min_leaf=2).fit(X, y)
    agree(tree.predict(X), np.array([5, 5, 8, 8, 8]))


def test_an_unfitted_tree_predicts_nothing():
    rejects(kata.DecisionTree().predict, [np.ones((3, 1))], RuntimeError)
