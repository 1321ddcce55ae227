"""Drift by the population stability index.

A model was trained in spring. It is autumn, nothing has crashed, and conversion is
slipping. Before anyone retrains, you want one number for each feature that says how far
its distribution has moved since training, missing values included. Banks have used the
population stability index for decades: below 0.1 all is calm, above 0.25 somebody should
look.
"""

import numpy as np
from numpy.typing import NDArray


def psi(ref: NDArray[np.number], cur: NDArray[np.number], n_bins: int = 10, eps: float = 1e-4) -> float:
    """Return the population stability index of a current sample against a reference sample.

    The bins come from ``ref`` alone. Inner edge i, for i = 1 .. n_bins - 1, is its
    quantile at i / n_bins without interpolation (``method="inverted_cdf"``): the smallest
    of the values of ``ref``, NaN aside, that at least i / n_bins of them do not exceed.
    Equal edges count once. A value that equals an edge belongs to the bin on its left, and the
    two end bins are open: they take whatever lies beyond, infinities too. If either sample
    holds NaN, one further bin holds the NaN of both.

    With r and c the shares of a bin in ``ref`` and in ``cur``, out of all their rows (NaN
    counts), each raised to ``eps`` if it is smaller and not rescaled afterwards:

        PSI = sum over bins of (c - r) * ln(c / r)

    Parameters
    ----------
    ref : array of shape (n,)
        The reference sample, such as the training data: floats or whole numbers, in any
        order. Like ``cur`` it may hold NaN and infinities, and stays as it was.
    cur : array of shape (m,)
        The current sample.
    n_bins : int
        The number of bins asked for, at least 2; repeated values can leave fewer.
    eps : float
        The smallest share, above 0 and at most 0.01.

    Returns
    -------
    float
        0 or more. No warning escapes on valid input.

    Raises
    ------
    ValueError
        If ``ref`` holds no value but NaN, ``cur`` is empty, ``n_bins`` is below 2, or
        ``eps`` is not above 0 and at most 0.01. A ``cur`` of nothing but NaN is valid.

    Notes
    -----
    Left open: edges that only the rounding of i / n_bins decides, with more than 10 bins.

    Examples
    --------
    >>> ref = np.array([1.0, 2.0, 3.0, 4.0])  # two bins: up to 2, and above
    >>> round(psi(ref, np.array([1.0, 2.0, 2.0, 7.0]), n_bins=2), 6)  # 0.25 * ln(3)
    0.274653
    >>> psi(ref, ref[::-1])
    0.0
    >>> round(psi(ref, np.array([1.0, 3.0, np.nan, np.nan]), n_bins=2), 6)  # half of it went missing
    4.604318
    """
    raise NotImplementedError
