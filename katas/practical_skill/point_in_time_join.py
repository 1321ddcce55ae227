"""Point-in-time join.

Every row of our training set is an event: a customer, a moment, and what happened
next. A second table logs features of the customers, each stamped with the moment it
was computed. Attach to each event the features as they were known just before it:
nothing from the event's own moment or later, which would leak the outcome into the
training set, and nothing too old to be served in production.
"""

import pandas as pd


def point_in_time_join(
    events: pd.DataFrame,
    features: pd.DataFrame,
    *,
    on: str,
    event_ts: str,
    feature_ts: str,
    max_age: pd.Timedelta,
) -> pd.DataFrame:
    """Attach to each event the latest earlier feature row of the same entity.

    A feature row may serve an event if it has the same key in ``on`` and

        0 < event_ts - feature_ts <= max_age

    Of those that may, the latest by ``feature_ts`` is attached; of equally late ones, the last in
    the order of ``features``. The row is taken whole: a value missing in it stays missing.

    Parameters
    ----------
    events, features : DataFrame
        In any order, under any index (its labels may repeat); either may have no rows. With
        20,000 rows in either or both, the join takes well under a second.
    on : str, the key column of both frames: integers or text, of the same dtype in both
    event_ts, feature_ts : str, their datetime columns, without time zone, between 1900 and 2200
        They may differ in resolution, such as seconds here and nanoseconds there.
    max_age : Timedelta, positive

    Returns
    -------
    DataFrame
        All rows of ``events`` once, in their order and under their index: first their columns, then
        those of ``features`` except ``on``, in their order, with missing values (NaN, NaT) where
        nothing may serve the event. When every event is served, the columns of ``features`` keep
        their dtype; otherwise theirs is up to you.

    Raises
    ------
    ValueError
        If a column name other than ``on`` occurs in both frames, or if a time is missing (NaT).

    Examples
    --------
    >>> t = pd.to_datetime(["2024-03-09", "2024-03-08", "2024-03-05"])
    >>> events = pd.DataFrame({"user": "ann", "bought": t[:2]})
    >>> features = pd.DataFrame({"user": "ann", "seen": t[1:], "visits": [4, 3]})
    >>> def visits(days):
    ...     limits = {"on": "user", "event_ts": "bought", "feature_ts": "seen", "max_age": pd.Timedelta(days=days)}
    ...     return point_in_time_join(events, features, **limits)["visits"].tolist()
    >>> visits(7)  # the row of the 8th comes too late for the event of the 8th
    [4, 3]
    >>> visits(2)
    [4.0, nan]
    """
    raise NotImplementedError
