"""What a kata's tests import: how they compare values, and how they name the words that they rest on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from dojo.text import show

__all__ = ["Disagreement", "agree", "expect", "follows_from", "rejects", "rests_on"]

Test = TypeVar("Test", bound=Callable[..., object])
_UNSAID: Any = object()

__tracebackhide__ = True  # pytest shows the line of the test, not these; a debugger asks each function for it


@dataclass(frozen=True, eq=False)
class Part:
    """The array, frame or list, of those compared, that holds the first difference; `place` is where it stands."""

    got: Any
    expected: Any
    place: str
    rtol: float
    atol: float


class Disagreement(AssertionError):
    """Two values that should agree do not.

    Attributes
    ----------
    kind : str
        "type", "shape", "dtype", "labels", "not finite", "tolerance" or "value"; of `expect` "fact", of `rejects`
        "raised" or "did not raise".
    got, expected : object
        The two values as they were handed to `agree`, whole; `has_got` tells whether there is one.
    part : Part or None
        The innermost container that differs, None for plain values.
    words : str
        What was expected, where it is a sentence and no value.
    """

    has_got = True
    words = ""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.got: Any = None
        self.expected: Any = None
        self.part: Part | None = None


def agree(got: Any, expected: Any, *, rtol: float = 1e-9, atol: float = 1e-12, exact_dtype: bool = False) -> None:
    """Fail unless `got` is the same kind of value as `expected` and equal to it within tolerance.

    Type, shape and dtype come first, so that broadcasting hides nothing. A numpy scalar passes for
    the Python type of its kind. Float and complex arrays must have the dtype expected; integer
    arrays may have any integer dtype. NaN agrees with NaN, and -0.0 with 0.0. Labels and text are
    compared exactly; a text column may be `str` or `object`, a time may have any unit.

    Parameters
    ----------
    got, expected : object
        Numbers, text, dates, None, arrays, Series, frames, indexes; lists, tuples, dicts and sets of these.
    rtol, atol : float
        A number agrees when ``abs(got - expected) <= atol + rtol * abs(expected)``.
    exact_dtype : bool
        Ask for the very dtype expected, for the few statements that name one.

    Raises
    ------
    Disagreement
        An AssertionError that names the first difference and its place.
    """
    if type(got) is float and type(expected) is float and got == expected:
        return  # the shortest way, for most calls of most tests end here
    __tracebackhide__ = True
    try:
        _Comparison(rtol, atol, exact_dtype).compare(got, expected, "")
    except Disagreement as difference:
        difference.got, difference.expected = got, expected
        raise difference.with_traceback(None) from None


def expect(condition: Any, sentence: str, *, got: Any = _UNSAID) -> None:
    """Fail unless a yes/no fact holds.

    Parameters
    ----------
    condition : bool or numpy bool
        The fact.
    sentence : str
        What was expected, in words: "each row sums to 1".
    got : object, optional
        The value that the fact is about; by default what the last call returned.

    Raises
    ------
    Disagreement
        An AssertionError that says the sentence.
    """
    __tracebackhide__ = True
    if not condition:
        difference = Disagreement("fact", f"expected: {sentence}")
        difference.words, difference.has_got = sentence, got is not _UNSAID
        difference.got = got if difference.has_got else None
        raise difference


def rejects(call: Callable[..., object], cases: Sequence[Any], error: type[Exception] = ValueError) -> None:
    """Fail unless the call raises `error` in every case.

    Parameters
    ----------
    call : callable
        The candidate's function or method, or a small function around it.
    cases : sequence
        The arguments of each call: a tuple of them, or the only one.
    error : exception class

    Raises
    ------
    Disagreement
        An AssertionError: the call returned, or raised something else.
    """
    __tracebackhide__ = True
    for case in cases:
        try:
            call(*(case if isinstance(case, tuple) else (case,)))
        except error:
            continue
        except AssertionError:  # the judge's own, or a test's
            raise
        except Exception as raised:
            difference = Disagreement("raised", f"raised {type(raised).__name__}, expected {error.__name__}")
            difference.got = raised
        else:
            difference = Disagreement("did not raise", f"{error.__name__} was expected")
            difference.has_got = False
        difference.words = f"raises {error.__name__}"
        raise difference


def rests_on(*words: str) -> Callable[[Test], Test]:
    """Mark a hidden test with the words of the statement or of a clarification, verbatim, that it rests on."""
    return lambda test: test


def follows_from(*words: str) -> Callable[[Test], Test]:
    """Mark a hidden test with the formula of the statement, verbatim, that it follows from."""
    return lambda test: test


def _kind(value: Any) -> type:
    """The Python type that `value` stands for: numpy scalars count as the type of their kind."""
    for numpy_type, python_type in (
        (np.bool_, bool),
        (np.integer, int),
        (np.floating, float),
        (np.complexfloating, complex),
        (np.str_, str),
        (np.bytes_, bytes),
    ):
        if isinstance(value, numpy_type) and not isinstance(value, np.timedelta64):
            return python_type
    return type(value)


_CONTAINERS = (np.ndarray, pd.DataFrame, pd.Series, list, tuple, dict)


class _Comparison:
    """One comparison: the tolerances, and a method for each shape a value can have."""

    def __init__(self, rtol: float, atol: float, exact_dtype: bool) -> None:
        self.rtol, self.atol, self.exact_dtype = rtol, atol, exact_dtype

    def compare(self, got: Any, expected: Any, place: str) -> None:
        try:
            self._compare(got, expected, place)
        except Disagreement as difference:
            if difference.part is None and isinstance(expected, _CONTAINERS):
                difference.part = Part(got, expected, place, self.rtol, self.atol)
            raise

    def _compare(self, got: Any, expected: Any, place: str) -> None:
        if _kind(got) is not _kind(expected) and not self._same_family(got, expected):
            _fail("type", place, f"expected {_name(expected)}, got {_name(got)}")
        if isinstance(expected, np.ndarray):
            self._arrays(got, expected, place)
        elif isinstance(expected, pd.DataFrame):
            self._frames(got, expected, place)
        elif isinstance(expected, pd.Series):
            self._series(got, expected, place)
        elif isinstance(expected, pd.Index):
            self._indexes(got, expected, place)
        elif isinstance(expected, list | tuple):
            self._sequences(got, expected, place)
        elif isinstance(expected, dict):
            self._dicts(got, expected, place)
        elif isinstance(expected, set | frozenset):
            self._sets(got, expected, place)
        else:
            self._scalars(got, expected, place)

    @staticmethod
    def _same_family(got: Any, expected: Any) -> bool:
        """Classes that differ without the caller caring: indexes, named tuples and ordered dicts."""
        return any(isinstance(got, family) and isinstance(expected, family) for family in (pd.Index, tuple, dict))

    def _scalars(self, got: Any, expected: Any, place: str) -> None:
        if isinstance(expected, float | complex | np.inexact) and not isinstance(expected, bool):
            self._numbers(np.asarray(got), np.asarray(expected), place)
        elif _missing(got) != _missing(expected) or not (_missing(expected) or got == expected):
            _fail("value", place, f"expected {show(expected)}, got {show(got)}")

    def _sequences(self, got: Any, expected: Any, place: str) -> None:
        if len(got) != len(expected):
            _fail("shape", place, f"expected {len(expected)} items, got {len(got)}")
        for i, (one, other) in enumerate(zip(got, expected, strict=True)):
            self.compare(one, other, f"{place}[{i}]")

    def _dicts(self, got: Any, expected: Any, place: str) -> None:
        missing, extra = [k for k in expected if k not in got], [k for k in got if k not in expected]
        if missing or extra:
            _fail("labels", place, f"keys missing {missing}, keys not expected {extra}")
        for key in expected:
            self.compare(got[key], expected[key], f"{place}[{key!r}]")

    def _sets(self, got: Any, expected: Any, place: str) -> None:
        """Compare two sets, in which NaN is the same item wherever it comes from."""
        one, other = ({repr(i) if _missing(i) else i for i in items} for items in (got, expected))
        if one != other:
            _fail("value", place, f"expected {show(expected)}, got {show(got)}")

    def _arrays(self, got: Any, expected: Any, place: str) -> None:
        if got.shape != expected.shape:
            _fail("shape", place, f"expected shape {expected.shape}, got {got.shape}")
        self._dtypes(got.dtype, expected.dtype, place)
        self._values(got, expected, place)

    def _dtypes(self, got: Any, expected: Any, place: str) -> None:
        if got == expected or (not self.exact_dtype and _loose(got) == _loose(expected)):
            return
        _fail("dtype", place, f"expected dtype {expected}, got {got}")

    def _values(self, got: Any, expected: Any, place: str) -> None:
        """Compare two arrays or extension arrays of one shape and kind."""
        if expected.dtype.kind in "fc" and isinstance(expected, np.ndarray):
            self._numbers(got, expected, place)
        elif expected.dtype.kind in "biu" and isinstance(expected, np.ndarray):
            _first(got != expected, got, expected, place)
        else:
            for i in np.ndindex(expected.shape):
                where = i[0] if len(i) == 1 else i
                self._cells(got[where], expected[where], f"{place}[{', '.join(map(str, i))}]")

    def _cells(self, got: Any, expected: Any, place: str) -> None:
        if _missing(expected) or _missing(got):
            if not (_missing(expected) and _missing(got)):
                _fail("value", place, f"expected {show(expected)}, got {show(got)}")
        else:
            self.compare(got, expected, place)

    def _numbers(self, got: Any, expected: Any, place: str) -> None:
        with np.errstate(all="ignore"):
            close = np.isclose(got, expected, rtol=self.rtol, atol=self.atol, equal_nan=True)
        if not close.all():
            infinite = ~(np.isfinite(got) & np.isfinite(expected))
            kind = "not finite" if (infinite & ~close).any() else "tolerance"
            _first(~close, got, expected, place, kind)

    def _indexes(self, got: pd.Index, expected: pd.Index, place: str) -> None:
        if list(got.names) != list(expected.names):
            _fail("labels", place, f"expected index names {list(expected.names)}, got {list(got.names)}")
        if isinstance(got, pd.MultiIndex) != isinstance(expected, pd.MultiIndex):
            _fail("type", place, f"expected {_name(expected)}, got {_name(got)}")
        if len(got) != len(expected):
            _fail("shape", place, f"expected {len(expected)} labels, got {len(got)}")
        if len(expected) and not isinstance(expected, pd.MultiIndex):
            self._dtypes(got.dtype, expected.dtype, place)
        for i, (one, other) in enumerate(zip(got, expected, strict=True)):
            self._cells(one, other, f"{place}[{i}]")

    def _series(self, got: pd.Series, expected: pd.Series, place: str) -> None:
        if got.name != expected.name:
            _fail("labels", place, f"expected name {expected.name!r}, got {got.name!r}")
        self._indexes(got.index, expected.index, f"{place}.index")
        self._dtypes(got.dtype, expected.dtype, place)
        self._values(_plain(got), _plain(expected), place)

    def _frames(self, got: pd.DataFrame, expected: pd.DataFrame, place: str) -> None:
        self._indexes(got.columns, expected.columns, f"{place}.columns")
        self._indexes(got.index, expected.index, f"{place}.index")
        for i, label in enumerate(expected.columns):
            one, other = got.iloc[:, i], expected.iloc[:, i]
            self._dtypes(one.dtype, other.dtype, f"{place}[{label!r}]")
            self._values(_plain(one), _plain(other), f"{place}[{label!r}]")


def _plain(series: pd.Series) -> Any:
    return series.to_numpy() if isinstance(series.dtype, np.dtype) else series.array


def _loose(dtype: Any) -> str:
    """What a dtype is when the statement does not name one."""
    if isinstance(dtype, pd.CategoricalDtype):
        return "category"
    if isinstance(dtype, pd.StringDtype) or dtype.kind in "OU":
        return "text or objects"
    if dtype.kind in "iu":
        return "integer" if isinstance(dtype, np.dtype) else "nullable integer"
    if dtype.kind in "mM":
        return f"{dtype.kind} {getattr(dtype, 'tz', None)}"
    return str(dtype)


def _missing(value: Any) -> bool:
    if isinstance(value, np.datetime64 | np.timedelta64):
        return bool(np.isnat(value))
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def _first(wrong: Any, got: Any, expected: Any, place: str, kind: str = "value") -> None:
    """Fail at the first of the wrong cells, and say how many there are."""
    if not np.any(wrong):
        return
    index = tuple(int(i) for i in np.argwhere(np.asarray(wrong))[0])
    where = f"{place}[{', '.join(map(str, index))}]" if index else place
    more = f" ({np.count_nonzero(wrong)} of {np.size(wrong)} cells differ)" if np.size(wrong) > 1 else ""
    _fail(kind, where, f"expected {show(_item(expected, index))}, got {show(_item(got, index))}{more}")


def _item(array: Any, index: tuple[int, ...]) -> Any:
    return np.asarray(array)[index].item()


def _name(value: Any) -> str:
    plain = value.item() if isinstance(value, np.generic) else value  # a numpy float64 is a float
    shown = f" {show(plain)}" if isinstance(plain, bool | int | float | str | datetime.date) else ""
    return type(plain).__name__ + shown


def _fail(kind: str, place: str, text: str) -> None:
    raise Disagreement(kind, f"{'at ' + place + ': ' if place else ''}{text}")
