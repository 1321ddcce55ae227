"""References of the problem-solving katas against pandas, scipy and scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import entropy
from sklearn.metrics import confusion_matrix, roc_curve

from dojo.authoring.solutions import load
from tests.strategies.problem_solving import binned_references, feature_samples, prices, scored_labels

psi = load("problem_solving/drift_psi").psi
choose_threshold = load("problem_solving/threshold_asymmetric_costs").choose_threshold

examples = settings(max_examples=60, deadline=None, derandomize=True)


def psi_by_pandas(ref, cur, n_bins, eps):
    """Bin with pandas.cut, and add scipy's two divergences; they rescale, so the floored shares are put back."""
    # Only the order counts; pandas would join the bins at an edge that is infinite.
    ref, cur = (np.nan_to_num(x, nan=np.nan, posinf=1e300, neginf=-1e300) for x in (ref, cur))
    known = pd.Series(ref).dropna()
    inner = np.quantile(known, np.arange(1, n_bins) / n_bins, method="inverted_cdf")
    edges = np.unique(np.concatenate([[-np.inf], inner, [np.inf]]))

    def shares(sample):
        binned = pd.cut(pd.Series(sample), edges, include_lowest=True)
        return binned.value_counts(normalize=False, dropna=False, sort=False) / len(sample)

    r, c = shares(ref).align(shares(cur), fill_value=0.0)
    r, c = r.clip(lower=eps), c.clip(lower=eps)
    forth = entropy(c, r) * c.sum() + c.sum() * np.log(c.sum() / r.sum())
    back = entropy(r, c) * r.sum() + r.sum() * np.log(r.sum() / c.sum())
    return forth + back


@examples
@given(binned_references, feature_samples, st.sampled_from([1e-4, 0.01]))
def test_psi_is_two_divergences_over_the_bins_of_pandas(reference, cur, eps):
    ref, n_bins = reference
    assert psi(ref, cur, n_bins, eps) == pytest.approx(psi_by_pandas(ref, cur, n_bins, eps), rel=1e-9, abs=1e-9)


def test_psi_of_samples_of_real_size():
    rng = np.random.default_rng(6)
    ref, cur = rng.normal(size=9_973), rng.normal(0.3, 1.1, size=5_003)
    cur[::7] = np.nan
    assert psi(ref, cur) == pytest.approx(psi_by_pandas(ref, cur, 10, 1e-4), rel=1e-9)


def total_by_library(t, y, p, cost_fp, cost_fn, gain_tp):
    (_, fp), (fn, tp) = confusion_matrix(y, p >= t, labels=[0, 1])
    return float(fp * cost_fp + fn * cost_fn - tp * gain_tp)


@examples
@given(scored_labels, st.tuples(prices, prices, prices))
def test_the_total_is_that_of_the_confusion_matrix_and_no_candidate_is_cheaper(sample, costs):
    t, total = choose_threshold(*sample, *costs)
    assert total == pytest.approx(total_by_library(t, *sample, *costs))
    for candidate in [*sample[1].tolist(), np.inf]:
        other = total_by_library(candidate, *sample, *costs)
        assert total <= other + 1e-9 and (candidate <= t or total < other - 1e-9)


def test_the_threshold_lies_on_the_roc_curve_at_the_best_weighted_sum():
    rng = np.random.default_rng(3)
    y = rng.integers(0, 2, size=2_000)
    p = np.clip(0.3 * y + rng.normal(0.35, 0.2, size=2_000), 0, 1)
    fpr, tpr, thresholds = roc_curve(y, p, drop_intermediate=False)
    totals = fpr * (y == 0).sum() * 1.7 + (1 - tpr) * y.sum() * 3.1
    t, total = choose_threshold(y, p, 1.7, 3.1)
    assert (t, total) == pytest.approx((thresholds[totals.argmin()], totals.min()))
