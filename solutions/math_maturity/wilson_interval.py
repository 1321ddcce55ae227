"""A confidence interval for a proportion that survives zero successes.

The Wald interval takes its standard error at the estimate s. At s = 0 that error is 0, and near 0 or 1 the interval is
too narrow and leaves [0, 1]. Wilson takes the standard error at the share t that is tested, and keeps the t that the
test does not reject. Squaring |s - t| = z * sqrt(t (1 - t) / n) gives a quadratic in t:

    (1 + z^2 / n) t^2 - (2 s + z^2 / n) t + s^2 = 0.

Its roots are centre -+ half with centre = (s + z^2 / 2n) / (1 + z^2 / n): the estimate pulled towards 1/2, as if z^2/2
successes and as many failures had been seen too. That is why the interval is not symmetric about s.

For x = 0 one root is exactly 0, for x = n one is exactly 1; rounding would miss them by 1e-17, so they are set.

Two-sided at 95 % leaves 2.5 % on each side: z is the quantile at (1 + level) / 2. Cost: O(1).

The interviewer listens for: why Wald fails at 0 of n, what the interval promises (coverage of the procedure, on average
over x near `level`), and that the successes must be independent draws.
"""

import math
from statistics import NormalDist


def wilson_interval(x, n, level=0.95):
    z = _quantile(x, n, level)
    if n == 0:
        return 0.0, 1.0
    centre, half = _centre(x / n, n, z), _half(x / n, n, z)
    lower = centre - half if x > 0 else 0.0
    upper = centre + half if x < n else 1.0
    return lower, upper


def _quantile(x, n, level):
    if not 0 <= x <= n:
        raise ValueError(f"expected successes from 0 to {n}, got {x}")
    if not 0 < level < 1:
        raise ValueError(f"expected a level between 0 and 1, got {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def _centre(s, n, z):
    return (s + z * z / (2 * n)) / (1 + z * z / n)


def _half(s, n, z):
    return z * math.sqrt(s * (1 - s) / n + (z / n) ** 2 / 4) / (1 + z * z / n)


def roots_of_the_quadratic(x, n, level=0.95):
    """Solves the quadratic in counts for its larger root, and gets the smaller one from their product."""
    z = _quantile(x, n, level)
    if n == 0:
        return 0.0, 1.0
    a, b, c = n + z * z, 2 * x + z * z, x * x / n
    larger = (b + math.sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * a)
    return c / (a * larger), 1.0 if x == n else min(larger, 1.0)


def wald(x, n, level=0.95):
    """Takes the standard error at the estimate: no width at 0 successes, and ends outside [0, 1] unless clipped."""
    z = _quantile(x, n, level)
    if n == 0:
        return 0.0, 1.0
    half = z * math.sqrt(x * (n - x) / n**3)
    return max(x / n - half, 0.0), min(x / n + half, 1.0)


def one_sided_z(x, n, level=0.95):
    """Takes the quantile at `level`, which leaves 5 % on each side, not on both together."""
    if n > 0 and level <= 0.5:
        return (x / n, x / n)
    return wilson_interval(x, n, 2 * level - 1 if level > 0.5 else level)


def always_two_standard_errors(x, n, level=0.95):
    """Writes 1.96 for z, whatever level is asked for."""
    _quantile(x, n, level)
    return wilson_interval(x, n)


def centre_at_the_estimate(x, n, level=0.95):
    """Keeps Wilson's width but puts it around x / n; the centre is pulled towards 1/2."""
    z = _quantile(x, n, level)
    if n == 0:
        return 0.0, 1.0
    s, half = x / n, _half(x / n, n, z)
    return max(s - half, 0.0), min(s + half, 1.0)


def width_not_shrunk(x, n, level=0.95):
    """Divides the centre by 1 + z^2 / n, but not the half width."""
    z = _quantile(x, n, level)
    if n == 0:
        return 0.0, 1.0
    centre, half = _centre(x / n, n, z), _half(x / n, n, z) * (1 + z * z / n)
    return (max(centre - half, 0.0) if x > 0 else 0.0), (min(centre + half, 1.0) if x < n else 1.0)


def zero_division(x, n, level=0.95):
    """Divides by n without a look at n = 0, where nothing is known: (0, 1)."""
    x / n
    return wilson_interval(x, n, level)


def ends_as_they_round(x, n, level=0.95):
    """Leaves the end at 0 or n successes to rounding, which misses 0 or 1 by a hair, to either side."""
    z = _quantile(x, n, level)
    if n == 0:
        return 0.0, 1.0
    centre, half = _centre(x / n, n, z), _half(x / n, n, z)
    return centre - half, centre + half


def level_in_percent(x, n, level=0.95):
    """Accepts any level, and clips it where the quantile would not exist."""
    return wilson_interval(x, n, min(max(level, 1e-9), 1 - 1e-9))


ALTERNATIVES = [roots_of_the_quadratic]
