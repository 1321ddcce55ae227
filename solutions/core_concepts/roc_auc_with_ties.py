"""ROC AUC, with ties: the reference, other right answers, and the mistakes the tests must reject.

The area under the ROC curve is a statement about pairs, the Mann-Whitney U statistic
divided by the number of pairs. Sort all scores together and give each its rank, 1 for
the lowest. The positive with the i-th lowest score among positives has rank

    i + (number of negatives below it)

so the ranks of the positives add up to 1 + 2 + ... + n_pos, plus the pairs won:

    AUC = (sum of the positives' ranks - n_pos (n_pos + 1) / 2) / (n_pos n_neg)

Ties: a group of equal scores shares the mean of the ranks it occupies. That gives each
tied pair exactly one half, and it is what the trapezoid rule does on the curve: a tied
group is one slanted edge, where a sort that breaks ties by position draws a staircase
above or below it.

Cost: one sort, O(n log n) time, O(n) memory. All sums are whole or half numbers, so the
only rounding is in the last division.

What an interviewer listens for: the meaning in terms of pairs, ties before being asked,
the refusal to invent a number for a single class, and why no matrix of pairs.
"""

import numpy as np


def _checked(y_true, y_score):
    if not np.isin(y_true, (0, 1)).all():
        raise ValueError("labels must be 0 or 1")
    if np.isnan(y_score).any():
        raise ValueError("a score is NaN")
    positive = y_true.astype(bool)
    if positive.all() or not positive.any():  # holds for no examples too
        raise ValueError("AUC needs both classes")
    return positive


def roc_auc(y_true, y_score):
    positive = _checked(y_true, y_score)
    n_pos, n_neg = int(positive.sum()), int((~positive).sum())
    _, group, sizes = np.unique(y_score, return_inverse=True, return_counts=True)  # equal scores form a group
    rank = np.cumsum(sizes) - (sizes - 1) / 2  # (groups,)  mean of the ranks that the group occupies
    won = rank[group[positive]].sum() - n_pos * (n_pos + 1) / 2
    return float(won / (n_pos * n_neg))


def trapezoids_under_the_curve(y_true, y_score):
    """Draws the curve, one point for each distinct threshold, and integrates it by trapezoids."""
    positive = _checked(y_true, y_score)
    order = np.argsort(-y_score)
    tpr, fpr = _curve(positive[order], y_score[order])
    return float(np.trapezoid(tpr, fpr))


def _curve(positive, descending):
    """The corners of the ROC curve from (0, 0) to (1, 1): one after the last of each group of equal scores."""
    last = np.append(descending[1:] != descending[:-1], True)  # (n,)
    tpr = np.append(0, np.cumsum(positive)[last]) / positive.sum()  # (groups + 1,)
    fpr = np.append(0, np.cumsum(~positive)[last]) / (~positive).sum()
    return tpr, fpr


def looks_up_each_positive(y_true, y_score):
    """Asks the sorted negatives, for each positive, how many lie below it and how many not above it."""
    positive = _checked(y_true, y_score)
    negatives = np.sort(y_score[~positive])
    below = np.searchsorted(negatives, y_score[positive], side="left")
    not_above = np.searchsorted(negatives, y_score[positive], side="right")
    return float(np.mean(below + not_above) / 2 / len(negatives))


