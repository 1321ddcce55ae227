"""What must hold for every function and every point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import numerical_gradient_check as kata
from tests.strategies.math_maturity import quadratics


def energy(x):
    return float((x**2).sum())


def slope(x):
    return 2 * x


def cubes(weights):
    """f(x) = sum of weight * x**3, whose central difference is weight * (3 x**2 + eps**2) exactly."""
    return lambda x: float((weights * x**3).sum())


@rests_on("the error is the largest, over all elements, of")
@given(st.lists(st.tuples(*[st.integers(-9, 9)] * 3), min_size=1, max_size=4), st.sampled_from([0.25, 0.5, 2.0]))
def test_the_error_is_the_largest_relative_distance(rows, eps):
    x, weights, claimed = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    seen = [w * (3 * z * z + eps * eps) for z, w in zip(x.tolist(), weights.tolist(), strict=True)]
    error = max(abs(a - n) / max(1e-8, abs(a) + abs(n)) for a, n in zip(claimed.tolist(), seen, strict=True))
    agree(kata.grad_check(cubes(weights), lambda _: claimed, x, eps, 0.5), (error <= 0.5, error))


@rests_on("the check passes if the error is at most ``tol``")
@given(quadratics)
def test_accepts_the_gradient_of_a_quadratic(q):
    agree(kata.grad_check(q.f, q.gradient, q.x), (True, 0.0), atol=1e-6)


@follows_from("the error is at most ``tol``")
@given(quadratics)
def test_rejects_a_gradient_one_percent_too_large(q):
    passed, error = kata.grad_check(q.f, lambda z: 1.01 * q.gradient(z), q.x)
    agree((passed, error), (False, 0.01 / 2.01), rtol=1e-3)


@rests_on("the largest, over all elements, of")
@given(quadratics, st.integers(0, 2))
def test_one_wrong_element_anywhere_is_found(q, place):
    wrong = q.slopes.copy()
    wrong[place % len(wrong)] *= -1
    agree(kata.grad_check(q.f, lambda _: wrong, q.x, tol=0.9), (False, 1.0), rtol=1e-6)


@rests_on("array of any shape, 0-d too, and memory order")
@given(quadratics)
def test_reshaping_x_changes_nothing(q):
    column = q.x.reshape(-1, 1, 1)
    agree(kata.grad_check(q.f, lambda z: 1.25 * q.gradient(z), column), (False, 0.25 / 2.25), rtol=1e-5)


@rests_on("what they raise")
@pytest.mark.parametrize("good_calls", [0, 1, 4])
def test_errors_pass_through(good_calls):
    calls = []

    def raises_later(x):
        calls.append(x)
        if len(calls) > good_calls:
            raise RuntimeError("out of range")
        return energy(x)

    rejects(kata.grad_check, [(raises_later, slope, np.array([0.1, 0.7, -2.3]))], RuntimeError)
    calls.clear()
    if not good_calls:
        rejects(kata.grad_check, [(energy, raises_later, np.array([0.1, 0.7, -2.3]))], RuntimeError)


@follows_from("eps: float = 1e-5")
def test_the_default_step_is_a_hundred_thousandth():
    agree(kata.grad_check(cubes(np.ones(1)), lambda _: np.zeros(1), np.zeros(1)), (False, 0.01), rtol=1e-6)


@follows_from("tol: float = 1e-6")
@pytest.mark.parametrize(("claimed", "passes"), [(1 + 1e-6, True), (1 + 3e-6, False)])
def test_the_default_tolerance_is_a_millionth(claimed, passes):
    passed, _ = kata.grad_check(lambda x: float(x.sum()), lambda _: np.array([claimed]), np.array([0.5]))
    expect(passed == passes, f"the check {'passes' if passes else 'fails'}", got=passed)


@rests_on("the error is at most ``tol``")
@pytest.mark.parametrize(("tol", "passes"), [(0.5, True), (np.nextafter(0.5, 0.0), False)])
def test_an_error_equal_to_tol_passes(tol, passes):
    x, claimed = np.array([2.0]), np.array([1.0])
    agree(kata.grad_check(lambda x: 3 * float(x[0]), lambda _: claimed, x, 0.5, tol), (passes, 0.5))


@rests_on("max(1e-8,")
@pytest.mark.parametrize(("claimed", "error"), [(1e-9, 0.1), (-8e-9, 0.8), (4e-8, 1.0)])
def test_slopes_near_zero_are_compared_on_a_floor(claimed, error):
    agree(kata.grad_check(lambda _: 7.0, lambda _: np.array([claimed]), np.array([2.0])), (False, error))


@follows_from("max(1e-8,")
def test_a_huge_right_gradient_passes():
    x = np.array([1.0, -2.0, 3.0])
    agree(kata.grad_check(lambda x: 1e12 * energy(x), lambda x: 1e12 * slope(x), x), (True, 0.0), atol=1e-6)


@rests_on("converted to float64 before they are")
@pytest.mark.parametrize("dtype", ["int64", "int8", "uint8", "float32"])
def test_whole_and_short_numbers_are_nudged_as_float64(dtype):
    agree(kata.grad_check(energy, slope, np.array([3, 2, 5], dtype=dtype)), (True, 0.0), atol=1e-8)


@rests_on("array of any shape, 0-d too, and memory order")
@pytest.mark.parametrize("x", [np.array([[1.0, 4.0, -2.0], [3.0, 5.0, 7.0]]).T, np.arange(1.0, 8.0)[::2]])
def test_memory_in_another_order(x):
    agree(kata.grad_check(lambda z: float((z**3).sum()), lambda z: 3 * z**2, x), (True, 0.0), atol=1e-6)


@rests_on("array of any shape, 0-d too, and memory order")
@pytest.mark.parametrize(("factor", "passes"), [(2.0, True), (6.0, False)])
def test_a_single_number_without_dimensions(factor, passes):
    result = kata.grad_check(lambda z: float(z**2), lambda z: np.array(factor * z), np.array(3.0))
    agree(result, (passes, (factor - 2) / (factor + 2)), atol=1e-7)


@rests_on("A NaN in either gradient gives ``(False, nan)``")
@pytest.mark.parametrize("place", [0, 1, 2])
def test_nan_in_the_claimed_gradient_fails(place):
    claimed = np.array([2.0, -4.0, 7.0])
    claimed[place] = np.nan
    agree(kata.grad_check(energy, lambda _: claimed, np.array([1.0, -2.0, 3.0])), (False, np.nan))


@rests_on("A NaN in either gradient gives ``(False, nan)``")
def test_nan_in_the_numerical_gradient_fails():
    x = np.array([1.0, -2.0, 3.0])
    agree(kata.grad_check(lambda x: float("nan") if x[1] < -2 else energy(x), slope, x), (False, np.nan))


@rests_on("even one that broadcasts")
def test_a_gradient_that_only_broadcasts_is_rejected():
    x = np.array([1.0, 2.0, 3.0])
    shapes = [(), (1,), (3, 1), (1, 3)]
    rejects(kata.grad_check, [(lambda x: float(x.sum()), lambda _, s=shape: np.ones(s), x) for shape in shapes])


@rests_on("``eps`` is 0, negative or NaN")
def test_a_step_that_is_not_above_zero_is_rejected():
    rejects(kata.grad_check, [(energy, slope, np.array([1.0, 2.0]), eps) for eps in (0.0, -1e-5, float("nan"))])


@follows_from("max(1e-8,")
def test_where_all_slopes_are_zero_the_error_is_zero():
    agree(kata.grad_check(energy, slope, np.zeros((2, 3))), (True, 0.0))
