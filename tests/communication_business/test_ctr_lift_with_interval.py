"""What the statement promises, by example."""

import math

import pytest

from dojo.testing import agree
from katas.communication_business import ctr_lift_with_interval as kata

# 20 clicks of 100 against 45 of 150: rates 0.2 and 0.3.
RATES = (20, 100, 45, 150)


def test_rates_are_fractions():
    report = kata.ctr_lift(*RATES)
    agree([report["ctr_c"], report["ctr_t"]], [0.2, 0.3])


def test_points_and_relative_lift_are_two_numbers():
    report = kata.ctr_lift(*RATES)
    agree([report["abs_lift"], report["rel_lift"]], [0.1, 0.5])


def test_the_absolute_interval_adds_the_variances_of_both_arms():
    report = kata.ctr_lift(*RATES)
    half = 1.959963984540054 * math.sqrt(0.2 * 0.8 / 100 + 0.3 * 0.7 / 150)
    agree([report["abs_lo"], report["abs_hi"]], [0.1 - half, 0.1 + half])


def test_the_relative_interval_is_built_on_the_log_scale():
    report = kata.ctr_lift(*RATES)
    factor = math.exp(1.959963984540054 * math.sqrt(0.7 / 45 + 0.8 / 20))
    agree([report["rel_lo"], report["rel_hi"]], [1.5 / factor - 1, 1.5 * factor - 1])


def test_the_p_value_of_equal_rates_is_one():
    agree(kata.ctr_lift(10, 100, 20, 200)["p_value"], 1.0)


def test_without_a_click_in_the_control_there_is_no_relative_lift():
    report = kata.ctr_lift(0, 50, 3, 60)
    agree([report["abs_lift"], report["rel_lift"], report["rel_hi"]], [0.05, math.nan, math.nan])


def test_more_clicks_than_views_are_rejected():
    with pytest.raises(ValueError):
        kata.ctr_lift(11, 10, 5, 10)
