"""What must hold for all probabilities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import expected_calibration_error as kata
from tests.strategies.core_concepts import probabilities_of_outcomes

seeds = st.integers(0, 9_999)


def by_whole_numbers(y_true, p, n_bins):
    """One bin after the other; p is a number of 32nds, so every border is compared exactly."""
    outcomes = list(zip(y_true.tolist(), (32 * p).astype(int).tolist(), strict=True))
    error = 0.0
    for b in range(n_bins):
        inside = [(y, q) for y, q in outcomes if 32 * b <= n_bins * q < 32 * (b + 1) or (b == n_bins - 1 and q == 32)]
        error += abs(sum(y for y, _ in inside) - sum(q for _, q in inside) / 32) / len(outcomes)
    return error


@rests_on("ECE = sum over the bins of (n_b / n) * |mean of y_true - mean of p|")
@given(probabilities_of_outcomes, st.sampled_from([1, 2, 4, 8, 16]))
def test_agrees_with_one_bin_after_the_other(predictions, n_bins):
    agree(kata.expected_calibration_error(*predictions, n_bins), by_whole_numbers(*predictions, n_bins))


@follows_from("|mean of y_true - mean of p|")
@given(probabilities_of_outcomes)
def test_one_bin_gives_the_difference_of_the_means(predictions):
    y_true, p = predictions
    agree(kata.expected_calibration_error(y_true, p, 1), abs(float(y_true.mean() - p.mean())))


@rests_on("ECE = sum over the bins")
@given(probabilities_of_outcomes, seeds)
def test_the_order_of_the_examples_does_not_matter(predictions, seed):
    order = np.random.default_rng(seed).permutation(len(predictions[0]))
    shuffled = (part[order] for part in predictions)
    agree(kata.expected_calibration_error(*shuffled, 8), kata.expected_calibration_error(*predictions, 8))


@rests_on("(n_b / n)")
@given(probabilities_of_outcomes, st.integers(2, 4))
def test_seeing_every_example_several_times_changes_nothing(predictions, times):
    repeated = (np.tile(part, times) for part in predictions)
    agree(kata.expected_calibration_error(*repeated, 4), kata.expected_calibration_error(*predictions, 4))


@follows_from("ECE = sum over the bins of (n_b / n) * |mean of y_true - mean of p|")
@given(probabilities_of_outcomes)
def test_halving_the_bins_never_lowers_it(predictions):
    coarse, fine = (kata.expected_calibration_error(*predictions, n_bins) for n_bins in (4, 8))
    expect(
        coarse <= fine + 1e-9, f"at least the {coarse:.6g} of n_bins=4, for errors cancel only within a bin", got=fine
    )


@rests_on("b / B <= p < (b + 1) / B")
@pytest.mark.parametrize(("border", "n_bins"), [(0.25, 4), (0.5, 2), (0.625, 8)])
def test_a_probability_at_a_border_belongs_to_the_upper_bin(border, n_bins):
    y_true, p = np.array([1, 0, 0]), np.array([border, border + 1 / 16, border - 1 / 16])
    expected = (abs(1 - (2 * border + 1 / 16)) + border - 1 / 16) / 3
    agree(kata.expected_calibration_error(y_true, p, n_bins), expected)


@rests_on("the last bin those with p = 1 too")
@pytest.mark.parametrize("n_bins", [1, 3, 10])
def test_a_probability_of_one_belongs_to_the_last_bin(n_bins):
    y_true, p = np.array([0, 1, 1, 1]), np.array([1.0, 1.0, 0.97, 0.98])
    agree(kata.expected_calibration_error(y_true, p, n_bins), 3.95 / 4 - 3 / 4)


@rests_on("b / B <= p < (b + 1) / B")
@pytest.mark.parametrize("n_bins", [3, 10])
def test_a_probability_of_zero_belongs_to_the_first_bin(n_bins):
    y_true, p = np.array([1, 0, 0, 0]), np.array([0.0, 0.0, 0.03, 0.02])
    agree(kata.expected_calibration_error(y_true, p, n_bins), 1 / 4 - 0.05 / 4)


@rests_on("n_bins: int = 10")
def test_there_are_ten_bins_unless_told_otherwise():
    y_true, p = np.array([1, 0, 0]), np.array([0.11, 0.19, 0.21])
    agree(kata.expected_calibration_error(y_true, p), (1 - 0.3 + 0.21) / 3)


@rests_on("A bin without examples adds nothing")
def test_many_more_bins_than_examples():
    y_true, p = np.array([1, 0, 1]), np.array([0.20505, 0.61115, 0.87775])
    agree(kata.expected_calibration_error(y_true, p, 10_000), (0.79495 + 0.61115 + 0.12225) / 3)


@rests_on("If there are no examples")
def test_rejects_no_examples():
    rejects(kata.expected_calibration_error, [(np.array([], dtype=int), np.array([]))])


@rests_on("a probability is NaN or not between 0 and 1")
@pytest.mark.parametrize("wrong", [np.nan, -0.01, 1.01])
def test_rejects_what_is_no_probability(wrong):
    y_true = np.array([0, 1, 1])
    rejects(kata.expected_calibration_error, [(y_true, np.array(p)) for p in ([wrong, 0.2, 0.7], [0.2, 0.7, wrong])])
