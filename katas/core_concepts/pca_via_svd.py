"""PCA via the singular value decomposition.

Two hundred correlated measurements, and somebody wants to see them in two dimensions or
to feed ten features instead. PCA finds the directions along which the data vary most.
The interview is about what is centred, what is divided by what, which way the axes
point, and why one decomposes the data and not their covariance matrix.
"""

import numpy as np
from numpy.typing import NDArray


def pca(
    X: NDArray[np.number], n_components: int
) -> tuple[NDArray[np.floating], NDArray[np.floating], NDArray[np.floating]]:
    """Return the first `n_components` principal components, the scores and the shares of variance.

    The columns of `X` are centred, not rescaled: Xc = X - mean. The components are the unit
    vectors along which Xc varies most, each orthogonal to those before it, in descending
    order of variance:

        scores   = Xc components^T
        variance = sum of squared scores / (n - 1), for each component
        ratio    = variance / sum over ALL columns of X of their variances

    Sign: in each component the entry of largest absolute value is positive (the first of
    several that are within 1e-9 of it).

    Parameters
    ----------
    X : array of shape (n, d), n >= 2
        Floats or integers. Standard deviations along the components may differ by a factor of
        1e9, and the small ones count too.
    n_components : int

    Returns
    -------
    components : array of shape (n_components, d)
        One component a row. Where several directions vary alike, or not at all, any
        orthonormal choice is right.
    scores : array of shape (n, n_components)
    ratio : array of shape (n_components,)
        All 0 if nothing varies.

    Raises
    ------
    ValueError
        If `n_components` is less than 1 or more than min(n, d), or `X` holds NaN.

    Examples
    --------
    >>> components, scores, ratio = pca(np.array([[1.0, 7.0], [4.0, 3.0], [7.0, -1.0]]), 1)
    >>> components.round(6), scores.round(6).ravel(), ratio.round(6)
    (array([[-0.6,  0.8]]), array([ 5.,  0., -5.]), array([1.]))
    >>> pca(np.full((3, 2), 4.0), 1)[2]  # nothing varies
    array([0.])
    """
    raise NotImplementedError
