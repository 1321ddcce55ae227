"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import svm_hinge_loss_grad as kata

X, Y = np.array([[2.0], [0.5], [-1.5]]), np.array([1, 1, -1])


def test_one_active_row():
    agree(kata.hinge_loss_grad(np.array([1.0]), 0.0, X, Y, 0.0), (0.5 / 3, np.array([-0.5 / 3]), -1 / 3))


def test_at_zero_every_row_costs_one():
    agree(kata.hinge_loss_grad(np.array([0.0]), 0.0, X, Y, 0.5), (1.0, np.array([-4 / 3]), -1 / 3))


def test_margins_to_spare_cost_nothing():
    agree(kata.hinge_loss_grad(np.array([3.0]), 0.0, X, Y, 0.0), (0.0, np.array([0.0]), 0.0))


def test_the_penalty_pulls_the_weights_alone():
    loss, dw, db = kata.hinge_loss_grad(np.array([3.0, -4.0]), 0.2, np.array([[9.0, 0.0]]), np.array([1]), 0.2)
    agree((loss, dw, db), (2.5, np.array([0.6, -0.8]), 0.0))


def test_a_row_on_the_wrong_side_costs_more_than_one():
    loss, dw, db = kata.hinge_loss_grad(np.array([1.0, 2.0]), -0.5, np.array([[1.0, 3.0]]), np.array([-1]), 0.0)
    agree((loss, dw, db), (7.5, np.array([1.0, 3.0]), 1.0))


def test_labels_zero_and_one_are_an_error():
    rejects(kata.hinge_loss_grad, [(np.array([1.0]), 0.0, X, np.array([1, 1, 0]), 0.0)])
