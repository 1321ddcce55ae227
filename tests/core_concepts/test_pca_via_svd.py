"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import pca_via_svd as kata

# Along (0.8, 0.6) the points lie at -3, 3, 0, 0 from (5, -20), along (-0.6, 0.8) at 0, 0, -1, 1.
CROSS = np.array([5.0, -20.0]) + np.array([[-2.4, -1.8], [2.4, 1.8], [0.6, -0.8], [-0.6, 0.8]])


def test_points_on_a_line_have_one_component():
    components, scores, ratio = kata.pca(np.array([[1.0, 7.0], [4.0, 3.0], [7.0, -1.0]]), 1)
    agree(components, np.array([[-0.6, 0.8]]))
    agree((scores, ratio), (np.array([[5.0], [0.0], [-5.0]]), np.array([1.0])), atol=1e-9)


def test_components_are_rows_in_descending_order_of_variance():
    agree(kata.pca(CROSS, 2)[0], np.array([[0.8, 0.6], [-0.6, 0.8]]))


def test_scores_are_measured_from_the_mean():
    agree(kata.pca(CROSS, 2)[1], np.array([[-3.0, 0], [3, 0], [0, -1], [0, 1]]), atol=1e-9)


def test_ratios_are_shares_of_the_total_variance():
    agree(kata.pca(CROSS, 2)[2], np.array([0.9, 0.1]))
    agree(kata.pca(CROSS, 1)[2], np.array([0.9]))


def test_more_components_than_columns_are_an_error():
    rejects(kata.pca, [(CROSS, 3)])
