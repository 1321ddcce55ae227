"""What must hold for every set of guardrails."""

import itertools
import math

import pytest
from hypothesis import given

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.communication_business import guardrail_launch_decision as kata
from tests.strategies.experiments import gains, guardrails

LATENCY = {"name": "latency", "lo": -3.0, "hi": 8.0, "margin": 10.0, "harm": "up"}
RETENTION = {"name": "retention", "lo": -0.25, "hi": 0.75, "margin": 0.5, "harm": "down"}


def harmless_shares(guardrail):
    """Of the interval, in steps of an eighth: is a change tolerable there? The margin itself is."""
    steps = range(round(8 * guardrail["lo"]), round(8 * guardrail["hi"]) + 1)
    harms = [step / 8 if guardrail["harm"] == "up" else -step / 8 for step in steps]
    return {harm <= guardrail["margin"] for harm in harms}


def decision_by_walking(primary, rails):
    """Walks along each interval instead of comparing its ends."""
    shares = {rail["name"]: harmless_shares(rail) for rail in rails}
    failed = sorted(name for name, share in shares.items() if share == {False})
    unclear = sorted(name for name, share in shares.items() if len(share) == 2)
    if failed:
        return "stop", failed
    if max(primary) < 0:
        return "stop", ["primary"]
    if unclear:
        return "hold", unclear
    return ("ship", []) if min(primary) > 0 else ("iterate", ["primary"])


@rests_on("The first of these that holds is the decision")
@given(gains, guardrails)
def test_agrees_with_walking_along_the_intervals(primary, rails):
    agree(kata.decide(primary, rails), decision_by_walking(primary, rails))


@follows_from("passes if ``hi <= margin``, fails if")
@given(gains, guardrails)
def test_a_rise_that_harms_is_a_fall_of_the_negative(primary, rails):
    turned = [
        rail | {"lo": -rail["hi"], "hi": -rail["lo"], "harm": "down" if rail["harm"] == "up" else "up"}
        for rail in rails
    ]
    agree(kata.decide(primary, turned), decision_by_walking(primary, rails))


@rests_on("the names that caused it, sorted")
@given(gains, guardrails)
def test_the_order_of_the_guardrails_is_irrelevant(primary, rails):
    for order in itertools.islice(itertools.permutations(rails), 6):
        agree(kata.decide(primary, list(order)), decision_by_walking(primary, rails))


@follows_from("passes if ``lo >= -margin``, fails if")
@given(gains, guardrails)
def test_one_more_guardrail_that_passes_changes_nothing(primary, rails):
    safe = {"name": "a safe one", "lo": -0.25, "hi": 0.5, "margin": 0.25, "harm": "down"}
    agree(kata.decide(primary, [safe, *rails]), decision_by_walking(primary, rails))


@rests_on("passes if ``hi <= margin``", "fails if ``lo > margin``")
@pytest.mark.parametrize(
    "lo, hi, decision",
    [(-3.0, 10.0, "ship"), (10.0, 10.0, "ship"), (-3.0, 10.25, "hold"), (10.0, 12.0, "hold"), (10.25, 12.0, "stop")],
)
def test_both_ends_at_the_margin(lo, hi, decision):
    causes = [] if decision == "ship" else ["latency"]
    agree(kata.decide((0.25, 0.5), [LATENCY | {"lo": lo, "hi": hi}]), (decision, causes))
    agree(kata.decide((0.25, 0.5), [LATENCY | {"lo": -hi, "hi": -lo, "harm": "down"}]), (decision, causes))


@rests_on("the primary metric gains, ``lo > 0``", "the primary metric is harmed, ``hi < 0``")
def test_a_gain_is_more_than_nothing():
    for primary in ((0.0, 0.5), (-0.5, 0.0), (0.0, 0.0)):
        agree(kata.decide(primary, [RETENTION, LATENCY]), ("iterate", ["primary"]))
    agree(kata.decide((-0.5, -1e-9), [RETENTION, LATENCY]), ("stop", ["primary"]))
    agree(kata.decide((1e-9, 0.5), [RETENTION, LATENCY]), ("ship", []))


@rests_on("in case 1 the guardrails that fail")
def test_the_failed_are_named_and_not_the_unclear():
    broken = [LATENCY | {"name": name, "lo": 11.0, "hi": 12.0} for name in ("tips", "b2b", "Zoom")]
    unclear = LATENCY | {"hi": 30.0}
    for primary in ((0.5, 1.0), (-0.5, 1.0), (-1.0, -0.5)):
        agree(kata.decide(primary, [unclear, *broken, RETENTION]), ("stop", ["Zoom", "b2b", "tips"]))


@rests_on("2. the primary metric is harmed")
def test_more_data_does_not_mend_a_loss():
    agree(kata.decide((-1.0, -0.5), [LATENCY | {"hi": 30.0}]), ("stop", ["primary"]))


@rests_on("has ``lo > hi`` or a NaN")
@pytest.mark.parametrize("lo, hi", [(2.0, 1.0), (math.nan, 1.0), (1.0, math.nan), (math.nan, math.nan)])
@pytest.mark.parametrize("primary", [(0.5, 1.0), (-2.0, -1.0)])
def test_rejects_what_is_no_interval(lo, hi, primary):
    broken = {"name": "tips", "lo": -2.0, "hi": -1.0, "margin": 0.5, "harm": "down"}
    for harm in ("up", "down"):
        rejects(kata.decide, [(primary, [broken, LATENCY | {"lo": lo, "hi": hi, "harm": harm}])])
    rejects(kata.decide, [((lo, hi), []), ((lo, hi), [broken])])


@rests_on("have the same name")
def test_rejects_a_repeated_name():
    rejects(
        kata.decide, [((0.5, 1.0), [LATENCY, RETENTION, LATENCY]), ((-2.0, -1.0), [LATENCY, LATENCY | {"lo": -4.0}])]
    )


@rests_on("if ``harm`` is neither")
@pytest.mark.parametrize("harm", ["Up", "rise", "", "downward"])
def test_rejects_an_unknown_harm(harm):
    rejects(kata.decide, [((0.5, 1.0), [RETENTION, LATENCY | {"harm": harm}])])
