"""Multi-head causal attention.

The layer of a language model that mixes tokens, without the framework: project, split into
heads, attend, put the heads together, project again. Real batches hold sequences of different
lengths, padded on the left when generating and on the right when training, and a token that
sees its own future or somebody's padding spoils the model without any error message.
"""

import numpy as np
from numpy.typing import NDArray


def mha(
    X: NDArray[np.float64],
    Wq: NDArray[np.float64],
    Wk: NDArray[np.float64],
    Wv: NDArray[np.float64],
    Wo: NDArray[np.float64],
    n_heads: int,
    *,
    causal: bool = True,
    keep: NDArray[np.bool_] | None = None,
) -> NDArray[np.float64]:
    """Return the output of multi-head self-attention, of shape (B, L, D).

        Q, K, V = X Wq, X Wk, X Wv             head h has the columns h dh to (h+1) dh - 1 of each
        head_h  = softmax(Q_h K_h^T / sqrt(dh)) V_h             dh = D / n_heads
        output  = (head_0, head_1, ... side by side) Wo

    The softmax is over the keys that a query may attend to; every other key has weight 0.

    Parameters
    ----------
    X : array of shape (B, L, D), B >= 1, L >= 0, D >= 1
        B sequences of L tokens, padding included; everything is finite. The scores inside the
        softmax may be up to 1e4 in size, those of keys that are hidden too.
    Wq, Wk, Wv, Wo : arrays of shape (D, D)
        No biases.
    n_heads : int
    causal : bool
        If True, position t attends to positions 0 to t, itself included; if False, to all.
    keep : bool array of shape (B, L), or None
        True for a real token, False for padding, which may be anywhere. No query attends to
        padding, and the output at padding is 0. None means that all tokens are real.

    Raises
    ------
    ValueError
        If n_heads is below 1 or does not divide D.

    Examples
    --------
    >>> X, eye, zero = np.array([[[4.0, 1.0], [8.0, 3.0]]]), np.eye(2), np.zeros((2, 2))
    >>> mha(X, zero, eye, eye, eye, 2)  # all scores 0: the mean of what may be seen
    array([[[4., 1.],
            [6., 2.]]])
    >>> mha(X, zero, eye, eye, eye, 2, keep=np.array([[False, True]]))
    array([[[0., 0.],
            [8., 3.]]])
    """
    raise NotImplementedError
