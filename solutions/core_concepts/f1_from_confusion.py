"""F1 from a confusion matrix: the reference, another right answer, and the mistakes the tests must reject.

The harmonic mean collapses:

    2PR / (P + R)  =  2TP / (2TP + FP + FN)  =  2TP / (row sum + column sum)

so one division is left, and one way to divide by zero: a class that is never seen and
never predicted.

What an interviewer listens for: which axis is the truth (and that F1 does not care), what a
class without examples scores, and sums that do not wrap around in a small integer type.
"""

import numpy as np


def _checked(confusion):
    if len(confusion) != confusion.shape[1]:
        raise ValueError(f"expected a square matrix of counts, got shape {confusion.shape}")
    if confusion.min() < 0:
        raise ValueError("counts cannot be negative")
    return confusion.astype(float)  # a copy: small integer dtypes would overflow in the sums


def f1_from_confusion(confusion):
    confusion = _checked(confusion)
    hits = np.diagonal(confusion)  # (K,)
    mentions = confusion.sum(axis=0) + confusion.sum(axis=1)  # (K,)  2TP + FP + FN
    return 2 * hits / np.maximum(mentions, 1)  # a class without a mention has no hits


def class_by_class(confusion):
    """Keeps precision and recall apart, one class at a time, and guards each ratio."""
    confusion = _checked(confusion)
    scores = []
    for c, hits in enumerate(np.diagonal(confusion).tolist()):
        predicted, actual = confusion[:, c].sum(), confusion[c].sum()
        precision = hits / predicted if predicted else 0.0
        recall = hits / actual if actual else 0.0
        scores.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    return np.array(scores)


def divides_by_zero(confusion):
    """Leaves NaN, and a warning, for a class that never occurs."""
    confusion = _checked(confusion)
    return 2 * np.diagonal(confusion) / (confusion.sum(axis=0) + confusion.sum(axis=1))


def nan_where_precision_is_undefined(confusion):
    """Lets a class that is never predicted be NaN: 0 / 0 scores 0 here."""
    confusion = _checked(confusion)
    hits = np.diagonal(confusion)
    with np.errstate(invalid="ignore"):
        precision, recall = hits / confusion.sum(axis=0), hits / confusion.sum(axis=1)
        return 2 * precision * recall / (precision + recall)


def adds_a_small_number(confusion):
    """Adds 1e-8 to every denominator: that avoids 0 / 0, but no score is right and a perfect class is not at 1."""
    confusion = _checked(confusion)
    hits = np.diagonal(confusion)
    precision, recall = hits / (confusion.sum(axis=0) + 1e-8), hits / (confusion.sum(axis=1) + 1e-8)
    return 2 * precision * recall / (precision + recall + 1e-8)


def takes_the_arithmetic_mean(confusion):
    """Averages precision and recall, so a class never predicted can still score."""
    confusion = _checked(confusion)
    hits = np.diagonal(confusion)
    precision = hits / np.maximum(confusion.sum(axis=0), 1)
    recall = hits / np.maximum(confusion.sum(axis=1), 1)
    return (precision + recall) / 2


def counts_the_hits_once(confusion):
    """Divides TP by TP + FP + FN: that is the Jaccard index; F1 counts the hits twice, above and below."""
    confusion = _checked(confusion)
    hits = np.diagonal(confusion)
    return hits / np.maximum(confusion.sum(axis=0) + confusion.sum(axis=1) - hits, 1)


def reports_recall(confusion):
    """Divides by the row alone: false positives cost nothing."""
    confusion = _checked(confusion)
    return np.diagonal(confusion) / np.maximum(confusion.sum(axis=1), 1)


def pools_the_classes(confusion):
    """Sums the counts before dividing: that is micro F1, which is the accuracy."""
    confusion = _checked(confusion)
    return np.full(len(confusion), np.trace(confusion) / max(confusion.sum(), 1))


def averages_the_classes(confusion):
    """Returns macro F1, one number, where one score per class is asked."""
    return f1_from_confusion(confusion).mean()


def erases_the_diagonal(confusion):
    """Clears the diagonal in place to count the errors: right score, ruined input."""
    _checked(confusion)
    hits = np.diagonal(confusion).astype(float)
    np.fill_diagonal(confusion, 0)
    mentions = 2 * hits + confusion.sum(axis=0) + confusion.sum(axis=1)
    return np.divide(2 * hits, mentions, out=np.zeros(len(hits)), where=mentions > 0)


def adds_in_the_given_dtype(confusion):
    """Adds or doubles small integers in their own type, which wraps around: uint8 counts past 255."""
    _checked(confusion)
    hits = np.diagonal(confusion)
    mentions = confusion.sum(axis=0) + confusion.sum(axis=1)  # NumPy's sums of small integers are wide, 2 * hits is not
    return np.divide(2 * hits, mentions, out=np.zeros(len(hits)), where=mentions > 0)


def takes_negative_counts(confusion):
    """Never looks at the sign: a subtraction gone wrong upstream comes out as a score."""
    return f1_from_confusion(np.abs(confusion))


ALTERNATIVES = [class_by_class]
