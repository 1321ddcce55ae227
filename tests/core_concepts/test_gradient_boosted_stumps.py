"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import gradient_boosted_stumps as kata

X, Y = np.array([[1.0], [2.0], [4.0]]), np.array([2.0, 2.0, 8.0])


def test_without_rounds_it_predicts_the_mean():
    agree(kata.BoostedStumps(n_rounds=0, lr=0.5).fit(X, Y).predict(np.array([[0.0], [9.0]])), np.array([4.0, 4.0]))


def test_the_first_stump_splits_the_residuals():
    agree(kata.BoostedStumps(n_rounds=1, lr=0.5).fit(X, Y).stumps, [(0, 3.0, -2.0, 4.0)])


def test_the_second_stump_sees_what_half_a_step_left():
    agree(kata.BoostedStumps(n_rounds=2, lr=0.5).fit(X, Y).stumps[1], (0, 3.0, -1.0, 2.0))


def test_predictions_add_half_of_each_stump():
    agree(kata.BoostedStumps(n_rounds=2, lr=0.5).fit(X, Y).predict(X), np.array([2.5, 2.5, 7.0]))


def test_features_that_never_vary_leave_the_mean():
    model = kata.BoostedStumps(n_rounds=3, lr=0.5).fit(np.full((3, 2), 7.0), Y)
    agree((model.stumps, model.predict(np.full((1, 2), 7.0))), ([], np.array([4.0])))


def test_a_learning_rate_of_zero_is_an_error():
    rejects(kata.BoostedStumps, [(3, 0.0)])
