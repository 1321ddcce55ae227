"""What must hold for every list of results."""

from itertools import permutations
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import ndcg_at_k as kata
from tests.strategies.core_concepts import graded_results

ks = st.sampled_from([1, 2, 3, 4, 9, None])
gains = st.sampled_from(["linear", "exp"])


def by_every_order(relevance, scores, k, gain):
    """The best page found by trying every order of the items."""

    def dcg(shown):
        worth = [r if gain == "linear" else 2.0**r - 1 for r in shown]
        return sum(g / log2(i + 2) for i, g in enumerate(worth[:k]))

    listed = list(zip(scores.tolist(), relevance.tolist(), strict=True))
    shown = [r for _, r in sorted(listed, key=lambda item: item[0], reverse=True)]
    best = max(dcg(order) for order in permutations(relevance.tolist()))
    return dcg(shown) / best if best else 0.0


@rests_on("where IDCG is the largest DCG that any order of all n items reaches")
@given(graded_results, ks, gains)
def test_agrees_with_trying_every_order(results, k, gain):
    agree(kata.ndcg_at_k(*results, k=k, gain=gain), by_every_order(*results, k, gain))


@follows_from("The items are shown from the highest score to the lowest")
@given(graded_results, ks)
def test_only_the_order_of_the_scores_matters(results, k):
    relevance, scores = results
    agree(kata.ndcg_at_k(relevance, 1e3 * np.exp(scores) - 50, k=k), kata.ndcg_at_k(relevance, scores, k=k))


@follows_from("NDCG = DCG / IDCG")
@given(graded_results, ks, st.sampled_from([0.3, 2.5, 7.0]))
def test_the_scale_of_a_linear_gain_does_not_matter(results, k, factor):
    relevance, scores = results
    agree(kata.ndcg_at_k(factor * relevance, scores, k=k), kata.ndcg_at_k(relevance, scores, k=k))


@follows_from("DCG = sum over i = 1 .. min(k, n) of g(r_i) / log2(i + 1)")
@given(graded_results, gains)
def test_an_irrelevant_item_below_everything_changes_nothing(results, gain):
    relevance, scores = results
    longer = np.append(relevance, np.zeros(1, relevance.dtype)), np.append(scores, -9.0)
    agree(kata.ndcg_at_k(*longer, gain=gain), kata.ndcg_at_k(relevance, scores, gain=gain))


@follows_from("NDCG = DCG / IDCG")
@given(graded_results, gains)
def test_the_first_place_alone_compares_with_the_best_item(results, gain):
    relevance, scores = (part.astype(float) for part in results)
    worth = relevance if gain == "linear" else 2**relevance - 1
    expected = worth[np.argmax(scores)] / worth.max() if worth.any() else 0.0
    agree(kata.ndcg_at_k(*results, k=1, gain=gain), float(expected))


@rests_on("items with equal scores stay in the order in which they are listed")
def test_equal_scores_stay_in_order():
    relevance, scores = np.array([3.0, 1.0, 0.0, 2.0]), np.array([0.4, 0.4, 0.9, 0.4])
    shown, best = 3 / log2(3) + 1 / log2(4) + 2 / log2(5), 3 + 2 / log2(3) + 1 / log2(4)
    agree(kata.ndcg_at_k(relevance, scores), shown / best)


@rests_on("items with equal scores stay in the order in which they are listed")
def test_many_equal_scores_stay_in_order():
    relevance, scores = np.arange(20) % 5, np.arange(20) % 2 / 2  # the odd places come first
    shown = [*(relevance[1::2].tolist()), *(relevance[::2].tolist())]
    dcg, idcg = (sum(r / log2(i + 2) for i, r in enumerate(order)) for order in (shown, sorted(shown, reverse=True)))
    agree(kata.ndcg_at_k(relevance, scores), dcg / idcg)


@rests_on("in any dtype, unsigned integers included")
@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int64])
@pytest.mark.parametrize("gain", ["linear", "exp"])
def test_grades_in_a_small_dtype(dtype, gain):
    relevance, scores = np.array([0, 9, 3, 1], dtype=dtype), np.array([0.9, 0.1, 0.8, 0.3])
    agree(kata.ndcg_at_k(relevance, scores, gain=gain), by_every_order(relevance, scores, None, gain))


@rests_on("If no item has any relevance, the NDCG is 0")
@given(gains, ks)
def test_nothing_relevant_scores_zero_for_every_gain_and_length(gain, k):
    agree(kata.ndcg_at_k(np.zeros(3), np.array([0.3, 0.9, 0.1]), k=k, gain=gain), 0.0)


@rests_on("it may be larger than n")
@pytest.mark.parametrize("k", [3, 4, 50])
def test_more_places_than_items(k):
    relevance, scores = np.array([1.0, 0.0, 2.0]), np.array([0.7, 0.9, 0.3])
    agree(kata.ndcg_at_k(relevance, scores, k=k), (1 / log2(3) + 1) / (2 + 1 / log2(3)))


@rests_on("If ``k`` is below 1")
def test_rejects_a_k_below_one():
    relevance, scores = np.array([1.0, 0.0, 2.0]), np.array([0.7, 0.9, 0.3])
    rejects(kata.ndcg_at_k, [(relevance, scores, 0), (relevance, scores, -1), (relevance, scores, -5)])


@rests_on("a relevance is negative")
def test_rejects_a_negative_relevance():
    scores = np.array([0.7, 0.9, 0.3])
    rejects(kata.ndcg_at_k, [(np.array([1, 2, -1]), scores), (np.array([-0.5, 3.0, 1.0]), scores, 1)])
