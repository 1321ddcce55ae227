"""Gini impurity and entropy: the reference, other right answers, and the mistakes the tests must reject.

Gini is the chance that two draws with replacement from the node differ in class. Entropy is the
number of bits that a best code needs for the class of one draw. Both are 0 for a pure node, largest
for equal shares (1 - 1/k and log2 k), and concave in the shares, so that no split makes the weighted
mean of the children larger than the parent's.

Two guards, each for one case. An empty node has total 0: divide by something else, so that its shares
are 0. (Not by max(total, 1): weights may add up to less than 1.) A class that is absent has share 0, and
0 log2(0) is 0 because p log p goes to 0: any finite number in place of the logarithm will do.

Cost: one pass, O(nodes x k), no loop.

What an interviewer listens for: the axis, bits or nats, both guards without an epsilon, and why
trees seldom care which of the two they get.
"""

import numpy as np

TINY = np.finfo(float).tiny  # larger than 0, smaller than any share


def _check(counts):
    if not (counts >= 0).all():  # NaN is not either
        raise ValueError("counts must not be negative or NaN")


def _shares(counts):
    _check(counts)
    counts = counts.astype(float)
    total = counts.sum(axis=-1, keepdims=True)  # (..., 1)
    return counts / np.maximum(total, TINY)


def impurity(counts, kind):
    measure = {"gini": _gini, "entropy": _entropy}[kind]
    return measure(_shares(counts))


def _gini(p):
    return np.where(p.any(axis=-1), 1 - (p**2).sum(axis=-1), 0.0)


def _entropy(p):
    return (p * -np.log2(np.maximum(p, TINY))).sum(axis=-1)


def by_expected_surprise(counts, kind):
    """Both are the mean of what a class costs, 1 - p or -log2(p), over the classes that are there."""
    _check(counts)
    with np.errstate(all="ignore"):
        p = counts / np.sum(counts, axis=-1, keepdims=True, dtype=float)
        cost = 1 - p if kind == "gini" else -np.log2(p)
        return np.nan_to_num(p * cost).sum(axis=-1)


def node_by_node(counts, kind):
    """A loop over the nodes, and no class that is absent."""
    _check(counts)
    rows = counts.reshape(-1, counts.shape[-1]).astype(float)
    values = np.zeros(len(rows))
    for i, row in enumerate(rows):
        p = row[row > 0] / row.sum() if row.any() else np.ones(1)
        values[i] = 1 - p @ p if kind == "gini" else -(p @ np.log2(p))
    return values.reshape(counts.shape[:-1])


def _from_shares(p, kind, log=np.log2):
    """The reference without its care for an empty node, with another logarithm."""
    if kind == "gini":
        return 1 - (p**2).sum(axis=-1)
    return -(p * log(np.where(p > 0, p, 1.0))).sum(axis=-1)


def nan_for_an_absent_class(counts, kind):
    """Takes log2(0) for a class that is absent: 0 * -inf is NaN, so a pure node has none of its own value."""
    if kind == "gini":
        return impurity(counts, kind)
    p = _shares(counts)
    with np.errstate(all="ignore"):
        return -(p * np.log2(p)).sum(axis=-1)


def nan_for_an_empty_node(counts, kind):
    """Divides 0 by 0 for a node that holds nothing: the gain of every split next to it is NaN."""
    _check(counts)
    with np.errstate(all="ignore"):
        p = counts / counts.sum(axis=-1, keepdims=True)
    return _from_shares(np.where(p == 0, 0, p), kind, lambda p: np.log2(np.where(np.isnan(p), np.nan, p)))


def one_for_an_empty_node(counts, kind):
    """Takes 1 - 0 for an empty node: a node that holds nothing then has gini 1, worse than any other."""
    return _from_shares(_shares(counts), kind)


def divides_by_at_least_one(counts, kind):
    """Guards the division with max(total, 1): weights that add up to less than 1 no longer become shares."""
    _check(counts)
    return np.where(counts.any(axis=-1), _from_shares(_divided(counts), kind), 0.0)


def _divided(counts):
    return counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)


def natural_log(counts, kind):
    """Measures in nats: a fair coin is then 0.693 and not one bit."""
    return impurity(counts, kind) * (np.log(2) if kind == "entropy" else 1)


def share_of_the_most_possible(counts, kind):
    """Divides the entropy by log2(k): between 0 and 1, but no longer in bits (right for two classes)."""
    return impurity(counts, kind) / (np.log2(max(counts.shape[-1], 2)) if kind == "entropy" else 1)


def adds_a_small_number(counts, kind):
    """Takes log2(p + 1e-9): no entropy is right any more, and a pure node's is negative."""
    p = _shares(counts)
    return impurity(counts, kind) if kind == "gini" else -(p * np.log2(p + 1e-9)).sum(axis=-1)


def shares_across_nodes(counts, kind):
    """Divides by the totals of the first axis: the shares of a class among the nodes, not of the classes in a node."""
    _check(counts)
    total = counts.sum(axis=0, keepdims=True).astype(float)
    return impurity(counts / np.where(total > 0, total, 1) if counts.ndim > 1 else counts, kind) * 1.0


def two_axes_only(counts, kind):
    """Sums over axis 1: the classes are on the last axis, wherever that is."""
    _check(counts)
    if counts.ndim == 1:
        return impurity(counts, kind)
    total = counts.sum(axis=1, keepdims=True).astype(float)
    p = counts / np.where(total > 0, total, 1)
    values = 1 - (p**2).sum(axis=1) if kind == "gini" else -(p * np.log2(np.where(p > 0, p, 1))).sum(axis=1)
    return np.where((total > 0).squeeze(1), values, 0.0)


def drops_the_zeros(counts, kind):
    """Keeps p[p > 0] of all nodes at once: that is flat, so every node gets the sum over all of them."""
    p = _shares(counts)
    if kind == "gini":
        return impurity(counts, kind)
    total = -(p[p > 0] * np.log2(p[p > 0])).sum()
    return np.full(counts.shape[:-1], total)


def squares_in_the_given_dtype(counts, kind):
    """Squares the counts before it divides: small integer types wrap around, int64 too from 3e9 on."""
    if kind == "entropy":
        return impurity(counts, kind)
    _check(counts)
    total = counts.sum(axis=-1)
    with np.errstate(all="ignore"):
        return np.where(total > 0, 1 - (counts * counts).sum(axis=-1) / np.where(total > 0, total, 1) ** 2.0, 0.0)


def keeps_single_precision(counts, kind):
    """Computes in the dtype of the weights: float32 has seven digits, and the answer is asked as float64."""
    value = impurity(counts, kind)
    return value.astype(np.float32) if counts.dtype == np.float32 else value


def checks_only_the_totals(counts, kind):
    """Looks for a negative total: a negative count beside a larger one passes."""
    _check(counts.sum(axis=-1))
    return impurity(np.abs(counts), kind)


def nan_is_not_negative(counts, kind):
    """Asks whether any count is below 0: NaN answers no to every comparison, and its node comes out as NaN or 0."""
    if (counts < 0).any():
        raise ValueError("negative")
    return impurity(np.nan_to_num(counts), kind)


ALTERNATIVES = [by_expected_surprise, node_by_node]
