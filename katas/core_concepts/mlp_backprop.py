"""Backpropagation through a two-layer network.

The question behind every "do you really understand what the framework does?": write the
loss of a small classifier and its gradients by hand. Each gradient is one or two matrix
products; what decides is which mask goes where, what is summed over the batch, what is
divided by its size, and that the loss survives large logits.
"""

import numpy as np
from numpy.typing import NDArray


def mlp_loss_grads(
    params: dict[str, NDArray[np.floating]], X: NDArray[np.floating], y: NDArray[np.integer]
) -> tuple[float, dict[str, NDArray[np.floating]]]:
    """Return the mean cross-entropy of the network and its gradient for every parameter.

        hidden = max(0, X W1 + b1)
        logits = hidden W2 + b2
        loss   = mean over rows i of -log softmax(logits[i])[y[i]]

    The derivative of max(0, z) at z = 0 is taken to be 0.

    Parameters
    ----------
    params : dict of float64 arrays
        "W1" of shape (d, h), "b1" (h,), "W2" (h, k), "b2" (k,), all sizes >= 1.
    X : float64 array of shape (n, d)
    y : integer array of shape (n,)
        The classes, from 0 to k - 1; not every class need occur.

    Returns
    -------
    loss : float
        Finite, with logits up to 1e4 in size.
    grads : dict
        The same keys as `params`; each gradient has the shape of its parameter.

    Raises
    ------
    ValueError
        If there are no rows, or a class is not in 0 to k - 1.

    Examples
    --------
    >>> params = {"W1": np.array([[1.0, -1.0]]), "b1": np.array([1.0, 0.0])}
    >>> params |= {"W2": np.array([[1.0, 1.0], [5.0, 2.0]]), "b2": np.array([0.0, 0.0])}
    >>> loss, grads = mlp_loss_grads(params, np.array([[2.0]]), np.array([0]))
    >>> round(loss, 6), grads["b2"], grads["W2"]  # hidden = [3, 0], logits = [3, 3]
    (0.693147, array([-0.5,  0.5]), array([[-1.5,  1.5],
           [ 0. ,  0. ]]))
    >>> params["b2"] = np.array([-1e4, 1e4])
    >>> mlp_loss_grads(params, np.array([[2.0]]), np.array([0]))[0]
    20000.0
    """
    raise NotImplementedError
