"""Cosine top-k: the reference, other right answers, and the mistakes the tests must reject.

Divide every row by its length, and one matrix product gives all m * n cosines: the division costs
O((m + n) d), the product O(m n d), and the product runs in BLAS. A row of zeros has no direction.
Dividing it by 1 instead of 0 leaves zeros, and the product is the 0 that was agreed. Adding a small
number to the length also avoids the division by zero, but it shrinks every cosine of a short vector.

Two parallel rows have the same cosine in exact arithmetic and not in floats. Rounding to 12 decimals
lets equal count as equal: far above the noise of about 1e-16 times the square root of d, far below any
difference that means something. Then a stable sort of the negated values keeps the lower index first. A reversed
ascending sort has the ties backwards, and np.argpartition picks any of those tied at the cut.

Cost of the sort: O(m n log n). For a large n, partition to find the k-th value, then sort what is above
it together with the ties at the cut. What an interviewer listens for: normalise once and multiply, the zero
vector, why ties need a rule, int8 products that overflow, and memory of m * n (go by blocks of queries).
"""

import numpy as np


def _check(Q, D, k):
    if not 1 <= k <= len(D):
        raise ValueError(f"k = {k} of {len(D)} documents")
    if np.isnan(Q).any() or np.isnan(D).any():
        raise ValueError("a NaN has no direction")


def _unit_rows(X):
    X = X.astype(np.float64)
    lengths = np.linalg.norm(X, axis=1, keepdims=True)  # (rows, 1)
    return X / np.where(lengths, lengths, 1.0)


def _order(similarities, k, decimals=12):
    return np.argsort(-similarities.round(decimals), axis=1, kind="stable")[:, :k]


def _take(similarities, indices):
    return indices, np.take_along_axis(similarities, indices, axis=1)


def cosine_topk(Q, D, k):
    _check(Q, D, k)
    similarities = (_unit_rows(Q) @ _unit_rows(D).T).clip(-1, 1)  # (m, n)
    return _take(similarities, _order(similarities, k))


def divides_the_products(Q, D, k):
    """Divides the table of products by the table of lengths, and sorts by two keys."""
    _check(Q, D, k)
    Q, D = np.asarray(Q, dtype=float), np.asarray(D, dtype=float)
    lengths = np.outer(np.sqrt((Q * Q).sum(axis=1)), np.sqrt((D * D).sum(axis=1)))
    table = np.divide(Q @ D.T, lengths, out=np.zeros(lengths.shape), where=lengths > 0)
    table = np.minimum(1, np.maximum(-1, table))
    positions = np.broadcast_to(np.arange(len(D)), table.shape)
    best = np.lexsort((positions, -np.round(table, 12)), axis=1)[:, :k]
    return best, np.take_along_axis(table, best, 1)


def _table(Q, D):
    return np.clip(_unit_rows(Q) @ _unit_rows(D).T, -1, 1)


def divides_by_a_zero_length(Q, D, k):
    """Divides by the length of a row of zeros: 0 / 0 is NaN, where 0 was agreed."""
    _check(Q, D, k)
    Q, D = Q.astype(float), D.astype(float)
    with np.errstate(all="ignore"):
        units = [X / np.linalg.norm(X, axis=1, keepdims=True) for X in (Q, D)]
        table = np.clip(units[0] @ units[1].T, -1, 1)
    return _take(table, _order(table, k))


def adds_an_epsilon(Q, D, k):
    """Adds 1e-8 to the length to be safe: the cosines of short vectors shrink. Treat a length of 0 by itself."""
    _check(Q, D, k)
    Q, D = Q.astype(float), D.astype(float)
    Q, D = (X / (np.linalg.norm(X, axis=1, keepdims=True) + 1e-8) for X in (Q, D))
    table = np.clip(Q @ D.T, -1, 1)
    return _take(table, _order(table, k))


def reverses_an_ascending_sort(Q, D, k):
    """Sorts ascending and reverses: the ties are reversed too, and the highest index comes first."""
    _check(Q, D, k)
    table = _table(Q, D)
    return _take(table, np.argsort(table.round(12), axis=1, kind="stable")[:, ::-1][:, :k])


