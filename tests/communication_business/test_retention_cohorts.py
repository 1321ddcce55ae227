"""What the statement promises, by example."""

import numpy as np
import pandas as pd

from dojo.testing import agree, rejects
from katas.communication_business import retention_cohorts as kata

# The weeks start on Monday 1, 8, 15 and 22 June 2026.
VISITS = pd.DataFrame(
    [
        ("ann", "2026-06-02 09:00"),
        ("bob", "2026-06-07 23:59"),
        ("ann", "2026-06-10 12:00"),
        ("cho", "2026-06-11 08:00"),
        ("bob", "2026-06-17 10:00"),
        ("ann", "2026-06-18 10:00"),
    ],
    columns=["user", "ts"],
).astype({"ts": "datetime64[us]"})


def table(cohorts, columns):
    return pd.DataFrame(columns, index=pd.DatetimeIndex(cohorts, name="cohort"))


def test_two_cohorts_and_a_week_to_come():
    expected = table(["2026-06-01", "2026-06-08"], {"n": [2, 1], 0: [1.0, 1.0], 1: [0.5, 0.0], 2: [1.0, np.nan]})
    agree(kata.retention(VISITS, pd.Timestamp("2026-06-22"), 2), expected)


def test_a_cohort_whose_first_week_still_runs():
    expected = table(["2026-06-01"], {"n": [1], 0: [np.nan], 1: [np.nan]})
    agree(kata.retention(VISITS, pd.Timestamp("2026-06-04 12:00"), 1), expected)


def test_a_user_seen_twice_in_a_week_counts_once():
    twice = pd.concat([VISITS, VISITS])
    now = pd.Timestamp("2026-06-22")
    agree(kata.retention(twice, now, 1), kata.retention(VISITS, now, 1))


def test_an_empty_frame_gives_an_empty_table():
    got = kata.retention(VISITS.iloc[:0], pd.Timestamp("2026-06-22"), 1)
    agree((list(got.columns), len(got)), (["n", 0, 1], 0))


def test_a_missing_user_is_rejected():
    rejects(kata.retention, [(VISITS.replace({"user": {"bob": None}}), pd.Timestamp("2026-06-22"), 2)])
