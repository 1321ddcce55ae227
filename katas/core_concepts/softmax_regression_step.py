"""One step of softmax regression.

The last layer of almost every classifier is this: linear scores, softmax, cross-entropy.
Write one training step, loss and gradient by hand. Early in training, or with unscaled
features, scores run into the thousands, and the step has to survive that.
"""

import numpy as np
from numpy.typing import NDArray


def softmax_step(
    W: NDArray[np.floating],
    b: NDArray[np.floating],
    X: NDArray[np.floating],
    y: NDArray[np.integer],
    lr: float,
    l2: float = 0.0,
) -> tuple[NDArray[np.floating], NDArray[np.floating], float]:
    """Do one step of gradient descent on the whole batch.

    Row i has the scores z_i = x_i W + b, one for each class, and the probabilities
    p_ic = exp(z_ic) / (sum of exp(z_ij) over the classes j). Over the n rows,

        loss = mean of -log(p_iy) + (l2 / 2) * (sum of the squares of W)

    where p_iy is the probability of the row's own class. W and b move by -lr times their
    gradients, both taken at the W and b given. The penalty does not touch b.

    Parameters
    ----------
    W : array of shape (d, k), k >= 2
    b : array of shape (k,)
    X : array of shape (n, d), n >= 1
    y : integer array of shape (n,)
        The class of each row, from 0 to k - 1. Some classes may be absent.
    lr : float
    l2 : float

    Returns
    -------
    new W, new b : float64 arrays, new ones
    loss : float
        The loss, penalty included, before the step. Scores up to 1e4 in size are exact to
        rounding: a row whose own score is 5000 below another's costs 5000.

    Raises
    ------
    ValueError
        If there are no rows, or a class is not from 0 to k - 1.

    Examples
    --------
    >>> W, b = np.zeros((1, 2)), np.zeros(2)  # every p is 1/2
    >>> softmax_step(W, b, np.array([[1.0], [3.0]]), np.array([0, 1]), lr=0.5)
    (array([[-0.25,  0.25]]), array([0., 0.]), 0.6931471805599453)
    >>> new_W, _, loss = softmax_step(W + 2, b, np.array([[1.0], [3.0]]), np.array([0, 1]), lr=0.5, l2=0.1)
    >>> new_W.round(6), round(loss, 6)
    (array([[1.65, 2.15]]), 1.093147)
    """
    raise NotImplementedError
