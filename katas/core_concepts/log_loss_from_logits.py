"""Log loss from logits.

A training run has died in the night: the loss is NaN from step 4,112 on. The model puts
out logits (scores of the classes before softmax), somebody turned them into probabilities
and took the logarithm, and one day a logit was large. Write the loss so that it is right
for any logits that a network puts out, sure and wrong ones included: a confident mistake
must cost what it costs, not infinity and not a constant.
"""

import numpy as np
from numpy.typing import NDArray


def log_loss_from_logits(logits: NDArray[np.floating], y: NDArray[np.integer]) -> float:
    """Return the mean cross-entropy of the true classes, with natural logarithms.

    Example i with the logits z_i1, ..., z_ik has the probabilities and the loss

        p_ij = exp(z_ij) / sum over c of exp(z_ic)
        loss = mean over i of -log p_iy,  y being the true class of i

    The formula holds exactly: nothing is clipped, and no small number is added.

    Parameters
    ----------
    logits : array of shape (n, k), k >= 2
        Finite logits between -10,000 and 10,000.
    y : integer array of shape (n,)
        The true class of each example, from 0 to k - 1.

    Returns
    -------
    float
        At least 0, finite, and right to nine digits also where a probability is too small
        for a float.

    Raises
    ------
    ValueError
        If there are no examples, a class is not one of 0, ..., k - 1, or a logit is NaN.

    Examples
    --------
    >>> round(log_loss_from_logits(np.array([[3.0, 1.0], [0.5, 2.5]]), np.array([0, 1])), 6)
    0.126928
    >>> log_loss_from_logits(np.array([[-2000.0, 3000.0, 10.0]]), np.array([0]))  # sure, and wrong
    5000.0
    """
    raise NotImplementedError
