"""Event logs around a 30-day window, as strategies: cheap to draw, readable when shrunk."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

AS_OF = pd.Timestamp("2026-06-10 15:00")
KINDS = ["purchase", "session", "email_open", "refund"]

# Hours before AS_OF: negative is the future, 720 the edge of the window.
_AGES = [0, 1, 200, 719, 720, 721, 1_500, -1, -48]

churn_logs = st.lists(
    st.sampled_from([(u, age, kind) for age in _AGES for kind in KINDS for u in "abcde"]), max_size=10
)
"""Lists of (user, hours before the label, kind)."""

churn_events = st.tuples(st.integers(0, 719), st.sampled_from(["purchase", "session"]))
"""One (hours before the label, kind) that keeps a user alive."""


def event_frame(log, as_of=AS_OF):
    """The log as a frame with columns user, ts and kind."""
    users = np.array([user for user, _, _ in log], dtype=None if log else object)
    ages = np.array([age for _, age, _ in log], dtype="timedelta64[h]")
    kinds = np.array([kind for _, _, kind in log], dtype=object)
    return pd.DataFrame({"user": users, "ts": as_of.to_datetime64() - ages, "kind": kinds})
