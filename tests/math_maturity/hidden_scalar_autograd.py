"""What must hold for every expression."""

import pytest
from hypothesis import given

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import scalar_autograd as kata
from tests.strategies.math_maturity import expressions, expressions_of_one_number

LOOSE = {"rtol": 1e-7, "atol": 1e-7}  # a handful of steps with slopes up to 20 magnify rounding


def gradients(out, *values):
    out.backward()
    return [value.grad for value in values]


@rests_on("the derivative of ``self`` with respect to it, summed over")
@given(expressions)
def test_random_expressions_match_a_numerical_derivative(expression):
    leaves = [kata.Value(leaf) for leaf in expression.leaves]
    out = expression.of(leaves)[-1]
    agree(out.data, expression.value(), **LOOSE)
    agree(gradients(out, *leaves), expression.slopes(), **LOOSE)


@follows_from("the derivative of ``out`` with")
@given(expressions_of_one_number)
def test_the_gradient_of_a_sum_is_the_sum_of_the_gradients(expression):
    x = kata.Value(expression.leaves[0])
    *_, f, g = expression.of([x])
    parts = gradients(f, x) + gradients(g, x)
    agree(gradients(f + g, x), [sum(parts)], **LOOSE)


@follows_from("or with a plain number (int or float)")
@given(expressions_of_one_number)
def test_x_plus_x_and_twice_x_have_equal_gradients(expression):
    x = kata.Value(expression.leaves[0])
    y = expression.of([x])[-1]
    agree(gradients(y + y, x), gradients(2 * y, x), **LOOSE)


@rests_on("whatever an earlier ``backward`` left there")
@given(expressions_of_one_number)
def test_backward_twice_gives_the_same_gradients(expression):
    x = kata.Value(expression.leaves[0])
    out = expression.of([x])[-1]
    agree(gradients(out, x), gradients(out, x), **LOOSE)


@rests_on("or with a plain number (int or float)", "on either")
@pytest.mark.parametrize(
    ("formula", "data", "slope"),
    [("3 + x", 7.0, 1.0), ("3 - x", -1.0, -1.0), ("3.0 * x", 12.0, 3.0), ("3 / x", 0.75, -0.1875)],
)
def test_a_number_on_the_left(formula, data, slope):
    x = kata.Value(4)
    try:
        out = eval(formula, {"x": x})
    except TypeError as error:  # Python's own, where no method answers
        expect(False, f"{formula} is a Value", got=error)
    agree((out.data, *gradients(out, x)), (data, slope))


@rests_on("of every value it was computed from")
def test_values_in_between_have_gradients_too():
    x = kata.Value(3.0)
    square = x * x
    agree(gradients(square * square, square, x), [18.0, 108.0])


@rests_on("summed over")
def test_a_node_reached_by_a_short_and_a_long_path():
    x = kata.Value(2.0)
    y = x * 3
    agree(gradients((y * 5 + 1) * y + y, x, y), [186.0, 62.0])


@rests_on("``self.grad`` is 1")
def test_the_root_itself_has_gradient_one():
    x = kata.Value(-4.0)
    agree(gradients(x, x), [1.0])
    root = x * 3
    agree(gradients(root, root), [1.0])


@rests_on("two of the same ``data`` are two variables")
def test_two_variables_of_one_value_stay_two():
    x, y = kata.Value(3.0), kata.Value(3.0)
    agree(gradients(x * x * y, x, y), [18.0, 9.0])


@rests_on("does not depend on keep the ``grad`` they had")
def test_a_second_root_replaces_the_gradients_it_reaches_and_no_others():
    w, x = kata.Value(3.0), kata.Value(5.0)
    product = w * x
    agree(gradients(product + product, w, x, product), [10.0, 6.0, 2.0])
    agree(gradients(x * 7, w, x, product), [10.0, 7.0, 2.0])


@rests_on("a float also when made from an int", "0.0 in a new")
def test_a_new_value_has_float_data_and_no_gradient():
    x = kata.Value(3)
    agree((x.data, x.grad), (3.0, 0.0))
    agree((x * 2).grad, 0.0)


@rests_on("``data`` never")
def test_gradients_come_with_backward_and_data_stays():
    x, y = kata.Value(3.0), kata.Value(2.0)
    out = (x - y) / (x + y) - (-y).exp() * x**2
    before = (x.data, y.data, out.data)
    agree((x.grad, y.grad), (0.0, 0.0))
    out.backward()
    agree((x.data, y.data, out.data), before)


@rests_on("the slope at exactly 0 is 0")
def test_relu_has_slope_zero_at_zero():
    x = kata.Value(0.0)
    out = x.relu()
    agree((out.data, *gradients(out, x)), (0.0, 0.0))


@rests_on("``x ** 0`` is 1 with slope 0, at x = 0 too")
@pytest.mark.parametrize("number", [0.0, -1.5])
@pytest.mark.parametrize("zero", [0, 0.0])
def test_the_power_zero_is_one_with_slope_zero(number, zero):
    x = kata.Value(number)
    out = x**zero
    agree((out.data, *gradients(out, x)), (1.0, 0.0))


@rests_on("``self`` to a fixed power, int or float")
@pytest.mark.parametrize(
    ("number", "exponent", "data", "slope"),
    [
        (0.0, 1, 0.0, 1.0),
        (0.0, 2, 0.0, 0.0),
        (0.0, 1.5, 0.0, 0.0),
        (-2.0, 3, -8.0, 12.0),
        (-2.0, -3.0, -0.125, -0.1875),
    ],
)
def test_powers_of_zero_and_of_negative_numbers(number, exponent, data, slope):
    x = kata.Value(number)
    out = x**exponent
    agree((out.data, *gradients(out, x)), (data, slope))


@rests_on("By division by zero, also where 0 is taken to a")
def test_zero_as_divisor_is_an_error():
    x, zero = kata.Value(2.0), kata.Value(0)
    rejects(lambda a, b: a / b, [(x, zero), (x, 0.0), (1, zero), (zero, zero)], ZeroDivisionError)
    rejects(lambda exponent: zero**exponent, [-1, -2.0], ZeroDivisionError)


@rests_on("By ``log`` of a number that is 0 or less")
def test_log_of_zero_or_less_is_an_error():
    rejects(lambda number: kata.Value(number).log(), [0, -1e-9, -3.0])


@rests_on("By ``Value ** Value``")
def test_a_value_as_exponent_is_an_error():
    rejects(lambda x, exponent: x**exponent, [(kata.Value(2.0), kata.Value(3.0))], TypeError)


@rests_on("not of paths")
def test_forty_doublings_take_forty_steps():
    x = y = kata.Value(1.5)
    for _ in range(40):
        y = y + y
    agree(gradients(y, x), [2.0**40])


@rests_on("of 10,000 operations works")
def test_a_chain_far_deeper_than_the_stack():
    x = y = kata.Value(3.5)
    for _ in range(10_000):
        y = y + 1.5
    agree((y.data, *gradients(y, x)), (15_003.5, 1.0))
