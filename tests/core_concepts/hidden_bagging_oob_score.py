"""What must hold for every ensemble."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import bagging_oob_score as kata
from tests.strategies.core_concepts import forests

seeds = st.integers(0, 99)
NAN = float("nan")


def row_by_row(preds, in_bag, y):
    """A ballot for each row."""
    right = []
    for votes, drawn, label in zip(preds.T.tolist(), in_bag.T.tolist(), y.tolist(), strict=True):
        ballot = sorted(vote for vote, times in zip(votes, drawn, strict=True) if times == 0)
        if ballot:
            right.append(max(ballot, key=ballot.count) == label)  # the first of the most frequent
    return (sum(right) / len(right) if right else NAN), len(right) / len(y)


@rests_on("On row i only those trees t vote that never drew it", "the smallest of those that tie")
@given(forests)
def test_agrees_with_a_ballot_for_each_row(forest):
    agree(kata.oob_score(*forest), row_by_row(*forest))


@rests_on("On row i only those trees t vote that never drew it")
@given(forests, seeds)
def test_what_a_tree_says_about_its_own_rows_does_not_matter(forest, seed):
    preds, in_bag, y = forest
    other = np.random.default_rng(seed).choice([-2, 0, 3, 1_000], size=preds.shape)
    agree(kata.oob_score(np.where(in_bag > 0, other, preds), in_bag, y), kata.oob_score(*forest))


@follows_from("the class with most votes")
@given(forests, seeds)
def test_the_order_of_the_trees_does_not_matter(forest, seed):
    preds, in_bag, y = forest
    order = np.random.default_rng(seed).permutation(len(preds))
    agree(kata.oob_score(preds[order], in_bag[order], y), kata.oob_score(*forest))


@follows_from("the class with most votes")
@given(forests, st.integers(2, 4))
def test_every_tree_several_times_votes_the_same(forest, times):
    preds, in_bag, y = forest
    agree(kata.oob_score(np.vstack([preds] * times), np.vstack([in_bag] * times), y), kata.oob_score(*forest))


@rests_on("``in_bag[t, i] == 0``")
@given(forests, st.integers(2, 90))
def test_how_often_a_row_was_drawn_does_not_matter(forest, factor):
    preds, in_bag, y = forest
    agree(kata.oob_score(preds, in_bag * factor, y), kata.oob_score(*forest))


@rests_on("Classes are any integers, with gaps, negative ones too")
@given(forests)
def test_renaming_the_classes_in_their_order_changes_nothing(forest):
    preds, in_bag, y = forest
    agree(kata.oob_score(10**9 * preds - 7, in_bag, 10**9 * y - 7), kata.oob_score(*forest))


@rests_on("the others count neither as right nor as wrong")
@given(forests, st.integers(1, 4))
def test_rows_that_every_tree_drew_lower_the_coverage_alone(forest, more):
    preds, in_bag, y = forest
    accuracy, coverage = kata.oob_score(*forest)
    wider = [np.hstack([values, np.ones((len(values), more), dtype=int)]) for values in (preds, in_bag)]
    n = len(y)
    agree(kata.oob_score(*wider, np.append(y, np.ones(more, dtype=int))), (accuracy, coverage * n / (n + more)))


@follows_from("the class with most votes")
@given(forests)
def test_the_scores_are_shares(forest):
    accuracy, coverage = kata.oob_score(*forest)
    expect(0 <= coverage <= 1, "a coverage from 0 to 1", got=(accuracy, coverage))
    expect(
        math.isnan(accuracy) if coverage == 0 else 0 <= accuracy <= 1, "an accuracy from 0 to 1, or NaN", got=accuracy
    )


@rests_on("some may never occur in `y`")
def test_a_vote_for_a_class_that_is_not_in_y_still_counts():
    preds = np.array([[9, 4], [9, 4], [4, 9]])
    agree(kata.oob_score(preds, np.zeros((3, 2), dtype=int), np.array([4, 4])), (0.5, 1.0))


@rests_on("the class with most votes")
def test_most_votes_need_not_be_more_than_half():
    preds = np.array([[3], [-1], [8], [3], [5]])
    agree(kata.oob_score(preds, np.zeros((5, 1), dtype=int), np.array([3])), (1.0, 1.0))


@rests_on("the smallest of those that tie")
@pytest.mark.parametrize("votes", [[-3, 40], [40, -3], [2, 40, -3, -3, 40], [40, 40, 2, -3, -3]])
def test_a_tie_in_any_order(votes):
    preds = np.array(votes)[:, None]
    agree(kata.oob_score(preds, np.zeros(preds.shape, dtype=int), np.array([-3])), (1.0, 1.0))


@rests_on("integer array of shape (T, n)")
@pytest.mark.parametrize("dtype", ["uint8", "int8", "int32"])
def test_any_integer_dtype(dtype):
    preds, in_bag = np.array([[100, 3, 100], [3, 100, 3], [100, 3, 3]]), np.array([[0, 0, 1], [2, 0, 1], [0, 1, 0]])
    y = np.array([100, 3, 100])
    agree(kata.oob_score(preds.astype(dtype), in_bag.astype(dtype), y.astype(dtype)), (2 / 3, 1.0))


@rests_on("If there are no trees or no rows")
def test_rejects():
    nothing = [np.empty(shape, dtype=int) for shape in ((0, 4), (3, 0), (0, 0))]
    rejects(kata.oob_score, [(empty, empty, np.ones(empty.shape[1], dtype=int)) for empty in nothing])
