"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import gini_and_entropy as kata


def test_gini_of_two_nodes():
    agree(kata.impurity(np.array([[3, 1], [1, 4]]), "gini"), np.array([6 / 16, 8 / 25]))


def test_a_fair_coin_is_one_bit():
    agree(kata.impurity(np.array([[5, 5], [1, 1]]), "entropy"), np.array([1.0, 1.0]))


def test_a_node_of_one_class_is_pure():
    agree(kata.impurity(np.array([[0, 7, 0]]), "gini"), np.array([0.0]))
    agree(kata.impurity(np.array([[0, 7, 0]]), "entropy"), np.array([0.0]))


def test_weights_may_be_small():
    agree(kata.impurity(np.array([[0.1, 0.1, 0.2]]), "entropy"), np.array([1.5]))


def test_a_single_node():
    agree(float(kata.impurity(np.array([1, 1, 2]), "gini")), 10 / 16)


def test_a_negative_count_is_an_error():
    rejects(kata.impurity, [(np.array([[3, 1], [2, -1]]), "gini")])
