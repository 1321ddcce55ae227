"""Logistic regression by gradient descent: the reference, another right answer, and the mistakes the tests must reject.

With p = sigmoid(z) the derivative of the log loss by z is p - y: the p (1 - p) of the sigmoid
cancels against the 1 / (p (1 - p)) of the logarithm. So, as in linear regression,

    gradient by w = X^T (p - y) / n + l2 w        gradient by b = mean(p - y)

The loss needs no p. With the signed margin m = z for y = 1 and m = -z for y = 0, a row costs
-log sigmoid(m) = log(1 + exp(-m)), which `np.logaddexp(0, -m)` evaluates without overflow; for m
far below 0 it is -m. Taking log(p) instead gives log(0) as soon as p rounds to 0, and clipping p
caps the cost of a row at 34.5 (for 1e-15), however wrong the row. The sigmoid is exp(-logaddexp(0, -z)).

On separable data without a penalty the weights grow for ever: there is no minimum, only an
infimum of 0. The penalty gives one. It leaves the intercept alone, so that at the optimum the mean
of p is the base rate: set the gradient by b to 0.

Cost: O(n d) an iteration.

What an interviewer listens for: the gradient without a detour, the 1/n, one point for both
gradients, the intercept outside the penalty, and a loss that survives certain, wrong rows.
"""

import numpy as np


def _check(y, lr, l2):
    if not np.isin(y, (0, 1)).all():
        raise ValueError("labels must be 0 or 1")
    if lr <= 0 or l2 < 0:
        raise ValueError(f"need lr > 0 and l2 >= 0, got {lr} and {l2}")


def _sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def _loss(z, y, w, l2):
    margin = np.where(y, z, -z)  # (n,)
    return float(np.logaddexp(0, -margin).mean() + l2 / 2 * (w @ w))


def fit_logistic(X, y, lr, n_iter, l2=0.0):
    _check(y, lr, l2)
    w, b = np.zeros(X.shape[1]), 0.0
    z = np.zeros(len(X))  # (n,)
    history = [_loss(z, y, w, l2)]
    for _ in range(n_iter):
        error = _sigmoid(z) - y  # (n,)
        w = w - lr * (X.T @ error / len(y) + l2 * w)  # (d,)
        b = b - lr * float(error.mean())
        z = X @ w + b
        history.append(_loss(z, y, w, l2))
    return w, b, history


def a_column_of_ones(X, y, lr, n_iter, l2=0.0):
    """Signs instead of labels, the intercept as the weight of a last column of ones, tanh for the sigmoid."""
    _check(y, lr, l2)
    rows = np.hstack([X, np.ones((len(X), 1))]) * np.where(y == 1, 1.0, -1.0)[:, None]  # (n, d + 1)
    theta, penalty = np.zeros(rows.shape[1]), np.append(np.full(X.shape[1], l2), 0.0)
    history = []
    for t in range(n_iter + 1):
        margin = rows @ theta
        cost = np.maximum(-margin, 0) + np.log1p(np.exp(-np.abs(margin)))
        history.append(float(cost.mean() + (penalty * theta**2).sum() / 2))
        if t < n_iter:
            miss = (1 - np.tanh(margin / 2)) / 2  # (n,)  the probability of the other label
            theta = theta - lr * (penalty * theta - (miss[:, None] * rows).mean(axis=0))
    return theta[:-1], float(theta[-1]), history


def _gradient(X, y, p, w, l2):
    return X.T @ (p - y) / len(y) + l2 * w, float(np.mean(p - y))


def _cost(p, z, y, w, l2):
    return _loss(z, y, w, l2)


def _descend(X, y, lr, n_iter, l2, *, gradient=_gradient, cost=_cost, sigmoid=_sigmoid, checks=_check):
    """The reference's loop with its parts open to change."""
    checks(y, lr, l2)
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for _ in range(n_iter + 1):
        z = X @ w + b
        p = sigmoid(z)
        history.append(float(cost(p, z, y, w, l2)))
        last = w, b
        by_w, by_b = gradient(X, y, p, w, l2)
        w, b = w - lr * by_w, b - lr * by_b
    return *last, history


def _log_loss(p, y, small=0.0):
    return -(y * np.log(p + small) + (1 - y) * np.log(1 - p + small)).mean()


def naive_sigmoid(X, y, lr, n_iter, l2=0.0):
    """Computes 1 / (1 + exp(-z)) as it stands: exp overflows, with a warning, for z below -709."""
    return _descend(X, y, lr, n_iter, l2, sigmoid=lambda z: 1 / (1 + np.exp(-z)))


