"""Reverse-mode differentiation of scalars.

Every deep learning framework rests on one trick: record what was computed, then walk
the record backwards and let the chain rule hand each input its share. Build that for
plain numbers, so that

    loss = (w * x - y) ** 2
    loss.backward()

leaves the derivative of ``loss`` with respect to ``w`` in ``w.grad``.
"""

from __future__ import annotations


class Value:
    """A number that remembers how it was computed.

    A ``Value`` combines with a ``Value`` or with a plain number (int or float), on either
    side, into a new ``Value``. Values are told apart by identity: two of the same ``data``
    are two variables.

    Attributes
    ----------
    data : float
        The number itself, a float also when made from an int.
    grad : float
        0.0 in a new ``Value``; after ``out.backward()`` the derivative of ``out`` with
        respect to this one.

    Raises
    ------
    ZeroDivisionError
        By division by zero, also where 0 is taken to a negative power.
    ValueError
        By ``log`` of a number that is 0 or less.
    TypeError
        By ``Value ** Value``: an exponent is a plain number.

    Notes
    -----
    Left open: ``2 ** Value``, a negative base with a fractional exponent, 0 to a power
    strictly between 0 and 1, overflow, and changing ``data`` by hand before ``backward``.

    Examples
    --------
    >>> w, x = Value(3), Value(2.0)
    >>> loss = (w * x - 1) ** 2
    >>> loss.backward()
    >>> loss.data, w.grad, x.grad
    (25.0, 20.0, 30.0)
    >>> x = Value(0)
    >>> (x.relu() + x).backward()  # relu has slope 0 at 0
    >>> x.grad
    1.0
    """

    data: float
    grad: float

    def __init__(self, data: float) -> None:
        raise NotImplementedError

    def __add__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __radd__(self, other: float) -> Value:
        raise NotImplementedError

    def __sub__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __rsub__(self, other: float) -> Value:
        raise NotImplementedError

    def __mul__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __rmul__(self, other: float) -> Value:
        raise NotImplementedError

    def __truediv__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __rtruediv__(self, other: float) -> Value:
        raise NotImplementedError

    def __neg__(self) -> Value:
        raise NotImplementedError

    def __pow__(self, exponent: float) -> Value:
        """Return ``self`` to a fixed power, int or float; ``x ** 0`` is 1 with slope 0, at x = 0 too."""
        raise NotImplementedError

    def exp(self) -> Value:
        """Return e to the power of ``self``."""
        raise NotImplementedError

    def log(self) -> Value:
        """Return the natural logarithm; ValueError for 0 or less."""
        raise NotImplementedError

    def tanh(self) -> Value:
        """Return the hyperbolic tangent."""
        raise NotImplementedError

    def relu(self) -> Value:
        """Return ``max(0, self)``; the slope at exactly 0 is 0."""
        raise NotImplementedError

    def backward(self) -> None:
        """Set ``grad`` of this value and of every value it was computed from.

        Each of them ends with the derivative of ``self`` with respect to it, summed over
        all paths, whatever an earlier ``backward`` left there; ``self.grad`` is 1. Values
        that ``self`` does not depend on keep the ``grad`` they had, and ``data`` never
        changes. The time grows with the number of operations, not of paths, and a chain
        of 10,000 operations works.
        """
        raise NotImplementedError
