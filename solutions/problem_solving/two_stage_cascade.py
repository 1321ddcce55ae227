"""A cheap model first, a costly one when in doubt.

Sort by confidence and raise t past one value at a time: each request passed on changes the number of right answers
by costly_ok - cheap_ok, which is -1, 0 or 1. A running sum, read where a run of equal confidences ends, gives every
candidate: O(n log n). Counts are whole, so accuracies tie exactly; and as the share grows with t, the first of the
best counts has the lowest latency and the lowest t.

Accuracy is not monotone in t: where the cheap model is sure, the costly one may only take away right answers. So the
whole budget is a limit, not a target.

An interviewer listens for the latency of both models on what is passed on, for the mean against the tail (p99 is that
of the costly path as soon as 1 % is passed on), and for calibration: a confidence only has to rank doubt here.
"""

import bisect
import math

import numpy as np


def _check(conf, cheap_ms, budget_ms):
    if len(conf) == 0 or np.isnan(conf).any():
        raise ValueError("expected requests, each with a confidence")
    if cheap_ms > budget_ms + 1e-9:
        raise ValueError("the cheap model alone exceeds the budget")


def _candidates(conf, cheap_ok, costly_ok):
    """Thresholds, ascending, with the requests passed on and those answered rightly at each."""
    values, group, sizes = np.unique(conf, return_inverse=True, return_counts=True)  # (k,), (n,), (k,)
    gained = np.bincount(group, weights=costly_ok) - np.bincount(group, weights=cheap_ok)  # (k,)
    passed, more = (np.append(0, np.cumsum(c)) for c in (sizes, gained))  # 2 of (k + 1,)
    return np.append(values, np.inf), passed, np.count_nonzero(cheap_ok) + more


def _best(thresholds, passed, right, latency, limit):
    """The first of the most accurate candidates within the limit."""
    best = np.argmax(np.where(latency <= limit, right, -np.inf))
    return float(thresholds[best]), float(right[best] / passed[-1]), float(latency[best])


