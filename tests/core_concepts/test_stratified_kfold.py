"""What the statement promises, by example."""

import numpy as np

from dojo.testing import agree, expect, rejects
from katas.core_concepts import stratified_kfold as kata

SCANS = np.array(["ill", "well", "well", "well", "ill", "well", "well", "well", "ill"])


def test_each_of_three_folds_has_one_of_the_ill_and_two_of_the_well():
    folds = kata.stratified_kfold(SCANS, 3, seed=5)
    agree([sorted(SCANS[test].tolist()) for _, test in folds], [["ill", "well", "well"]] * 3)


def test_every_example_is_tested_once():
    folds = kata.stratified_kfold(SCANS, 3, seed=5)
    agree(sorted(i for _, test in folds for i in test.tolist()), list(range(9)))


def test_training_and_test_part_make_up_everything():
    for train, test in kata.stratified_kfold(SCANS, 2, seed=5):
        agree(sorted([*train.tolist(), *test.tolist()]), list(range(9)))


def test_positions_are_in_ascending_order():
    for pair in kata.stratified_kfold(SCANS, 3, seed=11):
        agree(pair, tuple(np.sort(part) for part in pair))


def test_the_same_seed_gives_the_same_folds():
    agree(kata.stratified_kfold(SCANS, 3, seed=8), kata.stratified_kfold(SCANS, 3, seed=8))


def test_another_seed_gives_other_folds():
    first, *others = (kata.stratified_kfold(SCANS, 3, seed=seed)[0][1].tolist() for seed in range(12))
    expect(any(other != first for other in others), "twelve seeds give more than one first fold")


def test_a_class_with_fewer_examples_than_folds_is_an_error():
    rejects(kata.stratified_kfold, [(SCANS, 4, 5)])
