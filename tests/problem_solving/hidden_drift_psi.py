"""What must hold for every pair of samples."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.problem_solving import drift_psi as kata
from tests.strategies.problem_solving import binned_references, complete_samples, feature_samples

ELEVEN = np.arange(1.0, 12.0)


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
@given(binned_references, feature_samples, st.sampled_from([1e-4, 0.002, 0.01]))
def test_agrees_with_a_count_bin_by_bin(reference, cur, eps):
    ref, n_bins = reference
    agree(kata.psi(ref, cur, n_bins, eps), psi_by_definition(ref.tolist(), cur.tolist(), n_bins, eps))


@follows_from("PSI = sum over bins of (c - r) * ln(c / r)")
@given(binned_references, feature_samples)
def test_a_sample_against_itself_is_zero_and_nothing_is_below(reference, cur):
    ref, n_bins = reference
    agree(kata.psi(ref, ref, n_bins), 0.0)
    expect(kata.psi(ref, cur, n_bins) >= -1e-12, "0 or more")


@follows_from("without interpolation")
@given(binned_references, feature_samples, st.sampled_from([lambda v: v**3, lambda v: 3 * v - 7, np.arctan]))
def test_a_strictly_increasing_map_changes_nothing(reference, cur, stretch):
    ref, n_bins = reference
    agree(kata.psi(stretch(ref), stretch(cur), n_bins), kata.psi(ref, cur, n_bins))


@rests_on("in any order")
@given(binned_references, feature_samples)
def test_the_order_of_the_rows_changes_nothing(reference, cur):
    ref, n_bins = reference
    agree(kata.psi(np.roll(ref, 1)[::-1], cur[::-1], n_bins), kata.psi(ref, cur, n_bins))


@rests_on("they take whatever lies beyond")
@given(complete_samples, complete_samples, st.integers(2, 10))
def test_a_sample_above_the_whole_reference_is_drift(ref, cur, n_bins):
    above = cur - cur.min() + ref.max() + 0.5
    expect(kata.psi(ref, above, n_bins) > 0.25, "a PSI above 0.25")


@follows_from("PSI = sum over bins of (c - r) * ln(c / r)")
def test_the_defaults_are_ten_bins_and_a_ten_thousandth():
    cur = np.array([1.0, 1.0, 4.0, 4.5, 9.5, 20.0])
    agree(kata.psi(ELEVEN, cur), psi_by_definition(ELEVEN.tolist(), cur.tolist(), 10, 1e-4))


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


@rests_on("It may consist of NaN alone")
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
    ref, cur = [3, 1, 4, 1, 5, 9, 2, 200], [5, 3, 5, 8, 9]
    agree(kata.psi(np.array(ref), np.array(cur, dtype=np.int8), 4), psi_by_definition(ref, cur, 4))
    agree(kata.psi(np.array(ref, np.uint8), np.array(cur, np.uint8), 3), psi_by_definition(ref, cur, 3))


@rests_on("above 0 and at most 0.01", "at least 2")
def test_the_bounds_of_eps_and_n_bins_are_valid():
    ten = ELEVEN[:10]
    agree(kata.psi(ten, ten + 5, 2, 0.01), 0.49 * math.log(0.5 / 0.01) + 0.5 * math.log(2))


@rests_on("out of all their rows (NaN")
def test_samples_of_very_different_sizes():
    ref, cur = np.random.default_rng(3).normal(size=(2, 101))
    cur = np.append(np.repeat(cur[:7], 31), [math.nan] * 40)
    agree(kata.psi(ref, cur), psi_by_definition(ref.tolist(), cur.tolist(), 10))
    agree(kata.psi(ref, cur[:1]), psi_by_definition(ref.tolist(), cur[:1].tolist(), 10))


@rests_on("holds no value but NaN, or ``cur`` is empty")
def test_rejects_samples_without_a_value():
    rejects(kata.psi, [(np.array([]), ELEVEN), (np.array([math.nan, math.nan]), ELEVEN), (ELEVEN, np.array([]))])
