"""A launch decision with guardrails.

A food delivery service has tested a new ranking of restaurants. Orders per user went up, and the head
of product wants it live on Monday; the operations team fears for delivery times and cancellations. The
two agreed on a rule before the test: how much harm each guardrail metric may take, and what is decided in
which case. Shipping harm costs customers who do not come back; stopping a good ranking costs some
50 000 euros of orders a week. Apply the rule, and name the metrics that decided.
"""

from typing import Literal

Decision = Literal["ship", "iterate", "hold", "stop"]


def decide(primary: tuple[float, float], guardrails: list[dict[str, object]]) -> tuple[Decision, list[str]]:
    """Decide about a launch from confidence intervals.

    Each guardrail passes, fails or is inconclusive. ``lo`` and ``hi`` are the ends of the interval of its
    change (treatment minus control), ``margin`` is the harm that was agreed to be tolerable:

    - ``harm = "down"``, a fall is the harm: passes if ``lo >= -margin``, fails if ``hi < -margin``;
    - ``harm = "up"``, a rise is the harm: passes if ``hi <= margin``, fails if ``lo > margin``;
    - otherwise it is inconclusive.

    The first of these that holds is the decision:

    1. a guardrail fails: ``"stop"``;
    2. the primary metric is harmed, ``hi < 0``: ``"stop"``;
    3. a guardrail is inconclusive: ``"hold"``, that is, collect more data;
    4. the primary metric gains, ``lo > 0``: ``"ship"``;
    5. otherwise: ``"iterate"``.

    Parameters
    ----------
    primary : tuple of float
        The interval (lo, hi) of the primary metric's gain; up is good.
    guardrails : list of dict
        Each has the keys ``name`` (str), ``lo``, ``hi``, ``margin`` (float, 0 or more, in the unit of
        ``lo`` and ``hi``) and ``harm`` (``"down"`` or ``"up"``). The list may be empty.

    Returns
    -------
    tuple of str and list of str
        The decision, and the names that caused it, sorted: in case 1 the guardrails that fail, in case 3
        those that are inconclusive, in cases 2 and 5 ``["primary"]``, in case 4 the empty list.

    Raises
    ------
    ValueError
        If an interval, of the primary or of any guardrail, has ``lo > hi`` or a NaN; if two guardrails
        have the same name; if ``harm`` is neither ``"down"`` nor ``"up"``.

    Examples
    --------
    >>> latency = {"name": "latency", "lo": -3.0, "hi": 8.0, "margin": 10.0, "harm": "up"}
    >>> decide((0.002, 0.011), [latency])
    ('ship', [])
    >>> decide((0.002, 0.011), [latency | {"hi": 14.0}])
    ('hold', ['latency'])
    """
    raise NotImplementedError
