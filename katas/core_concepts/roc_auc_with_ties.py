"""ROC AUC, with ties.

A model has scored a labelled set: the higher the score, the surer it is that the
example is positive. Nobody has chosen a threshold yet, so you are asked how well the
scores *rank* the examples. The area under the ROC curve answers with one number: the
chance that a random positive is scored above a random negative. Real models tie often
(trees, rounded scores, default values), and a tie must not be won by luck.
"""

import numpy as np
from numpy.typing import NDArray


def roc_auc(y_true: NDArray[np.integer], y_score: NDArray[np.floating]) -> float:
    """Return the area under the ROC curve.

    Over all pairs of one positive (score s+) and one negative (score s-):

        AUC = P(s+ > s-) + 0.5 * P(s+ = s-)

    so a pair in the right order counts 1, a tied pair one half, a pair in the wrong
    order 0. Scores are tied only if they are equal, not if they are merely close.

    Parameters
    ----------
    y_true : array of shape (n,)
        The labels: 1 for a positive, 0 for a negative.
    y_score : array of shape (n,)
        The scores, float32 or float64, of any sign and up to 1e6 in size; they need not be
        probabilities.

    Returns
    -------
    float
        Between 0 and 1, whatever the order in which the examples are listed. Below 0.5
        the ranking is worse than chance, and the value says so.

    Raises
    ------
    ValueError
        If a class is absent (so also if there are no examples), a label is neither 0 nor 1,
        or a score is NaN.

    Notes
    -----
    Time grows as n log n and memory as n: 200,000 examples, half of them positive, take
    less than a second, and no matrix of all pairs is ever built.

    Examples
    --------
    >>> roc_auc(np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.8, 0.7, 0.3, 0.1]))  # 5 pairs of 6
    0.8333333333333334
    >>> roc_auc(np.array([1, 0, 0]), np.array([0.5, 0.5, 0.2]))  # one tie, one win
    0.75
    """
    raise NotImplementedError
