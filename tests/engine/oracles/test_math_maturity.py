"""References of the mathematics katas against calculus by difference, scipy and, where it is installed, torch."""

import importlib.util
import math

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import stats
from scipy.optimize import approx_fprime, check_grad

from dojo.authoring.solutions import load
from tests.strategies.math_maturity import expressions, quadratics

autograd = load("math_maturity/scalar_autograd")
Value = autograd.Value
bootstrap_ci = load("math_maturity/bootstrap_confidence_interval").bootstrap_ci
grad_check = load("math_maturity/numerical_gradient_check").grad_check

examples = settings(max_examples=60, deadline=None, derandomize=True)


def backpropagated(expression, leaves):
    values = [Value(leaf) for leaf in leaves]
    out = expression.of(values)[-1]
    out.backward()
    return out.data, np.array([value.grad for value in values])


@examples
@given(expressions)
def test_gradients_of_random_expressions_are_central_differences(expression):
    leaves = np.array(expression.leaves)
    _, gradient = backpropagated(expression, leaves)
    for i, step in enumerate(np.eye(len(leaves)) * 1e-6):
        above, below = (backpropagated(expression, leaves + sign * step)[0] for sign in (1, -1))
        assert gradient[i] == pytest.approx((above - below) / 2e-6, rel=1e-3, abs=1e-3)


@pytest.mark.skipif(not importlib.util.find_spec("torch"), reason="torch is optional")
@examples
@given(expressions)
def test_gradients_of_random_expressions_are_those_of_torch(expression):
    import torch

    tensors = [torch.tensor(leaf, dtype=torch.float64, requires_grad=True) for leaf in expression.leaves]
    expression.of(tensors)[-1].backward()
    expected = [0.0 if tensor.grad is None else float(tensor.grad) for tensor in tensors]
    assert backpropagated(expression, expression.leaves)[1] == pytest.approx(expected, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("cls", [Value, *autograd.ALTERNATIVES])
def test_a_chain_of_twenty_thousand_operations_works(cls):
    x = y = cls(1.5)
    for _ in range(20_000):
        y = y + x
    y.backward()
    assert (y.data, x.grad) == (30_001.5, 20_001.0)


def scipy_interval(x, stat, level, seed):
    options = {"n_resamples": 4_000, "method": "percentile", "vectorized": True, "batch": 500}
    result = stats.bootstrap((x,), stat, confidence_level=level, rng=np.random.default_rng(seed), **options)
    return result.confidence_interval, result.standard_error


@pytest.mark.parametrize("stat", [np.mean, np.median, np.std, stats.skew], ids=lambda stat: stat.__name__)
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95])
def test_bootstrap_intervals_are_those_of_scipy_within_monte_carlo_error(stat, level):
    x = np.random.default_rng(12).gamma(2.0, 3.0, size=150)
    expected, error = scipy_interval(x, lambda a, axis: stat(a, axis), level, seed=77)
    low, high = bootstrap_ci(x, lambda a, axis: stat(a, axis), level, n_boot=4_000, seed=5)
    # A quantile at 2.5 % of 4,000 draws is known to 0.04 standard errors; six of them, twice.
    assert low == pytest.approx(expected.low, abs=0.35 * error)
    assert high == pytest.approx(expected.high, abs=0.35 * error)


@pytest.mark.parametrize("n_boot", [1, 2, 19, 1_000, 1_001])
def test_bootstrap_quantiles_of_means_cover_blocks_of_any_size(n_boot):
    x = np.arange(3_001.0)
    seen = []

    def mean(a, axis):
        seen.append(a.mean(axis))
        return seen[-1]

    low, high = bootstrap_ci(x, mean, 0.8, n_boot)
    means = np.concatenate(seen)
    assert len(means) == n_boot
    assert (low, high) == pytest.approx(tuple(stats.mstats.mquantiles(means, [0.1, 0.9], alphap=1, betap=1)), rel=1e-12)


@examples
@given(quadratics)
def test_the_gradient_check_agrees_with_scipy(q):
    passed, error = grad_check(q.f, q.gradient, q.x)
    assert passed and error < 1e-6
    assert check_grad(lambda x: q.f(x), q.gradient, q.x) < 1e-3


@examples
@given(quadratics)
def test_the_gradient_check_accepts_the_gradient_that_scipy_estimates(q):
    estimate = approx_fprime(q.x, q.f, 1e-7)
    passed, error = grad_check(q.f, lambda _: estimate, q.x, tol=1e-3)
    assert passed and not math.isnan(error)
