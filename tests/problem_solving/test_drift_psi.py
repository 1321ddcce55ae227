"""What the statement promises, by example."""

import math

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.problem_solving import drift_psi as kata

ELEVEN = np.arange(1.0, 12.0)


def test_three_quarters_of_the_rows_move_into_the_lower_half():
    agree(kata.psi(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 2.0, 7.0]), n_bins=2), 0.25 * math.log(3))


def test_a_feature_that_stays_as_it_was():
    agree(kata.psi(ELEVEN, ELEVEN[::-1]), 0.0)


def test_a_feature_that_leaves_its_range():
    expect(kata.psi(ELEVEN, ELEVEN + 100) > 0.25, "a PSI above 0.25")


def test_a_feature_that_goes_missing():
    cur = np.array([1.0, 3.0, math.nan, math.nan])
    expected = 2 * 0.25 * math.log(2) + (0.5 - 1e-4) * math.log(0.5 / 1e-4)
    agree(kata.psi(np.array([1.0, 2.0, 3.0, 4.0]), cur, n_bins=2), expected)


def test_three_bins_by_hand():
    # edges 3 and 5; shares 3/7, 2/7, 2/7 against 1/4, 2/4, 1/4
    cur = np.array([3.0, 4.0, 5.0, 6.0])
    expected = (
        (1 / 4 - 3 / 7) * math.log(7 / 12) + (1 / 2 - 2 / 7) * math.log(7 / 4) + (1 / 4 - 2 / 7) * math.log(7 / 8)
    )
    agree(kata.psi(np.arange(1.0, 8.0), cur, n_bins=3), expected)


def test_an_empty_current_sample_is_an_error():
    rejects(kata.psi, [(ELEVEN, np.array([]))])
