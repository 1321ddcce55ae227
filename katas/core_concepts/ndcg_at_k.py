"""NDCG at k.

A search page shows ten results. Raters have graded how relevant each product is to the
query, from 0 (not at all) to 4 (exactly it), and the ranker gives every product a score.
A relevant result counts the more, the higher up it is shown, and what lies below the
page counts nothing. To average over queries, of which some have many good products and
some few, each is compared with the best page that could have been shown.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray


def ndcg_at_k(
    relevance: NDArray[np.number],
    scores: NDArray[np.floating],
    k: int | None = None,
    gain: Literal["linear", "exp"] = "linear",
) -> float:
    """Return the normalised discounted cumulative gain of the first k results of one query.

    The items are shown from the highest score to the lowest; items with equal scores
    stay in the order in which they are listed. With r_1, r_2, ... the relevance of the
    items as shown,

        DCG  = sum over i = 1 .. min(k, n) of g(r_i) / log2(i + 1)
        NDCG = DCG / IDCG

    where IDCG is the largest DCG that any order of all n items reaches. The gain g(r) is
    r ("linear") or 2^r - 1 ("exp"). If no item has any relevance, the NDCG is 0.

    Parameters
    ----------
    relevance : array of shape (n,), n >= 1
        The grade of each item, whole or not, in any dtype, unsigned integers included.
    scores : array of shape (n,)
        The score of each item: any finite numbers.
    k : int, optional
        How many results are shown, at least 1; it may be larger than n. None: all.
    gain : str
        "linear" or "exp".

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If ``k`` is below 1, or a relevance is negative.

    Examples
    --------
    >>> relevance, scores = np.array([0, 2, 1]), np.array([0.9, 0.6, 0.3])
    >>> round(ndcg_at_k(relevance, scores), 6)  # (2/log2(3) + 1/2) / (2 + 1/log2(3))
    0.669672
    >>> ndcg_at_k(relevance, scores, k=1)
    0.0
    """
    raise NotImplementedError
