"""Experiments, product logs and confusion counts, as strategies: cheap to draw, readable when shrunk."""

import datetime as dt

import numpy as np
import pandas as pd
from hypothesis import strategies as st


@st.composite
def _arms(draw, fewest=0, most=10_000):
    """(clicks, views) of one arm of an experiment."""
    views = draw(st.integers(max(fewest, 1), most))
    return draw(st.integers(fewest, views)), views


arms = _arms()
clicked_arms = _arms(fewest=1)
levels = st.integers(5, 99).map(lambda percent: percent / 100)

# Half days of seven weeks around a new year, so that one moment in fourteen is a Monday midnight.
_HALF_DAYS = [dt.datetime(2025, 12, 8) + dt.timedelta(hours=12 * step) for step in range(7 * 14 + 1)]

visit_times = st.sampled_from(_HALF_DAYS)
visit_logs = st.lists(st.sampled_from([(user, moment) for moment in _HALF_DAYS for user in "abcd"]), max_size=8)


def visit_frame(visits):
    """The visits, a list of (user, moment), as a frame with columns user and ts."""
    users, moments = [user for user, _ in visits], [moment for _, moment in visits]
    return pd.DataFrame({"user": np.array(users, dtype=object), "ts": np.array(moments, dtype="datetime64[us]")})


@st.composite
def _outcome_counts(draw):
    """(tp, fp, fn, tn), not all 0; zeros come up more often than by chance."""
    count = st.just(0) | st.integers(0, 12) | st.integers(0, 5_000)
    counts = draw(st.tuples(count, count, count, count))
    return counts if any(counts) else (0, 0, 0, 1)


outcome_counts = _outcome_counts()
nouns = st.sampled_from(["leaks", "stolen cards", "late parcels of 2026", "spam e-mails", "cracks in a rotor blade"])
