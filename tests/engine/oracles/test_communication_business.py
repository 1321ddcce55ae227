"""References of the communication and business katas against the libraries that know better."""

import math

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from dojo.authoring.solutions import load

ctr_lift = load("communication_business/ctr_lift_with_interval").ctr_lift


def random_experiments(seed, count=200):
    """Counts with at least one click and one view without a click per arm, and a level."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        views = rng.integers(2, 50_000, size=2)
        clicks = rng.integers(1, views)
        yield (*map(int, (clicks[0], views[0], clicks[1], views[1])), float(rng.uniform(0.5, 0.999)))


def intervals_by_library(clicks_c, views_c, clicks_t, views_t, level):
    """The absolute and the relative interval, the latter as a lift."""
    arms = (clicks_t, views_t, clicks_c, views_c)
    absolute = confint_proportions_2indep(*arms, compare="diff", method="wald", alpha=1 - level)
    ratio = confint_proportions_2indep(*arms, compare="ratio", method="log", alpha=1 - level)
    return [*map(float, absolute), *(float(end) - 1 for end in ratio)]


def test_the_intervals_are_those_of_statsmodels():
    for experiment in random_experiments(seed=1):
        report = ctr_lift(*experiment)
        got = [report[name] for name in ("abs_lo", "abs_hi", "rel_lo", "rel_hi")]
        assert got == pytest.approx(intervals_by_library(*experiment), rel=1e-9, abs=1e-12)


def test_the_p_value_is_that_of_the_pooled_z_test():
    for clicks_c, views_c, clicks_t, views_t, level in random_experiments(seed=2):
        _, expected = proportions_ztest([clicks_t, clicks_c], [views_t, views_c])
        got = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)["p_value"]
        assert got == pytest.approx(float(expected), rel=0, abs=1e-9)


@pytest.mark.parametrize("clicks_c, clicks_t", [(0, 7), (7, 0)])
def test_an_arm_without_clicks_keeps_the_absolute_interval_and_the_p_value(clicks_c, clicks_t):
    report = ctr_lift(clicks_c, 40, clicks_t, 90)
    absolute = confint_proportions_2indep(clicks_t, 90, clicks_c, 40, compare="diff", method="wald")
    assert (report["abs_lo"], report["abs_hi"]) == pytest.approx(absolute)
    assert report["p_value"] == pytest.approx(proportions_ztest([clicks_t, clicks_c], [90, 40])[1])
    assert math.isnan(report["rel_lo"])


@pytest.mark.parametrize("clicks_c, clicks_t", [(11, 20), (30, 9)])
def test_a_full_arm_has_the_intervals_of_statsmodels(clicks_c, clicks_t):
    report = ctr_lift(clicks_c, 30, clicks_t, 20, 0.9)
    got = [report[name] for name in ("abs_lo", "abs_hi", "rel_lo", "rel_hi")]
    assert got == pytest.approx(intervals_by_library(clicks_c, 30, clicks_t, 20, 0.9))
