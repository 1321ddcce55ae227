"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import average_precision as kata


def test_every_positive_first_scores_one():
    agree(kata.average_precision(np.array([0, 1, 0, 1]), np.array([-3.0, 7.5, -1.0, 2.0])), 1.0)


def test_one_negative_ahead_of_the_second_positive():
    agree(kata.average_precision(np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.8, 0.7, 0.3, 0.1])), (1 + 2 / 3) / 2)


def test_every_negative_first():
    agree(kata.average_precision(np.array([0, 0, 0, 1, 1]), np.array([0.9, 0.8, 0.7, 0.3, 0.1])), (1 / 4 + 2 / 5) / 2)


def test_equal_scores_enter_together():
    agree(kata.average_precision(np.array([1, 0, 1, 0]), np.array([0.9, 0.6, 0.6, 0.2])), 1 / 2 * 1 + 1 / 2 * 2 / 3)


def test_positives_alone_score_one():
    agree(kata.average_precision(np.array([1, 1, 1]), np.array([0.2, 0.9, 0.5])), 1.0)


def test_no_positive_is_an_error():
    rejects(kata.average_precision, [(np.array([0, 0]), np.array([0.1, 0.7]))])
