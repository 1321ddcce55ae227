"""What must hold for every table."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import infer_task_and_baseline as kata
from tests.strategies.core_concepts import targets


def by_hand(values):
    """The rules on a list of plain values, none of them missing."""
    distinct = set(values)
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
    if numbers and (len(distinct) > 10 or any(v != math.floor(v) for v in values)):
        return {"task": "regression", "baseline": math.fsum(values) / len(values), "metric": "rmse"}
    counts = sorted((-values.count(v), str(v)) for v in distinct)
    baseline = next(v for v in values if str(v) == counts[0][1])
    rare = min(values.count(v) for v in distinct) / len(values) < 0.2
    metric = "macro_f1" if len(distinct) > 2 else "pr_auc" if rare else "roc_auc"
    return {"task": "binary" if len(distinct) == 2 else "multiclass", "baseline": baseline, "metric": metric}


def column(values, dtype=None, index=None):
    df = pd.DataFrame({"x": np.arange(len(values)) + 0.5, "target": pd.Series(values, dtype=dtype)})
    return df if index is None else df.set_axis(index)


def check(df, expected):
    """Compares, with 1 and 1.0 as the same class."""
    got = kata.infer_task(df, "target")
    classes = got.get("baseline"), expected["baseline"]
    numbers = all(isinstance(value, int | float | np.number) and not isinstance(value, bool) for value in classes)
    if expected["task"] != "regression" and numbers:
        expected = expected | {"baseline": type(classes[0])(classes[1])}
    agree(got, expected)


@rests_on("Two distinct values make the task", "of equally frequent ones that whose ``str()``")
@given(targets)
def test_agrees_with_the_rules_on_a_plain_list(values):
    check(column(values), by_hand(values))


@rests_on("rows whose target is missing are dropped")
@given(targets, st.integers(1, 9))
def test_missing_targets_change_nothing(values, holes):
    check(column([*values, *[None] * holes]), by_hand(values))


@follows_from("the most frequent class")
@given(targets, st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter(values, seed):
    df = column(values)
    agree(kata.infer_task(df.sample(frac=1, random_state=seed), "target"), kata.infer_task(df, "target"))


@follows_from("text, categories and booleans are classes")
@given(targets)
def test_names_in_place_of_classes_keep_task_and_metric(values):
    plain = kata.infer_task(column(values), "target")
    named = kata.infer_task(column([f"class {v}" for v in values]), "target")
    expect(named["task"] in ("binary", "multiclass"), "classes, since the target is text", got=named)
    if plain["task"] != "regression":
        agree((named["task"], named["metric"]), (plain["task"], plain["metric"]))


@rests_on("there are at most 10 distinct ones")
@pytest.mark.parametrize(("k", "task"), [(2, "binary"), (3, "multiclass"), (10, "multiclass"), (11, "regression")])
def test_how_many_whole_numbers_are_classes(k, task):
    for dtype in ("int64", "float64", "Int64", "uint8"):
        got = kata.infer_task(column([*range(k), *range(k)], dtype), "target")
        expect(got["task"] == task, f"{task} for {k} distinct whole numbers of dtype {dtype}", got=got)


@rests_on("text, categories and booleans are classes")
def test_many_words_are_still_classes():
    words = [f"w{i % 12}" for i in range(25)]
    for dtype in (object, "str", "category"):
        check(column(words, dtype), {"task": "multiclass", "baseline": "w0", "metric": "macro_f1"})


@rests_on("if all are whole (2.0 is)")
def test_one_half_makes_it_a_regression():
    check(column([0.0, 1.0, 1.0, 0.5]), {"task": "regression", "baseline": 0.625, "metric": "rmse"})
    check(column([0.25, 0.75, 0.75]), {"task": "regression", "baseline": 1.75 / 3, "metric": "rmse"})


@rests_on("if the rarer class has a share below 0.20")
@pytest.mark.parametrize(
    ("rare", "common", "metric"), [(1, 4, "roc_auc"), (2, 9, "pr_auc"), (3, 12, "roc_auc"), (19, 81, "pr_auc")]
)
def test_the_share_of_the_rarer_class(rare, common, metric):
    for few, many in ((0, 1), (1, 0)):
        df = column([few] * rare + [many] * common + [None] * 7)  # the holes do not count
        check(df, {"task": "binary", "baseline": many, "metric": metric})


@rests_on("that whose ``str()`` comes first")
@pytest.mark.parametrize(("values", "first"), [([9, 10, 9, 10], 10), ([2, -3, 1], -3), (["b", "B", "b", "B"], "B")])
def test_a_tie_by_the_text(values, first):
    expect(kata.infer_task(column(values), "target")["baseline"] == first, f"{first!r} as the baseline")


@rests_on("numbers (of any dtype, also nullable), booleans, text or categories")
@pytest.mark.parametrize(
    ("values", "dtype", "baseline"),
    [
        ([True, False, True, True], bool, True),
        ([True, None, False, False], object, False),
        ([True, None, False, True], "boolean", True),
        (["yes", None, "no", "yes"], "category", "yes"),
        ([1, None, 0, 1], "Int64", 1),
        ([1.0, np.nan, 0.0, 1.0], "float32", 1.0),
        ([3, 4, 3], "category", 3),
    ],
)
def test_two_values_of_many_dtypes(values, dtype, baseline):
    got = kata.infer_task(column(values, dtype, index=[*"dcba"][: len(values)]), "target")
    agree((got["task"], got["metric"]), ("binary", "roc_auc"))
    expect(got["baseline"] == baseline and str(got["baseline"])[0] == str(baseline)[0], f"{baseline!r} as the baseline")


@rests_on("of the values that remain")
def test_a_category_that_never_occurs_is_no_class():
    answers = pd.CategoricalDtype(["no", "yes", "unsure"])
    check(column(["yes", "no", "yes"], answers), {"task": "binary", "baseline": "yes", "metric": "roc_auc"})
    rejects(kata.infer_task, [(column(["yes", "yes", "yes"], answers), "target")])


@rests_on("Without a target there are no labels")
def test_without_a_target():
    clustering = {"task": "clustering", "baseline": None, "metric": "silhouette"}
    agree(kata.infer_task(column([0, 1, 1]), None), clustering)
    agree(kata.infer_task(column([0, 1, 1]).iloc[:0], None), clustering)


@rests_on("If fewer than 2 distinct values remain", "If there is no column of that name")
def test_rejects():
    few = [[1, 1, 1], [None, "a", None], [np.nan, np.nan], [0.5, np.nan, 0.5], [True, True], [3]]
    rejects(kata.infer_task, [(column(values), "target") for values in few])
    rejects(kata.infer_task, [(column([0, 1, 1]), "Target"), (column([0, 1, 1]), "")], error=KeyError)
