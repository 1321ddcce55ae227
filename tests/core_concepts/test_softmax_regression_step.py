"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import softmax_regression_step as kata

X, Y = np.array([[1.0], [3.0]]), np.array([0, 1])
W, B = np.zeros((1, 2)), np.zeros(2)


def test_a_step_from_zero():
    new_W, new_b, _ = kata.softmax_step(W, B, X, Y, lr=0.5)
    agree((new_W, new_b), (np.array([[-0.25, 0.25]]), np.array([0.0, 0.0])))


def test_equal_scores_cost_the_log_of_the_number_of_classes():
    agree(kata.softmax_step(np.zeros((1, 5)), np.zeros(5), X, Y, lr=0.5)[2], 1.6094379124341003)


def test_the_bias_moves_towards_the_classes_seen():
    _, new_b, _ = kata.softmax_step(np.zeros((1, 4)), np.zeros(4), np.zeros((2, 1)), np.array([2, 2]), lr=0.8)
    agree(new_b, np.array([-0.2, -0.2, 0.6, -0.2]))


def test_the_penalty_shrinks_the_weights_and_not_the_bias():
    new_W, new_b, loss = kata.softmax_step(W + 2.0, B + 7.0, X, Y, lr=0.5, l2=0.1)
    agree((new_W, new_b), (np.array([[2 - 0.25 - 0.1, 2 + 0.25 - 0.1]]), B + 7.0))
    agree(loss, 0.6931471805599453 + 0.4)


def test_a_large_score_for_the_wrong_class_costs_the_difference():
    agree(kata.softmax_step(W, np.array([1000.0, -1500.0]), X, np.array([1, 1]), lr=0.5)[2], 2500.0)


def test_a_class_that_does_not_exist_is_an_error():
    rejects(kata.softmax_step, [(W, B, X, np.array([0, 2]), 0.5)])
