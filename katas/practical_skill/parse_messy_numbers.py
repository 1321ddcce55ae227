"""Parse messy numbers.

The finance team sends its revenue column as it was typed: "$1,200", "1.5k", "(300)", "12%",
and now and then "N/A" or "see mail". Turn it into numbers we can add up. A cell that is not
clearly a number must become missing: a wrong revenue is worse than none, for nobody will ever
look at it again.
"""

import pandas as pd


def parse_number(s: pd.Series) -> pd.Series:
    """Return the numbers that the cells of a column stand for.

    - A number stands for itself; an infinite or missing one stays as it is.
    - A text is first stripped of white space at both ends, as by ``str.strip``. Then all of it
      must read, without spaces:

      1. optionally a sign, ``+`` or ``-``, and optionally one of ``$``, ``€``, ``£``: at
         most one of each, in either order;
      2. digits 0-9, either plain (``1200``) or with commas that leave one to three digits in
         front and then groups of exactly three (``1,200``);
      3. optionally a point and at least one more digit;
      4. optionally one of ``k`` or ``K`` (thousand), ``m`` or ``M`` (million), ``b`` or
         ``B`` (billion), ``%`` (divides by 100).

      Parentheses around the whole of it negate, as bookkeepers write: ``(300)`` is -300. A
      plus sign may stand inside them, a minus sign may not.
    - Anything else is NaN: other text (``""``, ``"N/A"``, ``"-"``, ``".5"``, ``"1e5"``), bools,
      None, dates, lists.

    Parameters
    ----------
    s : Series
        Of dtype object, str, bool, int or float. Its numbers are Python's or numpy's ints and
        floats, finite ones up to 1e15 in size.

    Returns
    -------
    Series
        Of dtype float64, with the index and the name of ``s``. No cell makes it raise.

    Examples
    --------
    >>> parse_number(pd.Series(["$1,200", "1.5k", "(300)", "12%", 7])).tolist()
    [1200.0, 1500.0, -300.0, 0.12, 7.0]
    >>> parse_number(pd.Series(["N/A", "1,5", True, None, "(-3)"], name="revenue"))
    0   NaN
    1   NaN
    2   NaN
    3   NaN
    4   NaN
    Name: revenue, dtype: float64
    """
    raise NotImplementedError
