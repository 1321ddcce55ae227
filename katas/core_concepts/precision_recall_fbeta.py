"""Precision, recall and F-beta.

A fraud model flags transactions. The team that reviews the alerts asks how many of them
were worth its time (precision), the bank asks how much of the fraud was caught (recall),
and the dashboard has room for one number that leans towards one of the two as the
business chooses (F-beta). The report runs every day for every merchant, also on days
without fraud and for merchants without alerts, where some of the ratios are 0 / 0.
"""

import numpy as np
from numpy.typing import NDArray


def precision_recall_fbeta(
    y_true: NDArray[np.integer],
    y_pred: NDArray[np.integer],
    *,
    beta: float = 1.0,
    zero_division: float = 0.0,
) -> tuple[float, float, float]:
    """Return precision, recall and F-beta of the positive class, 1.

    With TP, FP and FN the true positives, false positives and false negatives:

        precision = TP / (TP + FP)
        recall    = TP / (TP + FN)
        F-beta    = (1 + beta^2) TP / ((1 + beta^2) TP + beta^2 FN + FP)

    A ratio whose own denominator is 0 is ``zero_division``; the other ratios keep their
    values.

    Parameters
    ----------
    y_true, y_pred : integer arrays of shape (n,), n >= 1
        The truth and the prediction for each example: 1 for a positive, 0 for a negative.
        Any integer dtype, unsigned ones too.
    beta : float
        Recall counts beta times as much as precision.
    zero_division : float
        Stands for 0 / 0. Any number, or NaN.

    Returns
    -------
    tuple of three floats
        Precision, recall, F-beta.

    Raises
    ------
    ValueError
        If ``beta`` is not above 0, or a label is neither 0 nor 1.

    Examples
    --------
    >>> precision_recall_fbeta(np.array([1, 1, 0, 1, 0]), np.array([1, 0, 1, 1, 1]))
    (0.5, 0.6666666666666666, 0.5714285714285714)
    >>> precision_recall_fbeta(np.array([0, 0, 0]), np.array([0, 1, 0]), zero_division=1.0)
    (0.0, 1.0, 0.0)
    """
    raise NotImplementedError
