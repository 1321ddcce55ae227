"""CTR lift with an interval.

For two weeks a shop showed its old page to one group of visitors and a new page to another. The
product manager decides on Friday whether everybody gets the new one: "how much better is it, and how
sure are we?" A page that is really worse loses sales every day, and a good one dropped was months of
work for nothing. Answer with the difference in click-through rate in points, the relative lift, an
interval around each, and a p-value, and keep the two lifts apart: 2 % to 2.2 % is 0.2 points, and 10 %.
"""


def ctr_lift(clicks_c: int, views_c: int, clicks_t: int, views_t: int, level: float = 0.95) -> dict[str, float]:
    """Compare the click-through rates of a control and a treatment.

    With ``c = clicks_c / views_c``, ``t = clicks_t / views_t`` and ``z`` the two-sided normal
    quantile of ``level`` (1.95996... for 0.95):

        abs_lift       = t - c
        abs_lo, abs_hi = abs_lift -+ z * sqrt(c * (1 - c) / views_c + t * (1 - t) / views_t)
        rel_lift       = t / c - 1
        rel_lo, rel_hi = exp(ln(t / c) -+ z * sqrt((1 - t) / clicks_t + (1 - c) / clicks_c)) - 1
        p_value        = P(|Z| >= |t - c| / sqrt(p * (1 - p) * (1 / views_c + 1 / views_t)))

    where ``Z`` is standard normal and ``p = (clicks_c + clicks_t) / (views_c + views_t)``: the
    two-sided pooled two-proportion z test. The interval is unpooled, the test is pooled.

    Parameters
    ----------
    clicks_c, views_c, clicks_t, views_t : int
        How many views the control and the treatment had, and how many of them were clicked.
    level : float
        The confidence level of both intervals, strictly between 0 and 1.

    Returns
    -------
    dict of float
        Keys ``ctr_c``, ``ctr_t``, ``abs_lift``, ``abs_lo``, ``abs_hi``, ``rel_lift``, ``rel_lo``,
        ``rel_hi`` and ``p_value``. All of them are fractions: one percentage point is 0.01.
        The absolute interval is not clipped, even where it passes -1 or 1. If either click count is
        0, the three ``rel_`` values are NaN and all others are given as usual. If the pooled variance
        is 0, the p-value is 1.0; it is good to 1e-9 absolute.

    Raises
    ------
    ValueError
        If a view count is below 1, a click count is outside [0, views], or ``level`` is outside
        the open interval (0, 1).

    Examples
    --------
    >>> report = ctr_lift(200, 10_000, 220, 10_000)
    >>> {name: round(value, 4) for name, value in report.items() if name.startswith("abs")}
    {'abs_lift': 0.002, 'abs_lo': -0.002, 'abs_hi': 0.006}
    >>> {name: round(value, 4) for name, value in report.items() if name.startswith("rel")}
    {'rel_lift': 0.1, 'rel_lo': -0.0899, 'rel_hi': 0.3295}
    """
    raise NotImplementedError
