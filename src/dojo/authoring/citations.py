"""The words that hidden tests rest on: each carries a quotation of the statement or of a clarification."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from dojo.kata import candidates, sheet, statement
from dojo.kata.layout import Kata
from dojo.kata.source import Definition, read_text, tree_of

_DECORATORS = ("rests_on", "follows_from")


def faults(kata: Kata, tests: Sequence[str]) -> list[str]:
    """Say which hidden tests quote nothing, and which quotations are not in the statement.

    Parameters
    ----------
    kata : Kata
    tests : sequence of str
        The names of the hidden tests collected, each once.
    """
    known = words(kata)
    quotes = citations(read_text(kata.hidden))
    found = [f"{test} carries neither @rests_on(...) nor @follows_from(...)" for test in tests if not quotes.get(test)]
    return found + [
        f'{test}: neither statement nor clarifications say "{quote}"'
        for test, quoted in quotes.items()
        for quote in quoted
        if _plain(quote) not in known
    ]


def citations(source: str) -> dict[str, list[str]]:
    """Return what each test of a module quotes, by its name."""
    functions = (node for node in ast.walk(tree_of(source)) if isinstance(node, ast.FunctionDef))
    tests = [function for function in functions if function.name.startswith("test_")]
    return {test.name: [quote for d in test.decorator_list for quote in _quotes(d)] for test in tests}


def words(kata: Kata) -> str:
    """Return all that a candidate can know: docstrings, signature and clarifications, in one line."""
    entry = candidates.entry_name(kata)
    found = statement.read(kata.stub, entry)
    clarified = (text for c in sheet.read(kata.sheet).clarifications for text in (c.topic, *c.ways, c.answer))
    return _plain(" ".join([*_docstrings(tree_of(found.source)), found.signature, *clarified]))


def _quotes(decorator: ast.expr) -> Iterator[str]:
    if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id in _DECORATORS:
        yield from (a.value for a in decorator.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def _docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition):
            yield ast.get_docstring(node) or ""


def _plain(text: str) -> str:
    return " ".join(text.split())
