"""The upper tail of a binomial, down to 1e-300.

All terms are positive, so adding them loses nothing: the sum is as exact as its terms. What fails is the detour.
1 - P(X < k) subtracts two numbers that agree in their first sixteen digits once the tail is below 1e-16. And a term
taken apart overflows: C(10000, 5000) is about 1e3008 while p**5000 is 0, though their product is an ordinary number.

So each term is computed as a logarithm, with lgamma(m + 1) = log m!, and the sum is taken relative to the largest term:
exp(top) * sum(exp(term - top)). The logarithms are as large as log 10000! = 82,000, whose last digit is worth 1e-11:
that is the relative error of the result, and why 1e-9 is promised and not 1e-15. log1p(-p) keeps a small p.

p = 0 and p = 1 have no logarithm. They are not needed: X is then certain, and k > 0 or k <= n decides.

Cost: O(n - k) time and memory. Terms fall off geometrically away from the mean, so one could stop early; a library
evaluates the regularised incomplete beta function I_p(k, n - k + 1) instead, in a handful of steps of a continued
fraction.

The interviewer listens for: cancellation against underflow (they are two faults, with two remedies), k or more against
more than k, and that a p-value picked as the smallest of many readers has to be corrected for that choice.
"""

import math

import numpy as np


def binom_tail(k, n, p):
    _check(n, p)
    if k <= 0:
        return 1.0
    if k > n or p == 0:
        return 0.0
    if p == 1:
        return 1.0
    logs = [_log_pmf(j, n, p) for j in range(k, n + 1)]
    top = max(logs)
    return min(math.exp(top) * sum(math.exp(log - top) for log in logs), 1.0)


def _check(n, p):
    if n < 0 or not 0 <= p <= 1:
        raise ValueError(f"expected n >= 0 and p from 0 to 1, got n={n}, p={p}")


def _log_pmf(j, n, p):
    ways = math.lgamma(n + 1) - math.lgamma(j + 1) - math.lgamma(n - j + 1)
    return ways + j * math.log(p) + (n - j) * math.log1p(-p)


def outwards_from_the_largest_term(k, n, p):
    """Takes one logarithm only, for the largest term of the tail, and reaches the others by ratios of neighbours."""
    _check(n, p)
    if k <= 0 or (p == 1 and k <= n):
        return 1.0
    if k > n or p == 0:
        return 0.0
    mode = min(max(k, math.floor((n + 1) * p)), n)
    up, down = np.arange(mode, n), np.arange(mode, k, -1)
    rising = np.cumprod((n - up) / (up + 1) * (p / (1 - p)))  # terms mode + 1, ..., n over that at mode
    falling = np.cumprod(down / (n - down + 1) * ((1 - p) / p))  # terms mode - 1, ..., k over that at mode
    return float(min(math.exp(_log_pmf(mode, n, p)) * (1 + rising.sum() + falling.sum()), 1.0))


def all_terms_at_once(k, n, p):
    """Builds the logarithms of all n + 1 terms from running sums, and adds them up with logaddexp."""
    _check(n, p)
    if p in (0, 1):
        return float(k <= n * p)
    j = np.arange(n + 1)  # (n + 1,)
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    logs = factorials[n] - factorials - factorials[::-1] + j * np.log(p) + (n - j) * np.log1p(-p)
    return float(min(np.exp(np.logaddexp.reduce(logs[max(k, 0) :], initial=-np.inf)), 1.0))


def strict_tail(k, n, p):
    """Computes P(X > k): k itself belongs to the tail."""
    return binom_tail(k + 1, n, p)


def lower_tail(k, n, p):
    """Computes P(X <= k), the distribution function."""
    return 1 - binom_tail(k + 1, n, p)


def one_minus_cdf(k, n, p):
    """Computes 1 - P(X < k), of which nothing is left once the tail is below 1e-16: 0, or rounding noise."""
    _check(n, p)
    if k <= 0 or k > n or p in (0, 1):
        return binom_tail(k, n, p)
    return min(max(1 - sum(math.exp(_log_pmf(j, n, p)) for j in range(k)), 0.0), 1.0)


def comb_overflow(k, n, p):
    """Multiplies a binomial coefficient by powers of p: from n = 1,030 on the coefficient does not fit into a float."""
    _check(n, p)
    if k <= 0:
        return 1.0
    return min(float(sum(math.comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k, n + 1))), 1.0)


def starts_at_zero_successes(k, n, p):
    """Climbs from the term at 0 by ratios of neighbours; (1 - p)**n underflows, and every later term is 0 with it."""
    _check(n, p)
    if k <= 0 or k > n or p in (0, 1):
        return binom_tail(k, n, p)
    term, tail = (1 - p) ** n, 0.0
    for j in range(1, n + 1):
        term *= (n - j + 1) / j * p / (1 - p)
        tail += term if j >= k else 0.0
    return min(tail, 1.0)


def normal_approximation(k, n, p):
    """Takes a normal tail with a continuity correction: close near the mean, wrong by powers of ten in the tail."""
    _check(n, p)
    if k <= 0 or k > n or p in (0, 1):
        return binom_tail(k, n, p)
    return math.erfc((k - 0.5 - n * p) / math.sqrt(2 * n * p * (1 - p))) / 2


def sum_above_one(k, n, p):
    """Forgets to cap the sum: with all terms but the first it rounds to just above 1, which is no probability."""
    _check(n, p)
    if k <= 0 or k > n or p in (0, 1):
        return binom_tail(k, n, p)
    return sum(math.exp(_log_pmf(j, n, p)) for j in range(k, n + 1))


def logarithm_of_the_sum(k, n, p):
    """Takes the logarithm of a sum that has underflowed to 0 when the tail is too small for a float."""
    _check(n, p)
    if k <= 0 or k > n or p in (0, 1):
        return binom_tail(k, n, p)
    return min(math.exp(math.log(sum(math.exp(_log_pmf(j, n, p)) for j in range(k, n + 1)))), 1.0)


def logarithm_of_zero(k, n, p):
    """Takes the logarithm of p = 0 or of 1 - p = 0; there X is certain and needs no logarithm."""
    _check(n, p)
    if k <= 0 or k > n:
        return binom_tail(k, n, p)
    return min(sum(math.exp(_log_pmf(j, n, p)) for j in range(k, n + 1)), 1.0)


def rejects_counts_out_of_reach(k, n, p):
    """Raises for k < 0 or k > n, where the tail is simply 1 or 0."""
    if not 0 <= k <= n:
        raise ValueError("k lies between 0 and n")
    return binom_tail(k, n, p)


def no_trials_no_tail(k, n, p):
    """Returns 0 for n = 0 whatever k is; with no trials X is 0, and reaches every k <= 0."""
    return 0.0 if n == 0 else binom_tail(k, n, p)


ALTERNATIVES = [outwards_from_the_largest_term, all_terms_at_once]
