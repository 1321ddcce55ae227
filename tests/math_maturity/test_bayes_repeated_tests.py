"""What the statement promises, by example."""

from dojo.testing import agree, rejects
from katas.math_maturity import bayes_repeated_tests as kata


def test_one_alarm_about_a_rare_condition():
    agree(kata.posterior(0.01, 0.9, 0.9, [True]), 1 / 12)


def test_a_negative_result_lowers_the_probability():
    agree(kata.posterior(0.5, 0.8, 0.6, [False]), 0.25)


def test_two_alarms_multiply_the_odds_twice():
    agree(kata.posterior(0.2, 0.9, 0.7, [True, True]), 9 / 13)


def test_without_results_the_answer_is_the_prior():
    agree(kata.posterior(0.3, 0.9, 0.7, []), 0.3)


def test_an_alarm_of_a_test_without_false_alarms_is_proof():
    agree(kata.posterior(0.3, 0.9, 1.0, [False, True]), 1.0)


def test_rejects_what_is_no_probability_and_what_cannot_have_happened():
    rejects(kata.posterior, [(1.2, 0.9, 0.7, []), (0.3, 1.0, 1.0, [True, False])])
