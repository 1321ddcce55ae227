"""Statements as they are printed: prose fits the width, and what is code keeps its lines."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from dojo.terminal.clock import clock
from dojo.terminal.statement import Prose, code_text

DOCSTRING = """Return the distance of every point to the centre that is nearest to it, by the plain formula.

Parameters
----------
points : array of shape (n, d)
    The points, one in each row; there is at least one of them, and all are finite
    numbers.

Notes
-----
Two lines of source that belong to one and the same paragraph,
for this is what people write.

1. First the squares are taken, all of them at once, and then they are added up, row by
   row.
2. Then the roots.

    distance = sqrt(sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2)).min(axis=1)

Examples
--------
>>> nearest(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[0.0, 0.0]]))  # a comment at the end
"""


def printed(what: RenderableType, width: int = 60) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(what, soft_wrap=True)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_prose_is_filled_by_paragraph_item_and_description() -> None:
    lines = printed(Prose(DOCSTRING))
    assert lines[:2] == [
        "Return the distance of every point to the centre that is",
        "nearest to it, by the plain formula.",
    ]
    assert "    The points, one in each row; there is at least one of" in lines
    assert "    them, and all are finite numbers." in lines
    assert "paragraph, for this is what people write." in lines
    assert "1. First the squares are taken, all of them at once, and" in lines
    assert "   then they are added up, row by row." in lines


@pytest.mark.parametrize("start", ["    distance =", ">>> nearest(", "Parameters", "-----", "points : array"])
def test_code_names_and_titles_keep_their_lines(start: str) -> None:
    expected = [line for line in DOCSTRING.splitlines() if line.startswith(start)]
    assert [line for line in printed(Prose(DOCSTRING)) if line.startswith(start)] == expected


def test_code_is_printed_as_it_is() -> None:
    code = f"def f(x):\n    return [{', '.join(['x'] * 60)}]  # as long as it happens to be\n"
    assert printed(code_text(code), 40) == code.splitlines()


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (65.4, "1:05"), (3600, "1:00:00"), (-5, "-0:05"), (-0.2, "0:00")]
)
def test_times_as_a_clock_shows_them(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown
