"""What must hold for all logits."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import log_loss_from_logits as kata
from tests.strategies.core_concepts import logits_and_classes


def in_many_digits(logits, y):
    """The formula as it stands, in decimal numbers that neither overflow nor underflow."""
    with localcontext() as context:
        context.prec = 40
        total = Decimal(0)
        for row, true in zip(logits.tolist(), y.tolist(), strict=True):
            powers = [Decimal(z).exp() for z in row]
            total -= (powers[true] / sum(powers)).ln()
        return float(total / len(y))


@rests_on("The formula holds exactly", "right to nine digits also where a probability is too small for a float")
@given(logits_and_classes)
def test_agrees_with_the_formula_in_many_digits(batch):
    agree(kata.log_loss_from_logits(*batch), in_many_digits(*batch))


@follows_from("p_ij = exp(z_ij) / sum over c of exp(z_ic)")
@given(logits_and_classes, st.integers(0, 9_999))
def test_adding_a_number_to_all_logits_of_an_example_changes_nothing(batch, seed):
    logits, y = batch
    shift = 64.0 * np.random.default_rng(seed).integers(-9, 9, size=(len(y), 1))
    agree(kata.log_loss_from_logits(logits + shift, y), kata.log_loss_from_logits(logits, y))


@follows_from("p_ij = exp(z_ij) / sum over c of exp(z_ic)")
@given(logits_and_classes)
def test_numbering_the_classes_backwards_changes_nothing(batch):
    logits, y = batch
    last = logits.shape[1] - 1
    agree(kata.log_loss_from_logits(logits[:, ::-1], last - y), kata.log_loss_from_logits(logits, y))


@follows_from("mean over i of -log p_iy")
@given(logits_and_classes, st.integers(2, 5))
def test_seeing_every_example_several_times_changes_nothing(batch, times):
    logits, y = batch
    repeated = kata.log_loss_from_logits(np.tile(logits, (times, 1)), np.tile(y, times))
    agree(repeated, kata.log_loss_from_logits(logits, y))


@rests_on("nothing is clipped, and no small number is added")
@pytest.mark.parametrize("gap", [20.0, 30.0, 50.0, 700.0, 800.0, 10_000.0, 20_000.0])
def test_a_confident_mistake_costs_the_gap(gap):
    logits = np.array([[-gap / 2, gap / 2, -gap / 2], [gap / 2, -gap / 2, -gap / 2]])
    agree(kata.log_loss_from_logits(logits, np.array([0, 2])), gap + math.log1p(2 * math.exp(-gap)))


@rests_on("Finite logits between -10,000 and 10,000")
@pytest.mark.parametrize("level", [-10_000.0, -800.0, 800.0, 10_000.0])
def test_every_example_is_taken_at_its_own_level(level):
    logits = np.array([[level + math.log(3), level], [0.0, 0.0]])
    agree(kata.log_loss_from_logits(logits, np.array([0, 1])), (math.log(4 / 3) + math.log(2)) / 2)


@rests_on("The true class of each example, from 0 to k - 1")
@pytest.mark.parametrize("dtype", [np.int8, np.uint8])
def test_classes_in_a_small_dtype(dtype):
    logits = np.log(np.arange(1.0, 201.0))[None].repeat(2, axis=0)
    agree(kata.log_loss_from_logits(logits, np.array([99, 119], dtype=dtype)), math.log(20_100 / math.sqrt(12_000)))


@rests_on("If there are no examples")
def test_rejects_no_examples():
    rejects(kata.log_loss_from_logits, [(np.zeros((0, 3)), np.array([], dtype=int))])


@rests_on("a class is not one of 0, ..., k - 1")
def test_rejects_classes_that_do_not_exist():
    logits = np.array([[0.5, 0.1, 0.3], [0.2, 0.4, 0.6]])
    rejects(kata.log_loss_from_logits, [(logits, np.array(y)) for y in ([0, -1], [3, 0], [-3, 2], [1, 7])])


@rests_on("a logit is NaN")
def test_rejects_nan():
    rejects(
        kata.log_loss_from_logits,
        [
            (np.array([[np.nan, 0.1], [0.2, 0.4]]), np.array([0, 1])),
            (np.array([[0.3, 0.1], [0.2, np.nan]]), np.array([0, 0])),
        ],
    )
