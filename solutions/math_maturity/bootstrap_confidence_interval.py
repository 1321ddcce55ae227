"""A bootstrap confidence interval: the reference, other right answers, and the mistakes the tests must reject.

The sample stands in for the population: how a statistic varies over resamples of size n shows how
it varies over samples of size n. With replacement, because each draw from a population leaves it as it was; of
size n, because the spread shrinks like 1 / sqrt(n).

The resamples are an (n_boot, n) matrix that is never needed whole. Drawn in blocks of about 200,000
cells, memory is constant and each block is one vectorised gather and one call of the statistic:
O(n_boot * n) time. One generator runs through all blocks; a new one per block would repeat the first.

An interviewer listens for where the percentile interval fails: small n (it is too narrow), extremes such as the
maximum, biased statistics (BCa), and dependent rows (resample whole users or blocks of time instead).
"""

import math
from statistics import NormalDist

import numpy as np

CELLS = 200_000  # values gathered at a time: 1.6 MB of places and 1.6 MB of numbers fit into the caches


def _check(x, level):
    if np.isnan(x).any():
        raise ValueError("the sample holds NaN")
    if not 0 < level < 1:
        raise ValueError(f"level must lie strictly between 0 and 1, got {level}")


def _statistics(x, stat, n_boot, rng, size=None):
    """The statistic of n_boot resamples, drawn block by block."""
    rows = math.ceil(CELLS / len(x))
    blocks = []
    for start in range(0, n_boot, rows):
        picks = rng.integers(len(x), size=(min(rows, n_boot - start), size or len(x)))  # (rows, n)
        blocks.append(stat(x[picks], 1))  # (rows,)
    return np.concatenate(blocks)  # (n_boot,)


def _between(values, tail):
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)


def bootstrap_ci(x, stat, level=0.95, n_boot=10_000, seed=0):
    _check(x, level)
    values = _statistics(x, stat, n_boot, np.random.default_rng(seed))
    return _between(values, (1 - level) / 2)


def row_by_row(x, stat, level=0.95, n_boot=10_000, seed=0):
    """One resample at a time, and the quantiles by hand from the sorted statistics."""
    if any(value != value for value in x.tolist()) or level <= 0 or level >= 1:
        raise ValueError("cannot bootstrap this")
    rng = np.random.default_rng(seed)
    ordered = sorted(float(stat(rng.choice(x, size=len(x)), 0)) for _ in range(n_boot))

    def quantile(q):
        place = q * (n_boot - 1)
        below = math.floor(place)
        above = min(below + 1, n_boot - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return quantile(0.5 - level / 2), quantile(0.5 + level / 2)


def without_replacement(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Shuffles instead of resampling: every resample is the sample, and the interval of the mean has no width."""
    _check(x, level)
    rng = np.random.default_rng(seed)
    values = np.concatenate([stat(rng.permutation(x)[None], 1) for _ in range(n_boot)])
    return _between(values, (1 - level) / 2)


def subsample_size(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Draws fewer than n values a resample: the statistic of a smaller sample varies more, the interval is too wide."""
    _check(x, level)
    values = _statistics(x, stat, n_boot, np.random.default_rng(seed), size=math.ceil(0.632 * len(x)))
    return _between(values, (1 - level) / 2)


def one_sided_quantiles(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Cuts 1 - level off each end: the 5 % and 95 % quantiles enclose 90 %, not 95 %."""
    _check(x, level)
    values = _statistics(x, stat, n_boot, np.random.default_rng(seed))
    return tuple(sorted(_between(values, 1 - level)))


def normal_approximation(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Takes mean +- z standard deviations of the statistics: symmetric, so wrong for every skewed statistic."""
    _check(x, level)
    values = _statistics(x, stat, n_boot, np.random.default_rng(seed))
    reach = NormalDist().inv_cdf((1 + level) / 2) * values.std()
    return float(values.mean() - reach), float(values.mean() + reach)


def basic_interval(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Reflects the quantiles at the statistic of the sample: that is the basic interval, not the percentile one."""
    low, high = bootstrap_ci(x, stat, level, n_boot, seed)
    center = float(stat(x, 0))
    return 2 * center - high, 2 * center - low


def stored_in_the_dtype_of_x(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Collects the statistics in np.empty(n_boot, x.dtype): the mean of whole numbers loses its fraction."""
    return bootstrap_ci(x, lambda a, axis: stat(a, axis).astype(x.dtype), level, n_boot, seed)


def the_old_global_generator(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Calls np.random.seed: it resets the generator that all other code shares, and takes no seed past 2**32."""
    _check(x, level)
    np.random.seed(seed)
    values = [float(stat(np.random.choice(x, len(x)), 0)) for _ in range(n_boot)]
    return _between(values, (1 - level) / 2)


def no_interpolation(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Picks the nearest of the sorted statistics: close for 10,000 resamples, off by a step for few."""
    _check(x, level)
    ordered = np.sort(_statistics(x, stat, n_boot, np.random.default_rng(seed)))
    tail = (1 - level) / 2
    return float(ordered[int(tail * n_boot)]), float(ordered[min(int((1 - tail) * n_boot), n_boot - 1)])


def never_draws_the_last(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Takes the upper bound of rng.integers for inclusive: the last value is never drawn."""
    _check(x, level)
    values = _statistics(x[: max(1, len(x) - 1)], stat, n_boot, np.random.default_rng(seed), size=len(x))
    return _between(values, (1 - level) / 2)


def same_resamples_in_each_block(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Starts the generator anew for each block: memory is bounded, but the blocks are copies of the first."""
    _check(x, level)
    rows = math.ceil(CELLS / len(x))
    blocks = [
        _statistics(x, stat, min(rows, n_boot - start), np.random.default_rng(seed)) for start in range(0, n_boot, rows)
    ]
    return _between(np.concatenate(blocks), (1 - level) / 2)


def all_at_once(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Draws the whole (n_boot, n) matrix: 2,000 resamples of 20,000 values take more than 600 MB."""
    _check(x, level)
    picks = np.random.default_rng(seed).integers(len(x), size=(n_boot, len(x)))
    return _between(stat(x[picks], 1), (1 - level) / 2)


def forgets_the_seed(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Draws from an unseeded generator: another interval at each call."""
    _check(x, level)
    values = _statistics(x, stat, n_boot, np.random.default_rng())
    return _between(values, (1 - level) / 2)


def axis_by_keyword(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Calls stat(a, axis=1): fails for a statistic that takes its arguments by position only."""
    return bootstrap_ci(x, lambda a, axis: stat(a, axis=axis), level, n_boot, seed)


def nan_gives_nan(x, stat, level=0.95, n_boot=10_000, seed=0):
    """Lets NaN through: the interval is (nan, nan) instead of an error."""
    _check(np.zeros(len(x)), level)
    values = _statistics(x, stat, n_boot, np.random.default_rng(seed))
    return _between(values, (1 - level) / 2)


ALTERNATIVES = [row_by_row]
