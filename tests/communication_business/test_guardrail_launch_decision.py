"""What the statement promises, by example."""

import math

from dojo.testing import agree, rejects
from katas.communication_business import guardrail_launch_decision as kata

WIN, FLAT, LOSS = (0.5, 2.5), (-0.5, 1.5), (-2.5, -0.5)


def retention(lo, hi):
    return {"name": "retention", "lo": lo, "hi": hi, "margin": 1.0, "harm": "down"}


def latency(lo, hi):
    return {"name": "latency", "lo": lo, "hi": hi, "margin": 10.0, "harm": "up"}


def test_a_win_with_safe_guardrails_ships():
    agree(kata.decide(WIN, [retention(-0.75, 0.5), latency(-30.0, 9.0)]), ("ship", []))


def test_a_broken_guardrail_stops_a_win():
    agree(kata.decide(WIN, [retention(-3.0, -1.5), latency(-2.0, 9.0)]), ("stop", ["retention"]))


def test_an_interval_across_the_margin_is_not_safe():
    agree(kata.decide(WIN, [retention(-0.75, 0.5), latency(-2.0, 14.0)]), ("hold", ["latency"]))


def test_no_clear_gain_is_iterated():
    agree(kata.decide(FLAT, [latency(-2.0, 9.0)]), ("iterate", ["primary"]))


def test_a_loss_stops():
    agree(kata.decide(LOSS, []), ("stop", ["primary"]))


def test_an_interval_that_was_not_computed_is_rejected():
    rejects(kata.decide, [(WIN, [latency(math.nan, 9.0)]), ((2.5, 0.5), [])])
