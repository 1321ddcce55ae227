"""Gradient boosting with stumps: the reference, another right answer, and the mistakes the tests must reject.

For the loss (y - f)^2 / 2 the negative gradient by the prediction f is the residual y - f. So gradient descent in
the space of functions is: fit a function to the residuals, and take a step of length lr along it.

The best stump: with residuals r, splitting into sides of sizes n_l and n_r with sums S_l and S_r leaves

    sum of r^2 - S_l^2 / n_l - S_r^2 / n_r

since the mean is the best constant. The first term is the same for all, so the last two are to be as large as
possible. And S_r = -S_l: the residuals sum to 0 from the start, and every stump keeps that. The order of the rows
by each feature never changes: sort once, then each round is a cumulative sum.

The learning rate occurs in two places, the update of the prediction during the fit and the prediction afterwards,
and must occur in both or in neither. Storing values without it keeps the model readable, and the rule simple.

Cost: O(d n log n) once, O(d n) a round.

What an interviewer listens for: residual as gradient, the mean as start, one bookkeeping for lr, presorting, and
why a small rate with more rounds generalises better.
"""

import numpy as np


def _check(lr):
    if not 0 < lr <= 1:
        raise ValueError(f"lr is {lr}, not above 0 and at most 1")


class BoostedStumps:
    def __init__(self, n_rounds, lr):
        _check(lr)
        self.n_rounds, self.lr = n_rounds, lr

    def fit(self, X, y):
        if not len(X):
            raise ValueError("no rows to learn from")
        self.start, self.stumps = float(y.mean()), []
        order = np.argsort(X, axis=0)  # (n, d)
        values = np.take_along_axis(X, order, axis=0).astype(float)
        allowed = np.diff(values, axis=0).astype(bool)  # (n - 1, d)  where the value changes
        if not allowed.any():
            return self
        prediction = np.full(len(y), self.start)
        for _ in range(self.n_rounds):
            stump = self._best(order, values, allowed, self._residual(y, prediction))
            self.stumps.append(stump)
            prediction = prediction + self._share(self.lr) * _value(stump, X)
        return self

    def _residual(self, y, prediction):
        return y - prediction

    def _share(self, lr):
        return lr

    def _best(self, order, values, allowed, residual):
        left = residual[order].cumsum(axis=0)[:-1]  # (n - 1, d)  sums left of each position
        n_left = np.arange(1, len(residual))[:, None]
        explained = np.where(allowed, self._score(left, n_left), -np.inf)
        slack = 1e-9 * (residual @ residual)
        feature, i = self._first(explained.T, explained.max() - slack)
        threshold = self._threshold(values[i, feature], values[i + 1, feature])
        total = float(left[i, feature])
        return feature, threshold, total / (i + 1), -total / (len(residual) - i - 1)

    def _score(self, left, n_left):
        return left**2 / n_left + left**2 / n_left[::-1]  # what the sides' means explain; the sums are left and -left

    def _first(self, explained, least):
        """The first feature and position, in this order, that explain at least so much."""
        return tuple(int(place) for place in np.argwhere(explained >= least)[0])

    def _threshold(self, low, high):
        return float((low + high) / 2)

    def predict(self, X):
        return self.start + self.lr * sum((_value(stump, X) for stump in self.stumps), np.zeros(len(X)))


def _value(stump, X):
    feature, threshold, left, right = stump
    return np.where(X[:, feature] <= threshold, left, right)


class ThresholdByThreshold:
    """Tries every threshold with a mask for the rows on its left, all thresholds of a feature at once."""

    def __init__(self, n_rounds, lr):
        _check(lr)
        self.n_rounds, self.lr = n_rounds, lr

    def fit(self, X, y):
        if not y.size:
            raise ValueError("empty")
        self.stumps, self.start = [], self._begin(y)
        candidates = []
        for j, column in enumerate(X.T.astype(float)):
            values = np.unique(column)
            middles = (values[1:] + values[:-1]) / 2
            candidates += [(j, middles, (column <= middles[:, None]).astype(float))] if len(middles) else []
        rest = y - self.start
        for _ in range(self.n_rounds if candidates else 0):
            best, best_sse, scale = None, np.inf, float(rest @ rest)
            for j, middles, goes_left in candidates:
                n = goes_left.sum(axis=1)
                sums = goes_left @ rest
                sse = scale - sums**2 / n - (rest.sum() - sums) ** 2 / (len(y) - n)
                i = int(np.argmax(sse <= sse.min() + 1e-9 * scale))
                if sse[i] < best_sse - 1e-9 * scale:
                    mask = goes_left[i] > 0
                    best_sse, best = sse[i], (j, float(middles[i]), float(rest[mask].mean()), float(rest[~mask].mean()))
                    step = np.where(mask, best[2], best[3])
            self.stumps.append(best)
            rest = rest - self.lr * step
        return self

    def _begin(self, y):
        return float(np.mean(y))

    def predict(self, X):
        total = np.full(len(X), self.start)
        for j, at, left, right in self.stumps:
            total += self.lr * np.where(X[:, j] > at, right, left)
        return total


class FitsTheTargetsEveryRound(BoostedStumps):
    """Fits each stump to y minus the start, not to what is left: all rounds find the same stump."""

    def _residual(self, y, prediction):
        return y - self.start


class PredictsWithoutTheRate(BoostedStumps):
    """Adds whole stumps at prediction, though the fit took a part of each: the model overshoots."""

    def predict(self, X):
        return self.start + (super().predict(X) - self.start) / self.lr


class FullStepResiduals(BoostedStumps):
    """Subtracts whole stumps from the residuals, though the prediction adds a part: what is left is lost."""

    def _share(self, lr):
        return 1.0


class StoresScaledValues(BoostedStumps):
    """Stores the values multiplied by lr, and multiplies again at prediction."""

    def fit(self, X, y):
        super().fit(X, y)
        self.stumps = [(j, at, self.lr * left, self.lr * right) for j, at, left, right in self.stumps]
        return self


class StartsAtZero(ThresholdByThreshold):
    """Starts at 0 instead of the mean: the first rounds are spent on the level of y."""

    def _begin(self, y):
        return 0.0


class AddsTheVariances(BoostedStumps):
    """Compares squared means without the sizes of the sides: one outlier on its own beats a real step."""

    def _score(self, left, n_left):
        return (left / n_left) ** 2 + (left / n_left[::-1]) ** 2


class LastWins(BoostedStumps):
    """Lets a later stump of equal gain replace an earlier one (<= instead of <)."""

    def _first(self, explained, least):
        return tuple(int(place) for place in np.argwhere(explained >= least)[-1])


class ThresholdIsTheLowerValue(BoostedStumps):
    """Splits at the value itself instead of the midpoint: the same on the training rows, another answer in between."""

    def _threshold(self, low, high):
        return float(low)


class LessThanAtPredict(BoostedStumps):
    """Fits with <= but predicts with <: a row on the threshold takes the other side."""

    def predict(self, X):
        return super().predict(np.nextafter(X.astype(float), np.inf))


class StopsWhenNothingIsGained(BoostedStumps):
    """Ends as soon as a round explains nothing: one stump a round is asked, and callers count on their number."""

    def fit(self, X, y):
        super().fit(X, y)
        self.stumps = [stump for stump in self.stumps if stump[2] != stump[3]]
        return self


ALTERNATIVES = [ThresholdByThreshold]
