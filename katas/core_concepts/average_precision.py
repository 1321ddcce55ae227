"""Average precision.

One transaction in five hundred is fraud. The ROC curve of the model looks splendid, and
still most alerts are false. You are asked for a single number that follows what the
reviewers see as they work down the list from the highest score: how precise is the list
so far, each time another fraud turns up? Trees and rounded scores produce many ties, and
within a tie there is no order to work down.
"""

import numpy as np
from numpy.typing import NDArray


def average_precision(y_true: NDArray[np.integer], y_score: NDArray[np.floating]) -> float:
    """Return the area under the precision-recall curve, as a sum of steps.

    Let t_1 > t_2 > ... > t_m be the distinct scores. P_i and R_i are precision and recall
    if every example with a score of at least t_i is called positive, and R_0 = 0:

        AP = sum over i of (R_i - R_(i-1)) P_i

    so all examples with the same score enter together. Scores are the same only if they
    are equal, not if they are close. Nothing is interpolated between two points.

    Parameters
    ----------
    y_true : array of shape (n,)
        The labels: 1 for a positive, 0 for a negative.
    y_score : array of shape (n,)
        Scores of any sign and size; the higher, the surer the model is of a positive.

    Returns
    -------
    float
        Between 0 and 1. The order in which the examples are listed does not matter.

    Raises
    ------
    ValueError
        If there is no positive (so also if there are no examples), or a score is NaN.

    Notes
    -----
    200,000 examples take well under a second.

    Examples
    --------
    >>> average_precision(np.array([1, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.1]))  # 1/2 * 1 + 1/2 * 2/3
    0.8333333333333333
    >>> average_precision(np.array([0, 1, 0, 0]), np.array([0.4, 0.4, 0.4, 0.4]))  # all at once
    0.25
    """
    raise NotImplementedError
