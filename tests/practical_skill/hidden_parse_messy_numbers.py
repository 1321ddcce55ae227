"""What must hold for every column."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, expect, rests_on
from katas.practical_skill import parse_messy_numbers as kata
from tests.strategies.practical_skill import Amount, amounts

NAN = np.nan
WORTH = {"": 1, "k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "%": Fraction(1, 100)}


def parsed(*cells):
    return kata.parse_number(pd.Series(list(cells), dtype=object)).tolist()


def written(amount: Amount) -> str:
    """The amount as somebody might type it."""
    digits = f"{amount.whole:,}" if amount.grouped else str(amount.whole)
    front = amount.currency + amount.sign if amount.currency_first else amount.sign + amount.currency
    text = f"{front}{digits}{amount.decimals and '.' + amount.decimals}{amount.unit}"
    return f"({text})" if amount.bracketed else text


def worth(amount: Amount) -> float:
    """What it stands for, in exact arithmetic; NaN for a minus sign in parentheses."""
    if amount.bracketed and amount.sign == "-":
        return NAN
    size = (amount.whole + Fraction(int(amount.decimals or 0), 10 ** len(amount.decimals))) * WORTH[amount.unit]
    return float(-size if amount.bracketed or amount.sign == "-" else size)


@rests_on("at most one of each, in either order")
@given(amounts, amounts)
def test_writing_a_number_and_reading_it_returns_it(one, other):
    agree(parsed(written(one), f" \t{written(other)}\n"), [worth(one), worth(other)])


@rests_on("Parentheses around the whole of it negate")
@given(amounts)
def test_parentheses_around_an_unsigned_text_negate(amount):
    unsigned = written(amount._replace(sign="", bracketed=False))
    plain, bracketed = parsed(unsigned, f"({unsigned})")
    agree(bracketed, -plain)


@rests_on("A number stands for itself")
@given(amounts, amounts)
def test_reading_the_result_again_changes_nothing(one, other):
    once = kata.parse_number(pd.Series([written(one), "none", written(other)]))
    agree(kata.parse_number(once), once)


@rests_on("all of it must read, without spaces")
@given(amounts, st.integers(0, 30), st.sampled_from("xeE_;' \n-()\u2212\u0663"))
def test_one_foreign_character_inside_spoils_the_text(amount, place, character):
    text = written(amount._replace(sign="-", bracketed=False, grouped=False, decimals="25"))
    place = 1 + place % (len(text) - 1)  # never at an end
    agree(parsed(text[:place] + character + text[place:]), [NAN])


@rests_on("with the index and the name of ``s``")
@given(st.lists(st.tuples(st.sampled_from(["2k", "$5", "?", ""]), st.integers(0, 3)), max_size=5))
def test_index_name_and_length_stay(rows):
    texts, labels = [text for text, _ in rows], [label for _, label in rows]
    expected = [{"2k": 2000.0, "$5": 5.0}.get(text, NAN) for text in texts]
    s = pd.Series(texts, index=labels, name="paid", dtype=object)
    agree(kata.parse_number(s), pd.Series(expected, index=s.index, name="paid", dtype=float))


GOOD = {
    **{"0": 0.0, "007": 7.0, "0.50": 0.5, "999": 999.0, "1200": 1200.0, "0,012": 12.0},
    **{"12,345": 12345.0, "123,456": 123456.0, "1,234,567.25": 1234567.25, "1,200k": 1.2e6},
    **{"1.5K": 1500.0, "2.5m": 2.5e6, "0.5b": 5e8, "-12%": -0.12, "$12%": 0.12, "0.1%": 0.001, "8.7k": 8700.0},
    **{"+£3": 3.0, "€+3k": 3000.0, "$-1,200.5": -1200.5, "\u00a05\u2003": 5.0},
    **{"(+5)": -5.0, "(+$5)": -5.0, "($+5k)": -5000.0, "(12%)": -0.12, "\n(5) ": -5.0},
}
WORDS = """
- + $ % k () . , $k nan NaN inf -inf None True 0x10 .5 5. -.5 1.2.3 1,2 12,34 1,23,456 1234,567
1,2345 1,,200 ,200 1,200, 1.234,5 1.5,000 1e5 1E5 1_000 --5 +-5 -$-5 -$+5 $$5 $€5 5$ 5€ 5- k5 %5
5kk 5k% 5%k 5%% 5t 5g (5 5) ((5)) (5)(5) -(5) $(5) (5)% (5)k )5( (-5) (-$5) ($-5) [5] ¥5 \u22125
"""
BAD = [
    *WORDS.split(),
    *["", "   ", "( )", "12 apples", "N/A 5", "5 k", "- 5", "$ 5", "1 200", "( 5)", "(5 )", "5\n5", "5\n6k", "١٢"],
]


@rests_on("optionally a sign", "digits 0-9, either plain")
@pytest.mark.parametrize("text", GOOD)
def test_good(text):
    agree(parsed(text), [GOOD[text]])


@rests_on("Anything else is NaN")
def test_not_a_number():
    together = zip(BAD, parsed(*BAD), strict=True)
    for text in [text for text, value in together if not np.isnan(value)]:
        agree(parsed(text), [NAN])  # alone, so that the failure shows the one cell
        expect(False, f"{text!r} is NaN in any company")


@rests_on("bools, None, dates, lists")
def test_cells_that_are_no_text():
    cells = [True, False, np.True_, None, pd.NA, pd.NaT, pd.Timestamp("2024-03-09"), [5, 6], [], "5", "k"]
    agree(parsed(*cells), [NAN] * 9 + [5.0, NAN])
    agree(
        parsed(np.inf, -np.inf, NAN, 1e-7, -0.5, 10**15, np.float32(0.5), np.uint8(200)),
        [np.inf, -np.inf, NAN, 1e-7, -0.5, 1e15, 0.5, 200.0],
    )


@rests_on("Of dtype object, str, bool, int or float")
@pytest.mark.parametrize(
    ("s", "expected"),
    [
        (pd.Series(["5k", None, "?"], dtype="str", index=[4, 4, 0]), [5000.0, NAN, NAN]),
        (pd.Series(["5k", None, 3], dtype=object, index=[4, 4, 0]), [5000.0, NAN, 3.0]),
        (pd.Series([True, False]), [NAN, NAN]),
        (pd.Series([3, -4]), [3.0, -4.0]),
        (pd.Series([3, 200], dtype="uint8"), [3.0, 200.0]),
        (pd.Series([2.5, np.inf, NAN], dtype="float32"), [2.5, np.inf, NAN]),
    ],
)
def test_columns_of_other_dtypes(s, expected):
    agree(kata.parse_number(s), pd.Series(expected, index=s.index))


@rests_on("Of dtype float64, with the index and the name of ``s``")
@pytest.mark.parametrize("dtype", [object, "str", "int64"])
def test_an_empty_column(dtype):
    agree(kata.parse_number(pd.Series([], dtype=dtype, name="paid")), pd.Series([], dtype=float, name="paid"))
