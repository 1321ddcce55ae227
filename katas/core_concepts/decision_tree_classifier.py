"""A decision tree classifier.

Grow a classification tree from scratch, greedily, one best split at a time (CART). Loan
officers like trees because a refusal can be read off the path. The interview is about the
rules that make the tree well defined: which split wins a tie, when a node is a leaf, and
what a split that gains nothing is good for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class DecisionTree:
    """A binary tree that splits on one feature at a time, chosen by the Gini gain.

    With p_c the share of class c among the rows of a node,

        gini = 1 - sum of p_c^2 over the classes
        gain = gini(node) - (n_left gini(left) + n_right gini(right)) / n_node

    A split sends a row left if its feature is <= the threshold, and right otherwise. The
    thresholds tried are the midpoints ``(a + b) / 2`` of any two consecutive distinct values
    a < b that the feature takes in the node. Both sides must keep at least `min_leaf` rows.
    Of the splits allowed the one of largest gain is taken, even if its gain is 0. Gains that
    differ by no more than 1e-12, as they do by rounding, are equal; of equal gains the lowest
    feature wins, and of that feature the lowest threshold.

    A node is a leaf if its rows are all of one class, if it lies at depth `max_depth`, or if
    no split is allowed. A leaf predicts the most frequent class among its rows, the smallest
    of those that are equally frequent.

    Parameters
    ----------
    max_depth : int >= 0 or None
        The root has depth 0. None means no limit.
    min_leaf : int >= 1
        The fewest rows that either side of a split may have.

    Notes
    -----
    A tree may be thousands of levels deep, which Python's recursion limit must not stop:
    1,500 rows whose labels alternate along one feature take a tree of more than 1,000 levels
    and less than a second to fit. So a node of m rows must find its split in O(m log m) for
    each feature.

    Examples
    --------
    >>> X, y = np.array([[1.0], [2.0], [4.0], [7.0]]), np.array([5, 5, 8, 8])
    >>> tree = DecisionTree().fit(X, y)
    >>> tree.predict(np.array([[0.0], [3.0], [3.1]])), tree.depth()  # the threshold is 3
    (array([5, 5, 8]), 1)
    >>> DecisionTree(max_depth=0).fit(X, y).predict(np.array([[7.0]]))  # a leaf, and a tie in it
    array([5])
    """

    def __init__(self, max_depth: int | None = None, min_leaf: int = 1) -> None:
        raise NotImplementedError

    def fit(self, X: NDArray[np.floating], y: NDArray[np.integer]) -> DecisionTree:
        """Grow the tree on `X` and `y`, forgetting any earlier fit, and return the tree itself.

        Parameters
        ----------
        X : array of shape (n, d), d >= 1
            The features: floats or integers up to 1e6 in size, 1e-6 apart where they differ.
        y : integer array of shape (n,)
            The classes: any integers, with gaps, negative ones too.

        Raises
        ------
        ValueError
            If there are no rows.
        """
        raise NotImplementedError

    def predict(self, X: NDArray[np.floating]) -> NDArray[np.integer]:
        """Return the class of each row of `X`, shape (m, d), as an integer array of shape (m,); m may be 0.

        Raises
        ------
        RuntimeError
            If the tree has not been fitted.
        """
        raise NotImplementedError

    def depth(self) -> int:
        """Return the depth of the deepest leaf: 0 if the root is a leaf.

        Raises
        ------
        RuntimeError
            If the tree has not been fitted.
        """
        raise NotImplementedError
