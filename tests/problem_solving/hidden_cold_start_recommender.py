"""What must hold for every catalogue and every user."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.problem_solving import cold_start_recommender as kata
from tests.strategies.decisions import podcast_apps

VECS = {"cook": np.array([1.0, 0.0]), "jazz": np.array([0.0, 1.0]), "rock": np.array([0.6, 0.8])}


def cosine_of(v, w):
    lengths = math.hypot(*v) * math.hypot(*w)
    return sum(x * y for x, y in zip(v, w, strict=True)) / lengths if lengths else 0.0


def ranked_by_loop(history, user, vecs, counts, prefs=None, m=5.0):
    """Item by item, with plain numbers."""
    heard = sorted({item for item in history.get(user, []) if item in vecs})
    taste, a = (None, 0.0) if prefs is None else (prefs.tolist(), 0.5)
    if heard:
        taste = [sum(vecs[i][j] for i in heard) / len(heard) for j in range(len(vecs[heard[0]]))]
        a = len(heard) / (len(heard) + m)
    largest = max([counts.get(i, 0) for i in vecs], default=0)
    rows = []
    for item in sorted(set(vecs) - set(heard)):
        content = cosine_of(vecs[item].tolist(), taste) if taste else 0.0
        pop = math.log(1 + counts.get(item, 0)) / math.log(1 + largest) if largest else 0.0
        rows.append((-round(a * content + (1 - a) * pop, 12), item))
    return [item for _, item in sorted(rows)]


@rests_on("score = a * content + (1 - a) * pop", "How many to return, 0 or more; fewer if fewer are left")
@given(podcast_apps, st.sampled_from(["ann", "ann", "eve"]), st.sampled_from([9, 9, 3, 1, 0]))
def test_agrees_with_a_loop_over_the_items(app, user, k):
    history, vecs, counts, prefs, m = app
    got = kata.recommend(history, user, vecs, counts, k, prefs=prefs, m=m)
    agree(got, ranked_by_loop(history, user, vecs, counts, prefs, m)[:k])


@follows_from("cosine(item, mean vector of those n items)")
@given(podcast_apps, st.sampled_from([3.0, 0.001, 1e6]))
def test_longer_vectors_change_nothing(app, c):
    history, vecs, counts, prefs, m = app
    got = kata.recommend(history, "ann", {i: c * v for i, v in vecs.items()}, counts, 9, prefs=prefs, m=m)
    agree(got, ranked_by_loop(history, "ann", vecs, counts, prefs, m))


@rests_on("How many to return, 0 or more")
def test_who_has_heard_everything_gets_nothing():
    agree(kata.recommend({"ann": ["rock", "jazz", "cook"]}, "ann", VECS, {"cook": 3}, 2), [])
    agree(kata.recommend({}, "ann", VECS, {"cook": 3}, 0), [])


@rests_on("perhaps several times, perhaps no longer in the catalogue")
def test_repetitions_and_retired_items_do_not_make_a_regular():
    # a = 1/6; with 3/8 jazz would win
    heard = ["rock", "old", "rock", "older", "rock", "oldest"]
    counts = {"cook": 99, "jazz": 68}
    agree(kata.recommend({"ann": heard}, "ann", VECS, counts, 3), ["cook", "jazz"])
    agree(kata.recommend({"ann": ["rock"]}, "ann", VECS, counts, 3), ["cook", "jazz"])


@rests_on("A user who is not in it has heard nothing")
@pytest.mark.parametrize("history", [{}, {"ann": []}, {"ann": ["old"]}])
def test_three_ways_to_have_no_history(history):
    prefs = np.array([0.0, 2.0])
    agree(kata.recommend(history, "ann", VECS, {"cook": 99, "rock": 9}, 3, prefs=prefs), ["rock", "cook", "jazz"])


@rests_on("log(1 + count) / log(1 + largest count in the catalogue)")
def test_a_retired_hit_does_not_change_the_scale():
    # cook 0.5, rock 0.4 + 0.25; on the scale of the retired hit cook 0.25, rock 0.4 + 0.125, jazz 0.5
    counts = {"cook": 99, "rock": 9, "old": 9_999}
    agree(kata.recommend({}, "ann", VECS, counts, 2, prefs=np.array([0.0, 2.0])), ["rock", "cook"])


@rests_on("log(1 + count) / log(1 + largest count in the catalogue)")
def test_a_hit_drowns_neither_content_nor_the_others():
    counts = {"cook": 10**12, "rock": 10**6}
    agree(kata.recommend({}, "ann", VECS, counts, 3, prefs=np.array([0.0, 2.0])), ["rock", "cook", "jazz"])


@rests_on("A cosine with a zero vector is 0", "if all counts are 0, so\n    is every pop")
def test_zero_vectors_and_no_counts():
    vecs = {"c": np.array([-1.0, 0.5]), "b": np.zeros(2), "a": np.array([2.0, 1.0]), "d": np.array([1.0, -0.5])}
    agree(kata.recommend({}, "ann", vecs, {}, 9), ["a", "b", "c", "d"])
    agree(kata.recommend({}, "ann", vecs, {}, 9, prefs=np.array([1.0, 0.0])), ["a", "d", "b", "c"])
    agree(kata.recommend({"ann": ["c", "d"]}, "ann", vecs, {"b": 0}, 9), ["a", "b"])
    agree(kata.recommend({"ann": ["b"]}, "ann", vecs, {"c": 4}, 9), ["c", "a", "d"])


@rests_on("Scores are rounded to 12 decimals")
def test_scores_that_differ_by_rounding_tie():
    vecs = {"z": np.array([1.0, 1.0]), "x": np.array([0.1, 0.1]), "y": np.array([7.0, 7.0]), "w": np.array([0.3, 0.3])}
    agree(kata.recommend({}, "ann", vecs, {}, 9, prefs=np.array([0.3, 0.7])), ["w", "x", "y", "z"])


@rests_on("Scores are rounded to 12 decimals")
@pytest.mark.parametrize(("more", "first"), [(10, "cook"), (20, "rock")])
def test_the_twelfth_decimal_decides(more, first):
    # the pop of cook is 1 - 3.6e-13, which ties with 1, or 1 - 7.2e-13
    agree(kata.recommend({}, "ann", VECS, {"cook": 10**12, "rock": 10**12 + more}, 1), [first])


@rests_on("m: float = 5.0")
@pytest.mark.parametrize(("rock", "first"), [(354, "rock"), (308, "cook")])
def test_the_default_of_m(rock, first):
    # a = 1/6, so rock draws level with cook at a pop of 0.84; 354 makes 0.85, 308 makes 0.83
    agree(kata.recommend({"ann": ["jazz"]}, "ann", VECS, {"cook": 999, "rock": rock}, 1), [first])


@rests_on("another shape than the vectors, used or not, or a count is negative")
def test_rejects_prefs_that_do_not_fit_and_negative_counts():
    def call(history, counts, prefs):
        return kata.recommend(history, "ann", VECS, counts, 2, prefs=prefs)

    long, short, fits = np.array([1.0, 2.0, 3.0]), np.array([1.0]), np.array([1.0, 2.0])
    rejects(call, [({"ann": ["jazz"]}, {}, long), ({"ann": ["jazz"]}, {}, short), ({}, {}, short)])
    rejects(call, [({}, {"cook": -1}, fits), ({}, {"old": -1}, None)])
