"""Vectorise the pairwise distances.

Nearest neighbours, k-means and every kernel method start from one table: how far each row of A
lies from each row of B. The code below computes it correctly, three Python loops deep, and takes
minutes where numpy needs a twentieth of a second. Rewrite it without a loop. Mind the memory: the
table itself is fine, a block with a third axis is not.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def pairwise_sq_dists(A: NDArray[Any], B: NDArray[Any]) -> NDArray[np.float64]:
    """Return the squared Euclidean distance from every row of `A` to every row of `B`.

        D[i, j] = sum over k of (A[i, k] - B[j, k])**2

    No Python loop and no comprehension: no ``for``, no ``while``. ``map``, ``np.vectorize`` and
    ``np.apply_along_axis`` are loops too.

    Parameters
    ----------
    A : array of shape (n, d), of integers or floats of any numpy dtype, up to 1e8 in size
    B : array of shape (m, d), the same
        Small dtypes overflow when squared: compute in float64. ``n`` or ``m`` may be 0.

    Returns
    -------
    float64 array of shape (n, m)
        No entry is negative. Write s for the greatest absolute value in ``A`` and ``B``: an entry
        may be off by 1e-8 * max(1, s**2), so the distance of a row to itself need not be exactly 0.
        The call needs memory for O(n m + (n + m) d) numbers: less than 200 MB in all for n = m = 2000
        and d = 64, less than 50 MB for n = 10, m = 6000 and d = 8.

    Raises
    ------
    ValueError
        If the rows of ``A`` and ``B`` have different lengths.

    Examples
    --------
    >>> A = np.array([[0, 0], [3, 4]])
    >>> pairwise_sq_dists(A, np.array([[3, 0], [0, 4], [3, 4]]))
    array([[ 9., 16., 25.],
           [16.,  9.,  0.]])
    >>> pairwise_sq_dists(A, np.empty((0, 2)))
    array([], shape=(2, 0), dtype=float64)
    """
    if A.shape[1] != B.shape[1]:
        raise ValueError(f"rows of {A.shape[1]} and of {B.shape[1]} numbers have no distance")
    A, B = A.astype(np.float64), B.astype(np.float64)
    distances = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            for k in range(A.shape[1]):
                distances[i, j] += (A[i, k] - B[j, k]) ** 2
    return distances
