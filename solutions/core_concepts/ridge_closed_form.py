"""Ridge regression in closed form: the reference, another right answer, and the mistakes the tests must reject.

The intercept is free, so for any w the best one is mean(y) - mean(X) . w; put it in and centred data
without an intercept are left. Setting the derivative by w to 0 gives

    (Xc^T Xc + alpha I) w = Xc^T yc        a d x d system
    w = Xc^T (Xc Xc^T + alpha I)^-1 yc     the same w from an n x n system

The singular value decomposition Xc = U S V^T shows both, and what the dial does:

    w = V diag(s / (s^2 + alpha)) U^T yc

Along each direction of the data the slope of least squares is multiplied by s^2 / (s^2 + alpha):
directions in which the rows hardly vary shrink most. At alpha = 0 the factor s / s^2 is 1 / s where
s > 0; where s is 0 up to rounding, it must be 0 for the shortest answer, and not 1e16.

Since the loss is a sum, the same alpha shrinks less as rows are added, like a prior against evidence.

Cost: O(n d min(n, d)), and a whole path of alphas for the price of one decomposition.

What an interviewer listens for: sum or mean, the free intercept, why features are scaled first
(usually), the n x n form for wide data, and the shrinkage factor.
"""

import numpy as np


def _check(arrays, alpha):
    if alpha < 0:
        raise ValueError(f"alpha is {alpha}: a negative penalty rewards large weights")
    if any(np.isnan(array).any() for array in arrays):
        raise ValueError("the data hold NaN")


def ridge(X, y, alpha):
    _check((X, y), alpha)
    u, s, vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)  # (n, r), (r,), (r, d)
    spread = s > 1e-13 * s[0]  # the other directions are rounding
    u, s, vt = u[:, spread], s[spread], vt[spread]
    w = (s / (s**2 + alpha) * (u.T @ y)) @ vt  # u is orthogonal to a constant: y need not be centred
    return w, float(np.mean(y - X @ w))


def in_sample_space(X, y, alpha):
    """Solves the n x n system for wide data and lstsq with extra rows for tall ones."""
    _check((X, y), alpha)
    middle = X.mean(axis=0)
    Xc, yc = X - middle, y - y.mean()
    if not alpha:
        w = np.linalg.pinv(Xc) @ yc
    elif len(X) < X.shape[1]:
        w = Xc.T @ np.linalg.solve(Xc @ Xc.T + alpha * np.eye(len(X)), yc)
    else:
        rows = np.vstack([Xc, np.sqrt(alpha) * np.eye(X.shape[1])])
        w = np.linalg.lstsq(rows, np.append(yc, np.zeros(X.shape[1])))[0]
    return w, float(y.mean() - middle @ w)


def _solve(X, y, alpha):
    """The d x d system for data that are centred already; the shortest answer for alpha = 0."""
    if alpha == 0:
        return np.linalg.pinv(X) @ y
    return np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)


def _centred(X, y, alpha, solve=_solve):
    _check((X, y), alpha)
    middle = X.mean(axis=0)
    w = solve(X - middle, y - y.mean(), alpha)
    return w, float(y.mean() - middle @ w)


def d_by_d_system(X, y, alpha):
    """Always solves the d x d system: 3,000 columns make 9 million entries, for 50 rows."""
    return _centred(X, y, alpha)


def penalised_intercept(X, y, alpha):
    """Puts the penalty on the ones column too: b is dragged towards 0."""
    _check((X, y), alpha)
    theta = _solve(np.column_stack([X, np.ones(len(X))]), y, alpha)
    return theta[:-1], float(theta[-1])


def alpha_per_sample(X, y, alpha):
    """Multiplies alpha by n: that belongs to a mean of squares, here it is a sum."""
    return ridge(X, y, alpha * len(X))


def half_the_loss(X, y, alpha):
    """Takes the penalty of 1/2 sum of squares: (Xc^T Xc + alpha / 2 I) is not what the derivative says."""
    return ridge(X, y, alpha / 2)


def alpha_squared(X, y, alpha):
    """Appends rows of alpha, not of its root: squaring the residuals squares it."""
    return ridge(X, y, np.sign(alpha) * alpha**2)


def no_centring(X, y, alpha):
    """Drops the intercept altogether. No visible test passes: none of the lines there goes through the origin."""
    _check((X, y), alpha)
    return _solve(X.astype(float), y, alpha), 0.0


def intercept_of_the_raw_fit(X, y, alpha):
    """Fits w without centring and repairs b afterwards: the weights have to do the work of the intercept."""
    _check((X, y), alpha)
    w = _solve(X.astype(float), y, alpha)
    return w, float(y.mean() - X.mean(axis=0) @ w)


def intercept_is_the_mean(X, y, alpha):
    """Returns mean(y) for b: that is the fit at the mean of X, not at 0 (right once the slope is gone)."""
    return ridge(X, y, alpha)[0], float(y.mean())


def solve_at_zero(X, y, alpha):
    """Solves the normal equations for alpha = 0 too: collinear columns raise, or return noise."""
    return _centred(X, y, alpha, lambda X, y, a: np.linalg.solve(X.T @ X + a * np.eye(X.shape[1]), X.T @ y))


def a_little_more_at_zero(X, y, alpha):
    """Replaces alpha = 0 by 1e-6 so that the system can be solved: every answer for 0 is off."""
    return _centred(X, y, alpha, lambda X, y, a: _solve(X, y, max(a, 1e-6)))


def standardised(X, y, alpha):
    """Scales the columns to spread 1 first: the penalty then acts in other units."""
    _check((X, y), alpha)
    middle, scale = X.mean(axis=0), X.std(axis=0)
    scale[scale < 1e-12] = 1
    w = ridge((X - middle) / scale, y, alpha)[0] / scale
    return w, float(y.mean() - middle @ w)


def keeps_every_direction(X, y, alpha):
    """Divides s by s^2 + alpha for every direction, those of rounding too: at alpha = 0 that is noise times 1e16."""
    _check((X, y), alpha)
    middle = X.mean(axis=0)
    u, s, vt = np.linalg.svd(X - middle, full_matrices=False)
    w = (s / np.maximum(s**2 + alpha, 1e-300) * (u.T @ (y - y.mean()))) @ vt
    return w, float(y.mean() - middle @ w)


def any_penalty_goes(X, y, alpha):
    """Never looks at the sign of alpha: a negative penalty rewards large weights."""
    return ridge(X, y, abs(alpha))


def nan_in_nan_out(X, y, alpha):
    """Never looks for NaN: one missing target turns every weight into NaN, without a word."""
    if np.isnan(X).any() or np.isnan(y).any():
        return np.full(X.shape[1], np.nan), float("nan")
    return ridge(X, y, alpha)


ALTERNATIVES = [in_sample_space]
