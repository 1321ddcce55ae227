"""Weekly retention by cohort.

Give every week a number and the calendar disappears: 1 January 1970 was a Thursday, so with d the days since
then, (d + 3) // 7 counts Mondays. Ages become differences of integers, with no care for months, years or
ISO week numbers that start again in January. "The week is over at as_of" becomes "its number is below that
of as_of's week", which is right at the boundary too: Monday 00:00 already belongs to the next week.

The rest is a set of distinct (user, week) pairs: a user's smallest week is the cohort, and one cell counts
the pairs of a cohort at an age. Cost O(rows log rows) for the distinct pairs.

The interviewer listens for the difference between "nobody came" and "not known yet". A partial week
understates retention, and always that of the newest cohorts, which is where everybody looks.
"""

import datetime as dt
from collections import Counter

import numpy as np
import pandas as pd


def _week_number(days):
    """The number of the week of each datetime64[D]: Monday 29 December 1969 starts week 0."""
    return (days.astype(np.int64) + 3) // 7


def _user_weeks(events, as_of):
    """Distinct (user, week) pairs of the known events, as two arrays of integers."""
    users, _ = pd.factorize(events["user"])  # (rows,), missing is -1
    ts = pd.DatetimeIndex(events["ts"])
    known = ts < as_of  # (rows,)
    if ts.isna().any() or (users[known] < 0).any():
        raise ValueError("every event needs a time, and a known one its user")
    weeks = _week_number(ts.to_numpy()[known].astype("datetime64[D]"))
    pairs = np.unique(np.column_stack([users[known], weeks]), axis=0)  # (pairs, 2), sorted by user, then week
    return pairs[:, 0], pairs[:, 1]


def retention(events, as_of, horizon):
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


def _monday(moment):
    return moment.date() - dt.timedelta(days=moment.weekday())


def _by_sets(
    events,
    as_of,
    horizon,
    *,
    week_of=_monday,
    age_of=lambda week, cohort: (week - cohort).days // 7,
    known=lambda moment, as_of: moment < as_of,
    over=lambda start, as_of: pd.Timestamp(start) + pd.Timedelta(days=7) <= as_of,
    re_cohort=False,
    distinct=True,
):
    """The table by way of dicts and dates; the keywords are the decisions that the mistakes get wrong."""
    weeks = {}  # user: how many events in which week
    for user, moment in zip(events["user"].tolist(), events["ts"].tolist(), strict=True):
        if pd.isna(moment) or (moment < as_of and pd.isna(user)):
            raise ValueError("missing values")
        if known(moment, as_of):
            weeks.setdefault(user, Counter())[week_of(moment)] += 1
    n, active = Counter(), Counter()
    for seen in weeks.values():
        n.update(seen.keys() if re_cohort else [min(seen)])
        for week, times in seen.items():
            cohort = week if re_cohort else min(seen)
            active[cohort, age_of(week, cohort)] += 1 if distinct else times
    columns = {"n": np.array([n[cohort] for cohort in sorted(n)], dtype=np.int64)}
    for age in range(horizon + 1):
        due = [over(cohort + dt.timedelta(weeks=age), as_of) for cohort in sorted(n)]
        counted = [active[cohort, age] / n[cohort] for cohort in sorted(n)]
        columns[age] = np.array([c if d else np.nan for c, d in zip(counted, due, strict=True)], dtype=float)
    return pd.DataFrame(columns, index=pd.DatetimeIndex(sorted(n), name="cohort"))


def counts_on_the_calendar(events, as_of, horizon):
    """Stays with calendar dates: each user's weeks as a counter of Mondays, each cell divided on its own."""
    return _by_sets(events, as_of, horizon)


def unobserved_as_zero(events, as_of, horizon):
    """Shows weeks that have not happened as 0.0: every young cohort seems to leave."""
    return retention(events, as_of, horizon).fillna(0.0)


def counts_events(events, as_of, horizon):
    """Counts events and not users, so a busy user lifts retention above 1."""
    return _by_sets(events, as_of, horizon, distinct=False)


def re_cohorting(events, as_of, horizon):
    """Takes each event's own week as the cohort, so every age is 0 and nobody ever returns."""
    return _by_sets(events, as_of, horizon, re_cohort=True)


def rolling_days(events, as_of, horizon):
    """Counts 7-day periods from the first event, where calendar weeks were asked for."""
    first = {}
    for user, moment in zip(events["user"].tolist(), events["ts"].tolist(), strict=True):
        first[user] = min(moment, first.get(user, moment))
    moved = [
        moment if moment >= as_of else _monday(first[user]) + (moment - first[user]).days // 7 * dt.timedelta(days=7)
        for user, moment in zip(events["user"].tolist(), events["ts"].tolist(), strict=True)
    ]
    return retention(events.assign(ts=pd.Series(map(pd.Timestamp, moved), index=events.index)), as_of, horizon)


def includes_partial_week(events, as_of, horizon):
    """Reports the week that still runs: its share can only grow, so the newest column always looks bad."""
    return _by_sets(events, as_of, horizon, over=lambda start, as_of: pd.Timestamp(start) < as_of)


def week_ends_too_late(events, as_of, horizon):
    """Asks for the end of the week to lie before as_of: a report on Monday at 00:00 misses the week just over."""
    return _by_sets(
        events, as_of, horizon, over=lambda start, as_of: pd.Timestamp(start) + pd.Timedelta(days=7) < as_of
    )


def week_numbers(events, as_of, horizon):
    """Subtracts ISO week numbers, which start again at 1 in January."""

    def by_number(week, cohort):
        return week.isocalendar().week - cohort.isocalendar().week

    return _by_sets(events, as_of, horizon, age_of=by_number)


def sunday_weeks(events, as_of, horizon):
    """Starts the week on Sunday: a Sunday visit moves into the following week."""

    def next_monday_on_sundays(moment):
        return _monday(moment + dt.timedelta(days=1))

    return _by_sets(events, as_of, horizon, week_of=next_monday_on_sundays)


def knows_the_present(events, as_of, horizon):
    """Keeps an event at as_of itself: a user first seen at that instant gets counted."""
    return _by_sets(events, as_of, horizon, known=lambda ts, as_of: ts <= as_of)


def drops_missing_values(events, as_of, horizon):
    """Leaves missing users and times to groupby and to comparisons, which drop them in silence."""
    return retention(events.dropna(subset=["user", "ts"]), as_of, horizon)


def drops_young_cohorts(events, as_of, horizon):
    """Leaves out cohorts whose first week still runs, so their users vanish from n."""
    table = retention(events, as_of, horizon)
    return table[table[0].notna()]


def adds_columns_to_the_log(events, as_of, horizon):
    """Writes its helper column into the caller's frame."""
    table = retention(events, as_of, horizon)
    events["week"] = pd.to_datetime(events["ts"]).dt.normalize()
    return table


ALTERNATIVES = [counts_on_the_calendar]
