"""What must hold for every sample."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import bootstrap_confidence_interval as kata
from tests.strategies.math_maturity import levels, samples, seeds

WAITS = np.array([3.0, 9.0, 4.0, 31.0, 6.0, 5.0, 12.0])


def mean(a, axis, /):
    return a.mean(axis)


def peak_to_mean(a, axis, /):
    """A skewed statistic: the maximum over the mean of the squares."""
    return a.max(axis) / (1 + (a * a).mean(axis))


class Recorder:
    """A statistic that keeps the resamples it is shown, one a row, and what it answered."""

    def __init__(self, stat, keep_rows=True):
        self.stat, self.keep_rows, self.rows, self.values = stat, keep_rows, [], []

    def __call__(self, a, axis, /):
        value = self.stat(a, axis)
        if self.keep_rows:
            self.rows += np.moveaxis(a, axis, -1).reshape(-1, a.shape[axis]).tolist()
        self.values += np.ravel(value).tolist()
        return value


def recorded(x, stat, keep_rows=True, **options):
    """The interval, with the resamples and statistics it came from."""
    recorder = Recorder(stat, keep_rows)
    interval = kata.bootstrap_ci(x, lambda a, axis, /: recorder(a, axis), **options)
    return interval, recorder.rows, recorder.values


def linear_quantile(values, q):
    """Walk q of the way along the sorted values."""
    ordered = sorted(values)
    below, part = divmod(q * (len(ordered) - 1), 1)
    return ordered[int(below)] * (1 - part) + ordered[min(int(below) + 1, len(ordered) - 1)] * part


@rests_on("interpolated linearly, as ``np.quantile`` does")
@given(samples, levels, st.integers(1, 20), seeds)
def test_the_ends_are_linear_quantiles_of_the_statistics(x, level, n_boot, seed):
    interval, _, values = recorded(x, peak_to_mean, False, level=level, n_boot=n_boot, seed=seed)
    expect(len(values) == n_boot, f"{n_boot} statistics", got=len(values))
    agree(interval, (linear_quantile(values, (1 - level) / 2), linear_quantile(values, (1 + level) / 2)))


@follows_from("drawn independently and uniformly")
@given(samples, levels, seeds, st.sampled_from([0.25, 3.0]), st.integers(-9, 9))
def test_moving_and_stretching_the_sample_moves_and_stretches_the_interval(x, level, seed, a, b):
    low, high = kata.bootstrap_ci(x, mean, level, 12, seed)
    agree(kata.bootstrap_ci(a * x + b, mean, level, 12, seed), (a * low + b, a * high + b), atol=1e-9)


@follows_from("the interval runs between their")
@given(samples, levels, levels, seeds)
def test_a_higher_level_contains_a_lower_one(x, one, other, seed):
    wide = kata.bootstrap_ci(x, peak_to_mean, max(one, other), 12, seed)
    narrow = kata.bootstrap_ci(x, peak_to_mean, min(one, other), 12, seed)
    inside = wide[0] <= narrow[0] + 1e-12 and narrow[1] <= wide[1] + 1e-12
    expect(inside, f"an interval inside {wide}, that of the higher level", got=narrow)


@follows_from("take the statistic of each")
@given(samples, levels, seeds)
def test_the_interval_of_a_mean_lies_within_the_sample(x, level, seed):
    low, high = kata.bootstrap_ci(x, mean, level, 10, seed)
    slack = 1e-12 * abs(x).max()
    inside = x.min() - slack <= low <= high <= x.max() + slack
    expect(inside, f"low <= high, both from {x.min()} to {x.max()}", got=(low, high))


@rests_on("Draw ``n_boot`` resamples, each of n values")
@pytest.mark.parametrize("n_boot", [1, 7, 1_500])
def test_n_boot_resamples_of_n_values_of_the_sample(n_boot):
    _, rows, _ = recorded(WAITS, mean, n_boot=n_boot)
    sizes, strange = Counter(map(len, rows)), set().union(*rows) - set(WAITS.tolist())
    expect(sizes == {7: n_boot}, f"resamples by size: {{7: {n_boot}}}", got=dict(sizes))
    expect(not strange, "resamples that hold values of the sample only", got=strange)


@rests_on("drawn independently and uniformly")
def test_every_resample_of_three_values_as_often_as_chance_has_it():
    _, rows, _ = recorded(np.array([2.0, 3.0, 7.0]), mean, n_boot=3_000)
    found = Counter(tuple(sorted(row)) for row in rows)
    chance = Counter(tuple(sorted(row)) for row in product([2.0, 3.0, 7.0], repeat=3))
    for row, ways in chance.items():
        p = ways / 27
        close = abs(found[row] - 3_000 * p) < 6 * np.sqrt(3_000 * p * (1 - p))
        expect(close, f"of 3,000 resamples of 2, 3 and 7 about {3_000 * p:.0f} hold {row}", got=found[row])


@follows_from("``n_boot`` resamples")
def test_the_defaults_are_ten_thousand_resamples_at_95_percent():
    interval, _, values = recorded(WAITS, mean, keep_rows=False)
    expect(len(values) == 10_000, "10,000 resamples by default", got=len(values))
    agree(interval, (linear_quantile(values, 0.025), linear_quantile(values, 0.975)))


@follows_from("seed: int = 0")
def test_the_default_seed_is_zero():
    with_zero = kata.bootstrap_ci(WAITS, mean, 0.95, 40, 0)
    agree(kata.bootstrap_ci(WAITS, mean, n_boot=40), with_zero)


@rests_on("come from one ``np.random.default_rng(seed)``", "of any size that ``default_rng`` takes")
def test_another_seed_draws_other_resamples():
    (_, one, _), (_, other, _) = (recorded(WAITS, mean, n_boot=50, seed=seed) for seed in (1, 2**40))
    expect(sorted(one) != sorted(other), "resamples that differ from those of seed 1", got=other[:3])


@rests_on("the same arguments give the same interval")
def test_the_same_arguments_give_the_same_interval():
    x = np.random.default_rng(8).gamma(2.0, size=40)
    once = kata.bootstrap_ci(x, peak_to_mean, 0.9, 300, 11)
    agree(kata.bootstrap_ci(x, peak_to_mean, 0.9, 300, 11), once)


@rests_on("n_boot : int, >= 1")
def test_one_resample_is_both_ends():
    interval, _, values = recorded(WAITS, mean, n_boot=1, level=0.3)
    agree(interval, (values[0], values[0]))


@rests_on("For n = 1 both are the statistic of ``x``")
def test_a_single_value_is_both_ends_of_any_statistic():
    agree(kata.bootstrap_ci(np.array([-3.0]), peak_to_mean, 0.8, 10), (-0.3, -0.3))


@rests_on("integers or floats")
@pytest.mark.parametrize("dtype", ["int64", "uint8"])
def test_whole_numbers(dtype):
    interval, _, values = recorded(np.array([5, 200, 9, 4], dtype=dtype), mean, n_boot=33, level=0.4)
    agree(interval, (linear_quantile(values, 0.3), linear_quantile(values, 0.7)))


@rests_on("is not strictly between 0 and 1")
def test_rejects_levels_that_are_no_share():
    rejects(kata.bootstrap_ci, [(WAITS, mean, level) for level in (0.0, 1.0, -0.5, 95)])


@rests_on("If ``x`` holds NaN")
def test_rejects_nan():
    rejects(kata.bootstrap_ci, [(np.array([1.0, np.nan, 2.0]), mean)])


@rests_on("2,000 resamples of n = 20,000 take less than")
def test_two_thousand_resamples_of_twenty_thousand_values_fit_into_200_megabytes():
    x = np.random.default_rng(2).integers(-9_000, 25_000, size=20_000).astype(np.int16)  # short: less to send
    interval, _, values = recorded(x, mean, keep_rows=False, n_boot=1_999)
    expect(kata.peak_memory() < 200e6, "less than 200 MB", got=kata.peak_memory())
    agree(interval, (linear_quantile(values, 0.025), linear_quantile(values, 0.975)))
    expect(len(values) == 1_999, "1,999 resamples", got=len(values))
    expect(len(set(values)) > 1_900, "means that nearly all differ: no block of resamples comes twice", got=values[:3])


@rests_on("Memory is bounded whatever ``n_boot``")
def test_resamples_of_a_quarter_of_a_million_values():
    interval, _, values = recorded(np.arange(250_001.0), mean, keep_rows=False, n_boot=3)
    expect(len(values) == 3, "3 resamples", got=len(values))
    agree(interval, (linear_quantile(values, 0.025), linear_quantile(values, 0.975)))
