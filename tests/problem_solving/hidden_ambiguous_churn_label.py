"""What must hold for every log. The quotes are from the statement and from the sheet's clarifications."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
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
    expect(got.dtype == np.int8, "labels of dtype int8", got=got)


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


@rests_on("A naive ts or as_of is in UTC, an aware one is converted")
@pytest.mark.parametrize(
    "ts_zone, now_zone",
    [(None, "Asia/Tokyo"), ("Asia/Tokyo", None), ("UTC", "America/New_York"), ("America/New_York", "Asia/Tokyo")],
)
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


@rests_on("and ascends")
@pytest.mark.parametrize("dtype", [np.int64, np.int16])
def test_numbers_as_users_are_sorted_as_numbers(dtype):
    log = [(30, 5_000, "session"), (4, 5_000, "session"), (-2, 5_000, "session"), (4, 3, "session")]
    frame = event_frame(log).astype({"user": dtype})
    agree_on_labels(kata.label_churn(frame, AS_OF), labels({-2: 1, 4: 0, 30: 1}, dtype=dtype))


@rests_on("(strings or ints, never missing)")
@pytest.mark.parametrize("dtype", ["str", object])
def test_text_of_either_dtype_and_times_of_any_unit(dtype):
    log = [("b", WINDOW, "purchase"), ("a", WINDOW, "purchase"), ("a", WINDOW - 1, "session"), ("b", 0, "email_open")]
    for unit in ("s", "ns"):
        frame = event_frame(log).astype({"user": dtype, "kind": dtype, "ts": f"datetime64[{unit}]"})
        agree_on_labels(kata.label_churn(frame, AS_OF), labels({"a": 0, "b": 1}))


@rests_on("it is empty, with the same names")
@pytest.mark.parametrize("users, dtype", [(["b", "a"], "str"), (["b", "a"], object), ([7, 5], np.int64)])
def test_nobody_to_label_keeps_the_names_and_int8(users, dtype):
    frame = event_frame([(user, 10, "session") for user in users]).astype({"user": dtype})
    agree_on_labels(kata.label_churn(frame, AS_OF), labels({}))
    agree_on_labels(kata.label_churn(frame.iloc[:0], AS_OF), labels({}))


@rests_on("Rows come in any order, with any index", "others are ignored")
def test_other_columns_and_repeated_index_labels_do_not_matter():
    frame = event_frame([("b", 5_000, "session"), ("a", 900, "purchase"), ("a", 4, "purchase")])
    frame = frame.assign(page=[3, None, 2]).set_axis([9, 9, 4])
    agree_on_labels(kata.label_churn(frame, AS_OF), labels({"a": 0, "b": 1}))


@rests_on("If any ``ts`` is missing (NaT)")
@pytest.mark.parametrize("row", [0, 1, 2])
def test_rejects_a_missing_time_in_any_row(row):
    frame = event_frame([("a", 5_000, "session"), ("a", 3, "email_open"), ("b", -9, "session")])
    frame.loc[row, "ts"] = pd.NaT
    rejects(kata.label_churn, [(frame, AS_OF)])


@rests_on("none that `dojo ask` does not know")
def test_clarifications_name_topics_that_exist():
    expect(set(kata.CLARIFICATIONS) <= TOPICS, f"topics among {sorted(TOPICS)}", got=sorted(kata.CLARIFICATIONS))


@rests_on("no answer blank")
def test_no_clarification_is_blank():
    answers = list(kata.CLARIFICATIONS.values())
    expect(all(isinstance(a, str) and a.strip() for a in answers), "each answer is text, none blank", got=answers)
