"""k-means, Lloyd's algorithm: the reference, another right answer, and the mistakes the tests must reject.

Two steps, each of which minimises the same sum of squared distances: for fixed centres the
best label of a point is its nearest centre; for fixed labels the best centre is the mean,
because d/dc sum |x - c|^2 = -2 sum (x - c) is 0 there. The sum never rises and there are
finitely many labellings, so it ends; where it ends depends on the start, hence k-means++ and
several restarts in practice.

The details that separate candidates: the mean of no points is NaN, and NaN poisons every
later distance; after the last move the labels in hand belong to the centres before it; and
|x|^2 - 2 x.c + |c|^2, the fast way by one matrix product, subtracts large numbers when the data
lie far from the origin (centre the data first).

Cost: O(n k d) an iteration in time; the differences below hold n k d numbers at once, and with
many centres one would go centre by centre or in blocks of rows.
"""

import numpy as np


def _check(X, centers0):
    if len(centers0) > len(X):
        raise ValueError(f"{len(centers0)} centres for {len(X)} points")
    if np.isnan(X).any() or np.isnan(centers0).any():
        raise ValueError("a coordinate is NaN")


def _squared_distances(X, centers):
    away = X[:, None] - centers  # (n, k, d)
    return np.einsum("nkd,nkd->nk", away, away)  # (n, k)


def _means(X, labels, centers):
    moved = centers.copy()
    for j in np.unique(labels):  # a centre without points is not among them, so it stays
        moved[j] = X[labels == j].mean(axis=0)
    return moved


def kmeans(X, centers0, max_iter=100, tol=1e-6):
    _check(X, centers0)
    centers = centers0.astype(float)  # (k, d)  means of integers are no integers
    n_iter = 0
    for _ in range(max_iter):
        n_iter += 1
        labels = _squared_distances(X, centers).argmin(axis=1)  # (n,)  the first of several
        moved = _means(X, labels, centers)
        shift = np.linalg.norm(moved - centers, axis=1).max()
        centers = moved
        if shift <= tol:
            break
    squared = _squared_distances(X, centers)  # afresh: the last move may have changed the nearest
    return centers, squared.argmin(axis=1), float(squared.min(axis=1).sum()), n_iter


def matrix_products(X, centers0, max_iter=100, tol=1e-6):
    """Centres the data, expands the square into one matrix product, and sums the members by a one-hot product."""
    _check(X, centers0)
    origin = X.mean(axis=0)
    points, centers, done = X - origin, centers0 - origin, 0
    shift = float("inf")
    while done < max_iter and shift > tol:
        member = np.eye(len(centers))[_nearest_by_product(points, centers)]  # (n, k)
        counts = member.sum(axis=0)[:, None]  # (k, 1)
        moved = np.where(counts > 0, member.T @ points / np.maximum(counts, 1), centers)
        shift, centers, done = np.sqrt(((moved - centers) ** 2).sum(axis=1)).max(), moved, done + 1
    labels = _nearest_by_product(points, centers)
    return centers + origin, labels, float(np.square(points - centers[labels]).sum()), done


def _nearest_by_product(points, centers):
    """|x|^2 is the same for all centres, so |c|^2 - 2 x.c decides."""
    return np.argmin((centers**2).sum(axis=1) - 2 * points @ centers.T, axis=1)


def _assign(X, centers):
    squared = _squared_distances(X, centers)
    return squared.argmin(axis=1), squared.min(axis=1)


def _largest(steps):
    return np.linalg.norm(steps, axis=1).max()


def _lloyd(X, centers0, max_iter, tol, *, assign=_assign, means=_means, size=_largest, stale=(), last=1):
    """The reference's loop with its parts open to change: what most of the mistakes below share."""
    centers, n_iter = centers0.astype(float), 0
    before = assign(X, centers)
    for _ in range(max_iter):
        before = assign(X, centers)
        moved = means(X, before[0], centers)
        shift, centers = size(moved - centers), moved
        n_iter += 1 if shift > tol else last
        if shift <= tol:
            break
    after = assign(X, centers)
    labels = before[0] if "labels" in stale else after[0]
    return centers, labels, float((before if "inertia" in stale else after)[1].sum()), n_iter


def stale_labels(X, centers0, max_iter=100, tol=1e-6):
    """Returns the labels of the last assignment: they belong to the centres before the last move."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, stale=["labels"])


def stale_inertia(X, centers0, max_iter=100, tol=1e-6):
    """Returns the inertia of the last assignment: measured to the centres before the last move."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, stale=["inertia"])


