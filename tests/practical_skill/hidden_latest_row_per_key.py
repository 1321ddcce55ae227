"""What must hold for every log."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.practical_skill import latest_row_per_key as kata
from tests.strategies.tables import NOON, log_from, logs

KEY = ["user", "shop"]
KEYS = [["user"], ["shop"], ["user", "shop"], ["shop", "user"]]


def latest(log, key=KEY):
    return kata.latest_per_key(log, key, "at")


def rows_by_walking(log, key):
    """The `row` of the latest row of each key, sorted by key: the statement's words as one walk down the log."""
    best = {}
    for *parts, at, row in zip(*(log[name].tolist() for name in [*key, "at", "row"]), strict=True):
        if any(pd.isna(part) for part in parts):
            continue
        when = (0, NOON) if pd.isna(at) else (1, at)
        if tuple(parts) not in best or when >= best[tuple(parts)][0]:
            best[tuple(parts)] = when, row
    return [best[parts][1] for parts in sorted(best)]


def minutes(*numbers):
    return NOON + np.array(numbers, dtype="timedelta64[m]")


@rests_on("Keep, for each key, the row with the largest ``ts``", "A row in which any part of the key is missing")
@given(logs, st.sampled_from(KEYS))
def test_agrees_with_walking_down_the_log(log, key):
    agree(latest(log, key)["row"].tolist(), rows_by_walking(log, key))


@rests_on("The row is taken whole", "with their\n        dtypes, also when no rows are left")
@given(logs)
def test_every_row_is_a_row_of_the_log(log):
    result = latest(log)
    agree(result, log.set_index("row", drop=False).loc[result["row"]].reset_index(drop=True))


@follows_from("One row for each key")
@pytest.mark.parametrize("seed", range(4))
def test_doing_it_twice_changes_nothing(seed):
    log = log_from(seed, 15)
    once = latest(log)
    agree(latest(once), once)


@follows_from("Keep, for each key, the row with the largest ``ts``")
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_log_matters_only_for_equal_times(seed):
    log = log_from(seed, 15)
    apart = log.assign(at=minutes(*np.random.default_rng(len(log)).permutation(len(log))))
    agree(latest(apart[::-1]), latest(apart))


@follows_from("A missing ``ts`` (NaT) counts as older than every time")
@pytest.mark.parametrize("seed", range(4))
def test_rows_without_a_time_at_the_end_add_only_new_keys(seed):
    log = log_from(seed, 15)
    dated = log[log["at"].notna()]
    undated = dated.assign(at=pd.Series(pd.NaT, index=dated.index, dtype=log["at"].dtype), row=dated["row"] + 500)
    agree(latest(pd.concat([dated, undated])), latest(dated))


@rests_on("under a fresh RangeIndex from 0")
@pytest.mark.parametrize("labels", [[0, 1, 2], [8, 8, 5], ["x", "y", "x"]])
def test_a_fresh_index(labels):
    log = pd.DataFrame({"user": [4, 6, 4], "at": minutes(2, 9, 5), "row": [10, 11, 12]}).set_axis(labels)
    result = kata.latest_per_key(log, ["user"], "at")
    agree(result.index.tolist(), [0, 1])
    agree(result["row"].tolist(), [12, 11])


@rests_on("All columns of ``df``, in their order, with their\n        dtypes")
@pytest.mark.parametrize("rows", [[0, 1, 2], [2], []])
def test_columns_and_dtypes_are_kept(rows):
    log = pd.DataFrame({"flag": [True, False, True], "user": ["b", "a", None], "at": minutes(2, 9, 5)})
    log = log.assign(small=np.int8([3, 4, 5]), city=pd.Categorical(["Rome", "Bonn", "Rome"])).iloc[rows]
    result = kata.latest_per_key(log, ["user"], "at")
    agree(list(result.columns), list(log.columns))
    for name in log:
        expect(result[name].dtype == log[name].dtype, f"{name} is still {log[name].dtype}", got=result[name].dtype)
    agree(result["user"].tolist(), ["a", "b"] if len(rows) == 3 else [])
    expect(isinstance(result.index, pd.RangeIndex), "the index is a RangeIndex", got=type(result.index).__name__)


@rests_on("A missing ``ts`` (NaT) counts as older than every time")
def test_a_key_without_any_time_keeps_its_last_row():
    log = pd.DataFrame({"user": [6, 4, 6], "at": [pd.NaT, pd.Timestamp(NOON), pd.NaT], "row": [10, 11, 12]})
    agree(kata.latest_per_key(log, ["user"], "at")["row"].tolist(), [11, 12])
    early = log.assign(at=pd.to_datetime(["1906-02-28", "1969-12-31", None]))
    agree(kata.latest_per_key(early, ["user"], "at")["row"].tolist(), [11, 10])


@rests_on("one or more columns of integers, text or times")
@pytest.mark.parametrize(
    ("keys", "rows"),
    [([9, 10, 9, -3], [13, 10, 11]), (["9", "10", "9", "-3"], [13, 11, 10]), (minutes(9, 10, 9, -3), [13, 10, 11])],
)
@pytest.mark.parametrize("dtype", [None, object])
def test_keys_of_any_dtype(keys, rows, dtype):
    log = pd.DataFrame({"id": pd.Series(keys, dtype=dtype), "at": minutes(2, 9, 1, 4), "row": [10, 11, 12, 13]})
    agree(kata.latest_per_key(log, ["id"], "at")["row"].tolist(), rows)


@rests_on("any resolution, with or without time zone")
@pytest.mark.parametrize("dtype", ["datetime64[s]", "datetime64[ns]", "datetime64[us, UTC]"])
def test_any_datetime_dtype(dtype):
    log = pd.DataFrame({"user": [4, 6, 4], "at": pd.Series([50, 90, 20], dtype=dtype), "row": [10, 11, 12]})
    agree(kata.latest_per_key(log, ["user"], "at"), log.iloc[:2].reset_index(drop=True), exact_dtype=True)


@rests_on("Of rows with the same key and the same ``ts``, the last in the order of ``df`` is kept")
@pytest.mark.parametrize("n", [60, 900])
def test_many_rows_with_equal_times(n):
    log = log_from(n, n, users=4, span=1)
    agree(latest(log)["row"].tolist(), rows_by_walking(log, KEY))


@rests_on("With 20,000 rows and as many keys")
@pytest.mark.parametrize("users", [20_000, 2])
def test_twenty_thousand_rows(users):
    n = 20_000
    rng = np.random.default_rng(users)
    log = pd.DataFrame({"id": rng.permutation(n) % users, "at": minutes(*rng.integers(0, 900, n)), "row": range(n)})
    result = kata.latest_per_key(log, ["id"], "at")
    last = log.iloc[np.lexsort([log["row"], log["at"]])].groupby("id")["row"].last()
    agree(result["row"].tolist(), last.tolist())


@rests_on("If the dtype of ``ts`` is not datetime, also when ``df`` has no rows")
@pytest.mark.parametrize("at", [["2024-03-09", "2024-03-10"], [9, 10], [2.5, 7.5]])
def test_times_of_another_dtype_are_refused(at):
    log = pd.DataFrame({"user": [4, 6], "at": at})
    rejects(latest, [(log, ["user"]), (log[:0], ["user"])], error=TypeError)


@rests_on("If a column of ``key``, or ``ts``, is not in ``df``")
@pytest.mark.parametrize("column", ["user", "shop", "at"])
def test_a_missing_column_is_refused(column):
    log = log_from(3, 5).drop(columns=column)
    rejects(latest, [log, log[:0]], error=KeyError)
