"""Candidates: what can be judged for a kata, each found by name in the source text that holds it."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dojo.kata import shipped as shipping
from dojo.kata.layout import Kata
from dojo.kata.names import Unknown, nearest
from dojo.kata.source import BadStatement, Definition, Unreadable, public_names, read_packed, read_text, short, tree_of

__all__ = [
    "BadSolution",
    "Candidate",
    "Unreadable",
    "alternatives",
    "attempt",
    "entry_name",
    "is_untouched",
    "mistakes",
    "named",
    "reference",
    "shipped",
]

Target = Literal["attempt", "reference", "alternative", "mistake"]


class BadSolution(Exception):
    """A solution that does not offer its candidates; the message is one line that names the file."""


@dataclass(frozen=True)
class Candidate:
    """One thing to be judged.

    Attributes
    ----------
    name : str
        "attempt", "reference", or the name of the alternative or mistake, in snake case.
    path, source : Path, str
        The file, and its text as read.
    entry, symbol : str
        What the statement calls the entry, and what answers to it in `source`.
    """

    kata_id: str
    target: Target
    name: str
    path: Path
    source: str
    entry: str
    symbol: str

    @property
    def line(self) -> int:
        """The line of the definition in the file, 1 where there is none."""
        node = self._node()
        return node.lineno if node else 1

    def docstring(self) -> str:
        """Return the first line of the docstring: a mistake's diagnosis."""
        node = self._node()
        text = ast.get_docstring(node) if node else None
        return text.partition("\n")[0].strip() if text else ""

    def _node(self) -> Definition | None:
        try:
            return _definitions(tree_of(self.source)).get(self.symbol)
        except BadStatement:  # an attempt need not be Python
            return None


@dataclass(frozen=True)
class _Solution:
    """What a solution's file offers, by name."""

    path: Path
    source: str
    definitions: dict[str, Definition]
    public: list[str]
    alternatives: list[str]

    @property
    def entry(self) -> str | None:
        """The first public name that is no alternative: the reference comes first."""
        return next((name for name in self.public if name not in self.alternatives), None)

    @property
    def mistakes(self) -> list[str]:
        """Every other public name, in order."""
        return [name for name in self.public if name not in {self.entry, *self.alternatives}]


def attempt(kata: Kata, file: Path | None = None) -> Candidate:
    """Return the attempt: the kata's stub as it stands now, or another file in its place, which may be a pack's zip.

    Raises
    ------
    Unreadable
        The file is missing, larger than 1 MiB, or not text.
    """
    path = file or kata.stub
    packed = file is not None and zipfile.is_zipfile(file)
    source = read_packed(path, f"katas/{kata.id}.py") if packed else read_text(path)
    entry = entry_name(kata)
    return Candidate(kata.id, "attempt", "attempt", path, source, entry, entry)


def reference(kata: Kata) -> Candidate:
    """Return the reference, or raise `BadSolution`."""
    solution, entry = _solution(kata), entry_name(kata)
    if entry not in solution.definitions:
        raise BadSolution(f"{short(kata.solution)}: lacks the entry {entry}")
    return Candidate(kata.id, "reference", "reference", solution.path, solution.source, entry, entry)


def alternatives(kata: Kata) -> list[Candidate]:
    """Return the further right answers, in the solution's order, or raise `BadSolution`."""
    return _listed(kata, "alternative")


def mistakes(kata: Kata) -> list[Candidate]:
    """Return the wrong answers, which are all other public definitions, in order, or raise `BadSolution`."""
    return _listed(kata, "mistake")


def named(kata: Kata, target: str) -> list[Candidate]:
    """Return the candidates that a word means.

    Parameters
    ----------
    kata : Kata
    target : str
        "attempt", "reference", "alternatives", "mistakes", or the name of one alternative or mistake.

    Raises
    ------
    Unknown
        The kata has no such candidate.
    """
    if target == "attempt":
        return [attempt(kata)]
    if target == "reference":
        return [reference(kata)]
    if target in ("alternatives", "mistakes"):
        return alternatives(kata) if target == "alternatives" else mistakes(kata)
    every = [*alternatives(kata), *mistakes(kata)]
    if found := [c for c in every if target in (c.name, c.symbol)]:
        return found
    words = ["attempt", "reference", "alternatives", "mistakes", *(c.name for c in every)]
    raise Unknown(target, nearest(target, words))


