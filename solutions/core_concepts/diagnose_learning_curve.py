"""Diagnose a learning curve: the reference, another right answer, and the mistakes the tests must reject.

Two questions decide. How far apart are the curves at the right end (the gap)? And is the validation curve still
climbing (the rise)? A small gap means that more data will not help: the model does on new data what it does on its
own, and if that is not enough it is too simple. A wide gap means variance, and then a rise says that data is still
closing it, where a flat curve calls for regularisation or a smaller model.

The left end says nothing: with few examples every flexible model fits them all. And a validation score above the
training score is no good news. Beyond noise (or dropout and augmentation, which handicap training) it means that the
two sets are not what they are thought to be: duplicates across the split, a leak, an easier validation set.

What an interviewer listens for: the right end, the sign of the gap, that a wide gap alone does not tell variance from
want of data, and what one would do about each of the six words.
"""

import math
from itertools import pairwise


def _check(sizes, train, val):
    if any(after <= before for before, after in pairwise(sizes)):
        raise ValueError("sizes must increase")
    if any(math.isnan(score) for score in (*train, *val)):
        raise ValueError("a score is NaN")


def _diagnosis(gap, rise, reached, trained, gap_tol, slope_tol):
    """Go through the list, given what the scores come to; `reached` and `trained` are about the target."""
    if gap < -gap_tol:
        return "suspect_leak"
    if gap <= gap_tol:
        return "good_fit" if reached else "near_target" if trained else "high_bias"
    return "needs_more_data" if rise > slope_tol else "high_variance"


def diagnose_learning_curve(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    _check(sizes, train, val)
    gap, rise = train[-1] - val[-1], val[-1] - val[-2]
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


def down_the_list(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Writes the list down as pairs of a condition and a word, and takes the first that holds."""
    _check(sizes, train, val)
    *_, before, last = val
    close = train[-1] - last <= gap_tol
    table = [
        (last - train[-1] > gap_tol, "suspect_leak"),
        (close and not last < target, "good_fit"),
        (close and train[-1] < target, "high_bias"),
        (close, "near_target"),
        (last - before > slope_tol, "needs_more_data"),
        (True, "high_variance"),
    ]
    return next(word for holds, word in table if holds)


def reads_the_left_end(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Takes the gap at the smallest size, where every flexible model fits its few examples."""
    _check(sizes, train, val)
    gap, rise = train[0] - val[0], val[-1] - val[-2]
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


def takes_the_size_of_the_gap(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Takes |gap|: a validation score far above training is called variance, where it points to a leak."""
    _check(sizes, train, val)
    gap, rise = abs(train[-1] - val[-1]), val[-1] - val[-2]
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


def takes_scores_for_losses(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Treats lower as better: the gap and the target turn round."""
    _check(sizes, train, val)
    gap, rise = val[-1] - train[-1], val[-2] - val[-1]
    return _diagnosis(gap, rise, val[-1] <= target, train[-1] <= target, gap_tol, slope_tol)


def looks_at_the_gap_alone(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Calls every wide gap variance, although validation may still be climbing with more data."""
    return diagnose_learning_curve(sizes, train, val, target, gap_tol=gap_tol, slope_tol=math.inf)


def measures_the_rise_from_the_start(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Takes the rise over the whole curve: one that went flat long ago still looks like climbing."""
    _check(sizes, train, val)
    gap, rise = train[-1] - val[-1], val[-1] - val[0]
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


def measures_the_rise_per_example(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Divides the rise by the examples added, which makes it next to nothing."""
    _check(sizes, train, val)
    gap, rise = train[-1] - val[-1], (val[-1] - val[-2]) / (sizes[-1] - sizes[-2])
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


def measures_any_change(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Takes |rise|: a validation score that falls with more data is said to need more."""
    _check(sizes, train, val)
    gap, rise = train[-1] - val[-1], abs(val[-1] - val[-2])
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


def takes_the_best_validation_score(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Takes max(val) for the last score, and picks the luckiest point of the curve."""
    _check(sizes, train, val)
    gap, rise = train[-1] - max(val), val[-1] - val[-2]
    return _diagnosis(gap, rise, max(val) >= target, train[-1] >= target, gap_tol, slope_tol)


def wants_more_than_the_target(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Compares with >: a score equal to the target does not reach it."""
    _check(sizes, train, val)
    gap, rise = train[-1] - val[-1], val[-1] - val[-2]
    return _diagnosis(gap, rise, val[-1] > target, train[-1] > target, gap_tol, slope_tol)


def calls_a_gap_of_the_tolerance_wide(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Compares with <, so a gap of exactly gap_tol counts as wide."""
    return diagnose_learning_curve(
        sizes, train, val, target, gap_tol=math.nextafter(gap_tol, -math.inf), slope_tol=slope_tol
    )


def calls_a_rise_of_the_tolerance_climbing(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Compares with >=, so a rise of exactly slope_tol asks for more data."""
    return diagnose_learning_curve(
        sizes, train, val, target, gap_tol=gap_tol, slope_tol=math.nextafter(slope_tol, -math.inf)
    )


def asks_about_bias_first(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Looks for high bias before good fit: validation at the target is called bad if training is just below."""
    word = diagnose_learning_curve(sizes, train, val, target, gap_tol=gap_tol, slope_tol=slope_tol)
    return "high_bias" if word == "good_fit" and train[-1] < target else word


def blames_bias_for_a_missed_target(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Calls it bias if validation misses the target, although training reaches it and the model is rich enough."""
    word = diagnose_learning_curve(sizes, train, val, target, gap_tol=gap_tol, slope_tol=slope_tol)
    return "high_bias" if word == "near_target" else word


def is_content_with_the_target(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Calls it a good fit as soon as validation reaches the target, however wide the gap."""
    word = diagnose_learning_curve(sizes, train, val, target, gap_tol=gap_tol, slope_tol=slope_tol)
    return "good_fit" if word != "suspect_leak" and val[-1] >= target else word


def checks_the_ends_only(sizes, train, val, target, *, gap_tol=0.05, slope_tol=0.01):
    """Looks for NaN in the last two points only; a job that failed early is not noticed."""
    _check(sizes, train[-2:], val[-2:])
    gap, rise = train[-1] - val[-1], val[-1] - val[-2]
    return _diagnosis(gap, rise, val[-1] >= target, train[-1] >= target, gap_tol, slope_tol)


ALTERNATIVES = [down_the_list]
