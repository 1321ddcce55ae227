"""The domain's nouns, as strategies: cheap to draw, readable when shrunk."""

import cmath
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st


def _call(name):
    """A function of cmath for a complex number, the method of that name for anything else."""
    return lambda a, _: getattr(cmath, name)(a) if isinstance(a, complex) else getattr(a, name)()


def _relu(a, _):
    return (a if a.real > 0 else 0j) if isinstance(a, complex) else a.relu()


def _anywhere(a, b):
    return True


# What an expression is made of: how to compute it, and for which real operands it is smooth.
_OPERATIONS = {
    "a + b": (lambda a, b: a + b, _anywhere),
    "a - b": (lambda a, b: a - b, _anywhere),
    "a * b": (lambda a, b: a * b, _anywhere),
    "a / b": (lambda a, b: a / b, lambda a, b: abs(b) > 0.5),
    "-a": (lambda a, b: -a, _anywhere),
    "a + 3": (lambda a, b: a + 3, _anywhere),
    "2.5 + a": (lambda a, b: 2.5 + a, _anywhere),
    "a - 1.5": (lambda a, b: a - 1.5, _anywhere),
    "2 - a": (lambda a, b: 2 - a, _anywhere),
    "a * 0.7": (lambda a, b: a * 0.7, _anywhere),
    "3 * a": (lambda a, b: 3 * a, _anywhere),
    "a / 4": (lambda a, b: a / 4, _anywhere),
    "2.5 / a": (lambda a, b: 2.5 / a, lambda a, b: abs(a) > 0.5),
    "a ** 2": (lambda a, b: a**2, _anywhere),
    "a ** 3": (lambda a, b: a**3, _anywhere),
    "a ** -2": (lambda a, b: a**-2, lambda a, b: abs(a) > 0.5),
    "a ** 1.5": (lambda a, b: a**1.5, lambda a, b: a > 0.5),
    "a ** -0.5": (lambda a, b: a**-0.5, lambda a, b: a > 0.5),
    "exp(a)": (_call("exp"), lambda a, b: a < 3),
    "log(a)": (_call("log"), lambda a, b: a > 0.5),
    "tanh(a)": (_call("tanh"), _anywhere),
    "relu(a)": (_relu, lambda a, b: abs(a) > 0.1),
}


@dataclass(frozen=True)
class Expression:
    """A straight-line computation: each step is (operation, a, b), a and b being places among all numbers so far."""

    leaves: tuple[float, ...]
    steps: tuple[tuple[str, int, int], ...]

    def of(self, leaves):
        """Run the steps on `leaves`, of whatever type, and return every number: leaves first, result last."""
        numbers = list(leaves)
        for name, a, b in self.steps:
            numbers.append(_OPERATIONS[name][0](numbers[a], numbers[b]))
        return numbers

    def value(self):
        return self.of(map(complex, self.leaves))[-1].real

    def slopes(self):
        """The derivative with respect to each leaf: a difference along the imaginary axis, where no digits cancel."""
        h = 1e-30
        moved = [
            [complex(leaf, h if i == j else 0.0) for j, leaf in enumerate(self.leaves)] for i in range(len(self.leaves))
        ]
        return [self.of(leaves)[-1].imag / h for leaves in moved]


def _expression(leaves, choices):
    """Turn three free integers a step into a step that is smooth where it stands and at most 10 in size."""
    steps, numbers = [], [complex(leaf) for leaf in leaves]
    for a, b, operation in choices:
        a, b = len(numbers) - 1 - a % len(numbers), b % len(numbers)  # a shrinks to the newest number
        names = [*[*_OPERATIONS][operation:], *_OPERATIONS]
        name = next(name for name in names if _tame(*_OPERATIONS[name], numbers[a], numbers[b]))
        steps.append((name, a, b))
        numbers.append(_OPERATIONS[name][0](numbers[a], numbers[b]))
    return Expression(tuple(leaves), tuple(steps))


def _tame(f, domain, a, b):
    return domain(a.real, b.real) and abs(f(a, b)) <= 10


def _expressions(count):
    leaves = st.lists(st.integers(-12, 12).map(lambda n: n / 4), min_size=count, max_size=count)
    steps = st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, len(_OPERATIONS) - 1)), min_size=1, max_size=4
    )
    return st.builds(_expression, leaves, steps)


# Slopes stay below 20 a step, so that the derivative's rounding stays far below 1e-7.
expressions = _expressions(2)
expressions_of_one_number = _expressions(1)


# Samples of 3 to 12 numbers in quarters, in no order and with repetitions.
samples = st.lists(st.integers(-40, 40).map(lambda n: n / 4), min_size=3, max_size=12).map(np.array)
levels = st.integers(5, 99).map(lambda percent: percent / 100)
seeds = st.integers(0, 2**32 - 1)


@dataclass(frozen=True)
class Quadratic:
    """f(z) = z'Az / 2 + b'z over the elements of z, of any shape, with a gradient drawn to be 1 to 9 in size at x."""

    x: np.ndarray  # (n,)
    matrix: np.ndarray  # (n, n), symmetric
    slopes: np.ndarray  # (n,)

    def f(self, z):
        z = z.ravel()
        return float(z @ self.matrix @ z / 2 + (self.slopes - self.matrix @ self.x) @ z)

    def gradient(self, z):
        return (self.matrix @ (z.ravel() - self.x) + self.slopes).reshape(z.shape)


def _quadratic(rows):
    x, slopes, seed = (np.array(column) for column in zip(*rows, strict=True))
    spread = np.outer(seed, seed[::-1])
    return Quadratic(0.3 * x, (spread + spread.T) / 4, slopes.astype(float))


_slopes = st.integers(1, 9).flatmap(lambda size: st.sampled_from([size, -size]))
quadratics = st.lists(st.tuples(st.integers(-12, 12), _slopes, st.integers(-3, 3)), min_size=2, max_size=3).map(
    _quadratic
)
