"""Weekly retention by cohort.

"Do people come back?" is the first question about any product, and the retention table is
how it is answered: everyone who arrived in one week is a cohort, and each column says what share
of the cohort was seen again one week later, two weeks later, and so on. The last weeks
have not happened yet, and a table that shows them as zeros tells the board that the product is dying.
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
        Columns ``user`` (any labels) and ``ts`` (naive datetimes, in UTC), others are ignored. Rows
        come in any order, with any index, and may repeat. A user with many events in a week counts
        once. It belongs to the caller: leave it as you found it.
    as_of : Timestamp
        The moment of the report, naive, in UTC.
    horizon : int
        The greatest age to report.

    Returns
    -------
    DataFrame
        One row for each week in which at least one user was first seen. Index: the start of
        the cohort's week, ascending, a datetime index of any unit named ``"cohort"``. Columns, without
        a name: ``"n"`` (int64), the number of users in the cohort, then the ints 0 to `horizon` (float64),
        the share of those users with at least one event in the week of that age. A week that is not
        fully over at `as_of` (its end, the start of the next week, is later than `as_of`) is NaN, at
        every age including 0; a week that is over and has no events is 0.0. Without a known
        event, and for an empty frame whatever its dtypes, the result has these columns and no rows.
        No warning escapes.

    Raises
    ------
    ValueError
        If a ``user`` or a ``ts`` is missing (also in a row at or after `as_of`), or `horizon` is below 0.

    Examples
    --------
    Two users arrive in the week of Monday 2 March 2026, and one of them comes back a week later.

    >>> events = pd.DataFrame(
    ...     {
    ...         "user": ["ann", "bob", "ann"],
    ...         "ts": pd.to_datetime(["2026-03-03", "2026-03-05", "2026-03-09"]),
    ...     }
    ... )
    >>> retention(events, pd.Timestamp("2026-03-16"), 2).reset_index()
          cohort  n    0    1   2
    0 2026-03-02  2  1.0  0.5 NaN

    Nobody is known yet:

    >>> retention(events, pd.Timestamp("2026-03-01"), 1).shape
    (0, 3)
    """
    raise NotImplementedError
