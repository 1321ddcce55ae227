"""What must hold for all scores and thresholds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import imbalanced_evaluation_report as kata
from tests.strategies.core_concepts import rankings

thresholds = st.integers(-9, 9).map(lambda quarters: quarters / 4)  # many are equal to a score


def by_counting(y_true, y_score, threshold):
    """Everything from plain lists, with pairs for one ranking figure and thresholds for the other."""
    examples = list(zip(y_true.tolist(), y_score.tolist(), strict=True))
    positives, negatives = ([score for label, score in examples if label == c] for c in (1, 0))
    hits, alarms = (sum(score >= threshold for score in scores) for scores in (positives, negatives))
    n, p = len(examples), len(positives)
    won = sum((a > b) + 0.5 * (a == b) for a in positives for b in negatives)
    area = before = 0.0
    for t in sorted({*positives, *negatives}, reverse=True):
        found, called = sum(score >= t for score in positives), sum(score >= t for _, score in examples)
        area, before = area + (found / p - before) * found / called, found / p
    return {
        "prevalence": p / n,
        "accuracy": (hits + n - p - alarms) / n,
        "majority_accuracy": max(p, n - p) / n,
        "recall": hits / p,
        "precision": hits / (hits + alarms) if hits + alarms else 0.0,
        "f1": 2 * hits / (hits + alarms + p),
        "balanced_accuracy": (hits / p + 1 - alarms / (n - p)) / 2,
        "roc_auc": won / (p * (n - p)),
        "pr_auc": area,
        "lift": area / (p / n),
    }


@rests_on("An example is called positive if its score is at least ``threshold``")
@given(rankings, thresholds)
def test_agrees_with_counting(ranking, threshold):
    agree(kata.imbalance_report(*ranking, threshold), by_counting(*ranking, threshold))


@follows_from("An example is called positive if its score is at least ``threshold``")
@given(rankings, thresholds)
def test_stretching_scores_and_threshold_alike_changes_nothing(ranking, threshold):
    y_true, y_score = ranking
    stretched = kata.imbalance_report(y_true, 8 * y_score + 3, 8 * threshold + 3)
    agree(stretched, kata.imbalance_report(y_true, y_score, threshold))


@follows_from("the share of positives", "the share of examples that are called what they are")
@given(rankings, thresholds, st.integers(2, 4))
def test_seeing_every_example_several_times_changes_nothing(ranking, threshold, times):
    repeated = kata.imbalance_report(*(np.tile(part, times) for part in ranking), threshold)
    agree(repeated, kata.imbalance_report(*ranking, threshold))


@follows_from("of all pairs of a positive and a negative", "the mean of the recall of the positives and that of the")
@given(rankings, thresholds)
def test_swapping_the_classes_keeps_what_treats_both_alike(ranking, threshold):
    y_true, y_score = ranking
    swapped = kata.imbalance_report(1 - y_true, -y_score, 1 / 8 - threshold)  # no score is at the threshold
    report = kata.imbalance_report(y_true, y_score, threshold - 1 / 8)
    for name in ("accuracy", "majority_accuracy", "balanced_accuracy", "roc_auc"):
        agree({name: swapped[name]}, {name: report[name]})


@rests_on("the pr_auc of a score that is the same for everybody", "a tie counts one half")
@pytest.mark.parametrize("positives", [1, 3, 6])
def test_a_constant_score_has_no_skill(positives):
    report = kata.imbalance_report((np.arange(7) < positives).astype(int), np.full(7, 0.3))
    expected = {"roc_auc": 0.5, "pr_auc": positives / 7, "lift": 1.0}
    agree({name: report[name] for name in expected}, expected)


@rests_on("its score is at least ``threshold``")
def test_a_score_at_the_threshold_is_called_positive():
    report = kata.imbalance_report(np.array([1, 0, 0, 0]), np.array([0.5, 0.2, 0.1, 0.3]))
    agree({name: report[name] for name in ("recall", "accuracy")}, {"recall": 1.0, "accuracy": 1.0})


@rests_on("Precision is 0 if nothing is called positive, and f1 is 0 if no positive is")
@pytest.mark.parametrize("threshold", [0.95, 0.8])
def test_precision_and_f1_without_a_hit(threshold):
    report = kata.imbalance_report(np.array([1, 0, 0, 1]), np.array([0.4, 0.9, 0.2, 0.1]), threshold)
    agree({name: report[name] for name in ("precision", "f1")}, {"precision": 0.0, "f1": 0.0})


@rests_on("the accuracy of calling everything what most examples are")
def test_positives_may_be_the_majority():
    report = kata.imbalance_report(np.array([1, 1, 0, 1, 1]), np.array([0.9, 0.2, 0.4, 0.8, 0.1]))
    agree({name: report[name] for name in ("majority_accuracy",)}, {"majority_accuracy": 0.8})


@rests_on("If one of the classes is absent")
@pytest.mark.parametrize("labels", [[0, 0, 0], [1, 1, 1], [1], [0], []])
def test_rejects_a_class_that_is_absent(labels):
    rejects(kata.imbalance_report, [(np.array(labels, dtype=int), np.arange(len(labels)) / 4)])


@rests_on("a score is NaN")
def test_rejects_a_score_that_is_nan():
    scores = ([np.nan, 0.2, 0.7], [0.2, np.nan, 0.7], [0.2, 0.7, np.nan])
    rejects(kata.imbalance_report, [(np.array([0, 1, 1]), np.array(s)) for s in scores])
