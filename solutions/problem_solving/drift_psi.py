"""Drift by the population stability index.

Each term (c - r) ln(c / r) is at least 0, because both factors have one sign; the sum is KL(c, r) + KL(r, c), so it
is symmetric in the shares (not in the roles of the samples: the bins are those of ref). A bin that is empty in
both samples has c = r = eps and adds 0. Two things follow: repeated edges, and a NaN bin that nobody needs, cost
nothing, so there is no case to tell apart.

searchsorted sorts NaN behind +inf. With +inf as the last edge, the values above the last quantile land
before it and NaN behind it: one call bins everything. O((n + m) log n) time.

An interviewer listens for fixed bins (from training, kept with the model), for the NaN bin, for why a floor and
what it does to the number, and for what one does next: PSI says that something moved, not that it matters.
"""

import bisect
import math
from collections import Counter

import numpy as np


def _check(ref, cur):
    if np.isnan(ref).all():  # also when it is empty
        raise ValueError("the reference sample holds no value")
    if len(cur) == 0:
        raise ValueError("the current sample is empty")


def _edges(ref, n_bins, method="inverted_cdf"):
    """The right ends of the bins, +inf last; repeated ones make bins that are empty in both samples."""
    levels = np.arange(1, n_bins) / n_bins
    return np.append(np.quantile(ref[~np.isnan(ref)], levels, method=method), np.inf)  # (n_bins,)


def _counts(x, edges, side="left"):
    """How many rows fall in each bin, and last of all how many are NaN."""
    return np.bincount(np.searchsorted(edges, x, side=side), minlength=len(edges) + 1)


def _index(r, c):
    return float(((c - r) * np.log(c / r)).sum())


def _psi_of(ref, cur, edges, eps, side="left"):
    return _index(*(np.maximum(_counts(x, edges, side) / len(x), eps) for x in (ref, cur)))  # 2 of (n_bins + 1,)


def psi(ref, cur, n_bins=10, eps=1e-4):
    _check(ref, cur)
    return _psi_of(ref, cur, _edges(ref, n_bins), eps)


