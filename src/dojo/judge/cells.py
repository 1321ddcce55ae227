"""Two arrays or frames cell by cell, as plain data: what a report carries of them, and how it is read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dojo.text import clean

MOST_ROWS, MOST_COLUMNS = 10, 8
LONGEST = 24  # characters of one cell or label


@dataclass(frozen=True)
class Cells:
    """A window on two values around their first difference.

    Attributes
    ----------
    place : str
        Where within what was compared the two values stand: "[0]" for the first of a tuple, "" for the whole.
    got_form, expected_form : str
        Type, shape and dtype.
    columns, rows : tuple of str
        Labels of the window; one column without a label for what has one dimension.
    got, expected : tuple of tuple of str
        The cells, row by row; "" where a value has no such cell.
    wrong : tuple of tuple of bool
        Which of them differ.
    differ, size : int
        How many cells differ, and of how many, the window aside.
    largest : str
        The largest error and its place, "" where there are no numbers to subtract.
    window : str
        How much of the values the window shows, "" for all.
    """

    place: str
    got_form: str
    expected_form: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    got: tuple[tuple[str, ...], ...]
    expected: tuple[tuple[str, ...], ...]
    wrong: tuple[tuple[bool, ...], ...]
    differ: int
    size: int
    largest: str = ""
    window: str = ""

    @property
    def flat(self) -> bool:
        """Whether the values have one dimension."""
        return self.columns == ("",)


def read(said: dict[str, Any] | None) -> Cells | None:
    """Return the cells that a report carries; None where it carries none, or what no judge says."""
    try:
        return _read(said) if said else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read(said: dict[str, Any]) -> Cells | None:
    columns, rows = _texts(said["columns"][:MOST_COLUMNS]), _texts(said["rows"][:MOST_ROWS])
    got, expected = (tuple(_texts(row) for row in said[side][: len(rows)]) for side in ("got", "expected"))
    wrong = tuple(tuple(bool(cell) for cell in row) for row in said["wrong"][: len(rows)])
    tables: tuple[tuple[tuple[Any, ...], ...], ...] = (got, expected, wrong)
    if any(len(table) != len(rows) or any(len(row) != len(columns) for row in table) for table in tables):
        return None
    place, got_form, expected_form, largest, window = (
        clean(str(said[key]), 200) for key in ("place", "got_form", "expected_form", "largest", "window")
    )
    counts = int(said["differ"]), int(said["size"])
    return Cells(place, got_form, expected_form, columns, rows, got, expected, wrong, *counts, largest, window)


def _texts(said: list[Any]) -> tuple[str, ...]:
    return tuple(clean(str(text), LONGEST + 4).replace("\n", " ") for text in said)
