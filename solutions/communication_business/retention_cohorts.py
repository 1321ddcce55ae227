"""Weekly retention by cohort: the reference, another right answer, and the mistakes the tests must reject.

Give every week a number and the calendar disappears: 1 January 1970 was a Thursday, so with d the days since
then, (d + 3) // 7 counts Mondays. Ages become differences of integers, with no care for months, years or
ISO week numbers that start again in January. "The week is over at as_of" becomes "its number is below that
of as_of's week", which is right at the boundary too: Monday 00:00 already belongs to the next week.

The rest is a set of distinct (user, week) pairs: a user's smallest week is the cohort, and one cell counts
the pairs of a cohort at an age. Cost O(rows log rows) for the distinct pairs.

The interviewer listens for the difference between "nobody came" and "not known yet". A partial week
understates retention, and always that of the newest cohorts, which is where everybody looks.
"""

import numpy as np
import pandas as pd


def _week_number(days):
    """The number of the week of each datetime64[D]: Monday 29 December 1969 starts week 0."""
    return (days.astype(np.int64) + 3) // 7


def _user_weeks(events, as_of):
    """Distinct (user, week) pairs of the known events, as two arrays of integers."""
    users, _ = pd.factorize(events["user"])  # (rows,), missing is -1
    ts = pd.to_datetime(events["ts"])
    if (users < 0).any() or ts.isna().any():
        raise ValueError("every event needs a user and a time")
    known = (ts < as_of).to_numpy()
    weeks = _week_number(ts.to_numpy()[known].astype("datetime64[D]"))
    pairs = np.unique(np.column_stack([users[known], weeks]), axis=0)  # (pairs, 2), sorted by user, then week
    return pairs[:, 0], pairs[:, 1]


def retention(events, as_of, horizon):
    if horizon < 0:
        raise ValueError(f"horizon must be at least 0, got {horizon}")
    users, weeks = _user_weeks(events, as_of)
    _, first, position = np.unique(users, return_index=True, return_inverse=True)
    cohort_of_pair = weeks[first][position]  # (pairs,)
    cohorts, n = np.unique(weeks[first], return_counts=True)  # (cohorts,)

    ages = np.arange(horizon + 1)
    wanted = weeks - cohort_of_pair <= horizon
    counts = np.zeros((len(cohorts), len(ages)))
    row = np.searchsorted(cohorts, cohort_of_pair[wanted])
    np.add.at(counts, (row, (weeks - cohort_of_pair)[wanted]), 1)

    over = cohorts[:, None] + ages < _week_number(as_of.to_datetime64().astype("datetime64[D]"))
    shares = np.where(over, counts / n[:, None], np.nan)  # (cohorts, ages)
    mondays = pd.DatetimeIndex((7 * cohorts - 3).astype("datetime64[D]"), name="cohort")
    table = pd.DataFrame(shares, index=mondays)
    table.insert(0, "n", n)
    return table


def _start_of_week(times):
    return times.dt.normalize() - pd.to_timedelta(times.dt.day_of_week, unit="D")


def _age_in_weeks(week, cohort):
    return (week - cohort).dt.days // 7


def _by_groupby(
    events,
    as_of,
    horizon,
    *,
    week_of=_start_of_week,
    age_of=_age_in_weeks,
    known=lambda ts, as_of: ts < as_of,
    over=lambda start, as_of: start + np.timedelta64(7, "D") <= as_of,
    re_cohort=False,
    distinct=True,
):
    """The table by way of group-by; the keywords are the decisions that the mistakes get wrong."""
    if horizon < 0:
        raise ValueError("negative horizon")
    log = pd.DataFrame({"user": events["user"].to_numpy(), "ts": pd.to_datetime(events["ts"].to_numpy())})
    if log.isna().to_numpy().any():
        raise ValueError("missing values")
    log = log[known(log["ts"], as_of)]
    week = week_of(log["ts"])
    cohort = week if re_cohort else week.groupby(log["user"]).transform("min")
    seen = log.assign(cohort=cohort, age=age_of(week, cohort))[["user", "cohort", "age"]]
    n = seen.groupby("cohort")["user"].nunique()
    active = (seen.drop_duplicates() if distinct else seen).groupby(["cohort", "age"]).size().unstack()
    shares = active.reindex(columns=range(horizon + 1)).fillna(0.0).div(n, axis=0)  # (cohorts, ages)
    starts = n.index.to_numpy()[:, None] + 7 * np.arange(horizon + 1).astype("timedelta64[D]")
    table = shares.astype(float).where(over(starts, as_of.to_datetime64())).rename_axis(columns=None)
    table.insert(0, "n", n.astype(np.int64))
    return table


