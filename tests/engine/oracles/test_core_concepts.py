"""The references of core_concepts against the libraries that do the same."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import log_softmax
from scipy.stats import entropy
from sklearn.cluster import KMeans
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import BaggingClassifier, GradientBoostingRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    balanced_accuracy_score,
    confusion_matrix,
    f1_score,
    hinge_loss,
    log_loss,
    ndcg_score,
    precision_recall_fscore_support,
    precision_score,
    recall_score,
    roc_auc_score,
)
from sklearn.model_selection import StratifiedKFold
from sklearn.tree import DecisionTreeClassifier

from dojo.authoring.solutions import load
from dojo.testing import agree


@pytest.mark.parametrize("seed", range(20))
def test_f1_from_confusion_is_f1_score_of_the_expanded_labels(seed):
    rng = np.random.default_rng(seed)
    confusion = rng.integers(0, 6, size=(rng.integers(2, 6),) * 2) * (rng.random() < 0.8)
    confusion[0, -1] += 1  # the library wants an example
    truth, predicted = (np.repeat(places, confusion.ravel()) for places in np.indices(confusion.shape).reshape(2, -1))
    expected = f1_score(truth, predicted, labels=np.arange(len(confusion)), average=None, zero_division=0)
    agree(load("core_concepts/f1_from_confusion").f1_from_confusion(confusion), expected)


@pytest.mark.parametrize("seed", range(20))
def test_roc_auc_is_roc_auc_score(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(2, 300)
    y_true, y_score = rng.integers(0, 2, n), rng.normal(size=n).round(rng.integers(0, 3))  # rounded: many ties
    y_true[:2] = 0, 1
    agree(load("core_concepts/roc_auc_with_ties").roc_auc(y_true, y_score), float(roc_auc_score(y_true, y_score)))


@pytest.mark.parametrize("seed", range(20))
def test_kmeans_converges_where_the_library_does(seed):
    rng = np.random.default_rng(seed)
    k, d = rng.integers(1, 6), rng.integers(1, 4)
    X = rng.normal(size=(200, d)) + 3 * rng.integers(-1, 2, size=(200, 1))
    centers0 = X[rng.choice(200, k, replace=False)]  # points themselves: no cluster starts empty
    centers, labels, inertia, _ = load("core_concepts/kmeans_lloyd").kmeans(X, centers0, max_iter=1_000, tol=0.0)
    library = KMeans(k, init=centers0, n_init=1, algorithm="lloyd", tol=0.0, max_iter=1_000).fit(X)
    agree((labels, centers), (library.labels_, library.cluster_centers_), rtol=1e-7, atol=1e-9)
    agree(inertia, float(library.inertia_), rtol=1e-7)


@pytest.mark.parametrize("seed", range(10))
def test_gd_linear_converges_to_linear_regression(seed):
    rng = np.random.default_rng(seed)
    d = rng.integers(1, 4)
    X, y = rng.normal(size=(60, d)) + rng.normal(size=d) / 2, rng.normal(size=60) * 3 - 1
    w, b, history = load("core_concepts/linreg_gradient_descent").gd_linear(X, y, 0.2, 4_000)
    library = LinearRegression().fit(X, y)
    agree((w, b), (library.coef_, float(library.intercept_)), rtol=1e-6, atol=1e-8)
    agree(history[-1], float(np.mean((library.predict(X) - y) ** 2)) / 2)


@pytest.mark.parametrize("seed", range(20))
def test_decision_tree_makes_the_library_s_first_splits(seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(300, 3)), rng.choice([-4, 1, 9], size=300, p=[0.2, 0.3, 0.5])  # large nodes: no ties
    limits = {"max_depth": 2, "min_leaf": 15}
    tree = load("core_concepts/decision_tree_classifier").DecisionTree(**limits).fit(X, y)
    library = DecisionTreeClassifier(max_depth=2, min_samples_leaf=15, random_state=0).fit(X, y)
    asked = rng.normal(size=(500, 3))
    agree((tree.predict(asked), tree.depth()), (library.predict(asked), library.get_depth()))


@pytest.mark.parametrize("seed", range(10))
def test_a_full_decision_tree_learns_every_row_as_the_library_s_does(seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(80, 2)), rng.integers(0, 3, 80)
    tree = load("core_concepts/decision_tree_classifier").DecisionTree().fit(X, y)
    library = DecisionTreeClassifier(random_state=0).fit(X, y)
    agree((tree.predict(X), library.predict(X)), (y, y))


@pytest.mark.parametrize("seed", range(20))
def test_attention_is_what_torch_computes(seed):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(seed)
    Q, K, V = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 6, 5)), rng.normal(size=(2, 3, 6, 7))
    mask = rng.random((2, 1, 4, 6)) < 0.6
    mask[..., 2] = True  # the library gives NaN to a query that may attend to nothing
    out, _ = load("core_concepts/scaled_dot_product_attention").attention(Q, K, V, mask)
    tensors = (torch.from_numpy(array) for array in (Q, K, V))
    expected = torch.nn.functional.scaled_dot_product_attention(*tensors, attn_mask=torch.from_numpy(mask))
    agree(out, expected.numpy(), rtol=1e-7)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("zero_division", [0.0, 1.0, np.nan])
def test_precision_recall_fbeta_is_precision_recall_fscore_support(seed, zero_division):
    rng = np.random.default_rng(seed)
    y_true, y_pred = (rng.random((2, rng.integers(1, 30))) < rng.choice([0, 0.2, 0.6], size=(2, 1))).astype(int)
    asked = {"beta": float(rng.choice([0.3, 1.0, 2.5])), "zero_division": zero_division}
    *expected, _ = precision_recall_fscore_support(y_true, y_pred, average="binary", **asked)
    got = load("core_concepts/precision_recall_fbeta").precision_recall_fbeta(y_true, y_pred, **asked)
    agree(got, tuple(float(value) for value in expected))


@pytest.mark.parametrize("seed", range(20))
def test_confusion_matrix_is_the_library_s(seed):
    rng = np.random.default_rng(seed)
    classes = np.array(["owl", "bee", "ant", "kiwi"]) if seed % 2 else np.array([-3, 40, 2, 7])
    y_true, y_pred = rng.choice(classes, size=(2, rng.integers(9, 50)))
    ours = load("core_concepts/confusion_matrix").confusion_matrix
    agree(ours(y_true, y_pred), confusion_matrix(y_true, y_pred))
    labels = np.append(y_true[:1], rng.permutation(np.setdiff1d(classes, y_true[:1]))[: 1 + seed % 3])
    agree(ours(y_true, y_pred, labels), confusion_matrix(y_true, y_pred, labels=labels))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("average", ["macro", "micro", "weighted"])
def test_multiclass_f1_is_f1_score(seed, average):
    rng = np.random.default_rng(seed)
    classes = np.array(["owl", "bee", "ant", "kiwi"]) if seed % 2 else np.array([-3, 40, 2, 7])
    n = rng.integers(1, 20)
    y_true, y_pred = rng.choice(classes[:3], size=n), rng.choice(classes, size=n)
    expected = float(f1_score(y_true, y_pred, average=average, zero_division=0))
    agree(load("core_concepts/multiclass_f1_averaging").multiclass_f1(y_true, y_pred, average), expected)


@pytest.mark.parametrize("seed", range(20))
def test_average_precision_is_average_precision_score(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(1, 200)
    y_true, y_score = rng.integers(0, 2, n), rng.normal(size=n).round(rng.integers(0, 3))  # rounded: many ties
    y_true[0] = 1
    expected = float(average_precision_score(y_true, y_score))
    agree(load("core_concepts/average_precision").average_precision(y_true, y_score), expected)


@pytest.mark.parametrize("seed", range(20))
def test_log_loss_from_logits_is_that_of_log_softmax(seed):
    rng = np.random.default_rng(seed)
    n, k = rng.integers(1, 9), rng.integers(2, 9)
    logits, y = rng.uniform(-1, 1, size=(n, k)) * 10.0 ** rng.integers(0, 5), rng.integers(0, k, n)
    expected = float(-log_softmax(logits, axis=1)[np.arange(n), y].mean())
    agree(load("core_concepts/log_loss_from_logits").log_loss_from_logits(logits, y), expected)


@pytest.mark.parametrize("seed", range(8))
def test_fit_logistic_converges_to_logistic_regression(seed):
    rng = np.random.default_rng(seed)
    n, l2 = 60, float(rng.choice([0.05, 0.4]))
    X = rng.normal(size=(n, 2)) + 0.5
    y = (X[:, 0] + rng.normal(size=n) > 0.8).astype(int)
    w, b, _ = load("core_concepts/logistic_regression_gd").fit_logistic(X, y, 0.8, 3_000, l2)
    library = LogisticRegression(C=1 / (n * l2), tol=1e-10, max_iter=1_000).fit(X, y)
    agree((w, b), (library.coef_[0], float(library.intercept_[0])), rtol=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_fit_linear_is_linear_regression(seed):
    rng = np.random.default_rng(seed)
    n, d = rng.integers(2, 9), rng.integers(1, 6)  # often fewer rows than columns
    X, y = rng.normal(size=(n, d)) * 2 + 5, rng.normal(size=n)
    library = LinearRegression().fit(X, y)
    expected = library.coef_, float(library.intercept_)
    agree(load("core_concepts/linreg_normal_equation").fit_linear(X, y), expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("gain", ["linear", "exp"])
def test_ndcg_at_k_is_ndcg_score(seed, gain):
    rng = np.random.default_rng(seed)
    n = rng.integers(2, 20)
    relevance, scores, k = rng.integers(0, 5, n), rng.permutation(n) / 4, int(rng.integers(1, 25))
    gains = relevance if gain == "linear" else 2.0**relevance - 1
    expected = float(ndcg_score(gains[None], scores[None], k=k))
    agree(load("core_concepts/ndcg_at_k").ndcg_at_k(relevance, scores, k=k, gain=gain), expected)


@pytest.mark.parametrize("seed", range(20))
def test_stratified_kfold_counts_classes_as_evenly_as_the_library(seed):
    rng = np.random.default_rng(seed)
    k = int(rng.integers(2, 6))
    y = rng.permutation(np.repeat([-3, 40, 2], rng.integers(k, 4 * k, 3)))

    def counts(folds):
        return sorted(sorted(int(np.sum(y[test] == c)) for _, test in folds) for c in (-3, 40, 2))

    ours = load("core_concepts/stratified_kfold").stratified_kfold(y, k, seed)
    agree(counts(ours), counts(list(StratifiedKFold(k, shuffle=True, random_state=seed).split(y, y))))


@pytest.mark.parametrize("seed", range(20))
def test_ridge_is_the_library_s(seed):
    rng = np.random.default_rng(seed)
    n, d, alpha = rng.integers(2, 9), rng.integers(1, 6), float(rng.choice([0.01, 3.0, 100.0]))
    X, y = rng.normal(size=(n, d)) * 2 + 5, rng.normal(size=n)
    library = Ridge(alpha=alpha).fit(X, y)
    expected = library.coef_, float(library.intercept_)
    agree(load("core_concepts/ridge_closed_form").ridge(X, y, alpha), expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("seed", range(20))
def test_imbalance_report_is_what_the_library_s_metrics_say(seed):
    rng = np.random.default_rng(seed)
    y_true, y_score = (rng.random(80) < 0.2).astype(int), rng.normal(size=80).round(1)  # rounded: many ties
    y_true[0], threshold = 1, float(rng.choice(y_score))
    y_pred = (y_score >= threshold).astype(int)
    pr_auc, prevalence = float(average_precision_score(y_true, y_score)), float(y_true.mean())
    expected = {
        "prevalence": prevalence,
        "accuracy": float(accuracy_score(y_true, y_pred)),
        "majority_accuracy": 1 - prevalence,
        "recall": float(recall_score(y_true, y_pred, zero_division=0)),
        "precision": float(precision_score(y_true, y_pred, zero_division=0)),
        "f1": float(f1_score(y_true, y_pred, zero_division=0)),
        "balanced_accuracy": float(balanced_accuracy_score(y_true, y_pred)),
        "roc_auc": float(roc_auc_score(y_true, y_score)),
        "pr_auc": pr_auc,
        "lift": pr_auc / prevalence,
    }
    agree(load("core_concepts/imbalanced_evaluation_report").imbalance_report(y_true, y_score, threshold), expected)


@pytest.mark.parametrize("seed", range(20))
def test_entropy_is_the_library_s(seed):
    counts = np.random.default_rng(seed).integers(0, 50, size=(6, 4)) + 1
    agree(load("core_concepts/gini_and_entropy").impurity(counts, "entropy"), entropy(counts, base=2, axis=-1))


@pytest.mark.parametrize("seed", range(20))
def test_best_split_is_the_root_of_the_library_s_tree(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(80, 3)).astype(np.float32).astype(float)  # the library keeps single precision
    y, min_leaf = rng.choice([-4, 1, 9], size=80, p=[0.2, 0.3, 0.5]), int(rng.integers(1, 25))
    tree = DecisionTreeClassifier(max_depth=1, min_samples_leaf=min_leaf, random_state=0).fit(X, y).tree_
    gain = tree.impurity[0] - tree.n_node_samples[1:] @ tree.impurity[1:] / 80
    expected = int(tree.feature[0]), float(tree.threshold[0]), float(gain)
    agree(load("core_concepts/best_split").best_split(X, y, min_leaf), expected, rtol=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_softmax_step_stays_where_the_library_converged(seed):
    rng = np.random.default_rng(seed)
    X, y, l2 = rng.normal(size=(90, 2)), rng.choice([0, 1, 2], size=90, p=[0.2, 0.3, 0.5]), 0.05
    library = LogisticRegression(C=1 / (90 * l2), tol=1e-12, max_iter=10_000).fit(X, y)
    W, b = library.coef_.T, library.intercept_
    new_W, new_b, loss = load("core_concepts/softmax_regression_step").softmax_step(W, b, X, y, 1.0, l2)
    agree((new_W, new_b), (W, b), atol=1e-4)
    agree(loss, float(log_loss(y, library.predict_proba(X)) + l2 / 2 * (W**2).sum()))


@pytest.mark.parametrize("seed", range(3))
def test_oob_score_is_that_of_a_bagging_classifier(seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(60, 2)), rng.integers(0, 2, 60)
    bag = BaggingClassifier(DecisionTreeClassifier(max_depth=None), n_estimators=41, oob_score=True, random_state=seed)
    bag.fit(X, y)
    in_bag = np.stack([np.bincount(rows, minlength=60) for rows in bag.estimators_samples_])
    preds = np.stack([tree.predict(X) for tree in bag.estimators_]).astype(int)
    got = load("core_concepts/bagging_oob_score").oob_score(preds, in_bag, y)
    agree(got, (float(bag.oob_score_), 1.0))


@pytest.mark.parametrize("seed", range(10))
def test_boosted_stumps_predict_as_the_library_s(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(60, 3)).astype(np.float32).astype(float)  # the library keeps single precision
    y, lr = X[:, 0] ** 2 + rng.normal(size=60), float(rng.choice([0.1, 0.5, 1.0]))
    library = GradientBoostingRegressor(n_estimators=12, learning_rate=lr, max_depth=1)
    model = load("core_concepts/gradient_boosted_stumps").BoostedStumps(12, lr).fit(X, y)
    agree(model.predict(X), library.fit(X, y).predict(X), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("seed", range(20))
def test_hinge_loss_is_the_library_s(seed):
    rng = np.random.default_rng(seed)
    w, b, X, y = rng.normal(size=2), float(rng.normal()), rng.normal(size=(30, 2)), rng.choice([-1, 1], 30)
    y[:2] = -1, 1
    loss, _, _ = load("core_concepts/svm_hinge_loss_grad").hinge_loss_grad(w, b, X, y, 0.0)
    agree(loss, float(hinge_loss(y, X @ w + b)))


@pytest.mark.parametrize("seed", range(10))
def test_baselines_are_those_of_dummy_models(seed):
    rng = np.random.default_rng(seed)
    infer = load("core_concepts/infer_task_and_baseline").infer_task
    y = rng.choice([3, 5, 8], size=30, p=[0.2, 0.5, 0.3])
    agree(infer(pd.DataFrame({"y": y}), "y")["baseline"], int(DummyClassifier().fit(y, y).predict([[0]])[0]))
    y = rng.normal(size=30)
    agree(infer(pd.DataFrame({"y": y}), "y")["baseline"], float(DummyRegressor().fit(y, y).predict([[0]])[0]))
