"""Parse messy numbers.

Write the grammar down as one regular expression, demand that it match all of the text, and
only then compute. The opposite order, cleaning characters away until something parses, is the
common answer and the dangerous one: it has no way to say no, so "1,5" becomes 15 and
"N/A 5" becomes 5.

Three corners catch nearly everyone. `bool` is a subclass of `int`, so True must be refused
before numbers are let through. `float` reads more than the statement allows ("1e5", "1_000",
"inf", " 5 "), so it may see only what the pattern has approved. And a class such as \\d holds
the digits of every script, so the pattern says [0-9].

Missing cells come in several guises (None, NaN, NaT, pd.NA). None of them needs a check of its
own but pd.NA and NaT, which are simply neither numbers nor text.

Cost: O(total length of the text).
"""

import re

import numpy as np
import pandas as pd

AMOUNT = re.compile(
    r"(?P<open>\()?"
    r"(?:(?P<sign>[+-])?[$€£]?|[$€£](?P<late_sign>[+-]))"
    r"(?P<digits>(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)"
    r"(?P<unit>[kKmMbB%])?"
    r"(?P<close>\))?"
)
UNITS = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "%": 1e-2}


def _amount(text):
    match = AMOUNT.fullmatch(text.strip())
    if match is None or bool(match["open"]) != bool(match["close"]):
        return np.nan
    minus = (match["sign"] or match["late_sign"]) == "-"
    if match["open"] and minus:
        return np.nan
    size = float(match["digits"].replace(",", "")) * UNITS[(match["unit"] or "").lower()]
    return -size if match["open"] or minus else size


def _number(cell):
    if isinstance(cell, str):
        return _amount(cell)
    if isinstance(cell, int | float | np.integer | np.floating) and not isinstance(cell, bool):
        return cell
    return np.nan


def parse_number(s):
    return pd.Series([_number(cell) for cell in s], index=s.index, name=s.name, dtype=float)


def letter_by_letter(s):
    """Eats the text from both ends, one part of the grammar at a time, without a pattern."""
    return s.astype(object).map(_read).astype("float64")


def _read(cell):
    if type(cell) is not str and not np.issubdtype(type(cell), np.str_):
        return cell if pd.api.types.is_number(cell) and not pd.api.types.is_bool(cell) else np.nan
    text, factor = cell.strip(), 1
    bracketed = text[:1] == "(" and text[-1:] == ")"
    if bracketed:
        text, factor = text[1:-1], -1
    front = text[: len(text) - len(text.lstrip("+-$€£"))]
    if sum(c in "+-" for c in front) > 1 or sum(c in "$€£" for c in front) > 1 or (bracketed and "-" in front):
        return np.nan
    text, factor = text[len(front) :], -factor if "-" in front else factor
    divisor = 100 if text.endswith("%") else 1
    power = {"k": 3, "m": 6, "b": 9}.get(text[-1:].lower(), 0) if text.isascii() else 0
    if power or divisor > 1:
        text = text[:-1]
    whole, point, rest = text.partition(".")
    groups = whole.split(",")
    sizes = [len(group) for group in groups]
    grouped = len(groups) == 1 or (sizes[0] <= 3 and all(size == 3 for size in sizes[1:]))
    digits = [*groups, rest] if point else groups
    if not grouped or not all(part.isascii() and part.isdecimal() for part in digits):
        return np.nan
    return factor * (int("".join(digits)) * 10**power) / (divisor * 10 ** len(rest))


def _each(s, read):
    """The mistakes read cell by cell too, each in its own way."""
    return pd.Series([read(cell) for cell in s], index=s.index, name=s.name, dtype=float)


def strip_non_digits(s):
    """Throws away what is no digit, point or minus: "N/A 5" becomes 5 and "(12)" loses its sign."""

    def read(cell):
        if not isinstance(cell, str):
            return _number(cell)
        unit = UNITS.get(cell.strip()[-1:].lower(), 1.0)
        kept = re.sub(r"[^0-9.-]", "", cell)
        return float(kept) * unit if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", kept) else np.nan

    return _each(s, read)


