"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import precision_recall_fbeta as kata

TRUTH = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0])
PREDICTED = np.array([1, 1, 0, 0, 1, 0, 0, 0, 0, 0])  # TP 2, FN 2, FP 1


def test_perfect_predictions_score_one():
    agree(kata.precision_recall_fbeta(TRUTH, TRUTH), (1.0, 1.0, 1.0))


def test_two_hits_two_misses_and_one_false_alarm():
    agree(kata.precision_recall_fbeta(TRUTH, PREDICTED), (2 / 3, 2 / 4, 4 / 7))


def test_a_beta_of_two_leans_towards_recall():
    agree(kata.precision_recall_fbeta(TRUTH, PREDICTED, beta=2.0), (2 / 3, 2 / 4, 10 / (10 + 4 * 2 + 1)))


def test_as_many_misses_as_false_alarms_score_the_same_throughout():
    y_true, y_pred = np.array([1, 1, 1, 0, 0]), np.array([1, 1, 0, 1, 0])
    agree(kata.precision_recall_fbeta(y_true, y_pred, beta=3.0), (2 / 3, 2 / 3, 2 / 3))


def test_without_alerts_precision_alone_is_undefined():
    agree(kata.precision_recall_fbeta(TRUTH, np.zeros(10, dtype=int), zero_division=1.0), (1.0, 0.0, 0.0))


def test_a_beta_of_zero_is_an_error():
    rejects(lambda beta: kata.precision_recall_fbeta(TRUTH, PREDICTED, beta=beta), [0.0])
