"""Log-sum-exp: the reference, other right answers, and the mistakes the tests must reject.

For any number c,

    log sum exp(x_i)  =  c + log sum exp(x_i - c)

With c the largest of the numbers that are added, the largest exponential is exp(0) = 1: nothing
overflows, the sum lies between 1 and n, and what underflows is too small to be seen in it. So

    max x  <=  logsumexp(x)  <=  max x + log n

which is why it is called a smooth maximum. Its gradient is the softmax.

The shift has to be finite. If all numbers are -inf, their maximum is -inf and -inf - (-inf) is
NaN; with a +inf it is inf - inf. Replace such a shift by 0 and the formula gives the right answer:
log(0) = -inf, log(inf) = inf, and NaN stays NaN. A maximum of nothing is -inf, its identity, and
then the same rule answers for the empty sum. NumPy warns of log(0) and of exp(1000) beside a +inf,
both of which are meant here.

Cost: two passes over the array and one temporary of its size. What an interviewer listens for: the
identity, one maximum for each sum and not one for all, keepdims so that the subtraction broadcasts,
and the -inf question before it is asked.
"""

import math

import numpy as np


def logsumexp(x, axis=None, keepdims=False):
    largest = x.max(axis=axis, keepdims=True, initial=-np.inf)  # length 1 along the axis
    shift = np.where(np.isfinite(largest), largest, 0.0)
    with np.errstate(divide="ignore", over="ignore"):  # log(0), and exp(1000) beside a +inf
        total = shift + np.log(np.exp(x - shift).sum(axis=axis, keepdims=True))
    if keepdims:
        return total
    return float(total.item()) if axis is None else total.squeeze(axis)


def adds_one_number_at_a_time(x, axis=None, keepdims=False):
    """Lets NumPy's log(exp(a) + exp(b)) do the work, pair after pair."""
    with np.errstate(invalid="ignore"):  # it warns of NaN
        if axis is not None:
            return np.logaddexp.reduce(x, axis=axis, keepdims=keepdims, initial=-np.inf)
        total = np.logaddexp.reduce(x.ravel(), initial=-np.inf)
    return np.full((1,) * x.ndim, total) if keepdims else float(total)


def sum_by_sum(x, axis=None, keepdims=False):
    """Brings the axis to the end and adds each row in Python, with an exact sum."""
    if axis is None:
        total = _of_list(x.ravel().tolist())
        return np.full((1,) * x.ndim, total) if keepdims else total
    rows = np.moveaxis(x, axis, -1)
    totals = np.array([_of_list(rows[i].tolist()) for i in np.ndindex(rows.shape[:-1])], dtype=float)
    totals = totals.reshape(rows.shape[:-1])
    return np.expand_dims(totals, axis) if keepdims else totals


def _of_list(numbers):
    if any(math.isnan(number) for number in numbers):
        return math.nan
    largest = max(numbers, default=-math.inf)
    if math.isinf(largest):
        return largest
    return largest + math.log(math.fsum(math.exp(number - largest) for number in numbers))


def _shaped(total, axis, keepdims):
    if keepdims:
        return total
    return float(total.item()) if axis is None else total.squeeze(axis)


def exponentiates_first(x, axis=None, keepdims=False):
    """Takes the formula as it stands: exp overflows beyond 709, and below -745 every number becomes 0."""
    return np.log(np.exp(x).sum(axis=axis, keepdims=keepdims))


def one_maximum_for_all(x, axis=None, keepdims=False):
    """Subtracts the largest number of the whole array: a row that lies 800 below it underflows to log(0)."""
    largest = x.max(initial=-np.inf)
    shift = largest if np.isfinite(largest) else 0.0
    with np.errstate(divide="ignore", over="ignore"):
        return shift + np.log(np.exp(x - shift).sum(axis=axis, keepdims=keepdims))


def minus_infinity_minus_itself(x, axis=None, keepdims=False):
    """Subtracts a maximum of -inf from -inf, which is NaN: a sum of impossible events is impossible, -inf."""
    largest = x.max(axis=axis, keepdims=True, initial=-np.inf)
    with np.errstate(invalid="ignore"):
        return _shaped(largest + np.log(np.exp(x - largest).sum(axis=axis, keepdims=True)), axis, keepdims)


