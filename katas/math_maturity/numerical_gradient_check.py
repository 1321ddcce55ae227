"""A numerical gradient check.

A colleague has derived the gradient of a new loss by hand. Training runs, but slowly,
and nobody is sure that the derivation is right. Before you look at the algebra, ask the
function itself: nudge each coordinate both ways and compare the slope you see with the
slope they claim.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


def grad_check(
    f: Callable[[NDArray[np.float64]], float],
    grad: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    x: NDArray[np.number],
    eps: float = 1e-5,
    tol: float = 1e-6,
) -> tuple[bool, float]:
    """Compare a claimed gradient with central differences.

    With a the claimed gradient at ``x``, and for each element i the numerical one

        n_i = (f(x with x_i + eps) - f(x with x_i - eps)) / (2 * eps)

    the error is the largest, over all elements, of

        |a_i - n_i| / max(1e-8, |a_i| + |n_i|)

    and the check passes if the error is at most ``tol``.

    Parameters
    ----------
    f, grad : callable
        The function, and its claimed gradient, an array like ``x``. Both are given float64
        arrays of the shape of ``x``; what they raise passes through.
    x : array of any shape, 0-d too, and memory order
        Where to check: floats or whole numbers, converted to float64 before they are nudged.
    eps, tol : float
        The step, and the largest error that passes.

    Returns
    -------
    (bool, float)
        Whether the check passed, and the error. An ``x`` without elements passes with
        error 0.0. A NaN in either gradient gives ``(False, nan)``.

    Raises
    ------
    ValueError
        If ``grad`` returns another shape than that of ``x``, even one that broadcasts, or
        ``eps`` is 0, negative or NaN.

    Examples
    --------
    >>> energy = lambda x: float((x**2).sum())
    >>> x = np.array([1.0, -2.0, 3.0])
    >>> passed, error = grad_check(energy, lambda x: 2 * x, x)
    >>> passed, error < 1e-9
    (True, True)
    >>> passed, error = grad_check(energy, lambda x: x, x)  # forgot the 2: |1 - 2| / (1 + 2)
    >>> passed, round(error, 6)
    (False, 0.333333)
    """
    raise NotImplementedError
