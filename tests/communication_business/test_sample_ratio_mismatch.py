"""What the statement promises, by example."""

import math

from dojo.testing import agree, rejects
from katas.communication_business import sample_ratio_mismatch as kata


def test_exactly_as_designed():
    agree(kata.srm_check([450, 50], [9, 1]), (0.0, 1.0, False))


def test_two_arms():
    # 800 expected in each: 20 ** 2 / 800 + 20 ** 2 / 800 = 1, and erfc(sqrt(0.5)) = 0.3173
    agree(kata.srm_check([820, 780], [0.5, 0.5]), (1.0, 0.317310507863, False))


def test_three_arms():
    # 300, 150 and 150 expected: 900 / 300 + 1600 / 150 + 100 / 150 = 14.33, and exp(-14.33 / 2) = 0.00077
    agree(kata.srm_check([330, 110, 160], [0.5, 0.25, 0.25]), (43 / 3, math.exp(-43 / 6), True))


def test_another_risk():
    # 100 expected in each: 2.25 + 2.25 = 4.5, and p = 0.0339
    agree(kata.srm_check([115, 85], [0.5, 0.5], alpha=0.04), (4.5, 0.0338948535247, True))


def test_nobody_is_rejected():
    rejects(kata.srm_check, [([0, 0], [0.5, 0.5])])
