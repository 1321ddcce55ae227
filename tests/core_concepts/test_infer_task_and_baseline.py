"""What the statement promises, by example."""

import numpy as np
import pandas as pd

from dojo.testing import agree, rejects
from katas.core_concepts import infer_task_and_baseline as kata

DF = pd.DataFrame(
    {
        "plan": ["free", "pro", "free", "team", "free"],
        "churned": [0.0, 1.0, np.nan, 0.0, 1.0],
        "spend": [0.0, 10.5, 0.0, 49.0, 3.0],
    }
)


def result(task, baseline, metric):
    return {"task": task, "baseline": baseline, "metric": metric}


def test_no_target_is_clustering():
    agree(kata.infer_task(DF, None), result("clustering", None, "silhouette"))


def test_words_are_classes():
    agree(kata.infer_task(DF, "plan"), result("multiclass", "free", "macro_f1"))


def test_whole_numbers_with_gaps_in_the_data_are_classes():
    agree(kata.infer_task(DF, "churned"), result("binary", 0.0, "roc_auc"))  # two each: "0.0" before "1.0"


def test_amounts_are_a_regression():
    agree(kata.infer_task(DF, "spend"), result("regression", 12.5, "rmse"))


def test_a_rare_class_asks_for_precision_and_recall():
    df = pd.DataFrame({"fraud": [0] * 9 + [1]})
    agree(kata.infer_task(df, "fraud"), result("binary", 0, "pr_auc"))


def test_a_target_that_never_varies_is_an_error():
    rejects(kata.infer_task, [(DF.assign(plan="free"), "plan")])
