"""Reverse-mode differentiation of scalars: the reference, other right answers, and the mistakes the tests must reject.

Each operation knows its slopes at the moment it is computed:

    d(a + b) = 1 da + 1 db        d(a b) = b da + a db        d(1 / a) = -1 / a**2 da
    d(a**n)  = n a**(n - 1) da    d exp a = exp a da          d log a = da / a
    d tanh a = (1 - tanh(a)**2) da

so a node keeps its operands with one slope each. With g(v) = d out / d v the chain rule reads

    g(v) = sum over the consumers c of v of g(c) * slope(c, v)

g(v) may be passed on only after every consumer of v has added its part: that is a reverse
topological order. Depth-first post-order gives one (operands before the node itself); an explicit stack
instead of recursion because graphs are as deep as the loop that built them. Each edge is crossed twice:
O(operations) in time and memory, whatever the number of paths.

An interviewer listens for "accumulate, because a value can be used twice", for why the order matters (a
node reached by a short and a long path), and for what the forward pass has to keep in memory.
"""

import math
from collections import Counter

import numpy as np


class Value:
    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0
        self._operands = ()  # pairs (operand, slope)

    def _lift(self, other):
        return other if isinstance(other, Value) else type(self)(other)

    def _result(self, data, *operands):
        result = type(self)(data)
        result._operands = operands
        return result

    def __add__(self, other):
        other = self._lift(other)
        return self._result(self.data + other.data, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        other = self._lift(other)
        return self._result(self.data * other.data, (self, other.data), (other, self.data))

    def __truediv__(self, other):
        other = self._lift(other)
        ratio = self.data / other.data
        return self._result(ratio, (self, 1 / other.data), (other, -ratio / other.data))

    def __pow__(self, exponent):
        # A Value as exponent raises TypeError by itself: float ** Value is not defined.
        slope = exponent * self.data ** (exponent - 1) if exponent else 0.0  # 0 * 0 ** -1 would divide by zero
        return self._result(self.data**exponent, (self, slope))

    def __neg__(self):
        return self._result(-self.data, (self, -1.0))

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self._lift(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    def exp(self):
        e = math.exp(self.data)
        return self._result(e, (self, e))

    def log(self):
        return self._result(math.log(self.data), (self, 1 / self.data))

    def tanh(self):
        t = math.tanh(self.data)
        return self._result(t, (self, 1 - t * t))

    def relu(self):
        return self._result(max(0.0, self.data), (self, float(self.data > 0)))

    def backward(self):
        order = self._history()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for operand, slope in node._operands:
                operand.grad += slope * node.grad

    def _history(self):
        """Every value that this one depends on, each after its operands, this one last."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, complete = stack.pop()
            if complete:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((operand, False) for operand, _ in node._operands)
        return order


class CountsConsumers(Value):
    """Passes a node on when its last consumer has added its part; builds division and tanh from other operations."""

    def __truediv__(self, other):
        return self * self._lift(other) ** -1

    def __sub__(self, other):
        other = self._lift(other)
        return self._result(self.data - other.data, (self, 1.0), (other, -1.0))

    def __rsub__(self, other):
        return self._lift(other) - self

    def exp(self):
        return self._result(math.e**self.data, (self, math.exp(self.data)))

    def tanh(self):
        return 1 - 2 / ((2 * self).exp() + 1)

    def backward(self):
        waiting, found = Counter(), [self]
        for node in found:  # grows while it is walked
            node.grad = 0.0
            for operand, _ in node._operands:
                if operand not in waiting:
                    found.append(operand)
                waiting[operand] += 1
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            for operand, slope in node._operands:
                operand.grad += node.grad * slope
                waiting[operand] -= 1
                if not waiting[operand]:
                    ready.append(operand)


def _pass_back(root, order):
    """The second half of the reference's backward: what some of the mistakes below start with."""
    root.grad = 1.0
    for node in reversed(order):
        for operand, slope in node._operands:
            operand.grad += slope * node.grad


class AssignNotAccumulate(Value):
    """Writes the gradient instead of adding to it: of a value used twice only the last path counts."""

    def backward(self):
        order = self._history()
        self.grad = 1.0
        for node in reversed(order):
            for operand, slope in node._operands:
                operand.grad = slope * node.grad


class ExponentialWalk(Value):
    """Follows every path by itself: right sums, but thirty doublings are a thousand million paths."""

    def backward(self):
        for node in self._history():
            node.grad = 0.0
        pending = [(self, 1.0)]
        while pending:
            node, flow = pending.pop()
            node.grad += flow
            pending.extend((operand, flow * slope) for operand, slope in node._operands)


class RecursionLimit(Value):
    """Sorts the graph by recursion: a chain deeper than Python's stack, 1,000 by default, raises RecursionError."""

    def _history(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for operand, _ in node._operands:
                    visit(operand)
                order.append(node)

        visit(self)
        return order


class NoReflectedOps(Value):
    """Knows Value * 2 but not 2 * Value: a number on the left raises TypeError."""

    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = None


class GradNotReset(Value):
    """Adds to what the last backward left: a second call doubles the gradients."""

    def backward(self):
        _pass_back(self, self._history())


class BreadthFirstOrder(Value):
    """Visits nodes as it meets them: one reached by a short and a long path passes its gradient on too early."""

    def _history(self):
        order, seen = [self], {self}
        for node in order:
            for operand, _ in node._operands:
                if operand not in seen:
                    seen.add(operand)
                    order.append(operand)
        return order[::-1]


class EqualIsTheSame(Value):
    """Compares nodes by their data, as a dataclass does: two variables of one value are taken for one node."""

    def __eq__(self, other):
        return isinstance(other, Value) and self.data == other.data

    def __hash__(self):
        return hash(self.data)


class ReflectsWithoutSwapping(Value):
    """Reuses minus and division for a number on the left: 1 - x becomes x - 1, 2 / x becomes x / 2."""

    __rsub__ = Value.__sub__
    __rtruediv__ = Value.__truediv__


class ReluSlopeOneAtZero(Value):
    """Compares with >= in relu: the slope at exactly 0 is 1, not 0."""

    def relu(self):
        return self._result(max(0.0, self.data), (self, float(self.data >= 0)))


class PowerZeroDivides(Value):
    """Computes n * x ** (n - 1) for every n: x ** 0 divides by zero at x = 0."""

    def __pow__(self, exponent):
        return self._result(self.data**exponent, (self, exponent * self.data ** (exponent - 1)))


class ValueAsExponent(Value):
    """Takes a Value for the exponent by its data: no error, and its own gradient stays 0 without a word."""

    def __pow__(self, exponent):
        return super().__pow__(exponent.data if isinstance(exponent, Value) else exponent)


class NumpyArithmetic(Value):
    """Computes with numpy scalars: division by zero and log(0) give inf or nan with a warning, no exception."""

    def __truediv__(self, other):
        other = self._lift(other)
        ratio = np.float64(self.data) / other.data
        return self._result(ratio, (self, np.float64(1) / other.data), (other, -ratio / other.data))

    def log(self):
        return self._result(np.log(self.data), (self, np.float64(1) / self.data))


ALTERNATIVES = [CountsConsumers]
