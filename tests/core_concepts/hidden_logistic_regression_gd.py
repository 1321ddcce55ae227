"""What must hold for every set of labelled rows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import logistic_regression_gd as kata
from tests.strategies.core_concepts import binary_rows

rates = st.sampled_from([0.03, 0.1, 0.3])
penalties = st.sampled_from([0.0, 0.07, 0.9])
few = st.integers(0, 9)
LOOSE = {"rtol": 1e-7, "atol": 1e-9}


def loss_of(rows, labels, w, b, l2):
    """The statement's formula, one row at a time; the logits here are small."""
    p = [1 / (1 + math.exp(-sum(wj * xj for wj, xj in zip(w, row, strict=True)) - b)) for row in rows]
    costs = [-math.log(pi) if label else -math.log(1 - pi) for pi, label in zip(p, labels, strict=True)]
    return sum(costs) / len(costs) + l2 / 2 * sum(wj * wj for wj in w)


def slope(loss, theta, j, h=1e-5):
    up, down = list(theta), list(theta)
    up[j], down[j] = theta[j] + h, theta[j] - h
    return (loss(up) - loss(down)) / (2 * h)


@follows_from("loss = mean of -(y log p + (1 - y) log(1 - p)) + (l2 / 2) * (w . w)")
@given(binary_rows, penalties, few)
def test_each_step_follows_the_slope_of_the_loss(rows, l2, t):
    X, y = rows
    (w, b, _), (w_next, b_next, _) = (kata.fit_logistic(X, y, 0.1, steps, l2) for steps in (t, t + 1))
    here = [*w.tolist(), b]
    slopes = [slope(lambda p: loss_of(X.tolist(), y, p[:-1], p[-1], l2), here, j) for j in range(len(here))]
    step = np.append(w_next - w, b_next - b)
    agree(step, -0.1 * np.array(slopes), rtol=1e-5, atol=1e-9)


@rests_on("``history[t]`` is the loss, penalty included, after t iterations")
@given(binary_rows, rates, penalties, few)
def test_the_history_is_the_loss_along_the_way(rows, lr, l2, n_iter):
    X, y = rows
    w, b, history = kata.fit_logistic(X, y, lr, n_iter, l2)
    expect(len(history) == n_iter + 1, f"{n_iter + 1} losses for {n_iter} iterations", got=history)
    agree(history[-1], loss_of(X.tolist(), y, w.tolist(), b, l2), **LOOSE)
    agree(kata.fit_logistic(X, y, lr, n_iter + 2, l2)[2][: n_iter + 1], history)


@follows_from("loss = mean of -(y log p + (1 - y) log(1 - p))")
@given(binary_rows, rates, penalties)
def test_flipping_the_labels_negates_the_model(rows, lr, l2):
    X, y = rows
    w, b, history = kata.fit_logistic(X, y, lr, 7, l2)
    agree(kata.fit_logistic(X, 1 - y, lr, 7, l2), (-w, -b, history), **LOOSE)


@follows_from("loss = mean of -(y log p + (1 - y) log(1 - p))")
@given(binary_rows, rates, penalties)
def test_seeing_every_row_three_times_changes_nothing(rows, lr, l2):
    X, y = rows
    thrice = kata.fit_logistic(np.vstack([X] * 3), np.tile(y, 3), lr, 7, l2)
    agree(thrice, kata.fit_logistic(X, y, lr, 7, l2), **LOOSE)


@rests_on("The intercept is not penalised")
def test_at_the_optimum_the_mean_probability_is_the_base_rate():
    X, y = np.random.default_rng(3).normal(size=(40, 2)) + 0.5, (np.arange(40) < 4).astype(int)
    w, b, _ = kata.fit_logistic(X, y, 0.4, 800, l2=2.0)
    agree(float(np.mean(1 / (1 + np.exp(-X @ w - b)))), 0.1, rtol=1e-6)


@rests_on("a row with y = 1 and z = -5000 costs 5000")
@pytest.mark.parametrize(("lr", "size"), [(0.005, 5.0), (0.2, 200.0), (0.8, 800.0), (5.0, 5e3), (9.9, 9.9e3)])
def test_a_row_that_is_certain_and_wrong_costs_its_logit(lr, size):
    X = np.array([[200.0], [-200.0], [100.0]])
    for y in ([1, 0, 0], [0, 1, 1]):  # the step is 250 lr / 3; the last row is outvoted
        w, b, history = kata.fit_logistic(X, np.array(y), lr * 0.12, 1)
        z = X @ w + b
        wrong = np.logaddexp(0, [-z[0], z[1], z[2]] if y[0] else [z[0], -z[1], -z[2]])
        expect(abs(z[0]) > size / 4, "logits as large as planned", got=w)
        agree(history[1], float(wrong.mean()))


@rests_on("Logits up to 1e4 in size are exact to rounding")
@pytest.mark.parametrize("lr", [0.05, 0.9, 4.0])
def test_the_step_after_huge_logits(lr):
    X, y = np.array([[60.0], [-40.0], [35.0], [-3.0]]), np.array([1, 0, 0, 0])
    w1, b1, _ = kata.fit_logistic(X, y, lr, 1)
    z = (X @ w1 + b1).tolist()
    p = np.array([1 / (1 + math.exp(-v)) if v > 0 else math.exp(v) / (1 + math.exp(v)) for v in z])
    w2, b2, history = kata.fit_logistic(X, y, lr, 2)
    agree((w2, b2), (w1 - lr * (X.T @ (p - y)) / 4, b1 - lr * float(np.mean(p - y))))
    expect(np.isfinite(history).all(), "every loss is finite", got=history)


@rests_on("of any integer dtype", "floats or integers")
@pytest.mark.parametrize("dtype", ["uint8", "int8", "int64"])
def test_integers_of_any_dtype(dtype):
    X, y = np.array([[2, 0], [1, 3], [0, 5], [4, 1]]), np.array([0, 1, 1, 0])
    agree(kata.fit_logistic(X, y.astype(dtype), 0.1, 5, 0.3), kata.fit_logistic(X.astype(float), y, 0.1, 5, 0.3))


@rests_on("If a label is neither 0 nor 1")
def test_rejects_other_labels():
    X = np.array([[1.0], [2.0], [4.0]])
    rejects(kata.fit_logistic, [(X, np.array(y), 0.1, 2) for y in ([-1, 1, 1], [0, 1, 2], [2, 2, 2])])


@rests_on("lr <= 0, or l2 < 0")
def test_rejects_a_rate_or_a_penalty_that_goes_uphill():
    X, y = np.array([[1.0], [2.0], [4.0]]), np.array([0, 1, 1])
    rejects(kata.fit_logistic, [(X, y, 0.0, 2), (X, y, -0.3, 2), (X, y, 0.1, 2, -0.01)])
