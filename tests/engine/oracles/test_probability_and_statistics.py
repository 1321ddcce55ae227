"""The references of the probability and statistics katas against scipy, statsmodels and scikit-learn."""

import numpy as np
import pytest
from scipy import stats

from dojo.authoring.solutions import load
from dojo.testing import agree


@pytest.mark.parametrize("seed", range(20))
def test_adjusted_p_values_are_those_of_scipy(seed):
    rng = np.random.default_rng(seed)
    p = rng.random(rng.integers(1, 200)).round(rng.integers(1, 6)) ** 2  # few digits: ties
    agree(load("math_maturity/benjamini_hochberg").bh_adjust(p), stats.false_discovery_control(p, method="bh"))


@pytest.mark.parametrize("seed", range(40))
def test_the_binomial_tail_is_scipys_survival_function(seed):
    rng = np.random.default_rng(seed)
    n, p = int(rng.integers(1, 10_000)), float(rng.random())
    k = int(np.clip(n * p + rng.normal() * 6 * np.sqrt(n * p * (1 - p)), -1, n + 1))
    expected = float(stats.binom.sf(k - 1, n, p))
    agree(load("math_maturity/binomial_tail").binom_tail(k, n, p), expected, rtol=1e-9, atol=1e-300)
