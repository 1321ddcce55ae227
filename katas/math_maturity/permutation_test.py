"""A permutation test of two means.

A support team tried a new form on a handful of tickets and asks whether the difference in
mean handling time could be luck. The samples are small and skewed, so nobody wants to argue
for a t distribution. If the form does nothing, its label on a ticket means nothing: deal
the labels out anew, many times, and count how often luck does as well.
"""

import numpy as np
from numpy.typing import NDArray


def perm_test(a: NDArray[np.number], b: NDArray[np.number], n_perm: int = 9_999, seed: int = 0) -> tuple[float, float]:
    """Return the difference of two means and its two-sided permutation p-value.

    The difference is t = mean(a) - mean(b). Pool the values, and ``n_perm`` times, each
    independently, split them at random into len(a) and len(b) values, every split being
    equally likely. With t* the difference of the means of a random split,

        p = (1 + number of splits with |t*| >= |t|) / (n_perm + 1).

    Rounding must not part what is equal on paper: count a split if |t*| is below |t| by
    no more than 1e-9 times the largest absolute value in the samples.

    Parameters
    ----------
    a, b : arrays of shape (n,) and (m,)
        The samples: integers or floats of any scale.
    n_perm : int, >= 1
        How many random splits. Memory is bounded whatever ``n_perm``: 1,000 splits
        of 20,000 pooled values take less than 100 MB on top.
    seed : int, >= 0
        All random numbers come from one ``np.random.default_rng(seed)``. How you draw
        is up to you, but the same arguments give the same p.

    Returns
    -------
    (float, float)
        t and p.

    Raises
    ------
    ValueError
        If a sample is empty or holds NaN.

    Examples
    --------
    >>> perm_test(np.array([4.0]), np.array([1.5]))
    (2.5, 1.0)
    >>> perm_test(np.array([2, 2, 2]), np.array([2, 2]))
    (0.0, 1.0)
    """
    raise NotImplementedError
