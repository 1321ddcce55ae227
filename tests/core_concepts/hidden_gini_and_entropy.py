"""What must hold for every node."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import gini_and_entropy as kata
from tests.strategies.core_concepts import nodes

kinds = st.sampled_from(["gini", "entropy"])
both = pytest.mark.parametrize("kind", ["gini", "entropy"])


def node_by_node(counts, kind):
    """Exact shares, one node at a time."""
    flat = [one(list(map(Fraction, node)), kind) for node in counts.reshape(-1, counts.shape[-1]).tolist()]
    return np.array(flat, dtype=float).reshape(counts.shape[:-1])


def one(counts, kind):
    total = sum(counts)
    shares = [count / total for count in counts if count]
    if kind == "gini":
        return float(1 - sum(p * p for p in shares)) if shares else 0.0
    return math.fsum(float(p) * math.log2(1 / p) for p in shares)


@rests_on("gini    = 1 - sum of p_c^2", "entropy = -sum of p_c log2(p_c), in bits")
@given(nodes, kinds)
def test_agrees_with_exact_shares(counts, kind):
    agree(kata.impurity(counts, kind), node_by_node(counts, kind))


@follows_from("p_c the share of class c in a node")
@given(nodes, kinds, st.sampled_from([1e-12, 1e-3, 0.3, 7.0, 1e12]))
def test_only_the_shares_matter(counts, kind, factor):
    agree(kata.impurity(counts * factor, kind), kata.impurity(counts, kind))


@follows_from("1 - sum of p_c^2", "-sum of p_c log2(p_c)")
@given(nodes, kinds)
def test_the_order_of_the_classes_does_not_matter(counts, kind):
    agree(kata.impurity(counts[..., ::-1], kind), kata.impurity(counts, kind))


@follows_from("1 - sum of p_c^2", "-sum of p_c log2(p_c)")
@given(nodes)
def test_the_bounds(counts):
    k = counts.shape[-1]
    for kind, most in (("gini", 1 - 1 / k), ("entropy", math.log2(k))):
        got = kata.impurity(counts, kind)
        expect(np.all((got >= -1e-12) & (got <= most + 1e-12)), f"each {kind} between 0 and {most:.4f}")


@rests_on("the axes before it over nodes")
@given(nodes, kinds)
def test_a_node_does_not_see_its_neighbours(counts, kind):
    together = kata.impurity(np.stack([counts, 3 * counts + 1, 0 * counts]), kind)
    apart = np.stack([kata.impurity(each, kind) for each in (counts, 3 * counts + 1, 0 * counts)])
    agree(together, apart)


@rests_on("for a node that holds nothing")
@both
@pytest.mark.parametrize("dtype", ["int64", "float64"])
def test_empty_nodes_among_others(kind, dtype):
    counts = np.array([[[0, 0], [4, 4]], [[0, 3], [0, 0]]], dtype=dtype)
    half = 0.5 if kind == "gini" else 1.0
    agree(kata.impurity(counts, kind), np.array([[0.0, half], [0.0, 0.0]]))


@rests_on("`counts` of shape (k,), a plain float will do")
@both
def test_a_single_node_that_is_empty_or_pure(kind):
    for node in ([0, 0, 0], [0, 5, 0], [4]):
        agree(float(kata.impurity(np.array(node), kind)), 0.0)


@rests_on("Counts of any integer dtype")
@both
@pytest.mark.parametrize("dtype", ["uint8", "int16", "int32", "uint64"])
def test_large_counts_in_any_integer_dtype(kind, dtype):
    top = min(np.iinfo(dtype).max, 10**10)
    counts = np.array([[top, top // 2], [top // 3, top], [0, top]], dtype=dtype)
    agree(kata.impurity(counts, kind), node_by_node(counts, kind))


@rests_on("in double precision")
@both
def test_single_precision_weights(kind):
    counts = np.array([[1, 2, 4], [3, 0, 9], [0.1, 0.7, 0.3]], dtype=np.float32)
    agree(kata.impurity(counts, kind), node_by_node(counts, kind))


@rests_on("which may be far below 1")
@both
def test_tiny_weights(kind):
    agree(kata.impurity(np.array([[1e-9, 3e-9], [0.0, 1e-200]]), kind), kata.impurity(np.array([[1, 3], [0, 1]]), kind))


@rests_on("0 log2(0) is 0")
def test_one_stray_example_in_a_billion():
    shares = [1 - 1e-9, 1e-9]
    counts = np.array([[999_999_999, 1, 0]])
    agree(kata.impurity(counts, "gini"), np.array([2 * shares[0] * shares[1]]))
    agree(kata.impurity(counts, "entropy"), np.array([-sum(p * math.log2(p) for p in shares)]))


@rests_on("If a count is negative or NaN")
@both
def test_rejects(kind):
    bad = [
        [[3.0, -1.0], [2.0, 2.0]],
        [[1.0, np.nan], [2.0, 2.0]],
        [[0.0, np.nan], [0.0, 0.0]],
        [[1.0, 1.0], [-1e-9, 2.0]],
    ]
    rejects(kata.impurity, [(np.array(counts), kind) for counts in bad])
