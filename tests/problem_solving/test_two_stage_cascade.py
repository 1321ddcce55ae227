"""What the statement promises, by example."""

import math

import numpy as np

from dojo.testing import agree, rejects
from katas.problem_solving import two_stage_cascade as kata

REQUESTS = np.array([0.9, 0.4, 0.6, 0.7]), np.array([1, 0, 0, 1]), np.array([0, 1, 1, 1])


def plan(conf, cheap_ok, costly_ok, budget_ms):
    return kata.plan_cascade(conf, cheap_ok, costly_ok, cheap_ms=8.0, costly_ms=80.0, budget_ms=budget_ms)


def test_the_two_doubtful_requests_are_passed_on():
    agree(plan(*REQUESTS, 50.0), (0.7, 1.0, 48.0))


def test_a_smaller_budget_lasts_for_one():
    agree(plan(*REQUESTS, 47.9), (0.6, 0.75, 28.0))


def test_the_smallest_budget_lasts_for_nobody():
    agree(plan(*REQUESTS, 8.0), (0.4, 0.5, 8.0))


def test_a_costly_model_that_is_always_better_sees_everybody():
    agree(plan(np.array([0.2, 0.3]), np.array([0, 0]), np.array([1, 1]), 99.0), (math.inf, 1.0, 88.0))


def test_a_larger_budget_is_not_spent_for_nothing():
    agree(plan(*REQUESTS, 500.0), (0.7, 1.0, 48.0))


def test_a_cheap_model_above_the_budget_is_an_error():
    rejects(plan, [(*REQUESTS, 7.9)])
