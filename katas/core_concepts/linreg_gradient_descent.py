"""Linear regression by gradient descent.

Fit a line to data, not with the formula that inverts a matrix but by walking downhill,
since that is what still works when the model is no longer linear. Keep the loss of every
step: whoever tunes the learning rate wants to see it fall, and wants an error, not NaN,
when it explodes.
"""

import numpy as np
from numpy.typing import NDArray


def gd_linear(
    X: NDArray[np.floating], y: NDArray[np.floating], lr: float, n_iter: int, tol: float = 0.0
) -> tuple[NDArray[np.floating], float, list[float]]:
    """Fit weights and intercept by full-batch gradient descent, computed in float64.

    Start from w = 0 and b = 0. With n rows and the residual r = X w + b - y:

        loss     = r . r / (2 n)
        gradient = X^T r / n for w, and the mean of r for b

    Each iteration t = 1, 2, ... computes both gradients from the same residual, then updates
    both parameters: parameter - lr * gradient. The start is t = 0.

    Parameters
    ----------
    X : array of shape (n, d), n >= 1, d >= 1
        The features, one example a row: floats or integers, as are the targets.
    y : array of shape (n,) or (n, 1)
        The targets; a column means the same as the flat array.
    lr : float, > 0
        The learning rate.
    n_iter : int, >= 0
        Do at most this many iterations; 0 returns the start.
    tol : float, >= 0
        Stop after iteration t if ``abs(history[t] - history[t - 1]) < tol``: with 0, never.

    Returns
    -------
    w : float64 array of shape (d,)
    b : float
    history : list of float
        ``history[t]`` is the loss after iteration t, the start's included.

    Raises
    ------
    ValueError
        If lr <= 0.
    FloatingPointError
        As soon as a loss is NaN or infinite, also that of the start. The message contains its t.

    Examples
    --------
    >>> X, y = np.array([[1.0], [-1.0]]), np.array([4.0, -4.0])
    >>> gd_linear(X, y, lr=0.5, n_iter=3)
    (array([3.5]), 0.0, [8.0, 2.0, 0.5, 0.125])
    >>> gd_linear(X, y, lr=0.5, n_iter=3, tol=2.0)  # 0.5 is nearer to 2.0 than that
    (array([3.]), 0.0, [8.0, 2.0, 0.5])
    """
    raise NotImplementedError
