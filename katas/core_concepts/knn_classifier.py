"""k-nearest neighbours.

The classifier without training: look up the k examples most like the new one and let
them vote. It is the baseline that every embedding search still rests on. Five lines
are enough; the questions are what happens when two neighbours are equally near, when
the vote is split, and where the fast formula for distances stops being true.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray


def knn_predict(
    X_train: NDArray[np.number],
    y_train: NDArray[np.integer],
    X_test: NDArray[np.number],
    k: int,
    metric: Literal["l2", "l1"] = "l2",
) -> NDArray[np.integer]:
    """Return, for each row of `X_test`, the label that most of its `k` nearest training rows have.

    The distance between two rows is Euclidean for "l2" and the sum of the absolute
    differences for "l1". Of equally near training rows, the one of lower index is nearer.
    All k votes weigh the same; of labels with equally many votes, the smallest wins.

    Parameters
    ----------
    X_train : array of shape (n, d), n, d >= 1
        Floats or integers, unsigned ones included. Rows may lie 1e8 from the origin and be
        1 apart. Features are compared as they are, not rescaled.
    y_train : integer array of shape (n,)
        The labels: any integers, with gaps and negative ones.
    X_test : array of shape (m, d)
        m may be 0.
    k : int
    metric : "l2" or "l1"

    Returns
    -------
    integer array of shape (m,)
        2,000 training rows and 1,000 test rows of 8 features take less than a second.

    Raises
    ------
    ValueError
        If `k` is less than 1 or more than n, or `X_train` or `X_test` holds NaN.

    Examples
    --------
    >>> X_train, y_train = np.array([[0.0], [1.0], [4.0], [6.0]]), np.array([7, 7, 2, 2])
    >>> knn_predict(X_train, y_train, np.array([[1.5], [5.0]]), k=3)
    array([7, 2])
    >>> knn_predict(X_train, y_train, np.array([[0.0]]), k=4)  # two votes each
    array([2])
    """
    raise NotImplementedError
