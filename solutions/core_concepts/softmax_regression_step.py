"""One step of softmax regression: the reference, another right answer, and the mistakes the tests must reject.

With log p_c = z_c - logsumexp(z), the derivative of -log p_y by z_c is p_c minus 1 for the own class:
softmax and logarithm cancel to the error E = P - onehot(y). Then, by the chain rule and the mean,

    gradient by W = X^T E / n + l2 W         gradient by b = column sums of E / n

Each row of E sums to 0, so that without a penalty the weights of one feature keep their sum: softmax has
one direction too many per feature, and only the penalty decides along it.

Subtracting each row's own maximum before exp changes nothing in exact arithmetic and keeps exp in
(0, 1]. The loss is taken from z - max - log(sum), never from log(p): p may round to 0, its logarithm
must not. One maximum for all rows is not enough: a row far below it would have all its exp at 0.

Cost: O(n d k).

What an interviewer listens for: P - onehot without a Jacobian, the row maximum, loss from logits, the
1/n, and returning new arrays, since the caller may want to compare or to undo the step.
"""

import numpy as np


def _check(b, y):
    if not y.size:
        raise ValueError("no rows in the batch")
    if not np.isin(y, np.arange(len(b))).all():
        raise ValueError(f"classes must be from 0 to {len(b) - 1}")


def _log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def softmax_step(W, b, X, y, lr, l2=0.0):
    _check(b, y)
    own = np.arange(len(y)), y
    log_p = _log_softmax(X @ W + b)  # (n, k)
    loss = -log_p[own].mean() + l2 / 2 * (W**2).sum()
    error = np.exp(log_p)  # (n, k)
    error[own] -= 1
    by_W = X.T @ error / len(y) + l2 * W  # (d, k)
    by_b = error.mean(axis=0)  # (k,)
    return W - lr * by_W, b - lr * by_b, float(loss)


def row_by_row(W, b, X, y, lr, l2=0.0):
    """One row after the other, with logaddexp over the classes and an outer product for the gradient."""
    _check(b, y)
    by_W, by_b, loss = l2 * W.astype(float), np.zeros(len(b)), l2 / 2 * float(np.square(W).sum())
    for x, label in zip(X, y.tolist(), strict=True):
        z = W.T @ x + b
        total = np.logaddexp.reduce(z)
        error = np.exp(z - total) - np.eye(len(b))[label]
        by_W, by_b = by_W + np.outer(x, error) / len(y), by_b + error / len(y)
        loss += float(total - z[label]) / len(y)
    return W - lr * by_W, b - lr * by_b, loss


def _p(z):
    return np.exp(_log_softmax(z))


def _plain_softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def _step(W, b, X, y, lr, l2, *, p=_p, log=np.log, n=None, decay=None, b_decay=0.0, stable_loss=True):
    """The step with its parts open to change."""
    _check(b, y)
    z, n = X @ W + b, n or len(y)
    own, probabilities = (np.arange(len(y)), y), p(z)
    cost = _log_softmax(z)[own] if stable_loss else log(probabilities[own])
    loss = -cost.mean() + l2 / 2 * (W**2).sum()
    error = probabilities - np.eye(len(b))[y]
    by_W = X.T @ error / n + (l2 if decay is None else decay) * W
    return W - lr * by_W, b - lr * (error.sum(axis=0) / n + b_decay * b), float(loss)


def no_maximum_subtracted(W, b, X, y, lr, l2=0.0):
    """Takes exp of the scores as they are: from 710 on it overflows, and inf / inf is NaN."""
    return _step(W, b, X, y, lr, l2, p=_plain_softmax)


def one_maximum_for_all_rows(W, b, X, y, lr, l2=0.0):
    """Subtracts the largest score of the batch: in a row far below it every exp is 0, and 0 / 0 is NaN."""
    return _step(W, b, X, y, lr, l2, p=lambda z: _plain_softmax(z - z.max()))


