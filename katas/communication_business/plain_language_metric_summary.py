"""A metric summary in plain language.

A bank has tested a detector of stolen cards, and two people want to hear about it before noon. The
board member decides whether it goes live: what does it catch, what does it miss, how often does it cry
wolf, in words that need no course in statistics. A number misread means thousands of blocked honest
customers, or thefts nobody expected. The engineer who runs it wants the ratios. Write the sentence
for either of them from the same four counts. The wording is yours; the facts are not.
"""

from typing import Literal


def summarise(tp: int, fp: int, fn: int, tn: int, *, noun: str, audience: Literal["exec", "engineer"]) -> str:
    """Say in one line how a detector of `noun` did.

    For ``"exec"``, at most 60 words (split at white space) in which these facts appear verbatim, in
    lower case, with plain integers (no thousands separators); the rest of the wording is free:

    - ``catches A of B <noun>`` with ``A = tp`` and ``B = tp + fn``;
    - ``X of every 100 alerts are false`` with ``X = 100 * fp / (tp + fp)``, rounded half up;
    - ``misses M`` with ``M = fn``.

    Without alerts (``tp + fp = 0``), ``raised no alerts`` replaces the second fact; without positives
    (``tp + fn = 0``), ``no <noun> in the sample`` replaces the first and the third. No other of these
    facts appears, nor, as a whole word in any case: precision, recall, F1, AUC, FPR, TPR, confusion.

    For ``"engineer"``, the line contains, verbatim, ``precision=``, ``recall=`` and ``f1=``, each followed
    by the number with exactly 3 decimals or by ``n/a`` where the ratio is 0 / 0, and ``n=`` followed by
    the total of the four counts, a plain integer:

        precision = tp / (tp + fp)
        recall    = tp / (tp + fn)
        f1        = 2 * tp / (2 * tp + fp + fn)

    Parameters
    ----------
    tp, fp, fn, tn : int
        True positives, false positives (false alerts), false negatives (misses), true negatives.
    noun : str, what is being detected: at most five words, which appear as they are given
    audience : {"exec", "engineer"}

    Returns
    -------
    str, a single line

    Raises
    ------
    ValueError
        If a count is negative, or all counts are 0.

    Examples
    --------
    >>> text = summarise(80, 20, 40, 860, noun="stolen cards", audience="exec")
    >>> "catches 80 of 120 stolen cards" in text, "20 of every 100 alerts are false" in text, "misses 40" in text
    (True, True, True)
    >>> "raised no alerts" in summarise(0, 0, 3, 97, noun="stolen cards", audience="exec")
    True
    """
    raise NotImplementedError
