"""An ambiguous churn label.

The code is a dozen lines; the work is in the questions. What counts as being alive, in which window, for
whom may one say it at all, what was known at that moment, and in which clock? Each of them moves
the share of churned users by more than any model does.

Two of the answers are about honesty with time. Events after as_of decide nothing: at the moment of the
prediction they are not there, and a label or feature that uses them leaks. And a user younger than the
window cannot have been silent for all of it, so there is no label, rather than a 1.

A user is old enough iff some event, of any kind, lies at or before the start of the window; that needs
no minimum per user. What is alive is the set of users with an active event in the window. The label
is set membership, in O(rows), plus sorting the users.
"""

import numpy as np
import pandas as pd

CLARIFICATIONS = {
    "definition": "churned = old enough, known, and no active event in the window; duplicates do not matter",
    "window": "thirty days of 24 hours, (as_of - 30 d, as_of]",
    "kinds": "only purchase and session are activity; opening a mail is not",
    "new users": "first event of any kind after as_of - 30 d: too new, no label",
    "future data": "events after as_of are ignored",
    "time zone": "UTC; naive is UTC, aware is converted",
}

_WINDOW = pd.Timedelta(days=30)
_ACTIVE = ["purchase", "session"]


def _utc(events, as_of):
    """The times of the events and the moment of the label, both aware and in UTC."""
    ts = pd.to_datetime(events["ts"], utc=True)
    if ts.isna().any():
        raise ValueError("every event needs a time")
    return ts, pd.to_datetime(as_of, utc=True)


def _alive(events, ts, now):
    return (ts > now - _WINDOW) & (ts <= now) & events["kind"].isin(_ACTIVE)


def _label(old_enough, alive):
    """One label for each distinct user in `old_enough`: 0 for those also in `alive`."""
    users = pd.Index(old_enough.unique(), name="user").sort_values()
    return pd.Series((~users.isin(alive)).astype(np.int8), index=users, name="churned")


def label_churn(events, as_of):
    ts, now = _utc(events, as_of)
    return _label(events["user"][ts <= now - _WINDOW], events["user"][_alive(events, ts, now)])


def user_by_user(events, as_of):
    """Walks over the rows once and keeps, per user, the first event and the last active one."""
    wanted = events[["user", "ts", "kind"]]
    now = as_of.tz_localize("UTC") if as_of.tzinfo is None else as_of
    first, last = {}, {}
    for user, ts, kind in wanted.itertuples(index=False, name=None):
        if pd.isna(ts):
            raise ValueError(f"no time for an event of {user!r}")
        moment = ts.tz_localize("UTC") if ts.tzinfo is None else ts
        if moment > now:
            continue
        first[user] = min(moment, first.get(user, moment))
        if kind in {"purchase", "session"}:
            last[user] = max(moment, last.get(user, moment))
    hours = {user: (now - moment).total_seconds() / 3600 for user, moment in last.items()}
    labels = {
        user: int(hours.get(user, 720.0) >= 720.0)
        for user in sorted(first)
        if (now - first[user]).total_seconds() >= 720 * 3600
    }
    return pd.Series(labels, name="churned", dtype=np.int8).rename_axis("user")


def no_questions(events, as_of):
    """Codes before asking: guesses 90 days, takes every event for activity, and writes nothing down."""
    ts, now = _utc(events, as_of)
    recent = (ts > now - pd.Timedelta(days=90)) & (ts <= now) & events["kind"].notna()
    return _label(events["user"][ts <= now], events["user"][recent])


no_questions.CLARIFICATIONS = {}


def asked_too_little(events, as_of):
    """Labels rightly, but wrote down 3 topics: the next reader of the label has to guess the rest."""
    return label_churn(events, as_of)


asked_too_little.CLARIFICATIONS = {topic: CLARIFICATIONS[topic] for topic in ("definition", "window", "kinds")}


def topics_of_its_own(events, as_of):
    """Writes down a topic that nobody was asked about: an assumption dressed as an answer."""
    return label_churn(events, as_of)


topics_of_its_own.CLARIFICATIONS = CLARIFICATIONS | {"model": "logistic regression"}


def uses_the_future(events, as_of):
    """Lets events after as_of keep a user alive: leakage, they are not there when the model runs."""
    ts, now = _utc(events, as_of)
    alive = (ts > now - _WINDOW) & events["kind"].isin(_ACTIVE)
    return _label(events["user"][ts <= now - _WINDOW], events["user"][alive])


def email_is_activity(events, as_of):
    """Takes any event for activity: an opened mail keeps a user alive who has long left."""
    ts, now = _utc(events, as_of)
    alive = (ts > now - _WINDOW) & (ts <= now) & events["kind"].notna()
    return _label(events["user"][ts <= now - _WINDOW], events["user"][alive])


def new_users_churned(events, as_of):
    """Labels users who arrived three days ago: they had no time to be silent."""
    ts, now = _utc(events, as_of)
    return _label(events["user"][ts <= now], events["user"][_alive(events, ts, now)])


def inclusive_start(events, as_of):
    """Counts an event exactly 30 days ago as active: a window of 30 days and an instant."""
    ts, now = _utc(events, as_of)
    alive = (ts >= now - _WINDOW) & (ts <= now) & events["kind"].isin(_ACTIVE)
    return _label(events["user"][ts <= now - _WINDOW], events["user"][alive])


def exclusive_end(events, as_of):
    """Leaves the event at as_of itself out of the window."""
    ts, now = _utc(events, as_of)
    alive = (ts > now - _WINDOW) & (ts < now) & events["kind"].isin(_ACTIVE)
    return _label(events["user"][ts <= now - _WINDOW], events["user"][alive])


def thirty_days_old_is_new(events, as_of):
    """Leaves out a user whose first event is exactly 30 days old."""
    ts, now = _utc(events, as_of)
    return _label(events["user"][ts < now - _WINDOW], events["user"][_alive(events, ts, now)])


def only_ever_active_users(events, as_of):
    """Starts from the active events, so users who never did anything but open mails drop out."""
    return label_churn(events[events["kind"].isin(_ACTIVE)], as_of)


def whole_days(events, as_of):
    """Rounds times down to midnight first, so the window moves by up to a day."""
    ts, now = _utc(events, as_of)
    return label_churn(events.assign(ts=ts.dt.normalize()), now.normalize())


def a_calendar_month(events, as_of):
    """Takes a month for 30 days: right four months a year."""
    ts, now = _utc(events, as_of)
    start = now - pd.DateOffset(months=1)
    alive = (ts > start) & (ts <= now) & events["kind"].isin(_ACTIVE)
    return _label(events["user"][ts <= start], events["user"][alive])


def drops_the_time_zone(events, as_of):
    """Cuts the zone off aware times instead of converting them: Tokyo's evening becomes UTC's."""
    ts = pd.to_datetime(events["ts"])
    return label_churn(events.assign(ts=ts.dt.tz_localize(None)), as_of.tz_localize(None))


def counts_local_days(events, as_of):
    """Goes back 30 days on the local wall clock, which is an hour off across a change of clocks."""
    ts, now = _utc(events, as_of)
    start = as_of - pd.DateOffset(days=30)
    start = pd.to_datetime(start, utc=True)
    alive = (ts > start) & (ts <= now) & events["kind"].isin(_ACTIVE)
    return _label(events["user"][ts <= start], events["user"][alive])


def drops_missing_times(events, as_of):
    """Drops missing times, as comparing with NaT does: the user with a broken event may lose the label or change it."""
    return label_churn(events.dropna(subset=["ts"]), as_of)


ALTERNATIVES = [user_by_user]
