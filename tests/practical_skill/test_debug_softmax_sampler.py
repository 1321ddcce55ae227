"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.practical_skill import debug_softmax_sampler as kata


def test_one_row():
    agree(kata.predict_proba(np.log([1.0, 3.0, 4.0])), np.array([0.125, 0.375, 0.5]))


def test_equal_logits_are_equally_likely():
    agree(kata.predict_proba(np.full(5, 2.5), temperature=3.0), np.full(5, 0.2))


def test_every_row_of_a_batch_by_itself():
    agree(
        kata.predict_proba(np.log([[1.0, 3.0, 4.0], [2.0, 2.0, 1.0]])), np.array([[0.125, 0.375, 0.5], [0.4, 0.4, 0.2]])
    )


def test_a_high_temperature_flattens():
    agree(kata.predict_proba(np.log([1.0, 9.0]), temperature=2.0), np.array([0.25, 0.75]))


def test_a_temperature_that_is_not_positive_is_refused():
    rejects(kata.predict_proba, [(np.array([1.0, 2.0]), 0.0), (np.array([1.0, 2.0]), -1.5)])
