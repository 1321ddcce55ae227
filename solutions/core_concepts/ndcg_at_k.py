"""NDCG at k: the reference, another right answer, and the mistakes the tests must reject.

DCG is a dot product of the gains as shown with fixed weights, 1 / log2(2), 1 / log2(3), ... that fall with the place.
The weights fall, so the largest dot product has the largest gains first: IDCG is the same function applied to the
sorted gains, of all n items, cut at k as well. Gains grow with relevance, so either may be sorted.

The base of the logarithm cancels in the ratio; the + 1 does not. With integers two things go wrong quietly: 2**r
wraps around in a small dtype, and minus an unsigned number is a large positive one; so the first line makes floats.

Equal scores need a rule, or the value depends on the sort; a stable sort on -score gives the order of the list,
reading an ascending sort backwards reverses it. Cost: two sorts, O(n log n); O(n) with a partition if k is small.

What an interviewer listens for: the ideal over all items and cut at k (both halves are easy to forget), a query
without anything relevant, ties, and which gain: 2^r - 1 makes one 4 worth fifteen 1s.
"""

import math

import numpy as np


def _checked(relevance, k, gain):
    """Return the gains of the items."""
    if k is not None and k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    if relevance.min() < 0:
        raise ValueError("relevance must not be negative")
    worth = relevance.astype(float)
    return 2**worth - 1 if gain == "exp" else worth


def _dcg(gains):
    return gains @ (1 / np.log2(np.arange(2, len(gains) + 2)))


def _ratio(dcg, ideal):
    return float(dcg / ideal) if ideal else 0.0


def ndcg_at_k(relevance, scores, k=None, gain="linear"):
    gains = _checked(relevance, k, gain)
    shown = gains[np.argsort(-scores, kind="stable")]  # (n,)
    return _ratio(_dcg(shown[:k]), _dcg(np.sort(gains)[::-1][:k]))


def place_by_place(relevance, scores, k=None, gain="linear"):
    """Sorts plain lists and adds up one place after the other, in logarithms of another base."""
    gains = _checked(relevance, k, gain)
    by_score = sorted(range(len(gains)), key=lambda i: -scores[i])
    ideal = sorted(range(len(gains)), key=lambda i: -gains[i])
    dcg = idcg = 0.0
    for place, (i, j) in enumerate(zip(by_score[:k], ideal[:k], strict=True), start=1):
        dcg += gains[i] / math.log(place + 1)
        idcg += gains[j] / math.log(place + 1)
    return dcg / idcg if idcg > 0 else 0.0


def divides_by_the_log_of_the_place(relevance, scores, k=None, gain="linear"):
    """Discounts by log2(i), which is 0 at the first place."""
    gains = _checked(relevance, k, gain)
    shown, ideal = gains[np.argsort(-scores, kind="stable")][:k], np.sort(gains)[::-1][:k]
    weights = 1 / np.log2(np.arange(1, len(shown) + 1))
    return _ratio(shown @ weights, ideal @ weights)


def starts_at_the_second_place(relevance, scores, k=None, gain="linear"):
    """Discounts by log2(i + 2): counts places from 0 in one line and from 1 in another."""
    gains = _checked(relevance, k, gain)
    shown, ideal = gains[np.argsort(-scores, kind="stable")][:k], np.sort(gains)[::-1][:k]
    weights = 1 / np.log2(np.arange(3, len(shown) + 3))
    return _ratio(shown @ weights, ideal @ weights)


def takes_the_ideal_of_all_places(relevance, scores, k=None, gain="linear"):
    """Adds up the ideal over all n places: a perfect first page then scores below 1."""
    gains = _checked(relevance, k, gain)
    return _ratio(_dcg(gains[np.argsort(-scores, kind="stable")][:k]), _dcg(np.sort(gains)[::-1]))


