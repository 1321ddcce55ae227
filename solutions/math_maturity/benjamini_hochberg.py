"""Adjust p-values for the false discovery rate.

The procedure sorts the p-values, looks for the last rank i with p_(i) <= q * i / m, and calls the hypotheses up to that
rank findings. If m0 hypotheses are true nulls, about m0 * t of their p-values lie below a threshold t, while i of all
p-values do. At t = p_(i) the share of false ones among the findings is thus estimated by m * p_(i) / i, since m0 <= m:
that is the scaled value.

An adjusted p-value answers the question the other way round: at which q does this hypothesis just become a finding? It
does as soon as its own rank or a later one passes, so the answer is the smallest scaled value from its rank upwards: a
running minimum from the largest p-value down. Scaled values alone need not rise with p, and a smaller p-value could
lose where a larger one wins.

The last scaled value is p_(m) * m / m, so the running minimum is at most 1 without a clip. Sorting costs O(m log m),
the rest O(m). Putting the values back is a scatter, adjusted[order] = running: indexing with order a second
time applies the permutation twice, which goes unnoticed in every example whose permutation is its own inverse.

The interviewer listens for: the rate is an expected share among the findings, not the chance of any false finding
(which Bonferroni bounds); it is proved for independent tests and for positive dependence; and it says nothing if the
tests were chosen after looking.
"""

import numpy as np


def bh_adjust(p):
    _check(p)
    m = len(p)
    order = np.argsort(p)  # (m,)
    scaled = p[order] * m / np.arange(1, m + 1)  # (m,), ascending in p
    adjusted = np.empty(m)
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]  # smallest from here to the largest p
    return adjusted


def _check(p):
    if not ((p >= 0) & (p <= 1)).all():  # False for NaN as well
        raise ValueError(f"p-values lie between 0 and 1, got {p}")


def counts_the_p_values_below(p):
    """Follows the definition: for every p-value, the cheapest threshold that lets it in. O(m^2), no sorting."""
    _check(p)
    m = len(p)
    findings = (p[:, None] <= p[None, :]).sum(axis=0)  # (m,), how many a threshold at p_j lets in
    rate = m * (p / np.maximum(findings, 1))
    admitting = p[None, :] >= p[:, None]  # (m, m), threshold j lets hypothesis i in
    return np.min(np.where(admitting, rate[None, :], 1.0), axis=1, initial=1.0)


def walks_down_from_the_largest(p):
    """A plain loop over a sorted list of pairs, carrying the smallest value so far."""
    _check(p)
    adjusted, smallest, rank = [0.0] * len(p), 1.0, len(p)
    for value, place in sorted(zip(p.tolist(), range(len(p)), strict=True), reverse=True):
        smallest = min(smallest, value / rank * len(p))
        adjusted[place] = smallest
        rank -= 1
    return np.array(adjusted, dtype=float)


def no_cummin(p):
    """Scales each p-value by m / rank and stops there: a smaller p-value can come out larger than its successor's.

    It is the formula as most texts print it. The step-up procedure accepts all ranks below the last one that passes,
    and only the running minimum carries that into the adjusted values.
    """
    _check(p)
    m = len(p)
    order = np.argsort(p)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(p[order] * m / np.arange(1, m + 1), 1)
    return adjusted


def minimum_from_the_smallest(p):
    """Takes the running minimum from the smallest p-value up, so every value is pulled down to the first one."""
    _check(p)
    m = len(p)
    order = np.argsort(p)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(np.minimum.accumulate(p[order] * m / np.arange(1, m + 1)), 1)
    return adjusted


def maximum_from_the_smallest(p):
    """Makes the values rise with a running maximum, as Holm's step-down method does: too large after every dip.

    Step-up is decided by the last rank that passes, so a value is lowered by a later one, never raised by an earlier.
    """
    _check(p)
    m = len(p)
    order = np.argsort(p)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * m / np.arange(1, m + 1)), 1)
    return adjusted


def rank_from_largest(p):
    """Counts ranks from the largest p-value, so the smallest is multiplied by 1 and the largest by m."""
    _check(p)
    m = len(p)
    order = np.argsort(p)
    scaled = p[order] * m / np.arange(m, 0, -1)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return adjusted


def order_lost(p):
    """Returns the adjusted values in ascending order, and forgets to put them back where their p-values stand."""
    return np.sort(bh_adjust(p))


def permutes_twice(p):
    """Indexes with the sorting order where its inverse is needed: right only if the permutation undoes itself.

    Sorted, reversed and two-element inputs all do, so small examples pass. Scatter with adjusted[order] = values, or
    index with argsort(order).
    """
    order = np.argsort(p)
    return np.sort(bh_adjust(p))[order]


def bonferroni(p):
    """Multiplies every p-value by m: bounds the chance of any false finding, a far stricter thing than was asked."""
    _check(p)
    return np.minimum(p * len(p), 1)


def ties_share_a_dense_rank(p):
    """Ranks among the distinct p-values only, so that after a tie all ranks are too small.

    The rank stands for how many hypotheses a threshold lets in; tied ones count one by one.
    """
    _check(p)
    distinct, place = np.unique(p, return_inverse=True)
    scaled = distinct * len(p) / np.arange(1, len(distinct) + 1)
    return np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)[place]


def lets_nan_through(p):
    """Asks whether a p-value lies outside [0, 1]; every comparison with NaN is False, so NaN is never outside."""
    if ((p < 0) | (p > 1)).any():
        raise ValueError("p-values lie between 0 and 1")
    return bh_adjust(np.where(np.isnan(p), 1.0, p))


def excludes_the_ends(p):
    """Rejects 0 and 1, which permutation tests and rounded tables do produce."""
    if not ((p > 0) & (p < 1)).all():
        raise ValueError("p-values lie between 0 and 1")
    return bh_adjust(p)


ALTERNATIVES = [counts_the_p_values_below, walks_down_from_the_largest]
