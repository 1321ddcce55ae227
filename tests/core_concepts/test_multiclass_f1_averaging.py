"""What the statement promises, by example."""

import numpy as np
import pytest

from dojo.testing import agree, rejects
from katas.core_concepts import multiclass_f1_averaging as kata

TRUTH = np.array(["bill", "bill", "bill", "bill", "bill", "memo", "memo", "memo", "plan", "plan"])
PREDICTED = np.array(["bill", "bill", "bill", "bill", "plan", "memo", "bill", "bill", "plan", "plan"])
BILL, MEMO, PLAN = 8 / 11, 2 / 4, 4 / 5  # bill: 4 hits, 2 false alarms, 1 miss


def test_macro_is_the_plain_mean_of_the_classes():
    agree(kata.multiclass_f1(TRUTH, PREDICTED, "macro"), (BILL + MEMO + PLAN) / 3)


def test_micro_adds_up_the_counts_first():
    hits, false_alarms, misses = 4 + 1 + 2, 2 + 0 + 1, 1 + 2 + 0
    agree(kata.multiclass_f1(TRUTH, PREDICTED, "micro"), 2 * hits / (2 * hits + false_alarms + misses))


def test_weighted_follows_the_true_classes():
    agree(kata.multiclass_f1(TRUTH, PREDICTED, "weighted"), (5 * BILL + 3 * MEMO + 2 * PLAN) / 10)


@pytest.mark.parametrize("average", ["macro", "micro", "weighted"])
def test_perfect_predictions_score_one(average):
    agree(kata.multiclass_f1(TRUTH, TRUTH, average), 1.0)


def test_a_class_that_is_never_predicted_scores_zero():
    agree(kata.multiclass_f1(np.array([4, 9, 4]), np.array([4, 4, 4]), "macro"), (4 / 5 + 0) / 2)


def test_no_examples_are_an_error():
    rejects(kata.multiclass_f1, [(np.array([], dtype=int), np.array([], dtype=int), "macro")])
