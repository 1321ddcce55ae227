"""What must hold for all data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import pca_via_svd as kata
from tests.strategies.unsupervised import spread_data


def by_power_iteration(X, c):
    """Walks to the direction of most variance, takes it out of the data, and walks again."""
    left = X - X.mean(axis=0)
    total, components, variances = (left**2).sum(), [], []
    for _ in range(c):
        power = left.T @ left
        for _ in range(12):  # to the power of 4096
            power = power @ power / np.abs(power).max()
        v = power[:, np.abs(power).sum(axis=0).argmax()]
        v = v / np.linalg.norm(v)
        components.append(v * np.sign(v[np.abs(v).argmax()]))
        variances.append(((left @ v) ** 2).sum())
        left = left - np.outer(left @ v, v)
    components = np.array(components)
    return components, (X - X.mean(axis=0)) @ components.T, np.array(variances) / total


@rests_on("in descending\n    order of variance", "the entry of largest absolute value is positive")
@given(spread_data)
def test_agrees_with_power_iteration(data):
    X, c = data
    agree(kata.pca(X, c), by_power_iteration(X, c), rtol=1e-6, atol=1e-7)


@follows_from("scores   = Xc components^T")
@given(spread_data)
def test_all_components_rebuild_the_data(data):
    X, _ = data
    components, scores, _ = kata.pca(X, min(X.shape))
    rebuilt = scores @ components + X.mean(axis=0)
    expect(np.allclose(rebuilt, X, atol=1e-8), f"scores @ components + mean is X,\n{X!r}", got=rebuilt)


@follows_from("scores   = Xc components^T")
@given(spread_data)
def test_scores_are_uncorrelated(data):
    X, c = data
    scores = kata.pca(X, c)[1]
    products = scores.T @ scores
    off = np.abs(products - np.diag(np.diag(products))).max()
    expect(off <= 1e-9 * products.max(), "different columns of scores are orthogonal", got=scores)


@rests_on("Xc = X - mean")
@given(spread_data, st.integers(-1_000, 1_000))
def test_moving_the_data_changes_nothing(data, step):
    X, c = data
    expected = kata.pca(X, c)
    agree(kata.pca(X + step * np.arange(1, X.shape[1] + 1), c), expected, rtol=1e-7, atol=1e-7)


@follows_from("sum over ALL columns of X of their variances")
@given(spread_data)
def test_fewer_components_are_the_first_of_all(data):
    X, c = data
    components, scores, ratio = kata.pca(X, min(X.shape))
    agree(kata.pca(X, c), (components[:c], scores[:, :c], ratio[:c]))


@rests_on(
    "Standard deviations along the components may differ by a factor of\n        1e9, and the small ones count too"
)
@pytest.mark.parametrize("small", [1e-6, 1e-9])
def test_a_direction_that_hardly_varies(small):
    places = np.array([[1.0, 1], [1, -1], [-1, 1], [-1, -1]])
    X = places[:, :1] * np.array([[0.6, 0.8]]) + small * places[:, 1:] * np.array([[0.8, -0.6]])
    scores = kata.pca(X, 2)[1]
    agree(scores, places * [1, small], rtol=1e-3, atol=0)
    agree(kata.pca(X, 2)[2], np.array([1.0, small**2]), rtol=1e-3, atol=0)


@rests_on("the first of\n    several that are within 1e-9 of it")
@pytest.mark.parametrize("direction", [[1.0, -1.0], [-1.0, 1.0], [1.0, -1.0 - 1e-10], [-1.0, 1.0 + 1e-10]])
def test_the_first_of_two_largest_entries_is_positive(direction):
    X = np.outer([-2.0, 0.0, 5.0, 1.0], direction)
    agree(kata.pca(X, 1)[0], np.array([[0.5**0.5, -(0.5**0.5)]]), rtol=1e-8)


@rests_on("the entry of largest absolute value is positive")
@pytest.mark.parametrize("turn", [1.0, -1.0])
def test_the_largest_entry_decides_the_sign(turn):
    X = np.outer([-2.0, 0.0, 5.0, 1.0], turn * np.array([2.0, -6.0, 3.0]))
    agree(kata.pca(X, 1)[0], np.array([[-2.0, 6.0, -3.0]]) / 7)


@rests_on("All 0 if nothing varies")
@pytest.mark.parametrize("value", [0.0, -7.0])
def test_nothing_varies(value):
    components, scores, ratio = kata.pca(np.full((3, 4), value), 2)
    expect(np.allclose(components @ components.T, np.eye(2)), "orthonormal rows", got=components)
    agree((scores, ratio), (np.zeros((3, 2)), np.zeros(2)))


@rests_on("Floats or integers")
@pytest.mark.parametrize("dtype", ["uint8", "int16"])
def test_integers(dtype):
    X = np.array([[200, 3, 9], [10, 90, 4], [30, 7, 250], [80, 1, 60]])
    agree(kata.pca(X.astype(dtype), 3), by_power_iteration(X, 3), rtol=1e-8, atol=1e-8)


@rests_on("`n_components` is less than 1 or more than min(n, d)")
def test_rejects_a_number_of_components_out_of_range():
    tall = np.random.default_rng(3).normal(size=(5, 3))
    rejects(kata.pca, [(tall, 4), (tall.T, 4), (tall, 0), (tall.T, -1)])


@rests_on("`X` holds NaN")
def test_rejects_nan():
    X = np.random.default_rng(4).normal(size=(5, 3))
    X[3, 1] = np.nan
    rejects(kata.pca, [(X, 2), (X[::-1], 1)])
