"""Backpropagation, two layers: the reference, another right answer, and the mistakes the tests must reject.

Go backwards, one line of the forward pass at a time, and let the shapes check you: a gradient has
the shape of what it belongs to.

    d logits = (softmax(logits) - one_hot(y)) / n      (n, k)   the whole of softmax and log in one subtraction
    d W2     = hidden^T d logits                       (h, k)   hidden W2 is linear in W2
    d b2     = sum over rows of d logits               (k,)     b2 was broadcast to every row
    d hidden = d logits W2^T                           (n, h)
    d z      = d hidden where z > 0, else 0            (n, h)   z = X W1 + b1
    d W1     = X^T d z,  d b1 = sum over rows of d z

-log softmax(z)[y] = logsumexp(z) - z[y]. With the largest logit taken off first nothing overflows, and no
probability that rounded to 0 is ever handed to log.

Cost: O(n (d h + h k)) time, the backward pass about twice the forward pass; O(n (h + k)) memory for what the
backward pass reads again.

What an interviewer listens for: the derivation of softmax minus one-hot, where 1/n enters, why a bias is
summed, and a check against finite differences, offered before it is asked for.
"""

import numpy as np


def _check(params, y):
    if y.min() < 0 or y.max() >= len(params["b2"]):  # without rows, min raises ValueError itself
        raise ValueError(f"a class is not in 0 to {len(params['b2']) - 1}")


def _forward(params, X):
    z = X @ params["W1"] + params["b1"]  # (n, h)
    hidden = np.maximum(z, 0)  # (n, h)
    return z, hidden, hidden @ params["W2"] + params["b2"]  # logits (n, k)


def mlp_loss_grads(params, X, y):
    _check(params, y)
    rows = np.arange(len(y))
    z, hidden, logits = _forward(params, X)
    shifted = logits - logits.max(axis=1, keepdims=True)  # (n, k)  nothing above 0
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (n, k)
    d_logits = np.exp(log_p)
    d_logits[rows, y] -= 1
    d_logits /= len(y)  # (n, k)  the loss is a mean
    d_z = np.where(z > 0, d_logits @ params["W2"].T, 0)  # (n, h)
    grads = {"W1": X.T @ d_z, "b1": d_z.sum(axis=0), "W2": hidden.T @ d_logits, "b2": d_logits.sum(axis=0)}
    return -float(log_p[rows, y].mean()), grads


def row_by_row(params, X, y):
    """Adds up the gradients of one example at a time, as outer products."""
    _check(params, y)
    losses, grads = [], {key: np.zeros(value.shape) for key, value in params.items()}
    for x, label in zip(X, y.tolist(), strict=True):
        z = params["b1"] + x @ params["W1"]
        hidden = z * (z > 0)
        logits = params["b2"] + hidden @ params["W2"]
        log_sum = np.logaddexp.reduce(logits)
        losses.append(log_sum - logits[label])
        d_logits = np.exp(logits - log_sum) - np.eye(len(logits))[label]
        d_z = params["W2"] @ d_logits * (z > 0)
        for key, part in (("W1", np.outer(x, d_z)), ("b1", d_z), ("W2", np.outer(hidden, d_logits)), ("b2", d_logits)):
            grads[key] += part / len(X)
    return float(np.mean(losses)), grads


def _with(params, X, y, **changes):
    """The right answer with some gradients put in their place: what many mistakes share."""
    loss, grads = mlp_loss_grads(params, X, y)
    return loss, grads | changes


def _deltas(params, X, y, mask=lambda z, d_hidden: d_hidden * (z > 0)):
    z, hidden, logits = _forward(params, X)
    _check(params, y)
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    d_logits = (shifted / shifted.sum(axis=1, keepdims=True) - np.eye(logits.shape[1])[y]) / len(y)
    return hidden, d_logits, mask(z, d_logits @ params["W2"].T)


def no_division_by_n(params, X, y):
    """Forgets 1/n in the gradients: the loss is a mean, so they must not grow with the batch."""
    loss, grads = mlp_loss_grads(params, X, y)
    return loss, {key: grad * len(y) for key, grad in grads.items()}


def divides_twice(params, X, y):
    """Divides by n at the logits and again at the weights: a bias and its weights then disagree."""
    loss, grads = mlp_loss_grads(params, X, y)
    return loss, grads | {key: grads[key] / len(y) for key in ("W1", "W2")}


