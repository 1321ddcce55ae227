"""What commands print on: one console for output, one for messages, and a verdict in one line."""

from __future__ import annotations

from functools import cache

from rich.console import Console
from rich.text import Text

from dojo.judge.verdict import Result
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
