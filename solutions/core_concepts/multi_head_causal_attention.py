"""Multi-head causal attention: the reference, another right answer, and the mistakes the tests must reject.

A head is attention on its own dh of the D columns, so H heads cost what one wide head costs but can look at H
places at once. Splitting takes two steps: (B, L, D) -> (B, L, H, dh) is a reshape, for the columns of a head
lie side by side; the heads then go in front of the positions by a swap of axes, and come back by the same swap. A
reshape straight to (B, H, L, dh) has the right shape and the wrong numbers: it cuts up positions.

Scores are divided by sqrt(dh), not sqrt(D): a score is a sum of dh products. Masks work on scores, before the
softmax: `tri` for the past and the token itself, keep[:, None, None, :] for the *keys*. A real token always sees
itself, so only padding may see nothing. Its output is put to 0 in any case, so that it may see itself inside: no
row of the softmax is then empty, and no NaN arises. The largest *allowed* score is taken off, or exp overflows.

Cost: O(B L D (D + L)) time, O(B H L^2) memory for the weights.

What an interviewer listens for: shapes said aloud, a test that changing the future changes nothing before it, and
left padding, which the causal mask does not hide.
"""

import math

import numpy as np


def _check(n_heads, D):
    if n_heads < 1 or D % n_heads:
        raise ValueError(f"{n_heads} heads cannot share {D} columns")


