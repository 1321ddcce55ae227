"""F1 from a confusion matrix: the reference, another right answer, and the mistakes the tests must reject.

The harmonic mean collapses:

    2PR / (P + R)  =  2TP / (2TP + FP + FN)  =  2TP / (row sum + column sum)

so one division is left, and one way to divide by zero: a class that is never seen and
never predicted.
"""

import numpy as np


def _checked(confusion):
    if confusion.ndim != 2 or len(confusion) != confusion.shape[1]:
        raise ValueError(f"expected a square matrix of counts, got shape {confusion.shape}")
    if confusion.min() < 0:  # an empty matrix has no minimum: that is a ValueError too
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


def takes_the_arithmetic_mean(confusion):
    """Averages precision and recall, so a class never predicted can still score."""
    confusion = _checked(confusion)
    hits = np.diagonal(confusion)
    predicted, actual = confusion.sum(axis=0), confusion.sum(axis=1)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(actual, 1)
    return (precision + recall) / 2


def reports_recall(confusion):
    """Divides by the row alone: false positives cost nothing."""
    confusion = _checked(confusion)
    return np.diagonal(confusion) / np.maximum(confusion.sum(axis=1), 1)


def pools_the_classes(confusion):
    """Sums the counts before dividing: that is micro F1, which is the accuracy."""
    confusion = _checked(confusion)
    return np.full(len(confusion), np.trace(confusion) / max(confusion.sum(), 1))


def divides_by_zero(confusion):
    """Leaves NaN, and a warning, for a class that never occurs."""
    confusion = _checked(confusion)
    return 2 * np.diagonal(confusion) / (confusion.sum(axis=0) + confusion.sum(axis=1))


def erases_the_diagonal(confusion):
    """Clears the diagonal in place to count the errors: right score, ruined input."""
    _checked(confusion)
    hits = np.diagonal(confusion).astype(float)
    np.fill_diagonal(confusion, 0)
    mentions = 2 * hits + confusion.sum(axis=0) + confusion.sum(axis=1)
    return np.divide(2 * hits, mentions, out=np.zeros(len(hits)), where=mentions > 0)


def adds_in_the_given_dtype(confusion):
    """Sums small integers in their own type, which wraps around: uint8 counts past 255."""
    _checked(confusion)
    hits = np.diagonal(confusion)
    mentions = np.add(confusion.sum(axis=0, dtype=confusion.dtype), confusion.sum(axis=1, dtype=confusion.dtype))
    return np.divide(2.0 * hits, mentions, out=np.zeros(len(hits)), where=mentions > 0)


ALTERNATIVES = [class_by_class]
