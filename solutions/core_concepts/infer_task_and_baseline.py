"""Which task is this: the reference, another right answer, and the mistakes the tests must reject.

The dtype of a column says how it is stored, not what it means. A 0/1 target turns into floats as soon as one
value is missing; a class number is an integer like an age is. So the rules look at the values: whole numbers with
few distinct ones are classes. That is a rule of thumb, and the reason for writing it down is that it will be wrong
now and then (a count of children, a rating from 1 to 5), and then somebody can see why and say so.

The baseline is what a model without features predicts: the mean for squared error, the most frequent class for
accuracy. A model that does not beat it has learned nothing.

The metric: with one positive in twenty, accuracy is 95 % for a model that never says yes, and ROC AUC divides false
alarms by a mountain of negatives; precision and recall look at the rare class itself. Macro F1 gives each class the
same weight.

Cost: one pass over the column.

What an interviewer listens for: supervised or not, whether a number is a quantity or a name, missing labels, the
baseline before the model, and a metric that fits the imbalance.
"""

import pandas as pd
from pandas.api import types


def infer_task(df, target):
    if target is None:
        return _result("clustering", None, "silhouette")
    values = df[target].dropna()
    counts = values.astype(object).value_counts()  # as objects: a category may be declared and not occur
    if len(counts) < 2:
        raise ValueError(f"{target} has {len(counts)} distinct values: nothing to predict")
    if _is_quantity(values, len(counts)):
        return _result("regression", float(values.mean()), "rmse")
    baseline = min(values.mode(), key=str)  # all of the most frequent
    if len(counts) > 2:
        return _result("multiclass", baseline, "macro_f1")
    return _result("binary", baseline, "pr_auc" if counts.min() / len(values) < 0.2 else "roc_auc")


def _result(task, baseline, metric):
    return {"task": task, "baseline": baseline, "metric": metric}


def _is_numeric(values):
    return types.is_numeric_dtype(values.infer_objects())  # so are booleans; with two values they are classes anyway


def _is_quantity(values, distinct):
    return _is_numeric(values) and (distinct > 10 or bool((values % 1).any()))


def plain_values(df, target):
    """Works on a list of plain values and counts with a dict."""
    if target is None:
        return {"task": "clustering", "baseline": None, "metric": "silhouette"}
    values = [v.item() if hasattr(v, "item") else v for v in df[target].tolist() if not pd.isna(v)]
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    if len(counts) < 2:
        raise ValueError("fewer than two distinct values")
    names = any(isinstance(v, str | bool) for v in values)
    if not names and (len(counts) > 10 or any(float(v) != int(v) for v in values)):
        return {"task": "regression", "baseline": sum(map(float, values)) / len(values), "metric": "rmse"}
    top = max(counts.values())
    found = {"baseline": sorted((v for v in counts if counts[v] == top), key=str)[0]}
    if len(counts) > 2:
        return {"task": "multiclass", "metric": "macro_f1"} | found
    rare = 5 * min(counts.values()) < len(values)
    return {"task": "binary", "metric": "pr_auc" if rare else "roc_auc"} | found


def _as_regression(df, target):
    return _result("regression", float(df[target].dropna().astype(float).mean()), "rmse")


def floats_are_quantities(df, target):
    """Goes by the dtype: a 0/1 target with one missing value is stored as floats and becomes a regression."""
    found = infer_task(df, target)
    return _as_regression(df, target) if target and types.is_float_dtype(df[target]) else found


def declared_categories_count(df, target):
    """Counts the categories that a column declares, not those that occur: a third one, never used, is no class."""
    found = infer_task(df, target)
    if found["task"] == "binary" and len(df[target].value_counts()) > 2:
        return found | {"task": "multiclass", "metric": "macro_f1"}
    return found


def missing_is_a_class(df, target):
    """Counts missing targets as a class of their own: rows without a label teach nothing."""
    if target and df[target].isna().any():
        return infer_task(df.assign(**{target: df[target].astype(object).where(df[target].notna(), "missing")}), target)
    return infer_task(df, target)


def share_of_all_rows(df, target):
    """Divides by all rows, those without a target too: a class looks rarer than it is."""
    found = infer_task(df, target)
    if found["task"] == "binary" and df[target].value_counts().min() / len(df) < 0.2:
        return found | {"metric": "pr_auc"}
    return found


def share_of_the_ones(df, target):
    """Looks at the share of the class that sorts last, not of the rarer one: with 95 % ones it sees no imbalance."""
    found = infer_task(df, target)
    if found["task"] == "binary":
        last = max(df[target].dropna().unique(), key=str)
        return found | {"metric": "pr_auc" if (df[target].dropna() == last).mean() < 0.2 else "roc_auc"}
    return found


def up_to_one_fifth(df, target):
    """Calls a share of exactly 0.20 rare: below is asked."""
    found = infer_task(df, target)
    if found["task"] == "binary" and df[target].value_counts(normalize=True).min() <= 0.2:
        return found | {"metric": "pr_auc"}
    return found


def accuracy_everywhere(df, target):
    """Compares classifiers by accuracy: never saying yes scores 95 % if 5 % are positive."""
    found = infer_task(df, target)
    return found | {"metric": "accuracy"} if found["task"] in ("binary", "multiclass") else found


def roc_auc_whatever_the_balance(df, target):
    """Takes ROC AUC for every binary target: false alarms drown in the negatives of a rare class."""
    found = infer_task(df, target)
    return found | {"metric": "roc_auc"} if found["task"] == "binary" else found


def last_column_is_the_target(df, target):
    """Takes the last column when no target is named: without labels there is nothing to supervise."""
    return infer_task(df, df.columns[-1] if target is None else target)


def tie_by_value(df, target):
    """Takes mode()[0], the smallest value of those that tie: by str(), "10" comes before "9"."""
    found = infer_task(df, target)
    if found["task"] in ("binary", "multiclass"):
        return _result(found["task"], df[target].mode()[0], found["metric"])
    return found


def tie_by_position(df, target):
    """Takes the first of value_counts(): equally frequent classes are in the order of the rows there."""
    found = infer_task(df, target)
    if found["task"] in ("binary", "multiclass"):
        return _result(found["task"], df[target].value_counts().index[0], found["metric"])
    return found


ALTERNATIVES = [plain_values]
