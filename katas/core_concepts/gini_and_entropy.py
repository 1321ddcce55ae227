"""Gini impurity and entropy.

A tree asks thousands of times how mixed a node is: once for each side of each candidate
split. So the impurity of many nodes is computed at one stroke, and the two nodes that
every tree has, the pure one and the empty one, must not produce NaN.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray


def impurity(
    counts: NDArray[np.integer] | NDArray[np.floating], kind: Literal["gini", "entropy"]
) -> NDArray[np.floating]:
    """Return the impurity of each node.

    With p_c the share of class c in a node,

        gini    = 1 - sum of p_c^2
        entropy = -sum of p_c log2(p_c), in bits, where 0 log2(0) is 0

    Parameters
    ----------
    counts : array of shape (..., k), k >= 1
        How much of each class a node holds: the last axis runs over the classes, the axes
        before it over nodes, however many they are. Counts of any integer dtype, or weights
        of any float dtype, which may be far below 1.
    kind : "gini" or "entropy"

    Returns
    -------
    float64 array of shape (...)
        The impurity of each node, in double precision; exactly 0 for a node that is all of one
        class, and for a node that holds nothing. For a single node, `counts` of shape (k,), a
        plain float will do.

    Raises
    ------
    ValueError
        If a count is negative or NaN.

    Examples
    --------
    >>> impurity(np.array([[2, 2], [3, 0], [0, 0]]), "gini")
    array([0.5, 0. , 0. ])
    >>> impurity(np.array([[2, 2], [1, 1], [0, 0]]), "entropy")  # a fair coin is one bit
    array([1., 1., 0.])
    >>> float(impurity(np.array([0.1, 0.1, 0.2]), "entropy"))  # a single node
    1.5
    """
    raise NotImplementedError
