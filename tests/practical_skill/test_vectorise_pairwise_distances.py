"""What the statement promises, by example."""

import ast

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.practical_skill import vectorise_pairwise_distances as kata

A = np.array([[0.0, 0.0], [3.0, 4.0], [-2.0, 1.0]])
B = np.array([[3.0, 0.0], [0.0, 4.5]])
LOOPS = {"map", "vectorize", "apply_along_axis"}


def test_every_row_of_a_to_every_row_of_b():
    agree(kata.pairwise_sq_dists(A, B), np.array([[9.0, 20.25], [16.0, 9.25], [26.0, 16.25]]))


def test_one_column():
    agree(kata.pairwise_sq_dists(np.array([[2.0], [7.0]]), np.array([[4.0]])), np.array([[4.0], [9.0]]))


def test_integers_give_floats():
    agree(kata.pairwise_sq_dists(np.array([[1, 2, 3]]), np.array([[3, 0, 4]])), np.array([[9.0]]))


def test_no_rows_give_no_distances():
    agree(kata.pairwise_sq_dists(A, np.empty((0, 2))), np.empty((3, 0)))


def test_rows_of_different_lengths_are_refused():
    rejects(kata.pairwise_sq_dists, [(A, np.ones((4, 3)))])


def test_there_is_no_loop():
    agree(kata.pairwise_sq_dists(A[1:2], B), np.array([[16.0, 9.25]]))
    nodes = list(ast.walk(ast.parse(kata.source())))
    loops = [node.lineno for node in nodes if isinstance(node, ast.For | ast.AsyncFor | ast.While)]
    loops += [node.iter.lineno for node in nodes if isinstance(node, ast.comprehension)]
    expect(not loops, "no loop or comprehension; there is one in line", got=loops)
    hidden = {getattr(node, "id", getattr(node, "attr", None)) for node in nodes} & LOOPS
    expect(not hidden, "none of map, np.vectorize, np.apply_along_axis", got=sorted(hidden))
