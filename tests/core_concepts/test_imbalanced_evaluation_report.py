"""What the statement promises, by example."""

import numpy as np
import pytest

from dojo.testing import agree, rejects
from katas.core_concepts import imbalanced_evaluation_report as kata

LEFT = np.array([1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
SCORES = np.array([0.9, 0.8, 0.4, 0.6, 0.3, 0.2, 0.25, 0.1, 0.55, 0.15])  # at 0.5: 2 hits, 2 false alarms


def figures(*names, **options):
    report = kata.imbalance_report(LEFT, SCORES, **options)
    return {name: report[name] for name in names}


def test_accuracy_is_that_of_calling_nobody():
    expected = {"prevalence": 0.2, "accuracy": 0.8, "majority_accuracy": 0.8}
    agree(figures(*expected), expected)


def test_at_the_threshold_of_one_half():
    expected = {"recall": 1.0, "precision": 2 / 4, "f1": 4 / 6, "balanced_accuracy": (2 / 2 + 6 / 8) / 2}
    agree(figures(*expected), expected)


def test_at_a_higher_threshold():
    expected = {"recall": 1 / 2, "precision": 1 / 2, "f1": 1 / 2, "balanced_accuracy": (1 / 2 + 7 / 8) / 2}
    agree(figures(*expected, threshold=0.7), expected)


@pytest.mark.parametrize("threshold", [0.5, 0.85])
def test_the_ranking_does_not_depend_on_the_threshold(threshold):
    expected = {"roc_auc": (8 + 7) / 16, "pr_auc": (1 + 2 / 3) / 2, "lift": (1 + 2 / 3) / 2 / 0.2}
    agree(figures(*expected, threshold=threshold), expected)


def test_the_report_has_ten_figures():
    agree(len(kata.imbalance_report(LEFT, SCORES)), 10)


def test_a_single_class_is_an_error():
    rejects(kata.imbalance_report, [(np.array([0, 0, 0]), np.array([0.2, 0.7, 0.4]))])
