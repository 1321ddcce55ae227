"""A kata's statement, to print or to put on a screen: prose fits the width, code keeps its lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.syntax import Syntax
from rich.text import Text

from dojo.kata import candidates, sheet, statement
from dojo.kata.index import heading
from dojo.kata.layout import Kata
from dojo.kata.source import BadStatement
from dojo.terminal.console import out

RULES = {
    "may_change_arguments": "arguments come back unchanged (random generators and iterators aside)",
    "may_warn": "a call that returns does not warn",
}
_ITEM = re.compile(r"\s*(?:- |\d+\. )")
_RULE = re.compile(r"-+$")  # below the title of a section


def print_statement(kata: Kata) -> None:
    """Print a statement, the rules that hold for every call, and where its file is."""
    limits = sheet.limits(kata.sheet)
    rules = "; ".join(rule for name, rule in RULES.items() if not getattr(limits, name))
    held = f"\nIn every call: {rules}." if rules else ""
    for part in (*statement_parts(kata), Text(f"{held}\nYour file: {kata.stub}", "dim")):
        out().print(part, soft_wrap=True)


def statement_parts(kata: Kata) -> Iterator[RenderableType]:
    """Yield title, facts, prompt, signature and contract; or what is wrong with a file that has no statement."""
    try:
        found = statement.read(kata.stub, candidates.entry_name(kata))
    except (BadStatement, candidates.BadSolution) as error:
        yield Text(str(error), "red")
        return
    h = heading(kata)
    facts = (kata.id, h.kind, h.topic, h.level, f"{h.minutes} minutes" if h.minutes else "")
    yield Text(found.title, "bold")
    yield Text(" · ".join(fact for fact in facts if fact), "dim")
    yield Prose(f"\n{found.prompt}\n")
    yield code_text(found.signature)
    if found.docstring:
        yield Prose(f"\n{found.docstring}")


def code_text(code: str) -> Text:
    """Return Python code in the terminal's colours; printed with `soft_wrap`, it can be copied as it is."""
    text = Syntax("", "python", theme="ansi_dark", background_color="default").highlight(code)
    text.rstrip()
    text.no_wrap = None  # on a screen it has to wrap
    return text


class Prose:
    """A docstring: paragraphs, list items and descriptions filled to the width, examples and formulas as they are.

    To be printed with `soft_wrap`, else rich would break what is to keep its lines.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        paragraphs = re.split(r"\n[ \t]*\n", self.text)
        yield Text("\n\n".join(_filled(paragraph, options.max_width) for paragraph in paragraphs))


def _filled(paragraph: str, width: int) -> str:
    """Fill one paragraph, unless it is an example or indented as a whole."""
    lines = paragraph.strip("\n").split("\n")
    if ">>>" in paragraph or all(line.startswith("    ") for line in lines):
        return paragraph
    filled: list[str] = []
    for text, hang in _pieces(lines):
        first = text[: len(text) - len(text.lstrip())]
        filled += textwrap.wrap(
            text.strip(),
            width,
            initial_indent=first,
            subsequent_indent=" " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return paragraph.replace("\n".join(lines), "\n".join(filled))


def _pieces(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Join each line with the one that it continues; yield the texts with the indent of their further lines.

    Between indented descriptions, the lines without indent are names, and stand alone.
    """
    described = any(line.startswith(" ") for line in lines)
    text, hang = lines[0], _hang(lines[0])
    for line in lines[1:]:
        rule = _RULE.match(line) or _RULE.match(text)
        if _indent(line) == hang and not _ITEM.match(line) and not rule and (hang or not described):
            text += f" {line.strip()}"
        else:
            yield text, hang
            text, hang = line, _hang(line)
    yield text, hang


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _hang(line: str) -> int:
    """Return the indent of the lines that go on from this one."""
    item = _ITEM.match(line)
    return item.end() if item else _indent(line)
