"""A failure as commands print it and as screens draw it: why, call, got beside expected, differing cells marked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dojo.judge import cells
from dojo.judge.cells import Cells
from dojo.judge.kinds import why
from dojo.judge.verdict import Result, TestReport

MARK = "*"  # after a cell that differs, for eyes and terminals without colour
WRONG, RIGHT, DIM = "bold red", "bold green", "dim"
_GAP = 3
_LONG = 4  # lines of a call


def failure_text(result: Result) -> Padding | None:
    """Return the first failure of a result, or why it could not be judged; None where there is nothing to show."""
    if result.verdict == "not attempted" or (result.failure is None and not result.message):
        return None
    if result.message or result.failure is None:
        return rows_text([("why", result.message)])
    others = also_failing(result, result.failure)
    return rows_text([*failure_rows(result.failure), *([("also", f"failing: {others}")] if others else [])])


def also_failing(result: Result, shown: TestReport) -> str:
    """Return the names of the other tests that failed, the cases of one test together; "" where there are none."""
    others = [test for test in result.tests if test.outcome in ("failed", "timed out") and test.id != shown.id]
    cases = Counter(test.id.partition("::")[2].partition("[")[0] for test in others)
    return ", ".join(name if many == 1 else f"{name} ({many} cases)" for name, many in cases.items())


def report_text(test: TestReport) -> Padding:
    """Return a test that did not pass as call, got and expected."""
    return rows_text(failure_rows(test))


def rows_text(pairs: list[tuple[str, str]]) -> Padding:
    """Return names and texts as two columns, indented, with an empty line below them."""
    return Padding(columns(pairs), (0, 0, 1, 2), expand=False)


def columns(pairs: list[tuple[str, str]]) -> Table:
    """Return names and texts as two columns, the texts folded to the available width."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    for name, value in pairs:
        rows.add_row(name, Text(value, style="bold" if name == "why" else ""))
    return rows


def failure_rows(test: TestReport) -> list[tuple[str, str]]:
    """Return what is shown of one test that did not pass, as name and text."""
    rows = [("test", f"{test.id.partition('::')[2]} ({test.kind})"), ("why", why(test)), ("call", test.call)]
    rows += [("got", test.got), ("expected", test.expected), ("printed", test.printed.rstrip("\n"))]
    return [(name, value) for name, value in rows if value]


def failure_view(report: TestReport, others: str = "") -> RenderableType:
    """Return one test that did not pass, for any width; below it the names of the others that failed.

    What was printed and a call of many lines come after the cells, which are what one looks for.
    """
    found, rows = cells.read(report.difference), failure_rows(report)
    last: list[RenderableType] = [Text(), Text.assemble(("also failing: ", DIM), others)] if others else []
    if found is None:
        return Group(columns(rows), *last)
    below = ("call", "printed") if report.call.count("\n") >= _LONG else ("printed",)
    if after := [row for row in rows if row[0] in below]:
        last = [Text(), columns(after), *last]
    before = [row for row in rows if row[0] not in (*below, "got", "expected")]
    return Group(columns(before), Text(), SideBySide(found), *last)


class SideBySide:
    """Got and expected beside each other where both fit, else one below the other, of as many columns as fit."""

    def __init__(self, found: Cells) -> None:
        self.found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        found = self.found
        if found.flat:
            yield _list(found)
        elif (both := _beside(found)) and _width(console, both) <= options.max_width:
            yield both
        else:
            found = _fitting(console, found, options.max_width)
            yield from (_grid(found, side) for side in ("got", "expected"))
        yield from (Text(line, style=DIM) for line in foot(found))


def foot(found: Cells) -> list[str]:
    """Return the lines below the cells: how many differ, the largest error, what is not shown."""
    differ = "differ" if found.got_form == found.expected_form or found.largest else "are not in both"
    lines = [f"{found.differ} of {found.size} cells {differ}, marked {MARK}" if found.differ else "no cell differs"]
    if found.place:
        lines.append(f"of what was compared, this is {found.place}")
    if found.largest:
        lines.append(f"largest error {found.largest}")
    if found.window:
        lines.append(f"shown: {found.window}")
    return lines


def cell(text: str, wrong: bool, style: str) -> Text:
    """Return one cell, marked where it differs; all cells keep the mark's width, so that numbers stay aligned."""
    if wrong:
        return Text((text or "-") + MARK, style)
    return Text(text + " " * len(MARK))


def _list(found: Cells) -> RenderableType:
    """One dimension: one row per place, got and expected as its columns."""
    table = _table(["", "got", "expected"])
    table.add_row("", Text(found.got_form, DIM), Text(found.expected_form, DIM))
    for label, got, expected, wrong in zip(found.rows, found.got, found.expected, found.wrong, strict=True):
        table.add_row(label, cell(got[0], wrong[0], WRONG), cell(expected[0], wrong[0], RIGHT))
    return table


def _beside(found: Cells) -> RenderableType:
    both = Table.grid(padding=(0, _GAP, 0, 0))
    both.add_row(_grid(found, "got"), _grid(found, "expected"))
    return both


def _grid(found: Cells, side: str) -> RenderableType:
    rows, form, style = found.got, found.got_form, WRONG
    if side == "expected":
        rows, form, style = found.expected, found.expected_form, RIGHT
    table = _table(["", *found.columns])
    for label, row, wrong in zip(found.rows, rows, found.wrong, strict=True):
        table.add_row(label, *(cell(text, bad, style) for text, bad in zip(row, wrong, strict=True)))
    return Group(Text.assemble(side, (f"  {form}", DIM)), table)


def _table(columns: list[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for number, name in enumerate(columns):
        table.add_column(Text(name, DIM), style="" if number else DIM, justify="right", no_wrap=True)
    return table


def _fitting(console: Console, found: Cells, width: int) -> Cells:
    """Leave out columns, never the first that differs, until the wider of the two tables fits."""
    while len(found.columns) > 1 and max(_width(console, _grid(found, side)) for side in ("got", "expected")) > width:
        last = len(found.columns) - 1
        first_wrong = next((j for j in range(last + 1) if any(row[j] for row in found.wrong)), 0)
        gone = last if last != first_wrong else 0
        found = _columns(found, [j for j in range(last + 1) if j != gone])
    return found


def _columns(found: Cells, shown: list[int]) -> Cells:
    def chosen(rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
        return tuple(tuple(row[j] for j in shown) for row in rows)

    columns = tuple(found.columns[j] for j in shown)
    window = f"columns {', '.join(columns)}"
    if rows := re.match("rows [^,]*", found.window):
        window = f"{rows[0]}, {window}"
    got, expected, wrong = chosen(found.got), chosen(found.expected), chosen(found.wrong)
    return replace(found, columns=columns, window=window, got=got, expected=expected, wrong=wrong)


def _width(console: Console, renderable: RenderableType) -> int:
    return console.measure(renderable, options=console.options.update(width=1_000)).maximum
