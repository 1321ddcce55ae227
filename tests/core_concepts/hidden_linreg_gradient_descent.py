"""What must hold for every regression."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import linreg_gradient_descent as kata
from tests.strategies.core_concepts import regressions

rates = st.sampled_from([0.02, 0.1, 0.3])
few = st.integers(0, 12)


def pair(targets=(4.0, -4.0)):
    """Two rows for which the error in w, at first 4, is multiplied by 1 - lr in each iteration and b stays 0."""
    return np.array([[1.0], [-1.0]]), np.array(targets)


def by_the_recurrence(X, y, lr, n_iter):
    """Plain floats, one example and one weight at a time."""
    rows, targets = X.tolist(), y.tolist()
    n, d = X.shape
    w, b, history = [0.0] * d, 0.0, []
    for t in range(n_iter + 1):
        residual = [
            sum(wi * xi for wi, xi in zip(w, row, strict=True)) + b - target
            for row, target in zip(rows, targets, strict=True)
        ]
        history.append(sum(r * r for r in residual) / (2 * n))
        if t < n_iter:
            w = [w[j] - lr * sum(r * row[j] for r, row in zip(residual, rows, strict=True)) / n for j in range(d)]
            b -= lr * sum(residual) / n
    return np.array(w), b, history


def names_its_iteration(arguments, t):
    with pytest.raises(FloatingPointError) as raised:
        kata.gd_linear(*arguments)
    message = str(raised.value)
    expect(re.search(rf"(?<![\d.]){t}(?![\d.]\d)", message), f"a message that contains {t}, the iteration", got=message)


@rests_on("computes both gradients from the same residual")
@given(regressions, rates, few)
def test_agrees_with_the_recurrence(regression, lr, n_iter):
    X, y = regression
    agree(kata.gd_linear(X, y, lr, n_iter), by_the_recurrence(X, y, lr, n_iter), rtol=1e-7, atol=1e-9)


@follows_from("parameter - lr * gradient")
@given(regressions, st.sampled_from([0.2, 0.7, 1.0]))
def test_the_loss_never_rises_at_a_small_enough_rate(regression, share):
    X, y = regression
    augmented = np.column_stack([X, np.ones(len(X))])  # (n, d + 1)
    steepest = np.linalg.eigvalsh(augmented.T @ augmented / len(X))[-1]
    _, _, history = kata.gd_linear(X, y, share / steepest, 15)
    expect(np.all(np.diff(history) <= 1e-9 * history[0]), "a history that never rises", got=history)


@follows_from("X^T r / n for w, and the mean of r for b")
@given(regressions, rates)
def test_seeing_every_row_twice_changes_nothing(regression, lr):
    X, y = regression
    once = kata.gd_linear(X, y, lr, 8)
    agree(kata.gd_linear(np.vstack([X, X]), np.concatenate([y, y]), lr, 8), once, rtol=1e-7, atol=1e-9)


@rests_on("history[t]`` is the loss after iteration t")
@given(regressions, rates, few, st.integers(1, 5))
def test_fewer_iterations_give_a_prefix(regression, lr, n_iter, more):
    longer = kata.gd_linear(*regression, lr, n_iter + more)[2]
    agree(kata.gd_linear(*regression, lr, n_iter)[2], longer[: n_iter + 1])


@rests_on("a column means the same as the flat array")
@given(regressions, rates)
def test_a_column_of_targets_means_the_same(regression, lr):
    X, y = regression
    agree(kata.gd_linear(X, y[:, None], lr, 6), by_the_recurrence(X, y, lr, 6), rtol=1e-7, atol=1e-9)


@follows_from("r = X w + b - y")
@given(regressions, rates)
def test_scaling_the_targets_scales_the_answer(regression, lr):
    X, y = regression
    w, b, history = kata.gd_linear(X, y, lr, 6)
    scaled = (-2 * w, -2 * b, [4 * loss for loss in history])
    agree(kata.gd_linear(X, -2 * y, lr, 6), scaled, rtol=1e-7, atol=1e-9)


@rests_on("Stop after iteration t if")
@pytest.mark.parametrize(("tol", "steps"), [(6.1, 1), (6.0, 2), (1.6, 2), (1.5, 3), (0.4, 3), (0.375, 4), (1e-3, 8)])
def test_stops_after_a_change_below_tol(tol, steps):
    history = [8.0 / 4**t for t in range(steps + 1)]  # 8, 2, 0.5, 0.125, ...
    agree(kata.gd_linear(*pair(), 0.5, 50, tol), (np.array([4 - 4 * 0.5**steps]), 0.0, history))


@rests_on("with 0, never")
def test_without_tol_it_never_stops_early():
    agree(kata.gd_linear(*pair(), 1.0, 9), (np.array([4.0]), 0.0, [8.0] + [0.0] * 9))


@rests_on("abs(history[t] - history[t - 1]) < tol")
def test_a_rising_loss_is_no_reason_to_stop():
    agree(kata.gd_linear(*pair(), 2.5, 4, tol=1e-3)[2], [8 * 2.25**t for t in range(5)])


@rests_on("The message contains its t")
@pytest.mark.parametrize(("lr", "t"), [(1e21, 8), (1e27, 6), (1e40, 4), (1e200, 1)])
def test_the_error_names_the_iteration(lr, t):
    names_its_iteration((*pair(), lr, 40), t)  # each loss is lr^2 times the one before


@rests_on("As soon as a loss is NaN or infinite")
@pytest.mark.parametrize(("lr", "t"), [(1e21, 8), (1e27, 6), (1e40, 4)])
def test_one_iteration_before_the_overflow_is_fine(lr, t):
    agree(kata.gd_linear(*pair(), lr, t - 1)[2], [8 * (1 - lr) ** (2 * i) for i in range(t)], rtol=1e-7)


@rests_on("also that of the start")
@pytest.mark.parametrize("value", [np.nan, np.inf])
@pytest.mark.parametrize("n_iter", [0, 5])
def test_a_start_that_is_not_finite(value, n_iter):
    names_its_iteration((*pair([value, 1.0]), 0.1, n_iter), 0)


@rests_on("computed in float64", "floats or integers, as are the targets")
@pytest.mark.parametrize("dtype", ["int64", "uint8", "float32"])
def test_any_dtype_will_do(dtype):
    X, y = np.array([[1, 7], [2, 0], [4, 3]]), np.array([3, 5, 200])
    agree(kata.gd_linear(X.astype(dtype), y.astype(dtype), 0.1, 5), by_the_recurrence(X, y, 0.1, 5))


@rests_on("If lr <= 0")
def test_rejects_a_learning_rate_that_is_not_positive():
    rejects(kata.gd_linear, [(*pair(), lr, 5) for lr in (0.0, -0.1)])


@rests_on("n >= 1, d >= 1")
def test_one_row_and_a_small_rate():
    w, b, history = kata.gd_linear(np.array([[2.0]]), np.array([3.0]), 5e-3, 1)
    agree((w, b, history), (np.array([0.03]), 0.015, [4.5, 2.925**2 / 2]))
