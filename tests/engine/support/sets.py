"""Small sets of katas for the engine's own tests: ten tiny katas, and what writes the five files of one."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from dojo.kata.layout import Kata

PARTS = ("katas", "tests", "solutions")
MARK = "only the tests and the solutions hold these words"

_VISIBLE = """\
\"\"\"What the statement promises, by example: {mark}.\"\"\"

import numpy as np
import pandas as pd
import pytest

from dojo.testing import agree
from katas.{pillar} import {name} as kata


{tests}"""
_HIDDEN = """\
\"\"\"What must hold for every input: {mark}.\"\"\"

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree
from katas.{pillar} import {name} as kata


{tests}"""
_SHEET = """\
title = "{title}"
kind = "implement"
topic = "small"
level = "warm-up"
minutes = 5
"""


@dataclass(frozen=True)
class Tiny:
    """A kata in a few lines: what the stub and the reference say, and the tests that tell them apart."""

    name: str
    stub: str
    answer: str
    visible: str
    hidden: str

    def write(
        self, root: Path, name: str = "", pillar: str = "core_concepts", sheet: str = "", attempt: str = ""
    ) -> Kata:
        """Write the five files below a root, under a name of its own if one is given, and return the kata.

        Parameters
        ----------
        root : Path
        name, pillar : str
        sheet : str
            Further lines of the sheet, limits for instance.
        attempt : str
            What stands in the stub's place; by default the stub itself.
        """
        kata = Kata(root, pillar, name or self.name)
        words = {"pillar": pillar, "name": kata.name, "mark": MARK}
        texts = {
            kata.stub: _plain(attempt or self.stub),
            kata.visible: _VISIBLE.format(tests=_plain(self.visible), **words),
            kata.hidden: _HIDDEN.format(tests=_plain(self.hidden), **words),
            kata.solution: f'"""The answer: {MARK}."""\n\n{_plain(self.answer)}',
            kata.sheet: _SHEET.format(title=kata.name.replace("_", " ")) + sheet,
        }
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return kata


def empty_root(place: Path) -> Path:
    """Make a directory that holds katas, tests and solutions, all empty."""
    for part in PARTS:
        (place / part).mkdir(parents=True)
    (place / "tests" / "__init__.py").write_text("")
    return place


def _plain(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def _function(header: str, contract: str) -> str:
    return f'"""A small one."""\n\n\n{header}\n    """{contract}"""\n    raise NotImplementedError\n'


DOUBLE = Tiny(
    "double",
    _function("def double(x: int) -> int:", "Return twice x."),
    """
    def double(x):
        return 2 * x
    """,
    """
    def test_doubles_three():
        assert kata.double(3) == 6


    def test_doubles_minus_seven():
        agree(kata.double(-7), -14)
    """,
    """
    def test_doubles_a_large_number():
        assert kata.double(10**20 + 1) == 2 * 10**20 + 2


    @given(st.integers(-999, 999))
    def test_agrees_with_adding(x):
        agree(kata.double(x), x + x)
    """,
)
ROOT = Tiny(
    "whole_root",
    _function("def whole_root(n: int) -> int:", "Return the whole part of the square root; ValueError if negative."),
    """
    import math


    def whole_root(n):
        if n < 0:
            raise ValueError("negative")
        return math.isqrt(n)
    """,
    """
    def test_seventeen():
        agree(kata.whole_root(17), 4)
    """,
    """
    @given(st.integers(-9, -1))
    def test_refuses_negative_numbers(n):
        with pytest.raises(ValueError):
            kata.whole_root(n)


    @given(st.integers(0, 10**30))
    def test_its_square_is_the_last_below(n):
        root = kata.whole_root(n)
        assert root * root <= n < (root + 1) * (root + 1)
    """,
)
TWICE = Tiny(
    "twice",
    '"""A small one."""\n\nfrom collections.abc import Callable\n\n\n'
    "def twice(f: Callable[[int], int], x: int) -> int:\n"
    '    """Return f(f(x)); f is called with x first, then with f(x)."""\n    raise NotImplementedError\n',
    """
    def twice(f, x):
        return f(f(x))
    """,
    """
    def test_adds_twice():
        agree(kata.twice(lambda n: n + 5, 3), 13)


    def test_squares_twice():
        agree(kata.twice(lambda n: n * n, 3), 81)
    """,
    """
    def test_asks_for_x_and_then_for_the_answer():
        def known(n):
            assert n in (2, 7), "another number was asked for"
            return {2: 7, 7: 31}[n]

        agree(kata.twice(known, 2), 31)


    @given(st.integers(-99, 99), st.integers(-9, 9))
    def test_agrees_with_two_calls(x, step):
        agree(kata.twice(lambda n: n + step, x), x + step + step)
    """,
)
TALLY = Tiny(
    "tally",
    '"""A small one."""\n\n\nclass Tally:\n    """Counts what it is given."""\n\n'
    "    def __init__(self, start: int) -> None:\n        raise NotImplementedError\n\n"
    '    def add(self, n: int) -> int:\n        """Add n and return the sum so far."""\n'
    "        raise NotImplementedError\n\n"
    '    def sum(self) -> int:\n        """Return the sum so far."""\n        raise NotImplementedError\n',
    """
    class Tally:
        def __init__(self, start):
            self._sum = start

        def add(self, n):
            self._sum += n
            return self._sum

        def sum(self):
            return self._sum
    """,
    """
    def test_adds_to_its_start():
        tally = kata.Tally(5)
        assert tally.add(3) == 8
        assert tally.sum() == 8
    """,
    """
    @given(st.lists(st.integers(-99, 99), max_size=4))
    def test_agrees_with_the_builtin_sum(numbers):
        tally = kata.Tally(2)
        for n in numbers:
            tally.add(n)
        assert tally.sum() == 2 + sum(numbers)


    def test_two_tallies_count_apart():
        one, other = kata.Tally(1), kata.Tally(10)
        one.add(4)
        agree((one.sum(), other.sum()), (5, 10))
    """,
)
EVENS = Tiny(
    "evens",
    '"""A small one."""\n\nfrom collections.abc import Iterator\n\n\n'
    'def evens(numbers: Iterator[int]) -> Iterator[int]:\n    """Yield the even ones, in order."""\n'
    "    raise NotImplementedError\n",
    """
    def evens(numbers):
        return (n for n in numbers if n % 2 == 0)
    """,
    """
    def test_keeps_four_and_six():
        agree(list(kata.evens(iter([4, 5, 6]))), [4, 6])
    """,
    """
    @given(st.lists(st.integers(-99, 99), max_size=5))
    def test_agrees_with_a_list(numbers):
        agree(list(kata.evens(iter(numbers))), [n for n in numbers if n % 2 == 0])
    """,
)
TOTAL = Tiny(
    "total",
    '"""A small one."""\n\nfrom collections.abc import Iterator\n\n\n'
    'def total(numbers: Iterator[int]) -> int:\n    """Return the sum."""\n    raise NotImplementedError\n',
    """
    def total(numbers):
        return sum(numbers)
    """,
    """
    def test_adds_three_numbers():
        agree(kata.total(iter([4, 5, 6])), 15)
    """,
    """
    @given(st.lists(st.integers(-99, 99), max_size=5))
    def test_agrees_with_adding_one_by_one(numbers):
        expected = 0
        for n in numbers:
            expected += n
        agree(kata.total(iter(numbers)), expected)
    """,
)
MEAN = Tiny(
    "mean",
    '"""A small one."""\n\nimport numpy as np\n\n\n'
    'def mean(values: np.ndarray) -> np.ndarray:\n    """Return the mean of each column, shape (k,)."""\n'
    "    raise NotImplementedError\n",
    """
    def mean(values):
        return values.mean(axis=0)
    """,
    """
    def test_two_columns():
        agree(kata.mean(np.array([[1.0, 10.0], [3.0, 50.0]])), np.array([2.0, 30.0]))
    """,
    """
    def test_the_caller_keeps_its_values():
        values = np.array([[1.0, 10.0], [3.0, 50.0], [5.0, 7.0]])
        kata.mean(values)
        agree(values, np.array([[1.0, 10.0], [3.0, 50.0], [5.0, 7.0]]))


    @given(st.integers(1, 5), st.integers(-9, 9))
    def test_a_shift_moves_the_mean(n, shift):
        values = np.arange(3.0 * n).reshape(n, 3)
        agree(kata.mean(values + shift), np.sum(values + shift, axis=0) / n)
    """,
)
TOTALS = Tiny(
    "totals",
    '"""A small one."""\n\nimport pandas as pd\n\n\n'
    'def totals(sales: pd.DataFrame) -> dict[str, int]:\n    """Return the units sold in each shop."""\n'
    "    raise NotImplementedError\n",
    """
    def totals(sales):
        return {str(shop): int(units) for shop, units in sales.groupby("shop")["units"].sum().items()}
    """,
    """
    def test_two_shops():
        sales = pd.DataFrame({"shop": ["b", "a", "b"], "units": [4, 5, 6]})
        agree(kata.totals(sales), {"a": 5, "b": 10})
    """,
    """
    import pandas as pd


    @given(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 9)), min_size=1, max_size=4))
    def test_agrees_with_counting_by_hand(rows):
        expected = {}
        for shop, units in rows:
            expected[shop] = expected.get(shop, 0) + units
        agree(kata.totals(pd.DataFrame(rows, columns=["shop", "units"])), expected)
    """,
)
CLIP = Tiny(
    "clip",
    _function(
        "def clip(values: list[int], low: int) -> list[int]:", "Return the values, those below low raised to it."
    ),
    """
    def clip(values, low):
        return [max(value, low) for value in values]
    """,
    """
    def test_raises_the_smallest():
        agree(kata.clip([5, 2, 9], 4), [5, 4, 9])
    """,
    """
    @given(st.lists(st.integers(-99, 99), max_size=5), st.integers(-9, 9))
    def test_agrees_with_a_loop(values, low):
        agree(kata.clip(values, low), [low if value < low else value for value in values])
    """,
)
SHOUT = Tiny(
    "shout",
    _function("def shout(text: str) -> str:", "Return the text in capitals, with an exclamation mark."),
    """
    def shout(text):
        return text.upper() + "!"
    """,
    """
    def test_says_hello():
        assert kata.shout("hello") == "HELLO!"
    """,
    """
    @given(st.text("abcxyz", max_size=5))
    def test_is_one_longer(text):
        agree(kata.shout(text), "".join(c.upper() for c in text) + "!")
    """,
)

TEN = (DOUBLE, ROOT, TWICE, TALLY, EVENS, TOTAL, MEAN, TOTALS, CLIP, SHOUT)
