"""Sample size and power.

The test calls an effect when the observed difference d exceeds z(1 - alpha/2) standard errors, computed
as if both arms had one rate: noise_0 / n is that variance. If the effect is really there, d is centred
on p1 - p0 with the variance noise_1 / n. So the power is P(Z <= (|p1 - p0| * sqrt(n) - z(1 - alpha/2) *
sqrt(noise_0)) / sqrt(noise_1)); set it equal to `power` and solve for n. (The chance of an effect called in
the wrong direction is left out; it is tiny.)

What follows: n grows with 1 / effect**2, so half the effect needs four times the users. A relative
effect on a rare event is a tiny absolute one. Equal arms are the cheapest: the variance is
v0 / n + v1 / (r * n), and r away from 1 spends users where they help less.

Cost: a constant number of operations. The interviewer listens for "relative or absolute?", for users
per arm against users in total, and for a translation into weeks of traffic.
"""

import math
from statistics import NormalDist


def _z(quantile):
    return NormalDist().inv_cdf(quantile)


def _treated_rate(p0, mde, relative):
    return p0 * (1 + mde) if relative else p0 + mde


def _check(p0, p1, alpha, power, ratio):
    if not all(0 < share < 1 for share in (p0, p1, alpha, power)):
        raise ValueError(f"rates, alpha and power must lie strictly between 0 and 1: {p0}, {p1}, {alpha}, {power}")
    if p0 == p1:
        raise ValueError("no sample finds an effect of 0")
    if ratio <= 0:
        raise ValueError(f"ratio must be above 0, got {ratio}")


def _noises(p0, p1, r):
    """The variances of the difference, for a control of one user: without an effect, and with it."""
    pooled = (p0 + r * p1) / (1 + r)
    return (1 + 1 / r) * pooled * (1 - pooled), p0 * (1 - p0) + p1 * (1 - p1) / r


def _control_size(p0, p1, z_alpha, z_power, noises):
    spread = z_alpha * math.sqrt(noises[0]) + z_power * math.sqrt(noises[1])
    return (spread / (p1 - p0)) ** 2


