"""A decision threshold for unequal costs.

Walk down the examples sorted by p. Lowering the threshold past one value acts on all examples with that value:
each negative adds cost_fp, each positive takes back cost_fn and brings gain_tp. So every total follows from two
running counts, read where a run of equal p ends: O(n log n) for the sort, O(n) for the rest.

Counts are whole, so the totals carry one rounding each instead of one per example; the tolerance for ties
exists because 3 * 0.1 and 0.3 differ in the last bit.

For calibrated probabilities the answer needs no data: act if p (cost_fn + gain_tp) > (1 - p) cost_fp, that is above
cost_fp / (cost_fp + cost_fn + gain_tp). An interviewer wants to hear that, and why one may still search: scores are
seldom calibrated. Then: that the chosen total flatters itself, because threshold and total come from one sample.
"""

import bisect
import math

import numpy as np

RELATIVE = 1e-9


def _check(p):
    if len(p) == 0:
        raise ValueError("expected at least one example")
    if not ((p >= 0) & (p <= 1)).all():  # false for NaN too
        raise ValueError("probabilities lie between 0 and 1")


def _counts(y_true, p):
    """The candidates from inf downwards, with the positives and negatives acted on at each."""
    values, group = np.unique(p, return_inverse=True)  # (k,), (n,)
    positives = np.bincount(group, weights=y_true)[::-1]  # (k,)
    negatives = np.bincount(group)[::-1] - positives
    acted = [np.append(0.0, np.cumsum(c)) for c in (positives, negatives)]  # 2 of (k + 1,)
    return np.append(np.inf, values[::-1]), *acted


def _totals(y_true, p, cost_fp, cost_fn, gain_tp):
    """The candidates from inf downwards, and what each of them costs."""
    _check(p)
    thresholds, tp, fp = _counts(y_true, p)
    return thresholds, fp * cost_fp + (tp[-1] - tp) * cost_fn - tp * gain_tp


def _cheapest(thresholds, totals):
    """The first of the candidates, listed from inf downwards, that ties with the smallest total."""
    least = totals.min()
    best = np.argmax(totals <= least + RELATIVE * max(1.0, abs(least)))
    return float(thresholds[best]), float(totals[best])


