"""What the statement promises, by example."""

import pandas as pd

from dojo.testing import agree, rejects
from katas.problem_solving import metric_drop_decomposition as kata

BEFORE = pd.DataFrame({"segment": ["app", "web"], "n": [600, 400], "x": [60, 20]})


def table(*rows):
    return pd.DataFrame(rows, columns=["segment", "mix_effect", "rate_effect", "total"])


def test_a_drop_by_mix_alone():
    after = pd.DataFrame({"segment": ["app", "web"], "n": [400, 600], "x": [40, 30]})
    agree(kata.decompose(BEFORE, after), table(("web", -0.006, 0.0, -0.006), ("app", -0.004, 0.0, -0.004)))


def test_a_drop_by_rate_alone():
    after = pd.DataFrame({"segment": ["app", "web"], "n": [60, 40], "x": [3, 2]})
    agree(kata.decompose(BEFORE, after), table(("app", 0.0, -0.03, -0.03), ("web", 0.0, 0.0, 0.0)))


def test_a_new_segment_is_compared_with_the_overall_rate():
    after = pd.DataFrame({"segment": ["app", "web", "tv"], "n": [300, 200, 500], "x": [30, 10, 10]})
    expected = table(("tv", 0.0, -0.03, -0.03), ("app", -0.006, 0.0, -0.006), ("web", 0.006, 0.0, 0.006))
    agree(kata.decompose(BEFORE, after), expected)


def test_a_segment_that_has_gone_is_all_mix():
    after = pd.DataFrame({"segment": ["app"], "n": [50], "x": [5]})
    agree(kata.decompose(BEFORE, after), table(("web", 0.012, 0.0, 0.012), ("app", 0.008, 0.0, 0.008)))


def test_a_segment_named_twice_is_an_error():
    rejects(kata.decompose, [(BEFORE, pd.concat([BEFORE, BEFORE]))])
