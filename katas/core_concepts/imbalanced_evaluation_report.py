"""A report for imbalanced classes.

"Our churn model is 97 % accurate", says the slide, and 97 % of the customers stay anyway.
Before the next review you write the report that the team should have shown: accuracy
beside what a model without any skill would get, what happens at the chosen threshold, and
how well the scores rank the customers whatever the threshold, again beside no skill.
Write it with numpy alone.
"""

import numpy as np
from numpy.typing import NDArray


def imbalance_report(
    y_true: NDArray[np.integer], y_score: NDArray[np.floating], threshold: float = 0.5
) -> dict[str, float]:
    """Return the figures by which to judge a binary classifier with a rare (or common) class.

    An example is called positive if its score is at least ``threshold``. The keys:

    - prevalence: the share of positives.
    - accuracy: the share of examples that are called what they are.
    - majority_accuracy: the accuracy of calling everything what most examples are.
    - recall, precision, f1: of the positives. Precision is 0 if nothing is called
      positive, and f1 is 0 if no positive is.
    - balanced_accuracy: the mean of the recall of the positives and that of the negatives.
    - roc_auc: of all pairs of a positive and a negative, the share in which the positive
      has the higher score; a tie counts one half.
    - pr_auc: average precision, sum over i of (R_i - R_(i-1)) P_i over the distinct scores
      from the highest, where P_i and R_i call positive all scores of at least the i-th;
      R_0 = 0.
    - lift: pr_auc divided by the pr_auc of a score that is the same for everybody.

    Parameters
    ----------
    y_true : array of shape (n,)
        1 for a positive, 0 for a negative.
    y_score : array of shape (n,)
        Scores; they need not lie between 0 and 1.
    threshold : float

    Returns
    -------
    dict of ten floats

    Raises
    ------
    ValueError
        If one of the classes is absent, or a score is NaN.

    Examples
    --------
    >>> report = imbalance_report(np.array([1, 0, 0, 0]), np.array([0.4, 0.7, 0.3, 0.1]))
    >>> report["accuracy"], report["majority_accuracy"], report["pr_auc"], report["lift"]
    (0.5, 0.75, 0.5, 2.0)
    >>> imbalance_report(np.array([1, 0, 0]), np.array([0.6, 0.8, 0.1]), threshold=0.9)["precision"]
    0.0
    """
    raise NotImplementedError
