"""What must hold for every account."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dojo.testing import agree, expect, follows_from, rejects, rests_on
from katas.math_maturity import bayes_repeated_tests as kata
from tests.strategies.statistics import alarms, chances, probabilities


def both_products(prior, sensitivity, specificity, results):
    """The two joint probabilities a and b as exact fractions, factor by factor."""
    a, b = Fraction(prior), 1 - Fraction(prior)
    for positive in results:
        a *= Fraction(sensitivity) if positive else 1 - Fraction(sensitivity)
        b *= 1 - Fraction(specificity) if positive else Fraction(specificity)
    return a, b


@rests_on("By Bayes' rule the answer is a / (a + b)", "the results are impossible.")
@given(probabilities, probabilities, probabilities, alarms)
def test_agrees_with_exact_fractions(prior, sensitivity, specificity, results):
    a, b = both_products(prior, sensitivity, specificity, results)
    if a + b == 0:
        rejects(kata.posterior, [(prior, sensitivity, specificity, results)])
    else:
        agree(kata.posterior(prior, sensitivity, specificity, results), float(a / (a + b)), atol=0)


@follows_from("the results are independent")
@given(chances, chances, chances, alarms, st.randoms(use_true_random=False))
def test_the_order_of_the_results_does_not_matter(prior, sensitivity, specificity, results, random):
    shuffled = random.sample(results, len(results))
    expected = kata.posterior(prior, sensitivity, specificity, results)
    agree(kata.posterior(prior, sensitivity, specificity, shuffled), expected)


@follows_from("Given whether the condition holds, the results are independent.")
@given(chances, chances, chances, alarms.map(lambda results: results[:3]), st.booleans())
def test_todays_posterior_is_tomorrows_prior(prior, sensitivity, specificity, results, last):
    today = kata.posterior(prior, sensitivity, specificity, results)
    tomorrow = kata.posterior(prior, sensitivity, specificity, [*results, last])
    agree(kata.posterior(today, sensitivity, specificity, [last]), tomorrow, rtol=1e-7)


@follows_from("a = prior * P(results | condition),  b = (1 - prior) * P(results | no condition)")
@given(chances, chances, alarms)
def test_a_coin_that_ignores_the_condition_leaves_the_prior(prior, sensitivity, results):
    agree(kata.posterior(prior, sensitivity, 1 - sensitivity, results), prior)


@follows_from("With the condition a result is positive with probability `sensitivity`")
@given(chances, chances, chances, alarms)
def test_one_more_alarm_of_a_useful_test_never_lowers_the_answer(prior, sensitivity, specificity, results):
    assume(sensitivity >= 1 - specificity)
    before = kata.posterior(prior, sensitivity, specificity, results)
    after = kata.posterior(prior, sensitivity, specificity, [*results, True])
    expect(after >= before * (1 - 1e-9), f"at least {before}, the answer before the last alarm", got=after)


@rests_on("also for 10,000 results")
@pytest.mark.parametrize("positives", [5_764, 5_762, 5_759])
def test_ten_thousand_results_that_nearly_balance(positives):
    results = [True] * positives + [False] * (10_000 - positives)
    a = Fraction(3, 16) * 13**positives * 3 ** (10_000 - positives)
    b = Fraction(13, 16) * 5**positives * 11 ** (10_000 - positives)
    agree(kata.posterior(3 / 16, 13 / 16, 11 / 16, results), float(a / (a + b)))


@rests_on("also for 10,000 results", "An answer below 1e-300 may come back as 0.")
@pytest.mark.parametrize("positive, expected", [(True, 1.0), (False, 0.0)])
def test_ten_thousand_results_that_agree(positive, expected):
    agree(kata.posterior(0.4, 0.9, 0.7, [positive] * 10_000), expected, atol=1e-300)


@rests_on("The relative error is at most 1e-9")
@pytest.mark.parametrize("prior", [1e-280, 1e-12])
def test_a_tiny_answer_keeps_nine_digits(prior):
    agree(kata.posterior(prior, 0.75, 0.5, [True, True]), 2.25 * prior, rtol=1e-9, atol=0)


@rests_on("such a prior is returned as it is, unless")
def test_a_certain_prior_stays_or_is_contradicted():
    agree([kata.posterior(prior, 0.9, 0.7, [True, False]) for prior in (0.0, 1.0)], [0.0, 1.0], rtol=0, atol=0)
    rejects(kata.posterior, [(1.0, 1.0, 0.7, [False]), (0.0, 0.9, 1.0, [True]), (0.0, 0.9, 0.0, [False])])


@rests_on("0 and 1 included", "Without results the answer is the prior.")
def test_a_perfect_test_says_nothing_until_it_speaks():
    agree([kata.posterior(0.25, 1.0, 1.0, results) for results in ([], [True], [False, False])], [0.25, 1.0, 0.0])


@rests_on("If a probability is outside [0, 1]")
@pytest.mark.parametrize("wrong", [-0.01, 1.01])
def test_rejects_what_is_no_probability(wrong):
    rejects(kata.posterior, [(wrong, 0.9, 0.7, []), (0.3, wrong, 0.7, [True]), (0.3, 0.9, wrong, [False])])
