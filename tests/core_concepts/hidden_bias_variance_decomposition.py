"""What must hold for all predictions."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import bias_variance_decomposition as kata
from tests.strategies.core_concepts import predictions_of_many_sets

noises = st.sampled_from([0.0, 0.3, 2.5])


def point_by_point(preds, f_true, noise_var):
    """One point after the other, over plain lists."""
    bias2, variance = [], []
    for column, truth in zip(preds.T.tolist(), f_true.tolist(), strict=True):
        middle = sum(column) / len(column)
        bias2.append((middle - truth) ** 2)
        variance.append(sum((p - middle) ** 2 for p in column) / len(column))
    b, v = sum(bias2) / len(bias2), sum(variance) / len(variance)
    return {"bias2": b, "variance": v, "noise": noise_var, "expected_mse": b + v + noise_var}


@rests_on("bias2: the mean over the points of bias_j^2", "variance: the mean over the points of variance_j")
@given(predictions_of_many_sets, noises)
def test_agrees_with_one_point_after_the_other(predictions, noise):
    agree(kata.bias_variance(*predictions, noise), point_by_point(*predictions, noise))


@follows_from("the expected squared error against a new, noisy target", "the sum of the three")
@given(predictions_of_many_sets, noises)
def test_the_parts_add_up_to_the_squared_error_and_the_noise(predictions, noise):
    preds, f_true = predictions
    expected = float(np.mean((preds - f_true) ** 2)) + noise
    agree(kata.bias_variance(preds, f_true, noise)["expected_mse"], expected)


@follows_from("variance_j = mean over i of (p_ij - mean over i of p_ij)^2")
@given(predictions_of_many_sets, st.integers(0, 9_999))
def test_moving_each_point_leaves_the_variance(predictions, seed):
    preds, f_true = predictions
    moved = preds + 3 * np.random.default_rng(seed).normal(size=len(f_true))
    agree(kata.bias_variance(moved, f_true, 0.3)["variance"], kata.bias_variance(preds, f_true, 0.3)["variance"])


@follows_from("bias_j     = mean over i of p_ij - f_j")
@given(predictions_of_many_sets)
def test_moving_predictions_and_truth_alike_changes_nothing(predictions):
    preds, f_true = predictions
    agree(kata.bias_variance(preds + 7.5, f_true + 7.5, 0.3), kata.bias_variance(preds, f_true, 0.3))


@follows_from("mean over i")
@given(predictions_of_many_sets, st.integers(2, 4))
def test_training_on_each_set_several_times_changes_nothing(predictions, times):
    preds, f_true = predictions
    agree(kata.bias_variance(np.tile(preds, (times, 1)), f_true, 0.3), kata.bias_variance(preds, f_true, 0.3))


@rests_on("bias2: the mean over the points of bias_j^2")
def test_opposite_biases_do_not_cancel():
    report = kata.bias_variance(np.array([[3.0, 2.0, 0.0], [3.0, 4.0, 0.0]]), np.array([1.0, 5.0, 0.0]), 0.0)
    agree(report, {"bias2": (4 + 4 + 0) / 3, "variance": 1 / 3, "noise": 0.0, "expected_mse": 3.0})


@rests_on("mean over i of (p_ij - mean over i of p_ij)^2")
def test_a_single_training_set_has_no_variance():
    report = kata.bias_variance(np.array([[1.0, 4.0, 2.0]]), np.array([1.0, 1.0, 5.0]), 0.2)
    agree(report, {"bias2": 6.0, "variance": 0.0, "noise": 0.2, "expected_mse": 6.2})


@rests_on("array of shape (m, n), m >= 1, n >= 1")
def test_a_single_point():
    report = kata.bias_variance(np.array([[2.0], [6.0], [1.0]]), np.array([1.0]), 0.2)
    agree(report, {"bias2": 4.0, "variance": 14 / 3, "noise": 0.2, "expected_mse": 4.2 + 14 / 3})


@rests_on("bias2: the mean over the points of bias_j^2")
def test_as_many_training_sets_as_points():
    preds = np.array([[1.0, 6.0, 2.0], [3.0, 8.0, 2.0], [2.0, 1.0, 5.0]])
    f_true = np.array([0.0, 3.0, 7.0])
    agree(kata.bias_variance(preds, f_true, 0.0), point_by_point(preds, f_true, 0.0))


@rests_on("If ``noise_var`` is negative, or a prediction is NaN")
def test_rejects_negative_noise_and_nan():
    preds, f_true = np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]]), np.array([1.0, 4.0])
    rejects(kata.bias_variance, [(preds, f_true, -0.5), (np.where(preds == 5, np.nan, preds), f_true, 0.1)])
