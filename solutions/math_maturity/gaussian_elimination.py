"""Gaussian elimination: the reference, another right answer, and the mistakes the tests must reject.

Subtract multiples of the pivot's row from the rows below until only zeros are left under it, column
after column. What remains is upper triangular, and the last unknown stands alone: substitute back.
The right-hand sides go through the same steps, so they are carried along.

Why pivot, if not for a zero? With a pivot of 1e-20 the multiplier is 1e20, and what stood in the row
below is lost to rounding: [[1e-20, 1], [1, 1]] comes out as x = 0 instead of 1. Taking the largest entry
of the column keeps every multiplier at 1 or less, so the entries cannot grow fast.

An exact zero is rare in floats: the last pivot of a singular matrix is rounding, and is judged
against the size of the matrix. A determinant says nothing: that of 0.001 I is 1e-3n.

Cost: n^3 / 3 multiplications to eliminate, n^2 a right-hand side to substitute. What an interviewer
listens for: pivoting for accuracy and not only for zeros, a relative threshold, whole-row operations,
float copies of whole-number inputs, and why nobody inverts a matrix to solve a system.
"""

import numpy as np


def _check(A, b):
    if np.isnan(A).any() or np.isnan(b).any():
        raise ValueError("NaN has no place in a system of equations")


def _pivot_row(U, k, floor):
    row = k + np.abs(U[k:, k]).argmax()
    if abs(U[row, k]) <= floor:
        raise np.linalg.LinAlgError("A is singular")
    return row


def solve(A, b):
    _check(A, b)
    U, x = A.astype(float), b.astype(float)  # copies
    floor = 1e-12 * np.abs(U).max()
    for k in range(len(U)):
        row = _pivot_row(U, k, floor)
        U[[k, row]], x[[k, row]] = U[[row, k]], x[[row, k]]
        factors = U[k + 1 :, k] / U[k, k]  # (n - k - 1,), at most 1 in size
        U[k + 1 :] -= np.multiply.outer(factors, U[k])
        x[k + 1 :] -= np.multiply.outer(factors, x[k])
    for k in reversed(range(len(U))):
        x[k] = (x[k] - U[k, k + 1 :] @ x[k + 1 :]) / U[k, k]
    return x


def clears_above_and_below(A, b):
    """Gauss-Jordan on the augmented matrix: no substitution, half as many multiplications again."""
    _check(A, b)
    n = len(A)
    M = np.hstack([A, b.reshape(n, -1)]).astype(float)  # (n, n + m)
    floor = 1e-12 * np.abs(M[:, :n]).max()
    for k in range(n):
        row = _pivot_row(M, k, floor)
        M[[k, row]] = M[[row, k]]
        M[k] /= M[k, k]
        others = np.arange(n) != k
        M[others] -= M[others, k : k + 1] * M[k]
    return M[:, n:].reshape(b.shape)


def _eliminate(U, x, pivot=lambda U, k: k + np.abs(U[k:, k]).argmax(), floor=None):
    """Elimination as it should be, but for the rule for the pivot, the threshold, or the arrays handed in."""
    floor = 1e-12 * np.abs(U).max() if floor is None else floor
    for k in range(len(U)):
        row = pivot(U, k)
        if abs(U[row, k]) <= floor:
            raise np.linalg.LinAlgError("A is singular")
        U[[k, row]], x[[k, row]] = U[[row, k]], x[[row, k]]
        for i in range(k + 1, len(U)):
            factor = U[i, k] / U[k, k]
            U[i] -= (factor * U[k]).astype(U.dtype)
            x[i] -= (factor * x[k]).astype(x.dtype) if x.ndim > 1 else x.dtype.type(factor * x[k])
    for k in reversed(range(len(U))):
        x[k] = (x[k] - U[k, k + 1 :] @ x[k + 1 :]) / U[k, k]
    return x


