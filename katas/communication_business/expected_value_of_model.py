"""The expected value of a model.

An insurer flags claims for inspection by an old rule, and a model is to replace it. The head of claims
asks what that is worth in euros a month, and from how many claims on it pays. Both were tried out on
samples of past claims. A figure that credits the model with what the rule already finds, or that
leaves out the running cost, buys a model that loses money every month; one that counts misses as
free turns down a good one. Answer with the value of a claim under each, and the monthly net.
"""


def model_value(
    counts: dict[str, int],
    baseline: dict[str, int],
    *,
    value_tp: float,
    cost_fp: float,
    cost_fn: float,
    volume: float,
    cost_per_call: float,
    fixed: float,
) -> dict[str, float | int | None]:
    """Say what replacing a rule by a model is worth.

    With ``N = tp + fp + fn + tn`` of each sample on its own, for `counts` and for `baseline`:

        value per case = (tp * value_tp - fp * cost_fp - fn * cost_fn) / N

    Let ``v`` be that of the model and ``vb`` that of the rule, which costs nothing to run. Then

        gross      = volume * (v - vb)
        net        = gross - volume * cost_per_call - fixed
        per_case   = v - vb - cost_per_call
        break_even = ceil(fixed / per_case - 1e-9) if per_case > 1e-12, otherwise None

    Parameters
    ----------
    counts, baseline : dict of int
        Model and rule, each on a sample of any size: keys ``tp``, ``fp``, ``fn``, ``tn``.
    value_tp, cost_fp, cost_fn : float
        Euros gained by a hit, lost by a false alarm, lost by a miss.
    volume : float
        Cases a month. Every one of them is scored.
    cost_per_call, fixed : float
        Running cost of the model: euros a case scored, and euros a month besides.

    Returns
    -------
    dict
        Keys ``v``, ``vb``, ``gross``, ``net``, ``per_case`` (float) and ``break_even`` (int or None: the
        number of cases a month from which on the model pays). All money is in euros.

    Raises
    ------
    ValueError
        If any argument or count is negative, or a sample is empty (``N = 0``).

    Examples
    --------
    >>> model, rule = {"tp": 8, "fp": 4, "fn": 2, "tn": 86}, {"tp": 3, "fp": 1, "fn": 2, "tn": 44}
    >>> amounts = {"value_tp": 50.0, "cost_fp": 5.0, "cost_fn": 100.0, "volume": 10_000, "fixed": 5_000.0}
    >>> report = model_value(model, rule, **amounts, cost_per_call=0.4)
    >>> {name: round(value, 6) for name, value in report.items()}
    {'v': 1.8, 'vb': -1.1, 'gross': 29000.0, 'net': 20000.0, 'per_case': 2.5, 'break_even': 2000}
    >>> model_value(model, rule, **amounts, cost_per_call=3.0)["break_even"] is None  # 2.9 - 3.0 a case
    True
    """
    raise NotImplementedError
