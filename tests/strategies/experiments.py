"""Plans, guardrails and priced trials of experiments, as strategies: cheap to draw, readable when shrunk."""

from hypothesis import strategies as st

# (p0, mde, alpha, power, ratio) of a planned test, p0 + mde between 0.05 and 0.95.
_RATES = [(a / 100, (b - a) / 100) for a in range(5, 96, 6) for b in range(7, 95, 8) if a != b]
_EFFECTS = st.sampled_from(_RATES)
_RATIOS = st.sampled_from([1.0, 0.3, 0.5, 1.7, 4.0])
plans = st.tuples(_EFFECTS, st.sampled_from([0.05, 0.01, 0.2]), st.sampled_from([0.8, 0.5, 0.9, 0.95]), _RATIOS).map(
    lambda plan: (*plan[0], *plan[1:])
)


@st.composite
def _guardrails(draw):
    """Guardrails with names of their own; ends in quarters around the margins, so that each border is common."""
    names = draw(st.lists(st.sampled_from(["crashes", "latency", "refunds", "b2b", "Zoom"]), max_size=3, unique=True))
    found = []
    for name in names:
        lo, width = draw(st.integers(-8, 6)), draw(st.integers(0, 8))
        margin, harm = draw(st.sampled_from([0, 2, 3, 5])), draw(st.sampled_from(["down", "up"]))
        found.append({"name": name, "lo": lo / 4, "hi": (lo + width) / 4, "margin": margin / 4, "harm": harm})
    return found


guardrails = _guardrails()
gains = st.tuples(st.integers(-4, 3), st.integers(0, 4)).map(lambda pair: (pair[0] / 4, (pair[0] + pair[1]) / 4))


@st.composite
def _trials(draw):
    """Outcomes of a detector on 32, 64 or 128 cases, so that shares are exact; a cell is often empty."""
    n = draw(st.sampled_from([32, 64, 128]))
    tp, fp, fn = (draw(st.sampled_from([0, 1, 3, 7, 10])) for _ in range(3))
    return {"tp": tp, "fp": fp, "fn": fn, "tn": n - tp - fp - fn}


trials = _trials()
# Prices in quarters of a euro; a volume; a cost a call in sixteenths; a fixed cost.
prices = st.fixed_dictionaries(
    {name: st.integers(0, 400).map(lambda n: n / 4) for name in ("value_tp", "cost_fp", "cost_fn")}
    | {"volume": st.integers(0, 50_000), "cost_per_call": st.integers(0, 40).map(lambda n: n / 16)}
    | {"fixed": st.sampled_from([0.0, 12.5, 1_000.0, 7_300.0])}
)


@st.composite
def _splits(draw):
    """(counts, ratio) of 2 to 6 arms: some as designed, some a few users off, some with an empty arm."""
    ratio = draw(st.lists(st.sampled_from([1, 2, 3, 9]), min_size=2, max_size=6))
    users = draw(st.sampled_from([4, 30, 250]))
    counts = [max(0, users * part + draw(st.sampled_from([0, -20, -3, 1, 7, 30]))) for part in ratio]
    return [counts[0] + (sum(counts) == 0), *counts[1:]], [part / 4 for part in ratio]


splits = _splits()
