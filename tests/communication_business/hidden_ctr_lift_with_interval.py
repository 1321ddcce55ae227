"""What must hold for every pair of arms."""

import math
from fractions import Fraction

import pytest
from hypothesis import given

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.communication_business import ctr_lift_with_interval as kata
from tests.strategies.communication_business import arms, clicked_arms, levels


def quantile(level):
    """The z with P(|Z| <= z) = level, by bisection on the error function."""
    low, high = 0.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if math.erf(middle / math.sqrt(2)) < level else (low, middle)
    return low


def report_by_fractions(clicks_c, views_c, clicks_t, views_t, level):
    """Rates and variances as exact fractions; roots and the normal law only at the end."""
    c, t, z = Fraction(clicks_c, views_c), Fraction(clicks_t, views_t), quantile(level)
    pooled = Fraction(clicks_c + clicks_t, views_c + views_t)
    noise = pooled * (1 - pooled) * (Fraction(1, views_c) + Fraction(1, views_t))
    half = z * math.sqrt(c * (1 - c) / views_c + t * (1 - t) / views_t)
    lift, low, high = math.nan, math.nan, math.nan
    if clicks_c and clicks_t:
        spread = Fraction(1, clicks_t) - Fraction(1, views_t) + Fraction(1, clicks_c) - Fraction(1, views_c)
        factor = math.exp(z * math.sqrt(spread))
        lift, low, high = float(t / c - 1), float(t / c) / factor - 1, float(t / c) * factor - 1
    return {
        "ctr_c": float(c),
        "ctr_t": float(t),
        "abs_lift": float(t - c),
        "abs_lo": float(t - c) - half,
        "abs_hi": float(t - c) + half,
        "rel_lift": lift,
        "rel_lo": low,
        "rel_hi": high,
        "p_value": math.erfc(math.sqrt((t - c) ** 2 / noise / 2)) if noise else 1.0,
    }


def agree_on_reports(got, expected):
    """The p-value to 1e-9 absolute, as the statement says; the rest to rounding."""
    p = got.get("p_value", math.nan)
    close = isinstance(p, float) and abs(p - expected["p_value"]) <= 1e-9
    agree(got, expected | ({"p_value": p} if close else {}))


@rests_on("abs_lift       = t - c")
@given(arms, arms, levels)
def test_agrees_with_exact_fractions(control, treatment, level):
    got = kata.ctr_lift(*control, *treatment, level)
    agree_on_reports(got, report_by_fractions(*control, *treatment, level))


@follows_from("abs_lift       = t - c")
@given(arms, arms, levels)
def test_swapping_the_arms_turns_the_points_round(control, treatment, level):
    there, back = kata.ctr_lift(*control, *treatment, level), kata.ctr_lift(*treatment, *control, level)
    turned = {"abs_lift": -there["abs_lift"], "abs_lo": -there["abs_hi"], "abs_hi": -there["abs_lo"]}
    agree_on_reports(back, back | turned | {"p_value": there["p_value"]})


@follows_from("rel_lift       = t / c - 1")
@given(clicked_arms, clicked_arms, levels)
def test_swapping_the_arms_inverts_the_ratio(control, treatment, level):
    there, back = kata.ctr_lift(*control, *treatment, level), kata.ctr_lift(*treatment, *control, level)
    agree((1 + there["rel_lift"]) * (1 + back["rel_lift"]), 1.0)
    # An end close to -1 keeps few digits once the 1 is added back.
    agree((1 + there["rel_lo"]) * (1 + back["rel_hi"]), 1.0, rtol=1e-7)


@follows_from("sqrt(c * (1 - c) / views_c + t * (1 - t) / views_t)")
@given(arms, arms, levels)
def test_four_times_the_data_halves_the_interval(control, treatment, level):
    once = kata.ctr_lift(*control, *treatment, level)
    often = kata.ctr_lift(*(4 * count for count in (*control, *treatment)), level)
    agree(2 * (often["abs_hi"] - often["abs_lo"]), once["abs_hi"] - once["abs_lo"])


