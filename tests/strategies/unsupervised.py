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