def no_relu_mask(params, X, y):
    """Passes the gradient through units that were off: max(0, z) has slope 0 there."""
    _, _, d_z = _deltas(params, X, y, lambda z, d_hidden: d_hidden)
    return _with(params, X, y, W1=X.T @ d_z, b1=d_z.sum(axis=0))


def relu_of_the_gradient(params, X, y):
    """Applies max(0, .) to the gradient: what counts is whether z was positive, not the gradient."""
    _, _, d_z = _deltas(params, X, y, lambda z, d_hidden: np.maximum(d_hidden, 0))
    return _with(params, X, y, W1=X.T @ d_z, b1=d_z.sum(axis=0))


def slope_one_at_zero(params, X, y):
    """Masks with z >= 0: a unit at exactly 0 has slope 0 here, and dead inputs give many such."""
    _, _, d_z = _deltas(params, X, y, lambda z, d_hidden: d_hidden * (z >= 0))
    return _with(params, X, y, W1=X.T @ d_z, b1=d_z.sum(axis=0))


def uses_z_for_hidden(params, X, y):
    """Multiplies by X W1 + b1 in the gradient of W2, not by what the ReLU let through."""
    _, d_logits, _ = _deltas(params, X, y)
    return _with(params, X, y, W2=_forward(params, X)[0].T @ d_logits)


def bias_not_summed(params, X, y):
    """Keeps the batch axis in the gradients of the biases: they were broadcast, so their gradients are summed."""
    _, d_logits, d_z = _deltas(params, X, y)
    return _with(params, X, y, b1=d_z, b2=d_logits)


def bias_averaged(params, X, y):
    """Takes the mean over rows for the biases, although the logits' gradient holds 1/n already."""
    _, d_logits, d_z = _deltas(params, X, y)
    return _with(params, X, y, b1=d_z.mean(axis=0), b2=d_logits.mean(axis=0))


def transpose_mixup(params, X, y):
    """Returns the gradients of the weights transposed."""
    loss, grads = mlp_loss_grads(params, X, y)
    return loss, grads | {key: grads[key].T for key in ("W1", "W2")}


def updated_weights_in_the_chain(params, X, y):
    """Steps W2 before going further back: the gradient of W1 must use the weights of the forward pass."""
    _, d_logits, _ = _deltas(params, X, y)
    stepped = params["W2"] - 0.1 * _deltas(params, X, y)[0].T @ d_logits
    d_z = d_logits @ stepped.T * (_forward(params, X)[0] > 0)
    return _with(params, X, y, W1=X.T @ d_z, b1=d_z.sum(axis=0))


def log_of_softmax(params, X, y):
    """Takes the log of a probability that has rounded to 0: infinite loss, and a warning."""
    _check(params, y)
    logits = _forward(params, X)[2]
    parts = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = parts / parts.sum(axis=1, keepdims=True)
    return -float(np.log(p[np.arange(len(y)), y]).mean()), mlp_loss_grads(params, X, y)[1]


def adds_a_small_number(params, X, y):
    """Writes log(p + 1e-12): the loss can never exceed 27.6, however wrong the network is."""
    logits = _forward(params, X)[2]
    grads = mlp_loss_grads(params, X, y)[1]
    parts = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = parts / parts.sum(axis=1, keepdims=True)
    return -float(np.log(p[np.arange(len(y)), y] + 1e-12).mean()), grads


def exponential_overflows(params, X, y):
    """Takes the exponential of raw logits: infinite from about 710 on."""
    _check(params, y)
    logits = _forward(params, X)[2]
    log_sum = np.log(np.exp(logits).sum(axis=1))
    return float((log_sum - logits[np.arange(len(y)), y]).mean()), mlp_loss_grads(params, X, y)[1]


def largest_of_the_batch(params, X, y):
    """Takes off the largest logit of all rows: a row far below it keeps nothing but zeros, whose log is infinite."""
    _check(params, y)
    logits = _forward(params, X)[2]
    shifted = logits - logits.max()
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -float(log_p[np.arange(len(y)), y].mean()), mlp_loss_grads(params, X, y)[1]


def negative_class_from_the_end(params, X, y):
    """Lets -1 index the last class: a code for "no label" is trained on as if it were a class."""
    return mlp_loss_grads(params, X, np.where(y < 0, y + len(params["b2"]), y))


ALTERNATIVES = [row_by_row]