def sample_size(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    p1 = _treated_rate(p0, mde, relative)
    _check(p0, p1, alpha, power, ratio)
    n = _control_size(p0, p1, _z(1 - alpha / 2), _z(power), _noises(p0, p1, ratio))
    return math.ceil(n), math.ceil(ratio * n)


def by_bisection_on_the_power(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Doubles n until the test has the power, then halves the gap: the way when there is no formula."""
    change = mde * p0 if relative else mde
    p1 = p0 + change
    if not (min(p0, p1, alpha, power) > 0 and max(p0, p1, alpha, power) < 1 and mde and ratio > 0):
        raise ValueError("out of range")
    share = ratio / (1 + ratio)
    pooled = (1 - share) * p0 + share * p1
    null, real = (pooled - pooled**2) * (1 + 1 / ratio), p0 - p0**2 + (p1 - p1**2) / ratio
    bar = -NormalDist().inv_cdf(alpha / 2) * math.sqrt(null)

    def found(n):
        return NormalDist().cdf((abs(change) * math.sqrt(n) - bar) / math.sqrt(real)) >= power

    low, high = 0.0, 1.0
    while not found(high):
        low, high = high, 2 * high
    for _ in range(70):
        middle = (low + high) / 2
        low, high = (low, middle) if found(middle) else (middle, high)
    return math.ceil(high), math.ceil(ratio * high)


def _variant(p0, mde, relative, alpha, power, ratio, *, z_alpha=None, z_power=None, noises=None):
    """The size of the control, before rounding, with one of the ingredients replaced."""
    p1 = _treated_rate(p0, mde, relative)
    _check(p0, p1, alpha, power, ratio)
    z_alpha = _z(1 - alpha / 2) if z_alpha is None else z_alpha
    z_power = _z(power) if z_power is None else z_power
    return _control_size(p0, p1, z_alpha, z_power, noises or _noises(p0, p1, ratio))


def _up(n, ratio):
    return math.ceil(n), math.ceil(ratio * n)


def relative_as_absolute(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Takes a relative effect as points: 5 % of a rate of 2 % is 0.1 points, not 5, and needs far more users."""
    return sample_size(p0, mde, alpha=alpha, power=power, ratio=ratio)


def one_sided_z(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Puts all of alpha into one tail: the two-sided test then has too little power."""
    return _up(_variant(p0, mde, relative, alpha, power, ratio, z_alpha=_z(1 - alpha)), ratio)


def total_not_per_arm(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Reports the users of both arms together as the size of each arm."""
    total = sum(sample_size(p0, mde, relative=relative, alpha=alpha, power=power, ratio=ratio))
    return total, total


def rounds_down(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Cuts the fraction off, so that the power falls just short."""
    n = _variant(p0, mde, relative, alpha, power, ratio)
    return int(n), int(ratio * n)


def rounds_to_the_nearest(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Rounds to the nearest number: half of the time the power falls just short."""
    n = _variant(p0, mde, relative, alpha, power, ratio)
    return max(1, round(n)), max(1, round(ratio * n))


def no_power_term(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Leaves z(power) out: an effect of this size is then found in one test out of two."""
    return _up(_variant(p0, mde, relative, alpha, power, ratio, z_power=0.0), ratio)


def two_sided_power(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Halves the risk of a miss as it halves alpha; power has one tail only."""
    return _up(_variant(p0, mde, relative, alpha, power, ratio, z_power=_z((1 + power) / 2)), ratio)


def unpooled_twice(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Uses the unpooled variance for both terms; the test that will be run pools."""
    _, real = _noises(p0, _treated_rate(p0, mde, relative), ratio)
    return _up(_variant(p0, mde, relative, alpha, power, ratio, noises=(real, real)), ratio)


def pools_without_weights(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Pools as (p0 + p1) / 2 even where one arm is larger."""
    p1 = _treated_rate(p0, mde, relative)
    middle = (p0 + p1) / 2
    noises = (1 + 1 / ratio if ratio > 0 else 1.0) * middle * (1 - middle), _noises(p0, p1, ratio or 1.0)[1]
    return _up(_variant(p0, mde, relative, alpha, power, ratio, noises=noises), ratio)


def ratio_upside_down(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Reads the ratio as control for each treated user."""
    return sample_size(p0, mde, relative=relative, alpha=alpha, power=power, ratio=1 / ratio if ratio else 0)


def ignores_the_ratio(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Sizes equal arms and only then scales one: unequal arms need more users in total."""
    n = _variant(p0, mde, relative, alpha, power, ratio, noises=_noises(p0, _treated_rate(p0, mde, relative), 1.0))
    return _up(n, ratio)


def rounds_before_scaling(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Rounds the control up and scales that: the treatment then gets users it does not need."""
    control, _ = sample_size(p0, mde, relative=relative, alpha=alpha, power=power, ratio=ratio)
    return control, math.ceil(ratio * control)


def always_1_96(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Fixes z at 1.96 and ignores the alpha asked for."""
    return sample_size(p0, mde, relative=relative, power=power, ratio=ratio)


def only_a_rise(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Refuses a fall, though a test for harm asks for one."""
    if mde < 0:
        raise ValueError("mde must be positive")
    return sample_size(p0, mde, relative=relative, alpha=alpha, power=power, ratio=ratio)


def divides_by_no_effect(p0, mde, *, relative=False, alpha=0.05, power=0.8, ratio=1.0):
    """Divides by an effect of 0 instead of saying that no sample finds it."""
    _ = 1 / mde
    return sample_size(p0, mde, relative=relative, alpha=alpha, power=power, ratio=ratio)


ALTERNATIVES = [by_bisection_on_the_power]
