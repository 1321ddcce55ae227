"""What the statement promises, by example."""

import numpy as np
import pandas as pd

from dojo.testing import agree
from katas.practical_skill import parse_messy_numbers as kata


def parsed(*cells):
    return kata.parse_number(pd.Series(list(cells), dtype=object)).tolist()


def test_plain_and_grouped_digits():
    agree(parsed("42", "3.25", "1,200", "12,345,678.5"), [42.0, 3.25, 1200.0, 12345678.5])


def test_sign_and_currency():
    agree(parsed("-7", "+7", "$7", "-€2.5", "£-30"), [-7.0, 7.0, 7.0, -2.5, -30.0])


def test_thousands_millions_billions_and_percent():
    agree(parsed("1.2k", "3M", "$2B", "12%"), [1200.0, 3e6, 2e9, 0.12])


def test_parentheses_negate():
    agree(parsed("(12)", "($1,200)"), [-12.0, -1200.0])


def test_numbers_stand_for_themselves():
    agree(parsed(7, 2.5, np.int64(-3)), [7.0, 2.5, -3.0])


def test_anything_else_is_missing():
    agree(parsed("", "N/A", "-", "1.234,5", "N/A 5", None), [np.nan] * 6)


def test_the_index_and_the_name_stay():
    s = pd.Series(["2k", "no"], index=[9, 4], name="revenue")
    agree(kata.parse_number(s), pd.Series([2000.0, np.nan], index=[9, 4], name="revenue"))
