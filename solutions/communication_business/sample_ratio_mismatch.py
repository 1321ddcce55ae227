"""Sample ratio mismatch.

If each user is assigned at random, the counts are multinomial, and each (count - expected) / sqrt(expected)
is about normal. The counts add up to n, so one of the k deviations is fixed by the others: the
sum of the squares is about chi-square with k - 1 degrees of freedom. The variance under the design is in the
denominator, so divide by the expected count, not by the observed one.

The test needs counts: the same 50.2 % is nothing in 1000 users and impossible in a million. It needs the
designed ratio: 90 / 10 is healthy if it was meant. And alpha is small (0.001): the check runs on every
experiment, and at 0.05 one healthy experiment in twenty would be thrown away.

Numbers: sum(counts ** 2 / expected) - n is the same in algebra, but with n of hundreds of millions the
difference loses the digits that matter. 1 - erf(z) is exactly 0 beyond z = 6, where erfc still has all digits.

Cost: O(k). The interviewer listens for what follows from a flag: the result is not read, and not repaired by
weighting either, until the cause is found (redirects, bots, logging, a trigger that depends on the treatment).
"""

import math


def _check(counts, ratio):
    if min(counts) < 0:
        raise ValueError(f"counts must not be negative: {counts}")
    if not any(counts):
        raise ValueError("nobody was counted")
    if min(ratio) <= 0:
        raise ValueError(f"each arm needs a ratio above 0: {ratio}")


def _expected(counts, ratio):
    n, whole = sum(counts), sum(ratio)
    return [n * part / whole for part in ratio]


def _chi_square(counts, expected):
    return sum((seen - due) ** 2 / due for seen, due in zip(counts, expected, strict=True))


def _sf(x, df):
    if df == 1:
        return math.erfc(math.sqrt(x / 2))
    if df == 2:
        return math.exp(-x / 2)
    return _sf(x, df - 2) + (x / 2) ** (df / 2 - 1) * math.exp(-x / 2) / math.gamma(df / 2)


def srm_check(counts, ratio, alpha=0.001):
    _check(counts, ratio)
    statistic = _chi_square(counts, _expected(counts, ratio))
    p = _sf(statistic, len(counts) - 1)
    return statistic, p, p < alpha


def by_terms_in_logs(counts, ratio, alpha=0.001):
    """The relative gaps weighted by what was due, and the tail summed upwards, each term from its logarithm."""
    n, whole = sum(counts), sum(ratio)
    if n <= 0 or any(seen < 0 for seen in counts) or any(not part > 0 for part in ratio):
        raise ValueError("no counts, a negative count, or an arm without a share")
    due = [n * (part / whole) for part in ratio]
    x = math.fsum(d * (seen / d - 1) ** 2 for seen, d in zip(counts, due, strict=True))
    odd, half, p = (len(counts) - 1) % 2, x / 2, 0.0
    power = 0.5 if odd else 0.0
    while power < (len(counts) - 1) / 2:
        if half > 0:
            p += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
        elif power == 0:
            p += 1.0
        power += 1
    p += math.erfc(math.sqrt(half)) if odd else 0.0
    return x, p, p < alpha


def _variant(counts, ratio, alpha, *, expected=None, statistic=None, df=None):
    """The check with one of its ingredients replaced."""
    _check(counts, ratio)
    expected = expected or _expected(counts, ratio)
    statistic = _chi_square(counts, expected) if statistic is None else statistic
    p = _sf(statistic, df or len(counts) - 1)
    return statistic, p, p < alpha


def shares_not_counts(counts, ratio, alpha=0.001):
    """Compares shares, not counts: the number of users is lost, and nothing is ever flagged."""
    n = sum(counts)
    return _variant(counts, ratio, alpha, statistic=_chi_square(counts, _expected(counts, ratio)) / n if n else 0.0)


def assumes_equal_split(counts, ratio, alpha=0.001):
    """Expects equal arms, and flags every test that was designed as 90 to 10."""
    return _variant(counts, ratio, alpha, expected=_expected(counts, [1] * len(counts)) if sum(counts) else None)


