"""References of the katas on experiments against the libraries that know better."""

import pytest
from statsmodels.stats.proportion import power_proportions_2indep

from dojo.authoring.solutions import load

sample_size = load("communication_business/sample_size_and_power").sample_size


@pytest.mark.parametrize("p0, mde", [(0.1, 0.02), (0.3, -0.06), (0.02, 0.004)])
@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("alpha, power", [(0.05, 0.8), (0.01, 0.95)])
def test_the_planned_test_has_its_power_by_statsmodels(p0, mde, ratio, alpha, power):
    control, treatment = sample_size(p0, mde, alpha=alpha, power=power, ratio=ratio)
    found = power_proportions_2indep(mde, p0, treatment, ratio=control / treatment, alpha=alpha)
    assert found.power == pytest.approx(power, abs=2e-3)
