"""What commands print: one console, the verdicts' colours, and a failure as call, got and expected."""

from __future__ import annotations

from functools import cache

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dojo.judge.kinds import why
from dojo.judge.verdict import Result, TestReport
from dojo.terminal.marks import mark

STYLES = {
    "solved": "bold green",
    "visible pass": "cyan",
    "failing": "bold red",
    "timed out": "bold magenta",
    "error": "bold red",
    "not attempted": "dim",
}


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
    style = STYLES[result.verdict]
    name = result.kata.rpartition("/")[2]  # unique, and short enough for 80 columns
    if result.candidate not in ("attempt", name):
        name += f" ({result.candidate})"
    text = Text.assemble((mark(result.verdict), style), " ", (name, "bold"), "  ", (result.verdict, style))
    if result.tests:
        text.append(f"  {result.passed}/{len(result.tests)} tests, {result.seconds:.1f} s", "dim")
    return text


def failure_text(result: Result) -> Padding | None:
    """Return the first failure of a result, or why it could not be judged; None where there is nothing to say."""
    test = result.failure
    if result.verdict == "not attempted" or (not result.message and (test is None or test.outcome == "passed")):
        return None
    if result.message:
        return rows_text([("why", result.message)])
    return report_text(test) if test is not None else None


def report_text(test: TestReport) -> Padding:
    """Return a test that did not pass as call, got and expected."""
    return rows_text(failure_rows(test))


def rows_text(pairs: list[tuple[str, str]]) -> Padding:
    """Return names and texts as two columns, the texts folded to the width there is."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    for name, value in pairs:
        rows.add_row(name, Text(value))
    return Padding(rows, (0, 0, 1, 2), expand=False)


def failure_rows(test: TestReport) -> list[tuple[str, str]]:
    """Return what is told of one test that did not pass, as name and text."""
    rows = [("test", f"{test.id.partition('::')[2]} ({test.kind})"), ("why", why(test))]
    rows += [("call", test.call), ("got", test.got), ("expected", test.expected)]
    return [(name, value) for name, value in rows if value]
