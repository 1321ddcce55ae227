"""The code of an entry without its statement: what there is to read and compare of an attempt and of a solution."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dojo.kata.candidates import Candidate
from dojo.kata.dependencies import needed
from dojo.kata.source import BadStatement, Definition, tree_of


def code_of(candidate: Candidate) -> list[str]:
    """Return the lines of a candidate's entry and of what it needs of its file, docstrings aside.

    A file that is not Python, or lacks the entry, is returned whole.
    """
    lines = candidate.source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        statements = needed(tree_of("\n".join(lines)), [candidate.symbol])
    except BadStatement:
        return lines
    if not any(isinstance(s, Definition) and s.name == candidate.symbol for s in statements):
        return lines
    kept = {number for s in statements for number in _span(s, lines)}
    kept -= {number for s in statements for number in _docstrings(s, lines)}
    return "\n".join(lines[number] for number in sorted(kept)).strip("\n").split("\n")


def _span(statement: ast.stmt, lines: list[str]) -> range:
    """Return the places of a statement's lines, with its decorators, the comment above it and the blank lines there."""
    decorators = statement.decorator_list if isinstance(statement, Definition) else []
    first = min([statement.lineno, *(d.lineno for d in decorators)]) - 1
    while first and lines[first - 1].startswith("#"):
        first -= 1
    while first and not lines[first - 1].strip():
        first -= 1
    return range(first, statement.end_lineno or statement.lineno)


def _docstrings(statement: ast.stmt, lines: list[str]) -> Iterator[int]:
    """Yield the places of the lines that docstrings, and the blank lines after them, have to themselves."""
    for node in ast.walk(statement):
        if not isinstance(node, Definition) or ast.get_docstring(node, clean=False) is None or len(node.body) == 1:
            continue
        start, end, after = node.body[0].lineno, node.body[0].end_lineno or 0, node.body[1].lineno
        if lines[start - 1].lstrip().startswith(('"', "'", "r", "R")) and after > end:
            yield from range(start - 1, end)
            yield from (n for n in range(end, after - 1) if not "".join(lines[end : n + 1]).strip())
