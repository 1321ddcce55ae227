"""What must hold for every table."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.core_concepts import gradient_boosted_stumps as kata
from tests.strategies.core_concepts import step_tables

rates = st.sampled_from([0.1, 0.35, 0.8])
rounds = st.integers(0, 4)
LOOSE = {"rtol": 1e-7, "atol": 1e-9}


def left_over(values):
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values), mean


def best_stump(rows, residuals):
    """Every threshold of every feature, one after the other."""
    best, best_sse, scale = None, float("inf"), sum(r * r for r in residuals)
    for feature in range(len(rows[0])):
        for low, high in itertools.pairwise(sorted({row[feature] for row in rows})):
            left = [r for row, r in zip(rows, residuals, strict=True) if row[feature] <= low]
            right = [r for row, r in zip(rows, residuals, strict=True) if row[feature] >= high]
            (sse_left, mean_left), (sse_right, mean_right) = left_over(left), left_over(right)
            if sse_left + sse_right < best_sse - 1e-9 * scale:
                best, best_sse = (feature, (low + high) / 2, mean_left, mean_right), sse_left + sse_right
    return best


def boost(X, y, n_rounds, lr):
    rows, start = X.tolist(), float(y.mean())
    predictions, stumps = [start] * len(rows), []
    for _ in range(n_rounds):
        stump = best_stump(rows, [t - p for t, p in zip(y.tolist(), predictions, strict=True)])
        if stump is not None:
            stumps.append(stump)
            feature, threshold, *values = stump
            predictions = [p + lr * values[row[feature] > threshold] for row, p in zip(rows, predictions, strict=True)]
    return start, stumps, np.array(predictions)


@rests_on(
    "Of all stumps the one is taken that leaves the smallest sum of squares", "of equal stumps the lowest feature wins"
)
@given(step_tables, rounds, rates)
def test_agrees_with_trying_every_stump(table, n_rounds, lr):
    X, y = table
    model = kata.BoostedStumps(n_rounds, lr).fit(X, y)
    agree((model.start, model.stumps, model.predict(X)), boost(X, y, n_rounds, lr), **LOOSE)


@follows_from("prediction = start + lr * (sum of the stumps' values)")
@given(step_tables, rates)
def test_rows_never_seen_fall_on_one_side_of_each_stump(table, lr):
    model = kata.BoostedStumps(4, lr).fit(*table)
    stumps, start = model.stumps, model.start
    probes = np.vstack([table[0] + shift for shift in (-9.0, -0.3, 0.5, 1.0)])  # some on a threshold
    sums = [sum(right if row[j] > at else left for j, at, left, right in stumps) for row in probes.tolist()]
    agree(model.predict(probes), start + lr * np.array(sums), **LOOSE)


@follows_from("leaves the smallest sum of squares")
@given(step_tables, st.sampled_from([0.1, 0.35, 0.8, 1.0]))
def test_the_training_error_never_rises(table, lr):
    X, y = table
    errors = [float(np.sum((kata.BoostedStumps(n, lr).fit(X, y).predict(X) - y) ** 2)) for n in range(5)]
    expect(np.all(np.diff(errors) <= 1e-9 * errors[0]), "sums of squares that never rise with the rounds", got=errors)


@rests_on("The start is the mean of y")
@given(step_tables, rates, st.sampled_from([-50.0, 0.3, 4e5]))
def test_raising_every_target_raises_the_start_alone(table, lr, c):
    X, y = table
    model, raised = (kata.BoostedStumps(3, lr).fit(X, targets) for targets in (y, y + c))
    agree((raised.start, raised.stumps), (model.start + c, model.stumps), rtol=1e-6, atol=1e-7)


@rests_on("of equal stumps the lowest feature wins, and then the lowest threshold")
def test_equal_stumps():
    X, y = np.array([[0.0, 3.0, 0.0], [1.0, 2.0, 1.0], [2.0, 1.0, 2.0]]), np.array([1.0, 2.0, 3.0])
    agree(kata.BoostedStumps(1, 0.5).fit(X, y).stumps, [(0, 0.5, -1.0, 0.5)])
    agree(kata.BoostedStumps(1, 0.5).fit(X[:, 1:], y).stumps, [(0, 1.5, 1.0, -0.5)])


@rests_on("One a round, even if it gains nothing")
def test_targets_that_are_all_equal():
    X = np.array([[5.0, 1.0], [5.0, 4.0], [5.0, 2.0]])
    model = kata.BoostedStumps(2, 0.5).fit(X, np.array([3.0, 3.0, 3.0]))
    agree((model.start, model.stumps), (3.0, [(1, 1.5, 0.0, 0.0)] * 2))


@rests_on("If lr is not above 0 and at most 1")
def test_a_full_step():
    X, y = np.array([[1.0], [2.0], [4.0]]), np.array([2.0, 2.0, 8.0])
    agree(kata.BoostedStumps(1, 1.0).fit(X, y).predict(X), y)
    rejects(kata.BoostedStumps, [(3, -0.1), (3, 1.0001), (0, 0.0)])


@rests_on("forget any earlier fit")
def test_a_second_fit_starts_afresh():
    X, y = np.array([[1.0], [2.0], [4.0], [7.0]]), np.array([1.0, 4.0, 2.0, 9.0])
    model = kata.BoostedStumps(3, 0.3).fit(X + 1, 2 * y).fit(X, y)
    fresh = kata.BoostedStumps(3, 0.3).fit(X, y)
    agree((model.start, model.stumps, model.predict(X)), (fresh.start, fresh.stumps, fresh.predict(X)))


@rests_on("floats or integers")
def test_integers():
    X, y = np.array([[120, 8], [160, 0], [200, 5], [250, 6]], dtype=np.uint8), np.array([3, 1, 250, 20], dtype=np.uint8)
    model, floats = (kata.BoostedStumps(3, 0.3).fit(*rows) for rows in ((X, y), (X.astype(float), y.astype(float))))
    agree((model.stumps, model.predict(X)), (floats.stumps, floats.predict(X.astype(float))))


@rests_on("m may be 0", "If there are no rows")
def test_no_rows():
    X, y = np.array([[1.0], [2.0], [4.0]]), np.array([2.0, 2.0, 8.0])
    agree(kata.BoostedStumps(2, 0.5).fit(X, y).predict(X[:0]), np.empty(0))
    agree(kata.BoostedStumps(0, 0.5).fit(X, y).predict(X[:0]), np.empty(0))
    rejects(kata.BoostedStumps(2, 0.5).fit, [(X[:0], y[:0])])


@rests_on("1,500 rows of 4 features and 40 rounds")
def test_fifteen_hundred_rows():
    rows = np.arange(1_500)
    X = np.stack([rows * prime % 1_501 for prime in (401, 307, 7, 1_009)], axis=1) / 8
    y = 3.0 * (X[:, 2] > 60) - (X[:, 0] > 100)
    model = kata.BoostedStumps(40, 0.4).fit(X, y)
    agree(model.stumps[0][:2], (2, 60.0625))
    error = np.abs(model.predict(X) - y).max()
    expect(error < 1e-3, "40 rounds that explain two steps almost exactly", got=float(error))
