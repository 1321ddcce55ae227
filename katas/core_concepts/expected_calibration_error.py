"""Expected calibration error.

A bank prices loans by the default probability of a model. Ranking the customers is not
enough for that: of those who are given 20 %, a fifth should default. Before the model
goes live, risk management asks for one number that says how far its probabilities are
from what happens. The usual one sorts the predictions into bins of equal width and
compares, bin by bin, what was promised with what came.
"""

import numpy as np
from numpy.typing import NDArray


def expected_calibration_error(y_true: NDArray[np.integer], p: NDArray[np.floating], n_bins: int = 10) -> float:
    """Return the expected calibration error of the probabilities of the positive class.

    With B = ``n_bins``, bin b = 0, ..., B - 1 holds the examples with

        b / B <= p < (b + 1) / B

    and the last bin those with p = 1 too. For the n_b examples of bin b,

        ECE = sum over the bins of (n_b / n) * |mean of y_true - mean of p|

    A bin without examples adds nothing.

    Parameters
    ----------
    y_true : array of shape (n,)
        What happened: 1 or 0.
    p : array of shape (n,)
        The predicted probability of a 1.
    n_bins : int
        At least 1.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If there are no examples, or a probability is NaN or not between 0 and 1.

    Examples
    --------
    >>> y_true, p = np.array([1, 0, 0, 1, 1]), np.array([0.25, 0.125, 0.375, 0.75, 1.0])
    >>> round(expected_calibration_error(y_true, p, n_bins=2), 6)  # 3/5 * |1/3 - 1/4| + 2/5 * |1 - 7/8|
    0.1
    >>> expected_calibration_error(np.array([0, 1]), np.array([0.0, 1.0]))
    0.0
    """
    raise NotImplementedError
