"""What must hold for all queries and documents."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import cosine_top_k as kata
from tests.strategies.linear_algebra import queries_and_documents


def cosine(q, d):
    lengths = math.hypot(*q) * math.hypot(*d)
    return math.fsum(x * y for x, y in zip(q, d, strict=True)) / lengths if lengths else 0.0


def one_query_at_a_time(Q, D, k):
    table = [[cosine(q, d) for d in D.tolist()] for q in Q.tolist()]
    best = [sorted(range(len(D)), key=lambda i, row=row: (-round(row[i], 12), i))[:k] for row in table]
    values = [[row[i] for i in chosen] for row, chosen in zip(table, best, strict=True)]
    return np.array(best, dtype=np.int64).reshape(-1, k), np.array(values, dtype=float).reshape(-1, k)


@rests_on("ordered by similarity rounded to 12 decimals", "lowest index comes first")
@given(queries_and_documents)
def test_agrees_with_one_query_at_a_time(case):
    agree(kata.cosine_topk(*case), one_query_at_a_time(*case))


@follows_from("cos(q, d) = q . d / (||q|| ||d||)")
@given(queries_and_documents, st.integers(0, 9_999))
def test_the_lengths_of_the_rows_change_nothing(case, seed):
    Q, D, k = case
    rng = np.random.default_rng(seed)
    q, d = (10.0 ** rng.uniform(-20, 20, size=(len(X), 1)) for X in (Q, D))
    agree(kata.cosine_topk(Q * q, D * d, k), one_query_at_a_time(Q, D, k))


@rests_on("greatest first")
@given(queries_and_documents)
def test_fewer_documents_are_the_first_of_more(case):
    Q, D, k = case
    indices, similarities = kata.cosine_topk(Q, D, len(D))
    agree(kata.cosine_topk(Q, D, k), (indices[:, :k], similarities[:, :k]))


@rests_on("only clipped to [-1, 1]")
@given(st.integers(0, 9_999), st.sampled_from([1, -1]))
def test_a_row_against_itself_and_its_opposite(seed, sign):
    D = np.random.default_rng(seed).normal(size=(6, 3))
    similarities = kata.cosine_topk(D, D * sign, 6)[1]
    greatest = float(np.abs(similarities).max())
    expect(greatest <= 1, "the greatest similarity in absolute value is at most 1", got=greatest)
    agree(similarities[:, 0 if sign > 0 else -1], np.full(6, float(sign)))


@rests_on("of equals, the")
@given(st.integers(0, 9_999))
def test_parallel_rows_are_equals(seed):
    rng = np.random.default_rng(seed)
    D = rng.permutation([0.1, 0.3, 1.0, 3.0, 7.0, 1e-9, 1e6])[:, None] * rng.normal(size=5)
    agree(kata.cosine_topk(rng.normal(size=(2, 5)), D, 5)[0], np.array([[0, 1, 2, 3, 4]] * 2))


@rests_on("lowest index comes first")
@pytest.mark.parametrize("n", [5, 40, 300])
def test_many_are_tied_at_the_cut(n):
    D = np.array([[3.0, 4.0]] * n + [[2.0, 0.0]])
    agree(kata.cosine_topk(np.array([[7.0, 0.0]]), D, 4)[0], np.array([[n, 0, 1, 2]]))


@rests_on("rounded to 12 decimals")
@pytest.mark.parametrize(("gap", "first"), [(1e-8, 1), (2e-12, 1), (2e-13, 0)])
def test_how_near_is_equal(gap, first):
    similarity = 0.6 + np.array([0.0, gap])
    D = np.column_stack([similarity, np.sqrt(1 - similarity**2)])
    agree(kata.cosine_topk(np.array([[3.0, 0.0]]), D, 1)[0], np.array([[first]]))


@rests_on("The similarities returned are not rounded")
def test_a_similarity_below_the_rounding():
    D = np.array([[3e-13, 1.0], [2e-20, -1.0]])
    agree(kata.cosine_topk(np.array([[5.0, 0.0]]), D, 2), (np.array([[0, 1]]), np.array([[3e-13, 2e-20]])), atol=1e-30)


@rests_on("and 0 if q or d is all zeros")
def test_a_query_of_zeros_takes_the_first_documents():
    D = np.array([[-3.0, 1.0], [0.0, 0.0], [2.0, 5.0]])
    agree(kata.cosine_topk(np.zeros((2, 2)), D, 2), (np.array([[0, 1]] * 2), np.zeros((2, 2))))


@rests_on("Entries other than 0 have a size between 1e-50 and 1e50")
@pytest.mark.parametrize("size", [1e-50, 1e-9, 1e49])
def test_short_and_long_rows_have_a_direction(size):
    Q, D = size * np.array([[0.0, 3.0]]), size * np.array([[4.0, 3.0], [-3.0, 4.0]])
    agree(kata.cosine_topk(Q, D, 2), (np.array([[1, 0]]), np.array([[0.8, 0.6]])))


@rests_on("Compute in float64, whatever the dtype")
@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "uint64", "float16", "float32", ">f8"])
def test_any_dtype(dtype):
    Q, D = np.array([[120, 35, 7]]).astype(dtype), np.array([[90, 100, 3], [110, 7, 125], [127, 40, 1]]).astype(dtype)
    agree(kata.cosine_topk(Q, D, 2), one_query_at_a_time(Q, D, 2))


@rests_on("``m`` may be 0")
def test_no_queries_have_no_documents():
    expected = np.empty((0, 2), dtype=np.int64), np.empty((0, 2))
    agree(kata.cosine_topk(np.empty((0, 3)), np.ones((4, 3)), 2), expected, exact_dtype=True)


@rests_on("If ``k`` is below 1 or above n")
def test_rejects_a_k_that_cannot_be():
    rejects(kata.cosine_topk, [(np.ones((2, 3)), np.ones((4, 3)), k) for k in (0, -1, 5)])
    rejects(kata.cosine_topk, [(np.ones((2, 3)), np.ones((0, 3)), 1), (np.ones((0, 3)), np.ones((4, 3)), 5)])


@rests_on("an entry of ``Q`` or ``D`` is NaN")
def test_rejects_nan():
    good, bad = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0, 2.0], [3.0, np.nan]])
    rejects(kata.cosine_topk, [(good, bad, 1), (bad, good, 1)])
