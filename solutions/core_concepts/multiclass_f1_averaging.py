"""Multi-class F1, macro, micro and weighted: the reference, another right answer, and the mistakes.

With one example in one class, everything follows from three counts per class: hits, true examples, predicted
examples. 2 TP + FP + FN is the number of true plus the number of predicted examples, so it is never 0 for a class
that occurs at all, and nothing needs a guard.

Micro: every wrong prediction is one FP (of the class predicted) and one FN (of the true one). So the sums of FP and
of FN are both the number of errors, and micro F1 = 2 hits / (2 hits + 2 errors), which is the accuracy.

Macro asks about the classes, micro and weighted about the examples: a model that gives up a rare class loses 1 / K
in macro and next to nothing in the others. Cost: O(n log n) for the encoding.

What an interviewer listens for: classes from both arrays (a class that is only predicted has an F1 of 0 and belongs
into the mean, or inventing classes would be free); that macro F1 is a mean of F1s and no F1 of means; that micro is
the accuracy, and why; and which of the three to report.
"""

import numpy as np

AVERAGES = ("macro", "micro", "weighted")


def _checked(y_true, average):
    if average not in AVERAGES:
        raise ValueError(f"average must be one of {', '.join(AVERAGES)}, got {average!r}")
    if not len(y_true):
        raise ValueError("there are no examples")


def _counts(y_true, y_pred):
    """Return hits, true and predicted examples of each class that occurs."""
    classes, places = np.unique(np.concatenate([y_true, y_pred]), return_inverse=True)
    k, (truth, predicted) = len(classes), np.split(places, 2)  # (n,) each
    return tuple(np.bincount(found, minlength=k) for found in (truth[truth == predicted], truth, predicted))  # (k,)


def multiclass_f1(y_true, y_pred, average):
    _checked(y_true, average)
    hits, actual, predicted = _counts(y_true, y_pred)
    if average == "micro":
        return float(2 * hits.sum() / (actual.sum() + predicted.sum()))
    f1 = 2 * hits / (actual + predicted)  # (k,)  2TP + FP + FN
    return float(np.average(f1, weights=actual if average == "weighted" else None))


def class_by_class(y_true, y_pred, average):
    """One class at a time from boolean masks, through guarded precision and recall; micro is the accuracy."""
    _checked(y_true, average)
    if average == "micro":
        return np.mean(y_true == y_pred)
    total = weight = 0.0
    for c in set(y_true.tolist()) | set(y_pred.tolist()):
        hits = np.sum((y_true == c) & (y_pred == c))
        precision, recall = hits / max(np.sum(y_pred == c), 1), hits / max(np.sum(y_true == c), 1)
        of_class = np.sum(y_true == c) if average == "weighted" else 1
        total += of_class * (2 * precision * recall / (precision + recall) if hits else 0.0)
        weight += of_class
    return total / weight


def _scores(y_true, y_pred, classes, average):
    """Return the mean F1 over these classes."""
    f1 = [2 * np.sum((y_true == c) & (y_pred == c)) / (np.sum(y_true == c) + np.sum(y_pred == c)) for c in classes]
    return np.average(f1, weights=[np.sum(y_true == c) for c in classes] if average == "weighted" else None)


def averages_over_true_classes(y_true, y_pred, average):
    """Leaves out a class that is predicted and never true, so inventing classes costs macro F1 nothing."""
    if average != "macro" or not len(y_true):
        return multiclass_f1(y_true, y_pred, average)
    return _scores(y_true, y_pred, np.unique(y_true), average)


def averages_over_predicted_classes(y_true, y_pred, average):
    """Leaves out a class that is never predicted, where its F1 of 0 is what macro F1 should show."""
    if average != "macro" or not len(y_true):
        return multiclass_f1(y_true, y_pred, average)
    return _scores(y_true, y_pred, np.unique(y_pred), average)


def takes_f1_of_the_mean_precision_and_recall(y_true, y_pred, average):
    """Averages precision and recall first: macro F1 is the mean of the F1s, not the F1 of the means."""
    if average != "macro" or not len(y_true):
        return multiclass_f1(y_true, y_pred, average)
    hits, actual, predicted = _counts(y_true, y_pred)
    precision, recall = np.mean(hits / np.maximum(predicted, 1)), np.mean(hits / np.maximum(actual, 1))
    return 2 * precision * recall / (precision + recall) if hits.any() else 0.0


def weighs_by_the_predictions(y_true, y_pred, average):
    """Weighs each class by how often it is predicted, so the model chooses its own weights."""
    return multiclass_f1(*((y_pred, y_true) if average == "weighted" else (y_true, y_pred)), average)


def weighs_by_both(y_true, y_pred, average):
    """Weighs by TP + FP + FN, the size of the union of true and predicted, not by the true examples."""
    if average != "weighted" or not len(y_true):
        return multiclass_f1(y_true, y_pred, average)
    hits, actual, predicted = _counts(y_true, y_pred)
    return np.average(2 * hits / (actual + predicted), weights=actual + predicted - hits)


def takes_macro_for_micro(y_true, y_pred, average):
    """Averages the scores of the classes for micro too, where the counts are to be added first."""
    return multiclass_f1(y_true, y_pred, "macro" if average == "micro" else average)


def counts_each_error_once(y_true, y_pred, average):
    """Adds up errors for micro: a wrong prediction is an FP of one class and an FN of another."""
    if average != "micro" or not len(y_true):
        return multiclass_f1(y_true, y_pred, average)
    hits = np.sum(y_true == y_pred)
    return 2 * hits / (hits + len(y_true))


def reports_accuracy_of_each_class(y_true, y_pred, average):
    """Averages the recall of each class, which false alarms do not lower."""
    if average == "micro" or not len(y_true):
        return multiclass_f1(y_true, y_pred, average)
    classes = np.unique(np.concatenate([y_true, y_pred]))
    recall = [np.sum((y_true == c) & (y_pred == c)) / max(np.sum(y_true == c), 1) for c in classes]
    return np.average(recall, weights=[np.sum(y_true == c) for c in classes] if average == "weighted" else None)


def expects_classes_from_zero(y_true, y_pred, average):
    """Loops over range(max + 1): words have no maximum, and gaps and negative numbers count wrongly."""
    _checked(y_true, average)
    if average == "micro":
        return np.mean(y_true == y_pred)
    k = max(y_true.max(), y_pred.max()) + 1
    pairs = np.bincount(y_true * k + y_pred, minlength=k * k).reshape(k, k)
    hits, actual, predicted = np.diagonal(pairs), pairs.sum(axis=1), pairs.sum(axis=0)
    f1 = 2 * hits / np.maximum(actual + predicted, 1)
    return np.average(f1, weights=actual if average == "weighted" else None)


def falls_through_to_weighted(y_true, y_pred, average):
    """Ends in a bare else: a misspelt average gets a number instead of an error."""
    return multiclass_f1(y_true, y_pred, average if average in ("macro", "micro") else "weighted")


ALTERNATIVES = [class_by_class]
