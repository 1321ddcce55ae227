"""How likely is it, after all these test results?

A bank checks accounts for money laundering with one imperfect test, run again every day. Investigators
read "99 % sensitive" and take every alarm for a case, although few accounts are bad and most alarms
are false. They need the probability that an account is bad, given all its results so far: a handful
for a new account, thousands for an old one.
"""

from collections.abc import Sequence


def posterior(prior: float, sensitivity: float, specificity: float, results: Sequence[bool]) -> float:
    """Return P(condition | results).

    Given whether the condition holds, the results are independent. With the condition a result is
    positive with probability `sensitivity`; without it, negative with probability `specificity`. By
    Bayes' rule the answer is a / (a + b), where

        a = prior * P(results | condition),  b = (1 - prior) * P(results | no condition).

    The relative error is at most 1e-9, also for 10,000 results, whose probabilities are far too small
    for a float. An answer below 1e-300 may come back as 0.

    Parameters
    ----------
    prior : float, from 0 to 1
        P(condition) before any result. 0 and 1 are priors: such a prior is returned as it is, unless
        the results are impossible under it.
    sensitivity, specificity : float, from 0 to 1
        P(positive | condition) and P(negative | no condition); 0 and 1 included.
    results : sequence of bool
        True for a positive result. Without results the answer is the prior.

    Returns
    -------
    float
        The probability of the condition, from 0 to 1.

    Raises
    ------
    ValueError
        If a probability is outside [0, 1], or if a = b = 0: the results are impossible.

    Examples
    --------
    >>> round(posterior(0.01, 0.9, 0.9, [True]), 6)
    0.083333
    >>> posterior(0.3, 0.9, 1.0, [False, True])
    1.0
    """
    raise NotImplementedError
