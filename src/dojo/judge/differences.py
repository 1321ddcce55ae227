"""Where two arrays, frames or lists differ: a small window of cells, made in the judge, where the values live."""

from __future__ import annotations

import warnings
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from dojo.judge.cells import LONGEST, MOST_COLUMNS, MOST_ROWS, Cells
from dojo.testing import Disagreement, Part, agree
from dojo.text import clean, show

_BEFORE = 2  # rows and columns shown before the first that differs
_MOST_OBJECTS = 5_000  # cells compared one by one; of numbers, all are compared at once
_DIGITS = (6, 9, 12, 17)  # as few as tell two numbers apart


def difference(error: Disagreement) -> dict[str, Any] | None:
    """Return the cells of what disagreed as plain data, None where there is nothing to lay side by side."""
    if error.part is None or error.kind in ("type", "labels"):
        return None
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            found = _cells(error.part)
            return asdict(found) if found is not None else None
    except Exception:  # odd but legal values; the report must not fail with them
        return None


@dataclass
class _Table:
    """One value as columns of equal length, with the labels of its rows and columns."""

    form: str
    rows: list[Any]
    columns: list[Any]
    values: list[Any]
    frame: bool = False  # labelled: places are named by label
    prefix: tuple[int, ...] = ()

    def cell(self, i: int, j: int) -> Any:
        return self.values[j][i]

    def has(self, i: int, j: int) -> bool:
        return i < len(self.rows) and j < len(self.columns)


def _cells(part: Part) -> Cells | None:
    slice_ = _first_slice(part)
    got, expected = _table(part.got, slice_), _table(part.expected, slice_)
    if got is None or expected is None or (got.columns == [""]) != (expected.columns == [""]):
        return None
    shape = max(len(got.rows), len(expected.rows)), max(len(got.columns), len(expected.columns))
    if min(shape) == 0:
        return None
    wrong = _wrong(got, expected, shape, part)
    rows, columns = _window(wrong)
    longer = got if len(got.rows) > len(expected.rows) else expected
    wider = got if len(got.columns) > len(expected.columns) else expected
    texts = [[_pair(got, expected, i, j, bool(wrong[i, j])) for j in columns] for i in rows]
    return Cells(
        part.place + (f"[{', '.join(map(str, slice_))}]" if slice_ else ""),
        got.form,
        expected.form,
        tuple(_label(wider.columns[j]) for j in columns),
        tuple(_label(longer.rows[i]) for i in rows),
        tuple(tuple(pair[0] for pair in row) for row in texts),
        tuple(tuple(pair[1] for pair in row) for row in texts),
        tuple(tuple(bool(wrong[i, j]) for j in columns) for i in rows),
        int(wrong.sum()),
        int(wrong.size),
        _largest(got, expected, part, slice_) if _same_shape(got, expected) else "",
        _told_window(rows, columns, shape),
    )


# -- values as tables --------------------------------------------------------------------------------


def _table(value: Any, slice_: tuple[int, ...]) -> _Table | None:
    if isinstance(value, np.ndarray):
        return _array(value, slice_)
    if isinstance(value, pd.DataFrame):
        values = [_plain(value.iloc[:, j]) for j in range(value.shape[1])]
        form = f"DataFrame {value.shape[0]} x {value.shape[1]}"
        return _Table(form, list(value.index), list(value.columns), values, frame=True)
    if isinstance(value, pd.Series):
        return _Table(f"Series ({len(value)}) {value.dtype}", list(value.index), [""], [_plain(value)], frame=True)
    if isinstance(value, list | tuple):
        return _row(f"{type(value).__name__} of {len(value)}", list(range(len(value))), list(value))
    if isinstance(value, dict):
        return _row(f"dict of {len(value)}", list(value), list(value.values()), frame=True)
    return None


def _array(array: Any, slice_: tuple[int, ...]) -> _Table | None:
    form = f"{array.dtype} {array.shape}"
    if array.ndim == 0:
        return None
    if array.ndim == 1:
        return _Table(form, list(range(len(array))), [""], [array])
    plane = array[slice_]
    if plane.ndim != 2:
        return None
    columns = list(range(plane.shape[1]))
    return _Table(form, list(range(plane.shape[0])), columns, [plane[:, j] for j in columns], prefix=slice_)


def _row(form: str, labels: list[Any], items: list[Any], frame: bool = False) -> _Table | None:
    """A list or dict of plain items; one of arrays is laid side by side item by item (see `Part`)."""
    kinds = set(map(type, items))  # there may be millions of items, and few kinds of them
    if any(issubclass(kind, np.ndarray | pd.DataFrame | pd.Series | list | tuple | dict | set) for kind in kinds):
        return None
    numbers = bool(kinds) and kinds <= {int, float, np.float64, np.int64} and not kinds <= {int, np.int64}
    return _Table(form, labels, [""], [np.array(items, dtype=float) if numbers else items], frame)


def _plain(series: pd.Series) -> Any:
    return series.to_numpy() if isinstance(series.dtype, np.dtype) else series.array