def takes_the_ideal_of_what_is_shown(relevance, scores, k=None, gain="linear"):
    """Sorts the k items that are shown: what should have been shown instead costs nothing."""
    gains = _checked(relevance, k, gain)
    shown = gains[np.argsort(-scores, kind="stable")][:k]
    return _ratio(_dcg(shown), _dcg(np.sort(shown)[::-1]))


def shows_the_lowest_first(relevance, scores, k=None, gain="linear"):
    """Forgets that argsort is ascending."""
    return ndcg_at_k(relevance, -scores, k, gain)


def reads_an_ascending_sort_backwards(relevance, scores, k=None, gain="linear"):
    """Takes argsort(scores)[::-1], which turns the order of equal scores round."""
    gains = _checked(relevance, k, gain)
    shown = gains[np.argsort(scores, kind="stable")[::-1]]
    return _ratio(_dcg(shown[:k]), _dcg(np.sort(gains)[::-1][:k]))


def sorts_ties_as_it_comes(relevance, scores, k=None, gain="linear"):
    """Sorts by argsort(-scores), which is stable for short arrays only; kind="stable" is what is wanted."""
    gains = _checked(relevance, k, gain)
    shown = gains[np.argsort(-scores, kind="heapsort" if len(scores) > 16 else "stable")]
    return _ratio(_dcg(shown[:k]), _dcg(np.sort(gains)[::-1][:k]))


def divides_zero_by_zero(relevance, scores, k=None, gain="linear"):
    """Returns NaN for a query without anything relevant, and with it for the mean over all queries."""
    gains = _checked(relevance, k, gain)
    return _dcg(gains[np.argsort(-scores, kind="stable")][:k]) / _dcg(np.sort(gains)[::-1][:k])


def gives_irrelevant_items_a_gain(relevance, scores, k=None, gain="linear"):
    """Takes 2^r for the exponential gain, so that an item of relevance 0 gains 1."""
    gains = _checked(relevance, k, gain)
    gains = gains + 1 if gain == "exp" and gains.any() else gains
    return _ratio(_dcg(gains[np.argsort(-scores, kind="stable")][:k]), _dcg(np.sort(gains)[::-1][:k]))


def keeps_the_ideal_linear(relevance, scores, k=None, gain="linear"):
    """Puts the gain into the DCG and forgets it in the ideal."""
    gains = _checked(relevance, k, gain)
    shown, ideal = gains[np.argsort(-scores, kind="stable")], np.sort(relevance.astype(float))[::-1]
    return _ratio(_dcg(shown[:k]), _dcg(ideal[:k]))


def negates_the_relevance_to_sort(relevance, scores, k=None, gain="linear"):
    """Finds the ideal by argsort(-relevance): unsigned, minus 3 is 253, and 0 comes first."""
    gains = _checked(relevance, k, gain)
    shown, ideal = (gains[np.argsort(-key, kind="stable")] for key in (scores, relevance))
    return _ratio(_dcg(shown[:k]), _dcg(ideal[:k]))


def raises_two_in_the_given_dtype(relevance, scores, k=None, gain="linear"):
    """Computes 2**r in the dtype of the grades: 2**9 is 0 in uint8."""
    _checked(relevance, k, gain)
    gains = (2**relevance - 1 if gain == "exp" else relevance).astype(float)
    return _ratio(_dcg(gains[np.argsort(-scores, kind="stable")][:k]), _dcg(np.sort(gains)[::-1][:k]))


def takes_zero_for_none(relevance, scores, k=None, gain="linear"):
    """Writes `k or n`, so k = 0 shows everything."""
    return ndcg_at_k(relevance, scores, k or None, gain)


def takes_a_negative_k(relevance, scores, k=None, gain="linear"):
    """Refuses 0 only: a slice [:-1] leaves out the last item."""
    gains = _checked(relevance, None if k else k, gain)
    return _ratio(_dcg(gains[np.argsort(-scores, kind="stable")][:k]), _dcg(np.sort(gains)[::-1][:k]))


ALTERNATIVES = [place_by_place]
