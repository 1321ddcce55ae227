"""The out-of-bag score: the reference, other right answers, and the mistakes the tests must reject.

A bootstrap sample of n rows misses a given row with probability (1 - 1/n)^n, about 1/e = 0.368. So of T
trees about 0.37 T vote on each row, and with a hundred trees hardly a row is left without a vote.

The order of the steps is the point. First the trees vote on a row, only those that never drew it; then
the vote is compared with the truth; then the comparisons are averaged. Averaging the accuracies of
the trees instead scores single trees, which are far worse than the forest.

Rows without a vote are missing, not wrong. The second number says how many there are: with five trees
one row in ten has no vote, and the accuracy rests on the other nine.

Cost: O(T n k) for k classes with one pass a class; O(T n) with one table of counts.

What an interviewer listens for: vote before score, no vote from a tree that has seen the row, rows
without votes, reproducible ties, and that the estimate is slightly pessimistic (a third of the trees).
"""

import collections

import numpy as np


def _check(preds):
    if not preds.size:
        raise ValueError("no trees, or no rows")


def _votes(preds, voting):
    """The classes in order, and the number of votes for each of them on each row: (k,), (k, n)."""
    classes = np.unique(preds)
    return classes, np.stack([np.count_nonzero((preds == c) & voting, axis=0) for c in classes])


def oob_score(preds, in_bag, y):
    _check(preds)
    voting = in_bag == 0  # (T, n)
    covered = voting.any(axis=0)  # (n,)
    if not covered.any():
        return float("nan"), 0.0
    classes, votes = _votes(preds, voting)
    winner = classes[votes.argmax(axis=0)]  # (n,)  the first of the largest: the smallest class
    return float((winner == y)[covered].mean()), float(covered.mean())


def one_ballot_a_row(preds, in_bag, y):
    """A loop over the rows; of the most frequent votes the smallest."""
    _check(preds)
    right = []
    for i, label in enumerate(y.tolist()):
        names, counts = np.unique(preds[in_bag[:, i] == 0, i], return_counts=True)
        if len(names):
            right.append(int(names[counts == counts.max()].min()) == label)
    return sum(right) / len(right) if right else float("nan"), len(right) / len(y)


def _score(preds, in_bag, y, winner=None, voting=None):
    """The score with its vote and its voters open to change."""
    _check(preds)
    voting = in_bag == 0 if voting is None else voting
    covered = voting.any(axis=0)
    if not covered.any():
        return float("nan"), 0.0
    if winner is None:
        classes, votes = _votes(preds, voting)
        winner = classes[votes.argmax(axis=0)]
    return float((winner == y)[covered].mean()), float(covered.mean())


def uses_all_trees(preds, in_bag, y):
    """Lets every tree vote on every row: a tree knows the rows it was grown on by heart, so the score flatters."""
    classes, votes = _votes(preds, np.ones(preds.shape, dtype=bool)) if preds.size else (None, None)
    return _score(preds, in_bag, y, winner=None if classes is None else classes[votes.argmax(axis=0)])


def votes_of_the_trees_that_drew_it(preds, in_bag, y):
    """Lets the trees vote that did draw the row: exactly the wrong ones."""
    return _score(preds, in_bag, y, voting=in_bag > 0)


def drawn_twice_is_out(preds, in_bag, y):
    """Takes only a count of 1 for drawn: bootstrap samples hold many rows twice or more."""
    return _score(preds, in_bag, y, voting=in_bag != 1)


def flips_the_bits(preds, in_bag, y):
    """Writes ~in_bag on integers: that flips bits, ~0 is -1 and ~1 is -2, so every tree is a voter."""
    return _score(preds, in_bag, y, voting=(~in_bag.astype(int)).astype(bool))


def mean_of_the_trees(preds, in_bag, y):
    """Averages the trees' own out-of-bag accuracies: the forest votes first and is scored then."""
    accuracy, coverage = oob_score(preds, in_bag, y)
    if np.isnan(accuracy):
        return accuracy, coverage
    voting = in_bag == 0
    own = [(row == y)[free].mean() for row, free in zip(preds, voting, strict=True) if free.any()]
    return float(np.mean(own)), coverage


def mean_of_all_votes(preds, in_bag, y):
    """Takes the share of right votes: a row with many votes counts more, and nobody wins a vote."""
    accuracy, coverage = oob_score(preds, in_bag, y)
    return (accuracy if np.isnan(accuracy) else float((preds == y)[in_bag == 0].mean())), coverage


def no_vote_is_wrong(preds, in_bag, y):
    """Divides by all rows: a row without a vote then counts as an error."""
    accuracy, coverage = oob_score(preds, in_bag, y)
    return accuracy * coverage, coverage


def coverage_of_the_votes(preds, in_bag, y):
    """Reports the share of out-of-bag cells, about 0.37, instead of the share of rows that have a vote."""
    return oob_score(preds, in_bag, y)[0], float((in_bag == 0).mean())


def zero_without_votes(preds, in_bag, y):
    """Reports an accuracy of 0 where there is no vote at all: nothing was measured, and nothing was wrong."""
    accuracy, coverage = oob_score(preds, in_bag, y)
    return 0.0 if coverage == 0 else accuracy, coverage


def mean_of_nothing(preds, in_bag, y):
    """Takes the mean of an empty array where no row has a vote: NaN, but with a warning."""
    _check(preds)
    if oob_score(preds, in_bag, y)[1] == 0:
        return float(np.mean(np.empty(0))), 0.0
    return oob_score(preds, in_bag, y)


def _elect(preds, in_bag, choose):
    return np.array(
        [
            choose(column[free].tolist()) if free.any() else 0
            for column, free in zip(preds.T, in_bag.T == 0, strict=True)
        ]
    )


def tie_to_the_first_vote(preds, in_bag, y):
    """Takes Counter.most_common, which keeps the order of the votes in a tie: the order of the trees decides."""
    winner = _elect(preds, in_bag, lambda votes: collections.Counter(votes).most_common(1)[0][0])
    return _score(preds, in_bag, y, winner)


def tie_to_the_largest(preds, in_bag, y):
    """Breaks a tie in favour of the largest class."""
    return _score(preds, in_bag, y, _elect(preds, in_bag, lambda votes: max(votes, key=lambda v: (votes.count(v), v))))


def rounds_the_mean(preds, in_bag, y):
    """Averages the class numbers and rounds: classes are names, between 0 and 2 there is no 1."""
    winner = _elect(preds, in_bag, lambda votes: round(sum(votes) / len(votes)))
    return _score(preds, in_bag, y, winner)


def silent_trees_vote_zero(preds, in_bag, y):
    """Sets the votes of trees that drew the row to 0: that is a class, so they all vote for it."""
    _check(preds)
    classes, votes = _votes(np.where(in_bag == 0, preds, 0), np.ones(preds.shape, dtype=bool))
    return _score(preds, in_bag, y, classes[votes.argmax(axis=0)])


def minus_one_is_no_vote(preds, in_bag, y):
    """Marks silent trees with -1 and ignores that: but -1 may be a class."""
    _check(preds)
    return _score(preds, in_bag, y, voting=np.where(in_bag == 0, preds, -1) != -1)


def classes_of_the_truth_only(preds, in_bag, y):
    """Counts votes only for classes that occur in y: a row whose trees agree on another class is won by the rest."""
    _check(preds)
    classes = np.unique(y)
    votes = np.stack([((preds == c) & (in_bag == 0)).sum(axis=0) for c in classes])
    return _score(preds, in_bag, y, classes[votes.argmax(axis=0)])


ALTERNATIVES = [one_ballot_a_row]
