"""Log-sum-exp, with an empty axis and infinities.

Your classifier, your mixture model and your hidden Markov model all keep probabilities as
logarithms, because products of many small numbers vanish. Sooner or later they must add
probabilities, and then each of them calls the same function. Write it so that nobody has
to think about it again: log-probabilities of -800 are ordinary, and an impossible event
is -inf.
"""

import numpy as np
from numpy.typing import NDArray


def logsumexp(x: NDArray[np.float64], axis: int | None = None, keepdims: bool = False) -> NDArray[np.float64] | float:
    """Add numbers that are given by their logarithms.

        logsumexp(x) = log(sum over i of exp(x_i))

    The formula holds also where exp(x_i) is too large or too small for a float: each sum
    is as good as if its numbers stood alone.

    Parameters
    ----------
    x : array of any shape
        Finite numbers between -10,000 and 10,000, and -inf, +inf and NaN.
    axis : int or None
        The axis to sum over, counted from the end if negative; None sums over everything.
    keepdims : bool
        Whether the axes summed over stay, with length 1.

    Returns
    -------
    float or array
        A float if ``axis`` is None and ``keepdims`` is False; otherwise an array, float64.
        A sum of nothing, and one whose numbers are all -inf, is -inf. A sum with a NaN is
        NaN; any other with a +inf is +inf.

    Raises
    ------
    numpy.exceptions.AxisError
        If ``x`` has no such axis.

    Examples
    --------
    >>> logsumexp(np.log([1.0, 2.0, 5.0]))  # log 8
    2.0794415416798357
    >>> logsumexp(np.array([[-700.0, -np.inf], [-900.0, -900.0]]), axis=1)  # log 2 is 0.693
    array([-700.        , -899.30685282])
    """
    raise NotImplementedError
