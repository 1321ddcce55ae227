"""What must hold for every sample."""

import warnings
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rests_on
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
    assert len(values) == n_boot
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
    assert wide[0] <= narrow[0] + 1e-12 and narrow[1] <= wide[1] + 1e-12


@follows_from("take the statistic of each")
@given(samples, levels, seeds)
def test_the_interval_of_a_mean_lies_within_the_sample(x, level, seed):
    low, high = kata.bootstrap_ci(x, mean, level, 10, seed)
    slack = 1e-12 * abs(x).max()
    assert x.min() - slack <= low <= high <= x.max() + slack


@rests_on("Draw ``n_boot`` resamples, each of n values")
@pytest.mark.parametrize("n_boot", [1, 7, 1_500])
def test_n_boot_resamples_of_n_values_of_the_sample(n_boot):
    _, rows, _ = recorded(WAITS, mean, n_boot=n_boot)
    agree([len(row) for row in rows], [len(WAITS)] * n_boot)
    assert set().union(*rows) <= set(WAITS.tolist())


@rests_on("drawn independently and uniformly")
def test_every_resample_of_three_values_as_often_as_chance_has_it():
    _, rows, _ = recorded(np.array([2.0, 3.0, 7.0]), mean, n_boot=3_000)
    found = Counter(tuple(sorted(row)) for row in rows)
    chance = Counter(tuple(sorted(row)) for row in product([2.0, 3.0, 7.0], repeat=3))
    for row, ways in chance.items():
        p = ways / 27
        assert abs(found[row] - 3_000 * p) < 6 * np.sqrt(3_000 * p * (1 - p)), row


@follows_from("``n_boot`` resamples")
def test_the_defaults_are_ten_thousand_resamples_at_95_percent():
    interval, _, values = recorded(WAITS, mean, keep_rows=False)
    agree(len(values), 10_000)
    agree(interval, (linear_quantile(values, 0.025), linear_quantile(values, 0.975)))


@follows_from("FILL IN: follows from the signature")
def test_the_default_seed_is_zero():
    agree(kata.bootstrap_ci(WAITS, mean, n_boot=40), kata.bootstrap_ci(WAITS, mean, 0.95, 40, 0))


@rests_on("come from one ``np.random.default_rng(seed)``")
def test_another_seed_draws_other_resamples():
    one, other = (sorted(recorded(WAITS, mean, n_boot=50, seed=seed)[1]) for seed in (1, 2))
    assert one != other


@rests_on("the same arguments give the same interval")
def test_the_same_arguments_give_the_same_interval():
    x = np.random.default_rng(8).gamma(2.0, size=40)
    one, other = (kata.bootstrap_ci(x, peak_to_mean, 0.9, 300, 11) for _ in range(2))
    agree(one, other)


@rests_on("2,000 resamples of n = 20,000 take less than")
def test_two_thousand_resamples_of_twenty_thousand_values_fit_into_200_megabytes():
    x = np.random.default_rng(2).integers(-9_000, 25_000, size=20_000).astype(np.int16)  # short: less to send
    _, _, values = recorded(x, mean, keep_rows=False, n_boot=1_999)
    assert kata.peak_memory() < 200e6
    agree(len(values), 1_999)
    assert len(set(values)) > 1_900  # no block of resamples comes twice


@rests_on("Memory is bounded whatever ``n_boot``")
def test_resamples_of_a_quarter_of_a_million_values():
    _, _, values = recorded(np.arange(250_001.0), mean, keep_rows=False, n_boot=3)
    agree(len(values), 3)


@rests_on("at least 1")
def test_one_resample_is_both_ends():
    (low, high), _, values = recorded(WAITS, mean, n_boot=1, level=0.3)
    agree([low, high], values * 2)


@rests_on("For n = 1 both are the statistic of ``x``")
def test_a_single_value_is_both_ends_of_any_statistic():
    agree(kata.bootstrap_ci(np.array([-3.0]), peak_to_mean, 0.8, 10), (-0.3, -0.3))


@rests_on("numbers, whole or not")
def test_whole_numbers():
    interval, _, values = recorded(np.array([5, -2, 9, 4]), lambda a, axis, /: a.max(axis), n_boot=33, level=0.4)
    agree(interval, (linear_quantile(values, 0.3) * 1.0, linear_quantile(values, 0.7) * 1.0))


@rests_on("leave it as you found it", "No warning")
def test_the_caller_keeps_its_sample_and_hears_no_warning():
    x = WAITS.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kata.bootstrap_ci(x, mean, n_boot=60)
    agree(x, WAITS)


@rests_on("is empty or holds NaN", "``n_boot`` is below 1")
@pytest.mark.parametrize(
    ("x", "options"),
    [
        ([], {}),
        ([1.0, np.nan, 2.0], {}),
        ([1.0, 2.0], {"level": 0.0}),
        ([1.0, 2.0], {"level": 1.0}),
        ([1.0, 2.0], {"level": -0.5}),
        ([1.0, 2.0], {"level": 95}),
        ([1.0, 2.0], {"n_boot": 0}),
        ([1.0, 2.0], {"n_boot": -3}),
    ],
)
def test_rejects(x, options):
    with pytest.raises(ValueError):
        kata.bootstrap_ci(np.array(x), mean, **options)
