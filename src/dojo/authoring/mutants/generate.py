"""Mutants made: the part of a solution that the reference uses, changed in one place at a time."""

from __future__ import annotations

import ast
import difflib
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dojo.authoring.mutants import operators
from dojo.authoring.mutants.sameness import canonical
from dojo.kata.dependencies import bound_names, needed, used_names

Changes = Callable[[str, frozenset[str]], Iterable[tuple[str, str]]]
_DEFINING = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True)
class Mutant:
    """One changed version of a reference.

    Attributes
    ----------
    name : str
        "mutant_001": its number among all of the kata's mutants.
    operator : str
        What made it.
    line : int
        Where in the solution the change begins.
    diff : str
        The lines changed, with "-" and "+" before them.
    source : str
        A module that offers the changed entry; lines stand where they stand in the solution.
    """

    name: str
    operator: str
    line: int
    diff: str
    source: str


@dataclass(frozen=True)
class Used:
    """What a reference needs of its solution, the other lines left empty, and the pieces to change: (first, end)."""

    source: str
    pieces: tuple[tuple[int, int], ...]
    imported: frozenset[str]


def mutants(source: str, entry: str, changes: Changes = operators.changes) -> list[Mutant]:
    """Make every mutant of a reference that is code of its own, in the order of the lines changed.

    Parameters
    ----------
    source : str
        The solution's text.
    entry : str
        The reference's name.
    changes : callable
        What changes a piece of text, given also the names that the module imports.
    """
    found = used(source, entry)
    made = [one for piece in found.pieces for one in _of_piece(found, piece, changes)]
    made.sort(key=lambda one: one.line)
    return [Mutant(f"mutant_{number:03}", *_parts(one)) for number, one in enumerate(made, start=1)]


def _parts(mutant: Mutant) -> tuple[str, int, str, str]:
    return mutant.operator, mutant.line, mutant.diff, mutant.source


def _of_piece(found: Used, piece: tuple[int, int], changes: Changes) -> Iterator[Mutant]:
    lines = found.source.split("\n")
    text = "\n".join(lines[slice(*piece)]) + "\n"
    seen = {canonical(text), None}
    for operator, changed in changes(text, found.imported):
        form = canonical(changed)
        if form not in seen:
            seen.add(form)
            offset, diff = difference(text, changed)
            new = "\n".join([*lines[: piece[0]], *changed.rstrip("\n").split("\n"), *lines[piece[1] :]])
            yield Mutant("", operator, piece[0] + offset, diff, new)


def difference(old: str, new: str) -> tuple[int, str]:
    """Return the first line that differs, counted from 1, and the lines removed and added."""
    diff = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    first = re.match(r"@@ -(\d+)", diff[0])
    return int(first[1]) if first else 1, "\n".join(line for line in diff if not line.startswith("@@"))


def normal(diff: str) -> str:
    """Return the form in which diffs are compared: its removed and added lines, without spaces and comments."""
    lines = (line.strip() for line in diff.splitlines())
    changed = (re.sub(r"(\s|^)#.*", "", line) for line in lines if line[:1] in ("-", "+"))
    return "\n".join(re.sub(r"\s", "", line) for line in changed)


def spread(made: Sequence[Mutant], limit: int, seed: str) -> list[Mutant]:
    """Return at most `limit` mutants at even distances; the seed says where the first one lies. 0 means all."""
    if not limit or len(made) <= limit:
        return list(made)
    step = len(made) / limit
    start = random.Random(seed).random() * step  # noqa: S311 - a sample, not a secret
    return [made[int(start + i * step)] for i in range(limit)]


# -- what the reference uses ---------------------------------------------------------------------


def used(source: str, entry: str) -> Used:
    """Keep of a solution the entry, the definitions and constants that it uses, and what is neither."""
    tree = ast.parse(source)
    defining = {node for node in tree.body if isinstance(node, _DEFINING)}
    acting = {name for node in tree.body if node not in defining for name in used_names(node)}
    reached = [node for node in needed(tree, {entry, *acting}) if node in defining]
    lines = source.split("\n")
    for node in defining.difference(reached):
        if not any(_is_constant(name) for name in bound_names(node)):  # tests may read constants
            first, end = _lines(node)
            lines[first:end] = [""] * (end - first)
    return Used("\n".join(lines), tuple(map(_lines, reached)), frozenset(_imported(tree)))


def _is_constant(name: str) -> bool:
    return name.isupper() and not name.startswith("_") and name != "ALTERNATIVES"


def _lines(node: ast.stmt) -> tuple[int, int]:
    """Return a statement's lines, decorators included, as a slice."""
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    return first - 1, node.end_lineno or node.lineno


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
