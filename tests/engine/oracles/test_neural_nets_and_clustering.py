"""The references for neural networks, neighbours and clusters against the libraries that do the same."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.special import log_softmax
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

from dojo.authoring.solutions import load
from dojo.testing import agree
from tests.strategies.neural_nets import network


@pytest.mark.parametrize(("metric", "name"), [("l2", "euclidean"), ("l1", "manhattan")])
@pytest.mark.parametrize("seed", range(5))
def test_knn_is_the_librarys_where_nothing_ties(seed, metric, name):
    rng = np.random.default_rng(seed)
    X_train, y_train, X_test = rng.normal(size=(40, 3)), rng.choice([-3, 2, 40], size=40), rng.normal(size=(25, 3))
    k = int(rng.integers(1, 12))
    library = KNeighborsClassifier(k, algorithm="brute", metric=name).fit(X_train, y_train)
    agree(
        load("core_concepts/knn_classifier").knn_predict(X_train, y_train, X_test, k, metric), library.predict(X_test)
    )


@pytest.mark.parametrize("seed", range(5))
def test_pca_is_the_librarys_up_to_sign(seed):
    rng = np.random.default_rng(seed)
    X, c = rng.normal(size=(12, 5)) @ rng.normal(size=(5, 5)) + 7, int(rng.integers(1, 6))
    components, scores, ratio = load("core_concepts/pca_via_svd").pca(X, c)
    library = PCA(c, svd_solver="full").fit(X)
    sign = np.sign((components * library.components_).sum(axis=1))
    agree(components * sign[:, None], library.components_)
    agree((scores * sign, ratio), (library.transform(X), library.explained_variance_ratio_))


@pytest.mark.parametrize("seed", range(4))
def test_mlp_gradients_are_the_slopes_of_scipys_log_softmax(seed):
    rng = np.random.default_rng(seed)
    params, X, y = network(3, 4, 5, seed), rng.normal(size=(6, 3)), rng.integers(0, 5, 6)
    loss, grads = load("core_concepts/mlp_backprop").mlp_loss_grads(params, X, y)

    def of_key(flat, key):
        p = params | {key: flat.reshape(params[key].shape)}
        logits = np.maximum(X @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]
        return -float(log_softmax(logits, axis=1)[np.arange(6), y].mean())

    agree(loss, of_key(params["b1"], "b1"))
    for key, grad in grads.items():
        agree(grad.ravel(), approx_fprime(params[key].ravel(), of_key, 1e-7, key), rtol=1e-5, atol=1e-6)