def entry_name(kata: Kata) -> str:
    """Return the entry's name, whatever a learner did to the stub: the solution's first public name.

    A kata without a solution has only the stub, which then has to declare one public name.

    Raises
    ------
    BadSolution
        Neither says.
    """
    if kata.solution.exists():
        if (entry := _solution(kata).entry) is None:
            raise BadSolution(f"{short(kata.solution)}: defines no public function or class, which would be the entry")
        return entry
    try:
        stub = public_names(tree_of(read_text(kata.stub)))
    except (BadStatement, Unreadable):
        stub = []
    if len(stub) != 1:
        found = ", ".join(stub) or "it has none"
        raise BadSolution(f"{short(kata.stub)}: does not say which of its public names is the entry ({found})")
    return stub[0]


def shipped(kata: Kata) -> str | None:
    """Return the text that `is_untouched` and `reset_text` hold an attempt against: the solution's, if there is one."""
    return _solution(kata).source if kata.solution.exists() else None


def is_untouched(kata: Kata, candidate: Candidate | None = None) -> bool:
    """Tell whether an attempt, by default the one in the stub's place, still is as shipped: `not attempted`.

    Raises
    ------
    Unreadable, BadSolution
        The attempt, or what it is held against, cannot be read.
    """
    tried = candidate or attempt(kata)
    return shipping.is_untouched(tried.source, tried.entry, shipped(kata))


def _listed(kata: Kata, target: Literal["alternative", "mistake"]) -> list[Candidate]:
    solution, entry = _solution(kata), entry_name(kata)
    symbols = solution.alternatives if target == "alternative" else solution.mistakes
    return [Candidate(kata.id, target, _snake(s), solution.path, solution.source, entry, s) for s in symbols]


def _solution(kata: Kata) -> _Solution:
    """Return what a solution offers; one file version is read once, for every save asks again."""
    try:
        status = kata.solution.stat()
    except OSError:
        return _read_solution(kata, ())
    return _read_solution(kata, (status.st_mtime_ns, status.st_size, status.st_ino))


@lru_cache(maxsize=256)
def _read_solution(kata: Kata, version: tuple[int, ...]) -> _Solution:
    place = short(kata.solution)
    try:
        source = read_text(kata.solution)
        tree = tree_of(source)
    except Unreadable as error:
        raise BadSolution(str(error)) from error
    except BadStatement as error:
        raise BadSolution(f"{place}: {error}") from error
    definitions = _definitions(tree)
    solution = _Solution(
        kata.solution, source, definitions, public_names(tree), _alternatives(tree, definitions, place)
    )
    _check_distinct([*solution.alternatives, *solution.mistakes], place)
    return solution


def _definitions(tree: ast.Module) -> dict[str, Definition]:
    return {node.name: node for node in tree.body if isinstance(node, Definition)}


def _alternatives(tree: ast.Module, definitions: dict[str, Definition], place: str) -> list[str]:
    """Read the list of alternatives; an absent list is empty, and one that is built in steps could not be read."""
    name = "ALTERNATIVES"
    mentions = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    if not mentions:
        return []
    value = next((s.value for s in tree.body if _assigns(s, name)), None)  # type: ignore[attr-defined]
    items = value.elts if isinstance(value, ast.List | ast.Tuple) else None
    if len(mentions) > 1 or items is None:
        line = mentions[-1].lineno
        raise BadSolution(f"{place}: line {line}: {name} is expected once, as a list of names: {name} = [one, another]")
    for item in items:
        if not isinstance(item, ast.Name) or item.id not in definitions:
            found = ast.unparse(item)[:60]
            raise BadSolution(f"{place}: line {item.lineno}: {name} holds {found}, which the file does not define")
    return [item.id for item in items if isinstance(item, ast.Name)]


def _assigns(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name) and statement.target.id == name
    return isinstance(statement, ast.Assign) and any(
        isinstance(t, ast.Name) and t.id == name for t in statement.targets
    )


def _check_distinct(symbols: Sequence[str], place: str) -> None:
    seen = {"attempt", "reference", "alternatives", "mistakes"}
    for symbol in symbols:
        if (name := _snake(symbol)) in seen:
            raise BadSolution(f"{place}: two candidates are called {name}; each needs a name of its own")
        seen.add(name)


def _snake(name: str) -> str:
    """Turn a class's name into a candidate's: "AssignNotAccumulate" to "assign_not_accumulate"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
