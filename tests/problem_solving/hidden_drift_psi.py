"""What must hold for every pair of samples."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rests_on
from katas.problem_solving import drift_psi as kata
from tests.strategies.problem_solving import bin_counts, complete_samples, feature_samples, training_samples

DECADE = np.arange(1.0, 11.0)


def psi_by_definition(ref, cur, n_bins, eps=1e-4):
    """Count every bin row by row, with exact ranks."""
    known = [v for v in ref if not math.isnan(v)]
    edges = {min(v for v in known if sum(k <= v for k in known) * n_bins >= i * len(known)) for i in range(1, n_bins)}

    def bin_of(v):
        return "NaN" if math.isnan(v) else sum(edge < v for edge in edges)

    def share(sample, b):
        return max(sum(bin_of(v) == b for v in sample) / len(sample), eps)

    bins = [*range(len(edges) + 1), "NaN"]
    return sum((share(cur, b) - share(ref, b)) * math.log(share(cur, b) / share(ref, b)) for b in bins)


@rests_on("PSI = sum over bins of (c - r) * ln(c / r)")
@given(training_samples, feature_samples, bin_counts, st.sampled_from([1e-4, 0.002, 0.01]))
def test_agrees_with_a_count_bin_by_bin(ref, cur, n_bins, eps):
    agree(kata.psi(ref, cur, n_bins, eps), psi_by_definition(ref.tolist(), cur.tolist(), n_bins, eps))


@follows_from("PSI = sum over bins of (c - r) * ln(c / r)")
@given(training_samples, feature_samples, bin_counts)
def test_a_sample_against_itself_is_zero_and_nothing_is_below(ref, cur, n_bins):
    agree(kata.psi(ref, ref, n_bins), 0.0)
    assert kata.psi(ref, cur, n_bins) >= -1e-12


@follows_from("without interpolation")
@given(training_samples, feature_samples, bin_counts, st.sampled_from([lambda v: v**3, lambda v: 3 * v - 7, np.arctan]))
def test_a_strictly_increasing_map_changes_nothing(ref, cur, n_bins, stretch):
    agree(kata.psi(stretch(ref), stretch(cur), n_bins), kata.psi(ref, cur, n_bins))


@rests_on("in any order")
@given(training_samples, feature_samples, bin_counts)
def test_the_order_of_the_rows_changes_nothing(ref, cur, n_bins):
    agree(kata.psi(np.roll(ref, 1)[::-1], cur[::-1], n_bins), kata.psi(ref, cur, n_bins))


@rests_on("they take whatever lies beyond")
@given(complete_samples, complete_samples, bin_counts)
def test_a_sample_above_the_whole_reference_is_drift(ref, cur, n_bins):
    assert kata.psi(ref, cur - cur.min() + ref.max() + 0.5, n_bins) > 0.25


@follows_from("PSI = sum over bins of (c - r) * ln(c / r)")
def test_the_defaults_are_ten_bins_and_a_ten_thousandth():
    cur = np.array([1.0, 1.0, 4.0, 4.5, 9.5, 20.0])
    agree(kata.psi(DECADE, cur), psi_by_definition(DECADE.tolist(), cur.tolist(), 10, 1e-4))


@rests_on("A value that equals an edge belongs to the bin on its left")
def test_a_value_on_an_edge_belongs_to_the_left():
    ref = np.array([1.0, 2.0, 3.0, 4.0])
    agree(kata.psi(ref, np.array([2.0, 2.0, 2.0, 3.0]), 2), 0.25 * math.log(3))
    agree(kata.psi(ref, np.array([2.1, 2.1, 2.1, 2.0]), 2), 0.25 * math.log(3))


@rests_on("its quantile at i / n_bins without interpolation")
def test_one_outlier_leaves_the_bins_where_they_are():
    ref, cur = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 2.0, 7.0])
    agree(kata.psi(np.array([1.0, 2.0, 3.0, 4e6]), cur, 2), kata.psi(ref, cur, 2))


@rests_on("infinities too")
def test_infinities_fall_into_the_end_bins():
    ref = np.array([-math.inf, 2.0, 3.0, math.inf])
    agree(kata.psi(ref, np.array([-math.inf, -math.inf, 2.0, math.inf]), 2), 0.25 * math.log(3))
    agree(kata.psi(ref, np.array([-9.0, -math.inf, -1.0, 8.0]), 2), 0.25 * math.log(3))


@rests_on("If either sample holds NaN")
def test_missing_values_that_stop_coming_are_drift():
    ref = np.array([1.0, 2.0, 3.0, 4.0, math.nan, math.nan, math.nan, math.nan])
    expected = 2 * 0.25 * math.log(2) + (0.5 - 1e-4) * math.log(0.5 / 1e-4)
    agree(kata.psi(ref, np.array([1.0, 4.0]), 2), expected)


@rests_on("A ``cur`` of nothing but NaN is valid")
def test_nothing_but_nan_is_a_valid_current_sample():
    expected = 2 * (0.5 - 1e-4) * math.log(0.5 / 1e-4) + (1 - 1e-4) * math.log(1e4)
    agree(kata.psi(np.array([1.0, 2.0, 3.0, 4.0]), np.full(3, math.nan), 2), expected)


@rests_on("repeated values can leave fewer")
def test_more_bins_than_values():
    agree(
        kata.psi(np.array([5.0, 5.0, 5.0]), np.array([5.0, 5.0, 4.0, 6.0])),
        psi_by_definition([5] * 3, [5, 5, 4, 6], 10),
    )


@rests_on("floats or whole numbers")
def test_whole_numbers():
    ref, cur = [3, 1, 4, 1, 5, 9, 2, 6], [5, 3, 5, 8, 9]
    agree(kata.psi(np.array(ref), np.array(cur, dtype=np.int8), 4), psi_by_definition(ref, cur, 4))


@rests_on("above 0 and at most 0.01", "at least 2")
def test_the_bounds_of_eps_and_n_bins_are_valid():
    agree(kata.psi(DECADE, DECADE + 5, 2, 0.01), 0.49 * math.log(0.5 / 0.01) + 0.5 * math.log(2))


@rests_on("stays as it was", "No warning escapes on valid input")
def test_the_caller_keeps_its_samples_and_hears_no_warning():
    ref, cur = np.array([3.0, math.nan, 1.0, 2.0]), np.array([9.0, math.inf, math.nan, -4.0])
    kept = ref.copy(), cur.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kata.psi(ref, cur)
    agree((ref, cur), kept)


@rests_on("holds no value but NaN, ``cur`` is empty")
@pytest.mark.parametrize(
    ("ref", "cur", "options"),
    [
        ([], [1.0], {}),
        ([math.nan, math.nan], [1.0], {}),
        ([1.0, 2.0], [], {}),
        ([1.0, 2.0], [1.0], {"n_bins": 1}),
        ([1.0, 2.0], [1.0], {"n_bins": 0}),
        ([1.0, 2.0], [1.0], {"eps": 0.0}),
        ([1.0, 2.0], [1.0], {"eps": -1e-4}),
        ([1.0, 2.0], [1.0], {"eps": 0.0101}),
    ],
)
def test_rejects(ref, cur, options):
    with pytest.raises(ValueError):
        kata.psi(np.array(ref), np.array(cur), **options)
