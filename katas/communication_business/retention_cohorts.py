"""Weekly retention by cohort.

"Do people come back?" is the first question of the investors, who meet on Thursday and decide about
another year of money. The retention table answers it: everyone who arrived in one week is a cohort,
and each column says what share of the cohort was seen again one week later, two weeks later, and so on.
The last weeks have not happened yet: a table that shows them as zeros says that the product is dying,
and one that leaves out those who never came back says that all is well.
"""

import pandas as pd


def retention(events: pd.DataFrame, as_of: pd.Timestamp, horizon: int) -> pd.DataFrame:
    """Return the share of each weekly cohort that was active 0, 1, ..., `horizon` weeks on.

    Events at or after `as_of` are not yet known: ignore them. A week starts on Monday at 00:00,
    and that instant belongs to the week it starts. A user's cohort is the week of the user's first
    event; the age of an event is the number of whole weeks between the start of the cohort's week and
    the start of the event's week, so these are calendar weeks, not 7-day periods from the first event.

    Parameters
    ----------
    events : DataFrame
        Columns ``user`` (strings or ints) and ``ts`` (naive datetimes, in UTC), others are ignored. Rows
        come in any order, with any index, and may repeat. A user with many events in a week counts once.
    as_of : Timestamp
        The moment of the report, naive, in UTC.
    horizon : int
        The greatest age to report, 0 or more.

    Returns
    -------
    DataFrame
        One row for each week in which at least one user was first seen. Index: the start of
        the cohort's week, ascending, a datetime index of any unit named ``"cohort"``. Columns, without
        a name: ``"n"`` (int64), the number of users in the cohort, then the ints 0 to `horizon` (float64),
        the share of those users with at least one event in the week of that age. A week that is not
        fully over at `as_of` (its end, the start of the next week, is later than `as_of`) is NaN, at
        every age including 0; a week that is over and has no events is 0.0. Without a known
        event, and for an empty frame, the result has these columns and no rows.

    Raises
    ------
    ValueError
        If a ``ts``, or the ``user`` of a known event, is missing.

    Examples
    --------
    >>> ts = pd.to_datetime(["2026-03-03", "2026-03-05", "2026-03-09"])  # 2 and 9 March are Mondays
    >>> events = pd.DataFrame({"user": ["ann", "bob", "ann"], "ts": ts})
    >>> retention(events, pd.Timestamp("2026-03-16"), 2).reset_index()
          cohort  n    0    1   2
    0 2026-03-02  2  1.0  0.5 NaN
    >>> retention(events, pd.Timestamp("2026-03-01"), 1).shape  # nobody is known yet
    (0, 3)
    """
    raise NotImplementedError
