"""What must hold for every table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import linreg_normal_equation as kata
from tests.strategies.core_concepts import tables_of_any_rank

LOOSE = {"rtol": 1e-7, "atol": 1e-8}


def shortest_by_directions(X, y):
    """Along each direction in which the rows vary, the slope of y; the others have variance 0 up to rounding."""
    centred = X - X.mean(axis=0)
    variances, directions = np.linalg.eigh(centred.T @ centred)
    w = sum(
        (direction * (centred @ direction @ y) / variance)
        for variance, direction in zip(variances, directions.T, strict=True)
        if variance > 1e-8
    )
    w = np.zeros(X.shape[1]) + w
    return w, float(y.mean() - X.mean(axis=0) @ w)


@rests_on("return the one whose w has the smallest Euclidean norm")
@given(tables_of_any_rank)
def test_agrees_with_the_slopes_along_the_directions_of_spread(table):
    agree(kata.fit_linear(*table), shortest_by_directions(*table), **LOOSE)


@follows_from("sum of (y - X w - b)^2")
@given(tables_of_any_rank)
def test_the_residuals_are_orthogonal_to_every_column(table):
    X, y = table
    w, b = kata.fit_linear(X, y)
    residual = y - X @ w - b
    expect(abs(residual.sum()) < 1e-8, "residuals y - X w - b that sum to 0", got=(w, b))
    expect(np.all(np.abs(X.T @ residual) < 1e-7), "residuals orthogonal to every column of X", got=(w, b))


@rests_on("The size of b does not count")
@given(tables_of_any_rank, st.sampled_from([-40.0, 0.3, 1e4]))
def test_raising_every_target_raises_the_intercept_alone(table, c):
    X, y = table
    w, b = kata.fit_linear(X, y)
    agree(kata.fit_linear(X, y + c), (w, b + c), **LOOSE)


@rests_on("The size of b does not count")
@given(tables_of_any_rank, st.sampled_from([-17.0, 5.0, 260.0]))
def test_moving_a_column_moves_the_intercept_alone(table, c):
    X, y = table
    w, b = kata.fit_linear(X, y)
    moved = X + c * (np.arange(X.shape[1]) == 0)
    agree(kata.fit_linear(moved, y), (w, b - c * float(w[0])), rtol=1e-7, atol=1e-7)


@rests_on("the smallest Euclidean norm")
@given(tables_of_any_rank)
def test_copies_of_all_columns_share_their_weights(table):
    X, y = table
    w, b = kata.fit_linear(X, y)
    agree(kata.fit_linear(np.hstack([X, X, X]), y), (np.tile(w / 3, 3), b), **LOOSE)


@rests_on("A column that never varies has weight 0")
@pytest.mark.parametrize("value", [0.0, 7.0, -250.0])
def test_a_constant_column_has_no_weight(value):
    X = np.array([[1.0, value], [2.0, value], [4.0, value], [9.0, value]])
    agree(kata.fit_linear(X, 2 * X[:, 0] + 3), (np.array([2.0, 0.0]), 3.0), **LOOSE)


@rests_on("if there are no more rows than columns, too")
def test_two_rows_and_three_columns():
    X, y = np.array([[1.0, 5.0, 2.0], [2.0, 3.0, 4.0]]), np.array([10.0, 28.0])
    agree(kata.fit_linear(X, y), (np.array([2.0, -4.0, 4.0]), 20.0), **LOOSE)  # w is 18 / 9 of the rows' difference


@rests_on("timestamps of 1.7e9 seconds that are hours apart")
def test_timestamps():
    hours = np.array([0, 1, 2, 5, 9, 11, 16])
    for seconds in (1_700_000_000 + 3_600 * hours, 1_700_000_000.25 + 3_600.0 * hours):
        X = np.stack([seconds, 100.0 * (hours % 3)], axis=1)
        y = 0.5 * hours - 3.0 * (hours % 3)
        w, b = kata.fit_linear(X, y)
        agree(w, np.array([0.5 / 3_600, -0.03]), rtol=1e-6)
        agree(X @ w + b, y, rtol=0, atol=1e-6)


@rests_on("their scales may differ by a factor of 1e8")
@pytest.mark.parametrize("scale", [1e-8, 1e-7, 1e8])
def test_scales_far_apart(scale):
    rng = np.random.default_rng(5)
    X = rng.normal(size=(12, 3)) + 1
    w = np.array([2.0, -3.0, 0.5])
    factors = np.array([1.0, scale, 1.0])
    agree(kata.fit_linear(X * factors, X @ w + 4), (w / factors, 4.0), rtol=1e-6)


@follows_from("sum of (y - X w - b)^2")
def test_columns_that_almost_coincide():
    rng = np.random.default_rng(8)
    twin, gap = rng.normal(size=20), rng.normal(size=20)
    X = np.stack([twin, twin + 1e-6 * gap], axis=1)
    agree(kata.fit_linear(X, X @ [3.0, -1.0] + 2), (np.array([3.0, -1.0]), 2.0), rtol=1e-4)


@rests_on("floats or integers")
def test_integers():
    X, y = np.array([[1, 3], [2, 1], [4, 4], [7, 0]], dtype=np.uint8), np.array([5, 6, 1, 9])
    agree(kata.fit_linear(X, y), kata.fit_linear(X.astype(float), y.astype(float)))


@rests_on("If `X` or `y` holds NaN or an infinity")
def test_rejects_what_is_not_finite():
    X, y = np.array([[1.0, 2.0], [3.0, 1.0], [4.0, 9.0]]), np.array([5.0, 7.0, 11.0])
    holes = [np.array([0.0, bad, 0.0]) for bad in (np.nan, np.inf, -np.inf)]
    rejects(kata.fit_linear, [(X, y + hole) for hole in holes] + [(X + hole[:, None], y) for hole in holes])
