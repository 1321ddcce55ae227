"""Debug the softmax of a sampler.

Four bugs, four symptoms, and a test of one line for each:

    axis      sum(axis=0) normalises over the batch; a single row hides it. Test: rows of a 2-D batch sum to 1.
    overflow  exp(710) is infinite, and inf / inf is NaN. Test: logits of 5000.
    inverted  times the temperature, not divided by it; T = 1 hides it. Test: T = 2 must flatten.
    in place  np.asarray copies only if it has to, so *= writes into a float64 array of the caller;
              float32 hides it. Test: call twice, compare.

Each default hides a bug: one row, small numbers, T = 1, another dtype. That is why the test comes
first: it shows that you understood the symptom, and that the repair is what removed it.

Subtracting the maximum of the row changes nothing in exact arithmetic, since the factor exp(-max)
stands in the numerator and in the denominator. It makes the greatest exponent 0, so that the sum lies
between 1 and V and no overflow is left; what underflows to 0 is too small to matter. The maximum must
be that of the row: with one of the whole batch, a row far below it would be 0 / 0.
"""

import math

import numpy as np
from numpy.typing import NDArray


def predict_proba(logits, temperature=1.0):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    logits = np.asarray(logits, dtype=np.float64)
    logits = logits / temperature
    weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probabilities: NDArray[np.float64] = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


def by_log_sum_exp(logits, temperature=1.0):
    """Subtracts the logarithm of the normaliser, summed pairwise without overflow, before it exponentiates."""
    if not temperature > 0:
        raise ValueError("needs a positive temperature")
    scaled = np.divide(logits, temperature, dtype=np.float64)
    return np.exp(scaled - np.logaddexp.reduce(scaled, axis=-1)[..., None])


def row_by_row(logits, temperature=1.0):
    """Works out one row at a time in plain Python, with an exact sum."""
    shape = np.shape(logits)
    if temperature <= 0:
        raise ValueError("temperature out of range")
    rows = []
    for row in np.array(logits, dtype=float).reshape(-1, shape[-1]).tolist():
        top = max(row)
        powers = [math.exp((value - top) / temperature) for value in row]
        whole = math.fsum(powers)
        rows.append([power / whole for power in powers])
    return np.array(rows, dtype=float).reshape(shape)


def as_shipped(logits, temperature=1.0):
    """All four bugs: the wrong axis, no shift, times the temperature, into the caller's array."""
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    logits = np.asarray(logits, dtype=np.float64)
    logits *= temperature
    weights = np.exp(logits)
    probabilities: NDArray[np.float64] = weights / weights.sum(axis=0, keepdims=True)
    return probabilities


def _checked(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    return np.array(logits, dtype=np.float64)


def _softmax(scaled):
    weights = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def axis_zero(logits, temperature=1.0):
    """Normalises over the first axis: the probabilities sum to 1 over the batch, not over the classes."""
    scaled = _checked(logits, temperature) / temperature
    weights = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=0, keepdims=True)


def second_axis(logits, temperature=1.0):
    """Normalises over axis 1, which is the last one of a 2-D batch only. A single row is made a batch first."""
    scaled = _checked(logits, temperature) / temperature
    batch = np.atleast_2d(scaled)
    weights = np.exp(batch - batch.max(axis=-1, keepdims=True))
    return (weights / weights.sum(axis=1, keepdims=True)).reshape(scaled.shape)


def overflow(logits, temperature=1.0):
    """Exponentiates the logits as they are: exp of a large one is infinite, and inf / inf is NaN."""
    weights = np.exp(_checked(logits, temperature) / temperature)
    return weights / weights.sum(axis=-1, keepdims=True)


def temperature_inverted(logits, temperature=1.0):
    """Multiplies by the temperature: a high one sharpens instead of flattening."""
    return _softmax(_checked(logits, temperature) * temperature)


def in_place(logits, temperature=1.0):
    """Divides the caller's own array where it is float64: a second call gives another answer."""
    _checked(logits, temperature)
    logits = np.asarray(logits, dtype=np.float64)
    logits /= temperature
    return _softmax(logits)


def shifts_in_place(logits, temperature=1.0):
    """Subtracts the maximum from the caller's own array: the answer stays, the logits do not."""
    _checked(logits, temperature)
    logits = np.asarray(logits, dtype=np.float64)
    logits -= logits.max(axis=-1, keepdims=True)
    return _softmax(logits / temperature)


def shifts_by_the_greatest_of_all(logits, temperature=1.0):
    """Subtracts the maximum of the whole batch: a row far below it underflows to 0 / 0."""
    scaled = _checked(logits, temperature) / temperature
    weights = np.exp(scaled - scaled.max(initial=-np.inf))
    return weights / weights.sum(axis=-1, keepdims=True)


def shifts_by_the_mean(logits, temperature=1.0):
    """Subtracts the mean of the row: what lies far above it overflows still."""
    scaled = _checked(logits, temperature) / temperature
    weights = np.exp(scaled - scaled.mean(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def shifts_before_dividing_by_the_rest(logits, temperature=1.0):
    """Subtracts the maximum of the logits from the logits already divided: overflows below temperature 1."""
    logits = _checked(logits, temperature)
    weights = np.exp(logits / temperature - logits.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def clips_the_logits(logits, temperature=1.0):
    """Cuts the logits off at 500 to keep exp finite: 5000 and 600 become equally likely."""
    return _softmax(np.clip(_checked(logits, temperature) / temperature, -500, 500))


def adds_an_epsilon(logits, temperature=1.0):
    """Guards a division that needs no guard: the rows no longer sum to 1."""
    return _softmax(_checked(logits, temperature) / temperature) / (1 + 1e-8)


def greedy_at_zero(logits, temperature=1.0):
    """Takes temperature 0 for "always the best class", where the statement wants an error."""
    if temperature == 0:
        return predict_proba(logits, 1e-9)
    return predict_proba(logits, temperature)


def keeps_the_dtype(logits, temperature=1.0):
    """Computes and returns in the dtype of the logits, not in float64."""
    _checked(logits, temperature)
    return _softmax(logits / logits.dtype.type(temperature))


def casts_too_late(logits, temperature=1.0):
    """Divides before it casts: half precision rounds, and overflows past 65504."""
    _checked(logits, temperature)
    return _softmax((logits / logits.dtype.type(temperature)).astype(np.float64))


def without_keepdims(logits, temperature=1.0):
    """Drops the last axis in the sum, so that it is matched with the columns: wrong or an error for batches."""
    scaled = _checked(logits, temperature) / temperature
    weights = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1)


ALTERNATIVES = [by_log_sum_exp, row_by_row]
