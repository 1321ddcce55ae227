"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.math_maturity import benjamini_hochberg as kata


def test_five_p_values_worked_by_hand():
    p = np.array([0.005, 0.02, 0.03, 0.2, 0.9])
    agree(kata.bh_adjust(p), np.array([0.025, 0.05, 0.05, 0.25, 0.9]))


def test_a_later_rank_lowers_an_earlier_one():
    agree(kata.bh_adjust(np.array([0.03, 0.032, 0.9])), np.array([0.048, 0.048, 0.9]))


def test_values_stand_where_their_p_values_stood():
    agree(kata.bh_adjust(np.array([0.9, 0.125, 0.0625])), np.array([0.9, 0.1875, 0.1875]))


def test_a_single_p_value_stays_as_it_is():
    agree(kata.bh_adjust(np.array([0.2])), np.array([0.2]))


def test_no_p_values_give_an_empty_array():
    agree(kata.bh_adjust(np.array([])), np.array([]))


def test_rejects_what_lies_outside_0_and_1():
    rejects(kata.bh_adjust, [np.array([0.2, 1.5]), np.array([-0.1, 0.2])])