def ties_by_order(y_true, y_score):
    """Ranks tied scores by their place in the input: the area depends on the order. Give each tied pair one half."""
    positive = _checked(y_true, y_score)
    rank = np.empty(len(y_score))
    rank[np.argsort(y_score, kind="stable")] = np.arange(1, len(y_score) + 1)
    n_pos, n_neg = positive.sum(), (~positive).sum()
    return float((rank[positive].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


def ranks_only_the_distinct_scores(y_true, y_score):
    """Numbers the distinct scores 1, 2, 3, ...: a rank must count the examples below, however many share a score."""
    positive = _checked(y_true, y_score)
    rank = np.unique(y_score, return_inverse=True)[1] + 1
    n_pos, n_neg = positive.sum(), (~positive).sum()
    return float((rank[positive].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


def ranks_in_the_scores_dtype(y_true, y_score):
    """Keeps the ranks in an array like the scores: float32 has seven digits, too few for a sum of ranks."""
    positive = _checked(y_true, y_score)
    _, group, sizes = np.unique(y_score, return_inverse=True, return_counts=True)
    rank = np.empty_like(y_score)
    rank[:] = (np.cumsum(sizes) - (sizes - 1) / 2)[group]
    n_pos, n_neg = positive.sum(), (~positive).sum()
    return float((rank[positive].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


def ties_count_nothing(y_true, y_score):
    """Counts only the pairs won outright: a tied pair is worth one half, not 0."""
    positive = _checked(y_true, y_score)
    below = np.searchsorted(np.sort(y_score[~positive]), y_score[positive], side="left")
    return float(below.mean() / (~positive).sum())


def near_scores_are_ties(y_true, y_score):
    """Rounds the scores before it compares them: close is not equal, and one part in a million is an order too."""
    return roc_auc(y_true, np.round(y_score, 6))


def fixed_threshold_grid(y_true, y_score):
    """Tries 100 evenly spaced thresholds between 0 and 1: scores outside, or between two of them, become ties."""
    positive = _checked(y_true, y_score)
    predicted = y_score >= np.linspace(1, 0, 100)[:, None]  # (100, n)
    tpr, fpr = predicted[:, positive].mean(axis=1), predicted[:, ~positive].mean(axis=1)
    return float(np.trapezoid(np.r_[0, tpr, 1], np.r_[0, fpr, 1]))


def starts_after_the_origin(y_true, y_score):
    """Forgets the point (0, 0): if a negative shares the top score, the area under the first edge is lost."""
    positive = _checked(y_true, y_score)
    order = np.argsort(-y_score)
    tpr, fpr = _curve(positive[order], y_score[order])
    return float(np.trapezoid(tpr[1:], fpr[1:]))


def fpr_descending(y_true, y_score):
    """Integrates with the false positive rate falling from 1 to 0, so the area comes out negative (right only at 0)."""
    positive = _checked(y_true, y_score)
    order = np.argsort(-y_score)
    tpr, fpr = _curve(positive[order], y_score[order])
    return float(np.trapezoid(tpr[::-1], fpr[::-1]))


def never_below_one_half(y_true, y_score):
    """Returns the larger of AUC and 1 - AUC: that hides a model whose ranking is the wrong way round."""
    area = roc_auc(y_true, y_score)
    return max(area, 1 - area)


def half_for_one_class(y_true, y_score):
    """Returns 0.5 when a class is absent: no pair, no area, and the evaluation bug behind it stays hidden."""
    if len(set(y_true.tolist())) < 2:
        return 0.5
    return roc_auc(y_true, y_score)


def any_label_above_zero_is_positive(y_true, y_score):
    """Takes a label of 2 for a positive and -1 for a negative instead of refusing it."""
    return roc_auc((y_true > 0).astype(int), y_score)


def nan_ranks_highest(y_true, y_score):
    """Sorts NaN with the scores, where it lands on top: a broken model's gap counts as the surest example."""
    return roc_auc(y_true, np.nan_to_num(y_score, nan=2e6))


def sorts_the_callers_scores(y_true, y_score):
    """Sorts in place: the area is right, but the caller's arrays no longer say what they said."""
    area = roc_auc(y_true, y_score)
    order = np.argsort(y_score)
    y_true[:], y_score[:] = y_true[order], y_score[order]
    return area


def pairwise_memory(y_true, y_score):
    """Compares every positive with every negative in one n_pos x n_neg matrix: quadratic memory."""
    positive = _checked(y_true, y_score)
    ours, theirs = y_score[positive][:, None], y_score[~positive]  # (n_pos, 1), (n_neg,)
    return float(((ours > theirs) + 0.5 * (ours == theirs)).mean())


def one_positive_at_a_time(y_true, y_score):
    """Compares each positive with all negatives in turn: little memory, but quadratic time."""
    positive = _checked(y_true, y_score)
    negatives = y_score[~positive]
    won = sum((s > negatives).sum() + 0.5 * (s == negatives).sum() for s in y_score[positive])
    return float(won / positive.sum() / len(negatives))


ALTERNATIVES = [trapezoids_under_the_curve, looks_up_each_positive]
