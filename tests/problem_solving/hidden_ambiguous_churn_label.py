"""What must hold for every log. The quotes are from the statement and from the sheet's clarifications."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rests_on
from katas.problem_solving import ambiguous_churn_label as kata
from tests.strategies.problem_solving_churn import AS_OF, churn_events, churn_logs, event_frame

WINDOW = 30 * 24
TOPICS = {"definition", "window", "kinds", "new users", "future data", "time zone"}


def labels(churned, dtype="str"):
    """The expected result from a dict of user to label."""
    users = sorted(churned)
    index = pd.Index(users, dtype=dtype, name="user")
    return pd.Series([churned[user] for user in users], index=index, name="churned", dtype=np.int8)


def agree_on_labels(got, expected):
    agree(got, expected)
    assert got.dtype == np.int8
    assert got.index.name == "user"


def labels_by_loop(log):
    """User by user, over rows of (user, hours before as_of, kind)."""
    churned = {}
    for user in {user for user, _, _ in log}:
        mine = [(age, kind) for name, age, kind in log if name == user and age >= 0]
        if not mine or max(age for age, _ in mine) < WINDOW:
            continue
        active = [age for age, kind in mine if kind in ("purchase", "session") and age < WINDOW]
        churned[user] = 0 if active else 1
    return labels(churned)


@rests_on("none of those events in the window")
@given(churn_logs)
def test_agrees_with_a_loop_over_the_users(log):
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels_by_loop(log))


@follows_from("Thirty days")
@given(churn_logs, st.integers(-100_000, 100_000))
def test_the_calendar_does_not_matter(log, hours):
    moved = AS_OF + pd.Timedelta(hours=hours)
    agree_on_labels(kata.label_churn(event_frame(log, moved), moved), labels_by_loop(log))


@rests_on("Events after as_of are not yet known: ignore them")
@given(churn_logs)
def test_order_repetition_and_the_future_change_nothing(log):
    known = [(user, age, kind) for user, age, kind in log if age >= 0]
    often = event_frame(log[::-1] + known).set_axis([7] * (len(log) + len(known)))
    agree_on_labels(kata.label_churn(often, AS_OF), labels_by_loop(known))


@follows_from("none of those events in the window")
@given(churn_logs, st.sampled_from("abcde"), churn_events)
def test_one_event_in_the_window_saves_one_user(log, user, event):
    before = labels_by_loop(log)
    after = kata.label_churn(event_frame([*log, (user, *event)]), AS_OF)
    agree_on_labels(after, before.mask(before.index == user, 0).astype(np.int8))


@rests_on("An event exactly thirty days before as_of is outside")
def test_the_window_is_open_at_its_start_and_closed_at_its_end():
    log = [("a", WINDOW, "session"), ("b", WINDOW - 1, "session"), ("c", 0, "session"), ("d", -1, "session")]
    log += [(user, 5_000, "session") for user in "abcd"]
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels({"a": 1, "b": 0, "c": 0, "d": 1}))


@rests_on("Only 'purchase' and 'session'")
@pytest.mark.parametrize("kind, churned", [("purchase", 0), ("session", 0), ("email_open", 1), ("refund", 1)])
def test_only_purchases_and_sessions_are_activity(kind, churned):
    log = [("a", 5_000, "purchase"), ("a", 100, kind)]
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels({"a": churned}))


@rests_on("first event of any kind is later than thirty days before as_of")
@pytest.mark.parametrize("kind", ["purchase", "session", "email_open", "refund"])
def test_a_new_user_is_left_out(kind):
    log = [("a", WINDOW, kind), ("b", WINDOW - 1, kind), ("b", 10, "session"), ("c", 0, kind)]
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels({"a": 1}))


@rests_on("old enough without a single purchase or session has churned")
def test_a_user_who_only_ever_got_mail_has_churned():
    log = [("a", 5_000, "email_open"), ("a", 100, "email_open"), ("b", 5_000, "email_open"), ("b", 100, "purchase")]
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels({"a": 1, "b": 0}))


@rests_on("a user with nothing but future events is left out")
def test_users_with_only_events_to_come_are_left_out():
    log = [("a", -5, "purchase"), ("b", 5_000, "purchase")]
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels({"b": 1}))


@rests_on("A naive ts or as_of is in UTC, an aware one is converted")
@pytest.mark.parametrize("ts_zone", [None, "UTC", "Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("now_zone", [None, "UTC", "Asia/Tokyo", "America/New_York"])
def test_naive_times_are_utc_and_aware_ones_are_converted(ts_zone, now_zone):
    log = [("a", WINDOW, "session"), ("b", WINDOW - 1, "session"), ("c", 0, "session"), ("d", -1, "session")]
    frame = event_frame(log + [(user, 5_000, "session") for user in "abcd"])
    now = AS_OF
    if ts_zone:
        frame["ts"] = frame["ts"].dt.tz_localize("UTC").dt.tz_convert(ts_zone)
    if now_zone:
        now = now.tz_localize("UTC").tz_convert(now_zone)
    agree_on_labels(kata.label_churn(frame, now), labels({"a": 1, "b": 0, "c": 0, "d": 1}))


@rests_on("Thirty days of 24 hours")
def test_thirty_days_are_720_hours_also_across_a_change_of_clocks():
    now = pd.Timestamp("2026-03-20 12:00", tz="America/New_York")  # 16:00 UTC; the clocks changed on 8 March
    ts = pd.to_datetime(["2026-02-18 16:00:00", "2026-02-18 16:00:01"])
    ts = ts.append(ts - pd.Timedelta(days=50))
    frame = pd.DataFrame({"user": ["a", "b", "a", "b"], "ts": ts, "kind": "session"})
    agree_on_labels(kata.label_churn(frame, now), labels({"a": 1, "b": 0}))


@rests_on("has the dtype of the ``user`` column and ascends")
def test_numbers_as_users_are_sorted_as_numbers():
    log = [(30, 5_000, "session"), (4, 5_000, "session"), (-2, 5_000, "session"), (4, 3, "session")]
    agree_on_labels(kata.label_churn(event_frame(log), AS_OF), labels({-2: 1, 4: 0, 30: 1}, dtype=np.int64))


@rests_on("it is empty, with the same")
@pytest.mark.parametrize("users, dtype", [(["b", "a"], "str"), (["b", "a"], object), ([7, 5], np.int64)])
def test_nobody_to_label_keeps_names_and_dtypes(users, dtype):
    frame = event_frame([(user, 10, "session") for user in users]).astype({"user": dtype})
    for nobody in (frame, frame.iloc[:0]):
        got = kata.label_churn(nobody, AS_OF)
        agree_on_labels(got, labels({}))
        assert got.index.dtype == frame["user"].dtype


@rests_on("as for a log without rows (whatever the dtype of its ``ts``)")
@pytest.mark.parametrize("ts_dtype", ["datetime64[s]", "datetime64[ns, UTC]", object])
def test_an_empty_log_of_any_dtype(ts_dtype):
    frame = event_frame([]).assign(ts=pd.Series([], dtype=ts_dtype))
    agree_on_labels(kata.label_churn(frame, AS_OF), labels({}))


@rests_on("If one of the three columns is missing")
@pytest.mark.parametrize("column", ["user", "ts", "kind"])
def test_rejects_each_missing_column(column):
    with pytest.raises(KeyError):
        kata.label_churn(event_frame([("a", 5_000, "session")]).drop(columns=column), AS_OF)


@rests_on("If any ``ts`` is missing (NaT)")
@pytest.mark.parametrize("row", [0, 1, 2])
def test_rejects_a_missing_time_in_any_row(row):
    frame = event_frame([("a", 5_000, "session"), ("a", 3, "email_open"), ("b", -9, "session")])
    frame.loc[row, "ts"] = pd.NaT
    with pytest.raises(ValueError):
        kata.label_churn(frame, AS_OF)


@rests_on("leave it as you found it")
def test_the_caller_keeps_its_frame():
    frame = event_frame([("b", 5_000, "session"), ("a", 900, "purchase"), ("a", 4, "purchase")])
    frame = frame.assign(page=[3, 1, 2]).set_axis([9, 9, 4])
    before = frame.copy()
    agree_on_labels(kata.label_churn(frame, AS_OF), labels({"a": 0, "b": 1}))
    agree(frame, before)


@rests_on("No warning escapes")
def test_no_warning_escapes():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DeprecationWarning)  # those are about pandas, not about the data
        kata.label_churn(event_frame([("b", 5_000, "session"), ("a", 4, "purchase")]), AS_OF)
        kata.label_churn(event_frame([]), AS_OF)


@rests_on("at least 4 topics")
def test_clarifications_are_text():
    assert type(kata.CLARIFICATIONS) is dict
    assert all(isinstance(answer, str) for answer in kata.CLARIFICATIONS.values())


@rests_on("none that `dojo ask` does not know")
def test_clarifications_name_topics_that_exist():
    assert set(kata.CLARIFICATIONS) <= TOPICS


@rests_on("no answer blank")
def test_no_clarification_is_blank():
    assert all(str(answer).strip() for answer in kata.CLARIFICATIONS.values())
