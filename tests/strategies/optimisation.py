"""The nouns of numerical mathematics and optimisation, as strategies: cheap to draw, readable when shrunk."""

import numpy as np
from hypothesis import strategies as st


@st.composite
def _logarithms_and_axis(draw):
    """Logarithms, each row at its own level, some of them -inf; and an axis of them, or None."""
    shape, axis = draw(st.sampled_from([((4,), None), ((3, 3), 1), ((2, 3), 0), ((3, 2), -2), ((2, 3, 2), -2)]))
    spread, level = draw(st.sampled_from([1, 8, 700])), draw(st.sampled_from([0, 50, 2_000]))
    rng = np.random.default_rng(draw(st.integers(0, 9_999)))
    x = rng.uniform(-spread, spread, size=shape) + level * rng.integers(-1, 2, size=(*shape[:-1], 1))
    x[rng.random(shape) < 0.2] = -np.inf
    return x.round(3), axis if draw(st.booleans()) else None


logarithms_and_axis = _logarithms_and_axis()


@st.composite
def _logits_and_targets(draw):
    """Logits, each example at its own level; and targets in eighths, soft with zeros among them or one-hot."""
    n, k, seed = draw(st.integers(1, 4)), draw(st.integers(2, 4)), draw(st.integers(0, 9_999))
    spread, level = draw(st.sampled_from([1, 4, 40, 2_000])), draw(st.sampled_from([0, 50, 2_000]))
    rng = np.random.default_rng(seed)
    logits = rng.uniform(-spread, spread, size=(n, k)) + level * rng.integers(-1, 2, size=(n, 1))
    votes = draw(st.sampled_from([8, 1]))
    return logits.round(3), rng.multinomial(votes, np.full(k, 1 / k), size=n) / votes


logits_and_targets = _logits_and_targets()
