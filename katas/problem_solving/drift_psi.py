"""Drift by the population stability index.

A model that prices loans was trained in spring. It is autumn, nothing has crashed, and conversion
is slipping. The product owner asks on Monday which inputs have changed, before anyone spends two
weeks on retraining; a drift overlooked goes on mispricing loans, and a false alarm wakes the team
for nothing. Give one number for each feature that says how far its distribution has moved since
training. Banks use the population stability index: below 0.1 all is calm, above 0.25 look closer.
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
        order. Like ``cur`` it may hold NaN and infinities.
    cur : array of shape (m,)
        The current sample. It may consist of NaN alone.
    n_bins : int
        The number of bins asked for, at least 2; repeated values can leave fewer.
    eps : float
        The smallest share, above 0 and at most 0.01.

    Returns
    -------
    float
        0 or more.

    Raises
    ------
    ValueError
        If ``ref`` holds no value but NaN, or ``cur`` is empty.

    Examples
    --------
    >>> ref = np.array([1.0, 2.0, 3.0, 4.0])  # two bins: up to 2, and above
    >>> round(psi(ref, np.array([1.0, 2.0, 2.0, 7.0]), n_bins=2), 6)  # 0.25 * ln(3)
    0.274653
    >>> round(psi(ref, np.array([1.0, 3.0, np.nan, np.nan]), n_bins=2), 6)  # half of it went missing
    4.604318
    """
    raise NotImplementedError
