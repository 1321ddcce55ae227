"""References of the linear algebra and optimisation katas against scipy and scikit-learn."""

import pytest
from hypothesis import given, settings
from scipy import special
from scipy.optimize import approx_fprime

from dojo.authoring.solutions import load
from tests.strategies.optimisation import logarithms_and_axis, logits_and_targets

logsumexp = load("math_maturity/logsumexp").logsumexp
softmax_ce_grad = load("math_maturity/softmax_cross_entropy_gradient").softmax_ce_grad

examples = settings(max_examples=60, deadline=None, derandomize=True)


@examples
@given(logarithms_and_axis)
def test_log_sum_exp_is_that_of_scipy(case):
    x, axis = case
    assert logsumexp(x, axis) == pytest.approx(special.logsumexp(x, axis), rel=1e-12, abs=1e-12)


@examples
@given(logits_and_targets)
def test_the_softmax_gradient_is_that_of_scipy(batch):
    logits, targets = batch
    expected = (special.softmax(logits, axis=1) - targets) / len(logits)
    assert softmax_ce_grad(logits, targets) == pytest.approx(expected, rel=1e-12, abs=1e-14)


@examples
@given(logits_and_targets)
def test_the_softmax_gradient_is_the_slope_that_scipy_measures(batch):
    logits, targets = batch

    def loss(z):
        return -(targets * special.log_softmax(z.reshape(logits.shape), axis=1)).sum() / len(logits)

    measured = approx_fprime(logits.ravel(), loss, 1e-6).reshape(logits.shape)
    assert softmax_ce_grad(logits, targets) == pytest.approx(measured, abs=1e-3)
