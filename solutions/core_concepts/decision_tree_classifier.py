"""A decision tree classifier: the reference, another right answer, and the mistakes the tests must reject.

For one feature sort the rows and run through the split positions: the class counts of the left
side are a cumulative sum, those of the right side what is left of the total. The gain is

    gain = const + (sum of left^2 / n_left + sum of right^2 / n_right) / n

because n (1 - gini) = sum of counts^2 / n, so only the part in brackets has to be compared. A
position counts if the value changes there and both sides are large enough.

A split of gain 0 is taken all the same: in exclusive or no first split gains anything, and yet two
levels solve it. Nothing is lost, since each split makes both sides smaller and so the tree ends.

A list of waiting nodes replaces the recursion: a tree can be as deep as it has rows, and Python
stops at about 1,000 calls.

Cost: O(d m log m) for a node of m rows, so O(d n log^2 n) for a balanced tree and O(d n^2 log n) for a
chain; one prediction costs the depth of its leaf.

What an interviewer listens for: weighted children, no threshold between equal values, the tie rules,
and why a full tree overfits (limit depth or leaf size, prune, or average many: a forest).
"""

import collections
import dataclasses

import numpy as np


@dataclasses.dataclass
class _Node:
    level: int
    label: int | None = None
    feature: int | None = None
    threshold: float | None = None
    children: tuple = ()  # left and right; none for a leaf

    def route(self, X, rows):
        """Each child with its share of the rows."""
        goes_left = X[rows, self.feature] <= self.threshold
        left, right = self.children
        return [(left, rows[goes_left]), (right, rows[~goes_left])]


class DecisionTree:
    _rounding = 1e-12  # gains no further apart are equal

    def __init__(self, max_depth=None, min_leaf=1):
        self.max_depth, self.min_leaf = max_depth, min_leaf
        self._root = None

    def fit(self, X, y):
        if not len(X):
            raise ValueError("no rows to learn from")
        X = X.astype(float)  # the midpoint of two small integers would wrap around
        classes, codes = np.unique(y, return_inverse=True)
        member = np.eye(len(classes))[codes]  # (n, k)
        self._root = _Node(level=0)
        waiting = collections.deque([(self._root, np.arange(len(X)))])
        while waiting:
            node, rows = waiting.popleft()
            self._settle(node, classes, X[rows], member[rows])
            self._depth = node.level  # level by level, so the last node is the deepest
            if node.children:
                waiting += node.route(X, rows)
        return self

    def _settle(self, node, classes, X, member):
        """Give the node its label and, unless it is a leaf, its split and children."""
        counts = member.sum(axis=0)  # (k,)
        node.label = self._majority(classes, counts)
        if node.level == self.max_depth or np.count_nonzero(counts) < 2:
            return
        split = self._best_split(X, member)
        if split is not None:
            node.feature, node.threshold = split
            node.children = _Node(node.level + 1), _Node(node.level + 1)

    def _majority(self, classes, counts):
        return classes[counts.argmax()]  # classes ascend, so the smallest of equals

    def _best_split(self, X, member):
        best, best_purity = None, -np.inf
        for feature in range(X.shape[1]):
            order = X[:, feature].argsort()
            values, purity = X[order, feature], self._purity(member[order])
            purity[~self._allowed(values)] = -np.inf
            position = self._first_of_largest(purity)
            if purity[position] > best_purity + self._rounding:
                best, best_purity = (feature, (values[position] + values[position + 1]) / 2), purity[position]
        return best

    def _purity(self, member):
        """For each split position: the gain times the rows, up to a constant of the node."""
        n_left = np.arange(1, len(member))  # (m - 1,)
        left = member.cumsum(axis=0)[:-1]  # (m - 1, k)
        right = member.sum(axis=0) - left
        return (left**2).sum(axis=1) / n_left + (right**2).sum(axis=1) / n_left[::-1]

    def _allowed(self, values):
        n_left = np.arange(1, len(values))
        return (values[1:] > values[:-1]) & (np.minimum(n_left, n_left[::-1]) >= self.min_leaf)

    def _first_of_largest(self, purity):
        return (purity >= purity.max() - self._rounding).argmax()

    def predict(self, X):
        self._check_fitted()
        labels = np.empty(len(X), dtype=int)
        waiting = [(self._root, np.arange(len(X)))]
        while waiting:
            node, rows = waiting.pop()
            labels[rows] = node.label  # the children overwrite it
            if node.children:
                waiting += node.route(X, rows)
        return labels

    def depth(self):
        self._check_fitted()
        return self._depth

    def _check_fitted(self):
        if self._root is None:
            raise RuntimeError("fit the tree first")