def mha(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    B, L, D = X.shape
    _check(n_heads, D)
    dh = D // n_heads
    Q, K, V = ((X @ W).reshape(B, L, n_heads, dh).transpose(0, 2, 1, 3) for W in (Wq, Wk, Wv))  # (B, H, L, dh)
    if keep is None:
        keep = np.ones((B, L), dtype=bool)
    allowed = keep[:, None, None, :] | np.eye(L, dtype=bool)  # padding sees itself: no row is empty
    if causal:
        allowed = allowed & np.tri(L, dtype=bool)
    scores = np.where(allowed, Q @ K.transpose(0, 1, 3, 2) / math.sqrt(dh), -np.inf)  # (B, H, L, L)
    parts = np.exp(scores - scores.max(axis=3, keepdims=True, initial=-np.inf))  # initial: L may be 0
    heads = parts / parts.sum(axis=3, keepdims=True) @ V  # (B, H, L, dh)
    return heads.transpose(0, 2, 1, 3).reshape(B, L, D) @ Wo * keep[:, :, None]


def head_after_head(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Adds up what each head contributes to the output through its own rows of Wo; blocked scores are -1e9."""
    B, L, D = X.shape
    _check(n_heads, D)
    keep = np.full((B, L), True) if keep is None else keep
    blocked = ~keep[:, None, :] | (np.triu(np.ones((L, L)), 1) > 0 if causal else False)
    out = np.zeros(X.shape)
    for own in np.split(np.arange(D), n_heads):
        scores = np.einsum("btd,bsd->bts", X @ Wq[:, own], X @ Wk[:, own]) * len(own) ** -0.5
        scores[np.broadcast_to(blocked, scores.shape)] = -1e9
        parts = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e9))
        out += np.einsum("bts,bsd->btd", parts, X @ (Wv[:, own] @ Wo[own])) / parts.sum(axis=2, keepdims=True)
    return np.where(keep[..., None], out, 0.0)


def _split(A, H):
    return A.reshape(*A.shape[:2], H, A.shape[2] // H).swapaxes(1, 2)


def _join(A):
    return A.swapaxes(1, 2).reshape(A.shape[0], A.shape[2], A.shape[1] * A.shape[3])


def _past(L):
    return np.tri(L, dtype=bool)


def _hide_keys(keep, causal):
    return keep[:, None, None, :]


def _top(scores, masked):
    return masked.max(axis=3, keepdims=True, initial=-np.inf)


def _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, *, check=_check, split=_split, join=_join, past=_past,
           hide=_hide_keys, scale=None, top=_top, after=False, zero=True):  # fmt: skip
    """The steps of the reference with each one open to change: what most mistakes share."""
    B, L, D = X.shape
    check(n_heads, D)
    keep = np.ones((B, L), dtype=bool) if keep is None else keep
    Q, K, V = (split(X @ W, n_heads) for W in (Wq, Wk, Wv))
    scores = Q @ K.swapaxes(2, 3) / math.sqrt(scale or D / n_heads)
    allowed = np.broadcast_to(hide(keep, causal) & (past(L) if causal else True), scores.shape)
    masked = scores if after else np.where(allowed, scores, -np.inf)
    largest = top(scores, masked)
    parts = np.exp(masked - np.where(np.isfinite(largest), largest, 0))
    total = parts.sum(axis=3, keepdims=True)
    weights = parts / np.where(total > 0, total, 1) * (allowed if after else 1)
    out = join(weights @ V) @ Wo
    return out * keep[:, :, None] if zero else out


def reshape_without_transpose(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Reshapes straight to (B, H, L, dh): the shape is right, but each head gets pieces of other positions."""
    own = {"split": lambda A, H: A.reshape(len(A), H, A.shape[1], -1), "join": lambda A: A.reshape(X.shape)}
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, **own)


def heads_not_moved_back(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Reshapes (B, H, L, dh) to (B, L, D) without moving the heads behind the positions first."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, join=lambda A: A.reshape(X.shape))


def interleaved_heads(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Gives head h every H-th column (a reshape to (B, L, dh, H)) where its columns lie side by side."""
    _check(n_heads, X.shape[2])
    order = np.arange(X.shape[2]).reshape(-1, n_heads).T.ravel()
    return mha(X, Wq[:, order], Wk[:, order], Wv[:, order], Wo, n_heads, causal=causal, keep=keep)


def scale_by_model_dim(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Divides by sqrt(D) instead of sqrt(D / n_heads): a head's score is a sum of D / n_heads products only."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, scale=X.shape[2])


def causal_excludes_self(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Lets position t see 0 to t - 1 only: a token must see itself, and the first one would see nothing."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, past=lambda L: np.tri(L, k=-1, dtype=bool))


def causal_sees_the_next(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Lets position t see t + 1, the very token that the model is to predict."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, past=lambda L: np.tri(L, k=1, dtype=bool))


def pad_queries_only(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Masks padding among the queries, keep[:, None, :, None]: padded keys still receive attention."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, hide=lambda keep, causal: keep[:, None, :, None])


def trusts_the_causal_mask(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Leaves padding to the causal mask: that hides padding at the end, not at the start or in the middle."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, hide=lambda keep, causal: _hide_keys(keep, causal) | causal)


def output_at_padding(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Hides the padded keys but leaves the padded queries' output as it comes: it must be 0."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, zero=False)


def mask_after_softmax(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Puts weights to 0 after the softmax: those that are left no longer add up to 1."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, after=True)


def no_output_projection(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Forgets Wo: the heads stay side by side and never mix."""
    return mha(X, Wq, Wk, Wv, np.eye(len(Wo)), n_heads, causal=causal, keep=keep)


def overflows(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Takes the exponential of the raw scores: infinite from about 710 on."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, top=lambda scores, masked: np.zeros_like(scores))


def largest_of_the_hidden_too(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Takes off the largest of all scores: a large hidden one pushes everything allowed to 0."""
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, top=lambda scores, masked: _top(masked, scores))


def padding_sees_nothing(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Takes the softmax of rows that are all minus infinity, at padding at the start: NaN, and NaN times 0 is NaN."""
    out = mha(X, Wq, Wk, Wv, Wo, n_heads, causal=causal, keep=keep)
    if keep is not None:
        seen = np.cumsum(keep, axis=1) if causal else keep.sum(axis=1, keepdims=True) + np.zeros(keep.shape)
        out[seen == 0] = np.nan
    return out


def negative_heads(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Checks the remainder only: D % -1 is 0 too."""
    if n_heads == 0 or X.shape[2] % n_heads:
        raise ValueError("n_heads must divide D")
    return mha(X, Wq, Wk, Wv, Wo, abs(n_heads), causal=causal, keep=keep)


def reshape_guesses_a_size(X, Wq, Wk, Wv, Wo, n_heads, *, causal=True, keep=None):
    """Leaves a size to reshape with -1: that cannot be worked out when there are no tokens."""
    B, L, _ = X.shape
    return _layer(X, Wq, Wk, Wv, Wo, n_heads, causal, keep, join=lambda A: A.swapaxes(1, 2).reshape(B, L, -1))


ALTERNATIVES = [head_after_head]
