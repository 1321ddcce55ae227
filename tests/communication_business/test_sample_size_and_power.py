"""What the statement promises, by example."""

from dojo.testing import agree, expect, rejects
from katas.communication_business import sample_size_and_power as kata


def test_from_forty_to_sixty_percent():
    # pb is 0.5: (1.95996 * sqrt(2 * 0.25) + 0.84162 * sqrt(2 * 0.24)) ** 2 / 0.2 ** 2 = 96.92
    agree(kata.sample_size(0.4, 0.2), (97, 97))


def test_a_relative_effect_is_a_fraction_of_the_rate():
    agree(kata.sample_size(0.2, 0.25, relative=True), (1094, 1094))  # from 20 % to 25 %


def test_two_treated_users_for_each_in_the_control():
    agree(kata.sample_size(0.1, 0.03, ratio=2.0), (1350, 2700))


def test_a_fall_can_be_planned_for():
    agree(kata.sample_size(0.3, -0.06, alpha=0.01, power=0.9), (1627, 1627))


def test_half_the_effect_needs_about_four_times_the_users():
    whole, half = kata.sample_size(0.5, 0.1)[0], kata.sample_size(0.5, 0.05)[0]
    expect(3.8 < half / whole < 4.2, f"about 4 * {whole} users in the control", got=half)


def test_no_effect_is_rejected():
    rejects(kata.sample_size, [(0.2, 0.0)])
