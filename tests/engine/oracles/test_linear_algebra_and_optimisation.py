"""References of the linear algebra and optimisation katas against scipy and scikit-learn."""

import pytest
from hypothesis import given, settings
from scipy import special

from dojo.authoring.solutions import load
from tests.strategies.optimisation import logarithms_and_axis

logsumexp = load("math_maturity/logsumexp").logsumexp

examples = settings(max_examples=60, deadline=None, derandomize=True)


@examples
@given(logarithms_and_axis)
def test_log_sum_exp_is_that_of_scipy(case):
    x, axis = case
    assert logsumexp(x, axis) == pytest.approx(special.logsumexp(x, axis), rel=1e-12, abs=1e-12)
