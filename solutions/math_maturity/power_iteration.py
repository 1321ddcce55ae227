"""Power iteration: the reference, other right answers, and the mistakes the tests must reject.

Write the start in eigenvectors, v = sum c_i q_i. After k multiplications it is sum c_i l_i^k q_i: each
part has grown by its own eigenvalue, and relative to the largest, l_1, the part of q_i has shrunk by
(l_i / l_1)^k. So the error falls by the factor |l_2 / l_1| at each step, and the method is slow where
the two are close. If they are equal in size and opposite in sign, v alternates for ever, and the only
honest answer is an error.

The Rayleigh quotient v'Av is the best eigenvalue for a given v, with an error that is the square of the
vector's. That is why it must not decide when to stop: it settles when half the digits of v are still
wrong. The residual ||Av - lam v|| is a certificate: an eigenvalue of a symmetric A lies within that
distance of lam. It is also indifferent to the sign, where ||v_new - v|| stays near 2 if lam < 0.

Cost: one product with A a step, O(n^2), or the number of nonzeros of a sparse A. What an interviewer
listens for: the ratio that governs the speed, the Rayleigh quotient for the sign, normalising at every
step so that nothing overflows, and what happens without a winner.
"""

import math

import numpy as np


def _check(A, v0):
    if (A - A.T).max() > 1e-8 * np.abs(A).max():  # what is below 0 there is above 0 on the other side
        raise ValueError("A must be symmetric")
    if not v0.any():
        raise ValueError("a start of zeros has no direction")


def _signed(v):
    first = v[np.abs(v) > 1e-12][0]
    return v if first > 0 else -v


def top_eigenpair(A, v0, tol=1e-10, max_iter=10_000):
    _check(A, v0)
    v = v0 / np.linalg.norm(v0)  # (n,)
    for replacements in range(max_iter + 1):
        image = A @ v  # (n,), never 0 unless the residual is
        value = float(v @ image)
        if np.linalg.norm(image - value * v) <= tol * max(1.0, abs(value)):
            return value, _signed(v), replacements
        v = image / np.linalg.norm(image)
    raise RuntimeError(f"no convergence after {max_iter} replacements")


def tests_then_steps(A, v0, tol=1e-10, max_iter=10_000):
    """Keeps the test and the step in a while loop, with the length from a sum of squares."""
    _check(A, v0)
    v, steps = v0 / math.sqrt(np.dot(v0, v0)), 0
    while True:
        value = float(np.einsum("i,ij,j", v, A, v))
        residual = A @ v - value * v
        if math.sqrt(residual @ residual) <= tol * max(1, abs(value)):
            break
        if steps == max_iter:
            raise RuntimeError("not converged")
        v, steps = A @ v, steps + 1
        v = v / math.sqrt(v @ v)
    leading = np.flatnonzero(np.abs(v) > 1e-12)[0]
    return value, v * np.sign(v[leading]), steps


def _iterate(A, v0, max_iter, converged):
    """Power iteration with another rule: `converged(v, image, value, image of before, value of before)`."""
    _check(A, v0)
    v, before, value_before = v0 / np.linalg.norm(v0), np.full(len(v0), 9.9), 9e99
    for replacements in range(max_iter + 1):
        image = A @ v
        value = float(v @ image)
        if not image.any() or converged(v, image, value, before, value_before):
            return value, _signed(v), replacements
        v, before, value_before = image / np.linalg.norm(image), v, value
    raise RuntimeError("not converged")


def length_as_eigenvalue(A, v0, tol=1e-10, max_iter=10_000):
    """Returns ||Av||, which is the size of the eigenvalue: the sign is lost. Take v'Av."""
    value, v, steps = top_eigenpair(A, v0, tol, max_iter)
    return abs(value), v, steps


def waits_for_the_vector_to_settle(A, v0, tol=1e-10, max_iter=10_000):
    """Stops when ||v_new - v|| is small: for a negative eigenvalue v changes its sign at each step, and it never is."""
    return _iterate(A, v0, max_iter, lambda v, image, value, before, _: np.linalg.norm(v - before) <= tol)


def waits_for_the_value_to_settle(A, v0, tol=1e-10, max_iter=10_000):
    """Stops when the eigenvalue hardly changes: it has twice the digits of the vector, which is not there yet."""
    return _iterate(A, v0, max_iter, lambda v, image, value, _, before: abs(value - before) <= tol)


