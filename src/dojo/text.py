"""How values and texts are shown: short, capped, and free of control characters."""

from __future__ import annotations

import math
import os
import reprlib
from pathlib import Path
from typing import Any

_FEW = 12
_SHOWN_BITS = 4_000  # of an int; Python refuses to write more than some 14,000
_COUNTED_BITS = 1 << 20  # beyond, counting the digits would take long
LONGEST = 2_000  # characters of one shown value or message


def clean(text: str, limit: int = LONGEST) -> str:
    """Return `text` as it may go to any terminal: nothing that moves the cursor, and not too long."""
    text = text[: limit + 1]
    safe = "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape", "replace").decode() for c in text
    )
    return safe if len(safe) <= limit else safe[:limit].rstrip() + " ..."


class _Show(reprlib.Repr):
    """`repr` with limits; arrays and frames keep the layout that numpy and pandas give them."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxlist, self.maxtuple, self.maxdict = 5, 24, 24, 24
        self.maxset = self.maxfrozenset = 24
        self.maxstring = self.maxother = self.maxlong = 400

    def repr_ndarray(self, array: Any, level: int) -> str:
        import numpy as np

        if array.dtype == object:
            return f"array({self.repr1(array.tolist(), level - 1)}, dtype=object)"
        mode: Any = "unique" if array.size <= _FEW else "maxprec"  # few enough to show every digit that tells
        with np.printoptions(threshold=60, edgeitems=4, linewidth=100, floatmode=mode):
            return repr(array)

    def repr_DataFrame(self, frame: Any, level: int) -> str:  # noqa: N802 - reprlib finds methods by type name
        return str(frame.to_string(max_rows=14, max_cols=8, max_colwidth=40))

    def repr_Series(self, series: Any, level: int) -> str:  # noqa: N802
        return f"{series.to_string(max_rows=14)}\nName: {series.name!r}, dtype: {series.dtype}"

    def repr_int(self, x: int, level: int) -> str:
        bits = x.bit_length()
        if bits < _SHOWN_BITS:
            return super().repr_int(x, level)
        if bits > _COUNTED_BITS:
            return f"<int of {bits:,} bits>"
        digits, lead = _leading(abs(x))
        return f"{'-' * (x < 0)}{lead}...{abs(x) % 10**6:06} ({digits:,} digits)"

    def repr_function(self, function: Any, level: int) -> str:
        return str(function.__name__).replace("<lambda>", "lambda")

    def repr_instance(self, x: Any, level: int) -> str:
        return repr(x)[: self.maxother * 2]


def _leading(x: int) -> tuple[int, str]:
    """Return how many digits a large number has, and the first ones, without Python's limit on digits."""
    digits = int((x.bit_length() - 1) * math.log10(2)) + 1
    digits += x >= 10**digits
    return digits, str(x // 10 ** (digits - 6))


_show = _Show()


def show(value: Any) -> str:
    """Return `value` as text for a report: a plain value that came over the wire, or a test's own."""
    try:
        return clean(_show.repr(value))
    except Exception as error:  # a repr may fail on odd but legal values; the report must not
        return f"<{type(value).__name__} that cannot be shown: {type(error).__name__}>"


def call_text(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return a call as one would write it; where an argument takes several lines, each starts on one of its own."""
    given = [_indented("", show(a)) for a in args] + [_indented(f"{k}=", show(v)) for k, v in kwargs.items()]
    between = ",\n" if any("\n" in text for text in given) else ", "
    return clean(_indented(f"{name}(", between.join(given)) + ")")


def _indented(before: str, text: str) -> str:
    """Put a text behind another, its further lines aligned with the first."""
    return before + text.replace("\n", "\n" + " " * len(before))


def read_output(path: Path, since: int, most: int = 4_000) -> str:
    """Return the last characters of an output file, from that byte on."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(since, size - most))
            return file.read(most).decode(errors="replace")
    except OSError:
        return ""
