"""What the statement promises, by example."""

import pytest

from dojo.testing import agree, rejects
from katas.core_concepts import diagnose_learning_curve as kata

SIZES = [100, 300, 1_000]


@pytest.mark.parametrize(
    ("train", "val", "diagnosis"),
    [
        ([0.99, 0.96, 0.94], [0.70, 0.85, 0.92], "good_fit"),
        ([0.80, 0.76, 0.74], [0.60, 0.70, 0.72], "high_bias"),
        ([0.99, 0.95, 0.92], [0.70, 0.82, 0.88], "near_target"),
        ([1.00, 1.00, 0.99], [0.60, 0.70, 0.78], "needs_more_data"),
        ([1.00, 1.00, 0.99], [0.60, 0.778, 0.78], "high_variance"),
    ],
)
def test_with_a_target_of_nine_tenths(train, val, diagnosis):
    agree(kata.diagnose_learning_curve(SIZES, train, val, target=0.9), diagnosis)


def test_the_tolerance_of_the_gap_can_be_set():
    curves = SIZES, [0.99, 0.96, 0.94], [0.70, 0.85, 0.92]
    agree(kata.diagnose_learning_curve(*curves, target=0.9, gap_tol=0.01), "needs_more_data")


def test_the_tolerance_of_the_rise_can_be_set():
    curves = SIZES, [1.00, 1.00, 0.99], [0.60, 0.70, 0.78]
    agree(kata.diagnose_learning_curve(*curves, target=0.9, slope_tol=0.2), "high_variance")


def test_sizes_that_do_not_increase_are_an_error():
    rejects(kata.diagnose_learning_curve, [([100, 300, 200], [0.9, 0.8, 0.8], [0.5, 0.6, 0.7], 0.9)])
