"""A report for imbalanced classes: the reference, another right answer, and the mistakes the tests must reject.

Every figure needs its no-skill value beside it: the majority's share for accuracy, 1/2 for balanced accuracy and
ROC AUC, the prevalence for precision and average precision. That is why the lift divides by the prevalence: a score
that is the same for everybody enters all at once, at precision = prevalence and recall = 1.

The two rankings see different things. ROC AUC is about pairs, whatever the mix of classes; average precision is about
the list that somebody works down, where negatives outnumber positives. At 1 % prevalence an ROC AUC of 0.95 may go
with an average precision of 0.2.

Both come from one sort: running counts of positives and negatives, read where a group of equal scores ends. There
the curve has its corners; trapezoids under (negatives, positives) count a tie half, steps of recall times precision
are average precision. Cost: O(n log n).

What an interviewer listens for: the baselines, a score at the threshold, ties in both rankings, 0 / 0 when nothing is
called, and which two or three of the ten figures you would put on the slide.
"""

import numpy as np


def _check(y_true, y_score):
    if not (y_true.any() and (1 - y_true).any()):  # nor has an empty array both
        raise ValueError("both classes are needed")
    if np.isnan(y_score).any():
        raise ValueError("a score is NaN")


def _ranking(y_true, y_score):
    """Return ROC AUC and average precision, from running counts at the end of each group of equal scores."""
    order = np.argsort(-y_score)  # (n,)
    last = np.append(np.diff(y_score[order]) != 0, True)
    tp, fp = (np.append(0, part[order].cumsum()[last]) for part in (y_true, 1 - y_true))  # (m + 1,)
    roc_auc = np.trapezoid(tp, fp) / (tp[-1] * fp[-1])
    return roc_auc, np.sum(np.diff(tp) * tp[1:] / (tp + fp)[1:]) / tp[-1]


def _report(y_true, called, roc_auc, pr_auc):
    """Put the report together from the decisions and the two figures of the ranking."""
    n, p, hits = len(y_true), int(y_true.sum()), int(y_true[called].sum())
    alarms, prevalence = int(called.sum()) - hits, p / n
    return {
        "prevalence": prevalence,
        "accuracy": (hits + n - p - alarms) / n,
        "majority_accuracy": max(prevalence, 1 - prevalence),
        "recall": hits / p,
        "precision": hits / (hits + alarms) if hits else 0.0,
        "f1": 2 * hits / (hits + alarms + p),
        "balanced_accuracy": (hits / p + 1 - alarms / (n - p)) / 2,
        "roc_auc": float(roc_auc),
        "pr_auc": float(pr_auc),
        "lift": float(pr_auc / prevalence),
    }


def imbalance_report(y_true, y_score, threshold=0.5):
    _check(y_true, y_score)
    return _report(y_true, y_score >= threshold, *_ranking(y_true, y_score))


def from_counts_of_each_score(y_true, y_score, threshold=0.5):
    """Counts both classes for each distinct score, and never sorts the examples themselves."""
    _check(y_true, y_score)
    values, place = np.unique(y_score, return_inverse=True)
    positives = np.bincount(place, weights=y_true)[::-1]  # from the highest score
    everyone = np.bincount(place)[::-1]
    negatives = everyone - positives
    below = negatives.sum() - negatives.cumsum()
    roc_auc = positives @ (below + negatives / 2) / (positives.sum() * negatives.sum())
    pr_auc = positives @ (positives.cumsum() / everyone.cumsum()) / positives.sum()
    return _report(y_true, (values >= threshold)[place], roc_auc, pr_auc)


def calls_positive_above_the_threshold_only(y_true, y_score, threshold=0.5):
    """Compares with >: a score at the threshold is called negative."""
    _check(y_true, y_score)
    return _report(y_true, y_score > threshold, *_ranking(y_true, y_score))


def ignores_the_threshold(y_true, y_score, threshold=0.5):
    """Decides at 0.5 whatever is asked for."""
    return imbalance_report(y_true, y_score)


