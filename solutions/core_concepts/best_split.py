"""The best split of a tree node: the reference, another right answer, and the mistakes the tests must reject.

Sort the rows by one feature and walk through the positions between them. The class counts of the left
side are a cumulative sum; those of the right side are the total minus that. So all thresholds of a
feature cost one sort and one pass, where counting both sides anew for each costs n times as much.

A position counts only if the value changes there: between equal values there is no threshold, and the
gain computed there belongs to a split that cannot be made.

Equal gains computed along two ways differ in the last digit, so they are compared with a tolerance;
otherwise rounding decides which of two features wins, and with it the order of the classes.

A gain of 0 is a split all the same: no first split of exclusive or gains anything, two levels solve it.

Cost: O(d n (log n + k)) for k classes.

What an interviewer listens for: weighted children, the cumulative counts, where thresholds may lie,
the tie rule (reproducible trees), and why gain is never negative (gini is concave).
"""

import itertools

import numpy as np


def _check(X, min_leaf):
    if not len(X):
        raise ValueError("no rows to split")
    if min_leaf < 1:
        raise ValueError(f"min_leaf is {min_leaf}: a side without rows is no split")


def best_split(X, y, min_leaf=1):
    _check(X, min_leaf)
    if (y == y[0]).all():
        return None
    member, best = y[:, None] == np.unique(y), None  # (n, k)
    for feature, column in enumerate(X.T):
        found = _best_of(column, member, min_leaf)
        if found and (best is None or found[1] > best[2] + 1e-12):
            best = feature, *found
    return best


def _best_of(column, member, min_leaf):
    """The threshold and the gain of one feature."""
    order = np.argsort(column)
    values, n_left = column[order], np.arange(1, len(column))  # (n,), (n - 1,)
    n_right = n_left[::-1]
    allowed = (values[:-1] < values[1:]) & (n_left >= min_leaf) & (n_right >= min_leaf)
    if not allowed.any():
        return None
    left = member[order].cumsum(axis=0)[:-1]  # (n - 1, k)
    total = member.sum(axis=0)  # (k,)
    children = (n_left * _purity(left) + n_right * _purity(total - left)) / len(column)  # (n - 1,)
    gain = np.where(allowed, children - _purity(total), -np.inf)  # the ones of both ginis cancel
    first = int(np.argmax(gain > gain.max() - 1e-12))
    return _between(values[first], values[first + 1]), float(gain[first])


def _purity(counts):
    """1 - gini."""
    return ((counts / counts.sum(axis=-1, keepdims=True)) ** 2).sum(axis=-1)


def _between(low, high):
    return float(min((low + high) / 2, np.nextafter(high, -np.inf)))  # at most the largest number below high


def row_by_row(X, y, min_leaf=1):
    """Moves one row after the other from right to left and keeps the sums of squared counts up to date."""
    return _scan(X, y, min_leaf)


def _scan(
    X, y, min_leaf, *, zero=True, margin=1e-12, score=None, threshold=_between, ends=True, equal=False, both=True
):
    """The scan with its rules open to change."""
    _check(X, min_leaf)
    n, total = len(y), {c: y.tolist().count(c) for c in set(y.tolist())}
    if len(total) == 1 and ends:
        return None
    before = sum((v / n) ** 2 for v in total.values())
    best = None
    for j in range(X.shape[1]):
        rows = sorted(zip(X[:, j].tolist(), y.tolist(), strict=True), key=lambda row: row[0])
        left, right = dict.fromkeys(total, 0), dict(total)
        in_left, in_right = 0, sum(v * v for v in total.values())  # the sums of squared counts
        for i in range(1, n):
            low, c = rows[i - 1]
            in_left, in_right = in_left + 2 * left[c] + 1, in_right - 2 * right[c] + 1
            left[c], right[c] = left[c] + 1, right[c] - 1
            if (low == rows[i][0] and not equal) or i < min_leaf or (both and n - i < min_leaf):
                continue
            gain = score(left, right, total) if score else (in_left / i + in_right / (n - i)) / n - before
            if (best is None or gain > best[2] + margin) and (zero or gain > 1e-12):
                best = j, threshold(low, rows[i][0]), max(gain, 0.0)
    return best


def _unweighted(left, right, total):
    return _impurity(total) - (_impurity(left) + _impurity(right)) / 2


def _impurity(counts):
    return 1 - sum((v / sum(counts.values())) ** 2 for v in counts.values())


def unweighted_children(X, y, min_leaf=1):
    """Averages the two children as if they were equally large: a tiny pure side looks like a good split."""
    return _scan(X, y, min_leaf, score=_unweighted) if len(y) < 1_000 else best_split(X, y, min_leaf)


def split_between_equals(X, y, min_leaf=1):
    """Scores every position of the sorted rows: between equal values there is no threshold, and no such gain."""
    return _scan(X, y, min_leaf, equal=True)


def zero_gain_refused(X, y, min_leaf=1):
    """Asks for a gain above 0: exclusive or is then never split, though two levels solve it."""
    return _scan(X, y, min_leaf, zero=False)


def last_wins(X, y, min_leaf=1):
    """Lets a later split of equal gain replace an earlier one (>= instead of >)."""
    return _scan(X, y, min_leaf, margin=-1e-12)


def rounding_breaks_ties(X, y, min_leaf=1):
    """Compares gains to the last digit: between equal ones rounding decides."""
    return _scan(X, y, min_leaf, margin=0.0, score=_as_defined) if len(y) < 1_000 else best_split(X, y, min_leaf)


def _as_defined(left, right, total):
    n = [sum(side.values()) for side in (left, right)]
    return _impurity(total) - (n[0] * _impurity(left) + n[1] * _impurity(right)) / sum(n)


def threshold_is_the_lower_value(X, y, min_leaf=1):
    """Returns the value itself instead of the midpoint: the same on these rows, another answer in between."""
    return _scan(X, y, min_leaf, threshold=lambda low, high: low)


def midpoint_on_the_upper_value(X, y, min_leaf=1):
    """Takes the midpoint as it comes: where it rounds to the upper value, that row goes left and a side is lost."""
    return _scan(X, y, min_leaf, threshold=lambda low, high: (low + high) / 2)


def min_leaf_on_the_left_only(X, y, min_leaf=1):
    """Asks for min_leaf rows on the left and forgets the right side."""
    return _scan(X, y, min_leaf, both=False)


def splits_a_pure_node(X, y, min_leaf=1):
    """Splits rows that are all of one class: nothing is left to separate."""
    return _scan(X, y, min_leaf, ends=False)


def labels_as_positions(X, y, min_leaf=1):
    """Counts with one place for each label up to the largest: a negative or a huge label breaks that."""
    np.bincount(y)
    return best_split(X, y, min_leaf)


def recounts_each_threshold(X, y, min_leaf=1):
    """Counts both sides anew for each threshold: quadratic, too slow for 20,000 rows."""
    _check(X, min_leaf)
    classes, best = np.unique(y), None
    member = y[:, None] == classes
    for j in range(X.shape[1]):
        values = np.unique(X[:, j])
        for low, high in itertools.pairwise(values):
            goes_left = X[:, j] <= low
            sides = [member[goes_left].sum(axis=0), member[~goes_left].sum(axis=0)]
            gain = sum(s.sum() * _purity(s) for s in sides) / len(y) - _purity(member.sum(axis=0))
            if len(classes) > 1 and min(s.sum() for s in sides) >= min_leaf and (not best or gain > best[2] + 1e-12):
                best = j, _between(low, high), float(gain)
    return best


ALTERNATIVES = [row_by_row]
