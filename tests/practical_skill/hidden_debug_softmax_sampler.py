"""What must hold for all logits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rests_on
from katas.practical_skill import debug_softmax_sampler as kata
from tests.strategies.practical_skill import batches_of_logits, temperatures


def by_differences(logits, temperature):
    """1 / sum over w of exp((logit_w - logit_v) / temperature): the formula, divided by its numerator."""
    rows = [[1 / math.fsum(math.exp((w - v) / temperature) for w in row) for v in row] for row in logits.tolist()]
    return np.array(rows)


def entropy(probabilities):
    return -(probabilities * np.log(np.where(probabilities > 0, probabilities, 1))).sum(axis=-1)


@follows_from("p[..., v] =")
@given(batches_of_logits, temperatures)
def test_agrees_with_the_sum_over_differences(logits, temperature):
    agree(kata.predict_proba(logits, temperature), by_differences(logits, temperature))


@rests_on("Every row sums to 1 and is finite")
@given(batches_of_logits, temperatures, st.sampled_from([1.0, 30.0, 900.0]))
def test_every_row_sums_to_one(logits, temperature, spread):
    agree(kata.predict_proba(spread * logits, temperature).sum(axis=-1), np.ones(len(logits)))


@follows_from("p[..., v] =")
@given(batches_of_logits, temperatures, st.integers(-5_000, 5_000))
def test_adding_a_constant_to_a_row_changes_nothing(logits, temperature, constant):
    moved = logits + constant * np.arange(1, len(logits) + 1)[:, None]
    agree(kata.predict_proba(moved, temperature), kata.predict_proba(logits, temperature))


@rests_on("A high temperature flattens the probabilities")
@given(batches_of_logits, st.tuples(temperatures, temperatures))
def test_a_higher_temperature_never_lowers_the_entropy(logits, pair):
    low, high = sorted(pair)
    before, after = (entropy(kata.predict_proba(logits, temperature)) for temperature in (low, high))
    rises = (after >= before - 1e-9).all()
    expect(rises, f"at temperature {high} every row's entropy is at least that at {low}, {before}", got=after)


@rests_on("with ``abs(logits / temperature) <= 1e6``")
@pytest.mark.parametrize("temperature", [1.0, 0.5, 4.0])
def test_large_logits(temperature):
    shares = kata.predict_proba(temperature * np.array([1e6, -1e6, 1e6, 999_990.0, 0.0]), temperature)
    whole = 2 + math.exp(-10)
    agree(shares, np.array([1, 0, 1, math.exp(-10), 0]) / whole)


@rests_on("Every row sums to 1 and is finite")
def test_rows_far_apart():
    logits = np.array([[9_000.0, 9_001.0, 8_000.0], [-9_000.0, -9_001.0, -9_000.0], [600.0, 601.0, 5_000.0]])
    e = math.exp(-1)
    agree(
        kata.predict_proba(logits),
        np.array([[e / (1 + e), 1 / (1 + e), 0], [1 / (2 + e), e / (2 + e), 1 / (2 + e)], [0, 0, 1]]),
    )


@rests_on("of which there may be none, one or many")
@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 4), (5, 2, 1, 3), (3, 3), (2, 1)])
def test_any_number_of_leading_axes(shape):
    logits = np.random.default_rng(3).normal(0, 3, shape)
    expected = by_differences(logits.reshape(-1, shape[-1]), 1.7).reshape(shape)
    agree(kata.predict_proba(logits, temperature=1.7), expected)


@rests_on("computed in float64 whatever the dtype of ``logits``")
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_other_float_dtypes(dtype):
    logits = np.array([[50_000.0, 49_999.0], [0.1, -3.3], [7.7, 7.9]]).astype(dtype)
    agree(kata.predict_proba(logits, temperature=0.3), by_differences(logits.astype(np.float64), 0.3))


@rests_on("a leading axis may have length 0")
@pytest.mark.parametrize("shape", [(0, 3), (2, 0, 4)])
def test_an_empty_batch(shape):
    agree(kata.predict_proba(np.empty(shape)), np.empty(shape))


@rests_on("Positive")
def test_a_small_temperature():
    agree(kata.predict_proba(np.array([2e-3, 3e-3]), temperature=1e-6), np.array([0.0, 1.0]))


@rests_on("of which there may be none, one or many")
def test_many_rows_and_many_classes_each_alone():
    rng = np.random.default_rng(8)
    for shape in ((301, 2), (2, 301)):
        logits = rng.normal(0, 3, shape)
        agree(kata.predict_proba(logits, temperature=0.7), by_differences(logits, 0.7))
