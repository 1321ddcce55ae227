"""The nouns of tables with keys, as strategies: small frames built from a seed, so that they are cheap to draw."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

NOON = np.datetime64("2024-03-09T12:00", "us")


def log_from(seed, n, users=3, span=4, missing=0.2):
    """`n` rows of a log with the key (user, shop): tied times, gaps in every column, labels that repeat."""
    rng = np.random.default_rng(seed)

    def holed(values, gap):
        return np.where(rng.random(n) < missing, gap, values)

    names = np.array(["u10", "u9", "V", "u2", *(f"w{i}" for i in range(users))], dtype=object)
    columns = {
        "plan": holed(rng.choice([2.5, 0.1, -7.0], n), np.nan),
        "user": pd.Series(holed(names[rng.integers(0, users, n)], None), dtype="str"),
        "at": holed(NOON + rng.integers(-span, span, n).astype("timedelta64[m]"), np.datetime64("NaT")),
        "shop": holed(rng.choice([30.0, -4.0], n), np.nan),
        "row": np.arange(n) + 10,
    }
    return pd.DataFrame(columns).set_axis(rng.integers(3, 9, n))


logs = st.builds(log_from, st.integers(0, 2**20), st.integers(0, 12))
