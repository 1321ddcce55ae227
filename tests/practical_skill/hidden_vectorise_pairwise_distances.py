"""What must hold for every pair of arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.practical_skill import vectorise_pairwise_distances as kata
from tests.strategies.practical_skill import row_pairs


def agree_within(got, expected, *arrays):
    """Within what the statement allows: 1e-8 times the square of the greatest value, or 1e-8."""
    greatest = max(np.abs(array.astype(float)).max(initial=1) for array in arrays)
    agree(got, expected, rtol=0, atol=1e-8 * greatest**2)


def one_pair_at_a_time(A, B):
    pairs = [[sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) for b in B.tolist()] for a in A.tolist()]
    return np.array(pairs, dtype=float).reshape(len(A), len(B))


@rests_on("D[i, j] = sum over k of (A[i, k] - B[j, k])**2")
@given(row_pairs)
def test_agrees_with_one_pair_at_a_time(pair):
    A, B = pair
    agree_within(kata.pairwise_sq_dists(A, B), one_pair_at_a_time(A, B), A, B)


@rests_on("No entry is negative")
@given(st.integers(0, 2**32 - 1), st.sampled_from([3.0, 1e3, 1e6]))
def test_no_entry_is_negative(seed, middle):
    A = np.random.default_rng(seed).normal(middle, 1, size=(9, 3))
    table = kata.pairwise_sq_dists(A, A[::-1])
    expect((table >= 0).all(), "no entry is negative", got=table)


@follows_from("D[i, j] = sum over k of (A[i, k] - B[j, k])**2")
@given(row_pairs)
def test_exchanging_the_arrays_transposes_the_table(pair):
    A, B = pair
    table = kata.pairwise_sq_dists(A, B)
    agree_within(kata.pairwise_sq_dists(B, A), table.T, A, B)


@rests_on("need not be exactly 0", "may be off by 1e-8 * max(1, s**2)")
@given(row_pairs)
def test_a_row_is_at_no_distance_from_itself(pair):
    A, _ = pair
    agree_within(np.diagonal(kata.pairwise_sq_dists(A, A.copy())), np.zeros(len(A)), A)


@follows_from("D[i, j] = sum over k of (A[i, k] - B[j, k])**2")
@given(row_pairs, st.integers(-10_000, 10_000))
def test_moving_both_arrays_changes_nothing(pair, by):
    A, B = pair
    table = kata.pairwise_sq_dists(A, B)
    agree_within(kata.pairwise_sq_dists(A + by, B + by), table, A + by, B + by, A, B)


@rests_on("of integers or floats of any numpy dtype")
@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "int64", "uint64", "float16", "float32", ">f8"])
def test_any_dtype(dtype):
    A, B = np.array([[100, 3], [7, 120], [90, 90]]).astype(dtype), np.array([[120, 110], [0, 5]]).astype(dtype)
    agree(kata.pairwise_sq_dists(A, B), np.array([[11849.0, 10004.0], [12869.0, 13274.0], [1300.0, 15325.0]]))


@rests_on("Small dtypes overflow when squared")
def test_integers_past_half_of_their_range():
    A, B = np.array([[-100, 127]], dtype=np.int8), np.array([[120, -128], [-128, 50]], dtype=np.int8)
    agree(kata.pairwise_sq_dists(A, B), np.array([[113425.0, 6713.0]]))


@rests_on("compute in float64", "may be off by 1e-8 * max(1, s**2)")
def test_digits_beyond_single_precision():
    A, B = np.array([[2.0**24 + 1, 5.0]]), np.array([[-(2.0**24) - 1, 5.0], [0.0, 4.0]])
    agree_within(kata.pairwise_sq_dists(A, B), one_pair_at_a_time(A, B), A, B)


@rests_on("``n`` or ``m`` may be 0")
@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (0, 0)])
def test_there_may_be_no_rows(n, m):
    agree(kata.pairwise_sq_dists(np.ones((n, 2)), np.ones((m, 2))), np.zeros((n, m)))


@rests_on("have different lengths")
def test_rows_of_different_lengths_are_refused():
    shapes = [((2, 3), (3, 2)), ((4, 1), (5, 3)), ((4, 3), (5, 1))]
    rejects(kata.pairwise_sq_dists, [(np.ones(a), np.ones(b)) for a, b in shapes])


@rests_on("less than 50 MB for n = 10, m = 6000 and d = 8")
@pytest.mark.parametrize(("n", "m"), [(10, 6_000), (6_000, 10)])
def test_few_rows_against_many(n, m):
    rng = np.random.default_rng(9)
    A, B = rng.normal(size=(n, 8)), rng.normal(size=(m, 8))
    table = kata.pairwise_sq_dists(A, B)
    expect(kata.peak_memory() < 50e6, "less than 50 MB", got=kata.peak_memory())
    agree_within(table[-3:, -2:], one_pair_at_a_time(A[-3:], B[-2:]), A, B)


@rests_on("less than 200 MB in all for n = m = 2000")
def test_two_thousand_rows_each():
    rng = np.random.default_rng(5)
    A, B = rng.normal(size=(2_000, 64)), rng.normal(size=(2_000, 64))
    table = kata.pairwise_sq_dists(A, B)
    expect(kata.peak_memory() < 200e6, "less than 200 MB", got=kata.peak_memory())
    expect(table.shape == (2_000, 2_000), "a table of shape (2000, 2000)", got=table.shape)
    agree_within(table[-3:, -2:], one_pair_at_a_time(A[-3:], B[-2:]), A, B)
