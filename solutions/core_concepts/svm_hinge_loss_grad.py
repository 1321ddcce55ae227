"""Hinge loss and its subgradient: the reference, another right answer, and the mistakes the tests must reject.

max(0, 1 - m) is 1 - m for m < 1 and 0 for m > 1: its slope by the margin is -1 or 0. By the chain rule a row
with m < 1 contributes -y x to the sum for w and -y to that for b, and every other row nothing.

At m = 1 the loss has a kink. Any slope from -1 to 0 is a subgradient there: the plane with that slope stays
below the loss everywhere. Returning 0 means that rows on the margin are at rest, so that "no active row and no
penalty" is a fixed point, and it keeps two implementations comparable.

The mean is over all rows, not over the active ones: dividing by the number of active rows would change the
objective whenever a row crosses the margin.

Cost: O(n d), one product forward and one back.

What an interviewer listens for: the constant pull, whatever the size of the error (against the logistic loss,
where it fades), the kink, the intercept outside the penalty, and labels -1 and 1.
"""

import numpy as np


def _check(y, lam):
    if not y.size:
        raise ValueError("no rows")
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("classes must be -1 or 1")
    if lam < 0:
        raise ValueError(f"lam is {lam}: a negative penalty rewards large weights")


def hinge_loss_grad(w, b, X, y, lam):
    _check(y, lam)
    margin = y * (X @ w + b)  # (n,)
    loss = np.maximum(0, 1 - margin).mean() + lam / 2 * (w @ w)
    pull = np.where(margin < 1, y, 0) / len(y)  # (n,)
    return float(loss), lam * w - X.T @ pull, -float(pull.sum())


def active_rows_only(w, b, X, y, lam):
    """Sorts out the active rows first, with w and b as one vector, and adds up what they cost."""
    _check(y, lam)
    signed = np.column_stack([X, np.ones(len(X))]) * y[:, None]  # (n, d + 1)
    margin = signed @ np.append(w, b)
    active = margin < 1
    gradient = np.append(lam * w, 0.0) - signed[active].sum(axis=0) / len(y)
    loss = (np.count_nonzero(active) - margin[active].sum()) / len(y) + lam / 2 * float(np.square(w).sum())
    return float(loss), gradient[:-1], float(gradient[-1])


def _hinge(w, b, X, y, lam, *, active=lambda m: m < 1, cost=lambda m: np.maximum(0, 1 - m), checks=_check, n=None):
    """The loss and the subgradient with their parts open to change."""
    checks(y, lam)
    margin = y * (X @ w + b)
    n = n(margin) if n else len(y)
    loss = cost(margin).mean() + lam / 2 * (w @ w)
    pull = active(margin) * y / n
    return float(loss), lam * w - X.T @ pull, -float(pull.sum())


def active_at_one(w, b, X, y, lam):
    """Counts a row with a margin of exactly 1 as active (<= instead of <): rows at rest keep pulling."""
    return _hinge(w, b, X, y, lam, active=lambda m: m <= 1)


def active_if_wrong(w, b, X, y, lam):
    """Counts only rows on the wrong side, margin below 0: that is the perceptron, without a margin."""
    return _hinge(w, b, X, y, lam, active=lambda m: m < 0)


def squared_hinge(w, b, X, y, lam):
    """Squares the slack: a smooth loss, but another one."""
    return _hinge(w, b, X, y, lam, active=lambda m: 2 * np.maximum(0, 1 - m), cost=lambda m: np.maximum(0, 1 - m) ** 2)


def never_clipped(w, b, X, y, lam):
    """Takes the mean of 1 - m without max(0, .): rows with margin to spare then pay for the others."""
    return _hinge(w, b, X, y, lam, cost=lambda m: 1 - m)


def clips_the_mean(w, b, X, y, lam):
    """Takes max(0, .) of the mean instead of each row: rows with margin to spare pay for the others."""
    return _hinge(w, b, X, y, lam, cost=lambda m: np.maximum(0, (1 - m).mean(keepdims=True)))


def sum_over_the_rows(w, b, X, y, lam):
    """Sums the pull over the rows, though the loss is a mean: the step grows with n."""
    return _hinge(w, b, X, y, lam, n=lambda m: 1)


def mean_over_the_active(w, b, X, y, lam):
    """Divides the pull by the number of active rows: the loss is a mean over all."""
    return _hinge(w, b, X, y, lam, n=lambda m: max(np.count_nonzero(m < 1), 1))


def uphill(w, b, X, y, lam):
    """Has the sign of the rows' pull wrong: that is the direction in which the margins shrink."""
    loss, dw, db = hinge_loss_grad(w, b, X, y, lam)
    return loss, 2 * lam * w - dw, -db


def bias_without_the_class(w, b, X, y, lam):
    """Takes minus the share of active rows for db: each row pulls towards its own class."""
    loss, dw, _ = hinge_loss_grad(w, b, X, y, lam)
    return loss, dw, -float((y * (X @ w + b) < 1).mean())


def bias_regularised(w, b, X, y, lam):
    """Adds lam * b to db: the penalty would pull the boundary through the origin."""
    loss, dw, db = hinge_loss_grad(w, b, X, y, lam)
    return loss, dw, db + lam * b


def forgets_the_half(w, b, X, y, lam):
    """Takes 2 lam w for the gradient of (lam / 2) w . w: the 2 cancels against the half."""
    loss, dw, db = hinge_loss_grad(w, b, X, y, lam)
    return loss, dw + lam * w, db


def loss_without_the_penalty(w, b, X, y, lam):
    """Returns the hinge part of the loss alone, though the subgradient has the penalty."""
    loss, dw, db = hinge_loss_grad(w, b, X, y, lam)
    return loss - lam / 2 * float(w @ w), dw, db


def slope_by_differences(w, b, X, y, lam):
    """Returns central differences of the loss: on the kink they give half of the pull."""
    loss = hinge_loss_grad(w, b, X, y, lam)[0]
    margin, h = y * (X @ w + b), 1e-6
    half = np.where(np.abs(margin - 1) < h, 0.5, margin < 1) * y / len(y)
    return loss, lam * w - X.T @ half, -float(half.sum())


def zero_one_labels(w, b, X, y, lam):
    """Takes labels 0 and 1 as they are: a row of class 0 has margin 0 for ever, costs 1 and pulls at nothing."""
    return _hinge(w, b, X, y, lam, checks=lambda y, lam: _check(np.where(y == 0, 1, y), lam))


def any_label_goes(w, b, X, y, lam):
    """Turns whatever is above 0 into 1 and the rest into -1: 0, 2 and -2 pass without a word."""
    return hinge_loss_grad(w, b, X, np.where(y > 0, 1, -1), lam)


def single_class_refused(w, b, X, y, lam):
    """Refuses rows of one class only: a batch may well be like that, and the loss is defined."""
    _check(y if len(set(y.tolist())) == 2 else np.zeros(1), lam)
    return hinge_loss_grad(w, b, X, y, lam)


def no_penalty_refused(w, b, X, y, lam):
    """Refuses lam = 0, which only means no penalty."""
    _check(y, lam or -1)
    return hinge_loss_grad(w, b, X, y, lam)


ALTERNATIVES = [active_rows_only]
