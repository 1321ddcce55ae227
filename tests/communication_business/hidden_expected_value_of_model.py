"""What must hold for every pair of samples and every price."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.communication_business import expected_value_of_model as kata
from tests.strategies.experiments import prices, trials

MODEL, RULE = {"tp": 5, "fp": 4, "fn": 2, "tn": 19}, {"tp": 1, "fp": 1, "fn": 3, "tn": 2}
AMOUNTS = {"value_tp": 7.0, "cost_fp": 1.5, "cost_fn": 4.0, "volume": 310, "cost_per_call": 0.3, "fixed": 25.0}


def report_by_fractions(model, rule, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Exact arithmetic; each case of a sample is priced on its own."""
    worth = {"tp": Fraction(value_tp), "fp": -Fraction(cost_fp), "fn": -Fraction(cost_fn), "tn": Fraction(0)}
    means = []
    for sample in (model, rule):
        cases = [worth[cell] for cell, count in sample.items() for _ in range(count)]
        means.append(sum(cases) / len(cases))
    gain = means[0] - means[1]
    each = gain - Fraction(cost_per_call)
    return {
        "v": float(means[0]),
        "vb": float(means[1]),
        "gross": float(volume * gain),
        "net": float(volume * each - Fraction(fixed)),
        "per_case": float(each),
        "break_even": -int(-Fraction(fixed) // each) if each > 0 else None,
    }


def agree_on_money(got, expected):
    agree(got, expected, rtol=1e-9, atol=1e-7)


@rests_on("value per case = (tp * value_tp - fp * cost_fp - fn * cost_fn) / N")
@given(trials, trials, prices)
def test_agrees_with_exact_fractions(model, rule, amounts):
    agree_on_money(kata.model_value(model, rule, **amounts), report_by_fractions(model, rule, **amounts))


@follows_from("With ``N = tp + fp + fn + tn`` of each sample on its own")
@given(trials, trials, prices, st.sampled_from([3, 7, 1_000]))
def test_a_larger_sample_of_the_same_rates_changes_no_money(model, rule, amounts, times):
    once = report_by_fractions(model, rule, **amounts)
    often = kata.model_value({cell: times * n for cell, n in model.items()}, rule, **amounts)
    agree_on_money(often, once | {"break_even": often.get("break_even")})


@follows_from("net        = gross - volume * cost_per_call - fixed")
@given(trials, prices)
def test_a_model_no_better_than_the_rule_costs_what_it_costs_to_run(model, amounts):
    got = kata.model_value(model, dict(model), **amounts)
    cost = amounts["volume"] * amounts["cost_per_call"] + amounts["fixed"]
    agree_on_money(got, got | {"gross": 0.0, "net": -cost, "break_even": None})


@rests_on("cases a month from which on the model pays")
@given(trials, trials, prices)
def test_break_even_pays_and_one_case_less_does_not(model, rule, amounts):
    cases = kata.model_value(model, rule, **amounts)["break_even"]
    if report_by_fractions(model, rule, **amounts)["break_even"] is None:
        expect(cases is None, "None for break_even, since no volume pays", got=cases)
        return
    expect(isinstance(cases, int), "a whole number for break_even", got=cases)
    net = report_by_fractions(model, rule, **amounts | {"volume": cases})["net"]
    expect(net >= -1e-6, f"a larger break_even: the net of {cases} cases is {net}", got=cases)
    less = report_by_fractions(model, rule, **amounts | {"volume": cases - 1})["net"]
    expect(less < 0, f"a smaller break_even: the net of {cases - 1} cases is {less}", got=cases)


def earning(gain, fixed):
    """A model that earns `gain` on every case, against a rule that earns nothing."""
    sample, nothing = {"tp": 1, "fp": 0, "fn": 0, "tn": 0}, {"tp": 0, "fp": 0, "fn": 0, "tn": 7}
    return kata.model_value(
        sample, nothing, value_tp=gain, cost_fp=1.0, cost_fn=1.0, volume=5, cost_per_call=0.0, fixed=fixed
    )


@rests_on("ceil(fixed / per_case - 1e-9)")
@pytest.mark.parametrize("gain, fixed, cases", [(0.7, 2.1, 3), (0.3, 2.7, 9), (0.3, 2.703, 10), (0.25, 1.0, 4)])
def test_a_hair_above_a_whole_number_is_that_number(gain, fixed, cases):
    got = earning(gain, fixed)
    agree(got, got | {"break_even": cases})


@rests_on("if per_case > 1e-12, otherwise None")
def test_a_rounding_error_does_not_pay():
    # The same rates in samples of 10 and 30: v - vb is 0, give or take the last digit.
    for tp in range(1, 10):
        model, rule = ({"tp": c * tp, "fp": c * (10 - tp), "fn": 0, "tn": 0} for c in (1, 3))
        for one, other in ((model, rule), (rule, model)):
            got = kata.model_value(one, other, **AMOUNTS | {"value_tp": 0.7, "cost_fp": 0.1, "cost_per_call": 0.0})
            agree(got, got | {"break_even": None})
    got = earning(1e-12, 25.0)
    agree(got, got | {"break_even": None})


@rests_on("the\n        number of cases a month from which on the model pays")
def test_without_a_fixed_cost_it_pays_from_the_start():
    got = earning(0.5, 0.0)
    agree(got, got | {"break_even": 0})


@rests_on("Keys ``v``, ``vb``, ``gross``, ``net``, ``per_case`` (float) and ``break_even``")
@pytest.mark.parametrize("cell", ["tp", "fp", "fn", "tn"])
def test_samples_of_odd_sizes_and_one_kind_of_case(cell):
    only = {"tp": 0, "fp": 0, "fn": 0, "tn": 0} | {cell: 1}
    agree_on_money(kata.model_value(MODEL, only, **AMOUNTS), report_by_fractions(MODEL, only, **AMOUNTS))
    agree_on_money(kata.model_value(only, RULE, **AMOUNTS), report_by_fractions(only, RULE, **AMOUNTS))


@rests_on("If any argument or count is negative, or a sample is empty")
@pytest.mark.parametrize("cell", ["tp", "fp", "fn", "tn"])
def test_rejects_samples(cell):
    def call(model, rule):
        return kata.model_value(model, rule, **AMOUNTS)

    rejects(call, [(MODEL | {cell: -1}, RULE), (MODEL, RULE | {cell: -1}), (MODEL, dict.fromkeys(RULE, 0))])


@rests_on("If any argument or count is negative")
@pytest.mark.parametrize("name", [*AMOUNTS])
def test_rejects_negative_amounts(name):
    rejects(lambda amount: kata.model_value(MODEL, RULE, **AMOUNTS | {name: amount}), [-0.25, -3.0])
