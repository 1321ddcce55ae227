"""Power iteration, with a sign and an honest end.

PageRank, the first principal component, the curvature that limits a learning rate: each
wants one eigenvector of a matrix too large to decompose, and all one can afford is to
multiply by it. Multiply again and again, and the largest eigenvalue wins. The interviewer
wants to see that you know when to stop, and what you say when it never wins.
"""

import numpy as np
from numpy.typing import NDArray


def top_eigenpair(
    A: NDArray[np.number], v0: NDArray[np.number], tol: float = 1e-10, max_iter: int = 10_000
) -> tuple[float, NDArray[np.float64], int]:
    """Find the eigenvalue of largest absolute value, and its vector, by power iteration.

    Start with v = v0 / ||v0||. The pair of v and lam = v'Av has converged when

        ||Av - lam v|| <= tol * max(1, |lam|)

    Until then, replace v by Av / ||Av||, at most ``max_iter`` times. The start is tested
    before any replacement, and so is the vector after the last one.

    Parameters
    ----------
    A : array of shape (n, n), n >= 1
        A symmetric matrix, of floats or whole numbers.
    v0 : array of shape (n,)
        Where to start. From a vector orthogonal to the one sought, another pair may come out.

    Returns
    -------
    (float, float64 array of shape (n,), int)
        The eigenvalue, with its sign. The vector of length 1, with that sign that makes
        its first entry of size above 1e-12 positive. The number of replacements made.

    Raises
    ------
    ValueError
        If an entry of ``|A - A'|`` is above 1e-8 * max |A|, or ``v0`` is all zeros.
    RuntimeError
        If the pair has not converged after ``max_iter`` replacements.

    Examples
    --------
    >>> value, vector, steps = top_eigenpair(np.array([[0.0, -3.0], [-3.0, -8.0]]), np.array([1.0, 1.0]))
    >>> round(value, 9), vector.round(6)  # the eigenvalues are -9 and 1
    (-9.0, array([0.316228, 0.948683]))
    >>> top_eigenpair(np.array([[5, 0], [0, 2]]), np.array([3, 0]))  # an eigenvector already
    (5.0, array([1., 0.]), 0)
    """
    raise NotImplementedError
