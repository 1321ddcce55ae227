"""What must hold for all logits and targets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import softmax_cross_entropy_gradient as kata
from tests.strategies.optimisation import logits_and_targets


def mean_loss(logits, targets):
    """The loss of the statement, for logits that may be complex."""
    z = logits - logits.real.max(axis=1, keepdims=True)
    return -(targets * (z - np.log(np.exp(z).sum(axis=1, keepdims=True)))).sum() / len(logits)


def by_differences(logits, targets, h=1e-30):
    """The slope along each logit: a difference along the imaginary axis, where no digits cancel."""
    slopes = np.zeros(logits.shape)
    for i in np.ndindex(logits.shape):
        moved = logits.astype(complex)
        moved[i] += 1j * h
        slopes[i] = mean_loss(moved, targets).imag / h
    return slopes


@rests_on("dL / dz_ij for each example and class", "right to twelve decimals")
@given(logits_and_targets)
def test_agrees_with_finite_differences_of_the_loss(batch):
    agree(kata.softmax_ce_grad(*batch), by_differences(*batch))


@follows_from("p_ij = exp(z_ij) / sum over c of exp(z_ic)")
@given(logits_and_targets)
def test_the_gradient_of_each_example_adds_up_to_zero(batch):
    gradient = kata.softmax_ce_grad(*batch)
    expect(np.abs(gradient.sum(axis=1)).max() < 1e-12, "each row adds up to 0", got=gradient)


@follows_from("p_ij = exp(z_ij) / sum over c of exp(z_ic)")
@given(logits_and_targets, st.integers(0, 9_999))
def test_adding_a_number_to_all_logits_of_an_example_changes_nothing(batch, seed):
    logits, targets = batch
    shift = 64.0 * np.random.default_rng(seed).integers(-9, 9, size=(len(logits), 1))
    agree(kata.softmax_ce_grad(logits + shift, targets), kata.softmax_ce_grad(logits, targets))


@follows_from("L = -1/n * sum over i, j of t_ij * log p_ij")
@given(logits_and_targets, st.integers(2, 5))
def test_repeated_examples_share_their_weight(batch, times):
    logits, targets = batch
    repeated = kata.softmax_ce_grad(np.tile(logits, (times, 1)), np.tile(targets, (times, 1)))
    agree(repeated, np.tile(kata.softmax_ce_grad(logits, targets) / times, (times, 1)))


@follows_from("L = -1/n * sum over i, j of t_ij * log p_ij")
@given(logits_and_targets)
def test_numbering_the_classes_backwards_mirrors_the_gradient(batch):
    logits, targets = batch
    agree(kata.softmax_ce_grad(logits[:, ::-1], targets[:, ::-1]), kata.softmax_ce_grad(logits, targets)[:, ::-1])


@rests_on("Finite numbers between -10,000 and 10,000; each example may have its own level")
@pytest.mark.parametrize("level", [-10_000.0, -800.0, 800.0, 10_000.0])
def test_every_example_is_taken_at_its_own_level(level):
    logits = np.array([[level + np.log(3), level, level], [0.0, np.log(2), 0.0], [-level, -level, level]])
    targets = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0]])
    last = [0, -1, 1] if level > 0 else [0.5, -0.5, 0]
    agree(kata.softmax_ce_grad(logits, targets), np.array([[-0.4, 0.2, 0.2], [0.25, 0.5, -0.75], last]) / 3)


@rests_on("or one-hot rows, also as whole numbers")
@pytest.mark.parametrize("dtype", ["int8", "uint8", "int64", "float64"])
def test_one_hot_rows_in_any_dtype(dtype):
    logits, targets = np.log([[1.0, 4.0, 5.0], [2.0, 3.0, 5.0]]), np.array([[0, 0, 1], [1, 0, 0]], dtype=dtype)
    agree(kata.softmax_ce_grad(logits, targets), np.array([[0.05, 0.2, -0.25], [-0.4, 0.15, 0.25]]))


@rests_on("to within 1e-8, since 0.7 + 0.2 + 0.1 is not exactly 1 in floats")
@pytest.mark.parametrize("slack", [0.0, 3e-9, -3e-9])
def test_targets_that_add_up_to_one_but_for_rounding(slack):
    targets = np.array([[0.7, 0.2, 0.1 + slack]])
    agree(kata.softmax_ce_grad(np.zeros((1, 3)), targets), 1 / 3 - targets, atol=1e-8)


@rests_on("a row of targets does not add up")
@pytest.mark.parametrize("slack", [1e-3, -1e-3, 0.5, -0.5])
def test_rejects_rows_that_do_not_add_up_to_one(slack):
    one = [[0.25, 0.75 + slack], [0.5, 0.5]]
    two = [[0.25, 0.75 + slack], [0.5, 0.5 - slack]]  # all together they add up to 2
    rejects(kata.softmax_ce_grad, [(np.zeros((len(t), 2)), np.array(t)) for t in (one, two)])


@rests_on("a target is negative")
def test_rejects_a_negative_target():
    cases = [[[1.5, -0.5, 0.0]], [[0.0, 1.0, 0.0], [0.75, 0.5, -0.25]]]
    rejects(kata.softmax_ce_grad, [(np.zeros((len(t), 3)), np.array(t)) for t in cases])


@rests_on("If there are no examples")
def test_rejects_an_empty_batch():
    rejects(kata.softmax_ce_grad, [(np.zeros((0, 3)), np.zeros((0, 3)))])
