"""Sample ratio mismatch.

An A/B test of a new landing page has ended: 821 588 users in the control, 815 482 in the treatment,
where a fair coin should have split them. The product manager wants to read the result and launch; the
data engineer asks you first whether this split can be chance. If it cannot, some users were lost
on the way (a redirect, bots, a crash), mostly not at random, and every metric of the test may be wrong:
a false launch costs about 200 000 euros a quarter, a week of repeating the test about 10 000.
"""

from collections.abc import Sequence


def srm_check(counts: Sequence[int], ratio: Sequence[float], alpha: float = 0.001) -> tuple[float, float, bool]:
    """Say whether the users of an experiment were split as designed: a chi-square goodness-of-fit test.

    With ``n`` the sum of `counts`, and ``k`` arms:

        expected  = n * ratio / sum(ratio)
        statistic = sum((counts - expected) ** 2 / expected)
        p         = sf(statistic, k - 1)

    where ``sf(x, df)``, the chance that a chi-square variable with ``df`` degrees of freedom exceeds x, is

        sf(x, 1)  = erfc(sqrt(x / 2))
        sf(x, 2)  = exp(-x / 2)
        sf(x, df) = sf(x, df - 2) + (x / 2) ** (df / 2 - 1) * exp(-x / 2) / gamma(df / 2)

    Both numbers are right to six digits, also for counts of hundreds of millions and a p of 1e-30.

    Parameters
    ----------
    counts : sequence of int
        Users seen in each of 2 to 20 arms. An arm may be empty.
    ratio : sequence of float
        The designed split, in the same order, on any scale: ``[90, 10]`` is ``[0.9, 0.1]``.
    alpha : float
        The accepted risk of a false alarm.

    Returns
    -------
    tuple : the statistic, p, and whether the split is flagged: p is below `alpha`, not equal to it

    Raises
    ------
    ValueError
        If a count is negative, if all counts are 0, or if an entry of `ratio` is not above 0.

    Examples
    --------
    >>> srm_check([450, 50], [9, 1])
    (0.0, 1.0, False)
    >>> statistic, p, flagged = srm_check([821_588, 815_482], [1, 1])
    >>> round(statistic, 2), round(p, 7), flagged
    (22.77, 1.8e-06, True)
    """
    raise NotImplementedError
