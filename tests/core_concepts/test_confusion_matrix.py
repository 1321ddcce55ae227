"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import confusion_matrix as kata

NOTHING = np.array([], dtype=int)


def test_two_classes_that_are_numbers():
    y_true, y_pred = np.array([0, 0, 0, 1, 1, 1, 1]), np.array([0, 0, 1, 0, 0, 0, 1])
    agree(kata.confusion_matrix(y_true, y_pred), np.array([[2, 1], [3, 1]]))


def test_classes_that_are_words_are_sorted():
    y_true, y_pred = np.array(["dog", "cat", "dog", "owl"]), np.array(["dog", "cat", "owl", "dog"])
    agree(kata.confusion_matrix(y_true, y_pred), np.array([[1, 0, 0], [0, 1, 1], [0, 1, 0]]))


def test_numbers_with_a_gap():
    agree(kata.confusion_matrix(np.array([2, 7]), np.array([2, 2])), np.array([[1, 0], [1, 0]]))


def test_labels_set_the_order():
    y_true, y_pred = np.array(["high", "low", "high", "mid"]), np.array(["high", "mid", "mid", "mid"])
    expected = np.array([[0, 1, 0], [0, 1, 0], [0, 1, 1]])
    agree(kata.confusion_matrix(y_true, y_pred, labels=np.array(["low", "mid", "high"])), expected)


def test_no_examples_but_labels_make_zeros():
    agree(kata.confusion_matrix(NOTHING, NOTHING, labels=np.array([4, 1])), np.array([[0, 0], [0, 0]]))


def test_neither_examples_nor_labels_is_an_error():
    rejects(kata.confusion_matrix, [(NOTHING, NOTHING)])
