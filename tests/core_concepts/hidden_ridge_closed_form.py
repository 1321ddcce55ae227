"""What must hold for every table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import ridge_closed_form as kata
from tests.strategies.core_concepts import tables_of_any_rank

penalties = st.sampled_from([0.0, 0.3, 2.0, 50.0])
LOOSE = {"rtol": 1e-7, "atol": 1e-8}


def least_squares_with_extra_rows(X, y, alpha):
    """Plain least squares, the penalty as d more rows whose target is 0."""
    d = X.shape[1]
    rows = np.vstack([X - X.mean(axis=0), np.sqrt(alpha) * np.eye(d)])
    w = np.linalg.lstsq(rows, np.append(y - y.mean(), np.zeros(d)))[0]
    return w, float(y.mean() - X.mean(axis=0) @ w)


def cost(X, y, alpha, w, b):
    return float(np.sum((y - X @ w - b) ** 2) + alpha * w @ w)


@follows_from("sum of (y - X w - b)^2 + alpha * (w . w)")
@given(tables_of_any_rank, penalties)
def test_agrees_with_least_squares_on_extra_rows(table, alpha):
    agree(kata.ridge(*table, alpha), least_squares_with_extra_rows(*table, alpha), **LOOSE)


@rests_on("They minimise")
@given(tables_of_any_rank, penalties, st.integers(0, 99))
def test_no_small_change_costs_less(table, alpha, seed):
    w, b = kata.ridge(*table, alpha)
    changes = np.random.default_rng(seed).normal(size=(5, len(w) + 1)) / 100
    least = min(cost(*table, alpha, w + change[:-1], b + change[-1]) for change in changes)
    here = cost(*table, alpha, w, b)
    expect(least >= here - 1e-9 * abs(here), "no (w, b) nearby that costs less", got=(w, b))


@follows_from("alpha * (w . w)")
@given(tables_of_any_rank)
def test_the_norm_never_grows_with_alpha(table):
    norms = [float(np.linalg.norm(kata.ridge(*table, alpha)[0])) for alpha in (0.0, 0.1, 3.0, 40.0, 1e6)]
    expect(np.all(np.diff(norms) <= 1e-9), "norms of w that never grow as alpha does", got=norms)


@follows_from("alpha * (w . w)")
@given(tables_of_any_rank, penalties, st.integers(0, 99))
def test_turning_the_features_turns_the_weights(table, alpha, seed):
    X, y = table
    turn = np.linalg.qr(np.random.default_rng(seed).normal(size=(X.shape[1],) * 2))[0]
    w, b = kata.ridge(X, y, alpha + 0.1)
    agree(kata.ridge(X @ turn, y, alpha + 0.1), (turn.T @ w, b), **LOOSE)


@rests_on("a sum, not a mean")
@given(tables_of_any_rank, penalties)
def test_seeing_every_row_three_times_takes_three_times_the_penalty(table, alpha):
    X, y = table
    agree(kata.ridge(np.vstack([X] * 3), np.tile(y, 3), 3 * alpha), kata.ridge(X, y, alpha), **LOOSE)


@rests_on("the intercept b is not penalised")
@given(tables_of_any_rank, penalties, st.sampled_from([-40.0, 0.3, 1e4]))
def test_raising_every_target_raises_the_intercept_alone(table, alpha, c):
    X, y = table
    w, b = kata.ridge(X, y, alpha)
    agree(kata.ridge(X, y + c, alpha), (w, b + c), **LOOSE)


@rests_on("the limit of the answers for alpha towards 0")
@pytest.mark.parametrize("alpha", [0.0, 1e-9])
def test_two_rows_and_three_columns(alpha):
    X, y = np.array([[1.0, 5.0, 2.0], [2.0, 3.0, 4.0]]), np.array([10.0, 28.0])
    agree(kata.ridge(X, y, alpha), (np.array([2.0, -4.0, 4.0]), 20.0), rtol=1e-6)


@rests_on("Any alpha > 0 counts as it stands")
def test_a_tiny_penalty_on_a_tiny_column():
    X = np.array([[1.0, 2e-5], [2.0, -1e-5], [3.0, 5e-5], [6.0, -6e-5]])
    y = np.array([1.0, 4.0, 2.0, 9.0])
    agree(kata.ridge(X, y, 1e-9), least_squares_with_extra_rows(X, y, 1e-9), rtol=1e-6)


@rests_on("no d x d matrix is ever built")
def test_fifty_rows_and_three_thousand_columns():
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(50, 3_000)) + 0.5, rng.normal(size=50) + 2
    w, b = kata.ridge(X, y, 5.0)
    expect(kata.peak_memory() < 40 * 2**20, "less than 40 MB for 50 x 3,000", got=kata.peak_memory())
    residual = y - X @ w - b
    agree((X - X.mean(axis=0)).T @ residual, 5.0 * w, rtol=1e-6, atol=1e-9)  # where the derivative is 0
    agree(float(residual.mean()), 0.0, atol=1e-9)


@follows_from("sum of (y - X w - b)^2 + alpha * (w . w)")
def test_three_thousand_rows_and_two_columns():
    rng = np.random.default_rng(6)
    X, y = rng.normal(size=(3_000, 2)) + 0.5, rng.normal(size=3_000) + 2
    w, b = kata.ridge(X, y, 700.0)
    residual = y - X @ w - b
    agree((X - X.mean(axis=0)).T @ residual, 700.0 * w, rtol=1e-6, atol=1e-9)
    agree(float(residual.mean()), 0.0, atol=1e-9)


@rests_on("floats or integers")
def test_integers():
    X, y = np.array([[1, 3], [2, 1], [4, 4], [7, 0]], dtype=np.uint8), np.array([5, 6, 1, 9])
    agree(kata.ridge(X, y, 2), kata.ridge(X.astype(float), y.astype(float), 2.0))


@rests_on("If alpha < 0, or if `X` or `y` holds NaN")
def test_rejects():
    X, y = np.array([[1.0, 2.0], [3.0, 1.0], [4.0, 9.0]]), np.array([5.0, 7.0, 11.0])
    hole = np.array([0.0, np.nan, 0.0])
    rejects(kata.ridge, [(X, y, -1e-9), (X + hole[:, None], y, 1.0), (X, y + hole, 1.0), (X, y + hole, 0.0)])
