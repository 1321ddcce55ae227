"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import expected_calibration_error as kata


def test_two_bins_by_hand():
    y_true, p = np.array([0, 1, 0, 1, 1, 0, 0]), np.array([0.1, 0.2, 0.3, 0.6, 0.9, 0.8, 0.7])
    promised, came = (0.2, 0.75), (1 / 3, 2 / 4)
    expected = 3 / 7 * abs(came[0] - promised[0]) + 4 / 7 * abs(came[1] - promised[1])
    agree(kata.expected_calibration_error(y_true, p, n_bins=2), expected)


def test_ten_bins_most_of_them_empty():
    y_true, p = np.array([0, 0, 1, 1, 0]), np.array([0.22, 0.24, 0.26, 0.93, 0.97])
    agree(kata.expected_calibration_error(y_true, p), 3 / 5 * (1 / 3 - 0.24) + 2 / 5 * (0.95 - 1 / 2))


def test_one_bin_compares_the_overall_means():
    y_true, p = np.array([1, 0, 0, 1]), np.array([0.9, 0.4, 0.3, 0.8])
    agree(kata.expected_calibration_error(y_true, p, n_bins=1), 0.6 - 0.5)


def test_certain_and_right_is_calibrated():
    agree(kata.expected_calibration_error(np.array([0, 1, 1]), np.array([0.0, 1.0, 1.0])), 0.0)


def test_certain_and_wrong_is_as_far_off_as_can_be():
    agree(kata.expected_calibration_error(np.array([1, 0, 0]), np.array([0.0, 1.0, 1.0])), 1.0)


def test_a_probability_above_one_is_an_error():
    rejects(kata.expected_calibration_error, [(np.array([0, 1]), np.array([0.3, 1.2]))])
