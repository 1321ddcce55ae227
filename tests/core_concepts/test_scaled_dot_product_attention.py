"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree
from katas.core_concepts import scaled_dot_product_attention as kata


def example():
    """One query, three keys of scores log(3), 0 and 0, and their values."""
    return np.array([[2 * np.log(3), 0.0, 0.0, 0.0]]), np.eye(3, 4), np.array([[5.0, 0.0], [0.0, 10.0], [20.0, 0.0]])


def test_the_nearest_key_weighs_most():
    out, weights = kata.attention(*example())
    agree(weights, np.array([[0.6, 0.2, 0.2]]))
    agree(out, np.array([[7.0, 2.0]]))


def test_a_blocked_key_leaves_its_share_to_the_others():
    out, weights = kata.attention(*example(), mask=np.array([[True, True, False]]))
    agree(weights, np.array([[0.75, 0.25, 0.0]]))
    agree(out, np.array([[3.75, 2.5]]))


def test_a_causal_mask_hides_the_future():
    _, weights = kata.attention(np.zeros((3, 4)), *example()[1:], mask=np.tri(3, dtype=bool))
    agree(weights, np.array([[1, 0, 0], [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]]))


def test_each_member_of_a_batch_attends_to_its_own_keys():
    Q, K, V = example()
    out, weights = kata.attention(np.stack([Q, -Q]), np.stack([K, K]), np.stack([V, 2 * V]))
    agree(weights, np.array([[[0.6, 0.2, 0.2]], [[1 / 7, 3 / 7, 3 / 7]]]))
    agree(out, np.array([[[7.0, 2.0]], [[130 / 7, 60 / 7]]]))


def test_a_query_that_may_attend_to_nothing_gets_zeros():
    out, weights = kata.attention(*example(), mask=np.array([[False, False, False]]))
    agree(weights, np.array([[0.0, 0.0, 0.0]]))
    agree(out, np.array([[0.0, 0.0]]))
