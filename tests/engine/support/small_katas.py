"""A small kata that keeps the contract, and how to write it, or a broken one, into a directory of katas."""

from dojo.kata.layout import Kata

STUB = '''"""Sign of a number.

A ledger wants to know which way the money went.
"""


def sign(number: int) -> int:
    """Return -1, 0 or 1, as the number is below, at or above zero.

    Zero has sign 0.

    Examples
    --------
    >>> sign(7)
    1
    >>> sign(0)
    0
    """
    raise NotImplementedError
'''

VISIBLE = """from dojo.testing import agree
from katas.core_concepts import NAME as kata


def test_above_zero():
    agree(kata.sign(7), 1)


def test_below_zero():
    agree(kata.sign(-7), -1)
"""

HIDDEN = '''"""What must hold for every number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rests_on
from katas.core_concepts import NAME as kata


@rests_on("Zero has sign 0.")
@pytest.mark.parametrize("zero", [0, -0])
def test_zero(zero):
    agree(kata.sign(zero), 0)


@follows_from("below, at or above zero")
@given(st.integers(-9, 9))
def test_the_opposite_number_has_the_opposite_sign(number):
    agree(kata.sign(-number), -kata.sign(number))
'''

SOLUTION = '''"""Sign of a number: two comparisons."""


def sign(number):
    return (number > 0) - (number < 0)


def by_division(number):
    """Divides by the distance from zero."""
    return number // abs(number) if number else 0


def forgets_zero(number):
    """Knows two signs only: zero counts as above."""
    return 1 if number >= 0 else -1


def takes_the_distance(number):
    """Returns 1 below zero too."""
    return 1 if number else 0


ALTERNATIVES = [by_division]
'''

ASK = 'ask = ["And zero?", "What of zero?", "Is zero positive?"]\n'
CLARIFICATION = f'\n[[clarifications]]\ntopic = "zero"\n{ASK}answer = "Has a sign of its own."\n'
WHY_NOT = '\n[[why_nots]]\nchoice = "division"\ngood = "Zero has none."\n'
FOLLOW_UP = '\n[[follow_ups]]\nask = "For floats?"\ngood = "Speaks of -0.0 and NaN."\n'
SHEET = (
    'title = "Sign of a number"\nkind = "implement"\ntopic = "numbers"\nlevel = "warm-up"\nminutes = 5\n'
    'asked = "rare"\n'
    'trains = ["comparisons"]\nreading = ["A book, chapter 1"]\nhints = ["Which ways?", "Compare.", "Subtract."]\n'
    + 3 * CLARIFICATION
    + 2 * WHY_NOT
    + 2 * FOLLOW_UP
    + '\n[rubric]\nclarify = "a"\napproach = "b"\ncode = "c"\nverify = "d"\ncommunicate = "e"\n'
)


def write_kata(root, name="sign_of_a_number", piece="", old="", new=""):
    """Write the kata under a name; in one of its pieces, `old` becomes `new`."""
    kata = Kata(root, "core_concepts", name)
    texts = {"stub": STUB, "visible": VISIBLE, "hidden": HIDDEN, "solution": SOLUTION, "sheet": SHEET}
    assert not piece or old in texts[piece]
    for one, text in texts.items():
        path = getattr(kata, one)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = text.replace(old, new) if one == piece else text
        path.write_text(text.replace("NAME", name), encoding="utf-8")
    return kata
