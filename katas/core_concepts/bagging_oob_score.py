"""The out-of-bag score of a bagged ensemble.

A bagged forest carries its own test set: each tree was grown on a bootstrap sample, so
about 37 % of the rows are new to it. Score every row by the trees that have not seen it,
and you have an honest estimate of accuracy without holding out a single row. Let one tree
vote on a row that it was grown on, and the estimate is worthless.
"""

import numpy as np
from numpy.typing import NDArray


def oob_score(preds: NDArray[np.integer], in_bag: NDArray[np.integer], y: NDArray[np.integer]) -> tuple[float, float]:
    """Return the accuracy of the out-of-bag vote and the share of rows that have one.

    On row i only those trees t vote that never drew it, ``in_bag[t, i] == 0``. The row is
    predicted as the class with most votes, the smallest of those that tie. The score is taken
    over the rows with at least one vote; the others count neither as right nor as wrong.

    Parameters
    ----------
    preds : integer array of shape (T, n)
        The class that tree t predicts for row i. Classes are any integers, with gaps,
        negative ones too; some may never occur in `y`.
    in_bag : integer array of shape (T, n)
        How many times tree t drew row i into its bootstrap sample: 0, 1, 2, ...
    y : integer array of shape (n,)
        The true classes.

    Returns
    -------
    accuracy : float
        The share of right predictions among the rows with at least one vote; NaN if there
        is no such row.
    coverage : float
        The share of rows with at least one vote.

    Raises
    ------
    ValueError
        If there are no trees or no rows.

    Examples
    --------
    >>> preds = np.array([[1, 0, 2, 1, 0], [1, 2, 2, 0, 0], [0, 2, 1, 0, 1]])
    >>> in_bag = np.array([[0, 2, 1, 1, 0], [1, 0, 1, 2, 0], [0, 0, 2, 1, 0]])
    >>> oob_score(preds, in_bag, np.array([1, 2, 2, 0, 0]))  # 0 (a tie), 2, -, -, 0
    (0.6666666666666666, 0.6)
    >>> oob_score(preds, in_bag + 1, np.array([1, 2, 2, 0, 0]))
    (nan, 0.0)
    """
    raise NotImplementedError
