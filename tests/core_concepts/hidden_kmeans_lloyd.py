"""What must hold for every cloud of points."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import kmeans_lloyd as kata
from tests.strategies.core_concepts import clouds

few = st.integers(0, 5)


def nearest(point, centers):
    """Index and squared distance of the nearest centre, the first of several."""
    return min(((math.dist(point, center) ** 2, j) for j, center in enumerate(centers)))[::-1]


def kmeans_point_by_point(X, centers0, max_iter, tol):
    """Lists and one point at a time, straight from the statement."""
    points, centers, n_iter = X.tolist(), centers0.tolist(), 0
    for _ in range(max_iter):
        n_iter += 1
        mine = [nearest(point, centers)[0] for point in points]
        groups = [[p for p, label in zip(points, mine, strict=True) if label == j] for j in range(len(centers))]
        moved = [
            [sum(column) / len(group) for column in zip(*group, strict=True)] if group else center
            for group, center in zip(groups, centers, strict=True)
        ]
        shift = max(map(math.dist, moved, centers))
        centers = moved
        if shift <= tol:
            break
    labels, squared = zip(*(nearest(point, centers) for point in points), strict=True)
    return np.array(centers), np.array(labels), sum(squared), n_iter


@rests_on("One iteration:", "The centres after the last iteration")
@given(clouds, few, st.sampled_from([1e-9, 0.05, 0.4]))
def test_agrees_with_one_point_at_a_time(cloud, max_iter, tol):
    agree(kata.kmeans(*cloud, max_iter=max_iter, tol=tol), kmeans_point_by_point(*cloud, max_iter, tol))


@rests_on("the index of the nearest of the *returned* centres", "the returned centre nearest to it")
def test_labels_and_inertia_belong_to_the_returned_centres():
    X, centers0 = np.array([[6.0], [15.0], [18.0]]), np.array([[3.0], [7.0]])  # 7 moves to 13, and 6 is nearer to 3
    agree(kata.kmeans(X, centers0, max_iter=1), (np.array([[3.0], [13.0]]), np.array([0, 1, 1]), 38.0, 1))
    agree(kata.kmeans(X, centers0), (np.array([[6.0], [16.5]]), np.array([0, 1, 1]), 4.5, 3))


@follows_from("move each centre to the mean of its points")
@given(clouds, few)
def test_inertia_never_rises_from_one_iteration_to_the_next(cloud, max_iter):
    X, centers0 = cloud
    before, after = (kata.kmeans(X, centers0, m)[2] for m in (max_iter, max_iter + 1))
    expect(after <= before * (1 + 1e-9), f"the inertia of one iteration fewer, {before!r}, or less", got=after)


@follows_from("its nearest centre (Euclidean)")
@given(clouds, st.integers(-1_000, 1_000))
def test_moving_everything_moves_the_centres_only(cloud, step):
    X, centers0 = cloud
    centers, *rest = kata.kmeans(X, centers0)
    agree(kata.kmeans(X + step, centers0 + step), (centers + step, *rest), rtol=1e-8, atol=1e-9)


@follows_from("move each centre to the mean of its points")
@given(clouds, st.integers(0, 99))
def test_shuffling_the_points_shuffles_the_labels(cloud, seed):
    X, centers0 = cloud
    order = np.random.default_rng(seed).permutation(len(X))
    centers, labels, inertia, n_iter = kata.kmeans(X, centers0)
    agree(kata.kmeans(X[order], centers0), (centers, labels[order], inertia, n_iter))


@rests_on("If there are more centres than points")
def test_a_centre_at_every_point_leaves_no_inertia():
    X = np.array([[3.0, 1.0], [-2.0, 5.0], [0.5, 0.5]])
    agree(kata.kmeans(X, X.copy()), (X, np.array([0, 1, 2]), 0.0, 1))


@rests_on("k >= 1")
def test_one_centre_is_the_mean():
    result = kata.kmeans(np.array([[1.0, 5.0], [2.0, -3.0], [6.0, 1.0]]), np.array([[50.0, 50.0]]))
    agree(result, (np.array([[3.0, 1.0]]), np.zeros(3, dtype=int), 46.0, 2))


@rests_on("a centre without points stays where it is")
def test_a_centre_without_points_stays():
    centers, labels, _, _ = kata.kmeans(np.array([[1.0], [3.0], [8.0]]), np.array([[70.0], [2.0], [9.0]]))
    agree((centers, labels), (np.array([[70.0], [2.0], [8.0]]), np.array([1, 1, 2])))


@rests_on("a centre without points stays where it is")
def test_two_centres_without_points_stay():
    X, centers0 = np.array([[0.0], [1.0], [2.0], [3.0], [14.0]]), np.array([[1.0], [8.0], [6.5], [40.0]])
    # 14 is nearest to 8, so 6.5 has nothing; then 8 moves to 14, and 6.5 still has nothing.
    agree(kata.kmeans(X, centers0), (np.array([[1.5], [14.0], [6.5], [40.0]]), np.array([0, 0, 0, 0, 1]), 5.0, 2))


@rests_on("the lowest index of equally near ones")
def test_ties_among_three_centres():
    X, centers0 = np.array([[0, 0], [5, 0], [1, 4], [0, 9]]), np.array([[0, 5], [3, 4], [-5, 0]])
    agree(kata.kmeans(X, centers0, max_iter=0)[1], np.array([0, 1, 0, 0]))
    agree(kata.kmeans(X, centers0[::-1], max_iter=0)[1], np.array([0, 1, 2, 2]))


@rests_on("the largest distance that any centre moved in this iteration is <= `tol`")
@pytest.mark.parametrize(("tol", "expected"), [(3.0, 1), (2.9, 2), (0.0, 2)])
def test_the_largest_shift_decides(tol, expected):
    X, centers0 = np.array([[0.0], [2.0], [10.0], [16.0]]), np.array([[1.5], [10.0]])  # they move by 0.5 and 3
    n_iter = kata.kmeans(X, centers0, tol=tol)[3]
    expect(n_iter == expected, f"n_iter is {expected}: the centres move by 0.5 and 3, then not at all", got=n_iter)


@rests_on("the largest distance that any centre moved in this iteration is <= `tol`")
@pytest.mark.parametrize(("tol", "expected"), [(5.0, 1), (4.9, 2)])
def test_the_shift_is_euclidean(tol, expected):
    n_iter = kata.kmeans(np.array([[2.0, 5.0], [4.0, 3.0]]), np.array([[0.0, 0.0]]), tol=tol)[3]
    expect(n_iter == expected, f"n_iter is {expected}: the centre moves by (3, 4), then not at all", got=n_iter)


@follows_from("max_iter: int = 100, tol: float = 1e-6")
def test_the_defaults():
    X = np.random.default_rng(7).random((1_500, 1))
    n_iter = kata.kmeans(X, np.sort(X, axis=0)[:16])[3]  # all in one corner: they take long to spread
    expect(n_iter == 100, "n_iter is 100 by default where it does not converge", got=n_iter)
    for start, expected in ((0.75e-6, 1), (0.25e-6, 2)):
        n_iter = kata.kmeans(np.array([[0.0], [3e-6]]), np.array([[start]]))[3]
        expect(n_iter == expected, f"n_iter is {expected}: the centre moves to 1.5e-6, and tol is 1e-6", got=n_iter)


@rests_on("float64 or integer")
def test_integers_are_not_truncated():
    result = kata.kmeans(np.array([[0, 3], [1, 4], [20, 9]]), np.array([[0, 0], [19, 9]]))
    agree(result, (np.array([[0.5, 3.5], [20.0, 9.0]]), np.array([0, 0, 1]), 1.0, 2))


@rests_on("float64 or integer")
def test_unsigned_integers_do_not_wrap_around():
    X, centers0 = np.array([[250], [10], [30]], dtype=np.uint8), np.array([[20], [200]], dtype=np.uint8)
    agree(kata.kmeans(X, centers0, max_iter=0), (np.array([[20.0], [200.0]]), np.array([1, 0, 0]), 2700.0, 0))
    agree(kata.kmeans(X, centers0), (np.array([[20.0], [250.0]]), np.array([1, 0, 0]), 200.0, 2))


@rests_on("1e8 from the origin and be 1 apart")
def test_far_from_the_origin():
    X = 1e8 + np.array([[0.0, 7.0], [1.0, 7.0], [4.0, 7.0], [5.0, 7.0]])
    result = kata.kmeans(X, X[[0, 3]])
    agree(result, (1e8 + np.array([[0.5, 7.0], [4.5, 7.0]]), np.array([0, 0, 1, 1]), 1.0, 2), rtol=1e-12)


@rests_on("more centres than points")
def test_rejects_more_centres_than_points():
    X = np.array([[1.0, 4.0], [2.0, 0.5], [7.0, 3.0]])
    rejects(kata.kmeans, [(X, np.vstack([X, X[:1]])), (X[:1], X[:2])])


@rests_on("`X` or `centers0` holds NaN")
def test_rejects_nan():
    X, centers0 = np.array([[1.0, 4.0], [2.0, 0.5], [7.0, 3.0]]), np.array([[1.0, 2.0], [5.0, 5.0]])
    gap = np.array([[0.0, 0.0], [0.0, np.nan], [0.0, 0.0]])
    rejects(kata.kmeans, [(X + gap, centers0), (X, centers0 + gap[:2])])


@rests_on("Up to 50,000 points")
def test_fifty_thousand_points():
    X = np.random.default_rng(3).random((50_000, 2))
    centers, labels, inertia, n_iter = kata.kmeans(X, X[:3], max_iter=14, tol=0.0)
    squared = np.stack([((X - center) ** 2).sum(axis=1) for center in centers])  # (k, n)
    agree((labels, inertia, n_iter), (squared.argmin(axis=0), float(squared.min(axis=0).sum()), 14))
