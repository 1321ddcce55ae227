"""The nouns of everyday data work, as strategies: cheap to draw, readable when shrunk."""

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
