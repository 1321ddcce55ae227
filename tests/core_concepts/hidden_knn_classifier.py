"""What must hold for all tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import knn_classifier as kata
from tests.strategies.unsupervised import neighbourhoods

metrics = st.sampled_from(["l2", "l1"])


def one_label(X_train, y_train, row, k, metric):
    """Sorts pairs of distance and index, counts by hand, straight from the statement."""
    away = [sum(abs(a - b) ** (2 if metric == "l2" else 1) for a, b in zip(row, t, strict=True)) for t in X_train]
    nearest = sorted(range(len(away)), key=lambda i: (away[i], i))[:k]
    votes = [int(y_train[i]) for i in nearest]
    return min(votes, key=lambda label: (-votes.count(label), label))


def row_by_row(X_train, y_train, X_test, k, metric="l2"):
    X_train, X_test = X_train.tolist(), X_test.tolist()
    return np.array([one_label(X_train, y_train, row, k, metric) for row in X_test])


@rests_on("the label that most of its `k` nearest training rows have")
@given(neighbourhoods, metrics)
def test_agrees_with_sorting_by_hand(tables, metric):
    agree(kata.knn_predict(*tables, metric=metric), row_by_row(*tables, metric))


@follows_from("the sum of the absolute")
@given(neighbourhoods, metrics, st.integers(-1_000, 1_000))
def test_moving_all_rows_changes_nothing(tables, metric, step):
    X_train, y_train, X_test, k = tables
    labels = kata.knn_predict(*tables, metric=metric)
    agree(kata.knn_predict(X_train + step, y_train, X_test + step, k, metric=metric), labels)


@follows_from('Euclidean for "l2"')
@given(neighbourhoods, metrics, st.sampled_from([0.25, 8.0]))
def test_scaling_all_features_alike_changes_nothing(tables, metric, scale):
    X_train, y_train, X_test, k = tables
    labels = kata.knn_predict(*tables, metric=metric)
    agree(kata.knn_predict(scale * X_train, y_train, scale * X_test, k, metric=metric), labels)


@rests_on("for each row of `X_test`")
@given(neighbourhoods)
def test_each_test_row_is_labelled_by_itself(tables):
    X_train, y_train, X_test, k = tables
    labels = kata.knn_predict(*tables)
    agree(kata.knn_predict(X_train, y_train, X_test[:1], k), labels[:1])
    agree(kata.knn_predict(X_train, y_train, X_test[::-1], k), labels[::-1])


@rests_on("the one of lower index is nearer")
@pytest.mark.parametrize("k", [1, 3, 9, 14, 25, 39])
def test_many_equally_near_rows(k):
    X_train = np.zeros((60, 2))
    X_train[::3] = 5.0
    tables = X_train, np.arange(60) % 7 * (-1) ** np.arange(60), np.array([[0.0, 1.0], [5.0, 4.0]]), k
    agree(kata.knn_predict(*tables), row_by_row(*tables))


@rests_on("of labels with equally many votes, the smallest wins")
@pytest.mark.parametrize("labels", [[9, -4, 9, -4], [-4, 9, 9, -4], [9, 9, -4, -4], [5, 9, -4, 7]])
def test_split_votes(labels):
    X_train = np.array([[1.0], [2.0], [3.0], [4.0]])
    agree(kata.knn_predict(X_train, np.array(labels), np.zeros((1, 1)), 4), np.array([-4]))


@rests_on("All k votes weigh the same")
def test_two_far_votes_beat_a_near_one():
    X_train = np.array([[50.0], [0.1], [70.0]])
    agree(kata.knn_predict(X_train, np.array([3, 1, 3]), np.zeros((1, 1)), 3), np.array([3]))


@rests_on("Features are compared as they are, not rescaled")
def test_a_feature_of_large_range_decides():
    X_train = np.array([[0.0, 100.0], [9.0, 20.0], [3.0, 900.0]])
    agree(kata.knn_predict(X_train, np.array([4, 6, 8]), np.array([[0.0, 30.0]]), 1), np.array([6]))


@rests_on("Floats or integers, unsigned ones included")
@pytest.mark.parametrize("metric", ["l2", "l1"])
@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint64"])
def test_small_and_unsigned_integers(dtype, metric):
    X_train = np.array([[100, 3], [20, 3], [61, 90], [3, 80]], dtype=dtype)
    tables = X_train, np.array([5, 6, 7, 8]), np.array([[70, 4], [9, 100], [127, 0]], dtype=dtype), 1
    agree(kata.knn_predict(*tables, metric=metric), row_by_row(*tables, metric))


@rests_on("Rows may lie 1e8 from the origin and be\n        1 apart")
@pytest.mark.parametrize("metric", ["l2", "l1"])
def test_far_from_the_origin(metric):
    X_train, X_test = np.array([[3.0, 1.0], [1.0, 2.0], [7.0, 5.0]]), np.array([[1.0, 1.0], [6.0, 4.0], [3.0, 1.0]])
    labels = np.array([5, 6, 7])
    agree(kata.knn_predict(X_train + 1e8, labels, X_test + 1e8, 1, metric=metric), np.array([6, 7, 5]))


@rests_on("m may be 0")
def test_no_test_rows():
    agree(kata.knn_predict(np.ones((3, 2)), np.array([4, 5, 4]), np.ones((0, 2)), 2), np.array([], dtype=int))


@rests_on("`k` is less than 1 or more than n")
def test_rejects_a_k_out_of_range():
    X, y = np.array([[1.0, 4.0], [2.0, 0.5], [7.0, 3.0]]), np.array([1, 2, 2])
    rejects(kata.knn_predict, [(X, y, X, k) for k in (0, -1, 4, 50)])


@rests_on("`X_train` or `X_test` holds NaN")
@pytest.mark.parametrize("metric", ["l2", "l1"])
def test_rejects_nan(metric):
    X, y, gap = np.array([[1.0, 4.0], [2.0, 0.5], [7.0, 3.0]]), np.array([1, 2, 2]), np.zeros((3, 2))
    gap[2, 1] = np.nan
    rejects(kata.knn_predict, [(X + gap, y, X, 2, metric), (X, y, X + gap, 2, metric)])


@rests_on("2,000 training rows and 1,000 test rows of 8 features")
def test_two_million_pairs():
    corners = np.array([[i >> j & 1 for j in range(8)] for i in range(200)]) * 4.0  # 4 or more apart
    rng = np.random.default_rng(3)
    code = rng.integers(0, 200, 1_000)
    X_train = np.repeat(corners, 10, axis=0) + rng.uniform(-0.5, 0.5, size=(2_000, 8))
    X_test = corners[code] + rng.uniform(-0.5, 0.5, size=(1_000, 8))
    agree(kata.knn_predict(X_train, np.repeat(np.arange(200), 10) - 50, X_test, 7), code - 50)