def bin_by_bin(ref, cur, n_bins=10, eps=1e-4):
    """Counts ranks in exact integers, bins by bisection, and adds the two divergences up apart."""
    known = sorted(v for v in ref.tolist() if v == v)
    if not known or not cur.size:
        raise ValueError("cannot compare these")
    edges = sorted({known[(len(known) * i + n_bins - 1) // n_bins - 1] for i in range(1, n_bins)})

    def place(v):
        return bisect.bisect_left(edges, v) if v == v else "missing"

    here, there = Counter(map(place, ref.tolist())), Counter(map(place, cur.tolist()))
    forth, back = [], []
    for key in here | there:
        r, c = max(here[key] / ref.size, eps), max(there[key] / cur.size, eps)
        forth.append(c * (math.log(c) - math.log(r)))
        back.append(r * (math.log(r) - math.log(c)))
    return math.fsum(forth) + math.fsum(back)


def with_digitize(ref, cur, n_bins=10, eps=1e-4):
    """Levels from linspace, which round otherwise, bins from digitize, and NaN counted apart."""
    missing = [np.isnan(x) for x in (ref, cur)]
    if len(cur) == 0 or missing[0].all():
        raise ValueError("nothing to compare")
    levels = np.linspace(0, 1, n_bins + 1)[1:-1]
    edges = np.unique(np.quantile(ref[~missing[0]], levels, method="inverted_cdf"))
    total = 0.0
    for b in range(len(edges) + 1):
        r, c = (
            max(float((np.digitize(x[~m], edges, right=True) == b).sum() / len(x)), eps)
            for x, m in zip((ref, cur), missing, strict=True)
        )
        total += (c - r) * math.log(c / r)
    r, c = (max(float(m.mean()), eps) for m in missing)
    return total + (c - r) * math.log(c / r)


def bins_from_current(ref, cur, n_bins=10, eps=1e-4):
    """Takes the edges from the pooled samples: the bins move with the drift and hide part of it."""
    _check(ref, cur)
    edges = _edges(np.concatenate([ref, cur]), n_bins)
    return _psi_of(ref, cur, edges, eps)


def equal_width(ref, cur, n_bins=10, eps=1e-4):
    """Cuts the range of ref in equal parts: one outlier, and nearly all rows share a bin."""
    _check(ref, cur)
    known = ref[np.isfinite(ref)]
    edges = np.append(np.linspace(known.min(), known.max(), n_bins + 1)[1:-1], np.inf)
    return _psi_of(ref, cur, edges, eps)


def interpolated_edges(ref, cur, n_bins=10, eps=1e-4):
    """Uses np.quantile's default, which interpolates: edges between the values move under a change of scale."""
    _check(ref, cur)
    edges = _edges(ref, n_bins, method="linear")
    return _psi_of(ref, cur, edges, eps)


def edge_to_the_right(ref, cur, n_bins=10, eps=1e-4):
    """Bins like np.digitize: a value that equals an edge goes to the right of it."""
    _check(ref, cur)
    edges = np.append(_edges(ref, n_bins)[:-1], np.nan)
    return _psi_of(ref, cur, edges, eps, side="right")


def empty_bin_dropped(ref, cur, n_bins=10, eps=1e-4):
    """Skips the bins that are empty in one sample to avoid ln(0): a whole new range of values goes unseen."""
    _check(ref, cur)
    edges = _edges(ref, n_bins)
    r, c = _counts(ref, edges) / len(ref), _counts(cur, edges) / len(cur)
    both = (r > 0) & (c > 0)
    return _index(np.maximum(r[both], eps), np.maximum(c[both], eps))


def empty_bin_inf(ref, cur, n_bins=10, eps=1e-4):
    """Takes the logarithm of a share of 0: the index is infinite, with a warning."""
    _check(ref, cur)
    edges = _edges(ref, n_bins)
    r, c = _counts(ref, edges) / len(ref), _counts(cur, edges) / len(cur)
    seen = (r > 0) | (c > 0)
    return _index(r[seen], c[seen])


def outside_is_dropped(ref, cur, n_bins=10, eps=1e-4):
    """Bins with np.histogram between the smallest and the largest of ref: what lies beyond is not counted at all."""
    _check(ref, cur)
    known, edges = ref[~np.isnan(ref)], _edges(ref, n_bins)
    inside = cur[np.isnan(cur) | (cur >= known.min()) & (cur <= known.max())]
    c = np.maximum(_counts(inside, edges) / len(cur), eps)
    return _index(np.maximum(_counts(ref, edges) / len(ref), eps), c)


def nan_dropped(ref, cur, n_bins=10, eps=1e-4):
    """Drops NaN before counting: a feature that goes 40 % missing shows no drift."""
    _check(ref, cur)
    edges = _edges(ref, n_bins)
    known = (x[~np.isnan(x)] for x in (ref, cur))
    return _index(*(np.maximum(_counts(x, edges) / max(len(x), 1), eps) for x in known))


def nan_in_the_last_bin(ref, cur, n_bins=10, eps=1e-4):
    """Forgets that searchsorted puts NaN behind everything: missing values count as very large ones."""
    _check(ref, cur)
    edges = _edges(ref, n_bins)[:-1]
    return _psi_of(ref, cur, edges, eps)


def kl_not_psi(ref, cur, n_bins=10, eps=1e-4):
    """Sums c * ln(c / r): that is one Kullback-Leibler divergence, half of the index."""
    _check(ref, cur)
    edges = _edges(ref, n_bins)
    r, c = (np.maximum(_counts(x, edges) / len(x), eps) for x in (ref, cur))
    return float((c * np.log(c / r)).sum())


def renormalised(ref, cur, n_bins=10, eps=1e-4):
    """Rescales the floored shares to sum 1: slightly other numbers wherever a bin is empty."""
    _check(ref, cur)
    edges = np.append(np.unique(_edges(ref, n_bins)[:-1]), np.inf)
    r, c = (np.maximum(_counts(x, edges) / len(x), eps) for x in (ref, cur))
    if not (np.isnan(ref).any() or np.isnan(cur).any()):
        r, c = r[:-1], c[:-1]
    return _index(r / r.sum(), c / c.sum())


ALTERNATIVES = [bin_by_bin, with_digitize]
