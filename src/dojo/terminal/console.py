"""What commands print: one console, a verdict in one line, and a failure as call, got and expected."""

from __future__ import annotations

from collections import Counter
from functools import cache

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dojo.judge.kinds import why
from dojo.judge.verdict import Result, TestReport
from dojo.terminal.marks import COLOURS, mark

STYLES = {verdict: f"bold {colour}" for verdict, colour in COLOURS.items()} | {"not attempted": "dim"}


@cache
def out() -> Console:
    """Return the console of standard output; no markup, since shown values may hold brackets."""
    return Console(markup=False, highlight=False, soft_wrap=False)


@cache
def err() -> Console:
    """Return the console of standard error, where every message is one line."""
    return Console(markup=False, highlight=False, stderr=True, soft_wrap=True)


def verdict_text(result: Result) -> Text:
    """Return one line: kata, verdict, tests passed of how many, seconds."""
    name = result.kata.rpartition("/")[2]  # unique, and short enough for 80 columns
    if result.candidate not in ("attempt", name):
        name += f" ({result.candidate})"
    style = STYLES[result.verdict]
    text = Text.assemble((mark(result.verdict), style), " ", (name, "bold"), "  ", (result.verdict, style))
    if result.tests:
        text.append(f"  {result.passed}/{len(result.tests)} tests, {result.seconds:.1f} s", "dim")
    return text


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