def nan_centre(X, centers0, max_iter=100, tol=1e-6):
    """Takes the mean of an empty cluster: NaN and a warning, and every later distance to it is NaN."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, means=_means_of_all)


def _means_of_all(X, labels, centers):
    return np.array([X[labels == j].mean(axis=0) for j in range(len(centers))])


def empty_centre_to_the_origin(X, centers0, max_iter=100, tol=1e-6):
    """Divides a sum of no points by max(count, 1): the empty cluster jumps to the origin instead of staying."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, means=_sums_over_counts)


def _sums_over_counts(X, labels, centers):
    member = labels[:, None] == np.arange(len(centers))  # (n, k)
    return member.T.astype(float) @ X / np.maximum(member.sum(axis=0), 1)[:, None]


def expands_the_square(X, centers0, max_iter=100, tol=1e-6):
    """Uses |x|^2 - 2 x.c + |c|^2 on raw data: far from the origin the distances drown in rounding."""
    _check(X, centers0)
    return _lloyd(X.astype(float), centers0, max_iter, tol, assign=_assign_expanded)


def _assign_expanded(X, centers):
    squared = (X**2).sum(axis=1)[:, None] - 2 * X @ centers.T + (centers**2).sum(axis=1)
    return squared.argmin(axis=1), np.maximum(squared.min(axis=1), 0)


def inertia_of_distances(X, centers0, max_iter=100, tol=1e-6):
    """Adds up distances; inertia is the sum of their squares."""
    centers, labels, _, n_iter = kmeans(X, centers0, max_iter, tol)
    return centers, labels, float(np.linalg.norm(X - centers[labels], axis=1).sum()), n_iter


def stops_on_the_total_shift(X, centers0, max_iter=100, tol=1e-6):
    """Takes one norm over all centres (Frobenius): several small shifts add up to a large one, and it goes on."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, size=np.linalg.norm)


def stops_when_labels_repeat(X, centers0, max_iter=100, tol=1e-6):
    """Runs until no label changes and ignores tol, so it does more iterations than were asked for."""
    return kmeans(X, centers0, max_iter, 0.0)


def stops_only_below_tol(X, centers0, max_iter=100, tol=1e-6):
    """Goes on at a shift of exactly tol (< instead of <=): with tol = 0 it never stops before max_iter."""
    return kmeans(X, centers0, max_iter, np.nextafter(tol, -1))


def does_not_count_the_last(X, centers0, max_iter=100, tol=1e-6):
    """Leaves the loop before counting the iteration that met tol: one too few."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, last=0)


def leaves_before_the_last_move(X, centers0, max_iter=100, tol=1e-6):
    """Leaves the loop before it takes over the means that met tol: the centres returned are one move behind."""
    _check(X, centers0)
    n_iter = kmeans(X, centers0, max_iter, tol)[3]
    return *_lloyd(X, centers0, n_iter - 1 if n_iter < max_iter else n_iter, -1.0)[:3], n_iter


def aliased_init(X, centers0, max_iter=100, tol=1e-6):
    """Moves the caller's centres: `centers = centers0` is a second name, not a copy."""
    result = kmeans(X, centers0, max_iter, tol)
    centers0[:] = result[0]
    return result


def keeps_the_integer_type(X, centers0, max_iter=100, tol=1e-6):
    """Copies integer centres as integers: every mean written into them loses its fraction."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, means=lambda *parts: _means(*parts).astype(centers0.dtype))


def lets_nan_through(X, centers0, max_iter=100, tol=1e-6):
    """Never looks for NaN: one gap, and the mean of its cluster is gone."""
    _check(np.zeros_like(X), np.zeros_like(centers0))
    return _lloyd(X, centers0, max_iter, tol)


def loops_over_points(X, centers0, max_iter=100, tol=1e-6):
    """Finds the nearest centre in a Python loop over the points: right, but far too slow for 50,000 of them."""
    _check(X, centers0)
    return _lloyd(X, centers0, max_iter, tol, assign=_assign_one_by_one)


def _assign_one_by_one(X, centers):
    squared = np.array([((x - centers) ** 2).sum(axis=1) for x in X])  # (n, k)
    return squared.argmin(axis=1), squared.min(axis=1)


ALTERNATIVES = [matrix_products]
