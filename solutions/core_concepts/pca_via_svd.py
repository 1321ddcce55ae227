"""PCA via the SVD: the reference, another right answer, and the mistakes the tests must reject.

With the centred data Xc = U S V^T, the covariance is Xc^T Xc / (n - 1) = V (S^2 / (n - 1)) V^T: the
rows of V^T are its eigenvectors, S^2 / (n - 1) the variances, and U S = Xc V the scores. The
decomposition gives them in descending order; eigh would give them ascending, as columns.

Why not the covariance? Squaring the data squares the ratio of the largest to the smallest singular
value: a direction 1e9 times quieter than the first has a variance 1e18 times smaller, which is
below the last digit of the sum, and its eigenvector is noise. The SVD of Xc still finds it.

Signs are free: v and -v are both eigenvectors. A rule makes the answer reproducible, and scores must
turn round with their component. The ratio divides by the variance of everything, kept or not, or it
would always add up to 1.

Cost: O(n d min(n, d)) time; for a few components of a large matrix, a randomised SVD.
"""

import numpy as np


def _centred(X, n_components):
    if not 1 <= n_components <= min(X.shape):
        raise ValueError(f"{n_components} components of a matrix of shape {X.shape}")
    if np.isnan(X.sum()):
        raise ValueError("X holds NaN")
    return X - X.mean(axis=0)  # (n, d)


def _pointing_up(components):
    size = np.abs(components)
    first = (size >= size.max(axis=1, keepdims=True) - 1e-9).argmax(axis=1)  # (c,)  the first of the largest
    return components * np.sign(components[np.arange(len(components)), first])[:, None]


def pca(X, n_components):
    centred = _centred(X, n_components)
    _, singular, rows = np.linalg.svd(centred, full_matrices=False)  # (min(n, d),), (min(n, d), d)  descending
    components = _pointing_up(rows[:n_components])  # (c, d)
    kept, total = singular[:n_components] ** 2, np.sum(singular**2)  # n - 1 cancels
    return components, centred @ components.T, kept / max(total, np.finfo(float).tiny)  # 0 / tiny is 0


def triangle_first(X, n_components):
    """Reduces the data to a triangle by QR, which keeps the directions, and decomposes that."""
    centred = _centred(X, n_components)
    left, singular, _ = np.linalg.svd(np.linalg.qr(centred).R.T, full_matrices=False)
    components = left.T[:n_components]
    at = np.argmax(np.abs(components).round(10), axis=1)
    components = np.where(components[range(n_components), at][:, None] < 0, -components, components)
    total = (centred**2).sum()
    return components, centred @ components.T, singular[:n_components] ** 2 / max(total, 1e-300)


def not_centred(X, n_components):
    """Decomposes X as it is: the first component points at the mean, not along the variation."""
    _centred(X, n_components)
    _, singular, rows = np.linalg.svd(X, full_matrices=False)
    components = _pointing_up(rows[:n_components])
    return components, X @ components.T, singular[:n_components] ** 2 / max((singular**2).sum(), 1e-300)


def scores_not_centred(X, n_components):
    """Projects X and not the centred X: every score is off by the projection of the mean."""
    components, _, ratio = pca(X, n_components)
    return components, X @ components.T, ratio


def standardises(X, n_components):
    """Divides by the standard deviations too: that is PCA of the correlations, another question."""
    spread = _centred(X, n_components).std(axis=0)
    return pca(X / np.where(spread > 0, spread, 1), n_components)


def _eigen(X, n_components):
    centred = _centred(X, n_components)
    variances, columns = np.linalg.eigh(centred.T @ centred)  # ascending, one eigenvector a column
    return centred, np.maximum(variances, 0), columns


def squares_the_condition(X, n_components):
    """Decomposes the covariance: a direction with 1e-9 of the first one's spread is lost in rounding."""
    centred, variances, columns = _eigen(X, n_components)
    components = _pointing_up(columns.T[::-1][:n_components])
    return components, centred @ components.T, variances[::-1][:n_components] / max(variances.sum(), 1e-300)


def eigh_ascending(X, n_components):
    """Takes the first eigenvectors of eigh: its order is ascending, so those are the quietest directions."""
    centred, variances, columns = _eigen(X, n_components)
    components = _pointing_up(columns.T[:n_components])
    return components, centred @ components.T, variances[:n_components] / max(variances.sum(), 1e-300)


def rows_for_columns(X, n_components):
    """Takes the rows of eigh's matrix: its eigenvectors are the columns."""
    centred, variances, columns = _eigen(X, n_components)
    components = _pointing_up(columns[:, ::-1][:n_components])
    return components, centred @ components.T, variances[::-1][:n_components] / max(variances.sum(), 1e-300)


def ratio_of_kept(X, n_components):
    """Divides by the variance of the kept components: the ratios add up to 1 however few are kept."""
    components, scores, ratio = pca(X, n_components)
    return components, scores, ratio / (ratio.sum() or 1)


def ratio_of_singular_values(X, n_components):
    """Divides singular values, which are standard deviations: variance is their square."""
    components, scores, _ = pca(X, n_components)
    total = np.linalg.svd(_centred(X, n_components), compute_uv=False).sum()
    return components, scores, np.linalg.norm(scores, axis=0) / (total or 1)


def divides_zero_by_zero(X, n_components):
    """Leaves NaN, and a warning, where nothing varies."""
    components, scores, _ = pca(X, n_components)
    squares = np.linalg.svd(_centred(X, n_components), compute_uv=False) ** 2
    return components, scores, squares[:n_components] / squares.sum()


def signs_as_they_come(X, n_components):
    """Leaves the signs to the decomposition: another library or machine turns the axes round."""
    centred = _centred(X, n_components)
    components = np.linalg.svd(centred, full_matrices=False)[2][:n_components]
    return components, centred @ components.T, pca(X, n_components)[2]


def scores_keep_their_sign(X, n_components):
    """Turns the component round but not its scores: together they no longer give the data."""
    centred = _centred(X, n_components)
    components, _, ratio = pca(X, n_components)
    return components, centred @ np.linalg.svd(centred, full_matrices=False)[2][:n_components].T, ratio


def first_entry_positive(X, n_components):
    """Makes the first entry positive and not the largest: near 0 its sign is rounding."""
    components, scores, ratio = pca(X, n_components)
    sign = np.where(components[:, 0] < 0, -1, 1)
    return components * sign[:, None], scores * sign, ratio


def components_as_columns(X, n_components):
    """Returns V, one component a column; one a row was asked."""
    components, scores, ratio = pca(X, n_components)
    return components.T, scores, ratio


def fills_gaps_with_zero(X, n_components):
    """Turns NaN into 0: the gap becomes an outlier that the first component may follow."""
    return pca(np.nan_to_num(X), n_components)


ALTERNATIVES = [triangle_first]
