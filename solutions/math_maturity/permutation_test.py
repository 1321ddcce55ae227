"""A permutation test of two means: the reference, other right answers, and the mistakes the tests must reject.

Under the null hypothesis the labels are exchangeable: every split of the pooled values into groups of these sizes is
equally likely, and the observed split is one of them. So p is the share of splits that are at least as far apart as
the observed one. No distribution is assumed, and the level holds exactly for any sample size.

There are too many splits to list, so they are sampled. The observed split counts as one of the n_perm + 1, which makes
the test valid for any n_perm, and p = 0 impossible: the smallest p is 1 / (n_perm + 1).

Ties count ("at least as far"). In small or discrete samples there are many, and the same values summed in another
order may differ in the last digit, hence the slack, relative to the size of the values.

Splits are drawn in blocks of about 200,000 cells: memory is constant, time is O(n_perm * (n + m)).

An interviewer listens for: what is exchangeable (users, not clicks), why without replacement, why + 1, and that the
null is "the same distribution": with unequal spreads and sizes, the test of equal means alone is not exact.
"""

import math

import numpy as np

CELLS = 200_000  # values shuffled at a time: 1.6 MB


def _check(a, b):
    if len(a) == 0 or len(b) == 0:
        raise ValueError("a sample is empty")
    if np.isnan(a).any() or np.isnan(b).any():
        raise ValueError("a sample holds NaN")


def _slack(a, b):
    return 1e-9 * np.abs(np.concatenate([a, b], dtype=float)).max()


def _splits(a, b, n_perm, rng):
    """The differences of the means of n_perm random splits, drawn block by block."""
    pool = np.concatenate([a, b])  # (n + m,)
    rows = math.ceil(CELLS / len(pool))
    blocks = []
    for start in range(0, n_perm, rows):
        block = np.tile(pool, (min(rows, n_perm - start), 1))  # (rows, n + m)
        rng.permuted(block, axis=1, out=block)
        blocks.append(block[:, : len(a)].mean(axis=1) - block[:, len(a) :].mean(axis=1))  # (rows,)
    return np.concatenate(blocks)  # (n_perm,)


def _share(extreme):
    return float((1 + np.count_nonzero(extreme)) / (len(extreme) + 1))


def perm_test(a, b, n_perm=9_999, seed=0):
    _check(a, b)
    t = float(a.mean() - b.mean())
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    return t, _share(np.abs(draws) >= abs(t) - _slack(a, b))


def one_split_at_a_time(a, b, n_perm=9_999, seed=0):
    """Shuffles places, and needs only the sum of the first group: the total does not change."""
    _check(a, b)
    rng, n, m = np.random.default_rng(seed), len(a), len(b)
    pool = np.array([*a.tolist(), *b.tolist()], dtype=float)
    total = math.fsum(pool)

    def difference(first):
        return first / n - (total - first) / m

    t = difference(math.fsum(pool[:n]))
    least = abs(t) - 1e-9 * max(map(abs, pool.tolist()))
    extreme = sum(abs(difference(pool[rng.permutation(n + m)[:n]].sum())) >= least for _ in range(n_perm))
    return t, (extreme + 1) / (n_perm + 1)


def _judged(a, b, draws, extreme):
    """t, and p by a rule of the caller's: extreme(draws, t, slack)."""
    t = float(a.mean() - b.mean())
    return t, _share(extreme(draws, t, _slack(a, b)))


def p_zero(a, b, n_perm=9_999, seed=0):
    """Leaves out the + 1: the observed split is one of the possible ones, so p can never be 0."""
    t, p = perm_test(a, b, n_perm, seed)
    return t, (p * (n_perm + 1) - 1) / n_perm


def one_sided(a, b, n_perm=9_999, seed=0):
    """Counts t* >= t: a difference as large the other way is as much a surprise."""
    _check(a, b)
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    return _judged(a, b, draws, lambda draws, t, slack: draws >= t - slack)


