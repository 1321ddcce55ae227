"""k-means, Lloyd's algorithm.

Customers are points in feature space, marketing wants k groups, and nobody has labels.
Given k starting centres, move them until each sits in the middle of the points nearest
to it. The library call is one line; the interview is about what happens when two centres
are equally near, when a centre has no points, and what exactly is returned at the end.
"""

import numpy as np
from numpy.typing import NDArray


def kmeans(
    X: NDArray[np.floating], centers0: NDArray[np.floating], max_iter: int = 100, tol: float = 1e-6
) -> tuple[NDArray[np.floating], NDArray[np.integer], float, int]:
    """Cluster the rows of `X` by Lloyd's algorithm, starting from `centers0`.

    One iteration:

    1. assign each point to its nearest centre (Euclidean), the lowest index of equally near ones;
    2. move each centre to the mean of its points; a centre without points stays where it is;
    3. stop if the largest distance that any centre moved in this iteration is <= `tol`.

    Parameters
    ----------
    X : array of shape (n, d), d >= 1
        Up to 50,000 points, float64 or integer. They may lie 1e8 from the origin and be 1 apart.
    centers0 : array of shape (k, d), k >= 1
        The starting centres, float64 or integer.
    max_iter : int, >= 0
        At most this many iterations; with 0 the centres are those of `centers0`.
    tol : float, >= 0
        The shift at which to stop.

    Returns
    -------
    centers : float64 array of shape (k, d)
        The centres after the last iteration.
    labels : integer array of shape (n,)
        For each point the index of the nearest of the *returned* centres, ties as above.
    inertia : float
        The sum of the squared distances from each point to the returned centre nearest to it.
    n_iter : int
        How many iterations were done, the one that met `tol` included.

    Raises
    ------
    ValueError
        If there are more centres than points, or `X` or `centers0` holds NaN.

    Examples
    --------
    >>> X = np.array([[0.0], [2.0], [10.0], [12.0]])
    >>> kmeans(X, np.array([[0.0], [9.0], [99.0]]))  # nothing is near to the third
    (array([[ 1.],
           [11.],
           [99.]]), array([0, 0, 1, 1]), 4.0, 2)
    >>> kmeans(X, X[:2], max_iter=0)[1:]
    (array([0, 1, 1, 1]), 164.0, 0)
    """
    raise NotImplementedError
