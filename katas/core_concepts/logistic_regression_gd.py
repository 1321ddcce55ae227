"""Logistic regression by gradient descent.

A lender wants the probability that a loan is repaid, from a handful of features. Fit the
model yourself, walking downhill on the log loss: no library, the loss of every step kept,
an optional L2 penalty. Features arrive unscaled, so some logits are huge, and rows that
are certain and wrong must not turn the loss into infinity.
"""

import numpy as np
from numpy.typing import NDArray


def fit_logistic(
    X: NDArray[np.floating], y: NDArray[np.integer], lr: float, n_iter: int, l2: float = 0.0
) -> tuple[NDArray[np.floating], float, list[float]]:
    """Fit weights and intercept by full-batch gradient descent, starting from w = 0 and b = 0.

    With z = X w + b and p = 1 / (1 + exp(-z)), over the n rows:

        loss = mean of -(y log p + (1 - y) log(1 - p)) + (l2 / 2) * (w . w)

    Each iteration computes the gradient with respect to w and b at one point, then moves
    both parameters: parameter - lr * gradient. The intercept is not penalised.

    Parameters
    ----------
    X : array of shape (n, d), n >= 1, d >= 1
        The features, floats or integers, one example a row.
    y : integer array of shape (n,), of any integer dtype
        The labels, 0 or 1. All of them may be the same.
    lr : float, > 0
        The learning rate.
    n_iter : int, >= 0
        The number of iterations; 0 returns the start.
    l2 : float, >= 0
        The strength of the penalty.

    Returns
    -------
    w : float64 array of shape (d,)
    b : float
    history : list of float
        ``history[t]`` is the loss, penalty included, after t iterations: n_iter + 1 entries.
        Logits up to 1e4 in size are exact to rounding: a row with y = 1 and z = -5000 costs 5000.

    Raises
    ------
    ValueError
        If a label is neither 0 nor 1, lr <= 0, or l2 < 0.

    Examples
    --------
    >>> X, y = np.array([[1.0], [3.0], [5.0]]), np.array([0, 1, 1])
    >>> fit_logistic(X, y, lr=0.5, n_iter=0)  # every p is 1/2
    (array([0.]), 0.0, [0.6931471805599453])
    >>> w, b, history = fit_logistic(X, y, lr=0.6, n_iter=1)
    >>> w.round(6), round(b, 6), round(history[1], 6)
    (array([0.7]), 0.1, 0.43438)
    """
    raise NotImplementedError
