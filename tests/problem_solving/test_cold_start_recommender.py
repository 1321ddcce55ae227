"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.problem_solving import cold_start_recommender as kata

VECS = {"cook": np.array([1.0, 0.0]), "jazz": np.array([0.0, 1.0]), "rock": np.array([0.6, 0.8])}
COUNTS = {"cook": 99, "rock": 9}


def test_a_newcomer_gets_what_is_popular():
    agree(kata.recommend({"ann": ["jazz"]}, "bob", VECS, COUNTS, 2), ["cook", "rock"])


def test_topics_ticked_at_sign_up_count_half():
    # cook 0.5 * 0 + 0.5 * 1, jazz 0.5 * 1 + 0.5 * 0, rock 0.5 * 0.8 + 0.5 * 0.5
    agree(kata.recommend({}, "bob", VECS, COUNTS, 3, prefs=np.array([0.0, 2.0])), ["rock", "cook", "jazz"])


def test_a_single_item_heard_weighs_little():
    # a = 1/6: cook 5/6, rock 0.8/6 + 2.5/6
    agree(kata.recommend({"ann": ["jazz", "jazz"]}, "ann", VECS, COUNTS, 3), ["cook", "rock"])


def test_with_a_small_m_it_weighs_more():
    # a = 0.8: cook 0.2, rock 0.64 + 0.1
    agree(kata.recommend({"ann": ["jazz"]}, "ann", VECS, COUNTS, 2, m=0.25), ["rock", "cook"])


def test_an_empty_catalogue_has_nothing_to_offer():
    agree(kata.recommend({}, "bob", {}, COUNTS, 3), [])


def test_topics_of_another_shape_are_an_error():
    rejects(lambda prefs: kata.recommend({}, "bob", VECS, COUNTS, 3, prefs=prefs), [np.array([1.0, 0.0, 2.0])])
