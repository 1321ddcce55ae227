"""The reference of the check for a sample ratio mismatch against scipy."""

import pytest
from scipy.stats import chisquare

from dojo.authoring.solutions import load

srm_check = load("communication_business/sample_ratio_mismatch").srm_check


@pytest.mark.parametrize("arms", [2, 3, 4, 5, 12, 20])
@pytest.mark.parametrize("off", [0, 7, 90])
def test_statistic_and_p_are_those_of_scipy(arms, off):
    ratio = [1 + arm % 3 for arm in range(arms)]
    counts = [200 * part + off * (arm % 2) for arm, part in enumerate(ratio)]
    expected = [sum(counts) * part / sum(ratio) for part in ratio]
    found = chisquare(counts, expected)
    statistic, p, _ = srm_check(counts, ratio)
    assert statistic == pytest.approx(found.statistic, rel=1e-9, abs=1e-12)
    assert p == pytest.approx(found.pvalue, rel=1e-9, abs=0)
