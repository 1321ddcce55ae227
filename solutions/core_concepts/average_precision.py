"""Average precision: the reference, another right answer, and the mistakes the tests must reject.

Sort once by score, highest first. Running sums of the labels are the true positives of every prefix, and a prefix is
a threshold only where it ends a group of equal scores: inside a group no threshold separates anything. At those ends
precision is tp / place and recall tp / positives, and the sum of steps is a dot product.

Recall rises only where a positive comes, so without ties AP is the mean, over the positives, of the precision at
each of them: what a reviewer sees every time another fraud turns up. Its baseline is the prevalence (a constant
score), not 1/2, so it can only be compared within one data set.

Why steps: precision does not change linearly with recall between two points, and a straight line between them
promises operating points that no threshold reaches (Davis and Goadrich). Cost: one sort, O(n log n).

What an interviewer listens for: ties before being asked, the baseline, why no trapezoids, and that a ranking without
positives has no recall and therefore no value.
"""

import numpy as np


def _ranked(y_true, y_score):
    """Return labels and scores, highest score first."""
    if not y_true.any():  # holds for no examples too
        raise ValueError("average precision needs a positive")
    if np.isnan(y_score).any():
        raise ValueError("a score is NaN")
    order = np.argsort(-y_score)  # (n,) the order within a tie does not matter
    return y_true[order], y_score[order]


def _curve(y_true, y_score):
    """Return precision and recall at each distinct score, highest first."""
    labels, scores = _ranked(y_true, y_score)
    last = np.append(scores[1:] != scores[:-1], True)  # (n,) ends of groups of equal scores
    tp = labels.cumsum()[last]  # (m,)
    return tp / np.arange(1, len(labels) + 1)[last], tp / tp[-1]


def average_precision(y_true, y_score):
    precision, recall = _curve(y_true, y_score)
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def group_by_group(y_true, y_score):
    """Counts the labels of each distinct score and walks down the groups in plain Python."""
    labels, scores = _ranked(y_true, y_score)
    groups = {}
    for label, score in zip(labels.tolist(), scores.tolist(), strict=True):
        hits, size = groups.get(score, (0, 0))
        groups[score] = hits + label, size + 1
    tp = seen = area = 0
    for hits, size in groups.values():  # in the order of their first appearance, which is from the highest
        tp, seen = tp + hits, seen + size
        area += hits * tp / seen
    return area / tp


def draws_trapezoids(y_true, y_score):
    """Joins the points by straight lines, which promises precision that no threshold reaches."""
    precision, recall = _curve(y_true, y_score)
    return np.trapezoid(np.append(1.0, precision), np.append(0.0, recall))


def sweeps_ties_one_by_one(y_true, y_score):
    """Takes the precision at each positive in sorted order, so equal scores depend on how rows are listed."""
    labels, _ = _ranked(y_true, y_score)
    return np.mean((labels.cumsum() / np.arange(1, len(labels) + 1))[labels == 1])


def lists_positives_first_in_a_tie(y_true, y_score):
    """Sorts by score and then by label: every tie is won, and a constant score is perfect."""
    order = np.argsort(-y_true, kind="stable")
    return sweeps_ties_one_by_one(y_true[order], y_score[order])


def averages_over_all_places(y_true, y_score):
    """Divides by n: the mean goes over the positives, at which alone recall rises."""
    return average_precision(y_true, y_score) * np.mean(y_true)


def averages_precision_everywhere(y_true, y_score):
    """Takes the mean of the precision at every threshold, also where recall does not rise."""
    return np.mean(_curve(y_true, y_score)[0])


def sorts_from_the_lowest(y_true, y_score):
    """Forgets that argsort is ascending, and rates the list read from its end."""
    return average_precision(y_true, -y_score)


def leaves_out_the_first_step(y_true, y_score):
    """Starts at the first threshold instead of R_0 = 0: what the highest score finds is lost."""
    precision, recall = _curve(y_true, y_score)
    return np.sum(np.diff(recall) * precision[1:]) if len(recall) > 1 else precision[0]


def shifts_precision_by_one(y_true, y_score):
    """Multiplies each step by the precision at its start: the curve begins at (0, 1), which nobody measured."""
    precision, recall = _curve(y_true, y_score)
    return np.sum(np.diff(recall, prepend=0.0) * np.append(1.0, precision[:-1]))


def interpolates_to_the_best_below(y_true, y_score):
    """Raises each precision to the highest at any larger recall, as some detection benchmarks do."""
    precision, recall = _curve(y_true, y_score)
    return np.sum(np.diff(recall, prepend=0.0) * np.maximum.accumulate(precision[::-1])[::-1])


def takes_close_scores_for_equal(y_true, y_score):
    """Rounds the scores to find ties, and joins what the model has told apart."""
    return average_precision(y_true, np.round(y_score, 9))


def returns_zero_without_positives(y_true, y_score):
    """Invents a 0 where nothing could be found; recall is 0 / 0."""
    return average_precision(y_true, y_score) if y_true.any() else 0.0


def ranks_nan(y_true, y_score):
    """Lets a NaN score through: it sorts to the end as if the model were sure of a negative."""
    return average_precision(y_true, np.nan_to_num(y_score, nan=-1e300))


def scans_the_data_for_every_threshold(y_true, y_score):
    """Compares all scores with each distinct one, n^2 comparisons in all."""
    _ranked(y_true, y_score)
    area = before = 0.0
    for threshold in np.unique(y_score)[::-1]:
        flagged = y_true[y_score >= threshold]
        recall = flagged.sum() / y_true.sum()
        area, before = area + (recall - before) * flagged.mean(), recall
    return area


ALTERNATIVES = [group_by_group]
