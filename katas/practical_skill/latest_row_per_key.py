"""Latest row per key.

Our customer table is an append-only log: every change of an account writes its whole
row again, with the moment of the change. The churn model is scored on the present state
of each account, so somebody has to reduce the log to one row per key, the latest. It is
one line of pandas, and the usual line is wrong for equal timestamps, for rows without
a timestamp, or for an index with repeated labels.
"""

import pandas as pd


def latest_per_key(df: pd.DataFrame, key: list[str], ts: str) -> pd.DataFrame:
    """Keep, for each key, the row with the largest ``ts``.

    Of rows with the same key and the same ``ts``, the last in the order of ``df`` is kept. A
    missing ``ts`` (NaT) counts as older than every time. The row is taken whole: a value missing
    in it stays missing. A row in which any part of the key is missing is dropped.

    Parameters
    ----------
    df : DataFrame
        In any order, under any index (its labels may repeat). With 20,000 rows and as many keys,
        the answer takes well under a second.
    key : list of str, one or more columns of integers, text or times, not ``ts``
        Parts of a key may be missing (None, NaN, NaT); integers are then stored as floats.
    ts : str, a datetime column of any resolution, with or without time zone

    Returns
    -------
    DataFrame
        One row for each key, sorted by ``key`` in ascending order, the first column of the list
        first, under a fresh RangeIndex from 0. All columns of ``df``, in their order, with their
        dtypes, also when no rows are left.

    Raises
    ------
    KeyError
        If a column of ``key``, or ``ts``, is not in ``df``.
    TypeError
        If the dtype of ``ts`` is not datetime, also when ``df`` has no rows.

    Examples
    --------
    >>> log = pd.DataFrame({"user": ["bob", "ann", "ann"], "plan": ["pro", "free", "pro"]})
    >>> log["at"] = pd.to_datetime(["2024-03-05", "2024-03-09", "2024-03-07"])
    >>> latest_per_key(log, ["user"], "at")
      user  plan         at
    0  ann  free 2024-03-09
    1  bob   pro 2024-03-05
    >>> latest_per_key(log[:0], ["user"], "at").shape  # no rows, but the columns
    (0, 3)
    """
    raise NotImplementedError