def _first_slice(part: Part) -> tuple[int, ...]:
    """Return which plane of arrays with three dimensions or more holds their first difference."""
    got, expected = part.got, part.expected
    if not isinstance(expected, np.ndarray) or expected.ndim < 3 or got.shape != expected.shape:
        return ()
    wrong = np.argwhere(_column_wrong(got.ravel(), expected.ravel(), part))
    first = int(wrong[0, 0]) if len(wrong) else 0
    return tuple(int(i) for i in np.unravel_index(first, expected.shape)[:-2])


# -- what differs ------------------------------------------------------------------------------------


def _same_shape(got: _Table, expected: _Table) -> bool:
    return (len(got.rows), len(got.columns)) == (len(expected.rows), len(expected.columns))


def _wrong(got: _Table, expected: _Table, shape: tuple[int, int], part: Part) -> Any:
    """Return which cells differ; of values of two shapes, those that only one of them has."""
    if _same_shape(got, expected):
        pairs = zip(got.values, expected.values, strict=True)
        return np.column_stack([_column_wrong(one, other, part) for one, other in pairs])
    wrong = np.ones(shape, dtype=bool)
    wrong[: min(len(got.rows), len(expected.rows)), : min(len(got.columns), len(expected.columns))] = False
    return wrong


def _column_wrong(got: Any, expected: Any, part: Part) -> Any:
    if _numeric(got) and _numeric(expected):
        if got.dtype.kind in "biu" and expected.dtype.kind in "biu":
            return got != expected
        return ~np.isclose(got, expected, rtol=part.rtol, atol=part.atol, equal_nan=True)
    wrong = np.zeros(len(expected), dtype=bool)
    for i in range(min(len(expected), _MOST_OBJECTS)):
        wrong[i] = not _agrees(got[i], expected[i], part)
    return wrong


def _numeric(column: Any) -> bool:
    return isinstance(column, np.ndarray) and column.dtype.kind in "biufc"


def _agrees(got: Any, expected: Any, part: Part) -> bool:
    if got is expected:
        return True
    try:
        agree(got, expected, rtol=part.rtol, atol=part.atol)
    except Disagreement:
        return bool(pd.api.types.is_scalar(got) and pd.isna(got) and pd.isna(expected))
    return True


def _largest(got: _Table, expected: _Table, part: Part, slice_: tuple[int, ...]) -> str:
    """Name the largest finite error and its place."""
    worst, place = 0.0, (0, 0)
    for j, (one, other) in enumerate(zip(got.values, expected.values, strict=True)):
        if _numeric(one) and _numeric(other) and "b" not in (one.dtype.kind, other.dtype.kind):
            kind = complex if "c" in (one.dtype.kind, other.dtype.kind) else float
            errors = np.nan_to_num(np.abs(one.astype(kind) - other.astype(kind)), nan=0.0, posinf=0.0)
            if len(errors) and errors.max() > worst:
                worst, place = float(errors.max()), (int(errors.argmax()), j)
    if worst == 0.0:
        return ""
    size = abs(expected.cell(*place))
    relative = f", relative {worst / float(size):.4g}" if size else ""
    return f"{worst:.4g}{relative}, at {part.place}{_place(expected, place, slice_)}"


def _place(table: _Table, place: tuple[int, int], slice_: tuple[int, ...]) -> str:
    i, j = place
    if table.frame:
        named = f"row {show(table.rows[i])}"
        return named if table.columns == [""] else f"{named}, column {show(table.columns[j])}"
    index = (*slice_, i) if table.columns == [""] else (*slice_, i, j)
    return f"[{', '.join(map(str, index))}]"


# -- the window --------------------------------------------------------------------------------------


def _window(wrong: Any) -> tuple[range, range]:
    places = np.argwhere(wrong)
    first = places[0] if len(places) else (0, 0)
    return tuple(  # type: ignore[return-value]
        range(start := max(0, min(int(at) - _BEFORE, many - most)), min(start + most, many))
        for at, many, most in zip(first, wrong.shape, (MOST_ROWS, MOST_COLUMNS), strict=True)
    )


def _told_window(rows: range, columns: range, shape: tuple[int, int]) -> str:
    told = [
        f"{name} {shown.start} to {shown.stop - 1} of {many}"
        for name, shown, many in (("rows", rows, shape[0]), ("columns", columns, shape[1]))
        if len(shown) < many
    ]
    return ", ".join(told)


def _pair(got: _Table, expected: _Table, i: int, j: int, wrong: bool) -> tuple[str, str]:
    """Return two cells as text, with as many digits as tell them apart where they differ."""
    pairs = [
        (
            _text(got.cell(i, j), digits) if got.has(i, j) else "",
            _text(expected.cell(i, j), digits) if expected.has(i, j) else "",
        )
        for digits in (_DIGITS if wrong else _DIGITS[:1])
    ]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])


def _text(value: Any, digits: int) -> str:
    if isinstance(value, float | np.floating):
        return f"{float(value):.{digits}g}"
    if isinstance(value, complex | np.complexfloating):
        return f"{complex(value):.{digits}g}"
    if isinstance(value, np.generic):
        value = value.item()
    return _short(show(value) if isinstance(value, str | bytes | list | tuple | dict) else str(value))


def _label(label: Any) -> str:
    return _short(label if isinstance(label, str) else str(label))


def _short(text: str) -> str:
    text = clean(text.replace("\n", " "), 200)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
