"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.math_maturity import numerical_gradient_check as kata


def energy(x):
    return float((x**2).sum())


def slope(x):
    return 2 * x


def test_a_right_gradient_passes():
    agree(kata.grad_check(energy, slope, np.array([1.0, -2.0, 3.0])), (True, 0.0), atol=1e-8)


def test_a_forgotten_factor_of_two_fails():
    passed, error = kata.grad_check(energy, lambda x: x, np.array([1.0, -2.0, 3.0]))
    agree((passed, error), (False, 1 / 3), rtol=1e-7)


def test_a_gradient_of_sine_and_product():
    def wave(x):
        return float(np.sin(x[0]) * x[1])

    passed, _ = kata.grad_check(wave, lambda x: np.array([np.cos(x[0]) * x[1], np.sin(x[0])]), np.array([0.3, 1.2]))
    expect(passed, "the gradient passes", got=passed)


def test_a_matrix_is_checked_element_by_element():
    weights = np.array([[1.0, 2.0, -1.0], [0.5, 3.0, 4.0]])
    wrong = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 3.0]])
    agree(kata.grad_check(lambda w: 2 * float(w.sum()), lambda w: 2 * wrong, weights), (False, 0.5), rtol=1e-7)


def test_nothing_to_check_passes():
    agree(kata.grad_check(energy, slope, np.zeros(0)), (True, 0.0))


def test_a_gradient_of_another_shape_is_an_error():
    rejects(kata.grad_check, [(energy, lambda x: x[:2], np.array([1.0, 2.0, 3.0]))])
