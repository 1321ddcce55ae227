"""What the statement promises, by example."""

from math import log2

import numpy as np
import pytest

from dojo.testing import agree, rejects
from katas.core_concepts import ndcg_at_k as kata

GRADES = np.array([1, 0, 3, 2, 0])
SCORES = np.array([0.7, 0.9, 0.2, 0.8, 0.1])  # the grades as shown: 0, 2, 1, 3, 0


def test_all_results():
    shown, best = 2 / log2(3) + 1 / log2(4) + 3 / log2(5), 3 + 2 / log2(3) + 1 / log2(4)
    agree(kata.ndcg_at_k(GRADES, SCORES), shown / best)


def test_the_first_two_results_against_the_best_two():
    agree(kata.ndcg_at_k(GRADES, SCORES, k=2), (2 / log2(3)) / (3 + 2 / log2(3)))


def test_the_exponential_gain():
    shown, best = 3 / log2(3) + 1 / log2(4) + 7 / log2(5), 7 + 3 / log2(3) + 1 / log2(4)
    agree(kata.ndcg_at_k(GRADES, SCORES, gain="exp"), shown / best)


@pytest.mark.parametrize("k", [1, 2, 5, None])
def test_the_best_order_scores_one(k):
    agree(kata.ndcg_at_k(np.array([0.5, 4.0, 0.0, 2.5]), np.array([-3.0, 12.0, -7.5, 0.0]), k=k), 1.0)


def test_nothing_relevant_scores_zero():
    agree(kata.ndcg_at_k(np.array([0, 0, 0]), np.array([0.3, 0.9, 0.1])), 0.0)


def test_showing_no_results_is_an_error():
    rejects(lambda k: kata.ndcg_at_k(GRADES, SCORES, k=k), [0])
