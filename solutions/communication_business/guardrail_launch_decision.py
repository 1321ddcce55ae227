"""A launch decision with guardrails.

A guardrail asks another question than the primary metric. There we ask "is it better than nothing?",
here "is it worse by no more than the margin?": a test of non-inferiority, read off the interval. All of it on
the good side of the margin: pass. All of it on the bad side: fail. Across: we do not know, and "not
significantly worse" is no proof of safety: with few users every guardrail would be "not significant".

A rise that harms is a fall of the negative: turning "up" into "down" (lo, hi -> -hi, -lo) leaves one rule
instead of two. Everything is checked and every guardrail judged before the decision is taken, so neither
their order nor an early stop hides a bad input or a name.

Cost: O(g log g) for g guardrails. The interviewer listens for the third state, for margins agreed on
before the test, and for guardrails that come before the win.
"""

import math


def _check(primary, guardrails):
    for lo, hi in [primary, *((guardrail["lo"], guardrail["hi"]) for guardrail in guardrails)]:
        if not lo <= hi:  # also where one of them is NaN
            raise ValueError(f"no interval: {lo} to {hi}")
    if len({guardrail["name"] for guardrail in guardrails}) < len(guardrails):
        raise ValueError("two guardrails have the same name")
    for guardrail in guardrails:
        if guardrail["harm"] not in ("down", "up"):
            raise ValueError(f"harm must be down or up, got {guardrail['harm']!r}")


def _state(guardrail):
    """ "pass", "fail" or "inconclusive"; a rise that harms is a fall of the negative."""
    lo, hi, floor = guardrail["lo"], guardrail["hi"], -guardrail["margin"]
    lo, hi = {"down": (lo, hi), "up": (-hi, -lo)}[guardrail["harm"]]
    if lo >= floor:
        return "pass"
    return "fail" if hi < floor else "inconclusive"


def _decide(primary, states):
    """Apply the rule to the states, a dict from name to state."""
    names = {"pass": [], "fail": [], "inconclusive": []}
    for name in sorted(states):
        names[states[name]].append(name)
    if names["fail"]:
        return "stop", names["fail"]
    if primary[1] < 0:
        return "stop", ["primary"]
    if names["inconclusive"]:
        return "hold", names["inconclusive"]
    return ("ship", []) if primary[0] > 0 else ("iterate", ["primary"])


def decide(primary, guardrails):
    _check(primary, guardrails)
    return _decide(primary, {guardrail["name"]: _state(guardrail) for guardrail in guardrails})


def by_table(primary, guardrails):
    """Judges each guardrail by its largest and smallest harm, and looks the first decision up in a table."""
    names, failed, unclear = set(), [], []
    if math.isnan(sum(primary)) or primary[0] > primary[1]:
        raise ValueError("primary")
    for guardrail in guardrails:
        name, ends = guardrail["name"], [guardrail["lo"], guardrail["hi"]]
        sign = {"down": -1, "up": 1}.get(guardrail["harm"])
        if sign is None or name in names or math.isnan(sum(ends)) or ends[0] > ends[1]:
            raise ValueError(name)
        names.add(name)
        harms = [sign * end for end in ends]
        if min(harms) > guardrail["margin"]:
            failed.append(name)
        elif max(harms) > guardrail["margin"]:
            unclear.append(name)
    table = [
        (failed, "stop", failed),
        (primary[1] < 0, "stop", ["primary"]),
        (unclear, "hold", unclear),
        (primary[0] > 0, "ship", []),
        (True, "iterate", ["primary"]),
    ]
    return next((decision, sorted(causes)) for holds, decision, causes in table if holds)


def _with(state, primary, guardrails):
    """The decision with another reading of the guardrails."""
    _check(primary, guardrails)
    return _decide(primary, {guardrail["name"]: state(guardrail) for guardrail in guardrails})


def non_significant_is_safe(primary, guardrails):
    """Passes an interval that crosses the margin: "not significantly worse" is no proof of safety."""
    return _with(lambda guardrail: "fail" if _state(guardrail) == "fail" else "pass", primary, guardrails)


def point_estimate(primary, guardrails):
    """Judges the middle of the interval and forgets how wide it is."""

    def state(guardrail):
        middle = (guardrail["lo"] + guardrail["hi"]) / 2
        return _state(guardrail | {"lo": middle, "hi": middle})

    return _with(state, primary, guardrails)


def direction_mixed(primary, guardrails):
    """Treats every fall as harm, so a latency that went down stops the launch."""
    return _with(lambda guardrail: _state(guardrail | {"harm": "down"}), primary, guardrails)


def negates_without_swapping(primary, guardrails):
    """Turns the signs for "up" but leaves lo and hi in their places, where lo is then the larger."""

    def state(guardrail):
        if guardrail["harm"] == "up":
            guardrail = guardrail | {"harm": "down", "lo": -guardrail["lo"], "hi": -guardrail["hi"]}
        return _state(guardrail)

    return _with(state, primary, guardrails)


def primary_first(primary, guardrails):
    """Ships a win before it looks at the guardrails."""
    _check(primary, guardrails)
    return ("ship", []) if primary[0] > 0 else decide(primary, guardrails)


def the_margin_is_too_much(primary, guardrails):
    """Calls an interval that ends exactly at the margin unclear; the margin itself was agreed to be tolerable."""

    def state(guardrail):
        worst = -guardrail["lo"] if guardrail["harm"] == "down" else guardrail["hi"]
        return "inconclusive" if worst == guardrail["margin"] else _state(guardrail)

    return _with(state, primary, guardrails)


def zero_is_a_gain(primary, guardrails):
    """Ships on an interval that starts at exactly 0."""
    decision, causes = decide(primary, guardrails)
    return ("ship", []) if decision == "iterate" and primary[0] == 0 else (decision, causes)


def first_cause_only(primary, guardrails):
    """Returns at the first guardrail that decides, and leaves out the others."""
    decision, causes = decide(primary, guardrails)
    return decision, causes[:1]


def causes_as_they_come(primary, guardrails):
    """Lists the causes in the order of the guardrails, unsorted."""
    decision, causes = decide(primary, guardrails)
    return decision, causes if causes == ["primary"] else [g["name"] for g in guardrails if g["name"] in causes]


def comparisons_with_nan(primary, guardrails):
    """Rejects lo > hi only, which NaN never is: a metric that could not be computed reads as unclear."""
    if any(lo > hi for lo, hi in [primary, *((g["lo"], g["hi"]) for g in guardrails)]):
        raise ValueError("lo > hi")
    _check((0.0, 0.0), [guardrail | {"lo": 0.0, "hi": 0.0} for guardrail in guardrails])
    return _decide(primary, {guardrail["name"]: _state(guardrail) for guardrail in guardrails})


def last_of_the_same_name(primary, guardrails):
    """Puts the guardrails into a dict by name: of two with the same name the first vanishes, failed or not."""
    return decide(primary, list({guardrail["name"]: guardrail for guardrail in guardrails}.values()))


ALTERNATIVES = [by_table]
