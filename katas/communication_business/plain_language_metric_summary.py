"""A metric summary in plain language.

The model is evaluated, and two people want to hear about it before noon. The executive wants to
know what it catches, what it misses and how often it cries wolf, in words that need no course in
statistics. The engineer wants the numbers. Write the sentence for either of them from the same
four counts. The wording is yours; the facts are not.
"""

from typing import Literal


def summarise(tp: int, fp: int, fn: int, tn: int, *, noun: str, audience: Literal["exec", "engineer"]) -> str:
    """Say in one line how a detector of `noun` did.

    For ``"exec"``, at most 60 words (split at white space) in which these facts appear verbatim, in
    lower case, with plain integers (no thousands separators); the rest of the wording is free:

    - ``catches A of B <noun>`` with ``A = tp`` and ``B = tp + fn``;
    - ``X of every 100 alerts are false`` with ``X = 100 * fp / (tp + fp)``, rounded half up;
    - ``misses M`` with ``M = fn``.

    Without alerts (``tp + fp = 0``), ``raised no alerts`` replaces the second fact. Without positives
    (``tp + fn = 0``), ``no <noun> in the sample`` replaces the first and the third. A fact that is
    replaced does not appear, nor does a replacement where it is not called for. None of these words
    appears as a whole word, in any case: precision, recall, F1, AUC, FPR, TPR, confusion (unless `noun`
    itself brings it in).

    For ``"engineer"``, the line contains, verbatim, ``precision=``, ``recall=`` and ``f1=``, each followed
    by the number with exactly 3 decimals or by ``n/a`` where the ratio is 0 / 0, and ``n=`` followed by
    the total of the four counts, a plain integer:

        precision = tp / (tp + fp)
        recall    = tp / (tp + fn)
        f1        = 2 * tp / (2 * tp + fp + fn)

    How an exact tie at the third decimal is rounded is up to you.

    Parameters
    ----------
    tp, fp, fn, tn : int
        True positives, false positives (false alerts), false negatives (misses), true negatives.
    noun : str
        What is being detected, in the plural: 1 to 40 characters, not blank, without a line break.
        It appears as it is given.
    audience : {"exec", "engineer"}
        Who is going to read it.

    Returns
    -------
    str
        A single line, without a line break. No warning escapes.

    Raises
    ------
    ValueError
        If a count is negative, all counts are 0, `noun` is blank, longer than 40 characters or
        holds a line break, or `audience` is neither of the two: for either audience.

    Examples
    --------
    >>> text = summarise(80, 20, 40, 860, noun="stolen cards", audience="exec")
    >>> "catches 80 of 120 stolen cards" in text, "20 of every 100 alerts are false" in text, "misses 40" in text
    (True, True, True)
    >>> "raised no alerts" in summarise(0, 0, 3, 97, noun="stolen cards", audience="exec")
    True
    >>> "f1=n/a" in summarise(0, 0, 0, 100, noun="stolen cards", audience="engineer")
    True
    """
    raise NotImplementedError
