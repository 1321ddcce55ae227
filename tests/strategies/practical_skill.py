"""The nouns of everyday data work, as strategies: cheap to draw, readable when shrunk."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

# Who and at which minute: few of each, so that entities meet, times tie and ages sit on the limit.
appearances = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=7)
ages = st.integers(1, 6)  # minutes


@st.composite
def tables_with_gaps(draw, n):
    """`n` tables of 1-5 rows and the same 1-4 columns: small numbers, and NaN for about one cell in four."""
    columns = draw(st.integers(1, 4))
    cells = st.sampled_from([np.nan, np.nan, np.nan, -7.0, -2.5, 0.0, 0.5, 3.0, 4.0, 11.0, 600.0])
    rows = draw(st.lists(st.integers(1, 5), min_size=n, max_size=n))
    size = sum(rows) * columns
    values = np.array(draw(st.lists(cells, min_size=size, max_size=size))).reshape(-1, columns)
    return tuple(np.split(values, np.cumsum(rows)[:-1]))


class Amount(NamedTuple):
    """The parts of an amount of money as somebody types it."""

    whole: int
    decimals: str
    sign: str
    currency: str
    currency_first: bool
    grouped: bool
    unit: str
    bracketed: bool


amounts = st.builds(
    Amount,
    whole=st.sampled_from([0, 5, 12, 999, 1_000, 4_321, 65_432, 765_432, 1_234_567, 9_000_000_001]),
    decimals=st.sampled_from(["", "", "5", "05", "75", "125"]),
    sign=st.sampled_from(["", "-", "+"]),
    currency=st.sampled_from(["", "$", "€", "£"]),
    currency_first=st.booleans(),
    grouped=st.booleans(),
    unit=st.sampled_from(["", "k", "K", "m", "M", "b", "B", "%"]),
    bracketed=st.booleans(),
)


@st.composite
def _row_pairs(draw):
    """Two arrays of 1-4 rows, the same 1-3 columns: small whole numbers, and one far from the origin."""
    n, m, d = draw(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3)))
    cells = st.sampled_from([-9.0, -4.0, -1.0, 0.0, 2.0, 3.0, 7.0, 1000.0])
    values = np.array(draw(st.lists(cells, min_size=(n + m) * d, max_size=(n + m) * d))).reshape(-1, d)
    return values[:n], values[n:]


row_pairs = _row_pairs()


@st.composite
def _batches_of_logits(draw):
    """1-3 rows of 1-5 logits, in steps of a half, so that ties occur."""
    rows, classes = draw(st.tuples(st.integers(1, 3), st.integers(1, 5)))
    halves = draw(st.lists(st.integers(-20, 20), min_size=rows * classes, max_size=rows * classes))
    return np.array(halves).reshape(rows, classes) / 2


batches_of_logits = _batches_of_logits()
temperatures = st.sampled_from([0.25, 0.5, 0.8, 1.0, 1.5, 3.0, 20.0])
