"""Neighbours and clusters, as strategies: cheap to draw, readable when shrunk."""

import numpy as np
from hypothesis import strategies as st


@st.composite
def _neighbourhoods(draw):
    """Training rows, labels with gaps, test rows and k; whole numbers, so that distances and votes often tie."""
    n, d, m = draw(st.integers(1, 9)), draw(st.integers(1, 3)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    X_train, X_test = (rng.integers(-1, 4, size=(rows, d)) * 1.0 for rows in (n, m))
    return X_train, rng.choice([-3, 2, 40], size=n), X_test, int(rng.integers(1, n + 1))


neighbourhoods = _neighbourhoods()


@st.composite
def _spread_data(draw):
    """Data that vary along turned axes, each 2 to 3 times less than the one before, tall or wide; and how many."""
    n, d = draw(st.sampled_from([(2, 3), (4, 2), (6, 3), (9, 4), (3, 5), (5, 1)]))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    turn, left = (np.linalg.qr(rng.normal(size=(size, size))).Q for size in (d, n))
    left = np.linalg.qr(left - left.mean(axis=0)).Q[:, : min(n - 1, d)]  # columns that add up to 0
    spread = 8 / np.cumprod(rng.uniform(2, 3, size=left.shape[1]))
    return left * spread @ turn[: len(spread)] + rng.normal(size=d) * 5, int(rng.integers(1, len(spread) + 1))


spread_data = _spread_data()
