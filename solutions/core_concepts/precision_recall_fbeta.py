"""Precision, recall and F-beta: the reference, another right answer, and the mistakes the tests must reject.

Three counts are all there is. Precision looks along the predictions, recall along the truth, and F-beta is their
weighted harmonic mean with weights 1 and beta^2:

    (1 + beta^2) / (1 / P + beta^2 / R)  =  (1 + beta^2) TP / ((1 + beta^2) TP + beta^2 FN + FP)

The form in counts is the better one to code: P and R may be 0 / 0 while F-beta is a plain 0. It is undefined only if
there is neither a positive nor an alert. The harmonic mean stays near the smaller of the two, so a model cannot buy
F-beta by flagging everything; beta is the ratio at which one point of recall is worth one point of precision.

Cost: O(n) time. What an interviewer listens for: which error each ratio leaves out, what happens on a day without
fraud (and why a 0 there drags down an average over days, where NaN would be left out), and how beta is chosen.
"""

import numpy as np


def _checked(y_true, y_pred, beta):
    if not beta > 0:
        raise ValueError(f"beta must be above 0, got {beta}")
    if not (np.isin(y_true, (0, 1)).all() and np.isin(y_pred, (0, 1)).all()):
        raise ValueError("labels must be 0 or 1")
    return y_true.astype(bool), y_pred.astype(bool)


def _counts(y_true, y_pred, beta):
    actual, flagged = _checked(y_true, y_pred, beta)
    return int((actual & flagged).sum()), int((~actual & flagged).sum()), int((actual & ~flagged).sum())


def precision_recall_fbeta(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    tp, fp, fn = _counts(y_true, y_pred, beta)

    def ratio(part, whole):
        return part / whole if whole else zero_division

    weighted = (1 + beta**2) * tp
    return ratio(tp, tp + fp), ratio(tp, tp + fn), ratio(weighted, weighted + beta**2 * fn + fp)


def through_precision_and_recall(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Averages the two ratios harmonically where there is a hit, and knows the rest without dividing."""
    _checked(y_true, y_pred, beta)
    hits, n_flagged, n_actual = (np.count_nonzero(labels) for labels in (y_true * y_pred, y_pred, y_true))
    precision = hits / n_flagged if n_flagged else zero_division
    recall = hits / n_actual if n_actual else zero_division
    if hits:
        return precision, recall, (1 + beta**2) * precision * recall / (beta**2 * precision + recall)
    return precision, recall, 0.0 if n_flagged or n_actual else zero_division


def swaps_precision_and_recall(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Takes misses for false alarms: precision divides by the positives, recall by the alerts."""
    return precision_recall_fbeta(y_pred, y_true, beta=beta, zero_division=zero_division)


def averages_precision_and_recall(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Takes the weighted arithmetic mean, which flagging everything can buy; F-beta is the harmonic one."""
    precision, recall, _ = precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)
    return precision, recall, (precision + beta**2 * recall) / (1 + beta**2)


def weighs_false_alarms_by_beta(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Multiplies FP by beta^2 instead of FN: a beta above 1 then favours precision."""
    precision, recall, _ = precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)
    inverted = precision_recall_fbeta(y_true, y_pred, beta=1 / beta, zero_division=zero_division)
    return precision, recall, inverted[2]


def forgets_to_square_beta(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Weighs by beta, not by its square."""
    precision, recall, _ = precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)
    return precision, recall, precision_recall_fbeta(y_true, y_pred, beta=beta**0.5, zero_division=zero_division)[2]


def divides_without_a_guard(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Divides 0 by 0 where nothing is flagged or nothing is positive."""
    tp, fp, fn = _counts(y_true, y_pred, beta)
    b2 = beta**2
    return tp / (tp + fp), tp / (tp + fn), (1 + b2) * tp / ((1 + b2) * tp + b2 * fn + fp)


def adds_an_epsilon(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Adds 1e-12 to each denominator: 0 / 0 becomes 0 whatever was asked for."""
    tp, fp, fn = _counts(y_true, y_pred, beta)
    b2, eps = beta**2, 1e-12
    return tp / (tp + fp + eps), tp / (tp + fn + eps), (1 + b2) * tp / ((1 + b2) * tp + b2 * fn + fp + eps)


def calls_f_undefined_where_both_are_zero(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Returns zero_division for F-beta if P = R = 0, where its own denominator is beta^2 FN + FP, not 0."""
    precision, recall, f_beta = precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)
    return precision, recall, zero_division if beta**2 * precision + recall == 0 else f_beta


def computes_f_from_the_stand_in(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Puts zero_division into the formula in P and R, so that a NaN spreads to an F-beta that is 0."""
    precision, recall, f_beta = precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)
    bottom = beta**2 * precision + recall
    return precision, recall, (1 + beta**2) * precision * recall / bottom if bottom else f_beta


def gives_up_on_all_three(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Returns zero_division three times as soon as one denominator is 0."""
    tp, fp, fn = _counts(y_true, y_pred, beta)
    if tp + fp == 0 or tp + fn == 0:
        return (zero_division,) * 3
    return precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)


def subtracts_the_labels(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Looks for false alarms where truth - prediction is -1, which unsigned integers never are."""
    _checked(y_true, y_pred, beta)
    difference = y_true - y_pred
    tp, fp, fn = (int(found.sum()) for found in (y_true & y_pred, difference == -1, difference == 1))
    precision = tp / (tp + fp) if tp + fp else zero_division
    recall = tp / (tp + fn) if tp + fn else zero_division
    b2 = beta**2
    bottom = (1 + b2) * tp + b2 * fn + fp
    return precision, recall, (1 + b2) * tp / bottom if bottom else zero_division


def adds_up_hits_in_the_given_dtype(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Counts the hits by y_true @ y_pred, which wraps around in small integers: 300 hits are 44 in uint8."""
    _checked(y_true, y_pred, beta)
    tp, n_flagged, n_actual = int(y_true @ y_pred), int(y_pred.sum()), int(y_true.sum())
    precision = tp / n_flagged if n_flagged else zero_division
    recall = tp / n_actual if n_actual else zero_division
    bottom = n_flagged + beta**2 * n_actual
    return precision, recall, (1 + beta**2) * tp / bottom if bottom else zero_division


def takes_any_label(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Counts every label but 1 as negative: a 2 for "fraud" scores 0 and nobody learns why."""
    y_true, y_pred = (y_true == 1).astype(int), (y_pred == 1).astype(int)
    return precision_recall_fbeta(y_true, y_pred, beta=beta, zero_division=zero_division)


def takes_a_negative_beta(y_true, y_pred, *, beta=1.0, zero_division=0.0):
    """Refuses a beta of 0 only: squared, a negative one looks like any other."""
    if beta == 0:
        raise ValueError("beta must not be 0")
    return precision_recall_fbeta(y_true, y_pred, beta=abs(beta), zero_division=zero_division)


ALTERNATIVES = [through_precision_and_recall]
