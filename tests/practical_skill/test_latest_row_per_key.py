"""What the statement promises, by example."""

import pandas as pd

from dojo.testing import agree, rejects
from katas.practical_skill import latest_row_per_key as kata


def march(*days):
    return pd.to_datetime([f"2024-03-{day:02d}" for day in days])


def test_the_latest_row_of_each_key_sorted_by_key():
    log = pd.DataFrame({"user": ["bob", "ann", "ann", "bob"], "at": march(5, 9, 7, 6), "visits": [3, 8, 4, 2]})
    expected = pd.DataFrame({"user": ["ann", "bob"], "at": march(9, 6), "visits": [8, 2]})
    agree(kata.latest_per_key(log, ["user"], "at"), expected)


def test_a_key_of_two_columns():
    log = pd.DataFrame({"shop": [7, 7, 4, 7], "user": ["b", "a", "b", "b"], "at": march(2, 3, 4, 5)})
    expected = pd.DataFrame({"shop": [4, 7, 7], "user": ["b", "a", "b"], "at": march(4, 3, 5)})
    agree(kata.latest_per_key(log, ["shop", "user"], "at"), expected)


def test_of_equal_times_the_last_in_the_table_is_kept():
    log = pd.DataFrame({"user": [4, 6, 4], "at": march(5, 3, 5), "visits": [9, 2, 7]})
    agree(kata.latest_per_key(log, ["user"], "at"), pd.DataFrame({"user": [4, 6], "at": march(5, 3), "visits": [7, 2]}))


def test_a_row_without_a_time_is_the_oldest():
    log = pd.DataFrame({"user": [4, 4, 4], "at": [pd.Timestamp("2024-03-05"), pd.NaT, pd.NaT], "visits": [9, 2, 7]})
    agree(kata.latest_per_key(log, ["user"], "at"), log.iloc[[0]])


def test_a_row_without_a_key_is_dropped():
    log = pd.DataFrame({"user": ["ann", None, "bob"], "at": march(5, 6, 3)})
    agree(kata.latest_per_key(log, ["user"], "at"), pd.DataFrame({"user": ["ann", "bob"], "at": march(5, 3)}))


def test_times_as_text_and_unknown_columns_are_refused():
    log = pd.DataFrame({"user": ["ann", "ann"], "at": ["9.3.2024", "10.3.2024"]})
    rejects(kata.latest_per_key, [(log, ["user"], "at")], error=TypeError)
    rejects(kata.latest_per_key, [(log, ["customer"], "at")], error=KeyError)