def log_of_the_probability(W, b, X, y, lr, l2=0.0):
    """Takes the logarithm of p: once p has rounded to 0, the loss is infinite."""
    return _step(W, b, X, y, lr, l2, stable_loss=False)


def clips_the_probability(W, b, X, y, lr, l2=0.0):
    """Clips p at 1e-15 before the logarithm: a row cannot cost more than 34.5, however wrong it is."""
    return _step(W, b, X, y, lr, l2, stable_loss=False, log=lambda p: np.log(np.clip(p, 1e-15, 1)))


def softmax_over_samples(W, b, X, y, lr, l2=0.0):
    """Normalises over axis 0: then the rows of a class sum to 1, not the classes of a row."""
    return _step(
        W, b, X, y, lr, l2, p=lambda z: _p(z.T).T, stable_loss=False, log=lambda p: np.log(np.maximum(p, 1e-300))
    )


def error_in_every_row(W, b, X, y, lr, l2=0.0):
    """Writes p[:, y] -= 1: that subtracts from the columns of all labels, in every row."""
    _check(b, y)
    log_p = _log_softmax(X @ W + b)
    error = np.exp(log_p)
    error[:, y] -= 1
    loss = -log_p[np.arange(len(y)), y].mean() + l2 / 2 * (W**2).sum()
    return W - lr * (X.T @ error / len(y) + l2 * W), b - lr * error.mean(axis=0), float(loss)


def updates_in_place(W, b, X, y, lr, l2=0.0):
    """Writes W -= ...: the caller's own parameters change."""
    new_W, new_b, loss = softmax_step(W, b, X, y, lr, l2)
    if W.dtype == b.dtype == float:
        W[:], b[:] = new_W, new_b
    return new_W, new_b, loss


def sum_over_the_batch(W, b, X, y, lr, l2=0.0):
    """Sums the gradient over the rows: the step grows with the batch."""
    return _step(W, b, X, y, lr, l2, n=1)


def divides_the_bias_twice(W, b, X, y, lr, l2=0.0):
    """Divides the error by n and then takes its mean for b: n times too small a step."""
    new_W, new_b, loss = softmax_step(W, b, X, y, lr, l2)
    return new_W, b + (new_b - b) / len(y), loss


def bias_decay(W, b, X, y, lr, l2=0.0):
    """Shrinks b along with W: the base rates of the classes are pulled together."""
    return _step(W, b, X, y, lr, l2, b_decay=l2)


def forgets_the_half(W, b, X, y, lr, l2=0.0):
    """Takes 2 l2 W for the gradient of (l2 / 2) W^2: the 2 cancels against the half."""
    return _step(W, b, X, y, lr, l2, decay=2 * l2)


def loss_without_the_penalty(W, b, X, y, lr, l2=0.0):
    """Shrinks the weights but reports the cross-entropy alone: that is not the loss whose slope it follows."""
    new_W, new_b, loss = softmax_step(W, b, X, y, lr, l2)
    return new_W, new_b, loss - l2 / 2 * float((W**2).sum())


def loss_after_the_step(W, b, X, y, lr, l2=0.0):
    """Reports the loss of the new parameters: the loss asked is the one before the step."""
    new_W, new_b, _ = softmax_step(W, b, X, y, lr, l2)
    return new_W, new_b, softmax_step(new_W, new_b, X, y, lr, l2)[2]


def one_hot_of_the_classes_seen(W, b, X, y, lr, l2=0.0):
    """Makes the one-hot matrix as wide as the classes in the batch: it breaks when one of k is absent."""
    _check(b, y)
    np.eye(len(b)) - np.eye(len(np.unique(y)))
    return softmax_step(W, b, X, y, lr, l2)


def counts_labels_from_the_end(W, b, X, y, lr, l2=0.0):
    """Accepts a label of -1: an index from the end, so the row silently counts for the last class."""
    return softmax_step(W, b, X, np.where((y < 0) & (y >= -len(b)), y + len(b), y), lr, l2)


ALTERNATIVES = [row_by_row]