def divides_by_observed(counts, ratio, alpha=0.001):
    """Divides by the observed counts (Neyman's statistic): the variance under the design is the expected count."""
    _check(counts, ratio)
    expected = _expected(counts, ratio)
    x = sum((seen - due) ** 2 / max(seen, 1) for seen, due in zip(counts, expected, strict=True))
    return _variant(counts, ratio, alpha, statistic=x)


def analyses_anyway(counts, ratio, alpha=0.05):
    """Uses 0.05 by default: run on every experiment, that flags one healthy test in twenty."""
    return srm_check(counts, ratio, alpha)


def always_one_in_a_thousand(counts, ratio, alpha=0.001):
    """Compares p with 0.001, whatever alpha was asked for."""
    return srm_check(counts, ratio)


def k_degrees_of_freedom(counts, ratio, alpha=0.001):
    """Counts k degrees of freedom; the counts add up to n, so only k - 1 are free."""
    return _variant(counts, ratio, alpha, df=len(counts))


def one_degree_of_freedom(counts, ratio, alpha=0.001):
    """Takes the tail for two arms, whatever the number of arms."""
    return _variant(counts, ratio, alpha, df=1)


def first_against_second(counts, ratio, alpha=0.001):
    """Looks at the first two arms only: the third can lose its users unseen."""
    _check(counts, ratio)
    return srm_check(counts[:2], ratio[:2], alpha)


def ratio_taken_as_shares(counts, ratio, alpha=0.001):
    """Does not divide by the sum of the ratio, which is right only if that sum is 1."""
    return _variant(counts, ratio, alpha, expected=[sum(counts) * part for part in ratio] if sum(counts) else None)


def rounds_the_expected(counts, ratio, alpha=0.001):
    """Rounds the expected counts to whole users; an expectation need not be whole."""
    _check(counts, ratio)
    return _variant(counts, ratio, alpha, expected=[max(1, round(due)) for due in _expected(counts, ratio)])


def skips_the_empty_arm(counts, ratio, alpha=0.001):
    """Leaves out an arm without users, which is the worst mismatch of all."""
    _check(counts, ratio)
    x = sum((s - due) ** 2 / due for s, due in zip(counts, _expected(counts, ratio), strict=True) if s)
    return _variant(counts, ratio, alpha, statistic=x)


def subtracts_large_numbers(counts, ratio, alpha=0.001):
    """Uses sum(counts ** 2 / expected) - n: with millions of users the difference keeps few digits."""
    _check(counts, ratio)
    pairs = zip(counts, _expected(counts, ratio), strict=True)
    return _variant(counts, ratio, alpha, statistic=max(0.0, sum(s * s / due for s, due in pairs) - sum(counts)))


def one_minus_the_rest(counts, ratio, alpha=0.001):
    """Computes p as 1 - (1 - p), as from a distribution function: below 1e-16 nothing is left."""
    statistic, p, flagged = srm_check(counts, ratio, alpha)
    return statistic, 1 - (1 - p), flagged


def halves_p(counts, ratio, alpha=0.001):
    """Halves p as for a one-sided test; the squares already hold both directions."""
    statistic, p, _ = srm_check(counts, ratio, alpha)
    return statistic, p / 2, p / 2 < alpha


def flags_at_alpha(counts, ratio, alpha=0.001):
    """Flags a p equal to alpha; only below is flagged."""
    statistic, p, _ = srm_check(counts, ratio, alpha)
    return statistic, p, p <= alpha


def accepts_negative_counts(counts, ratio, alpha=0.001):
    """Lets a negative count through, which only broken bookkeeping produces."""
    if sum(counts) <= 0:
        raise ValueError("nobody was counted")
    return _variant([abs(seen) for seen in counts], ratio, alpha, expected=_expected(counts, ratio))


def divides_by_nobody(counts, ratio, alpha=0.001):
    """Divides by an expected count of 0 where nobody was counted."""
    _ = 1 / sum(counts)
    return srm_check(counts, ratio, alpha)


def accepts_an_arm_without_share(counts, ratio, alpha=0.001):
    """Leaves out an arm with a ratio of 0: no user may be there, and a user who is cannot be explained."""
    if min(ratio) == 0:
        kept = [(seen, part) for seen, part in zip(counts, ratio, strict=True) if part]
        return srm_check([seen for seen, _ in kept], [part for _, part in kept], alpha)
    return srm_check(counts, ratio, alpha)


ALTERNATIVES = [by_terms_in_logs]
