"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.math_maturity import softmax_cross_entropy_gradient as kata


def test_one_example_with_one_true_class():
    logits = np.log([[1.0, 2.0, 5.0]])  # p is 1/8, 2/8, 5/8
    agree(kata.softmax_ce_grad(logits, np.array([[0, 1, 0]])), np.array([[0.125, -0.75, 0.625]]))


def test_soft_labels_pull_towards_each_of_their_classes():
    logits = np.log([[1.0, 2.0, 5.0]])
    agree(kata.softmax_ce_grad(logits, np.array([[0.5, 0.25, 0.25]])), np.array([[-0.375, 0.0, 0.375]]))


def test_nothing_is_left_to_learn_where_the_softmax_is_the_target():
    logits = np.log([[0.25, 0.75], [0.5, 0.5]])
    agree(kata.softmax_ce_grad(logits, np.exp(logits)), np.zeros((2, 2)))


def test_each_of_two_examples_counts_half():
    logits = np.log([[1.0, 1.0, 2.0], [3.0, 3.0, 4.0]])
    agree(
        kata.softmax_ce_grad(logits, np.array([[1, 0, 0], [0, 0, 1]])),
        np.array([[-0.375, 0.125, 0.25], [0.15, 0.15, -0.3]]),
    )


def test_a_confident_mistake_gives_a_full_step():
    agree(kata.softmax_ce_grad(np.array([[0.0, 900.0]]), np.array([[1.0, 0.0]])), np.array([[-1.0, 1.0]]))


def test_targets_that_do_not_add_up_to_one_are_an_error():
    rejects(kata.softmax_ce_grad, [(np.zeros((1, 3)), np.array([[0.5, 0.5, 0.5]]))])
