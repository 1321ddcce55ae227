"""References of the linear algebra and optimisation katas against scipy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import linalg, special
from scipy.optimize import approx_fprime
from scipy.sparse.linalg import eigsh
from sklearn.metrics.pairwise import cosine_similarity

from dojo.authoring.solutions import load
from tests.strategies.linear_algebra import equations, queries_and_documents, symmetric_matrices_and_starts
from tests.strategies.optimisation import logarithms_and_axis, logits_and_targets

logsumexp = load("math_maturity/logsumexp").logsumexp
softmax_ce_grad = load("math_maturity/softmax_cross_entropy_gradient").softmax_ce_grad
top_eigenpair = load("math_maturity/power_iteration").top_eigenpair
solve = load("math_maturity/gaussian_elimination").solve
cosine_topk = load("math_maturity/cosine_top_k").cosine_topk

examples = settings(max_examples=60, deadline=None, derandomize=True)


@examples
@given(logarithms_and_axis)
def test_log_sum_exp_is_that_of_scipy(case):
    x, axis = case
    assert logsumexp(x, axis) == pytest.approx(special.logsumexp(x, axis), rel=1e-12, abs=1e-12)


@examples
@given(logits_and_targets)
def test_the_softmax_gradient_is_that_of_scipy(batch):
    logits, targets = batch
    expected = (special.softmax(logits, axis=1) - targets) / len(logits)
    assert softmax_ce_grad(logits, targets) == pytest.approx(expected, rel=1e-12, abs=1e-14)


@examples
@given(logits_and_targets)
def test_the_softmax_gradient_is_the_slope_that_scipy_measures(batch):
    logits, targets = batch

    def loss(z):
        return -(targets * special.log_softmax(z.reshape(logits.shape), axis=1)).sum() / len(logits)

    measured = approx_fprime(logits.ravel(), loss, 1e-6).reshape(logits.shape)
    assert softmax_ce_grad(logits, targets) == pytest.approx(measured, abs=1e-3)


@examples
@given(symmetric_matrices_and_starts)
def test_the_top_eigenpair_is_that_of_the_lanczos_method(case):
    A, v0 = case
    value, vector, _ = top_eigenpair(A, v0)
    (expected,), vectors = eigsh(np.pad(A, (0, 3)), k=1, which="LM", v0=np.append(v0, [1.0, 2.0, 3.0]))
    assert value == pytest.approx(expected, rel=1e-9)
    assert abs(vector @ vectors[: len(A), 0]) == pytest.approx(1, abs=1e-9)


@examples
@given(equations)
def test_elimination_solves_as_lapack_does(system):
    A, b = system
    assert solve(A, b) == pytest.approx(linalg.solve(A, b), rel=1e-10, abs=1e-12)


@examples
@given(queries_and_documents)
def test_the_most_similar_documents_are_those_of_scikit_learn(case):
    Q, D, k = case
    table = cosine_similarity(Q, D)
    expected = np.argsort(-table.round(12), axis=1, kind="stable")[:, :k]
    indices, similarities = cosine_topk(Q, D, k)
    assert (indices == expected).all()
    assert similarities == pytest.approx(np.take_along_axis(table, expected, axis=1), rel=1e-12, abs=1e-12)
