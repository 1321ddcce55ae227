"""Which task is this, and what is the number to beat?

A table lands on your desk with the name of a column. Before any model, three things have
to be settled: what kind of problem it is, what a model without features would predict,
and by which metric you will compare. An automated pipeline does this for hundreds of
tables, so the rules are written down.
"""

import pandas as pd


def infer_task(df: pd.DataFrame, target: str | None) -> dict[str, object]:
    """Return the task, the baseline prediction and the metric as a dict with these keys.

    Without a target there are no labels: ``{"task": "clustering", "baseline": None,
    "metric": "silhouette"}``. Otherwise rows whose target is missing are dropped, and of the
    values that remain:

    - text, categories and booleans are classes, and so are numbers if all are whole (2.0 is)
      and there are at most 10 distinct ones. Two distinct values make the task "binary",
      more "multiclass". All other targets make it "regression".
    - The baseline is the most frequent class; of equally frequent ones that whose ``str()``
      comes first. For regression it is the mean, a float.
    - The metric is "rmse" for regression and "macro_f1" for multiclass. For binary it is
      "pr_auc" if the rarer class has a share below 0.20, and "roc_auc" otherwise.

    Parameters
    ----------
    df : DataFrame
        One row an example; any index.
    target : str or None
        The name of the target column: numbers (of any dtype, also nullable), booleans, text
        or categories. None or NaN stands for a missing value.

    Returns
    -------
    dict of "task", "baseline", "metric"
        A class is returned as a value of the column: 1 and 1.0 are the same.

    Raises
    ------
    KeyError
        If there is no column of that name.
    ValueError
        If fewer than 2 distinct values remain.

    Examples
    --------
    >>> df = pd.DataFrame({"age": [31, 45, 28, 60], "churned": [0.0, 1.0, None, 0.0]})
    >>> infer_task(df, "churned")
    {'task': 'binary', 'baseline': 0.0, 'metric': 'roc_auc'}
    >>> infer_task(df.assign(age=df["age"] + 0.5), "age")
    {'task': 'regression', 'baseline': 41.5, 'metric': 'rmse'}
    >>> infer_task(df, None)
    {'task': 'clustering', 'baseline': None, 'metric': 'silhouette'}
    """
    raise NotImplementedError