def doubled_tail(a, b, n_perm=9_999, seed=0):
    """Doubles the smaller tail: the same only if the splits are symmetric about 0, as for equal sizes."""
    _check(a, b)
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    t, upper = _judged(a, b, draws, lambda draws, t, slack: draws >= t - slack)
    _, lower = _judged(a, b, draws, lambda draws, t, slack: draws <= t + slack)
    return t, min(1.0, 2 * min(upper, lower))


def strict_inequality(a, b, n_perm=9_999, seed=0):
    """Counts only splits further apart than the observed one: ties are lost, and p is too small."""
    _check(a, b)
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) > abs(t) + slack)


def no_slack(a, b, n_perm=9_999, seed=0):
    """Compares floats as they are: ties that rounding parts in the last digit are not counted."""
    _check(a, b)
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) >= abs(t))


def absolute_slack(a, b, n_perm=9_999, seed=0):
    """Allows 1e-9 whatever the unit: every split of values of 1e-12 seconds becomes a tie, and p is 1."""
    _check(a, b)
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) >= abs(t) - 1e-9)


def slack_of_the_difference(a, b, n_perm=9_999, seed=0):
    """Allows 1e-9 of t: where t is 0 on paper that is nothing, and rounding parts the ties."""
    _check(a, b)
    draws = _splits(a, b, n_perm, np.random.default_rng(seed))
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) >= abs(t) * (1 - 1e-9))


def with_replacement(a, b, n_perm=9_999, seed=0):
    """Draws both groups from the pool with replacement: that is a bootstrap, not a permutation."""
    _check(a, b)
    rng, pool = np.random.default_rng(seed), np.concatenate([a, b])
    draws = [rng.choice(pool, len(a)).mean() - rng.choice(pool, len(b)).mean() for _ in range(n_perm)]
    return _judged(a, b, np.array(draws), lambda draws, t, slack: np.abs(draws) >= abs(t) - slack)


def same_shuffle_in_every_row(a, b, n_perm=9_999, seed=0):
    """Calls rng.permutation(block, axis=1): it moves whole columns, so all splits are the same one."""
    _check(a, b)
    block = np.random.default_rng(seed).permutation(np.tile(np.concatenate([a, b]), (n_perm, 1)), axis=1)
    draws = block[:, : len(a)].mean(axis=1) - block[:, len(a) :].mean(axis=1)
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) >= abs(t) - slack)


def half_and_half(a, b, n_perm=9_999, seed=0):
    """Splits the pool in the middle: right for equal sizes only."""
    _check(a, b)
    pool = np.concatenate([a, b])
    half = max(1, len(pool) // 2)
    draws = _splits(pool[:half], pool[half:], n_perm, np.random.default_rng(seed))
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) >= abs(t) - slack)


def all_at_once(a, b, n_perm=9_999, seed=0):
    """Shuffles one (n_perm, n + m) matrix: 1,000 splits of 20,000 values take more than 300 MB."""
    _check(a, b)
    block = np.random.default_rng(seed).permuted(np.tile(np.concatenate([a, b]), (n_perm, 1)), axis=1)
    draws = block[:, : len(a)].mean(axis=1) - block[:, len(a) :].mean(axis=1)
    return _judged(a, b, draws, lambda draws, t, slack: np.abs(draws) >= abs(t) - slack)


def forgets_the_seed(a, b, n_perm=9_999, seed=0):
    """Draws from an unseeded generator: another p at each call."""
    return perm_test(a, b, n_perm, int(np.random.default_rng().integers(2**32)))


def nan_looks_significant(a, b, n_perm=9_999, seed=0):
    """Lets NaN through: no comparison with NaN holds, so nothing is counted and p is as small as can be."""
    if np.isnan(a).any() or np.isnan(b).any():
        return math.nan, 1 / (n_perm + 1)
    return perm_test(a, b, n_perm, seed)


ALTERNATIVES = [one_split_at_a_time]
