"""What must hold for all requests and every budget."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.problem_solving import two_stage_cascade as kata
from tests.strategies.decisions import requests

budgets = st.sampled_from([0.3, 1.0, 2.5, 4.3, 7.0, 7.3, 9.0])  # for a cheap model of 0.3 ms and a costly one of 7 ms


def plan(conf, cheap_ok, costly_ok, budget_ms, cheap_ms=0.3, costly_ms=7.0):
    return kata.plan_cascade(conf, cheap_ok, costly_ok, cheap_ms=cheap_ms, costly_ms=costly_ms, budget_ms=budget_ms)


def best_by_trying(conf, cheap_ok, costly_ok, budget_ms):
    """Every threshold, request by request; latencies in whole tenths times n."""
    n, plans = len(conf), []
    for t in [*conf.tolist(), math.inf]:
        answers = [(b if c < t else a) for c, a, b in zip(conf.tolist(), cheap_ok, costly_ok, strict=True)]
        passed = sum(c < t for c in conf.tolist())
        if 3 * n + 70 * passed <= round(10 * budget_ms) * n:
            plans.append((-sum(map(int, answers)), passed, t))
    wrong, passed, t = min(plans)
    return t, -wrong / n, (3 * n + 70 * passed) / (10 * n)


@rests_on("The highest accuracy wins")
@given(requests, budgets)
def test_agrees_with_trying_every_threshold(sample, budget_ms):
    agree(plan(*sample, budget_ms), best_by_trying(*sample, budget_ms))


@follows_from("which must be at most budget_ms + 1e-9")
@given(requests, budgets, budgets)
def test_a_larger_budget_never_lowers_the_accuracy(sample, one, other):
    _, less, _ = plan(*sample, min(one, other))
    _, more, _ = plan(*sample, max(one, other))
    expect(more >= less - 1e-12, f"an accuracy of at least {less}, that of a smaller budget", got=more)


@rests_on("in any order, with repetitions")
@given(requests, budgets)
def test_order_and_seeing_each_request_twice_change_nothing(sample, budget_ms):
    twice = (np.append(column, column[::-1]) for column in sample)
    agree(plan(*twice, budget_ms), best_by_trying(*sample, budget_ms))


@rests_on("those with conf < t also run the costly one")
def test_equal_confidences_stay_together():
    conf, cheap, costly = np.array([0.5, 0.5, 0.5, 0.8]), np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])
    agree(plan(conf, cheap, costly, 9.0), (0.8, 0.75, 0.3 + 0.75 * 7.0))
    agree(plan(conf, cheap, costly, 5.5), (0.5, 0.5, 0.3))


@rests_on("of equal ones the lowest mean latency, then the lowest t")
@pytest.mark.parametrize("costly_ms", [7.0, 0.0])
def test_nothing_is_passed_on_for_nothing(costly_ms):
    conf, cheap, costly = np.array([0.3, 0.9, 0.1, 0.7]), np.array([1, 0, 1, 0]), np.array([0, 1, 1, 0])
    agree(plan(conf, cheap, costly, 9.0, costly_ms=costly_ms), (0.1, 0.5, 0.3))


@rests_on("at most budget_ms + 1e-9")
@pytest.mark.parametrize(
    ("short", "expected"), [(0.0, (math.inf, 1.0, 0.3)), (0.8e-9, (math.inf, 1.0, 0.3)), (1.3e-9, (0.2, 0.0, 0.1))]
)
def test_the_slack_of_the_budget(short, expected):
    sample = np.array([0.2, 0.2, 0.2]), np.array([0, 0, 0]), np.array([1, 1, 1])
    agree(plan(*sample, 0.3 - short, cheap_ms=0.1, costly_ms=0.2), expected)


@rests_on("cheap_ms alone exceeds budget_ms + 1e-9")
@pytest.mark.parametrize("short", [0.0, 0.8e-9])
def test_the_slack_holds_for_the_cheap_model_too(short):
    sample = np.array([0.2, 0.4, 0.9]), np.array([0, 1, 0]), np.array([1, 1, 1])
    agree(plan(*sample, 0.3 - short), (0.2, 1 / 3, 0.3))
    agree(plan(*sample, 0.0, cheap_ms=1e-9), (0.2, 1 / 3, 1e-9))  # exactly the slack
    two = np.array([0.2, 0.4]), np.array([0, 1]), np.array([1, 1])
    agree(plan(*two, 0.0, cheap_ms=0.0, costly_ms=2e-9), (0.4, 1.0, 1e-9))


@rests_on("integers of any width or booleans", "any finite numbers")
@pytest.mark.parametrize("dtype", ["bool", "int8", "uint8", "uint64"])
def test_flags_of_any_kind_and_scores_that_are_no_probabilities(dtype):
    conf = np.repeat([-3.5, 41.0, 7.25], 100)
    cheap, costly = np.repeat([0, 1, 1], 100).astype(dtype), np.repeat([1, 0, 1], 100).astype(dtype)
    agree(plan(conf, cheap, costly, 9.0), (7.25, 1.0, 0.3 + 7 / 3))


@rests_on("200,000 distinct confidences take less than a second")
def test_two_hundred_thousand_requests():
    conf = np.random.default_rng(4).permutation(200_000) / 200_000
    cheap, costly = (conf >= 0.3).astype(int), (conf < 0.8).astype(int)
    agree(plan(conf, cheap, costly, 9.0), (0.3, 1.0, 0.3 + 0.3 * 7.0))


@rests_on("no requests, a conf is NaN, or cheap_ms alone exceeds budget_ms + 1e-9")
def test_rejects():
    flags = np.array([1, 0, 1])
    rejects(plan, [(np.array([]), np.array([], int), np.array([], int), 9.0)])
    rejects(plan, [(np.array([0.2, math.nan, 0.5]), flags, flags, 9.0)])
    rejects(plan, [(np.array([0.2, 0.3, 0.5]), flags, flags, 0.3 - 1.3e-9)])
