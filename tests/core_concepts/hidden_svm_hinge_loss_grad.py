"""What must hold for every set of rows."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import svm_hinge_loss_grad as kata
from tests.strategies.core_concepts import margin_problems

penalties = st.sampled_from([0.0, 0.07, 0.9])
seeds = st.integers(0, 999)


def margins(w, b, X, y):
    return [label * (sum(wj * xj for wj, xj in zip(w, row, strict=True)) + b) for row, label in zip(X, y, strict=True)]


def loss_of(w, b, X, y, lam):
    """The statement's formula, one row at a time."""
    costs = [max(0.0, 1 - m) for m in margins(w, b, X.tolist(), y.tolist())]
    return sum(costs) / len(costs) + lam / 2 * sum(wj * wj for wj in w)


def slope(loss, theta, j, h=1e-6):
    up, down = list(theta), list(theta)
    up[j], down[j] = theta[j] + h, theta[j] - h
    return (loss(up) - loss(down)) / (2 * h)


@rests_on("loss = mean of max(0, 1 - m_i) + (lam / 2) * (w . w)")
@given(margin_problems, penalties)
def test_the_loss_is_that_of_the_formula(problem, lam):
    agree(kata.hinge_loss_grad(*problem, lam)[0], loss_of(*problem, lam))


@follows_from("loss = mean of max(0, 1 - m_i) + (lam / 2) * (w . w)")
@given(margin_problems, penalties)
def test_away_from_the_kink_it_is_the_slope(problem, lam):
    w, b, X, y = problem
    assume(1.0 not in margins(w, b, X, y))
    here = [*w.tolist(), b]
    slopes = [slope(lambda t: loss_of(t[:-1], t[-1], X, y, lam), here, j) for j in range(len(here))]
    _, dw, db = kata.hinge_loss_grad(w, b, X, y, lam)
    agree((dw, db), (np.array(slopes[:-1]), slopes[-1]), rtol=1e-6, atol=1e-7)


@follows_from("its subgradient by w and by b")
@given(margin_problems, penalties, seeds)
def test_no_other_point_lies_below_the_plane(problem, lam, seed):
    w, b, X, y = problem
    loss, dw, db = kata.hinge_loss_grad(w, b, X, y, lam)
    for step in np.random.default_rng(seed).normal(size=(4, len(w) + 1)) / 3:
        there = loss_of(w + step[:-1], b + step[-1], X, y, lam)
        plane = loss + float(dw @ step[:-1]) + db * step[-1]
        expect(
            there >= plane - 1e-9, "loss + (dw, db) . step never above the loss at (w, b) + step", got=(loss, dw, db)
        )


@rests_on("a row with a margin of exactly 1 does not")
@given(margin_problems, penalties)
def test_only_rows_below_the_margin_pull(problem, lam):
    w, b, X, y = problem
    active = np.array([m < 1 for m in margins(w, b, X.tolist(), y.tolist())])
    _, dw, db = kata.hinge_loss_grad(w, b, X, y, lam)
    pull = -(y * active)[:, None] * X
    agree((dw, db), (pull.mean(axis=0) + lam * w, -float((y * active).mean())))


@follows_from("m_i = y_i (x_i . w + b)")
@given(margin_problems, penalties)
def test_swapping_the_classes_negates_the_subgradient(problem, lam):
    w, b, X, y = problem
    loss, dw, db = kata.hinge_loss_grad(w, b, X, y, lam)
    agree(kata.hinge_loss_grad(-w, -b, X, -y, lam), (loss, -dw, -db))


@follows_from("mean of max(0, 1 - m_i)")
@given(margin_problems, penalties)
def test_seeing_every_row_three_times_changes_nothing(problem, lam):
    w, b, X, y = problem
    agree(kata.hinge_loss_grad(w, b, np.vstack([X] * 3), np.tile(y, 3), lam), kata.hinge_loss_grad(*problem, lam))


@rests_on("The penalty does not touch b")
@given(margin_problems)
def test_the_penalty_adds_to_loss_and_weights_alone(problem):
    w = problem[0]
    loss, dw, db = kata.hinge_loss_grad(*problem, 0.0)
    agree(kata.hinge_loss_grad(*problem, 0.6), (loss + 0.3 * float(w @ w), dw + 0.6 * w, db))


@rests_on("A row is active if its margin is strictly below 1")
@pytest.mark.parametrize(("x", "active"), [(1.0, 0), (np.nextafter(1.0, 0), 1), (np.nextafter(1.0, 2), 0)])
def test_a_margin_from_both_sides_of_one(x, active):
    for sign in (1, -1):
        X, y = np.array([[sign * x, 4.0], [9.0, 0.0]]), np.array([sign, 1])
        _, dw, db = kata.hinge_loss_grad(np.array([1.0, 0.0]), 0.0, X, y, 0.0)
        agree((dw, db), (0.0 - np.array([x, sign * 4.0]) * active / 2, 0.0 - sign * active / 2))


@rests_on("One of them may be absent")
@pytest.mark.parametrize("label", [-1, 1])
def test_a_single_class(label):
    X = np.array([[0.5, 1.0], [2.0, -3.0]])
    agree(
        kata.hinge_loss_grad(np.zeros(2), 0.0, X, np.full(2, label), 0.0), (1.0, -label * X.mean(axis=0), -float(label))
    )


@rests_on("floats or integers", "integer array of shape (n,)")
def test_integers():
    X, y = np.array([[200, 3], [0, 100], [7, 7]], dtype=np.uint8), np.array([1, -1, -1], dtype=np.int8)
    w = np.array([-0.01, 0.25])
    agree(kata.hinge_loss_grad(w, 0.5, X, y, 0.1), kata.hinge_loss_grad(w, 0.5, X.astype(float), y.astype(int), 0.1))


@rests_on("If a class is neither -1 nor 1, there are no rows, or lam < 0")
def test_rejects():
    w, X = np.array([1.0]), np.array([[2.0], [0.5], [-1.0]])
    rejects(
        kata.hinge_loss_grad, [(w, 0.0, X, np.array(y), 0.1) for y in ([0, 1, 1], [1, -1, 2], [0, 0, 0], [-2, 1, 1])]
    )
    rejects(kata.hinge_loss_grad, [(w, 0.0, X, np.array([1, 1, -1]), -0.01), (w, 0.0, X[:0], np.empty(0, int), 0.1)])
