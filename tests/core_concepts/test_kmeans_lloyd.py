"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.core_concepts import kmeans_lloyd as kata

LINE = np.array([[0.0], [2.0], [10.0], [12.0]])


def test_two_pairs_on_a_line():
    result = kata.kmeans(LINE, np.array([[0.0], [9.0]]))
    agree(result, (np.array([[1.0], [11.0]]), np.array([0, 0, 1, 1]), 4.0, 2))


def test_no_iteration_leaves_the_centres_and_labels_the_points():
    result = kata.kmeans(LINE, np.array([[9.0], [0.0]]), max_iter=0)
    agree(result, (np.array([[9.0], [0.0]]), np.array([1, 1, 0, 0]), 0.0 + 4 + 1 + 9, 0))


def test_a_tie_goes_to_the_lowest_index():
    _, labels, _, _ = kata.kmeans(np.array([[4.0, 1.0], [2.0, 1.0]]), np.array([[6.0, 1.0], [2.0, 1.0]]), max_iter=0)
    agree(labels, np.array([0, 1]))


def test_a_large_tol_stops_after_one_iteration():
    centers, _, _, n_iter = kata.kmeans(LINE, np.array([[0.0], [9.0]]), tol=5.0)
    agree(centers, np.array([[1.0], [11.0]]))
    expect(n_iter == 1, "n_iter is 1", got=n_iter)


def test_more_centres_than_points_are_an_error():
    rejects(kata.kmeans, [(LINE, np.arange(5.0)[:, None])])
