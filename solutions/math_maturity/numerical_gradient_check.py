"""A numerical gradient check: the reference, other right answers, and the mistakes the tests must reject.

Expand f around x:

    (f(x + h) - f(x - h)) / 2h  =  f'(x) + h**2 / 6 f'''(x) + ...

The even terms cancel, so the truncation error is of order h**2 against h for the forward difference.
Rounding adds about u |f| / h with u = 1e-16. The sum is smallest near h = u ** (1/3), about 1e-5; that is why
neither 1e-2 nor 1e-12 works. Dividing by |a| + |n| makes the error independent of the scale of f; the floor of
1e-8 keeps 0 against 0 from dividing by zero.

2 * size calls of f: fine for a test with small shapes, hopeless for training. An interviewer listens for
relative error, for float64, for kinks (relu at 0), and for a random direction as the cheap check in high dimensions.
"""

import numpy as np


def _claimed(grad, x, eps):
    """Check the arguments and return the claimed gradient."""
    if not eps > 0:  # NaN is not either
        raise ValueError(f"expected a step above 0, got {eps}")
    claimed = np.asarray(grad(x))
    if claimed.shape != x.shape:
        raise ValueError(f"the gradient has shape {claimed.shape}, x has {x.shape}")
    return claimed


def _central(f, x, eps):
    """Central differences at x, which is nudged in place and put back."""
    slopes = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        middle = x[i]
        x[i] = middle + eps
        above = f(x)
        x[i] = middle - eps
        below = f(x)
        x[i] = middle
        slopes[i] = (above - below) / (2 * eps)
    return slopes


def _relative(a, n):
    return np.abs(a - n) / np.maximum(1e-8, np.abs(a) + np.abs(n))


def _judged(errors, tol):
    error = float(errors.max(initial=0.0))
    return error <= tol, error


def grad_check(f, grad, x, eps=1e-5, tol=1e-6):
    x = np.array(x, dtype=np.float64)  # a copy: the caller's array is never touched
    claimed = _claimed(grad, x, eps)
    return _judged(_relative(claimed, _central(f, x, eps)), tol)


def rows_of_the_identity(f, grad, x, eps=1e-5, tol=1e-6):
    """Adds and subtracts one scaled unit vector at a time, never nudging anything in place."""
    if not eps > 0:
        raise ValueError("no step")
    flat = np.ravel(x).astype(float)
    a = np.array(grad(flat.reshape(x.shape)), dtype=float)
    if np.shape(a) != np.shape(x):
        raise ValueError("shapes differ")
    worst = 0.0
    for slope, step in zip(a.ravel().tolist(), np.eye(flat.size) * eps, strict=True):
        up, down = f((flat + step).reshape(x.shape)), f((flat - step).reshape(x.shape))
        seen = 0.5 * (float(up) - float(down)) / eps
        scale = abs(slope) + abs(seen)
        distance = abs(slope - seen) / (scale if scale > 1e-8 else 1e-8)
        if distance != distance:
            return False, float("nan")
        worst = max(worst, distance)
    return not worst > tol, worst


def forward_difference(f, grad, x, eps=1e-5, tol=1e-6):
    """Nudges one way only: an error of order eps, which fails right gradients."""
    x = np.array(x, dtype=np.float64)
    claimed, slopes, here = _claimed(grad, x, eps), np.empty(x.shape), f(x) if x.size else 0.0
    for i in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[i] += eps
        slopes[i] = (f(nudged) - here) / eps
    return _judged(_relative(claimed, slopes), tol)


def not_restored(f, grad, x, eps=1e-5, tol=1e-6):
    """Forgets to put an element back before it nudges the next: the point drifts away from x."""
    x = np.array(x, dtype=np.float64)
    claimed, slopes = _claimed(grad, x.copy(), eps), np.empty(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += eps
        above = f(x)
        x[i] -= 2 * eps
        slopes[i] = (above - f(x)) / (2 * eps)
    return _judged(_relative(claimed, slopes), tol)


def absolute_error(f, grad, x, eps=1e-5, tol=1e-6):
    """Compares without a scale: accepts tiny wrong gradients and rejects huge right ones."""
    x = np.array(x, dtype=np.float64)
    claimed = _claimed(grad, x, eps)
    return _judged(np.abs(claimed - _central(f, x, eps)), tol)


def divides_by_the_larger(f, grad, x, eps=1e-5, tol=1e-6):
    """Divides by the larger of the two slopes instead of their sum: errors up to twice as large."""
    x = np.array(x, dtype=np.float64)
    a, n = _claimed(grad, x, eps), _central(f, x, eps)
    return _judged(np.abs(a - n) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(n))), tol)


def mean_error(f, grad, x, eps=1e-5, tol=1e-6):
    """Averages over the elements: one wrong element among many is diluted."""
    x = np.array(x, dtype=np.float64)
    errors = _relative(_claimed(grad, x, eps), _central(f, x, eps))
    return _judged(np.array(errors.mean() if x.size else 0.0), tol)


def eps_too_small(f, grad, x, eps=1e-5, tol=1e-6):
    """Steps by 1e-12 to be exact: the difference drowns in rounding."""
    return grad_check(f, grad, x, min(eps, 1e-12), tol)


def restores_on_success_only(f, grad, x, eps=1e-5, tol=1e-6):
    """Nudges the caller's array and puts every element back, but not when f raises in between."""
    x = np.asarray(x, dtype=np.float64)
    return _judged(_relative(_claimed(grad, x.copy(), eps), _central(f, x, eps)), tol)


def keeps_the_dtype(f, grad, x, eps=1e-5, tol=1e-6):
    """Copies whole numbers as whole numbers: adding eps to them changes nothing, every slope is 0."""
    x = x.copy()
    return _judged(_relative(_claimed(grad, x, eps), _central(f, x, eps)), tol)


def flattens_a_copy(f, grad, x, eps=1e-5, tol=1e-6):
    """Nudges x.reshape(-1), which is a copy for columns-first memory: f never sees the nudges."""
    x = np.array(x, dtype=np.float64)
    claimed, flat = _claimed(grad, x, eps), x.reshape(-1)
    slopes = _central(lambda _: f(x), flat, eps)
    return _judged(_relative(claimed.reshape(-1), slopes), tol)


def broadcasts_the_gradient(f, grad, x, eps=1e-5, tol=1e-6):
    """Subtracts without looking at the shapes: a gradient of shape (1,) or (3, 1) is stretched to fit."""
    x = np.array(x, dtype=np.float64)
    _claimed(lambda x: x, x, eps)
    return _judged(_relative(np.asarray(grad(x)), _central(f, x, eps)), tol)


def any_step_will_do(f, grad, x, eps=1e-5, tol=1e-6):
    """Rejects eps <= 0 but not NaN, which compares false with everything: the check fails and blames the gradient."""
    return (False, float("nan")) if eps != eps else grad_check(f, grad, x, eps, tol)


def nan_is_lost(f, grad, x, eps=1e-5, tol=1e-6):
    """Keeps the larger error with a comparison, which is false for NaN: a gradient of NaN passes."""
    x = np.array(x, dtype=np.float64)
    errors = _relative(_claimed(grad, x, eps), _central(f, x, eps))
    return _judged(errors[errors > 0], tol)


ALTERNATIVES = [rows_of_the_identity]
