"""A metric drop, taken apart.

Conversion in a shop fell by half a percentage point since last week's release of the checkout, and
the head of product decides at noon whether to roll it back. A rollback of a sound release costs four
engineers a week; a broken checkout that stays costs 30,000 euros a day. Did customers convert worse,
or did other customers come? Say, for each segment, how much of the change is mix and how much is rate.
"""

import pandas as pd


def decompose(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Split the change of an overall rate into a mix and a rate effect for each segment.

    On either side (0 before, 1 after) a segment has the weight w = n / (sum of n) and the rate
    r = x / n; the overall rate is R = (sum of x) / (sum of n). Then

        mix_effect  = (w1 - w0) * (r0 - R0)
        rate_effect = w1 * (r1 - r0)
        total       = mix_effect + rate_effect

    and the totals add up to R1 - R0. A segment with n = 0 counts as absent from that side, like one
    without a row. Absent after: its w1 and its rate_effect are 0. Absent before: its w0 is 0, and R0
    stands in for its r0. Absent from both: it is left out.

    Parameters
    ----------
    before, after : DataFrame
        One row for each segment: ``segment`` (strings), ``n`` visits and ``x`` orders (ints).
        Other columns are ignored; rows come in any order, with any index.

    Returns
    -------
    DataFrame
        Columns ``segment``, ``mix_effect``, ``rate_effect``, ``total``, the effects as fractions:
        -0.01 is one percentage point less. Largest absolute total first, rounded to 12 decimals for
        the comparison only; ties by segment, ascending. The index is 0, 1, 2, ...

    Raises
    ------
    ValueError
        If a side has no visits at all, names a segment twice, or has an x below 0 or above its n.

    Examples
    --------
    >>> before = pd.DataFrame({"segment": ["app", "web"], "n": [600, 400], "x": [60, 20]})
    >>> after = pd.DataFrame({"segment": ["app", "web"], "n": [400, 600], "x": [40, 30]})
    >>> decompose(before, after).round(6)  # nobody converts worse
      segment  mix_effect  rate_effect  total
    0     web      -0.006          0.0 -0.006
    1     app      -0.004          0.0 -0.004
    >>> decompose(before, pd.DataFrame({"segment": ["tv"], "n": [50], "x": [2]})).round(6)["total"].tolist()
    [-0.04, -0.012, 0.012]
    """
    raise NotImplementedError