def absolute_tolerance(A, v0, tol=1e-10, max_iter=10_000):
    """Compares the residual with tol itself: for an eigenvalue of a million that asks for digits floats do not have."""
    return _iterate(A, v0, max_iter, lambda v, image, value, *_: np.linalg.norm(image - value * v) <= tol)


def relative_tolerance_only(A, v0, tol=1e-10, max_iter=10_000):
    """Compares the residual with tol * |lam|: below 1 the limit stays at tol, so that tiny matrices count as zero."""
    return _iterate(A, v0, max_iter, lambda v, image, value, *_: np.linalg.norm(image - value * v) <= tol * abs(value))


def never_normalises(A, v0, tol=1e-10, max_iter=10_000):
    """Normalises at the end only: after some hundred multiplications the vector overflows, or vanishes."""
    _check(A, v0)
    v = v0.astype(float)
    with np.errstate(all="ignore"):
        for replacements in range(max_iter + 1):
            unit, image = v / np.linalg.norm(v), A @ v
            value = float(unit @ A @ unit)
            if np.linalg.norm(A @ unit - value * unit) <= tol * max(1.0, abs(value)):
                return value, _signed(unit), replacements
            v = image
    raise RuntimeError("not converged")


def returns_the_last_vector(A, v0, tol=1e-10, max_iter=10_000):
    """Returns what it has when the steps run out: nobody can tell that pair from a converged one."""
    try:
        return top_eigenpair(A, v0, tol, max_iter)
    except RuntimeError:
        v = v0 / np.linalg.norm(v0)
        for _ in range(max_iter):
            v = A @ v / np.linalg.norm(A @ v)
        return float(v @ A @ v), _signed(v), max_iter


def multiplies_before_testing(A, v0, tol=1e-10, max_iter=10_000):
    """Tests after the first multiplication only: a start that is an eigenvector needs none."""
    _check(A, v0)
    image = A @ v0 if (A @ v0).any() else v0
    value, v, steps = top_eigenpair(A, image, tol, max_iter - 1)
    return value, v, steps + 1


def forgets_to_test_the_last(A, v0, tol=1e-10, max_iter=10_000):
    """Leaves the loop after max_iter replacements without looking at the last vector, which may have converged."""
    return top_eigenpair(A, v0, tol, max_iter - 1)


def keeps_the_sign_it_found(A, v0, tol=1e-10, max_iter=10_000):
    """Leaves the sign of the vector to the start and to the parity of the steps: q and -q are the same answer."""
    value, v, steps = top_eigenpair(A, v0, tol, max_iter)
    overlap = v @ v0 * (np.sign(value) ** steps if value else 1)
    return value, v if overlap >= 0 else -v, steps


def looks_at_the_first_entry_only(A, v0, tol=1e-10, max_iter=10_000):
    """Flips if v[0] < 0: where v[0] is 0, the sign is left to chance. Look for the first entry that is not."""
    value, v, steps = keeps_the_sign_it_found(A, v0, tol, max_iter)
    return value, v if v[0] >= 0 else -v, steps


def takes_noise_for_a_sign(A, v0, tol=1e-10, max_iter=10_000):
    """Lets the first entry that is not exactly 0 decide: rounding leaves -1e-17 where a 0 should be."""
    value, v, steps = top_eigenpair(A, v0, tol, max_iter)
    return value, v * np.sign(v[v != 0][0]), steps


def makes_the_largest_entry_positive(A, v0, tol=1e-10, max_iter=10_000):
    """Makes the entry of largest size positive: a good rule as well, but the first one was agreed."""
    value, v, steps = top_eigenpair(A, v0, tol, max_iter)
    return value, v * np.sign(v[np.abs(v).argmax()]), steps


def averages_the_triangles(A, v0, tol=1e-10, max_iter=10_000):
    """Replaces A by (A + A') / 2 instead of refusing it: the eigenvalues of another matrix come out."""
    return top_eigenpair((A + A.T) / 2, v0, tol, max_iter)


def goes_on_from_zero(A, v0, tol=1e-10, max_iter=10_000):
    """Replaces a start of zeros by ones: the caller's bug, an embedding never filled in, stays hidden."""
    return top_eigenpair(A, v0 if v0.any() else np.ones(len(v0)), tol, max_iter)


ALTERNATIVES = [tests_then_steps]