@follows_from("abs_lo, abs_hi = abs_lift -+ z * sqrt(")
@given(clicked_arms, clicked_arms, levels)
def test_each_lift_lies_inside_its_interval(control, treatment, level):
    report = kata.ctr_lift(*control, *treatment, level)
    for lift, low, high in (("abs_lift", "abs_lo", "abs_hi"), ("rel_lift", "rel_lo", "rel_hi")):
        slack = 1e-9 * (1 + abs(report[lift]))
        inside = report[low] - slack <= report[lift] <= report[high] + slack
        expect(inside, f"{low} <= {lift} <= {high}", got=report)


@rests_on("two-sided pooled two-proportion z test")
def test_the_p_value_is_two_sided_and_pooled():
    # The pooled rate is 65 / 250 = 0.26.
    z = 0.1 / math.sqrt(0.26 * 0.74 * (1 / 100 + 1 / 150))
    report = kata.ctr_lift(20, 100, 45, 150)
    agree_on_reports(report, report | {"p_value": math.erfc(z / math.sqrt(2))})


@rests_on("level: float = 0.95")
def test_ninety_five_percent_is_the_default():
    agree_on_reports(kata.ctr_lift(30, 400, 44, 300), report_by_fractions(30, 400, 44, 300, 0.95))


@rests_on("the three ``rel_`` values are NaN and all others are given as usual")
@pytest.mark.parametrize("clicks_c, clicks_t", [(0, 7), (7, 0), (0, 0)])
def test_no_clicks_in_one_arm_leave_the_absolute_part(clicks_c, clicks_t):
    got = kata.ctr_lift(clicks_c, 40, clicks_t, 90, 0.9)
    agree_on_reports(got, report_by_fractions(clicks_c, 40, clicks_t, 90, 0.9))


@follows_from("sqrt((1 - t) / clicks_t + (1 - c) / clicks_c)")
def test_a_full_arm_has_a_relative_interval():
    agree_on_reports(kata.ctr_lift(30, 30, 11, 20, 0.8), report_by_fractions(30, 30, 11, 20, 0.8))
    agree_on_reports(kata.ctr_lift(11, 20, 30, 30, 0.8), report_by_fractions(11, 20, 30, 30, 0.8))


@rests_on("is 0, the p-value is 1.0")
@pytest.mark.parametrize("control, treatment", [((0, 12), (0, 30)), ((12, 12), (30, 30))])
def test_no_variance_gives_a_p_value_of_one(control, treatment):
    agree_on_reports(kata.ctr_lift(*control, *treatment), report_by_fractions(*control, *treatment, 0.95))


@rests_on("The absolute interval is not clipped")
@pytest.mark.parametrize("counts", [(1, 5, 4, 5), (4, 5, 1, 5)])
def test_small_arms_reach_past_one(counts):
    agree_on_reports(kata.ctr_lift(*counts, 0.99), report_by_fractions(*counts, 0.99))


@follows_from("rel_lo, rel_hi = exp(ln(t / c) -+ z * sqrt(")
def test_millions_of_views_and_arms_of_very_different_size():
    counts = (1_203_417, 60_000_000, 1_251, 61_000)
    agree_on_reports(kata.ctr_lift(*counts), report_by_fractions(*counts, 0.95))


@rests_on("a view count is below 1")
def test_one_view_is_enough():
    agree_on_reports(kata.ctr_lift(1, 1, 3, 7), report_by_fractions(1, 1, 3, 7, 0.95))
    agree_on_reports(kata.ctr_lift(3, 7, 0, 1), report_by_fractions(3, 7, 0, 1, 0.95))


@rests_on("a view count is below 1, a click count is outside [0, views]")
def test_rejects_counts():
    rejects(kata.ctr_lift, [(0, 0, 3, 9), (3, 9, 0, 0), (-1, 9, 3, 9), (3, 9, -1, 9), (10, 9, 3, 9), (3, 9, 10, 9)])


@rests_on("or ``level`` is outside")
def test_rejects_levels():
    rejects(kata.ctr_lift, [(3, 9, 4, 8, level) for level in (0.0, 1.0, -0.5, 95.0)])


@rests_on("strictly between 0 and 1")
@pytest.mark.parametrize("level", [0.001, 0.999])
def test_a_level_close_to_either_end_is_fine(level):
    agree_on_reports(kata.ctr_lift(3, 9, 4, 8, level), report_by_fractions(3, 9, 4, 8, level))
