"""Stratified k-fold: the reference, another right answer, and the mistakes the tests must reject.

Deal cards. Sort the examples into piles, one a class, shuffle each pile, put the piles on top of each other, and deal
them out to k players in turn. A pile is a run of cards, so each player gets its share of every class, give or take
one; and since the dealing goes on where the last pile ended, so does the whole deck. Starting each pile with the
first player again is the usual slip: the remainders of all classes end up with the same few players.

In numpy: shuffled positions sorted by class, and place % k. Cost: O(n log n) for the sort, O(n k) for
writing down the training parts.

What an interviewer listens for: both balances (per class and in total), a class that is too small, a local generator
instead of the global one, and what stratification must not be used for: groups (several scans of one patient) and
time have to be kept apart whatever that does to the mix.
"""

import numpy as np


def _check(y, k):
    if k < 2:
        raise ValueError(f"k must be at least 2, got {k}")
    if np.unique(y, return_counts=True)[1].min() < k:
        raise ValueError(f"a class has fewer than {k} examples")


def _folds(fold, k):
    """Return the pairs for the number of the fold of each example."""
    return [(np.flatnonzero(fold != f), np.flatnonzero(fold == f)) for f in range(k)]


def stratified_kfold(y, k, seed):
    _check(y, k)
    shuffled = np.random.default_rng(seed).permutation(len(y))  # (n,) positions
    deck = shuffled[np.argsort(y[shuffled])]  # class after class, shuffled within
    fold = np.empty(len(y), dtype=int)
    fold[deck] = np.arange(len(y)) % k
    return _folds(fold, k)


def class_by_class(y, k, seed):
    """Keeps a list for each fold and gives the examples of each class to the smallest folds first."""
    _check(y, k)
    rng, tests = np.random.default_rng(seed), [[] for _ in range(k)]
    for name in sorted(set(y.tolist())):
        members = rng.permutation(np.flatnonzero(y == name)).tolist()
        parts = [members[start::k] for start in range(k)]  # the longer parts come first
        for test, part in zip(sorted(tests, key=len), parts, strict=True):
            test.extend(part)
    everything = np.arange(len(y))
    return [(np.setdiff1d(everything, test), np.sort(test)) for test in tests]


def ignores_the_classes(y, k, seed):
    """Shuffles everything together: a rare class may be missing from a fold."""
    _check(y, k)
    return _folds(np.random.default_rng(seed).permutation(len(y)) % k, k)


def cuts_the_sorted_classes(y, k, seed):
    """Sorts by class and cuts into k pieces, so that a piece holds one class or two."""
    _check(y, k)
    shuffled = np.random.default_rng(seed).permutation(len(y))
    fold = np.empty(len(y), dtype=int)
    fold[shuffled[np.argsort(y[shuffled], kind="stable")]] = np.arange(len(y)) * k // len(y)
    return _folds(fold, k)


def deals_every_class_from_the_first_fold(y, k, seed):
    """Starts each class at fold 0: the remainders of all classes add up in the first folds."""
    _check(y, k)
    rng, fold = np.random.default_rng(seed), np.empty(len(y), dtype=int)
    for name in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == name))
        fold[members] = np.arange(len(members)) % k
    return _folds(fold, k)


def deals_the_remainder_at_random(y, k, seed):
    """Starts each class at a random fold: even on average, and off by two or more now and then."""
    _check(y, k)
    rng, fold = np.random.default_rng(seed), np.empty(len(y), dtype=int)
    for name in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == name))
        fold[members] = (np.arange(len(members)) + rng.integers(k)) % k
    return _folds(fold, k)


def loses_the_remainder(y, k, seed):
    """Gives each fold len // k of a class; what is left over is tested nowhere."""
    _check(y, k)
    rng, fold = np.random.default_rng(seed), np.full(len(y), -1)
    for name in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == name))
        size = len(members) // k
        fold[members[: size * k]] = np.repeat(np.arange(k), size)
    return _folds(fold, k)


def trains_on_the_test_part_too(y, k, seed):
    """Returns all positions for training: every score is then that of a model that has seen the answers."""
    return [(np.arange(len(y)), test) for _, test in stratified_kfold(y, k, seed)]


def returns_test_before_train(y, k, seed):
    """Turns the pair round, and trains on a k-th of the data."""
    return [(test, train) for train, test in stratified_kfold(y, k, seed)]


def does_not_shuffle(y, k, seed):
    """Deals the examples as they are listed; what was collected together is split by a pattern, whatever the seed."""
    _check(y, k)
    fold = np.empty(len(y), dtype=int)
    fold[np.argsort(y, kind="stable")] = np.arange(len(y)) % k
    return _folds(fold, k)


def shuffles_the_folds_only(y, k, seed):
    """Draws the order of the folds at random: the same examples stay together for ever."""
    folds = does_not_shuffle(y, k, seed)
    return [folds[f] for f in np.random.default_rng(seed).permutation(k)]


def ignores_the_seed(y, k, seed):
    """Draws from a generator without a seed: no run can be repeated."""
    return stratified_kfold(y, k, None)


def leaves_the_positions_shuffled(y, k, seed):
    """Returns the positions as they were dealt, not in ascending order."""
    rng = np.random.default_rng(seed)
    return [tuple(rng.permutation(part) for part in pair) for pair in stratified_kfold(y, k, seed)]


def returns_positions_within_the_class(y, k, seed):
    """Splits range(size of the class) and forgets to look up which examples these are."""
    return stratified_kfold(np.sort(y), k, seed)


def lets_a_class_be_too_small(y, k, seed):
    """Compares k with the number of examples, not with each class: a fold has none of the rare one."""
    if k < 2 or k > len(y) // 2:
        raise ValueError("k does not fit")
    shuffled = np.random.default_rng(seed).permutation(len(y))
    fold = np.empty(len(y), dtype=int)
    fold[shuffled[np.argsort(y[shuffled], kind="stable")]] = np.arange(len(y)) % k
    return _folds(fold, k)


def allows_a_single_fold(y, k, seed):
    """Does not look at k: one fold is trained on nothing at all."""
    if k >= 2:
        return stratified_kfold(y, k, seed)
    return _folds(np.zeros(len(y), dtype=int), max(k, 0))


def looks_up_every_position(y, k, seed):
    """Finds the training part by `if i not in test`, which reads the whole array for each i."""
    return [(np.array([i for i in range(len(y)) if i not in test]), test) for _, test in stratified_kfold(y, k, seed)]


ALTERNATIVES = [class_by_class]
