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

    so a row stamped at the very moment of the event may not. Of the rows that may, the
    one with the latest ``feature_ts`` is attached; of equally late ones, the last in
    the order of ``features``. That row is taken whole: a value missing in it stays
    missing and is not filled from an older row.

    Both frames belong to the caller: leave them as you found them. No warning escapes
    on valid input.

    Parameters
    ----------
    events : DataFrame
        One row per event, in any order, under any index (its labels may repeat).
    features : DataFrame
        One row per computation, in any order, under any index. Either frame may have
        no rows; with 20,000 rows in each, the join takes well under a second.
    on : str
        The key column of both frames: integers or text, of the same dtype in both.
    event_ts, feature_ts : str
        A datetime column of ``events`` and one of ``features``, without time zone. They
        may differ in resolution, such as seconds here and nanoseconds there.
    max_age : Timedelta
        The greatest age, positive, at which a feature row may still serve.

    Returns
    -------
    DataFrame
        The rows of ``events``, all of them once, in their order and under their index.
        First the columns of ``events`` as they are, then those of ``features`` except
        ``on``, in their order (``feature_ts`` among them). An event that nothing may
        serve has missing values (NaN, NaT) there. When every event is served, the
        columns of ``features`` keep their dtype; otherwise theirs is up to you.

    Raises
    ------
    ValueError
        If a column name other than ``on`` occurs in both frames (so also if
        ``event_ts`` and ``feature_ts`` are the same name), or if ``event_ts`` or
        ``feature_ts`` holds a NaT.

    Examples
    --------
    >>> def day(*numbers):
    ...     return pd.to_datetime([f"2024-03-{number:02d}" for number in numbers])
    >>> events = pd.DataFrame({"user": ["ann", "bob"], "bought": day(9, 9)})
    >>> features = pd.DataFrame({"user": ["ann", "bob", "ann"], "seen": day(8, 7, 5), "visits": [4, 2, 3]})
    >>> names = {"on": "user", "event_ts": "bought", "feature_ts": "seen"}
    >>> point_in_time_join(events, features, **names, max_age=pd.Timedelta(days=2))
      user     bought       seen  visits
    0  ann 2024-03-09 2024-03-08       4
    1  bob 2024-03-09 2024-03-07       2

    Two days later ann's row is too old for a limit of two days, and a row stamped at
    the moment of the event comes too late.

    >>> later = events.assign(bought=day(11, 7))
    >>> point_in_time_join(later, features, **names, max_age=pd.Timedelta(days=2))
      user     bought seen  visits
    0  ann 2024-03-11  NaT     NaN
    1  bob 2024-03-07  NaT     NaN
    """
    raise NotImplementedError
