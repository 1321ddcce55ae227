"""Values as shown: short, whatever they are."""

from __future__ import annotations

import pytest

from dojo.testing import Disagreement, agree
from dojo.text import show


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-(10**20), "-100000000000000000000"),
        (10**5000, "100000...000000 (5,001 digits)"),
        (10**5000 - 1, "999999...999999 (5,000 digits)"),
        (-(10**4300), "-100000...000000 (4,301 digits)"),
        (7 << 2**21, "<int of 2,097,155 bits>"),
    ],
    ids=["shown whole", "one and noughts", "nines", "negative", "too large to count"],
)
def test_an_int_of_any_size_is_shown(number: int, text: str) -> None:
    assert show(number) == text
    assert show([number]) == f"[{text}]"


@pytest.mark.parametrize("expected", [3, 2.5, "a", 10**5001], ids=["int", "float", "str", "larger"])
def test_an_int_of_any_size_is_compared(expected: object) -> None:
    with pytest.raises(Disagreement, match=r"got (int )?100000\.\.\.000000 \(5,001 digits\)"):
        agree(10**5000, expected)