def exp_over_one_plus_exp(X, y, lr, n_iter, l2=0.0):
    """Computes exp(z) / (1 + exp(z)): for z above 709 that is inf / inf, and NaN spreads to every weight."""
    with np.errstate(all="ignore"):
        return _descend(X, y, lr, n_iter, l2, sigmoid=lambda z: np.exp(z) / (1 + np.exp(z)))


def log_of_zero(X, y, lr, n_iter, l2=0.0):
    """Takes the logarithm of p: that is log(0) as soon as p rounds to 0 or 1, and 0 * log(0) is NaN."""
    with np.errstate(all="ignore"):
        return _descend(X, y, lr, n_iter, l2, cost=lambda p, z, y, w, l2: _log_loss(p, y) + l2 / 2 * (w @ w))


def clips_the_probability(X, y, lr, n_iter, l2=0.0):
    """Clips p to [1e-15, 1 - 1e-15]: a certain, wrong row then costs 34.5, however large its logit."""

    def cost(p, z, y, w, l2):
        return _log_loss(np.clip(p, 1e-15, 1 - 1e-15), y) + l2 / 2 * (w @ w)

    return _descend(X, y, lr, n_iter, l2, cost=cost)


def adds_a_small_number_to_the_log(X, y, lr, n_iter, l2=0.0):
    """Takes log(p + 1e-8): no loss is right any more, and a certain, wrong row costs only 18.4."""
    return _descend(X, y, lr, n_iter, l2, cost=lambda p, z, y, w, l2: _log_loss(p, y, 1e-8) + l2 / 2 * (w @ w))


def penalised_intercept(X, y, lr, n_iter, l2=0.0):
    """Shrinks b too: with rare positives that biases every prediction."""
    _check(y, lr, l2)
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for t in range(n_iter + 1):
        z = X @ w + b
        history.append(_loss(z, y, w, l2) + l2 / 2 * b**2)
        if t < n_iter:
            by_w, by_b = _gradient(X, y, _sigmoid(z), w, l2)
            w, b = w - lr * by_w, b - lr * (by_b + l2 * b)
    return w, b, history


def sum_gradient(X, y, lr, n_iter, l2=0.0):
    """Sums the gradient over the rows instead of averaging: the step grows with n, and l2 means less and less."""
    return _descend(
        X, y, lr, n_iter, l2, gradient=lambda X, y, p, w, l2: (X.T @ (p - y) + l2 * w, float((p - y).sum()))
    )


def mse_gradient(X, y, lr, n_iter, l2=0.0):
    """Multiplies the error by p (1 - p): that is the gradient of the squared error, and it vanishes for wrong rows."""

    def gradient(X, y, p, w, l2):
        delta = (p - y) * p * (1 - p)
        return X.T @ delta / len(y) + l2 * w, float(delta.mean())

    return _descend(X, y, lr, n_iter, l2, gradient=gradient)


def penalty_only_in_the_step(X, y, lr, n_iter, l2=0.0):
    """Shrinks the weights but reports the loss without the penalty: what is plotted is not what is minimised."""
    return _descend(X, y, lr, n_iter, l2, cost=lambda p, z, y, w, l2: _loss(z, y, w, 0.0))


def forgets_the_half(X, y, lr, n_iter, l2=0.0):
    """Takes 2 l2 w for the gradient of (l2 / 2) w . w: the 2 cancels against the half."""
    return _descend(X, y, lr, n_iter, l2, gradient=lambda X, y, p, w, l2: _gradient(X, y, p, w, 2 * l2))


def one_parameter_after_the_other(X, y, lr, n_iter, l2=0.0):
    """Recomputes the error with the new w before it moves b: both gradients belong to one point."""
    _check(y, lr, l2)
    w, b = np.zeros(X.shape[1]), 0.0
    history = [_loss(X @ w + b, y, w, l2)]
    for _ in range(n_iter):
        w = w - lr * _gradient(X, y, _sigmoid(X @ w + b), w, l2)[0]
        b = b - lr * _gradient(X, y, _sigmoid(X @ w + b), w, l2)[1]
        history.append(_loss(X @ w + b, y, w, l2))
    return w, b, history


def signs_in_the_labels_dtype(X, y, lr, n_iter, l2=0.0):
    """Turns labels into signs with 2 y - 1 in the labels' own dtype: for unsigned labels, 0 becomes 255."""
    return _descend(
        X, y, lr, n_iter, l2, cost=lambda p, z, y, w, l2: np.logaddexp(0, -(2 * y - 1) * z).mean() + l2 / 2 * (w @ w)
    )


def any_label_goes(X, y, lr, n_iter, l2=0.0):
    """Never looks at the labels: -1 and 1 yield a model of nothing, without a word."""
    return _descend(X, y, lr, n_iter, l2, checks=lambda y, lr, l2: _check(np.clip(y, 0, 1), lr, l2))


ALTERNATIVES = [a_column_of_ones]
