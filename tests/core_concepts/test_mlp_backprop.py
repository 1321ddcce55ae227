"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import mlp_backprop as kata

PARAMS = {
    "W1": np.array([[1.0, -1.0]]),
    "b1": np.array([1.0, 0.0]),
    "W2": np.array([[1.0, 1.0], [5.0, 2.0]]),
    "b2": np.array([0.0, 0.0]),
}
ROW = np.array([[2.0]])  # hidden [3, 0], logits [3, 3]


def test_even_logits_lose_log_of_two():
    agree(kata.mlp_loss_grads(PARAMS, ROW, np.array([0]))[0], float(np.log(2)))


def test_gradients_of_the_output_layer():
    _, grads = kata.mlp_loss_grads(PARAMS, ROW, np.array([0]))
    agree((grads["W2"], grads["b2"]), (np.array([[-1.5, 1.5], [0.0, 0.0]]), np.array([-0.5, 0.5])))


def test_a_unit_that_is_off_passes_no_gradient():
    params = PARAMS | {"W2": np.array([[1.0, 3.0], [5.0, 2.0]]), "b2": np.array([6.0, 0.0])}  # logits [9, 9]
    _, grads = kata.mlp_loss_grads(params, ROW, np.array([0]))
    agree((grads["W1"], grads["b1"]), (np.array([[2.0, 0.0]]), np.array([1.0, 0.0])))


def test_the_same_row_twice_changes_nothing():
    expected = kata.mlp_loss_grads(PARAMS, ROW, np.array([1]))
    agree(kata.mlp_loss_grads(PARAMS, np.vstack([ROW, ROW]), np.array([1, 1])), expected)


def test_no_rows_are_an_error():
    rejects(kata.mlp_loss_grads, [(PARAMS, ROW[:0], np.array([], dtype=int))])