def never_swaps(A, b):
    """Takes the diagonal as it comes: a zero in the corner of a regular matrix is no reason to give up."""
    _check(A, b)
    return _eliminate(A.astype(float), b.astype(float), lambda U, k: k)


def swaps_only_for_zeros(A, b):
    """Swaps only if the pivot is 0: a pivot of 1e-11 makes a multiplier of 1e11, and eleven digits are lost."""
    _check(A, b)
    U = A.astype(float)

    def first_usable(U, k):
        return k + int(np.argmax(np.abs(U[k:, k]) > 1e-12 * np.abs(A).max()))

    return _eliminate(U, b.astype(float), first_usable)


def largest_with_its_sign(A, b):
    """Takes the largest entry instead of the largest in size: -5 is a better pivot than 0.1."""
    _check(A, b)
    return _eliminate(A.astype(float), b.astype(float), lambda U, k: k + U[k:, k].argmax())


def searches_the_whole_column(A, b):
    """Looks for the pivot in rows already used too: their equations are then mixed in twice."""
    _check(A, b)
    return _eliminate(A.astype(float), b.astype(float), lambda U, k: np.abs(U[:, k]).argmax())


def leaves_the_right_hand_side_in_place(A, b):
    """Swaps the rows of A and not those of b: the equations get each other's right-hand sides."""
    _check(A, b)
    order = np.argsort(-np.abs(A[:, 0]), kind="stable")
    return solve(A[order], b)


def whole_number_factors(A, b):
    """Works in the dtype given: in whole numbers each multiple is cut off, and so is the answer."""
    _check(A, b)
    return _eliminate(A.copy(), b.copy()).astype(float)


def works_in_the_callers_arrays(A, b):
    """Eliminates in place: the answer is right, and the caller's matrix is upper triangular now."""
    _check(A, b)
    if A.dtype != float or b.dtype != float:
        return solve(A, b)
    return _eliminate(A, b).copy()


def asks_for_exactly_zero(A, b):
    """Refuses a pivot of exactly 0 only: the last one of a singular matrix is rounding, say 1e-16."""
    _check(A, b)
    return _eliminate(A.astype(float), b.astype(float), floor=0.0)


def absolute_threshold(A, b):
    """Compares pivots with 1e-12 itself: a regular matrix in small units is refused, a large singular one passes."""
    _check(A, b)
    return _eliminate(A.astype(float), b.astype(float), floor=1e-12)


def looks_at_the_last_pivot_too_late(A, b):
    """Checks the pivots of the columns it eliminates, and the last has nothing below it: it needs the check as well."""
    _check(A, b)
    U, x = A.astype(float), b.astype(float)
    with np.errstate(all="ignore"):
        return _last_unchecked(U, x)


def _last_unchecked(U, x):
    floor = 1e-12 * np.abs(U).max()
    for k in range(len(U) - 1):
        row = _pivot_row(U, k, floor)
        U[[k, row]], x[[k, row]] = U[[row, k]], x[[row, k]]
        factors = U[k + 1 :, k] / U[k, k]
        U[k + 1 :] -= np.multiply.outer(factors, U[k])
        x[k + 1 :] -= np.multiply.outer(factors, x[k])
    for k in reversed(range(len(U))):
        x[k] = (x[k] - U[k, k + 1 :] @ x[k + 1 :]) / U[k, k]
    return x


def one_right_hand_side_only(A, b):
    """Flattens b to its first column: a matrix of right-hand sides asks for one solution each."""
    return solve(A, b if b.ndim == 1 else b[:, 0])


def always_columns(A, b):
    """Reshapes a vector to one column and leaves it so: the solution should have the shape of b."""
    return solve(A, b.reshape(len(b), -1))


def lets_nan_through(A, b):
    """Computes with NaN: argmax takes it for the largest pivot, and every unknown is NaN."""
    if np.isnan(A).any() or np.isnan(b).any():
        return np.full(b.shape, np.nan)
    return solve(A, b)


ALTERNATIVES = [clears_above_and_below]
