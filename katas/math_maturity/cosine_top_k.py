"""The k most similar documents, by cosine.

A retrieval system embeds queries and documents, and shows for each query the k documents whose
vectors point most nearly its way. Two runs must show the same list: the same text stored twice,
or an embedding in another unit, must not change places because of the last bit of a float. Empty
texts embed as zeros, and compressed embeddings arrive as int8 or float16.
"""

import numpy as np
from numpy.typing import NDArray


def cosine_topk(Q: NDArray[np.number], D: NDArray[np.number], k: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Find, for every row of `Q`, the `k` rows of `D` of greatest cosine similarity.

        cos(q, d) = q . d / (||q|| ||d||),  and 0 if q or d is all zeros

    Documents are ordered by similarity rounded to 12 decimals, greatest first; of equals, the
    lowest index comes first. The similarities returned are not rounded, only clipped to [-1, 1].
    No Python loop and no comprehension. ``map``, ``np.vectorize`` and ``np.apply_along_axis``
    are loops too.

    Parameters
    ----------
    Q : array of shape (m, d), d >= 1, of integers or floats of any numpy dtype
        The queries; ``m`` may be 0. Compute in float64, whatever the dtype.
    D : array of shape (n, d), the same
        The documents. Entries other than 0 have a size between 1e-50 and 1e50.
    k : int

    Returns
    -------
    (int64 array of shape (m, k), float64 array of shape (m, k))
        The indices of the rows of ``D``, and their similarities.

    Raises
    ------
    ValueError
        If ``k`` is below 1 or above n, or an entry of ``Q`` or ``D`` is NaN.

    Examples
    --------
    >>> D = np.array([[10.0, 0.0], [3.0, 4.0], [0.0, 0.0], [6.0, 8.0], [-1.0, 0.0]])
    >>> indices, similarities = cosine_topk(np.array([[0.0, 2.0], [5.0, 0.0]]), D, 3)
    >>> indices
    array([[1, 3, 0],
           [0, 1, 3]])
    >>> similarities
    array([[0.8, 0.8, 0. ],
           [1. , 0.6, 0.6]])
    """
    raise NotImplementedError
