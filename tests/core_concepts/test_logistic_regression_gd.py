"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.core_concepts import logistic_regression_gd as kata

X, Y = np.array([[1.0], [3.0], [5.0]]), np.array([0, 1, 1])


def test_the_start_is_a_coin_toss():  # ln 2
    agree(kata.fit_logistic(X, Y, lr=0.5, n_iter=0), (np.array([0.0]), 0.0, [0.6931471805599453]))


def test_one_step_by_hand():
    w, b, _ = kata.fit_logistic(X, Y, lr=0.6, n_iter=1)  # errors p - y: 0.5, -0.5, -0.5
    agree((w, b), (np.array([0.7]), 0.1))


def test_the_loss_falls():
    _, _, history = kata.fit_logistic(X, Y, lr=0.05, n_iter=30)
    expect(len(history) == 31, "31 losses for 30 iterations", got=history)
    expect(np.all(np.diff(history) < 0), "each loss is below the one before", got=history)


def test_a_single_class_moves_the_intercept():
    w, b, _ = kata.fit_logistic(np.array([[2.0], [-2.0]]), np.array([1, 1]), lr=0.4, n_iter=1)
    agree((w, b), (np.array([0.0]), 0.2))


def test_the_penalty_counts_in_the_loss():
    plain, penalised = (kata.fit_logistic(X, Y, 0.6, 1, l2)[2][1] for l2 in (0.0, 0.4))
    agree(penalised, plain + 0.2 * 0.49)  # both first steps reach w = 0.7


def test_a_label_of_two_is_an_error():
    rejects(kata.fit_logistic, [(X, np.array([0, 1, 2]), 0.1, 3)])
