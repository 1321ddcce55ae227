"""k-nearest neighbours: the reference, another right answer, and the mistakes the tests must reject.

There is nothing to train: the model is the data, and all the cost falls on the prediction,
O(m n d) for the distances and O(m n log n) for a full sort (a selection of the k smallest would
do, but it forgets the order of equals). The table of distances holds m n numbers; adding up
one feature at a time avoids the (m, n, d) cube.

Only the order of the distances counts, so no root is taken. |x|^2 - 2 x.t + |t|^2 is one fast
matrix product and right for centred data; 1e8 from the origin it subtracts numbers of size 1e16,
whose last digit is 2, to find a difference of 1. It may even come out negative, and its root NaN.

The two tie rules make the answer determined. A stable sort keeps equally near rows in the
order of the training set; np.unique sorts the labels, and argmax takes the first of several
maxima, so the smallest label wins a split vote.

What an interviewer listens for: both ties before being asked, scaling of features (income in
euros decides every distance), what k does to bias and variance, and why distances tell less
and less in many dimensions.
"""

from collections import Counter

import numpy as np


def _check(X_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError(f"k = {k} neighbours of {len(X_train)} training rows")
    if np.isnan(X_train).any() or np.isnan(X_test).any():
        raise ValueError("a feature is NaN")


def _distances(X_train, X_test, metric):
    size = {"l1": np.abs, "l2": np.square}[metric]  # no root: the order is the same
    total = np.zeros((len(X_test), len(X_train)))  # (m, n)
    for j in range(X_train.shape[1]):  # feature by feature: no (m, n, d) cube
        total += size(np.subtract(X_test[:, j, None], X_train[:, j], dtype=float))  # unsigned would wrap around
    return total


def _vote(y_train, nearest):
    classes, code = np.unique(y_train, return_inverse=True)  # sorted, so the first maximum is the smallest label
    votes = np.zeros((len(nearest), len(classes)), dtype=int)  # (m, classes)
    np.add.at(votes, (np.arange(len(nearest))[:, None], code[nearest]), 1)
    return classes[votes.argmax(axis=1)]


def knn_predict(X_train, y_train, X_test, k, metric="l2"):
    _check(X_train, X_test, k)
    order = np.argsort(_distances(X_train, X_test, metric), axis=1, kind="stable")  # (m, n)  equals keep their order
    return _vote(y_train, order[:, :k])


def one_test_row_at_a_time(X_train, y_train, X_test, k, metric="l2"):
    """Takes the norm to each test row in turn, sorts by distance and index, and counts by hand."""
    _check(X_train, X_test, k)
    train, indices = X_train.astype(float), np.arange(len(X_train))
    winners = []
    for row in X_test.astype(float):
        away = np.linalg.norm(train - row, ord=1 if metric == "l1" else 2, axis=1)
        votes = Counter(y_train[np.lexsort((indices, away))[:k]].tolist())
        winners.append(min(votes, key=lambda label: (-votes[label], label)))
    return np.array(winners, dtype=y_train.dtype)


def _nearest_by(distances, k):
    return np.argsort(distances, axis=1, kind="stable")[:, :k]


def first_seen_vote(X_train, y_train, X_test, k, metric="l2"):
    """Leaves a split vote to Counter.most_common: the label of the nearest neighbour wins, not the smallest."""
    _check(X_train, X_test, k)
    nearest = _nearest_by(_distances(X_train, X_test, metric), k)
    return np.array([Counter(y_train[row].tolist()).most_common(1)[0][0] for row in nearest], dtype=int)


def unstable_topk(X_train, y_train, X_test, k, metric="l2"):
    """Selects with argpartition: which of several equally near rows it takes is not decided by the index."""
    _check(X_train, X_test, k)
    return _vote(y_train, np.argpartition(_distances(X_train, X_test, metric), k - 1, axis=1)[:, :k])


def later_row_first(X_train, y_train, X_test, k, metric="l2"):
    """Takes the k last of a descending order: of equally near rows the later ones come first."""
    _check(X_train, X_test, k)
    return _vote(y_train, np.argsort(-_distances(X_train, X_test, metric), axis=1, kind="stable")[:, -k:])


def expands_the_square(X_train, y_train, X_test, k, metric="l2"):
    """Uses |x|^2 - 2 x.t + |t|^2 on raw data: far from the origin the distances drown in rounding."""
    _check(X_train, X_test, k)
    if metric == "l1":
        return knn_predict(X_train, y_train, X_test, k, metric)
    return _vote(y_train, _nearest_by(np.maximum(_expanded(X_train, X_test), 0), k))


def _expanded(X_train, X_test):
    train, test = X_train.astype(float), X_test.astype(float)
    return (test**2).sum(axis=1)[:, None] - 2 * test @ train.T + (train**2).sum(axis=1)


def ignores_the_metric(X_train, y_train, X_test, k, metric="l2"):
    """Always takes the Euclidean distance."""
    return knn_predict(X_train, y_train, X_test, k, "l2")


def signed_differences(X_train, y_train, X_test, k, metric="l2"):
    """Forgets the absolute value in l1: differences of opposite sign cancel."""
    _check(X_train, X_test, k)
    if metric == "l2":
        return knn_predict(X_train, y_train, X_test, k, metric)
    total = X_test.astype(float).sum(axis=1)[:, None] - X_train.astype(float).sum(axis=1)
    return _vote(y_train, _nearest_by(np.abs(total), k))


def subtracts_unsigned(X_train, y_train, X_test, k, metric="l2"):
    """Subtracts in the given type: unsigned integers wrap around below zero, small ones overflow when squared."""
    _check(X_train, X_test, k)
    apart = X_test[:, None] - X_train  # (m, n, d)
    return _vote(y_train, _nearest_by((np.abs(apart) if metric == "l1" else apart**2).sum(axis=2), k))


def silent_k_clip(X_train, y_train, X_test, k, metric="l2"):
    """Takes as many neighbours as there are when k exceeds n: the caller asked for something else and never learns."""
    return knn_predict(X_train, y_train, X_test, min(k, len(X_train)), metric)


def lets_nan_through(X_train, y_train, X_test, k, metric="l2"):
    """Never looks for NaN: such a row sorts last, and a test row with a gap gets the first k rows' vote."""
    _check(X_train[:, :0], X_test[:, :0], k)
    return _vote(y_train, _nearest_by(_distances(X_train, X_test, metric), k))


def weighs_by_distance(X_train, y_train, X_test, k, metric="l2"):
    """Weighs each vote by 1 / distance: one close neighbour outvotes two that are farther."""
    _check(X_train, X_test, k)
    distances = _distances(X_train, X_test, metric)
    nearest, classes = _nearest_by(distances, k), np.unique(y_train)
    weights = 1 / (np.take_along_axis(distances, nearest, axis=1) + 1e-9)
    votes = np.stack([(weights * (y_train[nearest] == c)).sum(axis=1) for c in classes], axis=1)
    return classes[votes.argmax(axis=1)]


def averages_the_labels(X_train, y_train, X_test, k, metric="l2"):
    """Rounds the mean label, as for regression: between classes 2 and 7 it invents a class 4."""
    _check(X_train, X_test, k)
    return np.rint(y_train[_nearest_by(_distances(X_train, X_test, metric), k)].mean(axis=1)).astype(int)


def standardises_the_features(X_train, y_train, X_test, k, metric="l2"):
    """Rescales each feature first: often wise, but not asked for, and it changes who is near."""
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread > 0, spread, 1)
    return knn_predict((X_train - mean) / spread, y_train, (X_test - mean) / spread, k, metric)


def loops_over_pairs(X_train, y_train, X_test, k, metric="l2"):
    """Measures one pair at a time in Python: right, but two million pairs take far too long."""
    _check(X_train, X_test, k)
    train, test, norm = X_train.astype(float), X_test.astype(float), 1 if metric == "l1" else 2
    distances = [[np.linalg.norm(x - t, ord=norm) for t in train] for x in test]
    return _vote(y_train, _nearest_by(np.array(distances).reshape(len(test), len(train)), k))


ALTERNATIVES = [one_test_row_at_a_time]
