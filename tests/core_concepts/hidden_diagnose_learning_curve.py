"""What must hold for all curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, rejects, rests_on
from katas.core_concepts import diagnose_learning_curve as kata
from tests.strategies.core_concepts import learning_curves

tolerances = st.sampled_from([1, 2]).map(lambda parts: parts / 32)


def in_whole_numbers(curves, gap_tol, slope_tol):
    """The six words by asking one question after the other, in 32nds, where no rounding is."""
    _, train, val, target = curves
    last, before, trained, wanted, gap, rise = (
        round(32 * x) for x in (val[-1], val[-2], train[-1], target, gap_tol, slope_tol)
    )
    if trained - last > gap:
        return "needs_more_data" if last - before > rise else "high_variance"
    if last - trained > gap:
        return "suspect_leak"
    if last >= wanted:
        return "good_fit"
    return "near_target" if trained >= wanted else "high_bias"


@rests_on("The diagnosis is the first of these that applies")
@given(learning_curves, tolerances, tolerances)
def test_agrees_with_one_question_after_the_other(curves, gap_tol, slope_tol):
    got = kata.diagnose_learning_curve(*curves, gap_tol=gap_tol, slope_tol=slope_tol)
    agree(got, in_whole_numbers(curves, gap_tol, slope_tol))


@rests_on("At the largest size", "since the size before")
@given(learning_curves, st.integers(0, 9_999))
def test_earlier_points_do_not_matter(curves, seed):
    sizes, train, val, target = curves
    other = (np.random.default_rng(seed).integers(0, 33, size=(2, 3)) / 32).tolist()
    longer = [1, 2, 3, *sizes], other[0] + train, other[1] + val, target
    asked = {"gap_tol": 1 / 32, "slope_tol": 1 / 32}
    agree(kata.diagnose_learning_curve(*longer, **asked), kata.diagnose_learning_curve(*curves, **asked))


@rests_on("the training score minus the validation score", "the validation score reaches the target")
@given(learning_curves, st.sampled_from([-8.0, -0.5, 4.0]))
def test_moving_all_scores_and_the_target_changes_nothing(curves, shift):
    sizes, train, val, target = curves
    moved = sizes, [score + shift for score in train], [score + shift for score in val], target + shift
    asked = {"gap_tol": 1 / 32, "slope_tol": 1 / 32}
    agree(kata.diagnose_learning_curve(*moved, **asked), kata.diagnose_learning_curve(*curves, **asked))


@rests_on("the validation score is above the training score by more than ``gap_tol``")
@pytest.mark.parametrize(("val", "diagnosis"), [(0.75, "good_fit"), (0.8125, "good_fit"), (0.875, "suspect_leak")])
def test_validation_may_be_a_little_better_than_training(val, diagnosis):
    curves = [10, 20], [0.9, 0.75], [0.5, val]
    agree(kata.diagnose_learning_curve(*curves, target=0.7, gap_tol=0.0625), diagnosis)


@rests_on("the gap is at most ``gap_tol``")
@pytest.mark.parametrize(("train", "diagnosis"), [(0.8125, "good_fit"), (0.84375, "high_variance")])
def test_a_gap_of_the_tolerance_is_small_enough(train, diagnosis):
    curves = [10, 20], [0.9, train], [0.75, 0.75]
    agree(kata.diagnose_learning_curve(*curves, target=0.7, gap_tol=0.0625), diagnosis)


@rests_on("the rise is more than ``slope_tol``")
@pytest.mark.parametrize(("before", "diagnosis"), [(0.6875, "high_variance"), (0.625, "needs_more_data")])
def test_a_rise_of_the_tolerance_is_too_small(before, diagnosis):
    curves = [10, 20], [1.0, 1.0], [before, 0.75]
    agree(kata.diagnose_learning_curve(*curves, target=0.9, slope_tol=0.0625), diagnosis)


@rests_on("reaches the target (at least)", "not even the training score reaches the target")
@pytest.mark.parametrize(
    ("target", "diagnosis"), [(0.75, "good_fit"), (0.76, "near_target"), (0.78125, "near_target"), (0.8, "high_bias")]
)
def test_a_score_equal_to_the_target_reaches_it(target, diagnosis):
    agree(kata.diagnose_learning_curve([10, 20], [0.9, 0.78125], [0.5, 0.75], target), diagnosis)


@rests_on("The diagnosis is the first of these that applies")
def test_validation_at_the_target_is_a_good_fit_though_training_is_just_below():
    agree(kata.diagnose_learning_curve([10, 20], [0.9, 0.73], [0.5, 0.75], target=0.74), "good_fit")


@rests_on("the gap is at most ``gap_tol``", "none of these")
def test_validation_at_the_target_with_a_wide_gap_is_no_good_fit():
    agree(kata.diagnose_learning_curve([10, 20], [1.0, 1.0], [0.84, 0.84], target=0.8), "high_variance")


@rests_on("the rise is more than ``slope_tol``", "the gap is at most ``gap_tol``")
@pytest.mark.parametrize(
    ("train", "val", "diagnosis"),
    [
        ([0.97, 0.96], [0.94, 0.80], "high_variance"),  # validation has fallen
        ([0.92, 0.88], [0.60, 0.70], "needs_more_data"),  # and training misses the target
    ],
)
def test_a_wide_gap_is_not_about_the_target(train, val, diagnosis):
    agree(kata.diagnose_learning_curve([10, 20], train, val, target=0.9), diagnosis)


@rests_on("gap_tol: float = 0.05, slope_tol: float = 0.01")
@pytest.mark.parametrize(
    ("train", "before", "diagnosis"),
    [(0.845, 0.80, "near_target"), (0.855, 0.795, "high_variance"), (0.855, 0.785, "needs_more_data")],
)
def test_the_tolerances_unless_told_otherwise(train, before, diagnosis):
    agree(kata.diagnose_learning_curve([10, 20], [0.9, train], [before, 0.8], 0.82), diagnosis)


@rests_on("lists, tuples or arrays")
def test_arrays_and_tuples():
    agree(kata.diagnose_learning_curve(np.array([10, 20]), np.array([0.9, 0.8]), (0.6, 0.78), 0.9), "high_bias")


@rests_on("If ``sizes`` does not increase from each point to the next, or a score is NaN")
def test_rejects_sizes_out_of_order_and_nan():
    scores, nan = [0.9, 0.8, 0.8], float("nan")
    sizes = ([1, 2, 2], [2, 1, 3], [3, 2, 1])
    rejects(kata.diagnose_learning_curve, [(s, scores, scores, 0.9) for s in sizes])
    missing = ([nan, 0.8, 0.8], [0.9, 0.8, nan])
    rejects(kata.diagnose_learning_curve, [([1, 2, 3], scores, m, 0.9) for m in missing])
    rejects(kata.diagnose_learning_curve, [([1, 2, 3], m, scores, 0.9) for m in missing])
