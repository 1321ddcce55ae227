"""The references of practical_skill against the libraries that do the same."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist
from scipy.special import softmax
from sklearn.impute import SimpleImputer

from dojo.authoring.solutions import load
from dojo.testing import agree

NOON = pd.Timestamp("2024-03-09 12:00")


def frame(rng, n, **columns):
    """`n` rows of a few users at whole minutes, with ties, under a shuffled index."""
    times = NOON + pd.to_timedelta(rng.integers(0, 50, n), unit="min")
    users = [f"u{user}" for user in rng.integers(0, 4, n)]
    return pd.DataFrame({"user": users, "at": times} | columns, index=rng.permutation(n) + 5)


@pytest.mark.parametrize("seed", range(20))
def test_point_in_time_join_is_merge_asof(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(0, 40, 2)
    events, limit = frame(rng, n, event=np.arange(n)), pd.Timedelta(minutes=int(rng.integers(1, 12)))
    features = frame(rng, m, score=rng.normal(size=m)).rename(columns={"at": "seen"})
    join = load("practical_skill/point_in_time_join").point_in_time_join
    joined = join(events, features, on="user", event_ts="at", feature_ts="seen", max_age=limit)
    left = events.astype({"user": object}).sort_values("at", kind="stable")
    right = features.astype({"user": object}).sort_values("seen", kind="stable")
    options = {"by": "user", "direction": "backward", "allow_exact_matches": False, "tolerance": limit}
    theirs = pd.merge_asof(left, right, left_on="at", right_on="seen", **options).sort_values("event")
    agree(joined.index.tolist(), events.index.tolist())
    for name in ("event", "score"):
        agree(joined[name].to_numpy(dtype=float), theirs[name].to_numpy(dtype=float))
    ages = [(table["at"] - table["seen"]).dt.total_seconds().to_numpy() for table in (joined, theirs)]
    agree(*ages)


@pytest.mark.parametrize("seed", range(20))
def test_median_imputer_is_simple_imputer(seed):
    rng = np.random.default_rng(seed)
    n, m, d = rng.integers(1, 9, 3)
    train, X = rng.normal(3, 20, (n, d)), rng.normal(3, 20, (m, d))
    train[rng.random((n, d)) < 0.4], X[rng.random((m, d)) < 0.3] = np.nan, np.nan
    theirs = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True).fit(train)
    ours = load("practical_skill/median_imputer").MedianImputer().fit(train)
    agree(ours.transform(train), theirs.transform(train))
    agree(ours.transform(X), theirs.transform(X))


@pytest.mark.parametrize("seed", range(20))
def test_pairwise_sq_dists_is_cdist(seed):
    rng = np.random.default_rng(seed)
    n, m, d = rng.integers(1, 12, 3)
    middle, width = rng.choice([0.0, 30.0, 1e4]), rng.choice([1e-3, 1.0, 1e3])
    A, B = middle + width * rng.normal(size=(n, d)), middle + width * rng.normal(size=(m, d))
    greatest = max(np.abs(A).max(), np.abs(B).max())
    ours = load("practical_skill/vectorise_pairwise_distances").pairwise_sq_dists(A, B)
    agree(ours, cdist(A, B, "sqeuclidean"), atol=1e-8 * max(1, greatest**2))


@pytest.mark.parametrize("shape", [(4,), (1,), (3, 5), (2, 3, 4), (0, 3)])
@pytest.mark.parametrize("temperature", [0.01, 0.7, 1, 40.0])
def test_predict_proba_is_softmax(shape, temperature):
    predict_proba = load("practical_skill/debug_softmax_sampler").predict_proba
    for seed, spread in enumerate([1.0, 50.0, 9e3]):
        logits = np.random.default_rng(seed).uniform(-spread, spread, shape)
        agree(predict_proba(logits, temperature), softmax(logits / temperature, axis=-1))
