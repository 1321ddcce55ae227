"""What the statement promises, by example."""

from dojo.testing import agree, rejects
from katas.communication_business import expected_value_of_model as kata

MODEL, RULE = {"tp": 12, "fp": 8, "fn": 4, "tn": 176}, {"tp": 2, "fp": 5, "fn": 6, "tn": 87}


def report(model, rule, **changes):
    amounts = {
        "value_tp": 30.0,
        "cost_fp": 10.0,
        "cost_fn": 20.0,
        "volume": 4_000,
        "cost_per_call": 0.25,
        "fixed": 900.0,
    }
    return kata.model_value(model, rule, **amounts | changes)


def test_each_value_is_per_case_of_its_own_sample():
    # (12 * 30 - 8 * 10 - 4 * 20) / 200 and (2 * 30 - 5 * 10 - 6 * 20) / 100
    got = report(MODEL, RULE)
    agree(got, got | {"v": 1.0, "vb": -1.1})


def test_the_gain_is_over_the_rule_and_for_the_volume():
    got = report(MODEL, RULE)
    agree(got, got | {"gross": 8_400.0})


def test_the_net_gain_pays_for_running_the_model():
    got = report(MODEL, RULE)
    agree(got, got | {"net": 6_500.0, "per_case": 1.85})


def test_break_even_is_a_whole_number_of_cases():
    got = report(MODEL, RULE)
    agree(got, got | {"break_even": 487})  # 900 / 1.85 = 486.49


def test_a_model_that_loses_on_each_case_never_breaks_even():
    got = report(RULE, MODEL)
    agree(got, got | {"per_case": -2.35, "break_even": None})


def test_an_empty_sample_is_rejected():
    rejects(lambda sample: report(sample, RULE), [{"tp": 0, "fp": 0, "fn": 0, "tn": 0}])
