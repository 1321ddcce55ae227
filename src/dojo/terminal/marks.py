"""The sign and the colour of each verdict, for whatever prints one."""

from __future__ import annotations

import sys

# Names that click and rich both know.
COLOURS = {
    "solved": "green",
    "visible pass": "cyan",
    "failing": "red",
    "timed out": "magenta",
    "error": "red",
    "not attempted": "bright_black",
}
MARKS = {"solved": "✓", "visible pass": "◐", "failing": "✗", "timed out": "⧖", "error": "!", "not attempted": "·"}


def mark(verdict: str) -> str:
    """Return the sign of a verdict, where the terminal can show it."""
    sign = MARKS[verdict]
    return sign if can_show(sign) else {"solved": "+", "not attempted": "."}.get(verdict, "!")


def can_show(signs: str) -> bool:
    """Tell whether the terminal has these signs."""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
