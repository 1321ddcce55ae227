"""What the statement promises, by example."""

import math

import pytest

from dojo.testing import agree, rejects
from katas.math_maturity import scalar_autograd as kata


def test_a_product_hands_each_factor_the_other():
    a, b = kata.Value(3.0), kata.Value(-2.0)
    (a * b).backward()
    agree((a.grad, b.grad), (-2.0, 3.0))


def test_a_squared_error_by_the_chain_rule():
    w, x = kata.Value(3), kata.Value(2.0)
    loss = (w * x - 1) ** 2
    loss.backward()
    agree((loss.data, w.grad, x.grad), (25.0, 20.0, 30.0))


def test_a_value_used_twice_adds_both_slopes():
    x = kata.Value(5.0)
    (x * x + x).backward()
    agree(x.grad, 11.0)


def test_a_quotient():
    a, b = kata.Value(3.0), kata.Value(4.0)
    (a / b).backward()
    agree((a.grad, b.grad), (0.25, -0.1875))


def test_exp_of_log_is_the_identity():
    x = kata.Value(2.5)
    out = x.log().exp()
    out.backward()
    agree((out.data, x.grad), (2.5, 1.0))


def test_tanh_and_its_slope():
    x = kata.Value(0.5)
    out = x.tanh()
    out.backward()
    agree((out.data, x.grad), (math.tanh(0.5), 1 / math.cosh(0.5) ** 2))


@pytest.mark.parametrize(("number", "data", "slope"), [(2.5, 2.5, 1.0), (0.25, 0.25, 1.0), (-0.25, 0.0, 0.0)])
def test_relu_cuts_off_below_zero(number, data, slope):
    x = kata.Value(number)
    out = x.relu()
    out.backward()
    agree((out.data, x.grad), (data, slope))


def test_division_by_zero_is_an_error():
    rejects(lambda divisor: kata.Value(1.0) / divisor, [0], ZeroDivisionError)