def suffix_ignored(s):
    """Reads past k, m and b: "1.2k" becomes 1.2."""
    return _each(s, lambda cell: _number(cell.strip().rstrip("kKmMbB") if isinstance(cell, str) else cell))


def percent_as_number(s):
    """Drops the percent sign without dividing by 100: "12%" becomes 12."""
    percent = [isinstance(cell, str) and "%" in cell for cell in s]
    return parse_number(s) * np.where(percent, 100.0, 1.0)


def comma_as_decimal(s):
    """Takes a comma that makes no group of three for a decimal point: "1,5" becomes 1.5."""

    def read(cell):
        if isinstance(cell, str) and np.isnan(_number(cell)) and cell.count(",") == 1:
            return _number(cell.replace(",", "."))
        return _number(cell)

    return _each(s, read)


def drops_every_comma(s):
    """Removes the commas before it looks: "1,5" becomes 15, whatever the typist meant."""
    return _each(s, lambda cell: _number(cell.replace(",", "") if isinstance(cell, str) else cell))


def bool_as_one(s):
    """Lets bools through as numbers, since bool is a subclass of int: True becomes 1.0."""
    return _each(s, lambda cell: float(cell) if isinstance(cell, bool | np.bool_) else _number(cell))


def matches_the_beginning(s):
    """Uses match instead of fullmatch: "12 apples" becomes 12."""

    def read(cell):
        if not isinstance(cell, str):
            return _number(cell)
        match = AMOUNT.match(cell.strip())
        return _amount(match[0]) if match else np.nan

    return _each(s, read)


def float_first(s):
    """Tries float before the grammar, which reads "1e5", ".5", "1_000" and "inf" too."""

    def read(cell):
        try:
            return float(cell) if isinstance(cell, str) else _number(cell)
        except ValueError:
            return _number(cell)

    return _each(s, read)


def minus_twice(s):
    """Negates inside parentheses whatever the sign: "(-3)" becomes 3."""

    def read(cell):
        text = cell.strip() if isinstance(cell, str) else ""
        if text.startswith("(") and text.endswith(")") and text[1:2] not in ("(", " "):
            return -_number(text[1:-1].rstrip(" )"))
        return _number(cell)

    return _each(s, read)


def sign_before_currency_only(s):
    """Allows one order, "-$5", and loses the other, "$-5"."""
    return _each(s, lambda c: np.nan if isinstance(c, str) and re.search(r"[$€£][+-]", c) else _number(c))


def one_bracket_is_enough(s):
    """Makes each parenthesis optional by itself: "(5" becomes -5."""

    def read(cell):
        text = cell.strip() if isinstance(cell, str) else ""
        if text.count("(") + text.count(")") == 1:
            return -abs(_number(text.strip("()")))
        return _number(cell)

    return _each(s, read)


def digits_of_any_script(s):
    r"""Writes \d or isdigit for [0-9], which hold the digits of every script."""
    western = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    return _each(s, lambda cell: _number(cell.translate(western) if isinstance(cell, str) else cell))


def spaces_anywhere(s):
    """Removes all white space, not only that at the ends: "1 200" and "( 5 )" are let through."""
    return _each(s, lambda cell: _number("".join(cell.split()) if isinstance(cell, str) else cell))


def text_only(s):
    """Reads every cell as text with the pattern: 1e-07 and infinity are numbers, but do not match."""
    return _each(s, lambda cell: _number(cell if isinstance(cell, bool | np.bool_) else str(cell)))


def asks_whether_missing(s):
    """Asks pd.isna about every cell first: for a list in a cell that is no single answer, and raises."""
    return _each(s, lambda cell: np.nan if pd.isna(cell) else _number(cell))


def new_index(s):
    """Builds the result from a list and forgets the index: the next alignment scrambles the rows."""
    return parse_number(s).reset_index(drop=True)


ALTERNATIVES = [letter_by_letter]
