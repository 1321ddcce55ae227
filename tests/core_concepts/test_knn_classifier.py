"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import knn_classifier as kata

LINE, LABELS = np.array([[0.0], [1.0], [4.0], [6.0]]), np.array([7, 7, 2, 2])


def test_three_neighbours_vote():
    agree(kata.knn_predict(LINE, LABELS, np.array([[1.5], [5.0]]), k=3), np.array([7, 2]))


def test_one_neighbour_returns_the_label_of_each_training_row():
    agree(kata.knn_predict(LINE, LABELS, LINE, k=1), LABELS)


def test_a_split_vote_goes_to_the_smallest_label():
    agree(kata.knn_predict(LINE, LABELS, np.array([[0.0]]), k=4), np.array([2]))


def test_of_equally_near_rows_the_first_is_nearer():
    agree(kata.knn_predict(np.array([[6.0], [2.0]]), np.array([8, 3]), np.array([[4.0]]), k=1), np.array([8]))


def test_the_metric_decides_who_is_nearest():
    X_train, y_train = np.array([[3.0, 3.0], [0.0, 5.0]]), np.array([1, 2])  # l2: 4.24 and 5; l1: 6 and 5
    agree(kata.knn_predict(X_train, y_train, np.zeros((1, 2)), k=1), np.array([1]))
    agree(kata.knn_predict(X_train, y_train, np.zeros((1, 2)), k=1, metric="l1"), np.array([2]))


def test_more_neighbours_than_rows_are_an_error():
    rejects(kata.knn_predict, [(LINE, LABELS, LINE, 5)])
