"""The grounds of hidden tests: each rests on words of the statement, in the table of the hidden tests' docstring."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dojo.kata import candidates, sheet, statement
from dojo.kata.layout import Kata
from dojo.kata.source import Definition, tree_of

_DERIVED = re.compile(r"\bfollows from \w|\bformulas?\b")


@dataclass(frozen=True)
class Row:
    """One row of the table: a test, without `test_` and perhaps cut short by `...`, and what it rests on."""

    test: str
    rests_on: str

    def names(self, test: str) -> bool:
        """Tell whether the row is about a test of that name."""
        wanted, name = self.test.removeprefix("test_"), test.removeprefix("test_")
        return name.startswith(wanted[:-3]) if wanted.endswith("...") else name == wanted

    def quotes(self) -> list[str]:
        """Return what the row quotes."""
        return re.findall(r'"([^"]+)"', self.rests_on)


def faults(kata: Kata, tests: Sequence[str]) -> list[str]:
    """Say which hidden tests rest on nothing, and which rows of the table do not hold.

    Parameters
    ----------
    kata : Kata
    tests : sequence of str
        The names of the hidden tests collected, each once.
    """
    rows, said = table(statement.read_text(kata.hidden)), words(kata)
    found = [f"the test {test} has no row" for test in tests if not any(row.names(test) for row in rows)]
    for row in rows:
        if not any(row.names(test) for test in tests):
            found.append(f"the row {row.test} names no test")
        found += [f"{row.test}: neither statement nor clarifications say {fault}" for fault in _unsaid(row, said)]
        if not row.quotes() and not _DERIVED.search(row.rests_on):
            found.append(f'{row.test}: quotes nothing in double quotes, nor says what it "follows from"')
    return found


def table(source: str) -> list[Row]:
    """Read the table in a module's docstring: its header and the line below it are left out."""
    lines = (ast.get_docstring(tree_of(source)) or "").splitlines()
    cells = [_cells(line) for line in lines if line.lstrip().startswith("|")]
    return [Row(row[0], row[1]) for row in cells[1:] if len(row) > 1 and not re.fullmatch(r":?-+:?", row[0])]


def words(kata: Kata) -> str:
    """Return all that is said to whoever attempts the kata: docstrings, signature and clarifications, in one line."""
    entry = candidates.entry_name(kata)
    found = statement.read(kata.stub, entry)
    clarified = (text for c in sheet.read(kata.sheet).clarifications for text in (c.topic, c.ask, c.answer))
    return _plain(" ".join([*_docstrings(tree_of(found.source)), found.entry.signature, *clarified]))


def _unsaid(row: Row, said: str) -> Iterator[str]:
    return (f'"{quote}"' for quote in row.quotes() if _plain(quote) not in said)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip(" `") for cell in re.split(r"(?<!\\)\|", inner)]


def _docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition):
            yield ast.get_docstring(node) or ""


def _plain(text: str) -> str:
    return " ".join(text.split())