def leaves_the_partition_unsorted(Q, D, k):
    """Returns what np.argpartition gives: the right k documents, in no order."""
    _check(Q, D, k)
    table = _table(Q, D)
    return _take(table, np.sort(_order(table, k), axis=1))


def partitions_through_a_tie(Q, D, k):
    """Lets np.argpartition choose the k documents, then sorts: of those tied at the cut it takes any."""
    _check(Q, D, k)
    table = _table(Q, D)
    chosen = np.sort(np.argpartition(-table.round(12), k - 1, axis=1)[:, :k], axis=1)
    return _take(table, np.take_along_axis(chosen, _order(np.take_along_axis(table, chosen, 1), k), 1))


def sorts_by_the_unrounded(Q, D, k):
    """Sorts by the similarities as computed: noise in the last bit decides between parallel rows."""
    _check(Q, D, k)
    table = _table(Q, D)
    return _take(table, np.argsort(-table, axis=1, kind="stable")[:, :k])


def rounds_to_six_decimals(Q, D, k):
    """Rounds to 6 decimals: similarities that differ in the eighth count as equal."""
    _check(Q, D, k)
    table = _table(Q, D)
    return _take(table, _order(table, k, decimals=6))


def returns_the_rounded(Q, D, k):
    """Returns the similarities rounded to 12 decimals: the rounding is for the order only."""
    indices, similarities = cosine_topk(Q, D, k)
    return indices, similarities.round(12)


def dot_product(Q, D, k):
    """Ranks by the dot product: long documents win, and the scores are no cosines."""
    _check(Q, D, k)
    table = Q.astype(float) @ D.astype(float).T
    return _take(table, _order(table, k))


def ignores_the_length_of_the_query(Q, D, k):
    """Divides by the document's length only: the order is right, and the similarities are not."""
    _check(Q, D, k)
    table = np.clip(Q.astype(float) @ _unit_rows(D).T, -1, 1)
    return _take(table, _order(_table(Q, D), k))


def stays_in_its_dtype(Q, D, k):
    """Multiplies in the dtype it was given: products of int8 wrap around, and float16 has three digits."""
    _check(Q, D, k)
    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(Q, axis=1)[:, None] * np.linalg.norm(D, axis=1)  # (m, n)
        table = np.clip((Q @ D.T) / np.where(lengths == 0, 1, lengths), -1, 1).astype(float)
    return _take(table, _order(table, k))


def never_clips(Q, D, k):
    """Does not clip: the cosine of a row with itself comes out as 1.0000000000000002, and arccos gives NaN."""
    _check(Q, D, k)
    table = _unit_rows(Q) @ _unit_rows(D).T
    return _take(table, _order(table, k))


def clips_at_zero(Q, D, k):
    """Clips to [0, 1]: cosines go down to -1, and opposite is not the same as unrelated."""
    _check(Q, D, k)
    table = np.clip(_table(Q, D), 0, 1)
    return _take(table, _order(table, k))


def puts_zero_rows_last(Q, D, k):
    """Puts documents of zeros behind all others: their similarity is 0, which beats any negative one."""
    _check(Q, D, k)
    table = _table(Q, D)
    return _take(table, _order(np.where(D.any(axis=1), table, -2), k))


def returns_fewer(Q, D, k):
    """Returns all n documents if k is greater: the caller counts on k columns."""
    return cosine_topk(Q, D, min(k, len(D)))


def accepts_a_k_of_zero(Q, D, k):
    """Checks only that k is not above n: for 0 an empty list comes out, for -1 all but the worst."""
    if k > len(D):
        raise ValueError("not that many documents")
    _check(Q, D, 1)
    table = _table(Q, D)
    return _take(table, _order(table, k))


def takes_nan_for_zero(Q, D, k):
    """Replaces NaN by 0: a broken embedding gets a rank, and nobody hears of it."""
    return cosine_topk(np.nan_to_num(Q), np.nan_to_num(D), k)


ALTERNATIVES = [divides_the_products]