class TablesOfCounts(DecisionTree):
    """Counts classes per distinct value of a feature and computes the gain as defined; grows the tree the same way."""

    def _best_split(self, X, member):
        found = []
        for j, column in enumerate(X.T):
            values, place = np.unique(column, return_inverse=True)
            table = np.zeros((len(values), member.shape[1]))
            np.add.at(table, place, member)  # (values, k)
            below = np.cumsum(table, axis=0)[:-1]
            above = table.sum(axis=0) - below
            low, high = below.sum(axis=1), above.sum(axis=1)
            gini = [1 - ((side.T / size) ** 2).sum(axis=0) for side, size in ((below, low), (above, high))]
            gain = -(low * gini[0] + high * gini[1]) / len(X)
            enough = np.flatnonzero(np.minimum(low, high) >= self.min_leaf)
            found += [(gain[i], j, values[i] + (values[i + 1] - values[i]) / 2) for i in enough]
        top = max((gain for gain, _, _ in found), default=None)
        return next(((j, threshold) for gain, j, threshold in found if gain >= top - 1e-12), None)

    def predict(self, X):
        self._check_fitted()
        return np.array([self._follow(x) for x in X.tolist()], dtype=int)

    def _follow(self, x):
        node = self._root
        while node.children:
            node = node.children[int(x[node.feature] > node.threshold)]
        return node.label


class DepthOffByOne(DecisionTree):
    """Counts the root as level 1: max_depth=1 yields a single leaf."""

    def __init__(self, max_depth=None, min_leaf=1):
        super().__init__(max_depth, min_leaf)
        self.max_depth = max_depth and max_depth - 1


class CountsLevels(DecisionTree):
    """Reports the number of levels, 1 for a single leaf, where depth is the number of splits on the way: 0."""

    def depth(self):
        return super().depth() + 1


class StopsOnZeroGain(DecisionTree):
    """Refuses a split that gains nothing, and so can never learn exclusive or."""

    def _best_split(self, X, member):
        split = super()._best_split(X, member)
        if split is None:
            return None
        before, after = member.sum(axis=0), member[X[:, split[0]] <= split[1]].sum(axis=0)
        gain = (after**2).sum() / after.sum() + ((before - after) ** 2).sum() / (before - after).sum()
        return split if gain / len(X) > (before**2).sum() / len(X) ** 2 + 1e-12 else None


class GlobalMajorityLeaf(DecisionTree):
    """Lets a mixed leaf predict the majority of all rows, not of its own."""

    def fit(self, X, y):
        self._all = np.unique(y, return_counts=True)[1]
        return super().fit(X, y)

    def _majority(self, classes, counts):
        return super()._majority(classes, counts if np.count_nonzero(counts) == 1 else self._all)


class TieToTheLargest(DecisionTree):
    """Breaks a tie in a leaf in favour of the largest class instead of the smallest."""

    def _majority(self, classes, counts):
        return classes[len(counts) - 1 - counts[::-1].argmax()]


class PredictsPositions(DecisionTree):
    """Predicts the place of the class among the sorted classes: right only if the classes are 0, 1, 2, ..."""

    def _majority(self, classes, counts):
        return counts.argmax()


class LessThanAtPredict(DecisionTree):
    """Fits with <= but predicts with <: a row on the threshold takes the other branch."""

    def predict(self, X):
        return super().predict(np.nextafter(X, np.inf))


class UnweightedChildren(DecisionTree):
    """Adds the impurities of the children without their weights: a tiny pure side looks as good as a large one."""

    def _purity(self, member):
        n_left = np.arange(1, len(member))
        left = member.cumsum(axis=0)[:-1]
        right = member.sum(axis=0) - left
        return (left**2).sum(axis=1) / n_left**2 + (right**2).sum(axis=1) / n_left[::-1] ** 2


class SplitBetweenEquals(DecisionTree):
    """Scores positions between equal values too: the split then made is not the one that was scored."""

    def _allowed(self, values):
        n_left = np.arange(1, len(values))
        enough = np.minimum(n_left, n_left[::-1]) >= self.min_leaf
        return enough & (values[:-1] < values[-1])  # the last value leaves nothing on the right


class RoundingBreaksTies(DecisionTree):
    """Compares gains with a bare >: of two equal gains the one that rounds up by 1e-17 wins, not the first."""

    _rounding = 0.0

    def _purity(self, member):
        left = member.cumsum(axis=0)[:-1]
        sides = [(counts, counts.sum(axis=1)) for counts in (left, member.sum(axis=0) - left)]
        return -sum(n * (1 - ((counts.T / n) ** 2).sum(axis=0)) for counts, n in sides) / len(member)


class LastWins(DecisionTree):
    """Lets a later threshold of equal gain replace an earlier one (>= instead of >)."""

    def _first_of_largest(self, purity):
        return np.flatnonzero(purity >= purity.max() - self._rounding)[-1]


class ThresholdIsTheLowerValue(DecisionTree):
    """Splits at the value itself, not halfway to the next: the same on training rows, another answer in between."""

    def _best_split(self, X, member):
        split = super()._best_split(X, member)
        return split and (split[0], X[X[:, split[0]] <= split[1], split[0]].max())


class RecursesForEachLevel(DecisionTree):
    """Walks the tree by recursion: a tree of a thousand levels meets Python's recursion limit."""

    def predict(self, X):
        labels = super().predict(X)
        self._walk(self._root, X, np.arange(len(X)), labels)
        return labels

    def _walk(self, node, X, rows, labels):
        if node.children:
            for child, share in node.route(X, rows):
                self._walk(child, X, share, labels)
        else:
            labels[rows] = node.label


ALTERNATIVES = [TablesOfCounts]
