"""Hinge loss and its subgradient.

A linear support vector machine is trained by (sub)gradient descent on the hinge loss: rows
that are right with a margin to spare cost nothing and pull at nothing, the others pull
with constant force. The loss has a kink, and rows do come to rest on it, so it matters
which of the possible slopes you return there.
"""

import numpy as np
from numpy.typing import NDArray


def hinge_loss_grad(
    w: NDArray[np.floating], b: float, X: NDArray[np.floating], y: NDArray[np.integer], lam: float
) -> tuple[float, NDArray[np.floating], float]:
    """Return the loss of a linear SVM, and its subgradient by w and by b.

    The margin of row i is m_i = y_i (x_i . w + b). Over the n rows,

        loss = mean of max(0, 1 - m_i) + (lam / 2) * (w . w)

    A row is active if its margin is strictly below 1. Only active rows contribute to the
    subgradient; a row with a margin of exactly 1 does not. The penalty does not touch b.

    Parameters
    ----------
    w : array of shape (d,)
    b : float
    X : array of shape (n, d), n >= 1
        The features, floats or integers.
    y : integer array of shape (n,)
        The classes, -1 and 1. One of them may be absent.
    lam : float, >= 0
        The strength of the penalty.

    Returns
    -------
    loss : float
    dw : float64 array of shape (d,)
    db : float

    Raises
    ------
    ValueError
        If a class is neither -1 nor 1, there are no rows, or lam < 0.

    Examples
    --------
    >>> X, y = np.array([[2.0], [0.5], [-1.0]]), np.array([1, 1, -1])
    >>> hinge_loss_grad(np.array([1.0]), 0.0, X, y, lam=0.0)  # margins 2, 0.5 and exactly 1
    (0.16666666666666666, array([-0.16666667]), -0.3333333333333333)
    >>> hinge_loss_grad(np.array([0.0]), 0.0, X, y, lam=0.5)  # every row costs 1
    (1.0, array([-1.16666667]), -0.3333333333333333)
    """
    raise NotImplementedError
