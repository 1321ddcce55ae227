"""What must hold for every pair of tables."""

import warnings
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from dojo.testing import agree, follows_from, rests_on
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


@rests_on("First the columns of", "except ``on``, in their order")
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
        assert joined[name].dtype == features[name].dtype, name


@rests_on("a value missing in it stays missing")
def test_a_value_missing_in_the_row_stays_missing():
    features = features_from([(1, 3), (1, 4)]).assign(score=[2.5, np.nan])
    joined = join(events_from([(1, 5)]), features, 9)
    agree(joined["row"].tolist(), [11])
    agree(joined["score"].tolist(), [np.nan])


@rests_on("under any index (its labels may repeat)")
def test_labels_may_repeat():
    events = events_from([(1, 5), (0, 7), (1, 9)]).set_axis([4, 4, 6])
    features = features_from([(1, 3), (0, 6), (1, 6)]).set_axis([8, 4, 4])
    joined = join(events, features, 9)
    agree(joined[["bought", "user"]], events)
    agree(joined["row"].to_numpy(), np.array([10, 11, 12]))


@rests_on("Either frame may have no rows")
@pytest.mark.parametrize(("events", "features"), [([], [(1, 3)]), ([(1, 3), (2, 4)], []), ([], [])])
def test_either_table_may_be_empty(events, features):
    joined = join(events_from(events), features_from(features), 9)
    agree(list(joined.columns), ["bought", "user", "row", "seen"])
    agree(joined.index.tolist(), events_from(events).index.tolist())
    assert joined["row"].isna().all()


@rests_on("They may differ in resolution")
@pytest.mark.parametrize(("here", "there"), [("s", "ns"), ("ns", "s"), ("us", "ms")])
def test_the_resolutions_may_differ(here, there):
    events, features = events_from([(1, 5), (2, 5)]), features_from([(1, 5), (1, 3), (2, 4), (2, 1)])
    events["bought"] = events["bought"].dt.as_unit(here)
    features["seen"] = features["seen"].dt.as_unit(there)
    joined = join(events, features, 2)
    agree(joined["row"].to_numpy(), np.array([11, 12]))
    agree(joined["seen"].to_numpy(), minutes([3, 4]))


@rests_on("leave them as you found them", "No warning escapes")
@pytest.mark.parametrize("dtype", ["str", object])
def test_the_callers_frames_stay_as_they_were(dtype):
    events, features = events_from(crowd(3, 9, 3, 9)), features_from(crowd(4, 9, 3, 9)).set_axis(range(20, 29))
    events["user"], features["user"] = ([f"u{n}" for n in frame["user"]] for frame in (events, features))
    events, features = events.astype({"user": dtype}), features.astype({"user": dtype})
    before = events.copy(), features.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        join(events, features, 4)
    agree((events, features), before)


@rests_on("of equally late ones, the last in the order of")
def test_many_rows_with_one_stamp():
    features = [(user % 3, 3 + user % 2) for user in range(600)]
    joined = join(events_from([(0, 6), (1, 6), (2, 4)]), features_from(features), 9)
    agree(joined["row"].to_numpy() - 10, np.array([597, 595, 596]))


@rests_on("with 20,000 rows in each, the join takes well under a second")
def test_twenty_thousand_events_and_rows():
    events, features = crowd(5, 20_000, 40, 5_000), crowd(6, 20_000, 40, 5_000)
    joined = join(events_from(events), features_from(features), 30)
    agree(joined["row"].to_numpy(dtype=float)[:9], rows_by_search(events[:9], features, 30))


@rests_on("holds a NaT")
@pytest.mark.parametrize(("events", "features"), [("bought", None), (None, "seen")])
def test_a_missing_time_is_refused(events, features):
    tables = events_from([(1, 5), (2, 6)]), features_from([(1, 3), (2, 4)])
    for table, name in zip(tables, (events, features), strict=True):
        if name:
            table[name] = table[name].where([True, False])
    with pytest.raises(ValueError):
        join(*tables, 9)


@follows_from("holds a NaT")
def test_a_missing_time_elsewhere_is_not():
    features = features_from([(1, 3), (2, 4)]).assign(left=pd.NaT)
    events = events_from([(1, 5), (2, 6)]).assign(returned=pd.NaT)
    agree(join(events, features, 9)["row"].to_numpy(), np.array([10, 11]))


@rests_on("If a column name other than ``on`` occurs in both frames")
@pytest.mark.parametrize("name", ["note", "row", "seen", "bought"])
def test_a_name_in_both_tables_is_refused(name):
    events, features = events_from([(1, 5)]), features_from([(1, 3)])
    both = [table if name in table else table.assign(**{name: NOON}) for table in (events, features)]
    with pytest.raises(ValueError):
        join(*both, 9)


@rests_on("are the same name")
def test_one_name_for_both_times_is_refused():
    events = events_from([(1, 5)]).rename(columns={"bought": "at"})
    features = features_from([(1, 3)]).rename(columns={"seen": "at"})
    with pytest.raises(ValueError):
        kata.point_in_time_join(events, features, on="user", event_ts="at", feature_ts="at", max_age=pd.Timedelta("1h"))
