"""Scaled dot-product attention.

The heart of the transformer in six lines of NumPy: every query looks at all keys, turns
the scores into weights, and takes the weighted mean of the values. The mask decides who
may look at whom (padding, the future), and the six lines must survive a row that may look
at nothing and scores that are large.
"""

import numpy as np
from numpy.typing import NDArray


def attention(
    Q: NDArray[np.number], K: NDArray[np.number], V: NDArray[np.number], mask: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the attended values and the attention weights, computed in float64.

        scores  = Q K^T / sqrt(d)
        weights = softmax of the scores over the keys that the query may attend to
        out     = weights V

    A key that a query may not attend to has weight exactly 0. A query that may attend to
    nothing has all weights 0 and output 0.

    Parameters
    ----------
    Q : array of shape (..., Lq, d), d >= 1
        The queries. All three arrays are finite, of floats or of integers, int8 (a quantised
        model's) included, and have the same leading axes.
    K : array of shape (..., Lk, d), Lk >= 1
        The keys.
    V : array of shape (..., Lk, dv)
        The values.
    mask : bool array that broadcasts to (..., Lq, Lk), or None
        True where the query may attend to the key. None means everywhere.

    Returns
    -------
    out : float64 array of shape (..., Lq, dv)
    weights : float64 array of shape (..., Lq, Lk)
        Never NaN: scores may be up to 1e4 in size, those of blocked keys too.

    Examples
    --------
    >>> Q, K = np.array([[2 * np.log(3), 0.0, 0.0, 0.0]]), np.eye(2, 4)
    >>> out, weights = attention(Q, K, np.array([[8.0], [40.0]]))  # scores log(3) and 0
    >>> weights.round(6), out.round(6)
    (array([[0.75, 0.25]]), array([[16.]]))
    >>> attention(Q, K, np.array([[8.0], [40.0]]), mask=np.array([False, False]))
    (array([[0.]]), array([[0., 0.]]))
    """
    raise NotImplementedError
