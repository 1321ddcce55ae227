"""What must hold for every set of classes."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, rejects, rests_on
from katas.core_concepts import stratified_kfold as kata
from tests.strategies.core_concepts import classes_to_split

seeds = st.integers(0, 9_999)


def spread(counts):
    return max(counts) - min(counts)


@rests_on("list of k pairs (train, test)", "Each example is in the test part of exactly one fold")
@given(classes_to_split, seeds)
def test_the_test_parts_share_out_all_examples(split, seed):
    y, k = split
    folds = kata.stratified_kfold(y, k, seed)
    agree(len(folds), k)
    agree(np.sort(np.concatenate([test for _, test in folds])), np.arange(len(y)))


@rests_on("and in the training part of all others", "Two integer arrays of positions in ``y``, each in ascending order")
@given(classes_to_split, seeds)
def test_the_training_part_is_everything_else_in_order(split, seed):
    y, k = split
    for train, test in kata.stratified_kfold(y, k, seed):
        agree((train, test), (np.setdiff1d(np.arange(len(y)), test), np.sort(test)))


@rests_on("the numbers of its examples in any two test parts differ by at most 1")
@given(classes_to_split, seeds)
def test_every_class_is_spread_evenly(split, seed):
    y, k = split
    folds = kata.stratified_kfold(y, k, seed)
    for name in np.unique(y).tolist():
        counts = [int(np.sum(y[test] == name)) for _, test in folds]
        expect(spread(counts) <= 1, f"each test part has about as many of class {name!r}, give or take 1", got=counts)


@rests_on("Each example is in the test part of exactly one fold")
def test_what_is_left_over_is_tested_too():
    folds = kata.stratified_kfold(np.repeat([3, 8], [7, 6]), 4, 1)
    agree(sorted(i for _, test in folds for i in test.tolist()), list(range(13)))


@rests_on("The sizes of any two test parts differ by at most 1")
@given(classes_to_split, seeds)
def test_the_test_parts_are_of_even_size(split, seed):
    sizes = [len(test) for _, test in kata.stratified_kfold(*split, seed)]
    expect(spread(sizes) <= 1, "the sizes of the test parts differ by at most 1", got=sizes)


@rests_on("The sizes of any two test parts differ by at most 1")
@pytest.mark.parametrize("classes", [4, 7])
def test_many_classes_whose_remainders_add_up(classes):
    y = np.arange(classes * 5 + 3) % classes  # five or six examples of each, k = 4 leaves one or two over
    sizes = [len(test) for _, test in kata.stratified_kfold(y, 4, 3)]
    expect(spread(sizes) <= 1, "the sizes of the test parts differ by at most 1", got=sizes)


@rests_on("The same arguments give the same folds")
@given(classes_to_split, seeds)
def test_the_same_arguments_give_the_same_folds(split, seed):
    agree(kata.stratified_kfold(*split, seed), kata.stratified_kfold(*split, seed))


@rests_on("the examples of each class are shuffled with a generator made from ``seed``")
@pytest.mark.parametrize("name", ["few", "many"])
def test_over_many_seeds_each_two_of_a_class_are_together_and_apart(name):
    y = np.array(["many", "few"] * 4 + ["many"] * 3)
    members = np.flatnonzero(y == name).tolist()
    together = dict.fromkeys(itertools.combinations(members, 2), 0)
    for seed in range(80):
        parts = [set(test.tolist()) for _, test in kata.stratified_kfold(y, 2, seed)]
        for pair in together:
            together[pair] += any(part.issuperset(pair) for part in parts)
    for pair, times in together.items():
        expect(0 < times < 80, f"positions {pair}, both {name}, share a test part for some of 80 seeds", got=times)


@rests_on("in any order")
def test_classes_that_come_in_blocks():
    y = np.repeat([7, -2, 40], [10, 4, 6])
    counts = [[int(np.sum(y[test] == name)) for name in (7, -2, 40)] for _, test in kata.stratified_kfold(y, 2, 1)]
    agree(counts, [[5, 2, 3]] * 2)


@rests_on("a class has fewer than ``k`` examples")
@pytest.mark.parametrize(("k", "right"), [(2, True), (3, True), (4, False), (5, False)])
def test_a_class_may_have_as_many_examples_as_there_are_folds(k, right):
    y = np.array([1, 2, 1, 1, 2, 1, 2, 1])  # three of class 2
    if right:
        agree(len(kata.stratified_kfold(y, k, 0)), k)
    else:
        rejects(kata.stratified_kfold, [(y, k, 0)])


@rests_on("If ``k`` is below 2")
def test_rejects_fewer_than_two_folds():
    rejects(kata.stratified_kfold, [(np.array([1, 2, 1, 2]), k, 0) for k in (1, 0, -2)])


@rests_on("100,000 examples take well under a second")
def test_a_hundred_thousand_examples():
    y = np.arange(100_000) % 3
    sizes = [(len(train), len(test)) for train, test in kata.stratified_kfold(y, 5, 0)]
    agree(sizes, [(80_000, 20_000)] * 5)
