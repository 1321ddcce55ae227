"""What the statement promises, by example."""

import ast

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.math_maturity import cosine_top_k as kata

D = np.array([[10.0, 0.0], [3.0, 4.0], [-4.0, 3.0]])
LOOPS = {"map", "vectorize", "apply_along_axis"}


def test_the_direction_counts_and_not_the_length():
    expected = np.array([[1, 2]]), np.array([[0.8, 0.6]])
    agree(kata.cosine_topk(np.array([[0.0, 2.0]]), D, 2), expected)


def test_every_query_has_its_own_row():
    indices, similarities = kata.cosine_topk(np.array([[1.0, 0.0], [-8.0, 6.0]]), D, 3)
    agree(indices, np.array([[0, 1, 2], [2, 1, 0]]))
    agree(similarities, np.array([[1.0, 0.6, -0.8], [1.0, 0.0, -0.8]]))


def test_of_equals_the_lowest_index_comes_first():
    twice = np.array([[0.0, 1.0], [3.0, 4.0], [3.0, 4.0]])
    agree(kata.cosine_topk(np.array([[1.0, 0.0]]), twice, 2), (np.array([[1, 2]]), np.array([[0.6, 0.6]])))


def test_a_document_of_zeros_has_a_similarity_of_zero():
    empty = np.array([[-3.0, 4.0], [0.0, 0.0]])
    agree(kata.cosine_topk(np.array([[2.0, 0.0]]), empty, 2), (np.array([[1, 0]]), np.array([[0.0, -0.6]])))


def test_more_than_there_are_is_an_error():
    rejects(kata.cosine_topk, [(D, D, 4)])


def test_there_is_no_loop():
    agree(kata.cosine_topk(np.array([[5.0, 0.0]]), D, 1), (np.array([[0]]), np.array([[1.0]])))
    nodes = list(ast.walk(ast.parse(kata.source())))
    loops = [node.lineno for node in nodes if isinstance(node, ast.For | ast.AsyncFor | ast.While)]
    loops += [node.iter.lineno for node in nodes if isinstance(node, ast.comprehension)]
    expect(not loops, "no loop or comprehension; there is one in line", got=loops)
    hidden = {getattr(node, "id", getattr(node, "attr", None)) for node in nodes} & LOOPS
    expect(not hidden, "none of map, np.vectorize, np.apply_along_axis", got=sorted(hidden))
