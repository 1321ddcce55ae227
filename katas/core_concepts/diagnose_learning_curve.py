"""Diagnose a learning curve.

Training jobs for two hundred customers finish every night. Nobody looks at two hundred
pairs of curves, so a job should say by itself what its curves show: whether the model is
good enough, too simple, short of data, too flexible, or too good to be true. You write
the rule; it goes by the right end of the curves, where the training set is largest.
"""

from collections.abc import Sequence


def diagnose_learning_curve(
    sizes: Sequence[int],
    train: Sequence[float],
    val: Sequence[float],
    target: float,
    *,
    gap_tol: float = 0.05,
    slope_tol: float = 0.01,
) -> str:
    """Say what a learning curve shows.

    Scores are of the kind where higher is better. At the largest size, the gap is the
    training score minus the validation score, and the rise is what the validation score
    has gained since the size before. The diagnosis is the first of these that applies:

    1. "suspect_leak": the validation score is above the training score by more than
       ``gap_tol``.
    2. "good_fit": the gap is at most ``gap_tol``, and the validation score reaches the
       target (at least).
    3. "high_bias": the gap is at most ``gap_tol``, and not even the training score reaches
       the target.
    4. "near_target": the gap is at most ``gap_tol``.
    5. "needs_more_data": the rise is more than ``slope_tol``.
    6. "high_variance": none of these.

    Parameters
    ----------
    sizes : sequence of ints, at least 2
        The training set sizes.
    train, val : sequences of floats, as long as ``sizes``
        The training and the validation score at each size: lists, tuples or arrays.
    target : float
        The score that is good enough.
    gap_tol, slope_tol : float

    Returns
    -------
    str
        One of the six words.

    Raises
    ------
    ValueError
        If ``sizes`` does not increase from each point to the next, or a score is NaN.

    Examples
    --------
    >>> diagnose_learning_curve([100, 1_000], [0.75, 0.72], [0.65, 0.70], target=0.9)
    'high_bias'
    >>> diagnose_learning_curve([100, 1_000], [1.0, 0.98], [0.65, 0.80], target=0.9)
    'needs_more_data'
    """
    raise NotImplementedError
