"""Layers, batches and networks, as strategies: cheap to draw, readable when shrunk."""

import numpy as np
from hypothesis import strategies as st


def network(d, h, k, seed):
    """Parameters of a two-layer network, all sizes of the order of 1."""
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(d, h)), "b1": rng.normal(size=h), "W2": rng.normal(size=(h, k))} | {
        "b2": rng.normal(size=k)
    }


@st.composite
def _two_layer_batches(draw):
    """Parameters, rows and classes; no two sizes equal, so that no transposed gradient fits; few rows at times."""
    n, d, h, k = draw(st.sampled_from([(1, 2, 4, 3), (5, 1, 3, 2), (3, 4, 2, 5), (6, 3, 5, 2), (2, 3, 1, 4)]))
    seed = draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed + 10_000)
    return network(d, h, k, seed), rng.normal(size=(n, d)) * 1.3 + 0.4, rng.integers(0, k, n)


two_layer_batches = _two_layer_batches()


@st.composite
def _token_batches(draw):
    """Sequences of tokens, the four projections and a number of heads: what a layer of self-attention is given."""
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    (B, L), (heads, dh) = (draw(st.sampled_from(options)) for options in _TOKEN_SIZES)
    D = heads * dh
    return rng.normal(size=(B, L, D)), *(rng.normal(size=(D, D)) for _ in range(4)), heads


_TOKEN_SIZES = [(2, 3), (1, 4), (3, 2), (1, 1), (2, 5)], [(2, 3), (3, 2), (1, 3), (3, 1)]
token_batches = _token_batches()


def padding(X, seed):
    """True for a real token: about two thirds, padding at the start, in the middle and at the end, or everywhere."""
    return np.random.default_rng(seed).random(X.shape[:2]) < 0.65
