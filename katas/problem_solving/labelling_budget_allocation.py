"""Where the next label helps most.

A support bot answers in five languages, and the operations lead must report its share of wrong
answers next Friday. People judge answers for 0.8 to 4 euros each, Finnish dearer than English, and the
budget is fixed: labels spent where nothing varies leave an interval too wide to decide on, and
asking for more money delays the report by a quarter. Divide the budget between the languages.
"""

import numpy as np
from numpy.typing import NDArray


def allocate_labels(
    sizes: NDArray[np.integer],
    stds: NDArray[np.floating],
    costs: NDArray[np.floating],
    budget: float,
    min_per: int = 2,
) -> NDArray[np.int64]:
    """Return how many labels each stratum gets.

    Stratum h has N_h answers, the standard deviation s_h and the cost c_h. It starts with
    min(min_per, N_h) labels, which are paid for. Then one label after the other is bought in a stratum
    that still has unlabelled answers (n_h < N_h) and is affordable (c_h <= what is left of the
    budget + 1e-9): the one where it lowers the variance of the estimated total most for its cost,

        gain_h = N_h**2 * s_h**2 * (1 / n_h - 1 / (n_h + 1)) / c_h

    Gains within 1e-12 of the best, relatively, tie with it; the lowest index of those wins. A gain of 0 still
    buys. It ends when no stratum qualifies.

    Parameters
    ----------
    sizes : array of shape (H,)
        N_h, at least 1: integers of any width, up to a million.
    stds : array of shape (H,)
        s_h, 0 or more.
    costs : array of shape (H,)
        c_h in euros, above 0.
    budget : float
        In euros; may be more than it costs to label everything.
    min_per : int
        Labels that each stratum gets in any case, if it has that many answers.

    Returns
    -------
    array of int64, shape (H,)

    Raises
    ------
    ValueError
        If the first labels cost more than budget + 1e-9, or min_per is below 1.

    Examples
    --------
    >>> allocate_labels(np.array([100, 50]), np.array([0.5, 0.1]), np.array([1.0, 1.0]), 10.0)
    array([8, 2])
    >>> allocate_labels(np.array([3, 1]), np.array([0.0, 0.0]), np.array([1.0, 2.0]), 99.0)  # all of them
    array([3, 1])
    """
    raise NotImplementedError
