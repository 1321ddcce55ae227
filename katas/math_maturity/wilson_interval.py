"""A confidence interval for a proportion that survives zero successes.

A moderation team checks samples of removed posts by hand and reports the share removed by mistake. For
many small samples no mistake is found, and the usual p plus or minus two standard errors then claims
"exactly 0 %, no uncertainty". Write the interval of Wilson, which asks for every possible true share
whether the sample would be a surprise under it.
"""


def wilson_interval(x: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the two-sided Wilson score interval of a proportion, as (lower, upper).

    With s = x / n, the interval holds every share t from 0 to 1 with

        |s - t| <= z * sqrt(t * (1 - t) / n),

    where a standard normal variable lies between -z and z with probability `level`
    (``statistics.NormalDist`` knows its quantiles). The ends are the two solutions of the equation.

    Parameters
    ----------
    x : int, from 0 to n
        The number of successes.
    n : int, >= 0
        The size of the sample. A sample of size 0 says nothing: its interval is (0.0, 1.0).
    level : float, strictly between 0 and 1
        The confidence level.

    Returns
    -------
    tuple of two floats
        0 <= lower <= upper <= 1. For x = 0 the lower end is exactly 0.0, for x = n > 0 the upper end is
        exactly 1.0.

    Raises
    ------
    ValueError
        If x is not from 0 to n, or level is not strictly between 0 and 1.

    Examples
    --------
    >>> lower, upper = wilson_interval(1, 10)
    >>> round(lower, 4), round(upper, 4)
    (0.0179, 0.4042)
    >>> wilson_interval(0, 0)
    (0.0, 1.0)
    """
    raise NotImplementedError