def choose_threshold(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    return _cheapest(*_totals(y_true, p, cost_fp, cost_fn, gain_tp))


def two_sorted_lists(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Looks each threshold up in the sorted probabilities of either class."""
    labels, scores = [bool(v) for v in y_true.tolist()], p.tolist()
    if not scores or any(not 0 <= s <= 1 for s in scores):
        raise ValueError("cannot choose")
    ones = sorted(s for s, label in zip(scores, labels, strict=True) if label)
    zeros = sorted(s for s, label in zip(scores, labels, strict=True) if not label)

    def total(t):
        missed = bisect.bisect_left(ones, t)
        return math.fsum(
            [(len(zeros) - bisect.bisect_left(zeros, t)) * cost_fp, missed * cost_fn, (missed - len(ones)) * gain_tp]
        )

    price = {t: total(t) for t in {math.inf, *scores}}
    least = min(price.values())
    t = max(t for t, cost in price.items() if cost <= least + 1e-9 * max(1, abs(least)))
    return t, price[t]


def _total_of(act, y_true, cost_fp, cost_fn, gain_tp):
    """What it costs to act on the examples of a mask."""
    y = np.asarray(y_true) == 1
    return float((act & ~y).sum() * cost_fp + (~act & y).sum() * cost_fn - (act & y).sum() * gain_tp)


def half_by_default(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Returns 0.5 whatever the costs."""
    _check(p)
    return 0.5, _total_of(p >= 0.5, y_true, cost_fp, cost_fn, gain_tp)


def odds_of_the_costs(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Trusts cost_fp / (cost_fp + cost_fn + gain_tp), which is right only for calibrated probabilities."""
    _check(p)
    t = float(p[p >= cost_fp / max(cost_fp + cost_fn + gain_tp, 1e-300)].min(initial=np.inf))
    return t, _total_of(p >= t, y_true, cost_fp, cost_fn, gain_tp)


def max_f1(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Optimises F1, which knows no money."""
    thresholds, totals = _totals(y_true, p, cost_fp, cost_fn, gain_tp)
    _, tp, fp = _counts(y_true, p)
    best = np.argmax(tp / np.maximum(tp + fp + tp[-1], 1))
    return float(thresholds[best]), float(totals[best])


def nobody_missing(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Tries the values of p only: with costly false alarms the best is to act on nobody."""
    thresholds, totals = _totals(y_true, p, cost_fp, cost_fn, gain_tp)
    return _cheapest(thresholds[1:], totals[1:])


def strict_greater(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Acts on p > t: the examples at the threshold land on the other side."""
    thresholds, totals = _totals(y_true, p, cost_fp, cost_fn, gain_tp)
    return _cheapest(thresholds, np.append(totals[0], totals[:-1]))


def tie_to_lowest(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Takes the lowest of the thresholds that tie: more actions for the same money."""
    thresholds, totals = _totals(y_true, p, cost_fp, cost_fn, gain_tp)
    return _cheapest(thresholds[::-1], totals[::-1])


def exact_ties(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Takes the smallest total to the last bit: 3 * 0.1 loses against 0.3, and the threshold depends on rounding."""
    thresholds, totals = _totals(y_true, p, cost_fp, cost_fn, gain_tp)
    return float(thresholds[totals.argmin()]), float(totals.min())


def the_smallest_total_of_another(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Pairs the smallest total with a threshold that only ties with it and costs a little more."""
    thresholds, totals = _totals(y_true, p, cost_fp, cost_fn, gain_tp)
    return _cheapest(thresholds, totals)[0], float(totals.min())


def splits_equal_probabilities(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Cuts between examples of equal p, which no threshold can tell apart."""
    _check(p)
    order = np.argsort(-p, kind="stable")
    y = np.asarray(y_true)[order] == 1
    tp, fp = np.append(0, np.cumsum(y)), np.append(0, np.cumsum(~y))
    return _cheapest(np.append(np.inf, p[order]), fp * cost_fp + (tp[-1] - tp) * cost_fn - tp * gain_tp)


def ignores_the_gain(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Minimises the costs alone and subtracts the gain at the end: what a hit brings in moves the threshold too."""
    t, total = choose_threshold(y_true, p, cost_fp, cost_fn)
    return t, total - float(((p >= t) & (np.asarray(y_true) == 1)).sum() * gain_tp)


def steps_of_a_hundredth(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Tries 0.00, 0.01, ..., 1.00: coarser than the data where probabilities are small or close."""
    _check(p)
    tried = {float(p[p >= step].min(initial=np.inf)) for step in [*np.linspace(0, 1, 101), np.inf]}
    thresholds = np.array(sorted(tried, reverse=True))
    totals = [_total_of(p >= t, y_true, cost_fp, cost_fn, gain_tp) for t in thresholds]
    return _cheapest(thresholds, np.array(totals))


def counts_again_for_each(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Counts all examples again for every candidate: right, but quadratic."""
    _check(p)
    thresholds = np.append(np.inf, np.unique(p)[::-1])
    return _cheapest(thresholds, np.array([_total_of(p >= t, y_true, cost_fp, cost_fn, gain_tp) for t in thresholds]))


def nan_passes(y_true, p, cost_fp, cost_fn, gain_tp=0.0):
    """Asks whether any p is below 0 or above 1, which NaN is not."""
    _check(np.where(np.isnan(p), 0.5, p))
    thresholds, tp, fp = _counts(y_true, p)
    return _cheapest(thresholds, fp * cost_fp + (tp[-1] - tp) * cost_fn - tp * gain_tp)


ALTERNATIVES = [two_sorted_lists]
