"""What must hold for every plan."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.communication_business import sample_size_and_power as kata
from tests.strategies.experiments import plans

SLACK = 1e-9  # of the power; less than a thousandth of a user in these plans


def planned(p0, mde, alpha, power, ratio):
    return kata.sample_size(p0, mde, alpha=alpha, power=power, ratio=ratio)


def power_with(control, p0, mde, alpha, ratio):
    """The power of the pooled two-sided test with so many users in the control, and `ratio` times as many treated."""
    p1, treated = p0 + mde, ratio * control
    pooled = (control * p0 + treated * p1) / (control + treated)
    bar = NormalDist().inv_cdf(1 - alpha / 2) * math.sqrt(pooled * (1 - pooled) * (1 / control + 1 / treated))
    error = math.sqrt(p0 * (1 - p0) / control + p1 * (1 - p1) / treated)
    return NormalDist().cdf((abs(mde) - bar) / error)


def expect_smallest(users, of_control, p0, mde, alpha, power, ratio, arm):
    """`users` give the power, one less does not; `of_control` turns a size of this arm into one of the control."""
    reached = power_with(of_control(users), p0, mde, alpha, ratio)
    expect(reached >= power - SLACK, f"more users in the {arm}: {users} give a power of {reached:.5f}", got=users)
    if users > 1:
        reached = power_with(of_control(users - 1), p0, mde, alpha, ratio)
        expect(reached <= power + SLACK, f"fewer users in the {arm}: {users - 1} are enough", got=users)


@follows_from("n       = (z(1 - alpha / 2) * sqrt(noise_0) + z(power) * sqrt(noise_1)) ** 2 / (p1 - p0) ** 2")
@given(plans)
def test_each_arm_is_the_smallest_that_reaches_the_power(plan):
    p0, mde, alpha, power, ratio = plan
    control, treatment = planned(*plan)
    expect_smallest(control, lambda users: users, p0, mde, alpha, power, ratio, "control")
    expect_smallest(treatment, lambda users: users / ratio, p0, mde, alpha, power, ratio, "treatment")


@follows_from("noise_1 = p0 * (1 - p0) + p1 * (1 - p1) / r")
@given(plans)
def test_failures_need_as_many_users_as_successes(plan):
    p0, mde, *rest = plan
    agree(planned(round(1 - p0, 2), -mde, *rest), planned(*plan))


@rests_on("or at ``p1 = p0 * (1 + mde)``")
@given(plans)
def test_a_relative_effect_is_the_same_test_as_its_difference(plan):
    p0, mde, alpha, power, ratio = plan
    got = kata.sample_size(p0, mde / p0, relative=True, alpha=alpha, power=power, ratio=ratio)
    agree(got, planned(*plan))


@follows_from("z(power) * sqrt(noise_1)")
@given(plans, st.sampled_from([0.01, 0.03, 0.04]))
def test_more_power_takes_more_users(plan, more):
    p0, mde, alpha, power, ratio = plan
    less, users = planned(*plan), planned(p0, mde, alpha, power + more, ratio)
    expect(users[0] >= less[0] and users[1] >= less[1], f"no fewer users than {less} for less power", got=users)


@rests_on("Users in the treatment for each user in the control")
@given(plans)
def test_naming_the_arms_the_other_way_round_swaps_the_sizes(plan):
    p0, mde, alpha, power, ratio = plan
    control, treatment = planned(*plan)
    agree(planned(p0 + mde, -mde, alpha, power, 1 / ratio), (treatment, control))


@rests_on("Each of these two")
def test_the_treatment_is_not_scaled_from_the_rounded_control():
    # n is 209.2, and 4 * n is 836.9
    agree(kata.sample_size(0.25, 0.1, ratio=4.0), (210, 837))


@rests_on("(0.01 is one percentage", "(0.05 is 5 %)")
def test_five_percent_of_a_rare_event():
    # From 0.1 % to 0.105 % it is 6.4 million users an arm; for five points more, 158.
    agree(kata.sample_size(0.001, 0.05, relative=True), (6_429_484, 6_429_484))
    agree(kata.sample_size(0.001, 0.05), (158, 158))


@rests_on("If `mde` is 0")
@pytest.mark.parametrize("relative", [False, True])
def test_rejects_no_effect(relative):
    rejects(lambda p0: kata.sample_size(p0, 0.0, relative=relative), [0.2, 0.5])


@rests_on("if `p0`, ``p1``, `alpha` or `power` is outside the open interval (0, 1)")
def test_rejects_rates_that_are_no_rates():
    rejects(kata.sample_size, [(0.0, 0.25), (1.0, -0.25), (-0.5, 0.75), (1.5, -0.75)])
    rejects(kata.sample_size, [(0.75, 0.25), (0.25, -0.25), (0.5, 0.75), (0.5, -0.75)])
    rejects(lambda p0, mde: kata.sample_size(p0, mde, relative=True), [(0.5, 1.0), (0.5, -1.0), (0.75, 0.5)])


@rests_on("if `p0`, ``p1``, `alpha` or `power` is outside the open interval (0, 1)")
@pytest.mark.parametrize("share", [0.0, 1.0, -0.25, 5.0])
def test_rejects_risks_that_are_no_risks(share):
    rejects(lambda alpha: kata.sample_size(0.2, 0.1, alpha=alpha), [share])
    rejects(lambda power: kata.sample_size(0.2, 0.1, power=power), [share])


@rests_on("`ratio` is not above 0")
def test_rejects_ratios():
    rejects(lambda ratio: kata.sample_size(0.2, 0.1, ratio=ratio), [0.0, -1.0, -0.5])
