"""Linear regression by gradient descent: the reference, another right answer, and the mistakes the tests must reject.

With r = X w + b - y and loss L = r . r / (2 n), the chain rule gives dL/dw = X^T r / n and
dL/db = mean(r): the 2 of the square cancels the 1/2, and dividing by n keeps the step the same
when every row is seen twice. Both gradients belong to one point (w, b), so the residual is
computed once and both parameters move together.

Convergence: the error along an eigenvector of the augmented Gram matrix A^T A / n (A is X with a
column of ones) with eigenvalue s is multiplied by 1 - lr s in each iteration. So it converges for
lr < 2 / s_max, falls monotonically for lr <= 1 / s_max, and takes about s_max / s_min iterations
for each factor of e, s_min being the smallest eigenvalue that is not 0: standardising the features
usually brings the two nearer to each other.

Cost: O(n d) an iteration, against O(n d^2 + d^3) once for the closed form.

What an interviewer listens for: where the 1/n goes, both updates from one residual, shapes ((n, 1)
minus (n,) is an n x n matrix), what a rising loss means, and when descent beats the closed form.
"""

import math

import numpy as np


def _loss(residual, t):
    loss = float(residual @ residual) / (2 * len(residual))
    if not math.isfinite(loss):
        raise FloatingPointError(f"the loss is {loss} at iteration {t}: try a smaller learning rate")
    return loss


def _flat(y, lr):
    if lr <= 0:
        raise ValueError(f"the learning rate must be above 0, got {lr}")
    return y.ravel()  # (n,)  a column would broadcast to (n, n)


def gd_linear(X, y, lr, n_iter, tol=0.0):
    y = _flat(y, lr)
    w, b = np.zeros(X.shape[1]), 0.0
    residual = X @ w + b - y  # (n,)
    history = [_loss(residual, 0)]
    for t in range(1, n_iter + 1):
        w = w - lr * (X.T @ residual / len(y))  # (d,)
        b = b - lr * float(residual.mean())
        residual = X @ w + b - y
        history.append(_loss(residual, t))
        if abs(history[t] - history[t - 1]) < tol:
            break
    return w, b, history


def row_by_row(X, y, lr, n_iter, tol=0.0):
    """Plain floats: the intercept is the weight of a column of ones, and each row adds its share to the gradient."""
    targets = _flat(y, lr).tolist()
    rows = [[*map(float, row), 1.0] for row in X.tolist()]  # n lists of d + 1
    theta, history = [0.0] * (X.shape[1] + 1), []
    while True:
        gradient, squares = [0.0] * len(theta), 0.0
        for row, target in zip(rows, targets, strict=True):
            error = sum(p * x for p, x in zip(theta, row, strict=True)) - target
            squares += error * error
            gradient = [g + error * x for g, x in zip(gradient, row, strict=True)]
        history.append(squares / len(rows) / 2)
        t = len(history) - 1
        if not history[t] < math.inf:  # NaN is not either
            raise FloatingPointError(f"diverged: loss {t} is {history[t]}")
        if t == n_iter or (t and abs(history[t] - history[t - 1]) < tol):
            return np.array(theta[:-1]), theta[-1], history
        theta = [p - lr * g / len(rows) for p, g in zip(theta, gradient, strict=True)]


def broadcast_n_by_n(X, y, lr, n_iter, tol=0.0):
    """Subtracts a column of targets from a flat prediction: (n,) - (n, 1) is an n x n matrix, and nothing complains."""
    if y.ndim == 1:
        return gd_linear(X, y, lr, n_iter, tol)
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for t in range(n_iter + 1):
        residual = X @ w + b - y  # (n, n)
        history.append(float(np.square(residual).mean()) / 2)
        if t < n_iter:
            w, b = w - lr * (X.T @ residual).mean(axis=1) / len(y), b - lr * float(residual.mean())
    return w, b, history


def _descend(X, y, lr, n_iter, tol, step, *, loss=_loss, stop=lambda change, tol: abs(change) < tol):
    """The reference's loop with its step, loss and stopping rule open to change."""
    y = _flat(y, lr)
    w, b = np.zeros(X.shape[1]), 0.0
    history = [loss(X @ w + b - y, 0)]
    for t in range(1, n_iter + 1):
        w, b = step(w, b, X, y, lr)
        history.append(loss(X @ w + b - y, t))
        if stop(history[t] - history[t - 1], tol):
            break
    return w, b, history


