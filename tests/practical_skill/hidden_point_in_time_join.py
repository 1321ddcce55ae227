"""What must hold for every pair of tables."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.practical_skill import point_in_time_join as kata
from tests.strategies.practical_skill import ages, appearances

NOON = np.datetime64("2024-03-09T12:00", "us")
NAMES = {"on": "user", "event_ts": "bought", "feature_ts": "seen"}


def minutes(numbers, start=NOON):
    return start + np.array(numbers, dtype="timedelta64[m]")


def events_from(moments, start=NOON):
    """Events of (user, minute); their labels run backwards."""
    users, times = zip(*moments, strict=True) if moments else ((), ())
    columns = {"bought": minutes(times, start), "user": np.array(users, dtype=int)}
    return pd.DataFrame(columns, index=np.arange(len(moments))[::-1] + 3)


def features_from(moments, start=NOON):
    """Feature rows of (user, minute); `row` is their place in the table, from 10 on."""
    users, times = zip(*moments, strict=True) if moments else ((), ())
    return pd.DataFrame(
        {"row": np.arange(len(moments)) + 10, "user": np.array(users, dtype=int), "seen": minutes(times, start)}
    )


def join(events, features, max_age):
    return kata.point_in_time_join(events, features, max_age=pd.Timedelta(minutes=max_age), **NAMES)


def rows_by_search(events, features, max_age):
    """The `row` of each event, NaN where nothing may serve it: the statement's words as a double loop."""
    found = []
    for user, moment in events:
        fit = [(t, row) for row, (u, t) in enumerate(features) if u == user and 0 < moment - t <= max_age]
        found.append(max(fit)[1] + 10 if fit else np.nan)
    return np.array(found, dtype=float)


def crowd(seed, n, users, span):
    """(user, minute) pairs, few enough of each for ties."""
    rng = np.random.default_rng(seed)
    return list(zip(rng.integers(0, users, n).tolist(), rng.integers(0, span, n).tolist(), strict=True))


@rests_on("0 < event_ts - feature_ts <= max_age")
@given(appearances, appearances, ages)
def test_agrees_with_a_search_through_all_rows(events, features, max_age):
    table, log = events_from(events), features_from(features)
    joined = join(table, log, max_age)
    agree(joined.index.tolist(), table.index.tolist())
    agree(joined["user"].tolist(), table["user"].tolist())
    rows = rows_by_search(events, features, max_age)
    agree(joined["row"].to_numpy(dtype=float), rows)
    agree(joined["seen"].isna().to_numpy(), np.isnan(rows))


@follows_from("0 < event_ts - feature_ts <= max_age")
@given(appearances, appearances, ages)
def test_rows_from_the_event_on_change_nothing(events, features, max_age):
    table = events_from(events)
    latest = max((minute for _, minute in events), default=0)
    late = [(user, latest + wait) for user in range(3) for wait in (0, 1)]
    before, after = join(table, features_from(features), max_age), join(table, features_from(features + late), max_age)
    agree(after["row"].to_numpy(dtype=float), before["row"].to_numpy(dtype=float))


@follows_from("0 < event_ts - feature_ts <= max_age")
@pytest.mark.parametrize("seed", range(5))
def test_a_larger_greatest_age_never_loses_a_row(seed):
    events, features = events_from(crowd(seed, 60, 4, 90)), features_from(crowd(seed + 50, 40, 4, 90))
    rows = [join(events, features, age)["row"].to_numpy(dtype=float) for age in (1, 2, 5, 20, 90)]
    for fewer, more in pairwise(rows):
        agree(np.where(np.isnan(fewer), np.nan, more), fewer)


@follows_from("0 < event_ts - feature_ts <= max_age")
@pytest.mark.parametrize("start", ["1969-12-31T23:30", "1906-02-28", "2199-12-31T23:30"])
def test_shifting_all_times_changes_only_the_times(start):
    events, features = crowd(1, 60, 4, 90), crowd(2, 40, 4, 90)
    shifted = np.datetime64(start, "us")
    there = join(events_from(events, shifted), features_from(features, shifted), 12)
    here = join(events_from(events), features_from(features), 12)
    agree(there["row"], here["row"])
    agree(there["bought"].to_numpy() - shifted, here["bought"].to_numpy() - NOON)
    agree((there["bought"] - there["seen"]).dt.total_seconds(), (here["bought"] - here["seen"]).dt.total_seconds())


@rests_on("first their columns, then those of ``features`` except ``on``")
def test_columns_come_in_the_order_of_the_tables():
    events = events_from([(1, 5)]).assign(amount=2.5)
    features = features_from([(1, 3)]).assign(city="Rome")
    agree(list(join(events, features, 4).columns), ["bought", "user", "amount", "row", "seen", "city"])


