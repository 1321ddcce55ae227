"""Adjust p-values for the false discovery rate.

A team tests two hundred metrics after a launch and calls everything below 0.05 a finding. Ten of
them would be there if nothing had changed. Correcting for the worst case hides the real ones, so
they settle for a bound on the share of false findings among all findings. Write the adjustment of
Benjamini and Hochberg: p-values in, adjusted p-values out, so that whatever is at most q can be
called a finding at a false discovery rate of q.
"""

import numpy as np
from numpy.typing import NDArray


def bh_adjust(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Benjamini-Hochberg adjusted p-values, in the order of the input.

    With the p-values in ascending order, p_(1) <= ... <= p_(m), the one at rank i is scaled to
    p_(i) * m / i. The adjusted value at rank i is the smallest of the scaled values at the ranks
    i, i + 1, ..., m. No adjusted value is above 1.

    Parameters
    ----------
    p : array of shape (m,), float64
        One p-value for each hypothesis, in any order. Equal p-values may occur.

    Returns
    -------
    array of shape (m,), float64
        The adjusted value of each hypothesis, at the place where its p-value stands. Equal
        p-values get equal adjusted values. An empty input gives an empty array.

    Raises
    ------
    ValueError
        If a p-value is NaN, or lies outside [0, 1]. Both 0 and 1 are p-values.

    Examples
    --------
    >>> bh_adjust(np.array([0.9, 0.125, 0.0625])).tolist()
    [0.9, 0.1875, 0.1875]
    >>> bh_adjust(np.array([])).tolist()
    []
    """
    raise NotImplementedError
