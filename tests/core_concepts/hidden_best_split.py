"""What must hold for every node."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import best_split as kata
from tests.strategies.core_concepts import labelled_tables

leaves = st.integers(1, 3)


def gini(labels):
    return 1 - sum(Fraction(labels.count(c), len(labels)) ** 2 for c in set(labels))


def every_threshold(X, y, min_leaf):
    """Counts both sides of every threshold of every feature, in exact fractions."""
    labels, best = y.tolist(), None
    for feature, column in enumerate(X.T.tolist()):
        for low, high in itertools.pairwise(sorted(set(column))):
            left = [label for x, label in zip(column, labels, strict=True) if x <= low]
            right = [label for x, label in zip(column, labels, strict=True) if x >= high]
            gain = gini(labels) - (len(left) * gini(left) + len(right) * gini(right)) / len(labels)
            if min(len(left), len(right)) >= min_leaf and (best is None or gain > best[2]):
                best = feature, (low + high) / 2, gain
    return None if best is None or len(set(labels)) == 1 else (*best[:2], float(best[2]))


def sides(X, split):
    return None if split is None else (X[:, split[0]] <= split[1]).tolist()


@rests_on("gain = gini(all) - (n_left gini(left) + n_right gini(right)) / n", "of equal gains the lowest feature wins")
@given(labelled_tables, leaves)
def test_agrees_with_trying_every_threshold(table, min_leaf):
    agree(kata.best_split(*table, min_leaf), every_threshold(*table, min_leaf))


@follows_from("gini = 1 - sum of p_c^2")
@given(labelled_tables, leaves)
def test_the_gain_is_between_zero_and_the_impurity(table, min_leaf):
    split = kata.best_split(*table, min_leaf)
    most = float(gini(table[1].tolist()))
    expect(split is None or -1e-12 <= split[2] <= most + 1e-12, f"a gain between 0 and {most:.4f}", got=split)


@rests_on("Return the split of largest Gini gain")
@given(labelled_tables, leaves, st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter(table, min_leaf, seed):
    X, y = table
    order = np.random.default_rng(seed).permutation(len(y))
    agree(kata.best_split(X[order], y[order], min_leaf), kata.best_split(X, y, min_leaf))


@rests_on("any integers, with gaps, negative ones too")
@given(labelled_tables, leaves)
def test_the_names_of_the_classes_do_not_matter(table, min_leaf):
    X, y = table
    agree(kata.best_split(X, -7 * y - 1_000_000_007, min_leaf), kata.best_split(X, y, min_leaf))


@rests_on("midpoints ``(a + b) / 2`` of consecutive distinct values")
@given(labelled_tables, leaves)
def test_a_rising_map_of_the_features_keeps_the_sides(table, min_leaf):
    X, y = table
    split, mapped = kata.best_split(X, y, min_leaf), kata.best_split(X**3 - 20, y, min_leaf)
    agree(sides(X**3 - 20, mapped), sides(X, split))
    agree(mapped and mapped[2], split and split[2])


@rests_on("Gains that differ by no more than 1e-12 are equal")
@pytest.mark.parametrize(
    ("columns", "labels"),
    [
        ([[6, 1, 7, 0, 3, 5, 4, 2], [1, 3, 5, 2, 4, 0, 7, 6]], [7, -3, -3, -3, -3, -3, -3, 7]),
        ([[4, 3, 7, 2, 5, 6, 1, 0], [1, 7, 0, 2, 4, 5, 3, 6]], [2, -3, -3, -3, 2, 7, 2, 2]),
        ([[4, 6, 0, 5, 1, 3, 2], [5, 1, 2, 0, 3, 4, 6]], [7, -3, 7, -3, 2, -3, 7]),
    ],
)
def test_rounding_does_not_break_a_tie(columns, labels):
    X, y = np.array(columns, dtype=float).T, np.array(labels)  # the same gain twice, apart in the last digit
    agree(kata.best_split(X, y), every_threshold(X, y, 1))


@rests_on("A gain of 0 is still a split")
def test_exclusive_or_is_split():
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    agree(kata.best_split(X, y), (0, 0.5, 0.0))


@rests_on("where a midpoint rounds to b, the threshold is a")
@pytest.mark.parametrize("high", [1.0, -1.0, 3.0, 1e300, 1e-300])
def test_two_values_with_nothing_in_between(high):
    low = float(np.nextafter(high, -np.inf))
    for a, b in ((low, high), (float(np.nextafter(low, -np.inf)), low)):  # rounding goes up for one of them
        X, y = np.array([[b], [a], [a]]), np.array([1, 0, 0])
        split = kata.best_split(X, y)
        expect(split and a <= split[1] < b, f"a threshold that sends {a!r} left and {b!r} right")


@rests_on("Both sides must keep at least `min_leaf` rows")
@pytest.mark.parametrize(("min_leaf", "threshold"), [(1, 1.5), (2, 2.5), (3, 3.5), (4, None)])
def test_min_leaf_from_the_left(min_leaf, threshold):
    for mirror in (1, -1):
        X, y = mirror * np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]), np.array([0, 1, 1, 1, 1, 1])
        split = kata.best_split(X, y, min_leaf)
        agree(split and split[1], threshold and mirror * threshold)


@rests_on("None if the rows are all of one class, or if no threshold is allowed")
def test_single_rows_and_pairs():
    agree(kata.best_split(np.array([[3.0, 1.0]]), np.array([5])), None)
    agree(kata.best_split(np.array([[3.0, 1.0], [3.0, 2.0]]), np.array([5, 6])), (1, 1.5, 0.5))


@rests_on("20,000 rows of 5 features, all values distinct")
def test_twenty_thousand_rows():
    rows = np.arange(20_000)
    X = np.stack([rows * prime % 20_000 for prime in (7919, 6007, 3001, 1009, 7)], axis=1) / 8
    y = (X[:, 3] > 1_700).astype(int) + (X[:, 3] > 2_100)
    shares = np.array([13_601, 3_200, 3_199]) / 20_000
    impure = 2 * 3_200 * 3_199 / 6_399**2  # of the right side; the left is pure
    agree(kata.best_split(X, y), (3, 1_700.0625, 1 - float(shares @ shares) - impure * 6_399 / 20_000))


@rests_on("If there are no rows, or min_leaf < 1")
def test_rejects():
    X, y = np.array([[1.0], [2.0], [3.0]]), np.array([0, 1, 1])
    rejects(kata.best_split, [(X, y, 0), (X, y, -1), (X[:0], y[:0]), (X[:0], y[:0], 2)])