@rests_on("keep their dtype")
def test_every_event_served_means_every_dtype_kept():
    features = features_from([(2, 3), (1, 2)]).assign(flag=[True, False], city=["Rome", "Bonn"], small=np.int8([3, 4]))
    joined = join(events_from([(1, 5), (2, 4), (1, 4)]), features, 4)
    agree(joined["row"].to_numpy(), np.array([11, 10, 11]))
    for name in ("row", "seen", "flag", "city", "small"):
        expect(joined[name].dtype == features[name].dtype, f"{name} is still {features[name].dtype}", got=joined.dtypes)


@rests_on("a value missing in it stays missing")
def test_a_value_missing_in_the_row_stays_missing():
    features = features_from([(1, 3), (1, 4)]).assign(score=[2.5, np.nan])
    joined = join(events_from([(1, 5)]), features, 9)
    agree(joined["row"].tolist(), [11])
    agree(joined["score"].tolist(), [np.nan])


@rests_on("under any index (its labels may repeat)", "integers or text, of the same dtype in both")
@pytest.mark.parametrize("dtype", ["str", object, "int16", "uint64"])
def test_keys_of_any_dtype_under_labels_that_repeat(dtype):
    events = events_from([(1, 5), (0, 7), (1, 9)]).set_axis([4, 4, 6]).astype({"user": dtype})
    features = features_from([(1, 3), (0, 6), (1, 6)]).set_axis([8, 4, 4]).astype({"user": dtype})
    agree(join(events, features, 9), events.assign(row=[10, 11, 12], seen=minutes([3, 6, 6])))


@rests_on("either may have no rows")
@pytest.mark.parametrize(("events", "features"), [([], [(1, 3)]), ([(1, 3), (2, 4)], []), ([], [])])
def test_either_table_may_be_empty(events, features):
    joined = join(events_from(events), features_from(features), 9)
    agree(list(joined.columns), ["bought", "user", "row", "seen"])
    agree(joined.index.tolist(), events_from(events).index.tolist())
    expect(joined["row"].isna().all(), "missing values in row, for nothing may serve", got=joined)


@rests_on("They may differ in resolution")
@pytest.mark.parametrize(("here", "there"), [("s", "ns"), ("ns", "s"), ("us", "ms")])
def test_the_resolutions_may_differ(here, there):
    events, features = events_from([(1, 5), (2, 5)]), features_from([(1, 5), (1, 3), (2, 4), (2, 1)])
    events["bought"] = events["bought"].dt.as_unit(here)
    features["seen"] = features["seen"].dt.as_unit(there)
    joined = join(events, features, 2)
    agree(joined["row"].to_numpy(dtype=float), np.array([11.0, 12.0]))
    agree(joined["seen"].to_numpy(), minutes([3, 4]))


@rests_on("such as seconds here and nanoseconds there")
def test_no_stamp_is_rounded_to_the_resolution_of_the_events():
    events = events_from([(1, 5), (2, 5), (3, 5)]).astype({"bought": "datetime64[s]"})
    features = features_from([(1, 4), (1, 4), (1, 5), (2, 3), (3, 3)]).astype({"seen": "datetime64[ns]"})
    # the latest, an earlier one, one too late, one just young enough, one just too old
    features["seen"] += pd.to_timedelta([2, 1, 1, 1, -1], unit="ns")
    joined = join(events, features, 2)
    agree(joined["row"].to_numpy(dtype=float), np.array([10, 13, np.nan]))
    agree(joined["seen"].tolist(), [features["seen"][0], features["seen"][3], pd.NaT])


@rests_on("of equally late ones, the last in the order of")
def test_many_rows_with_one_stamp():
    features = [(user % 3, 3 + user % 2) for user in range(600)]
    joined = join(events_from([(0, 6), (1, 6), (2, 4)]), features_from(features), 9)
    agree(joined["row"].to_numpy(), np.array([607, 605, 606]))


@rests_on("With 20,000 rows in either or both")
@pytest.mark.parametrize(("n", "m", "users"), [(20_000, 20_000, 3), (20_000, 30, 2), (30, 20_000, 2)])
def test_twenty_thousand_rows(n, m, users):
    events, features = crowd(5, n, users, 5_000), crowd(6, m, users, 5_000)
    joined = join(events_from(events), features_from(features), 300)
    agree(joined["row"].to_numpy(dtype=float)[:9], rows_by_search(events[:9], features, 300))


@rests_on("if a time is missing (NaT)")
@pytest.mark.parametrize("missing", ["bought", "seen"])
def test_a_missing_time_is_refused(missing):
    tables = [events_from([(1, 5), (2, 6)]), features_from([(1, 3), (2, 4)])]
    holed = [t.assign(**{missing: t[missing].where([True, False])}) if missing in t else t for t in tables]
    rejects(join, [(*holed, 9)])


@rests_on("If a column name other than ``on`` occurs in both frames")
@pytest.mark.parametrize("name", ["note", "row", "seen", "bought"])
def test_a_name_in_both_tables_is_refused(name):
    events, features = events_from([(1, 5)]), features_from([(1, 3)])
    both = [table if name in table else table.assign(**{name: NOON}) for table in (events, features)]
    rejects(join, [(*both, 9)])
