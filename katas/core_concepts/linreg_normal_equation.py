"""Linear regression in closed form.

Analysts fit a line a thousand times a day, and nobody looks at the columns first: one is
another in different units, one never varies, one is a timestamp. The textbook's formula
inverts X^T X and falls over on all of these. Write the fit that does not.
"""

import numpy as np
from numpy.typing import NDArray


def fit_linear(X: NDArray[np.floating], y: NDArray[np.floating]) -> tuple[NDArray[np.floating], float]:
    """Fit weights and intercept by least squares.

    Among all (w, b) that minimise

        sum of (y - X w - b)^2

    over the n rows, return the one whose w has the smallest Euclidean norm. The size of b
    does not count. So there is always exactly one answer: if columns are collinear, or if
    there are no more rows than columns, too.

    Parameters
    ----------
    X : array of shape (n, d), n >= 1, d >= 1
        The features, floats or integers, one example a row. The columns may lie far from 0,
        such as timestamps of 1.7e9 seconds that are hours apart, and their scales may
        differ by a factor of 1e8.
    y : array of shape (n,)
        The targets.

    Returns
    -------
    w : float64 array of shape (d,)
        The weights. A column that never varies has weight 0.
    b : float
        The intercept.

    Raises
    ------
    ValueError
        If `X` or `y` holds NaN or an infinity.

    Notes
    -----
    ``np.linalg`` is allowed. A singular value of 1e-15 of the largest is rounding, not rank.

    Examples
    --------
    >>> w, b = fit_linear(np.array([[1.0], [2.0], [4.0]]), np.array([5.0, 7.0, 11.0]))
    >>> w.round(9), round(b, 9)
    (array([2.]), 3.0)
    >>> w, b = fit_linear(np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]]), np.array([5.0, 7.0, 11.0]))
    >>> w.round(9), round(b, 9)  # (2, 0) fits as well; (1, 1) is shorter
    (array([1., 1.]), 3.0)
    """
    raise NotImplementedError
