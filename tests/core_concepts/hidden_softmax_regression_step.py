"""What must hold for every batch."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import softmax_regression_step as kata
from tests.strategies.core_concepts import softmax_batches

penalties = st.sampled_from([0.0, 0.07, 0.9])
LR = 0.3


def loss_of(W, b, X, y, l2):
    """The statement's formula, one row at a time; the scores here are small."""
    costs = []
    for x, label in zip(X, y.tolist(), strict=True):
        scores = [math.exp(z) for z in (x @ W + b).tolist()]
        costs.append(-math.log(scores[label] / math.fsum(scores)))
    return math.fsum(costs) / len(costs) + l2 / 2 * float(np.sum(W**2))


def slopes(loss, values, h=1e-5):
    """Central differences by each entry of an array."""
    result = np.zeros(values.shape)
    for place in np.ndindex(values.shape):
        step = np.zeros(values.shape)
        step[place] = h
        result[place] = (loss(values + step) - loss(values - step)) / (2 * h)
    return result


@rests_on("The loss, penalty included, before the step")
@given(softmax_batches, penalties)
def test_the_loss_is_that_of_the_formula(batch, l2):
    agree(kata.softmax_step(*batch, LR, l2)[2], loss_of(*batch, l2))


@rests_on("W and b move by -lr times their gradients")
@given(softmax_batches, penalties)
def test_the_step_follows_the_slope_of_the_loss(batch, l2):
    W, b, X, y = batch
    new_W, new_b, _ = kata.softmax_step(W, b, X, y, LR, l2)
    agree(new_W, W - LR * slopes(lambda W: loss_of(W, b, X, y, l2), W), rtol=1e-6, atol=1e-8)
    agree(new_b, b - LR * slopes(lambda b: loss_of(W, b, X, y, l2), b), rtol=1e-6, atol=1e-8)


@follows_from("p_ic = exp(z_ic) / (sum of exp(z_ij) over the classes j)")
@given(softmax_batches, penalties, st.sampled_from([-700.0, -3.5, 0.25, 900.0]))
def test_raising_every_bias_changes_no_step(batch, l2, c):
    W, b, X, y = batch
    new_W, new_b, loss = kata.softmax_step(W, b, X, y, LR, l2)
    agree(kata.softmax_step(W, b + c, X, y, LR, l2), (new_W, new_b + c, loss), rtol=1e-8, atol=1e-10)


@follows_from("loss = mean of -log(p_iy)")
@given(softmax_batches)
def test_without_penalty_the_weights_of_a_feature_keep_their_sum(batch):
    W, b, X, y = batch
    new_W, new_b, _ = kata.softmax_step(W, b, X, y, LR)
    agree((new_W.sum(axis=1), float(new_b.sum())), (W.sum(axis=1), float(b.sum())), atol=1e-10)


@rests_on("one for each class")
@given(softmax_batches, penalties)
def test_listing_the_classes_backwards(batch, l2):
    W, b, X, y = batch
    new_W, new_b, loss = kata.softmax_step(W, b, X, y, LR, l2)
    backwards = kata.softmax_step(W[:, ::-1], b[::-1], X, len(b) - 1 - y, LR, l2)
    agree(backwards, (new_W[:, ::-1], new_b[::-1], loss), atol=1e-10)


@follows_from("loss = mean of -log(p_iy)")
@given(softmax_batches, penalties)
def test_seeing_every_row_three_times_changes_nothing(batch, l2):
    W, b, X, y = batch
    agree(
        kata.softmax_step(W, b, np.vstack([X] * 3), np.tile(y, 3), LR, l2),
        kata.softmax_step(*batch, LR, l2),
        atol=1e-10,
    )


@rests_on("a row whose own score is 5000 below another's costs 5000")
@pytest.mark.parametrize("gap", [40.0, 740.0, 800.0, 5_000.0, 10_000.0])
@pytest.mark.parametrize("level", [0.0, -10_000.0, 10_000.0])
def test_scores_in_the_thousands(gap, level):
    b = level - math.copysign(1, level) * np.array([gap, 0.0, gap + 3])  # within 1e4 or so
    high = float(b.max())
    _, new_b, loss = kata.softmax_step(np.zeros((2, 3)), b, np.ones((3, 2)), np.array([1, 0, 2]), 0.6)
    total = high + math.log(math.fsum(math.exp(z - high) for z in b.tolist()))
    agree(loss, total - float(b.mean()))
    p = np.exp(b - total)
    agree(new_b, b - 0.6 * (p - 1 / 3), rtol=1e-12)


@rests_on("Scores up to 1e4 in size")
def test_rows_on_very_different_levels():
    X, W, b = np.array([[9_000.0], [-9_000.0], [1.0]]), np.array([[1.0, 1.0]]), np.array([0.5, -0.5])
    new_W, new_b, loss = kata.softmax_step(W, b, X, np.array([0, 1, 1]), 0.1)
    q = 1 / (1 + math.exp(1.0))  # each row's difference of scores is 1
    agree(loss, -(math.log(1 - q) + 2 * math.log(q)) / 3)
    error = np.array([-q, 1 - q, 1 - q])
    agree(new_b, b - 0.1 * float(error.mean()) * np.array([1, -1]))
    agree(new_W, W - 0.1 * float(X[:, 0] @ error) / 3 * np.array([[1, -1]]))


@rests_on("Some classes may be absent")
def test_a_batch_of_one_row():
    W, b = np.array([[0.2, -0.1, 0.4]]), np.array([0.3, 0.0, -0.3])
    p = np.exp(2 * W[0] + b) / np.exp(2 * W[0] + b).sum()
    error = p - np.array([0.0, 1.0, 0.0])
    new_W, new_b, loss = kata.softmax_step(W, b, np.array([[2.0]]), np.array([1]), 0.1)
    agree((new_W, new_b, loss), (W - 0.2 * error, b - 0.1 * error, -math.log(p[1])))


@rests_on("new W, new b : float64 arrays")
def test_parameters_that_are_whole_numbers():
    W, b, X, y = (
        np.array([[2, -1], [0, 3]]),
        np.array([1, 0]),
        np.array([[1, 0], [2, 1]]),
        np.array([1, 0], dtype=np.uint8),
    )
    floats = [values.astype(float) for values in (W, b, X)]
    expect(kata.softmax_step(W, b, X, y, 0.1)[0].dtype == np.float64, "float64 weights")
    agree(kata.softmax_step(W, b, X, y, 0.1, 0.2), kata.softmax_step(*floats, y.astype(int), 0.1, 0.2))


@rests_on("If there are no rows, or a class is not from 0 to k - 1")
def test_rejects():
    W, b, X = np.zeros((2, 3)), np.zeros(3), np.ones((2, 2))
    rejects(kata.softmax_step, [(W, b, X, np.array(labels), 0.1) for labels in ([0, 3], [7, 1], [-1, 0], [2, -3])])
    rejects(kata.softmax_step, [(W, b, X[:0], np.empty(0, dtype=int), 0.1)])
