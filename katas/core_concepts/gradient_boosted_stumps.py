"""Gradient boosting with stumps.

Boosting wins most competitions on tables, and for squared loss it is short: fit a tiny
tree to what is left unexplained, add a part of it, repeat. Write it with stumps, trees of
one split, for regression. Most bugs sit in the bookkeeping of the learning rate: what is
stored, what the residuals are made of, and what is added at prediction.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class BoostedStumps:
    """Least-squares gradient boosting, one stump a round.

    The start is the mean of y. Each round fits a stump to the residuals, which are y minus
    the present prediction, and adds it to the model:

        prediction = start + lr * (sum of the stumps' values)

    A stump (feature, threshold, left, right) has the value `left` on rows with
    x[feature] <= threshold and `right` on the others: the means of the residuals there, not
    multiplied by lr. Of all stumps the one is taken that leaves the smallest sum of squares,
    of (residual - value)^2. The thresholds of a feature are the midpoints (a + b) / 2 of
    consecutive distinct values in X. Sums of squares that differ by no more than 1e-9 of that
    of the residuals are equal: of equal stumps the lowest feature wins, and then the lowest threshold.

    Parameters
    ----------
    n_rounds : int, >= 0
    lr : float
        The learning rate.

    Attributes
    ----------
    start : float
    stumps : list of (int, float, float, float)
        In the order of the rounds. One a round, even if it gains nothing; none at all if no
        feature has two distinct values.

    Raises
    ------
    ValueError
        If lr is not above 0 and at most 1.

    Notes
    -----
    1,500 rows of 4 features and 40 rounds take less than a second to fit.

    Examples
    --------
    >>> X, y = np.array([[1.0], [2.0], [4.0]]), np.array([2.0, 2.0, 8.0])
    >>> model = BoostedStumps(n_rounds=2, lr=0.5).fit(X, y)
    >>> model.start, model.stumps
    (4.0, [(0, 3.0, -2.0, 4.0), (0, 3.0, -1.0, 2.0)])
    >>> model.predict(np.array([[3.0], [9.0]]))  # 4 - 0.5 * 3 and 4 + 0.5 * 6
    array([2.5, 7. ])
    """

    start: float
    stumps: list[tuple[int, float, float, float]]

    def __init__(self, n_rounds: int, lr: float) -> None:
        raise NotImplementedError

    def fit(self, X: NDArray[np.floating], y: NDArray[np.floating]) -> BoostedStumps:
        """Fit on `X`, shape (n, d), and `y`, shape (n,), floats or integers; forget any earlier fit; return itself.

        Raises
        ------
        ValueError
            If there are no rows.
        """
        raise NotImplementedError

    def predict(self, X: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the prediction for each row of `X`, shape (m, d), as a float64 array of shape (m,); m may be 0."""
        raise NotImplementedError
