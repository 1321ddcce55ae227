"""What the statement promises, by example."""

import math

from dojo.testing import agree, rejects
from katas.communication_business import ctr_lift_with_interval as kata

# 20 clicks of 100 against 45 of 150: rates 0.2 and 0.3.
RATES = (20, 100, 45, 150)


def test_rates_are_fractions():
    report = kata.ctr_lift(*RATES)
    agree(report, report | {"ctr_c": 0.2, "ctr_t": 0.3})


def test_points_and_relative_lift_are_two_numbers():
    report = kata.ctr_lift(*RATES)
    agree(report, report | {"abs_lift": 0.1, "rel_lift": 0.5})


def test_the_absolute_interval_adds_the_variances_of_both_arms():
    report = kata.ctr_lift(*RATES)
    half = 1.959963984540054 * math.sqrt(0.2 * 0.8 / 100 + 0.3 * 0.7 / 150)
    agree(report, report | {"abs_lo": 0.1 - half, "abs_hi": 0.1 + half})


def test_the_relative_interval_is_built_on_the_log_scale():
    report = kata.ctr_lift(*RATES)
    factor = math.exp(1.959963984540054 * math.sqrt(0.7 / 45 + 0.8 / 20))
    agree(report, report | {"rel_lo": 1.5 / factor - 1, "rel_hi": 1.5 * factor - 1})


def test_the_p_value_of_equal_rates_is_one():
    report = kata.ctr_lift(10, 100, 20, 200)
    agree(report, report | {"p_value": 1.0})


def test_without_a_click_in_the_control_there_is_no_relative_lift():
    report = kata.ctr_lift(0, 50, 3, 60)
    agree(report, report | {"abs_lift": 0.05, "rel_lift": math.nan, "rel_lo": math.nan, "rel_hi": math.nan})


def test_more_clicks_than_views_are_rejected():
    rejects(kata.ctr_lift, [(11, 10, 5, 10)])
