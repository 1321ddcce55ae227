"""What the statement promises, by example."""

from dojo.testing import agree, rejects
from katas.math_maturity import binomial_tail as kata


def test_two_or_three_heads_of_three():
    agree(kata.binom_tail(2, 3, 0.5), 0.5)


def test_at_least_one_of_two_rare_events():
    agree(kata.binom_tail(1, 2, 0.1), 0.19)


def test_a_tiny_tail_keeps_its_digits():
    agree(kata.binom_tail(20, 20, 0.01), 1e-40, atol=0)


def test_zero_or_more_is_certain():
    agree(kata.binom_tail(0, 5, 0.3), 1.0)


def test_certain_success_reaches_every_count():
    agree((kata.binom_tail(5, 5, 1.0), kata.binom_tail(6, 5, 1.0)), (1.0, 0.0))


def test_rejects_what_is_no_probability():
    rejects(kata.binom_tail, [(1, 3, 1.5), (1, 3, -0.1)])
