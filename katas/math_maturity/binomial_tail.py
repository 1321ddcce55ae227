"""The upper tail of a binomial, down to 1e-300.

A fraud team knows that a card reader fails on a share p of all swipes. One reader failed k times in
n swipes. How surprising is k or more? Readers are ranked by the answer, and the interesting ones sit
far out, where the probability is 1e-40 for one reader and 1e-90 for another. Tails that all come
out as 0, or as 1e-16, rank nothing. Write the tail with what Python and numpy have; no scipy.
"""


def binom_tail(k: int, n: int, p: float) -> float:
    """Return P(X >= k) for X ~ Binomial(n, p).

    P(X >= k) is the sum of C(n, j) * p**j * (1 - p)**(n - j) over j = k, ..., n. The relative error
    is at most 1e-9 for every tail of at least 1e-300 and every n up to 10,000; a tail below 1e-300
    may come back as 0.

    Parameters
    ----------
    k : int
        The count to reach; any integer. For k <= 0 the tail is 1.0, for k > n it is 0.0.
    n : int, >= 0
        The number of trials, at most 10,000. With n = 0, X is 0.
    p : float, from 0 to 1
        The probability of a success, both ends included: with p = 0, X is 0, with p = 1, X is n.

    Returns
    -------
    float
        The probability; never below 0 or above 1.

    Raises
    ------
    ValueError
        If n is negative, or p is outside [0, 1].

    Examples
    --------
    >>> round(binom_tail(2, 3, 0.5), 12)
    0.5
    >>> f"{binom_tail(100, 100, 0.01):.6e}"
    '1.000000e-200'
    >>> binom_tail(4, 3, 0.5)
    0.0
    """
    raise NotImplementedError
