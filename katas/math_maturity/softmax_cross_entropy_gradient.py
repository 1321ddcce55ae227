"""The gradient of softmax and cross-entropy.

A teacher model has labelled your data with probabilities ("70 % cat, 25 % dog, 5 % fox"),
and you train a student on them. Before any layer can learn, somebody must say how the loss
changes when a logit changes. Frameworks compute it in one fused step. Derive that step on
paper, then write it down: the result is shorter than either half.
"""

import numpy as np
from numpy.typing import NDArray


def softmax_ce_grad(logits: NDArray[np.float64], targets: NDArray[np.number]) -> NDArray[np.float64]:
    """Return the gradient of the mean cross-entropy with respect to the logits.

    For logits z and targets t, of n examples and k classes, the loss is

        L = -1/n * sum over i, j of t_ij * log p_ij
        p_ij = exp(z_ij) / sum over c of exp(z_ic)

    and what is asked is dL / dz_ij for each example and class.

    Parameters
    ----------
    logits : float64 array of shape (n, k), k >= 2
        Finite numbers between -10,000 and 10,000; each example may have its own level.
    targets : array of shape (n, k)
        A probability distribution in each row: soft labels, or one-hot rows, also as
        whole numbers.

    Returns
    -------
    float64 array of shape (n, k)
        The gradient, right to twelve decimals.

    Raises
    ------
    ValueError
        If there are no examples, a target is negative, or a row of targets does not add up
        to 1 (to within 1e-8, since 0.7 + 0.2 + 0.1 is not exactly 1 in floats).

    Examples
    --------
    >>> softmax_ce_grad(np.array([[2.0, 2.0]]), np.array([[1, 0]]))  # p is [0.5, 0.5]
    array([[-0.5,  0.5]])
    >>> softmax_ce_grad(np.log([[1.0, 3.0], [2.0, 2.0]]), np.array([[0.25, 0.75], [0.0, 1.0]]))
    array([[ 0.  ,  0.  ],
           [ 0.25, -0.25]])
    """
    raise NotImplementedError
