"""Ridge regression in closed form.

Fifty patients, three thousand gene expressions: least squares explains every patient
perfectly and predicts none. Ridge regression buys stability by shrinking the weights,
with one dial. Libraries disagree about what the dial is divided by and about what it
touches, so the two usual bugs are a penalty that depends on n and an intercept that shrinks.
"""

import numpy as np
from numpy.typing import NDArray


def ridge(X: NDArray[np.floating], y: NDArray[np.floating], alpha: float) -> tuple[NDArray[np.floating], float]:
    """Return the weights and the intercept of the smallest penalised squared error.

    They minimise

        sum of (y - X w - b)^2 + alpha * (w . w)

    over the n rows: a sum, not a mean, and the intercept b is not penalised.

    Parameters
    ----------
    X : array of shape (n, d), n >= 1, d >= 1
        The features, floats or integers. There may be many more columns than rows, and
        columns may be collinear.
    y : array of shape (n,)
        The targets.
    alpha : float, >= 0
        The strength of the penalty. With 0 there may be many minima: return the one whose
        w has the smallest Euclidean norm, the limit of the answers for alpha towards 0.

    Returns
    -------
    w : float64 array of shape (d,)
    b : float

    Raises
    ------
    ValueError
        If alpha < 0, or if `X` or `y` holds NaN.

    Notes
    -----
    ``np.linalg`` is allowed. Any alpha > 0 counts as it stands, be it 1e-9 or 1e12. With 50
    rows, 3,000 columns take less than a second; no d x d matrix is ever built.

    Examples
    --------
    >>> X, y = np.array([[1.0], [2.0], [6.0]]), np.array([5.0, 2.0, 11.0])
    >>> [(w.round(6), round(b, 6)) for w, b in (ridge(X, y, 0.0), ridge(X, y, 7.0))]
    [(array([1.5]), 1.5), (array([1.]), 3.0)]
    >>> w, b = ridge(X, y, 1e9)  # no slope is left, but the level is
    >>> w.round(6), round(b, 6)
    (array([0.]), 6.0)
    """
    raise NotImplementedError
