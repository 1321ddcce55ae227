"""An ambiguous churn label.

The lead of customer success writes: "We want to predict churn. Here is the event log. Label which
users churned." A voucher of 20 euros will go to everyone the model picks: a label that calls
loyal customers churned wastes the vouchers, one that sees it late loses the customers. That is all
you are given, on purpose. A label is a definition, and this one lacks its most important parts.

Ask before you code: `dojo ask ambiguous_churn_label TOPIC` answers about the topic you name, and
only about that. The tests hold you to the answers. Write down what you learned in `CLARIFICATIONS`.
"""

import pandas as pd

CLARIFICATIONS: dict[str, str] = {}


def label_churn(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Label which users churned, as seen at `as_of`.

    What "churned" means is for you to find out. `CLARIFICATIONS` maps each topic that you asked about,
    under the name that `dojo ask` gives it, to what you learned, in your own words: at least 4 topics,
    none that `dojo ask` does not know, no answer blank.

    Parameters
    ----------
    events : DataFrame
        Columns ``user`` (strings or ints, never missing), ``ts`` (datetimes) and ``kind`` (strings such as
        ``"purchase"``), others are ignored. Rows come in any order, with any index.
    as_of : Timestamp
        The moment at which the label is taken.

    Returns
    -------
    Series of int8
        Named ``"churned"``: 1 for a user who churned, 0 for one who did not. The index is named ``"user"``
        and ascends; each user appears at most once. If there is nobody to label, as for a log without
        rows, it is empty, with the same names and int8 still.

    Raises
    ------
    ValueError
        If any ``ts`` is missing (NaT).

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {
    ...         "user": ["bob", "ann", "ann"],
    ...         "ts": pd.to_datetime(["2025-01-20", "2025-02-01", "2026-05-30"]),
    ...         "kind": ["purchase", "purchase", "purchase"],
    ...     }
    ... )
    >>> label_churn(events, pd.Timestamp("2026-06-01"))  # bob has not been seen for more than a year
    user
    ann    0
    bob    1
    Name: churned, dtype: int8
    >>> len(label_churn(events.iloc[:0], pd.Timestamp("2026-06-01")))
    0
    """
    raise NotImplementedError