def divides_the_lift_by_one_half(y_true, y_score, threshold=0.5):
    """Takes 1/2 for the average precision without skill, which is that of ROC AUC; it is the prevalence."""
    report = imbalance_report(y_true, y_score, threshold)
    return report | {"lift": report["pr_auc"] / 0.5}


def divides_precision_for_the_lift(y_true, y_score, threshold=0.5):
    """Takes the lift of the alerts at the threshold, precision / prevalence, for that of the ranking."""
    report = imbalance_report(y_true, y_score, threshold)
    return report | {"lift": report["precision"] / report["prevalence"]}


def takes_negatives_for_the_majority(y_true, y_score, threshold=0.5):
    """Returns 1 - prevalence, where the positives may be the majority."""
    report = imbalance_report(y_true, y_score, threshold)
    return report | {"majority_accuracy": 1 - report["prevalence"]}


def weighs_the_recalls_by_their_classes(y_true, y_score, threshold=0.5):
    """Weighs the two recalls by the size of the classes, and gets accuracy back."""
    report = imbalance_report(y_true, y_score, threshold)
    return report | {"balanced_accuracy": report["accuracy"]}


def balances_precision_and_recall(y_true, y_score, threshold=0.5):
    """Takes the mean of precision and recall for balanced accuracy, which is about the recall of both classes."""
    report = imbalance_report(y_true, y_score, threshold)
    return report | {"balanced_accuracy": (report["precision"] + report["recall"]) / 2}


def ranks_by_the_decisions(y_true, y_score, threshold=0.5):
    """Gives the decisions to the ranking figures instead of the scores: ROC AUC is then balanced accuracy."""
    _check(y_true, y_score)
    called = y_score >= threshold
    return _report(y_true, called, *_ranking(y_true, called.astype(float)))


def loses_tied_pairs(y_true, y_score, threshold=0.5):
    """Counts only pairs in which the positive is strictly higher: a constant score gets 0."""
    report = imbalance_report(y_true, y_score, threshold)
    won = np.mean(y_score[y_true == 1][:, None] > y_score[y_true == 0])
    return report | {"roc_auc": float(won)}


def sweeps_ties_one_by_one(y_true, y_score, threshold=0.5):
    """Takes precision at each positive in sorted order, so tied scores depend on how the rows are listed."""
    report = imbalance_report(y_true, y_score, threshold)
    labels = y_true[np.argsort(-y_score, kind="stable")]
    pr_auc = float(np.mean((labels.cumsum() / np.arange(1, len(labels) + 1))[labels == 1]))
    return report | {"pr_auc": pr_auc, "lift": pr_auc / report["prevalence"]}


def draws_trapezoids_under_precision(y_true, y_score, threshold=0.5):
    """Uses the trapezoid rule for the precision-recall curve too, where it is too kind."""
    report = imbalance_report(y_true, y_score, threshold)
    called = [y_score >= t for t in np.unique(y_score)[::-1]]
    precision, recall = [1.0, *(y_true[c].mean() for c in called)], [0.0, *(y_true[c].sum() for c in called)]
    pr_auc = float(np.trapezoid(precision, recall) / y_true.sum())
    return report | {"pr_auc": pr_auc, "lift": pr_auc / report["prevalence"]}


def divides_by_no_alerts(y_true, y_score, threshold=0.5):
    """Divides hits by alerts without looking whether there are any."""
    report = imbalance_report(y_true, y_score, threshold)
    called = y_score >= threshold
    return report | {"precision": int(y_true[called].sum()) / int(called.sum())}


def reports_zeros_for_a_missing_class(y_true, y_score, threshold=0.5):
    """Returns zeros where a class is absent, as if something had been measured and found bad."""
    if np.any(y_true == 1) and np.any(y_true == 0):
        return imbalance_report(y_true, y_score, threshold)
    return dict.fromkeys(imbalance_report(np.array([0, 1]), np.array([0.2, 0.7])), 0.0)


def ranks_nan(y_true, y_score, threshold=0.5):
    """Lets NaN through: it is below every threshold and sorts to one end."""
    return imbalance_report(y_true, np.nan_to_num(y_score, nan=-1e300), threshold)


ALTERNATIVES = [from_counts_of_each_score]
