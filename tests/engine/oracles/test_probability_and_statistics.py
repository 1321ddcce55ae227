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
