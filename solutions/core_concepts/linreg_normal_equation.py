"""Linear regression in closed form: the reference, another right answer, and the mistakes the tests must reject.

For any w the best intercept is b = mean(y) - mean(X) . w. Put it in, and what is left is a least
squares problem in the centred columns and no intercept:

    minimise |yc - Xc w|^2    with Xc = X - mean(X), yc = y - mean(y)

Its normal equations Xc^T Xc w = Xc^T yc have one solution if Xc has rank d, and infinitely many
otherwise. `np.linalg.lstsq` takes the singular value decomposition Xc = U S V^T and returns
V S^+ U^T yc, the shortest of them, where S^+ inverts the singular values and leaves those at 0. Centred
columns are orthogonal to a constant, so y may go in with its mean or without.

Three things go wrong on the way of the textbook. X^T X squares the condition number: scales that
differ by 1e8, harmless to the decomposition, make it singular in double precision. Its inverse does
not exist for collinear columns; rounding mostly hides that and returns noise. And a column of ones
in place of centring puts b into the norm that is minimised, and lets a column at 1.7e9 drown the ones.

Cost: O(n d min(n, d)).

What an interviewer listens for: why not the inverse, what happens at rank deficiency, that centring
replaces the ones, and what the weights of collinear columns mean (together a lot, singly nothing).
"""

import numpy as np


def _check(arrays):
    if not all(np.isfinite(array).all() for array in arrays):
        raise ValueError("the data hold NaN or an infinity")


def fit_linear(X, y):
    _check((X, y))
    w = np.linalg.lstsq(X - X.mean(axis=0), y)[0]  # (d,)
    return w, float(np.mean(y - X @ w))


def by_singular_values(X, y):
    """Takes the decomposition apart: only directions in which the rows vary get a weight."""
    _check((X, y))
    u, s, vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    kept = s > max(X.shape) * np.finfo(float).eps * s.max()
    w = vt[kept].T @ ((u[:, kept].T @ (y - y.mean())) / s[kept])
    return w, float(np.mean(y - X @ w))


def inverse_of_the_gram(X, y):
    """Inverts X^T X: for collinear columns there is no inverse, only an error, or noise where rounding hides it."""
    _check((X, y))
    A = np.column_stack([X, np.ones(len(X))])
    theta = np.linalg.inv(A.T @ A) @ A.T @ y
    return theta[:-1], float(theta[-1])


def pseudo_inverse_of_the_gram(X, y):
    """Takes pinv(X^T X): forming X^T X squares the condition number, so small columns are taken for rounding."""
    _check((X, y))
    middle = X.mean(axis=0)
    Xc = X - middle
    w = np.linalg.pinv(Xc.T @ Xc) @ (Xc.T @ (y - y.mean()))
    return w, float(y.mean() - middle @ w)


def ones_column(X, y):
    """Appends ones for the intercept: the shortest answer then shrinks b as well, and timestamps drown the ones."""
    _check((X, y))
    theta = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y)[0]
    return theta[:-1], float(theta[-1])


def a_little_ridge(X, y):
    """Adds 1e-8 to the diagonal so that the inverse exists: every weight is off, small columns lose theirs entirely."""
    _check((X, y))
    middle = X.mean(axis=0)
    Xc = X - middle
    w = np.linalg.solve(Xc.T @ Xc + 1e-8 * np.eye(X.shape[1]), Xc.T @ (y - y.mean()))
    return w, float(y.mean() - middle @ w)


def no_intercept(X, y):
    """Forces the fit through the origin. No visible test passes: none of the lines there does."""
    _check((X, y))
    return np.linalg.lstsq(X.astype(float), y)[0], 0.0


def intercept_is_the_mean(X, y):
    """Returns mean(y) for b: that is the fit at the mean of X, not at 0 (right for a single row)."""
    w, _ = fit_linear(X, y)
    return w, float(y.mean())


def centres_only_the_targets(X, y):
    """Centres y but not X: the weights are those of a line through the origin."""
    _check((X, y))
    w = np.linalg.lstsq(X.astype(float), y - y.mean())[0]
    return w, float(y.mean() - X.mean(axis=0) @ w)


def drops_collinear_columns(X, y):
    """Drops each column that adds no rank: the first of two twins gets the whole weight, which is not the shortest."""
    _check((X, y))
    Xc, kept = X - X.mean(axis=0), []
    for j in range(X.shape[1]):
        if np.linalg.matrix_rank(Xc[:, [*kept, j]]) > len(kept):
            kept.append(j)
    w = np.zeros(X.shape[1])
    w[kept] = np.linalg.lstsq(Xc[:, kept], y - y.mean())[0]
    return w, float(y.mean() - X.mean(axis=0) @ w)


def shortest_in_standard_units(X, y):
    """Standardises the columns first: of all best fits it picks the shortest in other units."""
    _check((X, y))
    middle, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread == 0] = 1
    w = np.linalg.lstsq((X - middle) / spread, y - y.mean())[0] / spread
    return w, float(y.mean() - middle @ w)


def weights_of_standardised_columns(X, y):
    """Standardises the columns and never goes back to their units."""
    _check((X, y))
    middle, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread == 0] = 1
    w = np.linalg.lstsq((X - middle) / spread, y - y.mean())[0]
    return w, float(y.mean() - (middle / spread) @ w)


def divides_by_no_spread(X, y):
    """Divides a column that never varies by its spread, 0: NaN for the whole fit."""
    _check((X, y))
    with np.errstate(invalid="ignore"):
        Z = (X - X.mean(axis=0)) / X.std(axis=0)
    if np.isnan(Z).any():
        return np.full(X.shape[1], np.nan), np.nan
    return fit_linear(X, y)


def generous_cutoff(X, y):
    """Treats singular values below 1e-5 of the largest as 0: that drops columns which are only small."""
    _check((X, y))
    middle = X.mean(axis=0)
    w = np.linalg.lstsq(X - middle, y - y.mean(), rcond=1e-5)[0]
    return w, float(y.mean() - middle @ w)


def centres_in_place(X, y):
    """Subtracts the mean from the caller's own X."""
    _check((X, y))
    middle = X.mean(axis=0)
    X -= middle
    w = np.linalg.lstsq(X, y - y.mean())[0]
    return w, float(y.mean() - middle @ w)


def nan_in_nan_out(X, y):
    """Checks only X: a missing target turns every weight into NaN, without a word."""
    _check((X,))
    return fit_linear(X, y) if np.isfinite(y).all() else (np.full(X.shape[1], np.nan), np.nan)


ALTERNATIVES = [by_singular_values]
