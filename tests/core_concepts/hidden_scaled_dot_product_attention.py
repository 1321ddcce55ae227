"""What must hold for all queries, keys, values and masks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rests_on
from katas.core_concepts import scaled_dot_product_attention as kata
from tests.strategies.core_concepts import attention_inputs


def one_query(q, keys, values, allowed):
    """One query, one key at a time, straight from the statement."""
    scores = [sum(a * b for a, b in zip(q, key, strict=True)) / math.sqrt(len(q)) for key in keys]
    top = max((s for s, may in zip(scores, allowed, strict=True) if may), default=0.0)
    parts = [math.exp(s - top) if may else 0.0 for s, may in zip(scores, allowed, strict=True)]
    weights = [part / (sum(parts) or 1.0) for part in parts]
    out = [sum(w * value[j] for w, value in zip(weights, values, strict=True)) for j in range(len(values[0]))]
    return out, weights


def query_by_query(Q, K, V, mask):
    out, weights = np.zeros((*Q.shape[:-1], V.shape[-1])), np.zeros((*Q.shape[:-1], K.shape[-2]))
    allowed = np.ones(weights.shape, dtype=bool) if mask is None else np.broadcast_to(mask, weights.shape)
    for at in np.ndindex(Q.shape[:-1]):
        batch = at[:-1]
        out[at], weights[at] = one_query(Q[at].tolist(), K[batch].tolist(), V[batch].tolist(), allowed[at].tolist())
    return out, weights


@rests_on("softmax of the scores over the keys that the query may attend to")
@given(attention_inputs)
def test_agrees_with_one_query_at_a_time(inputs):
    agree(kata.attention(*inputs), query_by_query(*inputs))


@follows_from("softmax of the scores")
@given(attention_inputs)
def test_weights_are_shares(inputs):
    Q, K, _, mask = inputs
    _, weights = kata.attention(*inputs)
    some = np.ones(Q.shape[:-1], dtype=bool)
    if mask is not None:
        some = np.broadcast_to(mask, (*Q.shape[:-1], K.shape[-2])).any(axis=-1)
    expect((weights >= 0).all(), "no weight is negative", got=weights)
    agree(weights.sum(axis=-1), some.astype(float))


@follows_from("weights V")
@given(attention_inputs, st.integers(0, 99))
def test_the_order_of_the_keys_does_not_matter(inputs, seed):
    Q, K, V, mask = inputs
    order = np.random.default_rng(seed).permutation(K.shape[-2])
    out, weights = kata.attention(*inputs)
    mask = mask if mask is None or mask.shape[-1] == 1 else mask[..., order]
    agree(kata.attention(Q, K[..., order, :], V[..., order, :], mask), (out, weights[..., order]))


@follows_from("Q K^T / sqrt(d)")
@given(attention_inputs, st.integers(-3, 3))
def test_adding_one_vector_to_every_key_changes_nothing(inputs, step):
    Q, K, V, mask = inputs
    shifted = K + step * np.arange(1, K.shape[-1] + 1)
    expected = kata.attention(Q, K, V, mask)
    agree(kata.attention(Q, shifted, V, mask), expected, rtol=1e-8, atol=1e-10)


@rests_on("A key that a query may not attend to has weight exactly 0")
@given(attention_inputs)
def test_what_is_blocked_has_no_influence(inputs):
    Q, K, V, _ = inputs
    mask = np.arange(K.shape[-2]) > 0  # (Lk,)
    other, values = K.copy(), V.copy()
    other[..., 0, :], values[..., 0, :] = 70.0, -90.0
    expected = kata.attention(Q, K, V, mask)
    agree(kata.attention(Q, other, values, mask), expected)


@rests_on("has all weights 0 and output 0")
def test_a_query_that_may_attend_to_nothing():
    rng = np.random.default_rng(5)
    Q, K, V = rng.normal(size=(3, 2)), rng.normal(size=(4, 2)), rng.normal(size=(4, 5))
    mask = np.array([[True, False, True, True], [False] * 4, [False, False, True, False]])
    agree(kata.attention(Q, K, V, mask), query_by_query(Q, K, V, mask))


@rests_on("scores may be up to 1e4 in size")
@pytest.mark.parametrize("size", [500.0, 1e4])
def test_large_scores(size):
    Q, K, V = np.array([[size], [-size]]), np.array([[1.0], [-1.0], [0.0]]), np.array([[3.0], [5.0], [7.0]])
    agree(kata.attention(Q, K, V), (np.array([[3.0], [5.0]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])))


@rests_on("those of blocked keys too")
def test_a_large_blocked_score():
    Q, K, V = np.array([[1e4]]), np.array([[1.0], [-1.0], [-1.0]]), np.array([[3.0], [5.0], [8.0]])
    mask = np.array([False, True, True])
    agree(kata.attention(Q, K, V, mask), (np.array([[6.5]]), np.array([[0.0, 0.5, 0.5]])))


@rests_on("scores may be up to 1e4 in size")
def test_a_row_of_large_negative_scores_beside_a_row_of_small_ones():
    result = kata.attention(np.array([[1e4], [0.5]]), np.full((2, 1), -1.0), np.array([[3.0], [4.0]]))
    agree(result, (np.full((2, 1), 3.5), np.full((2, 2), 0.5)))


@rests_on("bool array that broadcasts to (..., Lq, Lk)")
@pytest.mark.parametrize("shape", [(), (4,), (3, 1), (1, 4), (3, 4), (1, 3, 4), (2, 1, 4), (2, 3, 4)])
def test_masks_broadcast(shape):
    rng = np.random.default_rng(8)
    Q, K, V = rng.normal(size=(2, 3, 5)), rng.normal(size=(2, 4, 5)), rng.normal(size=(2, 4, 2))
    mask = rng.random(shape) < 0.6 if shape else np.array(True)
    agree(kata.attention(Q, K, V, mask), query_by_query(Q, K, V, mask))


@rests_on("None means everywhere")
@given(attention_inputs)
def test_a_mask_of_true_is_no_mask(inputs):
    Q, K, V, _ = inputs
    expected = kata.attention(Q, K, V)
    agree(kata.attention(Q, K, V, np.ones((Q.shape[-2], K.shape[-2]), dtype=bool)), expected)


@rests_on("of floats or of integers, int8 (a quantised model's) included")
@pytest.mark.parametrize("dtype", ["int8", "uint8", "int64", "float32"])
def test_any_dtype_is_computed_in_float64(dtype):
    Q, V = np.array([[10, 1]]), np.array([[40], [90], [127], [110]])
    K = np.array(
        [[12, 7], [13, 0], [25, 5], [25, 8]]
    )  # products 127, 130, 255, 258: on either side of what 8 bits hold
    agree(kata.attention(Q.astype(dtype), K.astype(dtype), V.astype(dtype)), query_by_query(Q, K, V, None))


@rests_on("float64 array of shape (..., Lq, dv)")
@pytest.mark.parametrize("leading", [(), (2,)])
def test_no_queries(leading):
    Q, K, V = np.ones((*leading, 0, 2)), np.ones((*leading, 3, 2)), np.ones((*leading, 3, 4))
    agree(kata.attention(Q, K, V), (np.ones((*leading, 0, 4)), np.ones((*leading, 0, 3))))
