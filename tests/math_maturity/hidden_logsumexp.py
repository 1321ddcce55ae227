"""What must hold for all logarithms."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import logsumexp as kata
from tests.strategies.optimisation import logarithms_and_axis


def in_many_digits(numbers):
    """The formula as it stands, in decimal numbers that neither overflow nor underflow."""
    with localcontext() as context:
        context.prec = 40
        total = sum(Decimal(number).exp() for number in numbers.tolist() if number != -math.inf)
        return float(total.ln()) if total else -math.inf


def one_sum_at_a_time(x, axis):
    return in_many_digits(x.ravel()) if axis is None else np.apply_along_axis(in_many_digits, axis, x)


@rests_on("The formula holds also where exp(x_i) is too large or too small for a float")
@given(logarithms_and_axis)
def test_agrees_with_the_formula_in_many_digits(case):
    x, axis = case
    agree(kata.logsumexp(x, axis), one_sum_at_a_time(x, axis))


@rests_on("Whether the axes summed over stay, with length 1")
@given(logarithms_and_axis)
def test_the_axes_summed_over_can_stay(case):
    x, axis = case
    kept = np.sum(x, axis=axis, keepdims=True).shape
    agree(kata.logsumexp(x, axis, True), np.reshape(one_sum_at_a_time(x, axis), kept))


@follows_from("log(sum over i of exp(x_i))")
@given(logarithms_and_axis, st.integers(-60, 60))
def test_adding_a_number_to_all_adds_it_to_the_sum(case, shift):
    x, axis = case
    agree(kata.logsumexp(x + shift, axis), kata.logsumexp(x, axis) + shift)


@follows_from("log(sum over i of exp(x_i))")
@given(logarithms_and_axis)
def test_the_sum_lies_between_the_maximum_and_n_times_it(case):
    x, _ = case
    largest = x.max()
    total = kata.logsumexp(x)
    fits = total == largest or largest - 1e-9 <= total <= largest + math.log(x.size) + 1e-9
    expect(fits, f"between max {largest} and max + log {x.size}", got=total)


@follows_from("log(sum over i of exp(x_i))")
@given(logarithms_and_axis)
def test_the_sum_of_partial_sums_is_the_sum(case):
    x, axis = case
    agree(kata.logsumexp(np.asarray(kata.logsumexp(x, axis))), in_many_digits(x.ravel()))


@rests_on("each sum is as good as if its numbers stood alone")
@pytest.mark.parametrize("level", [-10_000.0, -800.0, 800.0, 10_000.0])
def test_rows_at_far_apart_levels(level):
    x = np.array([[level, level + math.log(4), -np.inf], [0.0, math.log(2), 0.0], [-level, -np.inf, -np.inf]])
    agree(kata.logsumexp(x, axis=1), np.array([level + math.log(5), math.log(4), -level]))


@rests_on("one whose numbers are all -inf, is -inf")
@pytest.mark.parametrize(
    ("axis", "total"), [(0, [-np.inf, math.log(2), -np.inf]), (1, [0.0, 0.0]), (None, math.log(2))]
)
def test_impossible_events_alone_sum_to_minus_infinity(axis, total):
    x = np.array([[-np.inf, 0.0, -np.inf], [-np.inf, 0.0, -np.inf]])
    agree(kata.logsumexp(x, axis), total if axis is None else np.array(total))
    agree(kata.logsumexp(x[:, ::2]), -math.inf)


@rests_on("any other with a +inf is +inf")
def test_one_infinite_number_makes_its_own_sum_infinite():
    x = np.array([[np.inf, 5_000.0, -np.inf], [np.inf, np.inf, 2.0], [1.5, -np.inf, -np.inf]])
    agree(kata.logsumexp(x, axis=1), np.array([np.inf, np.inf, 1.5]))
    agree(kata.logsumexp(x), math.inf)


@rests_on("A sum with a NaN is NaN")
def test_a_nan_spoils_its_own_sum_and_no_other():
    x = np.array([[np.nan, 2.0, 3.0], [-np.inf, np.inf, np.nan], [-4.0, -np.inf, -np.inf]])
    agree(kata.logsumexp(x, axis=1), np.array([np.nan, np.nan, -4.0]))
    agree(kata.logsumexp(x), math.nan)


@rests_on("A sum of nothing, and one whose numbers are all -inf, is -inf")
@pytest.mark.parametrize(
    ("shape", "axis", "keepdims", "left"),
    [((0, 3), 0, False, (3,)), ((2, 0), 1, True, (2, 1)), ((0, 3), 1, False, (0,)), ((2, 0, 3), -2, False, (2, 3))],
)
def test_sums_along_an_axis_without_elements(shape, axis, keepdims, left):
    agree(kata.logsumexp(np.zeros(shape), axis, keepdims), np.full(left, -np.inf))


@rests_on("None sums over everything")
def test_the_sum_of_no_numbers_at_all():
    agree(kata.logsumexp(np.zeros((0, 3))), -math.inf)
    agree(kata.logsumexp(np.zeros(0), keepdims=True), np.array([-np.inf]))


@rests_on("If ``x`` has no such axis")
def test_rejects_an_axis_that_does_not_exist():
    cases = [((3,), 1), ((2, 3), 2), ((2, 3), -3), ((2, 3, 2), 5)]
    rejects(kata.logsumexp, [(np.ones(shape), axis) for shape, axis in cases], error=np.exceptions.AxisError)