def _step(w, b, X, y, lr, scale=1.0):
    residual = X @ w + b - y
    return w - lr * scale * (X.T @ residual) / len(y), b - lr * scale * float(residual.mean())


def sequential_update(X, y, lr, n_iter, tol=0.0):
    """Recomputes the residual with the new w before it updates b: that is block-wise descent, another algorithm."""
    return _descend(X, y, lr, n_iter, tol, _one_after_the_other)


def _one_after_the_other(w, b, X, y, lr):
    w, _ = _step(w, b, X, y, lr)
    return w, b - lr * float((X @ w + b - y).mean())


def sum_gradient(X, y, lr, n_iter, tol=0.0):
    """Forgets the 1/n of the gradient: the step grows with the number of rows (right before the first step only)."""
    return _descend(X, y, lr, n_iter, tol, lambda *parts: _step(*parts, scale=len(X)))


def doubled_gradient(X, y, lr, n_iter, tol=0.0):
    """Keeps the 2 of the square although the loss has 1/2 in front: every step is twice too long."""
    return _descend(X, y, lr, n_iter, tol, lambda *parts: _step(*parts, scale=2.0))


def wrong_sign(X, y, lr, n_iter, tol=0.0):
    """Adds the gradient, so the loss climbs."""
    return _descend(X, y, lr, n_iter, tol, lambda *parts: _step(*parts, scale=-1.0))


def mean_squared_error(X, y, lr, n_iter, tol=0.0):
    """Records r . r / n: twice the loss that was asked for, so tol means something else too."""
    return _descend(X, y, lr, n_iter, tol, _step, loss=lambda residual, t: 2 * _loss(residual, t))


def silent_divergence(X, y, lr, n_iter, tol=0.0):
    """Returns NaN weights, or infinite ones, instead of reporting divergence."""
    return _descend(
        X, y, lr, n_iter, tol, _step, loss=lambda residual, t: float(residual @ residual) / len(residual) / 2
    )


def counts_from_zero(X, y, lr, n_iter, tol=0.0):
    """Names the iteration by the loop's index from 0: one less than the place in history."""
    return _descend(X, y, lr, n_iter, tol, _step, loss=lambda residual, t: _loss(residual, max(t - 1, 0)))


def start_unchecked(X, y, lr, n_iter, tol=0.0):
    """Looks at the loss after updates only: bad data is reported one iteration late, or never."""
    return _descend(X, y, lr, n_iter, tol, _step, loss=_loss_after_the_start)


def _loss_after_the_start(residual, t):
    return _loss(residual, t) if t else float(residual @ residual) / (2 * len(residual))


def stops_at_equality(X, y, lr, n_iter, tol=0.0):
    """Stops at a change of exactly tol (<= instead of <): with tol = 0 a loss at rest ends the run."""
    return _descend(X, y, lr, n_iter, tol, _step, stop=lambda change, tol: abs(change) <= tol)


def stops_when_the_loss_rises(X, y, lr, n_iter, tol=0.0):
    """Forgets the absolute value: a loss that rises counts as converged, even without tol."""
    return _descend(X, y, lr, n_iter, tol, _step, stop=lambda change, tol: -change < tol)


def keeps_the_dtype(X, y, lr, n_iter, tol=0.0):
    """Starts from np.zeros_like(X[0]): in float32 digits are lost, and integer weights cannot move at all."""
    w, b, history = np.zeros_like(X[0]), X.dtype.type(0), []
    y = _flat(y, lr).astype(X.dtype)
    for t in range(n_iter + 1):
        residual = X @ w + b - y
        history.append(_loss(residual, t))
        if t == n_iter or (t and abs(history[t] - history[t - 1]) < tol):
            break
        w = (w - lr * (X.T @ residual) / len(y)).astype(X.dtype)
        b = X.dtype.type(b - lr * residual.mean())
    return w, float(b), history


def flattens_the_callers_targets(X, y, lr, n_iter, tol=0.0):
    """Assigns to y.shape: the caller's column is flat afterwards; y.ravel() makes a view and leaves it."""
    y.shape = (-1,)
    return gd_linear(X, y, lr, n_iter, tol)


def residuals_in_place(X, y, lr, n_iter, tol=0.0):
    """Turns the caller's targets into residuals in place: `y -= X @ w + b` is fast and ruins the data."""
    result = gd_linear(X, y, lr, n_iter, tol)
    if y.dtype == float:
        y -= (X @ result[0] + result[1]).reshape(y.shape)
    return result


ALTERNATIVES = [row_by_row]
