"""Scaled dot-product attention: the reference, another right answer, and the mistakes the tests must reject.

Each row of Q K^T holds one query's score for every key. For queries and keys with independent
entries of variance 1 a score has variance d; dividing by sqrt(d) brings it back to 1, so that the
softmax does not saturate, where its gradient vanishes. (By d it would be too flat, and the width
of the values has nothing to do with it.)

The softmax is the same if a constant is taken off a row, and with the largest score taken off the
largest exponential is 1: nothing overflows and the sum is at least 1. Largest means largest of
the *allowed* scores: a large blocked score would push all the others to 0. The mask belongs
before the softmax, as a score of minus infinity. A row with nothing allowed has no largest score;
its exponentials are all 0, and dividing them by 1 instead of 0 leaves them so.

Cost: O(Lq Lk (d + dv)) time, O(Lq Lk) memory for the weights; never forming them, block by block
with a running maximum and sum, is the idea of FlashAttention.
"""

import math

import numpy as np


def _as_floats(*arrays):
    return [array.astype(float) for array in arrays]


def attention(Q, K, V, mask=None):
    Q, K, V = _as_floats(Q, K, V)  # first: a product of int8 is int8 and wraps around
    scores = Q @ K.swapaxes(-1, -2) / math.sqrt(Q.shape[-1])  # (..., Lq, Lk)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)  # (..., Lq, 1)
    parts = np.exp(scores - np.where(np.isfinite(top), top, 0))  # (..., Lq, Lk)  0 where blocked
    weights = parts / np.maximum(parts.sum(axis=-1, keepdims=True), 1)  # the sum is >= 1, or 0 for a row all blocked
    return weights @ V, weights


def keys_one_after_another(Q, K, V, mask=None):
    """Sees one key at a time with a running maximum and sum, and rescales what it has: nothing is computed twice."""
    Q, K, V = _as_floats(Q, K, V)
    length = K.shape[-2]
    allowed = np.broadcast_to(np.bool_(True) if mask is None else mask, (*Q.shape[:-1], length))
    top, total = np.full(Q.shape[:-1], -1e300), np.zeros(Q.shape[:-1])
    parts = np.zeros((*Q.shape[:-1], length))
    for j in range(length):
        score = np.einsum("...qd,...d->...q", Q, K[..., j, :]) * Q.shape[-1] ** -0.5
        higher = np.where(allowed[..., j], np.maximum(top, score), top)
        shrink, part = np.exp(top - higher), np.where(allowed[..., j], np.exp(np.minimum(score - higher, 0)), 0)
        total = total * shrink + part
        parts = parts * shrink[..., None]
        parts[..., j], top = part, higher
    weights = np.divide(parts, total[..., None], out=np.zeros_like(parts), where=total[..., None] > 0)
    return np.einsum("...qk,...kv->...qv", weights, V), weights


def _attend(Q, K, V, mask, *, scale=None, axis=-1, blocked=-np.inf, largest=None, cast=_as_floats):
    """The steps of the reference with each one open to change: what most mistakes share."""
    Q, K, V = cast(Q, K, V)
    scores = Q @ K.swapaxes(-1, -2) / (scale or math.sqrt(Q.shape[-1]))
    allowed = np.broadcast_to(True if mask is None else mask, scores.shape)
    masked = np.where(allowed, scores, blocked)
    top = masked.max(axis=axis, keepdims=True) if largest is None else largest(scores)
    parts = np.exp(masked - np.where(np.isfinite(top), top, 0))
    total = parts.sum(axis=axis, keepdims=True)
    weights = parts / np.where(total > 0, total, 1)
    return weights @ V, weights


def softmax_wrong_axis(Q, K, V, mask=None):
    """Normalises over the queries: the weights of one query no longer add up to 1."""
    return _attend(Q, K, V, mask, axis=-2)


def scale_by_d(Q, K, V, mask=None):
    """Divides by d instead of its root: weights too even."""
    return _attend(Q, K, V, mask, scale=Q.shape[-1])


def scale_by_the_value_width(Q, K, V, mask=None):
    """Divides by the root of the width of the values: right only where that equals the keys'."""
    return _attend(Q, K, V, mask, scale=math.sqrt(V.shape[-1]))


def no_scale(Q, K, V, mask=None):
    """Forgets to divide by sqrt(d): weights too sharp, more so the wider the keys."""
    return _attend(Q, K, V, mask, scale=1.0)


def mask_after_softmax(Q, K, V, mask=None):
    """Zeroes the weights of blocked keys after the softmax without dividing anew: rows no longer sum to 1."""
    _, weights = attention(Q, K, V)
    weights = weights * (True if mask is None else mask)
    return weights @ V, weights


def fully_masked_nan(Q, K, V, mask=None):
    """Takes the softmax of a row that is all minus infinity: NaN, and a warning."""
    Q, K, V = _as_floats(Q, K, V)
    scores = Q @ K.swapaxes(-1, -2) / math.sqrt(Q.shape[-1])
    scores = np.where(True if mask is None else mask, scores, -np.inf)
    parts = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = parts / parts.sum(axis=-1, keepdims=True)
    return weights @ V, weights


def blocked_by_a_large_number(Q, K, V, mask=None):
    """Gives blocked keys the score -1e9: a row with nothing allowed then attends to everything evenly."""
    return _attend(Q, K, V, mask, blocked=-1e9)


def largest_of_the_blocked_too(Q, K, V, mask=None):
    """Takes off the largest of all scores: if that one is blocked and large, everything allowed vanishes."""
    return _attend(Q, K, V, mask, largest=lambda scores: scores.max(axis=-1, keepdims=True))


def overflows(Q, K, V, mask=None):
    """Takes the exponential of the raw scores: infinite from about 710 on, and all 0 far below."""
    return _attend(Q, K, V, mask, largest=np.zeros_like)


def mask_polarity(Q, K, V, mask=None):
    """Treats True as blocked: the mask the other way round."""
    return attention(Q, K, V, None if mask is None else ~mask)


def transposes_every_axis(Q, K, V, mask=None):
    """Writes K.T: right for one sequence, but in a batch it turns the leading axes round as well."""
    return attention(Q, K.T.swapaxes(-1, -2), V, mask)


def multiplies_in_the_given_dtype(Q, K, V, mask=None):
    """Multiplies int8 queries by int8 keys: the products are int8 too and wrap around past 127."""
    return _attend(Q, K, V, mask, cast=lambda *arrays: arrays)


def scales_the_callers_queries(Q, K, V, mask=None):
    """Divides the queries by sqrt(d) in place: the caller's array has changed after the call."""
    result = attention(Q, K, V, mask)
    if Q.dtype == float:
        Q /= math.sqrt(Q.shape[-1])
    return result


ALTERNATIVES = [keys_one_after_another]
