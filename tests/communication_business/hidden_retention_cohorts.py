"""What must hold for every log of visits."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.communication_business import retention_cohorts as kata
from tests.strategies.communication_business import visit_frame, visit_logs, visit_times

horizons = st.integers(0, 4)


def monday(moment):
    return moment.date() - dt.timedelta(days=moment.weekday())


def table(rows, horizon):
    """A table from rows (cohort, n, shares)."""
    index = pd.DatetimeIndex([cohort for cohort, _, _ in rows], name="cohort")
    columns = {"n": np.array([n for _, n, _ in rows], dtype=np.int64)}
    columns |= {age: np.array([shares[age] for _, _, shares in rows], dtype=float) for age in range(horizon + 1)}
    return pd.DataFrame(columns, index=index)


def retention_by_counting(visits, as_of, horizon):
    """The weeks of each user as a set of Mondays, and each cell counted on its own."""
    weeks = {}
    for user, moment in visits:
        if moment < as_of:
            weeks.setdefault(user, set()).add(monday(moment))

    def share(cohort, members, age):
        week = cohort + dt.timedelta(weeks=age)
        over = dt.datetime.combine(week + dt.timedelta(weeks=1), dt.time()) <= as_of
        return sum(week in weeks[user] for user in members) / len(members) if over else np.nan

    rows = []
    for cohort in sorted({min(seen) for seen in weeks.values()}):
        members = [user for user, seen in weeks.items() if min(seen) == cohort]
        rows.append((cohort, len(members), [share(cohort, members, age) for age in range(horizon + 1)]))
    return table(rows, horizon)


@rests_on("the share of those users with at least one event")
@given(visit_logs, visit_times, horizons)
def test_agrees_with_counting_user_by_user(visits, as_of, horizon):
    got = kata.retention(visit_frame(visits), pd.Timestamp(as_of), horizon)
    agree(got, retention_by_counting(visits, as_of, horizon))


@rests_on("come in any order, with any index, and may repeat", "A user's cohort is the week of the user's first")
@given(visit_logs, visit_times)
def test_order_and_repetition_change_nothing_and_every_user_is_in_one_cohort(visits, as_of):
    got = kata.retention(visit_frame(visits[::-1] + visits), pd.Timestamp(as_of), 2)
    users = len({user for user, moment in visits if moment < as_of})
    expect(got["n"].sum() == users, f"n adds up to the {users} users that are known", got=got)
    agree(got, retention_by_counting(visits, as_of, 2))


@follows_from("A week starts on Monday at 00:00")
@given(visit_logs, visit_times)
def test_a_week_later_everything_is_a_week_later(visits, as_of):
    week = dt.timedelta(weeks=1)
    late = kata.retention(visit_frame([(user, t + week) for user, t in visits]), pd.Timestamp(as_of + week), 2)
    early = retention_by_counting(visits, as_of, 2)
    agree(late, early.set_axis((early.index + week).rename("cohort")))


def known(visits, as_of, horizon):
    frame = visit_frame([(user, dt.datetime.fromisoformat(moment)) for user, moment in visits])
    return kata.retention(frame, pd.Timestamp(as_of), horizon)


@rests_on("that instant belongs to the week it starts")
def test_monday_midnight_starts_the_week():
    got = known([("ann", "2026-06-07T23:59:59.999999"), ("bob", "2026-06-08T00:00:00")], "2026-06-15", 0)
    agree(got, table([("2026-06-01", 1, [1.0]), ("2026-06-08", 1, [1.0])], 0))


@rests_on("Events at or after `as_of` are not yet known")
def test_an_event_at_the_moment_of_the_report_is_not_yet_known():
    visits = [("ann", "2026-06-03T10:00"), ("bob", "2026-06-15T00:00"), ("cho", "2026-06-14T23:59")]
    expected = table([("2026-06-01", 1, [1.0, 0.0]), ("2026-06-08", 1, [1.0, np.nan])], 1)
    agree(known(visits, "2026-06-15T00:00", 1), expected)


@rests_on("its end, the start of the next week, is later than `as_of`")
def test_a_week_counts_once_it_is_fully_over():
    visits = [("ann", "2026-06-03T10:00"), ("ann", "2026-06-08T10:00"), ("bob", "2026-06-04T10:00")]
    agree(known(visits, "2026-06-15T00:00", 1), table([("2026-06-01", 2, [1.0, 0.5])], 1))
    agree(known(visits, "2026-06-14T23:59:59.999999", 1), table([("2026-06-01", 2, [1.0, np.nan])], 1))


@rests_on("the number of whole weeks between the start of the cohort's week and")
def test_weeks_are_counted_across_the_new_year():
    visits = [("ann", "2025-12-24"), ("bob", "2025-12-22"), ("bob", "2026-01-04"), ("ann", "2026-01-05")]
    agree(known(visits, "2026-01-18", 3), table([("2025-12-22", 2, [1.0, 0.5, 0.5, np.nan])], 3))


@rests_on("One row for each week in which at least one user was first seen")
def test_a_week_without_newcomers_has_no_row():
    visits = [("ann", "2026-06-03"), ("ann", "2026-06-10"), ("bob", "2026-06-17")]
    expected = table([("2026-06-01", 1, [1.0, 1.0]), ("2026-06-15", 1, [1.0, np.nan])], 1)
    agree(known(visits, "2026-06-22", 1), expected)


@rests_on("``user`` (strings or ints)", "a datetime index of any unit")
@pytest.mark.parametrize("labels", [[70, -3, 70], ["b", "a", "b"]])
@pytest.mark.parametrize("unit", ["s", "ns"])
def test_users_and_times_of_any_dtype(labels, unit):
    frame = pd.DataFrame({"user": labels, "ts": pd.to_datetime(["2026-06-02", "2026-06-03", "2026-06-09"])})
    frame["ts"] = frame["ts"].astype(f"datetime64[{unit}]")
    expected = table([("2026-06-01", 2, [1.0, 0.5])], 1)
    agree(kata.retention(frame, pd.Timestamp("2026-06-16"), 1), expected)
    agree(kata.retention(frame.astype({"user": object}), pd.Timestamp("2026-06-16"), 1), expected)


@rests_on("Without a known")
def test_only_events_to_come():
    agree(known([("ann", "2026-06-03"), ("bob", "2026-06-01")], "2026-06-01", 2), table([], 2))


@rests_on("and for an empty frame, the result has these columns")
def test_an_empty_frame():
    agree(kata.retention(visit_frame([]), pd.Timestamp("2026-06-01"), 1), table([], 1))


@rests_on("is NaN, at")
def test_a_long_horizon_is_not_observed():
    expected = table([("2026-06-01", 1, [1.0, 0.0] + [np.nan] * 199)], 200)
    agree(known([("ann", "2026-06-03")], "2026-06-17", 200), expected)


@rests_on("others are ignored", "with any index")
def test_other_columns_and_repeated_index_labels_do_not_matter():
    ts = pd.to_datetime(["2026-06-09", "2026-06-02", "2026-06-10"])
    frame = pd.DataFrame({"page": [3, None, 2], "user": ["cho", "ann", "ann"], "ts": ts}, index=[5, 5, 9])
    got = kata.retention(frame, pd.Timestamp("2026-06-22"), 1)
    agree(got, table([("2026-06-01", 1, [1.0, 1.0]), ("2026-06-08", 1, [1.0, 0.0])], 1))


@rests_on("If a ``ts``, or the ``user`` of a known event, is missing")
@pytest.mark.parametrize("column, row", [("user", 0), ("user", 1), ("ts", 0), ("ts", 1), ("ts", 2)])
def test_rejects_missing_values(column, row):
    ts = pd.to_datetime(["2026-06-02", "2026-06-03", "2026-07-01"])
    frame = pd.DataFrame({"user": ["ann", "bob", "cho"], "ts": ts})
    frame.loc[row, column] = None
    rejects(kata.retention, [(frame, pd.Timestamp("2026-06-22"), 1)])


@rests_on("the ``user`` of a known event")
def test_nobody_need_be_known_behind_an_event_that_is_not():
    ts = pd.to_datetime(["2026-06-02", "2026-07-01"])
    frame = pd.DataFrame({"user": ["ann", None], "ts": ts})
    got = kata.retention(frame, pd.Timestamp("2026-06-22"), 1)
    agree(got, table([("2026-06-01", 1, [1.0, 0.0])], 1))
