"""Latest row per key.

Sort by time and keep the last row of each key. Three decisions hide in that line. The sort
has to be stable, so that of equal times the later row of the log stays later: pandas sorts
by one column with quicksort unless told otherwise, which happens to be stable for a
handful of rows and not for a thousand. Missing times go first, not last as by default, or
a row without a time beats every row with one. And rows without a key go before the
duplicates are dropped: drop_duplicates takes two missing keys for equal, and all unknown
customers become one.

Selecting rows is what keeps them whole. An aggregation such as groupby(key).max() or
.last() works on each column by itself: it builds a row that never existed, with the plan
of March next to the address of May. `idxmax` selects rows, but by label, so that it fails
under repeated labels, takes the first of equal times and has no answer for a key without
any time.

The cost is that of a sort, O(n log n), and memory O(n). The interviewer listens for ties,
missing times, missing keys, the dtype of the timestamp, and the index.
"""

import pandas as pd


def _check(df, key, ts):
    if not {*key, ts} <= {*df.columns}:
        raise KeyError(f"{[*key, ts]} are not all among {list(df.columns)}")
    if not pd.api.types.is_datetime64_any_dtype(df[ts]):
        raise TypeError(f"{ts} is {df[ts].dtype}, not datetime")


def latest_per_key(df, key, ts):
    _check(df, key, ts)
    known = df.reset_index(drop=True).dropna(subset=key)
    in_time = known.sort_values(ts, kind="stable", na_position="first")
    return in_time.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def by_walking(df, key, ts):
    """Walks down the rows once and remembers the position of the best row so far of each key."""
    _check(df, key, ts)
    best = {}
    parts = zip(*(df[name].tolist() for name in key), strict=True)
    known = df[key].notna().all(axis=1).tolist()
    ages = df[ts].rank(method="dense").fillna(0).tolist()
    for row, (who, age) in enumerate(zip(parts, ages, strict=True)):
        if known[row] and age >= best.get(who, (0, 0))[0]:
            best[who] = age, row
    return df.iloc[[best[who][1] for who in sorted(best)]].reset_index(drop=True)


def unstable_sort(df, key, ts):
    """Sorts by quicksort, the default: from some size on, rows of equal times change places."""
    _check(df, key, ts)
    in_time = df.dropna(subset=key).sort_values(ts, na_position="first")
    return in_time.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def nat_counts_as_newest(df, key, ts):
    """Leaves missing times at the end, where sort_values puts them: a row without a time beats all others."""
    _check(df, key, ts)
    in_time = df.dropna(subset=key).sort_values(ts, kind="stable")
    return in_time.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def drops_rows_without_a_time(df, key, ts):
    """Drops rows without a time: a key that has no others vanishes."""
    return latest_per_key(df[df[ts].notna()] if ts in df else df, key, ts)


def column_wise_max(df, key, ts):
    """Takes the maximum of each column by itself: the values of a row come from different rows."""
    _check(df, key, ts)
    return df.groupby(key, as_index=False).max()[df.columns]


def last_known_values(df, key, ts):
    """Uses groupby.last, which skips missing values: gaps of the latest row are filled from older rows."""
    _check(df, key, ts)
    in_time = df.sort_values(ts, kind="stable", na_position="first")
    return in_time.groupby(key, as_index=False).last()[df.columns]


def dedupe_before_sort(df, key, ts):
    """Drops the duplicates in the order of the log: the last row written, not the latest."""
    _check(df, key, ts)
    return df.dropna(subset=key).drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def index_leak(df, key, ts):
    """Returns the rows under their old labels."""
    _check(df, key, ts)
    in_time = df.dropna(subset=key).sort_values(ts, kind="stable", na_position="first")
    return in_time.drop_duplicates(key, keep="last").sort_values(key)


def first_of_equals(df, key, ts):
    """Sorts the latest first and keeps the first: of equal times that is the earlier row of the log."""
    _check(df, key, ts)
    latest_first = df.dropna(subset=key).sort_values(ts, ascending=False, kind="stable")
    return latest_first.drop_duplicates(key).sort_values(key, ignore_index=True)


def looks_up_by_label(df, key, ts):
    """Looks rows up by their label: under repeated labels, one label brings several rows."""
    _check(df, key, ts)
    in_time = df.dropna(subset=key).sort_values(ts, kind="stable", na_position="first")
    return df.loc[in_time.drop_duplicates(key, keep="last").sort_values(key).index].reset_index(drop=True)


def every_row_of_the_greatest_time(df, key, ts):
    """Keeps all rows that equal the maximum of their key: equal times give two rows for one key."""
    _check(df, key, ts)
    newest = df.groupby(key)[ts].transform("max")
    return df[(df[ts] == newest) | (newest.isna() & df[key].notna().all(axis=1))].sort_values(key, ignore_index=True)


def missing_keys_are_one_key(df, key, ts):
    """Keeps rows without a key: drop_duplicates makes all unknown customers one."""
    _check(df, key, ts)
    in_time = df.sort_values(ts, kind="stable", na_position="first")
    return in_time.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def drops_only_a_key_missing_in_full(df, key, ts):
    """Drops a row only if every part of its key is missing, where one is enough."""
    _check(df, key, ts)
    in_time = df.dropna(subset=key, how="all").sort_values(ts, kind="stable", na_position="first")
    return in_time.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def order_of_time(df, key, ts):
    """Leaves the rows in order of time, not of the key."""
    _check(df, key, ts)
    in_time = df.dropna(subset=key).sort_values(ts, kind="stable", na_position="first")
    return in_time.drop_duplicates(key, keep="last").reset_index(drop=True)


def key_columns_first(df, key, ts):
    """Makes the key the index and resets it: its columns move to the front."""
    return latest_per_key(df, key, ts).set_index(key).reset_index()


def string_dates(df, key, ts):
    """Sorts times as they come: as text, the 9th comes after the 10th."""
    in_time = df.dropna(subset=key).sort_values(ts, kind="stable", na_position="first")
    return in_time.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)


def scans_for_every_key(df, key, ts):
    """Looks through the whole log for every key: right, and far too slow for a table."""
    _check(df, key, ts)
    log, rows = df.reset_index(drop=True), []
    for _, parts in log[key].dropna().drop_duplicates().sort_values(key).iterrows():
        mine = log[(log[key] == parts).all(axis=1)]
        rows.append(mine.sort_values(ts, kind="stable", na_position="first").index[-1])
    return log.iloc[rows].reset_index(drop=True)


ALTERNATIVES = [by_walking]
