"""A metric drop, taken apart.

R1 - R0 = sum of w1 r1 - sum of w0 r0. Adding and subtracting w1 r0 gives sum of w1 (r1 - r0), which is rate, plus
sum of (w1 - w0) r0, which is mix. The weight changes sum to 0, so any constant may be taken off r0 without
changing the sum; with R0 a segment's mix effect has the sign one expects: growing hurts only if the segment
converts below average. The interaction (w1 - w0)(r1 - r0) has gone to the rate effect. That is a convention to
be named: with w0 in its place the two effects no longer add up.

A segment that is new has no r0; with R0 it has no mix effect, and its total is w1 (r1 - R0), what it did
to the average. One that vanished leaves -w0 (r0 - R0), all mix. O(s log s) for s segments.

An interviewer listens for "mix or rate?" within the first minute, for Simpson's paradox by name, for the check that
the totals add up, and for the warning that an accounting identity is no cause.
"""

from fractions import Fraction

import numpy as np
import pandas as pd

_COLUMNS = ["segment", "mix_effect", "rate_effect", "total"]


def _side(frame):
    """n and x by segment, checked."""
    n, x = frame["n"].to_numpy(), frame["x"].to_numpy()
    if frame["segment"].duplicated().any():
        raise ValueError("a segment is named twice")
    if not n.any() or (x < 0).any() or (x > n).any():
        raise ValueError("expected visits, and 0 <= x <= n")
    return pd.DataFrame({"n": n, "x": x}, index=frame["segment"].array)


def _aligned(b, a):
    """The segments, ascending, with weights and rates on both sides, and R0."""
    segments = sorted({*b.index[b["n"] > 0], *a.index[a["n"] > 0]})
    (n0, x0), (n1, x1) = (side.reindex(segments, fill_value=0).to_numpy(float).T for side in (b, a))  # 4 of (s,)
    overall = x0.sum() / n0.sum()
    r0 = np.divide(x0, n0, out=np.full_like(n0, overall), where=n0 > 0)
    r1 = np.divide(x1, n1, out=r0.copy(), where=n1 > 0)
    return segments, n0 / n0.sum(), n1 / n1.sum(), r0, r1, overall


