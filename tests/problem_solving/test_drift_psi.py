"""What the statement promises, by example."""

import math

import numpy as np
import pytest

from dojo.testing import agree
from katas.problem_solving import drift_psi as kata

DECADE = np.arange(1.0, 11.0)


def test_three_quarters_of_the_rows_move_into_the_lower_half():
    agree(kata.psi(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 2.0, 7.0]), n_bins=2), 0.25 * math.log(3))


def test_a_feature_that_stays_as_it_was():
    agree(kata.psi(DECADE, DECADE[::-1]), 0.0)


def test_a_feature_that_leaves_its_range():
    assert kata.psi(DECADE, DECADE + 100) > 0.25


def test_a_feature_that_goes_missing():
    cur = np.array([1.0, 3.0, math.nan, math.nan])
    expected = 2 * 0.25 * math.log(2) + (0.5 - 1e-4) * math.log(0.5 / 1e-4)
    agree(kata.psi(np.array([1.0, 2.0, 3.0, 4.0]), cur, n_bins=2), expected)


def test_three_bins_by_hand():
    # edges 2 and 4; shares 2/6, 2/6, 2/6 against 1/4, 2/4, 1/4
    cur = np.array([2.0, 3.0, 4.0, 5.0])
    expected = 2 * (1 / 4 - 1 / 3) * math.log(3 / 4) + (1 / 2 - 1 / 3) * math.log(3 / 2)
    agree(kata.psi(np.arange(1.0, 7.0), cur, n_bins=3), expected)


def test_an_empty_current_sample_is_an_error():
    with pytest.raises(ValueError):
        kata.psi(DECADE, np.array([]))