def plan_cascade(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    return _best(thresholds, passed, right, cheap_ms + passed / len(conf) * costly_ms, budget_ms + 1e-9)


def one_sorted_walk(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Walks over sorted triples, and looks up where each threshold falls."""
    rows = sorted(zip(conf.tolist(), map(bool, costly_ok.tolist()), map(bool, cheap_ok.tolist()), strict=True))
    if not rows or any(math.isnan(c) for c, _, _ in rows) or budget_ms + 1e-9 < cheap_ms:
        raise ValueError("no cascade")
    right = [sum(cheap for _, _, cheap in rows)]
    for _, costly, cheap in rows:
        right.append(right[-1] + costly - cheap)
    levels = [c for c, _, _ in rows]
    plans = []
    for t in [*sorted(set(levels)), math.inf]:
        passed = bisect.bisect_left(levels, t)
        ms = cheap_ms + costly_ms * passed / len(rows)
        if ms <= budget_ms + 1e-9:
            plans.append((-right[passed], passed, t, ms))
    wrong, _, t, ms = min(plans)
    return t, -wrong / len(rows), ms


def replaces_cheap_cost(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Counts the costly model only for what is passed on: those requests have paid for the cheap one already."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    share = passed / len(conf)
    return _best(thresholds, passed, right, (1 - share) * cheap_ms + share * costly_ms, budget_ms + 1e-9)


def routes_confident(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Passes on conf >= t: the costly model sees what the cheap one is sure of."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, kept = _candidates(conf, costly_ok, cheap_ok)
    latency = cheap_ms + (1 - passed / len(conf)) * costly_ms
    return _best(thresholds, passed, kept, latency, budget_ms + 1e-9)


def passes_on_the_threshold(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Passes on conf <= t: the requests at the threshold land on the other side."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    thresholds = np.append(thresholds[0], thresholds[:-1])
    return _best(thresholds, passed, right, cheap_ms + passed / len(conf) * costly_ms, budget_ms + 1e-9)


def ignores_budget(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Maximises the accuracy alone."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    return _best(thresholds, passed, right, cheap_ms + passed / len(conf) * costly_ms, np.inf)


def always_spends(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Uses up the budget: where the cheap model is sure, the costly one may only do harm."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    latency = cheap_ms + passed / len(conf) * costly_ms
    last = np.flatnonzero(latency <= budget_ms + 1e-9)[-1]
    return float(thresholds[last]), float(right[last] / len(conf)), float(latency[last])


def ties_to_the_slowest(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Takes the last of the equally accurate plans: it passes more on for nothing."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    latency = cheap_ms + passed / len(conf) * costly_ms
    best = len(right) - 1 - np.argmax(np.where(latency <= budget_ms + 1e-9, right, -np.inf)[::-1])
    return float(thresholds[best]), float(right[best] / len(conf)), float(latency[best])


def nobody_or_some(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Tries the values of conf only: the costly model for everybody is never considered."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    latency = cheap_ms + passed / len(conf) * costly_ms
    latency[-1] = np.inf
    return _best(thresholds, passed, right, latency, budget_ms + 1e-9)


def splits_equal_confidences(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Cuts between requests of equal confidence, which no threshold can tell apart."""
    _check(conf, cheap_ms, budget_ms)
    order = np.argsort(conf, kind="stable")
    gained = np.asarray(costly_ok)[order].astype(int) - np.asarray(cheap_ok)[order].astype(int)
    passed, right = np.arange(len(conf) + 1), np.count_nonzero(cheap_ok) + np.append(0, np.cumsum(gained))
    thresholds = np.append(conf[order], np.inf)
    return _best(thresholds, passed, right, cheap_ms + passed / len(conf) * costly_ms, budget_ms + 1e-9)


def unsigned_differences(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Subtracts the flags in their own type: 0 - 1 is 255 in uint8, and booleans have no minus."""
    _check(conf, cheap_ms, budget_ms)
    values, group, sizes = np.unique(conf, return_inverse=True, return_counts=True)
    gained = np.bincount(group, weights=costly_ok - cheap_ok)
    passed, more = (np.append(0, np.cumsum(c)) for c in (sizes, gained))
    right, latency = np.count_nonzero(cheap_ok) + more, cheap_ms + passed / len(conf) * costly_ms
    return _best(np.append(values, np.inf), passed, right, latency, budget_ms + 1e-9)


def exact_budget(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Compares with the budget to the last bit: 0.1 + 0.2 exceeds 0.3."""
    _check(conf, cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    latency = cheap_ms + passed / len(conf) * costly_ms
    latency[0] = min(cheap_ms, budget_ms)
    return _best(thresholds, passed, right, latency, budget_ms)


def counts_again_for_each(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Counts all requests again for every threshold: right, but quadratic."""
    _check(conf, cheap_ms, budget_ms)
    thresholds = np.append(np.unique(conf), np.inf)
    passed = np.array([np.count_nonzero(conf < t) for t in thresholds])
    right = np.array([np.count_nonzero(np.where(conf < t, costly_ok, cheap_ok)) for t in thresholds])
    return _best(thresholds, passed, right, cheap_ms + passed / len(conf) * costly_ms, budget_ms + 1e-9)


def nan_passes(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Lets NaN through, which is never below a threshold: the most doubtful requests stay with the cheap model."""
    _check(np.nan_to_num(conf), cheap_ms, budget_ms)
    thresholds, passed, right = _candidates(conf, cheap_ok, costly_ok)
    return _best(thresholds, passed, right, cheap_ms + passed / len(conf) * costly_ms, budget_ms + 1e-9)


def the_cheap_model_always_fits(conf, cheap_ok, costly_ok, *, cheap_ms, costly_ms, budget_ms):
    """Passes nobody on when even the cheap model exceeds the budget, and says nothing about it."""
    return plan_cascade(
        conf, cheap_ok, costly_ok, cheap_ms=cheap_ms, costly_ms=costly_ms, budget_ms=max(cheap_ms, budget_ms)
    )


ALTERNATIVES = [one_sorted_walk]