def _ranked(segments, mix, rate):
    """The table, largest first; the segments ascend, which a stable sort keeps among ties."""
    table = pd.DataFrame({"segment": segments, "mix_effect": mix, "rate_effect": rate, "total": mix + rate})
    order = np.argsort(-np.abs(mix + rate).round(12), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def decompose(before, after):
    segments, w0, w1, r0, r1, overall = _aligned(_side(before), _side(after))
    return _ranked(segments, (w1 - w0) * (r0 - overall), w1 * (r1 - r0))


def in_fractions(before, after):
    """Segment by segment, in exact fractions, sorted by a key."""
    counts = []
    for frame in (before, after):
        rows = list(zip(*(frame[c].tolist() for c in ("segment", "n", "x")), strict=True))
        side = {s: (int(n), int(x)) for s, n, x in rows}
        if len(side) < len(rows) or not any(n for n, _ in side.values()):
            raise ValueError("nothing to split")
        if any(not 0 <= x <= n for n, x in side.values()):
            raise ValueError("more orders than visits")
        counts.append({s: (n, x) for s, (n, x) in side.items() if n})
    b, a = counts
    n0, n1 = (sum(n for n, _ in side.values()) for side in counts)
    overall = Fraction(sum(x for _, x in b.values()), n0)
    out = []
    for s in {*b, *a}:
        r0 = Fraction(b[s][1], b[s][0]) if s in b else overall
        w0, w1 = Fraction(b.get(s, (0,))[0], n0), Fraction(a.get(s, (0,))[0], n1)
        rate = Fraction(a[s][1], n1) - w1 * r0 if s in a else Fraction(0)
        mix = (w1 - w0) * (r0 - overall)
        out.append((s, float(mix), float(rate), float(mix + rate)))
    return pd.DataFrame(sorted(out, key=lambda row: (-round(abs(row[3]), 12), row[0])), columns=_COLUMNS)


def rate_only(before, after):
    """Blames everything on the rates: a drop that comes from other visitors looks like a broken checkout."""
    segments, w0, w1, r0, r1, _ = _aligned(_side(before), _side(after))
    return _ranked(segments, 0.0 * w0, w1 * (r1 - r0))


def does_not_add_up(before, after):
    """Weighs the rate change with w0: the interaction (w1 - w0)(r1 - r0) is lost, and the totals miss R1 - R0."""
    segments, w0, w1, r0, r1, overall = _aligned(_side(before), _side(after))
    return _ranked(segments, (w1 - w0) * (r0 - overall), w0 * (r1 - r0))


def weighs_the_rate_before(before, after):
    """Uses w0 in the rate effect and r1 in the mix effect: adds up, but the interaction belongs to the rate here."""
    segments, w0, w1, r0, r1, overall = _aligned(_side(before), _side(after))
    return _ranked(segments, (w1 - w0) * (r1 - overall), w0 * (r1 - r0))


def mix_not_centred(before, after):
    """Multiplies the change of weight by r0, not r0 - R0: every segment that grows looks good."""
    segments, w0, w1, r0, r1, _ = _aligned(_side(before), _side(after))
    return _ranked(segments, (w1 - w0) * r0, w1 * (r1 - r0))


def new_segment_nan(before, after):
    """Leaves the rate of a segment that is new at NaN, as an outer merge does: its effects are NaN."""
    segments, w0, w1, r0, r1, overall = _aligned(_side(before), _side(after))
    r0 = np.where(w0 > 0, r0, np.nan)
    return _ranked(segments, (w1 - w0) * (r0 - overall), w1 * (r1 - r0))


def new_segment_starts_from_zero(before, after):
    """Fills the missing rate of a new segment with 0: all its orders look like an improvement."""
    segments, w0, w1, r0, r1, overall = _aligned(_side(before), _side(after))
    r0 = np.where(w0 > 0, r0, 0.0)
    return _ranked(segments, (w1 - w0) * (r0 - overall), w1 * (r1 - r0))


def gone_segment_fell_to_zero(before, after):
    """Fills what is missing with 0 and splits with r1 - r0 over w0 and w1: a segment that left has a rate effect."""
    segments, w0, w1, r0, r1, overall = _aligned(_side(before), _side(after))
    rate = w1 * (r1 - r0) - (w1 == 0) * w0 * r0
    return _ranked(segments, (w1 - w0) * (r0 - overall), rate)


def inner_join(before, after):
    """Joins on the segments of both sides: what is new or gone drops out, and the totals do not add up."""
    table = decompose(before, after)
    shared = [set(side["segment"][side["n"] > 0]) for side in (before, after)]
    return table[table["segment"].isin(shared[0] & shared[1])].reset_index(drop=True)


def keeps_the_absent(before, after):
    """Lists segments without a visit on either side, with effects of 0."""
    table = decompose(before, after)
    extra = sorted({*before["segment"], *after["segment"]} - set(table["segment"]))
    zeros = pd.DataFrame({"segment": extra, "mix_effect": 0.0, "rate_effect": 0.0, "total": 0.0})
    return pd.concat([table, zeros], ignore_index=True) if extra else table


def largest_drop_first(before, after):
    """Sorts by the signed total: a large gain, which hides a drop elsewhere, comes last."""
    table = decompose(before, after).sort_values("segment")
    return table.sort_values("total", kind="stable", ignore_index=True)


def exact_ties(before, after):
    """Sorts by the unrounded total: the last bit decides between segments that tie."""
    table = decompose(before, after).sort_values("segment")
    return table.sort_values("total", key=lambda t: -t.abs(), kind="stable", ignore_index=True)


def ties_as_they_come(before, after):
    """Leaves segments that tie in the order of the rows, so the report changes with the query."""
    table = decompose(before, after)
    rows = pd.concat([before["segment"], after["segment"]]).unique()
    table = table.set_index("segment").loc[[s for s in rows if s in set(table["segment"])]].rename_axis("segment")
    return table.iloc[np.argsort(-table["total"].abs().round(12), kind="stable")].reset_index()


def old_index(before, after):
    """Keeps the index that the rows had before sorting."""
    table = decompose(before, after).sort_values("segment", ignore_index=True)
    return table.iloc[np.argsort(-table["total"].abs().round(12), kind="stable")]


def sums_repeated_segments(before, after):
    """Adds up rows of the same segment: a join that doubled rows goes unnoticed."""
    b, a = (f.groupby("segment", as_index=False)[["n", "x"]].sum() for f in (before, after))
    return decompose(b, a)


def more_orders_than_visits(before, after):
    """Accepts x above n: a rate of 130 % spoils every effect."""
    capped = [side.assign(x=np.minimum(side["x"], side["n"])) for side in (before, after)]
    for side in capped:
        _side(side)
    b, a = (pd.DataFrame({"n": f["n"].array, "x": f["x"].array}, index=f["segment"].array) for f in (before, after))
    segments, w0, w1, r0, r1, overall = _aligned(b, a)
    return _ranked(segments, (w1 - w0) * (r0 - overall), w1 * (r1 - r0))


ALTERNATIVES = [in_fractions]
