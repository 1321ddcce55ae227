"""A bootstrap confidence interval.

You report the median time to a first reply. Somebody asks how sure you are. There is
no textbook formula at hand for the statistic they care about this week, but there is
the bootstrap: draw new samples from the one you have, and look at how far the statistic
moves.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


def bootstrap_ci(
    x: NDArray[np.number],
    stat: Callable[..., NDArray[np.number]],
    level: float = 0.95,
    n_boot: int = 10_000,
    seed: int = 0,
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of a statistic.

    Draw ``n_boot`` resamples, each of n values drawn independently and uniformly from
    ``x`` with replacement; take the statistic of each; the interval runs between their
    quantiles at

        (1 - level) / 2    and    1 - (1 - level) / 2

    interpolated linearly, as ``np.quantile`` does by default.

    All random numbers come from one ``np.random.default_rng(seed)``. Which of its methods
    you draw with is up to you, but the same arguments give the same interval.

    Parameters
    ----------
    x : array of shape (n,), n >= 1
        The sample: numbers, whole or not. It belongs to the caller: leave it as you found it.
    stat : callable
        ``stat(a, axis)``, called with these two by position, reduces one axis of an array
        of any number of dimensions. It sees each resample exactly once, and nothing else.
    level : float
        The confidence level, strictly between 0 and 1.
    n_boot : int
        How many resamples to draw, at least 1.
    seed : int
        The seed of the random numbers.

    Returns
    -------
    (float, float)
        The lower and the upper end. For n = 1 both are the statistic of ``x``. No warning
        escapes on valid input.

    Raises
    ------
    ValueError
        If ``x`` is empty or holds NaN, ``level`` is not strictly between 0 and 1, or
        ``n_boot`` is below 1.

    Notes
    -----
    Memory is bounded whatever ``n_boot``: 2,000 resamples of n = 20,000 take less than
    200 MB on top.

    Examples
    --------
    >>> waits = np.array([3.0, 9.0, 4.0, 31.0, 6.0, 5.0, 12.0])
    >>> low, high = bootstrap_ci(waits, np.mean)
    >>> bool(waits.min() < low < waits.mean() < high < waits.max())
    True
    >>> bootstrap_ci(np.array([4.0]), np.median)
    (4.0, 4.0)
    """
    raise NotImplementedError
