"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import roc_auc_with_ties as kata


def test_every_positive_above_every_negative_scores_one():
    agree(kata.roc_auc(np.array([0, 1, 0, 1]), np.array([0.2, 0.7, 0.1, 0.9])), 1.0)


def test_every_positive_below_every_negative_scores_zero():
    agree(kata.roc_auc(np.array([1, 0, 1, 0]), np.array([0.2, 0.7, 0.1, 0.9])), 0.0)


def test_five_of_six_pairs_in_the_right_order():
    agree(kata.roc_auc(np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.8, 0.7, 0.3, 0.1])), 5 / 6)


def test_a_tied_pair_counts_one_half():
    agree(kata.roc_auc(np.array([1, 0, 0]), np.array([0.5, 0.5, 0.2])), (0.5 + 1) / 2)


def test_scores_need_not_be_probabilities():
    agree(kata.roc_auc(np.array([0, 1, 1, 0]), np.array([-7.5, 40.0, -1.0, 3.0])), 3 / 4)


def test_one_class_alone_is_an_error():
    rejects(kata.roc_auc, [(np.array([1, 1, 1]), np.array([0.1, 0.5, 0.9]))])
