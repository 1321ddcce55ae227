"""Stratified k-fold.

A hospital has 1,200 scans, 37 of them with a tumour. With plain cross-validation some
folds get two tumours and some twelve, and the scores jump about for no other reason.
Write the splitter: every fold should hold its share of each class, be as large as the
others, and come out the same when the experiment is run again.
"""

import numpy as np
from numpy.typing import NDArray

Classes = NDArray[np.integer] | NDArray[np.str_]
Indices = NDArray[np.integer]


def stratified_kfold(y: Classes, k: int, seed: int) -> list[tuple[Indices, Indices]]:
    """Split the examples into k folds that have the same mix of classes.

    Each example is in the test part of exactly one fold, and in the training part of all
    others.

    - For each class, the numbers of its examples in any two test parts differ by at most 1.
    - The sizes of any two test parts differ by at most 1.

    Which examples of a class go together is drawn at random: the examples of each class
    are shuffled with a generator made from ``seed``. The same arguments give the same
    folds. The folds need not be those of any library.

    Parameters
    ----------
    y : array of shape (n,)
        The class of each example: integers or strings, in any order.
    k : int
        The number of folds.
    seed : int
        For ``np.random.default_rng``.

    Returns
    -------
    list of k pairs (train, test)
        Two integer arrays of positions in ``y``, each in ascending order.

    Raises
    ------
    ValueError
        If ``k`` is below 2, or a class has fewer than ``k`` examples.

    Notes
    -----
    100,000 examples take well under a second.

    Examples
    --------
    >>> folds = stratified_kfold(np.array([0, 0, 1, 0, 1, 0]), k=2, seed=7)
    >>> [len(test) for train, test in folds]
    [3, 3]
    >>> sorted(np.concatenate([test for train, test in folds]).tolist())
    [0, 1, 2, 3, 4, 5]
    """
    raise NotImplementedError
