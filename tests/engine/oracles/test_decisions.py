"""References of the decision katas against pandas, scipy and scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from sklearn.metrics import accuracy_score
from sklearn.metrics.pairwise import cosine_similarity

from dojo.authoring.solutions import load
from tests.strategies.decisions import podcast_apps, requests, side_frame, sides

decompose = load("problem_solving/metric_drop_decomposition").decompose
recommend = load("problem_solving/cold_start_recommender").recommend
allocate_labels = load("problem_solving/labelling_budget_allocation").allocate_labels
plan_cascade = load("problem_solving/two_stage_cascade").plan_cascade

examples = settings(max_examples=60, deadline=None, derandomize=True)


@examples
@given(sides, sides)
def test_effects_of_a_merge_in_pandas(before, after):
    both = pd.merge(side_frame(before), side_frame(after), on="segment", how="outer").fillna(0).set_index("segment")
    n0, x0, n1, x1 = both.astype(float).to_numpy().T
    overall = x0.sum() / n0.sum()
    with np.errstate(invalid="ignore"):
        r0 = np.where(n0 > 0, x0 / n0, overall)
    w0, w1 = n0 / n0.sum(), n1 / n1.sum()
    expected = pd.DataFrame(
        {"mix_effect": (w1 - w0) * (r0 - overall), "rate_effect": x1 / n1.sum() - w1 * r0}, both.index
    )
    got = decompose(side_frame(before), side_frame(after)).set_index("segment").sort_index()
    pd.testing.assert_frame_equal(got[expected.columns], expected[(n0 > 0) | (n1 > 0)], check_index_type=False)


@examples
@given(podcast_apps)
def test_sign_up_topics_rank_as_the_cosine_of_scikit_learn(app):
    _, vecs, _, prefs, _ = app
    if prefs is None:
        prefs = np.array([1.0, -2.0, 0.5])
    similar = cosine_similarity(np.stack(list(vecs.values())), prefs[None])[:, 0].round(10)
    ranked = [item for _, item in sorted(zip(-similar, vecs, strict=True))]
    assert recommend({}, "eve", vecs, {}, 9, prefs=prefs) == ranked


def test_a_large_budget_is_divided_in_the_shares_of_neyman_and_near_the_optimum_of_scipy():
    sizes, stds, costs = np.array([90_000, 40_000, 70_000]), np.array([0.2, 0.5, 0.35]), np.array([0.9, 4.1, 2.3])
    got = allocate_labels(sizes, stds, costs, 20_000.0)
    shares = sizes * stds / np.sqrt(costs)
    assert got / got.sum() == pytest.approx(shares / shares.sum(), rel=0.02)

    def variance(n):
        return float(((sizes * stds) ** 2 / n).sum())

    spent = {"type": "eq", "fun": lambda n: n @ costs / 20_000 - 1}
    best = minimize(lambda n: variance(n) / variance(got), got + 50.0, constraints=spent, bounds=[(2, None)] * 3)
    assert best.success and best.fun > 0.999


@examples
@given(requests, st.sampled_from([0.3, 2.5, 4.3, 7.3]))
def test_the_accuracy_is_that_of_the_cascade_and_none_within_the_budget_is_better(sample, budget_ms):
    conf, cheap, costly = sample
    t, accuracy, ms = plan_cascade(*sample, cheap_ms=0.3, costly_ms=7.0, budget_ms=budget_ms)

    def of(threshold):
        answers = np.where(conf < threshold, costly, cheap)
        return accuracy_score(np.ones(len(conf)), answers), 0.3 + 7.0 * float((conf < threshold).mean())

    assert (accuracy, ms) == pytest.approx(of(t)) and ms <= budget_ms + 1e-9
    assert all(right <= accuracy + 1e-12 for right, cost in map(of, [*conf, np.inf]) if cost <= budget_ms + 1e-9)
