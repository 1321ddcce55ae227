"""The nouns of linear algebra, as strategies: cheap to draw, readable when shrunk."""

import numpy as np
from hypothesis import strategies as st


@st.composite
def _symmetric_matrices_and_starts(draw):
    """A symmetric matrix whose largest eigenvalue, of either sign, is well ahead; and a start not orthogonal to it."""
    n, top, seed = draw(st.integers(2, 4)), draw(st.sampled_from([5, -5, 40, -0.3])), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    values = top * np.append(1, rng.uniform(-0.7, 0.7, size=n - 1))
    A = (Q * values) @ Q.T
    return (A + A.T) / 2, Q @ rng.choice([-2.0, -0.7, 0.6, 1.5], size=n)


symmetric_matrices_and_starts = _symmetric_matrices_and_starts()


@st.composite
def _equations(draw):
    """A well-conditioned matrix, diagonally dominant but for the order of its rows; and a vector, or columns."""
    n, seed = draw(st.integers(1, 4)), draw(st.integers(0, 9_999))
    rng = np.random.default_rng(seed)
    A = rng.integers(-3, 4, size=(n, n)).astype(float)
    A[np.arange(n), rng.permutation(n)] = rng.choice([-15.0, 13.5, 17.0], size=n)
    return A, rng.integers(-9, 10, size=draw(st.sampled_from([(n,), (n, 2), (n, 1)]))) / 2


equations = _equations()


@st.composite
def _queries_and_documents(draw):
    """Queries, documents and a k: rows of small integers, some of them zeros, parallel or opposite to another."""
    m, n, d, seed = (
        draw(st.integers(1, 3)),
        draw(st.integers(2, 7)),
        draw(st.integers(2, 4)),
        draw(st.integers(0, 9_999)),
    )
    rng = np.random.default_rng(seed)
    Q, D = rng.integers(-3, 4, size=(m, d)).astype(float), rng.integers(-2, 3, size=(n, d)).astype(float)
    D[-1] = D[0] * rng.choice([3.0, 0.1, -1.0, 0.0])
    return Q, D, draw(st.integers(1, n))


queries_and_documents = _queries_and_documents()
