"""Vectorise the pairwise distances: the reference, two other right answers, and the mistakes the tests must reject.

Multiply the square out:

    |a - b|**2  =  |a|**2 - 2 a.b + |b|**2

The only term that knows both rows is a.b, and for all pairs that is one matrix product, the
best-tuned routine on the machine. The two squared lengths are vectors, added along the rows and
along the columns. Time O(n m d), memory one (n, m) table if the sums are done in place; the plain
broadcast A[:, None] - B needs d times as much (2 GB for n = m = 2000, d = 64).

The price is cancellation. For two near points far from the origin, two numbers of the size of s**2
cancel, so the error is about eps * s**2, and it can leave a tiny negative number whose root is NaN:
hence the clip at 0. Centring both arrays first makes s small, where that matters.

Casting comes before squaring: 100**2 does not fit into an int8, nor 300**2 into a float16.
"""

import numpy as np


def pairwise_sq_dists(A, B):
    A, B = A.astype(np.float64), B.astype(np.float64)
    table = -2 * A @ B.T  # (n, m)  refuses rows of different lengths
    table += np.einsum("nd,nd->n", A, A)[:, None]
    table += np.einsum("md,md->m", B, B)
    return table.clip(min=0)


def one_product(A, B):
    """Hides both squared lengths in two extra columns, so that the product does all of it."""
    A, B = np.asarray(A, float), np.asarray(B, float)
    longer_a = np.column_stack([A, np.square(A).sum(1), np.ones(len(A))])  # (n, d + 2)
    longer_b = np.column_stack([-2 * B, np.ones(len(B)), np.square(B).sum(1)])  # (m, d + 2)
    D = longer_a.dot(longer_b.transpose())
    return np.where(D > 0, D, 0.0)


def centred_first(A, B):
    """Moves the middle of B to the origin, which takes most of the cancellation away."""
    if A.shape[1:] != B.shape[1:]:
        raise ValueError("the rows differ in length")
    middle = B.astype(float).sum(axis=0) / max(len(B), 1)
    A, B = A - middle, B - middle
    lengths = np.add.outer((A**2).sum(axis=1), (B**2).sum(axis=1))
    return np.fmax(lengths - np.tensordot(A, 2 * B, axes=(1, 1)), 0)


def as_shipped(A, B):
    """Loops over pairs and columns in Python: right, and thousands of times too slow."""
    if A.shape[1] != B.shape[1]:
        raise ValueError(f"rows of {A.shape[1]} and of {B.shape[1]} numbers have no distance")
    A, B = A.astype(np.float64), B.astype(np.float64)
    distances = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            for k in range(A.shape[1]):
                distances[i, j] += (A[i, k] - B[j, k]) ** 2
    return distances


def n_by_m_by_d(A, B):
    """Broadcasts to a block of n * m * d numbers: no loop, but gigabytes of memory."""
    if A.shape[1] != B.shape[1]:
        raise ValueError("the rows differ in length")
    return ((A.astype(float)[:, None] - B.astype(float)[None]) ** 2).sum(axis=-1)


def all_rows_to_all_rows(A, B):
    """Stacks A and B and cuts a corner out of their common table: (n + m)**2 numbers, where n * m are asked."""
    rows = np.vstack([A.astype(float), B.astype(float)])  # (n + m, d)
    return pairwise_sq_dists(rows, rows)[: len(A), len(A) :]


def any_length_will_do(A, B):
    """Broadcasts a block, and with it rows of one number against rows of many: no error where one is due."""
    return ((A.astype(float)[:, None] - B.astype(float)[None]) ** 2).sum(axis=-1)


def negative_distance(A, B):
    """Does not clip: the expanded square loses digits and can fall below 0."""
    A, B = A.astype(np.float64), B.astype(np.float64)
    return (A**2).sum(axis=1)[:, None] - 2 * A @ B.T + (B**2).sum(axis=1)


def int8_overflow(A, B):
    """Squares before it casts: in a small dtype the squares wrap around or become infinite."""
    lengths = (A * A).sum(axis=1, dtype=float)[:, None] + (B * B).sum(axis=1, dtype=float)
    return np.maximum(lengths - 2 * A.astype(float) @ B.T.astype(float), 0)


def takes_root(A, B):
    """Returns the distances, not their squares."""
    return np.sqrt(pairwise_sq_dists(A, B))


def forgets_the_two(A, B):
    """Subtracts a.b once, not twice."""
    A, B = A.astype(np.float64), B.astype(np.float64)
    return np.maximum((A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - A @ B.T, 0)


def in_single_precision(A, B):
    """Computes in float32 to save memory: seven digits are left, and the cancellation eats them."""
    return pairwise_sq_dists(A.astype(np.float32), B.astype(np.float32))


def keeps_the_dtype(A, B):
    """Returns the dtype it was given, not float64."""
    return pairwise_sq_dists(A, B).astype(A.dtype if A.dtype.kind == "f" else float)


def centres_in_place(A, B):
    """Subtracts the mean from the caller's arrays, where they are float64 already."""
    A, B = np.asarray(A, dtype=np.float64), np.asarray(B, dtype=np.float64)
    if len(B):
        middle = B.mean(axis=0)
        A -= middle
        B -= middle
    return pairwise_sq_dists(A, B)


def loops_over_rows(A, B):
    """Vectorises the inner loops only: one Python loop is left."""
    A, B = A.astype(np.float64), B.astype(np.float64)
    table = np.empty((len(A), len(B)))
    if A.shape[1] != B.shape[1]:
        raise ValueError("the rows differ in length")
    for i, a in enumerate(A):
        table[i] = ((a - B) ** 2).sum(axis=1)
    return table


def behind_a_comprehension(A, B):
    """Writes the loop over rows as a comprehension."""
    if A.shape[1] != B.shape[1]:
        raise ValueError("the rows differ in length")
    B = B.astype(np.float64)
    return np.array([((a.astype(np.float64) - B) ** 2).sum(axis=1) for a in A]).reshape(len(A), len(B))


def behind_vectorize(A, B):
    """Hides the loop over pairs in np.vectorize, which calls Python once per pair."""
    if A.shape[1] != B.shape[1]:
        raise ValueError("the rows differ in length")
    A, B = A.astype(np.float64), B.astype(np.float64)
    pair = np.vectorize(lambda i, j: ((A[i] - B[j]) ** 2).sum(), otypes=[float])
    return pair(np.arange(len(A))[:, None], np.arange(len(B)))


def behind_apply_along_axis(A, B):
    """Hides the loop over rows in np.apply_along_axis."""
    if A.shape[1] != B.shape[1] or not A.size:
        return pairwise_sq_dists(A, B)
    B = B.astype(np.float64)
    return np.apply_along_axis(lambda a: ((a - B) ** 2).sum(axis=1), 1, A.astype(np.float64))


ALTERNATIVES = [one_product, centred_first]
