"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import bias_variance_decomposition as kata

TRUTH = np.array([2.0, 5.0])
SETS = np.array([[1.0, 7.0], [3.0, 7.0], [5.0, 4.0]])  # means 3 and 6, so the bias is 1 at both points


def test_three_training_sets_and_two_points():
    report = kata.bias_variance(SETS, TRUTH, noise_var=0.25)
    variance = ((4 + 0 + 4) / 3 + (1 + 1 + 4) / 3) / 2
    agree(report, {"bias2": 1.0, "variance": variance, "noise": 0.25, "expected_mse": 1.0 + variance + 0.25})


def test_the_same_prediction_from_every_set_has_no_variance():
    report = kata.bias_variance(np.array([[4.0, 6.0]] * 3), TRUTH, noise_var=0.0)
    agree(report, {"bias2": (4 + 1) / 2, "variance": 0.0, "noise": 0.0, "expected_mse": 2.5})


def test_predictions_around_the_truth_have_no_bias():
    report = kata.bias_variance(np.array([[1.0, 4.0], [3.0, 6.0]]), TRUTH, noise_var=0.0)
    agree(report, {"bias2": 0.0, "variance": 1.0, "noise": 0.0, "expected_mse": 1.0})


def test_perfect_predictions_leave_the_noise():
    report = kata.bias_variance(np.array([TRUTH, TRUTH]), TRUTH, noise_var=1.5)
    agree(report, {"bias2": 0.0, "variance": 0.0, "noise": 1.5, "expected_mse": 1.5})


def test_negative_noise_is_an_error():
    rejects(kata.bias_variance, [(SETS, TRUTH, -0.1)])
