"""What must hold for every table."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import decision_tree_classifier as kata
from tests.strategies.core_concepts import labelled_tables

PROBES = np.array([[a, b, c] for a in (-1, 0.5, 1, 1.5, 2.5) for b in (0, 0.5, 2, 3) for c in (0.5, 1.5, 9)])  # (60, 3)
limits = st.sampled_from([None, None, 0, 1, 2, 3])


def counts_of(rows):
    labels = [label for _, label in rows]
    return {label: labels.count(label) for label in set(labels)}


def best_split(rows, min_leaf):
    """Every feature and every threshold: (feature, threshold) of the largest sum of squared counts over size."""
    best, best_score = None, -1.0
    for feature in range(len(rows[0][0])):
        values = sorted({x[feature] for x, _ in rows})
        for low, high in itertools.pairwise(values):
            left = [row for row in rows if row[0][feature] <= low]
            right = [row for row in rows if row[0][feature] >= high]
            squares = [sum(count**2 for count in counts_of(side).values()) for side in (left, right)]
            # gini and gain rise with this; one division of integers is exact enough for ties
            score = (squares[0] * len(right) + squares[1] * len(left)) / (len(left) * len(right))
            if min(len(left), len(right)) >= min_leaf and score > best_score:
                best, best_score = (feature, (low + high) / 2), score
    return best


def grow(rows, max_depth, min_leaf):
    """A leaf as its label, any other node as (feature, threshold, left, right)."""
    counts = counts_of(rows)
    split = None if len(counts) == 1 or max_depth == 0 else best_split(rows, min_leaf)
    if split is None:
        return min(label for label in counts if counts[label] == max(counts.values()))
    feature, threshold = split
    sides = [[r for r in rows if r[0][feature] <= threshold], [r for r in rows if r[0][feature] > threshold]]
    return (*split, *(grow(side, None if max_depth is None else max_depth - 1, min_leaf) for side in sides))


def walk(node, x):
    while isinstance(node, tuple):
        node = node[2] if x[node[0]] <= node[1] else node[3]
    return node


def height(node):
    return 1 + max(height(node[2]), height(node[3])) if isinstance(node, tuple) else 0


def agrees_with_trying_every_split(X, y, asked, max_depth=None, min_leaf=1):
    root = grow(list(zip(X.tolist(), y.tolist(), strict=True)), max_depth, min_leaf)
    tree = kata.DecisionTree(max_depth, min_leaf).fit(X, y)
    agree(tree.predict(asked), np.array([walk(root, x) for x in asked.tolist()]))
    agree(tree.depth(), height(root))


@rests_on("Of the splits allowed the one of largest gain is taken")
@given(labelled_tables, limits, st.integers(1, 3))
def test_agrees_with_trying_every_split(table, max_depth, min_leaf):
    X, y = table
    agrees_with_trying_every_split(X, y, np.vstack([X, PROBES[:, : X.shape[1]]]), max_depth, min_leaf)


@rests_on("A node is a leaf if its rows are all of one class")
@given(labelled_tables)
def test_without_contradictions_every_row_is_learnt(table):
    X, _ = table
    y = (X @ np.array([1, 2, 5])[: X.shape[1]]).astype(int) % 3 - 1  # one class for each distinct row
    agree(kata.DecisionTree().fit(X, y).predict(X), y)


@follows_from("p_c the share of class c among the rows")
@given(labelled_tables, limits)
def test_seeing_every_row_twice_changes_nothing(table, max_depth):
    X, y = table
    once = kata.DecisionTree(max_depth).fit(X, y).predict(PROBES[:, : X.shape[1]])
    twice = kata.DecisionTree(max_depth).fit(np.vstack([X, X]), np.concatenate([y, y]))
    agree(twice.predict(PROBES[:, : X.shape[1]]), once)


@rests_on("The root has depth 0")
@pytest.mark.parametrize("max_depth", [0, 1, 2, 3, 4, None])
def test_the_depth_limit_from_both_sides(max_depth):
    X, y = np.array([[1.0], [2.0], [3.0], [5.0], [6.0], [8.0]]), np.array([0, 1, 0, 0, 2, 0])  # three levels do
    agrees_with_trying_every_split(X, y, X, max_depth)


@rests_on("even if its gain is 0")
def test_exclusive_or_needs_a_split_that_gains_nothing():
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([3, 9, 9, 3])
    tree = kata.DecisionTree().fit(X, y)
    agree((tree.predict(X), tree.depth()), (y, 2))


@rests_on("of equal gains the lowest feature wins")
def test_equal_gains_go_to_the_lowest_feature():
    X, y = np.array([[1.0, 4.0, 1.0], [2.0, 5.0, 2.0], [6.0, 7.0, 9.0]]), np.array([0, 0, 1])
    agree(kata.DecisionTree().fit(X, y).predict(np.array([[3.0, 9.0, 9.0], [5.0, 4.0, 1.0]])), np.array([0, 1]))


@rests_on("and of that feature the lowest threshold")
def test_equal_gains_go_to_the_lowest_threshold():
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([7, 4, 4, 7])
    agree(kata.DecisionTree(max_depth=1).fit(X, y).predict(X), np.array([7, 4, 4, 4]))


@rests_on("Gains that differ by no more than 1e-12, as they do by rounding, are equal")
def test_rounding_breaks_no_tie():
    first, second = [2, 1, 2, 2, 1, 2, 0, 2, 2, 2, 1], [2, 0, 0, 1, 1, 2, 0, 2, 0, 0, 0]
    X, y = np.column_stack([first, second]).astype(float), np.array([1, 0, 1, 2, 1, 1, 0, 1, 0, 1, 1])
    agrees_with_trying_every_split(X, y, X, max_depth=1)  # each feature has a split of the same gain


@rests_on("floats or integers up to 1e6 in size")
@pytest.mark.parametrize("dtype", ["int64", "uint8", "float32"])
def test_features_in_any_dtype(dtype):
    X, y = np.array([[100, 7], [250, 7], [200, 9], [180, 0]], dtype=dtype), np.array([0, 1, 1, 0])
    agrees_with_trying_every_split(X, y, np.array([[189, 7], [191, 7], [190, 7]], dtype=dtype))


@rests_on("left if its feature is <= the threshold")
def test_a_row_on_the_threshold_goes_left():
    tree = kata.DecisionTree().fit(np.array([[2.0], [5.0]]), np.array([1, 6]))
    agree(tree.predict(np.array([[3.5], [np.nextafter(3.5, 4)]])), np.array([1, 6]))


@rests_on("the smallest of those that are equally frequent")
def test_a_tie_in_a_leaf_goes_to_the_smallest_class():
    X, y = np.ones((5, 2)), np.array([40, 40, -2, 7, -2])
    tree = kata.DecisionTree().fit(X, y)
    agree((tree.predict(X[:2]), tree.depth()), (np.array([-2, -2]), 0))


@rests_on("(n_left gini(left) + n_right gini(right)) / n_node")
def test_the_children_are_weighted_by_their_rows():
    X = np.array([[1.0, 1.0], [2.0, 2.0], [2.0, 2.0], [2.0, 2.0], [2.0, 3.0], [2.0, 3.0], [2.0, 3.0], [2.0, 3.0]])
    y = np.array([0, 0, 0, 1, 1, 1, 0, 1])
    agree(kata.DecisionTree(max_depth=1).fit(X, y).predict(X), np.array([0, 0, 0, 0, 1, 1, 1, 1]))


@rests_on("Both sides must keep at least `min_leaf` rows")
@pytest.mark.parametrize(("min_leaf", "expected"), [(1, [4, 0, 0, 0, 0]), (2, [0, 0, 0, 0, 0]), (3, [0, 0, 0, 0, 0])])
def test_min_leaf_from_both_sides(min_leaf, expected):
    X, y = np.array([[1.0], [2.0], [3.0], [4.0], [6.0]]), np.array([4, 0, 0, 0, 0])
    tree = kata.DecisionTree(min_leaf=min_leaf).fit(X, y)
    agree((tree.predict(X), tree.depth()), (np.array(expected), int(min_leaf < 3)))


@rests_on("forgetting any earlier fit, and return the tree itself")
def test_fit_returns_the_tree_and_starts_afresh():
    tree = kata.DecisionTree()
    fitted = tree.fit(np.array([[1.0], [2.0], [3.0]]), np.array([0, 1, 0]))
    expect(fitted is tree, "fit returns the tree itself", got=fitted)
    tree.fit(np.array([[1.0, 5.0], [2.0, 5.0]]), np.array([6, 6]))
    agree((tree.depth(), tree.predict(np.array([[9.0, 9.0]]))), (0, np.array([6])))


@rests_on("m may be 0")
def test_no_rows_to_predict():
    tree = kata.DecisionTree().fit(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0, 1]))
    agree(tree.predict(np.empty((0, 2))), np.empty(0, dtype=int))


@rests_on("If there are no rows")
def test_rejects_an_empty_table():
    rejects(kata.DecisionTree().fit, [(np.empty((0, 2)), np.empty(0, dtype=int))])


@rests_on("If the tree has not been fitted")
def test_an_unfitted_tree_has_no_depth():
    rejects(kata.DecisionTree(max_depth=2).depth, [()], RuntimeError)


@rests_on("1,500 rows whose labels alternate along one feature")
def test_a_tree_of_more_than_a_thousand_levels():
    X, y = np.arange(1_500.0)[:, None], np.arange(1_500) % 2
    tree = kata.DecisionTree().fit(X, y)
    agree(tree.predict(X), y)
    depth = tree.depth()
    expect(depth > 1_000, "a depth of more than 1,000", got=depth)
