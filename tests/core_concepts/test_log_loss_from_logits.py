"""What the statement promises, by example."""

import math

import numpy as np

from dojo.testing import agree, rejects
from katas.core_concepts import log_loss_from_logits as kata


def test_equal_logits_cost_the_logarithm_of_the_number_of_classes():
    agree(kata.log_loss_from_logits(np.array([[0.7, 0.7, 0.7]]), np.array([2])), math.log(3))


def test_two_to_one_and_one_to_three():
    logits = np.log(np.array([[2.0, 1.0], [1.0, 3.0]]))  # the probabilities are 2/3 and 1/3, 1/4 and 3/4
    agree(kata.log_loss_from_logits(logits, np.array([0, 0])), (math.log(3 / 2) + math.log(4)) / 2)


def test_three_classes():
    logits = np.log(np.array([[5.0, 3.0, 2.0]]))
    agree(kata.log_loss_from_logits(logits, np.array([1])), math.log(10 / 3))


def test_sure_and_right_costs_nothing():
    agree(kata.log_loss_from_logits(np.array([[900.0, -400.0]]), np.array([0])), 0.0, atol=1e-9)


def test_a_class_that_does_not_exist_is_an_error():
    rejects(kata.log_loss_from_logits, [(np.array([[0.5, 0.1], [0.2, 0.4]]), np.array([0, 2]))])
