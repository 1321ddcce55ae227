"""Gaussian elimination, with pivoting.

Under every least-squares fit, Newton step and Gaussian process lies a linear system, and
`np.linalg.solve` hides it. You are asked to open the lid: eliminate, substitute back, and
say no to a matrix that has no single answer. A matrix may be regular and still have a zero,
or worse a tiny number, where the textbook divides.
"""

import numpy as np
from numpy.typing import NDArray


def solve(A: NDArray[np.number], b: NDArray[np.number]) -> NDArray[np.float64]:
    """Solve A x = b by Gaussian elimination, without ``numpy.linalg``.

    With partial pivoting: in column k, the pivot is the entry of largest absolute value in
    rows k and below, after the columns before it have been eliminated.

    Parameters
    ----------
    A : array of shape (n, n), n >= 1
        The coefficients, floats or whole numbers.
    b : array of shape (n,) or (n, m)
        One right-hand side, or m of them in columns.

    Returns
    -------
    float64 array of the shape of ``b``
        The solution, as accurate as partial pivoting makes it.

    Raises
    ------
    ValueError
        If ``A`` or ``b`` holds a NaN.
    numpy.linalg.LinAlgError
        If ``A`` is singular: a pivot is at most 1e-12 * max |A| in size.

    Examples
    --------
    >>> solve(np.array([[0, 2], [4, 1]]), np.array([6, 11]))
    array([2., 3.])
    >>> solve(np.array([[2.0, 1.0], [1.0, 3.0]]), np.eye(2))  # the inverse
    array([[ 0.6, -0.2],
           [-0.2,  0.4]])
    """
    raise NotImplementedError
