"""What must hold for every network and batch."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import mlp_backprop as kata
from tests.strategies.neural_nets import network, two_layer_batches


def unit(weights, bias, inputs):
    return [b + sum(x * row[j] for x, row in zip(inputs, weights, strict=True)) for j, b in enumerate(bias)]


def loss_by_hand(params, X, y):
    """One row and one unit at a time, straight from the statement."""
    W1, b1, W2, b2 = (params[key].tolist() for key in ("W1", "b1", "W2", "b2"))
    total = 0.0
    for x, label in zip(X.tolist(), y.tolist(), strict=True):
        logits = unit(W2, b2, [max(0.0, z) for z in unit(W1, b1, x)])
        total += math.log(sum(math.exp(z - logits[label]) for z in logits))
    return total / len(X)


def slopes(params, X, y, key, step=1e-6):
    """Central differences of the loss by hand, one entry of one parameter at a time."""
    slope = np.zeros(params[key].shape)
    for at in np.ndindex(slope.shape):
        up, down = params[key].copy(), params[key].copy()
        up[at] += step
        down[at] -= step
        slope[at] = loss_by_hand(params | {key: up}, X, y) - loss_by_hand(params | {key: down}, X, y)
    return slope / (2 * step)


@rests_on("loss   = mean over rows i of -log softmax(logits[i])[y[i]]")
@given(two_layer_batches)
def test_the_loss_agrees_with_one_row_at_a_time(batch):
    agree(kata.mlp_loss_grads(*batch)[0], loss_by_hand(*batch))


@rests_on("its gradient for every parameter", "The same keys as `params`")
@pytest.mark.parametrize("seed", range(4))
def test_gradients_agree_with_finite_differences(seed):
    rng = np.random.default_rng(seed)
    params, X, y = network(3, 4, 2 + seed, seed), rng.normal(size=(5, 3)), rng.integers(0, 2 + seed, 5)
    grads = kata.mlp_loss_grads(params, X, y)[1]
    agree(grads, {key: slopes(params, X, y, key) for key in params}, rtol=1e-5, atol=1e-7)


@follows_from("hidden = max(0, X W1 + b1)")
@given(two_layer_batches, st.integers(0, 99))
def test_the_order_of_the_hidden_units_does_not_matter(batch, seed):
    params, X, y = batch
    order = np.random.default_rng(seed).permutation(len(params["b1"]))
    shuffled = params | {"W1": params["W1"][:, order], "b1": params["b1"][order], "W2": params["W2"][order]}
    loss, grads = kata.mlp_loss_grads(params, X, y)
    grads = grads | {"W1": grads["W1"][:, order], "b1": grads["b1"][order], "W2": grads["W2"][order]}
    agree(kata.mlp_loss_grads(shuffled, X, y), (loss, grads))


@follows_from("mean over rows i")
@given(two_layer_batches, st.integers(2, 4))
def test_a_batch_several_times_over_changes_nothing(batch, times):
    params, X, y = batch
    expected = kata.mlp_loss_grads(params, X, y)
    agree(kata.mlp_loss_grads(params, np.tile(X, (times, 1)), np.tile(y, times)), expected)


@follows_from("softmax(logits[i])")
@given(two_layer_batches, st.integers(-50, 50))
def test_adding_a_constant_to_all_logits_changes_nothing(batch, step):
    params, X, y = batch
    expected = kata.mlp_loss_grads(params, X, y)
    agree(kata.mlp_loss_grads(params | {"b2": params["b2"] + step}, X, y), expected, rtol=1e-8, atol=1e-10)


@follows_from("softmax(logits[i])")
@given(two_layer_batches)
def test_gradients_add_up_to_zero_over_the_classes(batch):
    grads = kata.mlp_loss_grads(*batch)[1]
    sums = np.append(grads["W2"].sum(axis=1), grads["b2"].sum())
    expect(np.allclose(sums, 0, atol=1e-9), "each row of the gradient of W2, and that of b2, sums to 0", got=grads)


@rests_on("The derivative of max(0, z) at z = 0 is taken to be 0")
def test_a_unit_at_exactly_zero_passes_no_gradient():
    params = network(2, 3, 4, 5) | {"W1": np.array([[1.0, 2.0, 1.0], [1.0, -1.0, 1.0]]), "b1": np.array([-3.0, 0, 1])}
    X, y = np.array([[1.0, 2.0]]), np.array([3])  # z = [0, 0, 4]
    grads = kata.mlp_loss_grads(params, X, y)[1]
    agree(grads["W1"][:, :2], np.zeros((2, 2)))
    agree(grads["b1"], np.array([0.0, 0.0, slopes(params, X, y, "b1")[2]]), rtol=1e-5)


@rests_on("Finite, with logits up to 1e4 in size")
@pytest.mark.parametrize("size", [40.0, 800.0, 1e4])
@pytest.mark.parametrize("label", [0, 1, 2])
def test_large_logits(size, label):
    params = network(2, 3, 3, 6) | {"W2": np.zeros((3, 3)), "b2": np.array([size, -size, size - 1])}
    loss, grads = kata.mlp_loss_grads(params, np.ones((1, 2)), np.array([label]))
    p = np.array([1.0, 0.0, math.exp(-1)]) / (1 + math.exp(-1))
    agree(loss, [0.0, 2 * size, 1.0][label] + math.log1p(math.exp(-1)))
    agree(grads["b2"], p - np.eye(3)[label])


@rests_on("Finite, with logits up to 1e4 in size")
def test_a_row_of_large_logits_beside_a_row_of_small_ones():
    params = {"W1": np.array([[1.0]]), "b1": np.zeros(1), "W2": np.array([[1e3, 0.0]]), "b2": np.zeros(2)}
    loss = kata.mlp_loss_grads(params, np.array([[9.0], [1e-3]]), np.array([0, 0]))[0]  # logits [9000, 0] and [1, 0]
    agree(loss, math.log1p(math.exp(-1)) / 2)


@rests_on("a class is not in 0 to k - 1")
def test_rejects_a_class_out_of_range():
    params, X = network(2, 4, 3, 7), np.ones((2, 2))
    rejects(kata.mlp_loss_grads, [(params, X, np.array(y)) for y in ([0, 3], [-1, 2], [7, 1])])


@rests_on("there are no rows")
def test_rejects_no_rows():
    rejects(kata.mlp_loss_grads, [(network(3, 4, 2, 8), np.ones((0, 3)), np.array([], dtype=int))])
