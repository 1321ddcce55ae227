"""The reference of the permutation test against scipy."""

import numpy as np
import pytest
from scipy import stats

from dojo.authoring.solutions import load

kata = load("math_maturity/permutation_test")


def distance(a, b, axis):
    return np.abs(a.mean(axis) - b.mean(axis))


@pytest.mark.parametrize("perm_test", [kata.perm_test, *kata.ALTERNATIVES])
@pytest.mark.parametrize("shift", [0.0, 1.0, 3.0])
def test_p_is_that_of_scipy_within_monte_carlo_error(perm_test, shift):
    rng = np.random.default_rng(6)
    a, b = rng.gamma(2.0, 2.0, size=13) + shift, rng.gamma(2.0, 3.0, size=22)
    # scipy doubles the smaller tail, so it is given the distance, one-sided.
    expected = stats.permutation_test(
        (a, b), distance, alternative="greater", n_resamples=9_999, vectorized=True, rng=np.random.default_rng(1)
    ).pvalue
    t, p = perm_test(a, b, seed=2)
    assert t == pytest.approx(a.mean() - b.mean())
    assert p == pytest.approx(expected, abs=6 * np.sqrt(2 * expected * (1 - expected) / 9_999) + 1e-4)
