"""The expected value of a model.

A confusion matrix becomes money in three steps: price each cell, divide by the cases of that sample, and
subtract what is there today. The value per case is what carries over from a sample to a month; a total of
the test set is about the size of the test set. What the model is worth is a difference, v - vb: the old
rule finds claims as well. Only then come the costs that the rule does not have, those that grow with the
volume and those that do not.

Break-even is where per_case * cases = fixed, and exists only where each case earns something. A division
that should give a whole number can come out a hair above it (2.1 / 0.7 is 3.0000000000000004), and ceil
would add a case: hence the slack.

Cost: a constant number of operations. The interviewer listens for the baseline, for the price of a miss
(is it in cost_fn, or is it the value not gained? never both), and for whether the sample has the base
rate of real traffic.
"""

import math

_CELLS = ("tp", "fp", "fn", "tn")


def _check(counts, baseline, amounts):
    for sample in (counts, baseline):
        if min(sample[cell] for cell in _CELLS) < 0 or not any(sample[cell] for cell in _CELLS):
            raise ValueError(f"counts must be at least 0 and not all 0, got {sample}")
    if min(amounts) < 0:
        raise ValueError(f"values, costs and volume must be at least 0, got {amounts}")


def _total(sample, value_tp, cost_fp, cost_fn):
    return sample["tp"] * value_tp - sample["fp"] * cost_fp - sample["fn"] * cost_fn


def _per_case(sample, *prices):
    return _total(sample, *prices) / sum(sample[cell] for cell in _CELLS)


def _cases_to_pay(fixed, per_case):
    return math.ceil(fixed / per_case - 1e-9) if per_case > 1e-12 else None


def _report(v, vb, volume, cost_per_call, fixed):
    per_case = v - vb - cost_per_call
    return {
        "v": v,
        "vb": vb,
        "gross": volume * (v - vb),
        "net": volume * (v - vb) - volume * cost_per_call - fixed,
        "per_case": per_case,
        "break_even": _cases_to_pay(fixed, per_case),
    }


def model_value(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    prices = value_tp, cost_fp, cost_fn
    _check(counts, baseline, [*prices, volume, cost_per_call, fixed])
    return _report(_per_case(counts, *prices), _per_case(baseline, *prices), volume, cost_per_call, fixed)


def cell_by_cell(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Prices the change of each cell's rate; net from what a case earns."""
    samples = [[sample[cell] for cell in ("tp", "fp", "fn", "tn")] for sample in (counts, baseline)]
    prices = [value_tp, -cost_fp, -cost_fn, 0.0]
    if any(n < 0 for sample in samples for n in sample) or 0 in (sum(samples[0]), sum(samples[1])):
        raise ValueError("counts")
    if any(amount < 0 for amount in (value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)):
        raise ValueError("amounts")
    v, vb = (sum(n / sum(sample) * price for n, price in zip(sample, prices, strict=True)) for sample in samples)
    each = v - vb - cost_per_call
    cases = None
    if each > 1e-12:
        nearest = round(fixed / each)
        cases = nearest if abs(fixed / each - nearest) <= 1e-9 else math.ceil(fixed / each)
    gross = v * volume - vb * volume
    return {"v": v, "vb": vb, "gross": gross, "net": each * volume - fixed, "per_case": each, "break_even": cases}


def _right(counts, baseline, *amounts):
    names = "value_tp", "cost_fp", "cost_fn", "volume", "cost_per_call", "fixed"
    return model_value(counts, baseline, **dict(zip(names, amounts, strict=True)))


def no_baseline(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Credits the model with all it finds, also with what the old rule finds already."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return _report(good["v"], 0.0, volume, cost_per_call, fixed) | {"vb": good["vb"]}


def test_set_total(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Takes the totals of the two samples as the monthly gain, whatever the volume."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    gross = _total(counts, value_tp, cost_fp, cost_fn) - _total(baseline, value_tp, cost_fp, cost_fn)
    return good | {"gross": gross, "net": gross - volume * cost_per_call - fixed}


def one_sample_size(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Divides the rule's total by the size of the model's sample."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return _report(good["v"], good["vb"] * sum(baseline.values()) / sum(counts.values()), volume, cost_per_call, fixed)


def forgets_true_negatives(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Divides by tp + fp + fn: a case that nobody flags earns nothing, but it is a case."""
    _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return _right(
        *({**s, "tn": 0} if sum(s.values()) > s["tn"] else s for s in (counts, baseline)),
        value_tp,
        cost_fp,
        cost_fn,
        volume,
        cost_per_call,
        fixed,
    )


def forgets_running_cost(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Calls the gross gain the net one: scoring and upkeep are left out."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return good | {"net": good["gross"]}


def the_rule_pays_too(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Charges the old rule for scoring as well, so that the cost drops out."""
    _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, 0.0, fixed)


def missed_fn_cost(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Treats a miss as free."""
    _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return _right(counts, baseline, value_tp, cost_fp, 0.0, volume, cost_per_call, fixed)


def negative_break_even(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Divides by a loss: a negative number of cases, where no number pays."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return good | ({"break_even": math.ceil(fixed / good["per_case"])} if good["per_case"] < 0 else {})


def rounds_break_even_down(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Cuts the fraction off: with so few cases the model does not yet pay."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    cases = None if good["break_even"] is None else int(fixed / good["per_case"] + 1e-9)
    return good | {"break_even": cases}


def ceil_without_slack(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Rounds up what rounding has pushed a hair above a whole number: one case too many."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return good | {"break_even": good["break_even"] and math.ceil(fixed / good["per_case"])}


def noise_pays(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Asks for per_case > 0, where a rounding error of 1e-17 euros "pays" after 1e20 cases."""
    good = _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)
    return good | ({"break_even": math.ceil(fixed / good["per_case"])} if good["per_case"] > 0 else {})


def divides_by_an_empty_sample(counts, baseline, *, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed):
    """Divides by the size of a sample without asking whether there is a case in it."""
    _ = 1 / sum(counts.values()), 1 / sum(baseline.values())
    return _right(counts, baseline, value_tp, cost_fp, cost_fn, volume, cost_per_call, fixed)


ALTERNATIVES = [cell_by_cell]