def plus_infinity_minus_itself(x, axis=None, keepdims=False):
    """Guards against a maximum of -inf only: +inf - inf is NaN as well."""
    largest = x.max(axis=axis, keepdims=True, initial=-np.inf)
    shift = np.where(np.isneginf(largest), 0.0, largest)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _shaped(shift + np.log(np.exp(x - shift).sum(axis=axis, keepdims=True)), axis, keepdims)


def subtracts_without_keepdims(x, axis=None, keepdims=False):
    """Loses the axis of the maxima before subtracting: in a square table they meet the wrong rows."""
    largest = x.max(axis=axis, initial=-np.inf)
    shift = np.where(np.isfinite(largest), largest, 0.0)
    with np.errstate(divide="ignore", over="ignore"):
        total = shift + np.log(np.exp(x - shift).sum(axis=axis))
    if axis is None:
        return np.full((1,) * x.ndim, total) if keepdims else float(total)
    return np.expand_dims(total, axis) if keepdims else total


def ignores_keepdims(x, axis=None, keepdims=False):
    """Always drops the axis: a caller who subtracts the result to normalise needs it to stay."""
    return logsumexp(x, axis)


def axis_zero_means_all(x, axis=None, keepdims=False):
    """Asks `if not axis` for None: 0 is false too, so axis 0 sums over everything."""
    return logsumexp(x, axis if axis else None, keepdims)


def negative_axes_are_last(x, axis=None, keepdims=False):
    """Takes every negative axis for the last one: -2 counts two from the end."""
    return logsumexp(x, axis if axis is None or axis >= 0 else x.ndim - 1, keepdims)


def wraps_the_axis_around(x, axis=None, keepdims=False):
    """Reduces the axis modulo the number of axes: an axis that does not exist becomes another one."""
    return logsumexp(x, axis if axis is None else axis % x.ndim, keepdims)


def keeps_an_array_for_everything(x, axis=None, keepdims=False):
    """Returns an array without axes where a float is asked."""
    return np.asarray(logsumexp(x, axis, keepdims))


def drops_what_is_not_a_number(x, axis=None, keepdims=False):
    """Treats NaN as a probability of 0: the broken number is hidden, and the sum looks healthy."""
    return logsumexp(np.where(np.isnan(x), -np.inf, x), axis, keepdims)


def plus_infinity_wins_over_nan(x, axis=None, keepdims=False):
    """Answers +inf as soon as one number is +inf, even beside a NaN, whose size nobody knows."""
    total = np.asarray(logsumexp(x, axis, keepdims))
    total = np.where((x == np.inf).any(axis=axis, keepdims=keepdims), np.inf, total)
    return total if keepdims or axis is not None else float(total)


def adds_a_small_number(x, axis=None, keepdims=False):
    """Takes log(sum + 1e-12) to avoid log(0): an impossible event then has log-probability -27.6."""
    largest = x.max(axis=axis, keepdims=True, initial=-np.inf)
    shift = np.where(np.isfinite(largest), largest, 0.0)
    with np.errstate(over="ignore"):
        return _shaped(shift + np.log(np.exp(x - shift).sum(axis=axis, keepdims=True) + 1e-12), axis, keepdims)


def no_maximum_of_nothing(x, axis=None, keepdims=False):
    """Asks for the maximum of an empty axis, which NumPy refuses: without an initial value there is none."""
    x.max(axis=axis)
    return logsumexp(x, axis, keepdims)


def one_number_for_nothing(x, axis=None, keepdims=False):
    """Returns -inf alone for an array without elements: along an axis there is one empty sum per row, or none."""
    return -np.inf if x.size == 0 else logsumexp(x, axis, keepdims)


def shifts_the_callers_numbers(x, axis=None, keepdims=False):
    """Subtracts the maximum in place: the sum is right, but the caller's log-probabilities have moved."""
    total = logsumexp(x, axis, keepdims)
    x -= x.max(initial=-9.0)
    return total


ALTERNATIVES = [adds_one_number_at_a_time, sum_by_sum]
