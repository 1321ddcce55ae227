"""What the statement promises, by example."""

import numpy as np
import pandas as pd

from dojo.testing import agree, expect
from katas.practical_skill import point_in_time_join as kata


def noon_plus(*minutes):
    return pd.Timestamp("2024-03-09 12:00") + pd.to_timedelta(list(minutes), unit="min")


def join(events, features, max_age=10):
    limit = pd.Timedelta(minutes=max_age)
    return kata.point_in_time_join(events, features, on="user", event_ts="bought", feature_ts="seen", max_age=limit)


def test_each_event_gets_the_latest_earlier_row_of_its_own_user():
    events = pd.DataFrame({"user": ["ann", "bob"], "bought": noon_plus(9, 8)})
    features = pd.DataFrame(
        {"user": ["ann", "ann", "bob", "ann"], "seen": noon_plus(3, 7, 2, 10), "visits": [4, 6, 5, 9]}
    )
    agree(join(events, features), events.assign(seen=noon_plus(7, 2), visits=[6, 5]))


def test_a_row_stamped_at_the_event_comes_too_late():
    events = pd.DataFrame({"user": ["ann"], "bought": noon_plus(9)})
    features = pd.DataFrame({"user": ["ann", "ann"], "seen": noon_plus(4, 9), "visits": [3, 4]})
    agree(join(events, features), events.assign(seen=noon_plus(4), visits=[3]))


def test_a_row_past_the_greatest_age_is_not_attached():
    events = pd.DataFrame({"user": ["ann"], "bought": noon_plus(13)})
    features = pd.DataFrame({"user": ["ann"], "seen": noon_plus(2), "visits": [3]})
    expect(join(events, features, max_age=10)["visits"].isna().all(), "no row of an age of 11 minutes")
    agree(join(events, features, max_age=12), events.assign(seen=noon_plus(2), visits=[3]))


def test_events_keep_their_order_and_their_index():
    events = pd.DataFrame({"user": ["bob", "ann", "bob"], "bought": noon_plus(9, 3, 5)}, index=[7, 4, 9])
    features = pd.DataFrame({"user": ["ann", "bob"], "seen": noon_plus(2, 4), "visits": [3, 5]}, index=[9, 7])
    agree(join(events, features), events.assign(seen=noon_plus(4, 2, 4), visits=[5, 3, 5]))


def test_an_event_that_nothing_may_serve_stays():
    events = pd.DataFrame({"user": ["bob", "ann"], "bought": noon_plus(9, 3)})
    features = pd.DataFrame({"user": ["ann"], "seen": noon_plus(2), "visits": [3]})
    joined = join(events, features)
    agree(joined[["user", "bought"]], events)
    agree(joined["visits"].astype(float), pd.Series([np.nan, 3.0], name="visits"))


def test_of_rows_with_one_stamp_the_last_in_the_table_is_attached():
    events = pd.DataFrame({"user": ["ann"], "bought": noon_plus(9)})
    features = pd.DataFrame({"user": ["ann", "ann"], "seen": noon_plus(4, 4), "visits": [5, 3]})
    agree(join(events, features), events.assign(seen=noon_plus(4), visits=[3]))
