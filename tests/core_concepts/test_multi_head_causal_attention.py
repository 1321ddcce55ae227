"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import multi_head_causal_attention as kata


def example():
    """Two tokens, two heads of two: the second token scores log(3) and 0 in head 0; every other score is 0."""
    X = np.array([[[1.0, 0.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0]]])
    Wq, Wv = np.zeros((4, 4)), np.zeros((4, 4))
    Wq[1, 0] = np.sqrt(2) * np.log(3)
    Wv[:2] = [[8.0, 0.0, 2.0, 0.0], [0.0, 8.0, 0.0, 6.0]]  # the values of the two tokens
    return X, Wq, np.eye(4), Wv, np.eye(4), 2


def running_means(X, **options):
    """All scores 0, two heads, nothing projected."""
    eye = np.eye(2)
    return kata.mha(X, np.zeros((2, 2)), eye, eye, eye, 2, **options)


def test_each_head_has_its_own_weights():
    agree(kata.mha(*example()), np.array([[[8.0, 0.0, 2.0, 0.0], [6.0, 2.0, 1.0, 3.0]]]))


def test_the_heads_side_by_side_are_projected():
    *rest, n_heads = example()
    rest[-1] = np.array([[1.0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, -1]])
    agree(kata.mha(*rest, n_heads), np.array([[[8.0, 0.0, 2.0, 8.0], [6.0, 2.0, 1.0, 3.0]]]))


def test_a_token_sees_itself_and_the_past():
    agree(running_means(np.array([[[6.0, 1], [2, 3], [1, 5]]])), np.array([[[6.0, 1], [4, 2], [3, 3]]]))


def test_without_causal_all_tokens_are_seen():
    agree(running_means(np.array([[[6.0, 1], [2, 3], [1, 5]]]), causal=False), np.array([[[3.0, 3]] * 3]))


def test_nobody_attends_to_padding_at_the_end():
    X, keep = np.array([[[6.0, 1], [2, 3], [100, 100]]]), np.array([[True, True, False]])
    agree(running_means(X, keep=keep), np.array([[[6.0, 1], [4, 2], [0, 0]]]))


def test_the_heads_must_divide_the_width():
    rejects(kata.mha, [(np.ones((1, 2, 4)), *[np.eye(4)] * 4, 3)])
