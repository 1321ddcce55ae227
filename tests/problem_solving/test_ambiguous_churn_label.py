"""What the statement promises, by example: what holds whatever churn means."""

import numpy as np
import pandas as pd

from dojo.testing import agree, expect, rejects
from katas.problem_solving import ambiguous_churn_label as kata

NOW = pd.Timestamp("2026-06-01")
LOG = pd.DataFrame(
    [
        ("dan", "2025-01-05", "purchase"),
        ("ann", "2025-02-01", "purchase"),
        ("bob", "2025-02-10", "session"),
        ("ann", "2026-05-31", "purchase"),
        ("bob", "2025-03-01", "purchase"),
        ("dan", "2026-05-30", "session"),
    ],
    columns=["user", "ts", "kind"],
).astype({"ts": "datetime64[us]"})


def test_customers_of_this_week_stay_and_one_gone_for_a_year_has_churned():
    expected = pd.Series([0, 1, 0], index=pd.Index(["ann", "bob", "dan"], name="user"), name="churned", dtype=np.int8)
    agree(kata.label_churn(LOG, NOW), expected)


def test_labels_are_small_integers():
    expect(kata.label_churn(LOG, NOW).dtype == np.int8, "a Series of int8")


def test_a_log_without_rows_labels_nobody():
    agree(len(kata.label_churn(LOG.iloc[:0], NOW)), 0)


def test_a_missing_time_is_a_value_error():
    rejects(kata.label_churn, [(LOG.assign(ts=LOG["ts"].mask(LOG["user"] == "bob")), NOW)])


def test_at_least_four_clarifications_are_written_down():
    expect(len(kata.CLARIFICATIONS) >= 4, "at least 4 topics in CLARIFICATIONS", got=kata.CLARIFICATIONS)