def groups_the_log(events, as_of, horizon):
    """Stays with timestamps: the cohort is a group-wise minimum of week starts, and each age is one column."""
    return _by_groupby(events, as_of, horizon)


def unobserved_as_zero(events, as_of, horizon):
    """Shows weeks that have not happened as 0.0: every young cohort seems to leave."""
    return retention(events, as_of, horizon).fillna(0.0)


def counts_events(events, as_of, horizon):
    """Counts events and not users, so a busy user lifts retention above 1."""
    return _by_groupby(events, as_of, horizon, distinct=False)


def re_cohorting(events, as_of, horizon):
    """Takes each event's own week as the cohort, so every age is 0 and nobody ever returns."""
    return _by_groupby(events, as_of, horizon, re_cohort=True)


def rolling_days(events, as_of, horizon):
    """Counts 7-day periods from the first event, where calendar weeks were asked for."""
    log = events[["user", "ts"]].reset_index(drop=True)
    if log.empty:
        return retention(log, as_of, horizon)
    first = log.groupby("user")["ts"].transform("min")
    moved = _start_of_week(first) + pd.to_timedelta((log["ts"] - first).dt.days // 7 * 7, unit="D")
    return retention(log.assign(ts=moved.where(log["ts"] < as_of, log["ts"])), as_of, horizon)


def includes_partial_week(events, as_of, horizon):
    """Reports the week that still runs: its share can only grow, so the newest column always looks bad."""
    return _by_groupby(events, as_of, horizon, over=lambda start, as_of: start < as_of)


def week_ends_too_late(events, as_of, horizon):
    """Asks for the end of the week to lie before as_of: a report on Monday at 00:00 misses the week just over."""
    return _by_groupby(events, as_of, horizon, over=lambda start, as_of: start + np.timedelta64(7, "D") < as_of)


def week_numbers(events, as_of, horizon):
    """Subtracts ISO week numbers, which start again at 1 in January."""

    def by_number(week, cohort):
        return week.dt.isocalendar().week.astype(int) - cohort.dt.isocalendar().week.astype(int)

    return _by_groupby(events, as_of, horizon, age_of=by_number)


def sunday_weeks(events, as_of, horizon):
    """Starts the week on Sunday: a Sunday visit moves into the following week."""

    def next_monday_on_sundays(times):
        return _start_of_week(times + pd.Timedelta(days=1))

    return _by_groupby(events, as_of, horizon, week_of=next_monday_on_sundays)


def knows_the_present(events, as_of, horizon):
    """Keeps an event at as_of itself: a user first seen at that instant gets counted."""
    return _by_groupby(events, as_of, horizon, known=lambda ts, as_of: ts <= as_of)


def filters_before_checking(events, as_of, horizon):
    """Drops rows at or after as_of first: a missing time compares as False and slips out unnoticed."""
    return retention(events[pd.to_datetime(events["ts"]) < as_of], as_of, horizon)


def drops_young_cohorts(events, as_of, horizon):
    """Leaves out cohorts whose first week still runs, so their users vanish from n."""
    table = retention(events, as_of, horizon)
    return table[table[0].notna()]


def a_row_for_every_week(events, as_of, horizon):
    """Fills the calendar: weeks without a newcomer get a row with n = 0 and a share of 0 / 0."""
    table = retention(events, as_of, horizon)
    if table.empty:
        return table
    return table.asfreq("7D").assign(n=lambda t: t["n"].fillna(0).astype(np.int64))


def adds_columns_to_the_log(events, as_of, horizon):
    """Writes its helper column into the caller's frame."""
    table = retention(events, as_of, horizon)
    events["week"] = _start_of_week(pd.to_datetime(events["ts"]))
    return table


ALTERNATIVES = [groups_the_log]
MISTAKES = [
    unobserved_as_zero,
    counts_events,
    re_cohorting,
    rolling_days,
    includes_partial_week,
    week_ends_too_late,
    week_numbers,
    sunday_weeks,
    knows_the_present,
    filters_before_checking,
    drops_young_cohorts,
    a_row_for_every_week,
    adds_columns_to_the_log,
]
