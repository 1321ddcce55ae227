"""Expected calibration error: the reference, another right answer, and the mistakes the tests must reject.

The bin of p is floor(p * B), save that p = 1 belongs to the last one. Within a bin the means need not be formed:
n_b / n * |mean y - mean p| = |sum of (y - p)| / n, so the empty bins take care of themselves. One bincount of y - p
weighted by bin is the whole computation, O(n + B).

The absolute value stands around each bin. Inside a bin over- and underconfidence cancel, so fewer bins can only lower
the value: with one bin it is the difference of the overall means, which a constant prediction at the base rate makes
0. With more bins each mean is noisier and the value is biased upwards, as |noise| has no mean of 0. So ECE compares
models only with the same bins and similar n.

What an interviewer listens for: weights by n_b, the mean of p instead of the middle of the bin, both outer borders,
and that calibration says nothing about discrimination. For two classes, the rate of positives is compared with p; the
accuracy against max(p, 1 - p) is the version for the top label, which is another number.
"""

from itertools import pairwise

import numpy as np


def _check(p):
    if not len(p):
        raise ValueError("there are no examples")
    if not ((p >= 0) & (p <= 1)).all():  # NaN is neither
        raise ValueError("probabilities must lie between 0 and 1")


def expected_calibration_error(y_true, p, n_bins=10):
    _check(p)
    bins = np.minimum(p * n_bins, n_bins - 1).astype(int)  # (n,) p = 1 joins the last bin
    surplus = np.bincount(bins, weights=y_true - p)  # (at most n_bins,) n_b * (mean y - mean p)
    return float(np.abs(surplus).sum() / len(p))


def _error(y_true, p, masks):
    """Return the error over bins given as masks, each with its mean."""
    gaps = [mask.mean() * abs(y_true[mask].mean() - p[mask].mean()) for mask in masks if mask.any()]
    return float(sum(gaps))


def _masks(p, n_bins):
    edges = np.linspace(0, 1, n_bins + 1)
    upper = np.append(edges[1:-1], 2.0)  # the last bin has no upper border
    return [(low <= p) & (p < high) for low, high in zip(edges[:-1], upper, strict=True)]


def bin_by_bin(y_true, p, n_bins=10):
    """Looks at one bin after the other through a mask, with the edges of np.linspace."""
    _check(p)
    return _error(y_true, p, _masks(p, n_bins))


def counts_all_bins_alike(y_true, p, n_bins=10):
    """Takes the plain mean over the bins: one with a single example counts like one with ten thousand."""
    _check(p)
    return np.mean([abs(y_true[mask].mean() - p[mask].mean()) for mask in _masks(p, n_bins) if mask.any()])


def takes_the_middle_of_the_bin(y_true, p, n_bins=10):
    """Compares with the middle of the bin instead of the mean probability in it."""
    _check(p)
    bins = np.minimum(p * n_bins, n_bins - 1).astype(int)
    return np.abs(np.bincount(bins, weights=y_true - (bins + 0.5) / n_bins)).sum() / len(p)


def loses_probabilities_of_one(y_true, p, n_bins=10):
    """Keeps the last bin half open as well, so that p = 1 is in none."""
    _check(p)
    return _error(y_true, p, [mask & (p < 1) for mask in _masks(p, n_bins)])


def gives_one_a_bin_of_its_own(y_true, p, n_bins=10):
    """Takes floor(p * B), which is B for p = 1: one bin more, and no cancelling with the rest of the last."""
    _check(p)
    return np.abs(np.bincount((p * n_bins).astype(int), weights=y_true - p)).sum() / len(p)


def closes_the_bins_above(y_true, p, n_bins=10):
    """Takes low < p <= high, so a border belongs to the bin below it, and p = 0 to none."""
    _check(p)
    edges = np.linspace(0, 1, n_bins + 1)
    return _error(y_true, p, [(low < p) & (p <= high) for low, high in pairwise(edges)])


def compares_with_the_accuracy(y_true, p, n_bins=10):
    """Takes the share of right decisions at 0.5 in place of the share of positives: p = 0.1 then looks far off."""
    _check(p)
    return _error((p >= 0.5) == y_true, p, _masks(p, n_bins))


def rates_the_top_label(y_true, p, n_bins=10):
    """Bins max(p, 1 - p) against accuracy: the version for many classes, which folds the two ends together."""
    _check(p)
    confidence = np.maximum(p, 1 - p)
    return _error((p >= 0.5) == y_true, confidence, _masks(confidence, n_bins))


def takes_the_worst_bin(y_true, p, n_bins=10):
    """Returns the largest gap, which is the maximum calibration error."""
    _check(p)
    return float(max(abs(y_true[mask].mean() - p[mask].mean()) for mask in _masks(p, n_bins) if mask.any()))


def lets_bins_cancel(y_true, p, n_bins=10):
    """Takes the absolute value of the sum: a bin that promises too much makes up for one that promises too little."""
    _check(p)
    return float(abs(np.mean(y_true - p)))


def averages_the_error_of_each_example(y_true, p, n_bins=10):
    """Takes the mean of |y - p|: no probability but 0 or 1 is ever right about a single example."""
    _check(p)
    return np.abs(y_true - p).mean()


def squares_the_gaps(y_true, p, n_bins=10):
    """Squares the gaps, as the Brier score's reliability does."""
    _check(p)
    masks = [mask for mask in _masks(p, n_bins) if mask.any()]
    return float(sum(mask.mean() * (y_true[mask].mean() - p[mask].mean()) ** 2 for mask in masks))


def bins_the_range_of_the_data(y_true, p, n_bins=10):
    """Spreads the bins from the smallest to the largest p, as np.histogram does unasked, instead of from 0 to 1."""
    _check(p)
    place = np.digitize(p, np.linspace(p.min(), p.max(), n_bins + 1)[1:-1])
    return _error(y_true, p, [place == b for b in range(n_bins)])


def fills_the_bins_evenly(y_true, p, n_bins=10):
    """Makes bins of equal numbers of examples instead of equal width."""
    _check(p)
    order = np.argsort(p, kind="stable")
    parts = [part for part in np.array_split(order, n_bins) if len(part)]
    return float(sum(abs(np.sum(y_true[part] - p[part])) for part in parts) / len(p))


def lets_nan_through(y_true, p, n_bins=10):
    """Looks for p < 0 or p > 1, which a NaN is not: it lands in some bin, or in none."""
    if not len(p) or (p < 0).any() or (p > 1).any():
        raise ValueError("probabilities must lie between 0 and 1")
    return _error(y_true, p, _masks(p, n_bins))


ALTERNATIVES = [bin_by_bin]
