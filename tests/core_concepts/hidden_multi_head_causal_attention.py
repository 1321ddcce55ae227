"""What must hold for all tokens, projections and padding."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import multi_head_causal_attention as kata
from tests.strategies.neural_nets import padding, token_batches

seeds = st.integers(0, 999)


def one_query(q, keys, values):
    """The weighted mean of the values, one key at a time."""
    scores = [sum(a * b for a, b in zip(q, key, strict=True)) / math.sqrt(len(q)) for key in keys]
    parts = [math.exp(score - max(scores)) for score in scores]
    return [sum(p * v for p, v in zip(parts, column, strict=True)) / sum(parts) for column in zip(*values, strict=True)]


def query_by_query(X, Wq, Wk, Wv, Wo, n_heads, causal, keep):
    """One sequence, one query and one head at a time, with a list of the positions it sees."""
    mixed, dh = np.zeros(X.shape), X.shape[2] // n_heads
    keep = np.ones(X.shape[:2], dtype=bool) if keep is None else keep
    for b, t, h in np.ndindex(*X.shape[:2], n_heads):
        if not keep[b, t]:
            continue
        seen = [s for s in range(t + 1 if causal else X.shape[1]) if keep[b, s]]
        own = slice(h * dh, (h + 1) * dh)
        q, keys, values = X[b, t] @ Wq[:, own], X[b, seen] @ Wk[:, own], X[b, seen] @ Wv[:, own]
        mixed[b, t, own] = one_query(q.tolist(), keys.tolist(), values.tolist())
    return mixed @ Wo


@rests_on("head h has the columns h dh to (h+1) dh - 1 of each", "None means that all tokens are real")
@given(token_batches, st.booleans(), seeds)
def test_agrees_with_one_query_at_a_time(batch, causal, seed):
    keep = padding(batch[0], seed) if seed % 3 else None
    agree(kata.mha(*batch, causal=causal, keep=keep), query_by_query(*batch, causal, keep))


@rests_on("position t attends to positions 0 to t, itself included")
@given(token_batches, seeds)
def test_the_future_has_no_influence(batch, seed):
    X, *rest = batch
    t = seed % X.shape[1]
    other = X.copy()
    other[:, t + 1 :] = 3 - 2 * X[:, t + 1 :]
    expected = kata.mha(*batch)[:, : t + 1]
    agree(kata.mha(other, *rest)[:, : t + 1], expected)


@rests_on("True for a real token, False for padding, which may be anywhere")
@given(token_batches, st.booleans(), seeds)
def test_padding_is_as_if_it_were_not_there(batch, causal, seed):
    X, *rest = batch
    keep = padding(X[:1], seed)
    short = kata.mha(X[:1, keep[0]], *rest, causal=causal)
    agree(kata.mha(X[:1], *rest, causal=causal, keep=keep)[:, keep[0]], short)


@follows_from("output  = (head_0, head_1, ... side by side) Wo")
@given(token_batches, seeds)
def test_the_order_of_the_heads_does_not_matter(batch, seed):
    X, Wq, Wk, Wv, Wo, n_heads = batch
    heads = np.random.default_rng(seed).permutation(n_heads)
    order = np.arange(X.shape[2]).reshape(n_heads, -1)[heads].ravel()
    expected = kata.mha(*batch)
    agree(kata.mha(X, Wq[:, order], Wk[:, order], Wv[:, order], Wo[order], n_heads), expected)


@rests_on("No query attends to padding")
@pytest.mark.parametrize(("causal", "first"), [(True, [6.0, 1.0]), (False, [4.0, 2.0])])
def test_padding_at_the_start(causal, first):
    X, zero, eye = np.array([[[90.0, 70], [6, 1], [2, 3]]]), np.zeros((2, 2)), np.eye(2)
    result = kata.mha(X, zero, eye, eye, eye, 2, causal=causal, keep=np.array([[False, True, True]]))
    agree(result, np.array([[[0, 0], first, [4, 2]]]))


@rests_on("the output at padding is 0")
@pytest.mark.parametrize("causal", [True, False])
def test_a_sequence_of_nothing_but_padding_beside_others(causal):
    rng = np.random.default_rng(4)
    batch = rng.normal(size=(3, 4, 6)), *(rng.normal(size=(6, 6)) for _ in range(4)), 3
    keep = np.array([[False, False, True, True], [False] * 4, [True, False, True, False]])
    agree(kata.mha(*batch, causal=causal, keep=keep), query_by_query(*batch, causal, keep))


@rests_on("up to 1e4 in size, those of keys that are hidden too")
@pytest.mark.parametrize("size", [-100.0, 100.0])
@pytest.mark.parametrize("causal", [True, False])
def test_large_scores(size, causal):
    X = np.array([[[100.0, 1], [-100, 3], [-100, 7], [100, 2], [-40, 5]]])
    Wq, eye = np.diag([size / 100, 0.1]), np.eye(2)
    keep = np.array([[True, True, False, False, True]])
    expected = query_by_query(X, Wq, eye, eye, eye, 2, causal, keep)
    agree(kata.mha(X, Wq, eye, eye, eye, 2, causal=causal, keep=keep), expected)


@rests_on("L >= 0")
@pytest.mark.parametrize("keep", [None, np.ones((2, 0), dtype=bool)])
def test_sequences_without_tokens(keep):
    agree(kata.mha(np.ones((2, 0, 6)), *[np.eye(6)] * 4, 3, keep=keep), np.ones((2, 0, 6)))


@rests_on("If n_heads is below 1 or does not divide D")
def test_impossible_numbers_of_heads():
    weights = [np.eye(6)] * 4
    rejects(kata.mha, [(np.ones((1, 2, 6)), *weights, n_heads) for n_heads in (0, -1, -3, 4, 5, 7, 12)])
    rejects(kata.mha, [(np.ones((1, 0, 6)), *weights, n_heads) for n_heads in (-3, 4)])
