"""What tests may use of an entry: the methods, operators and attributes that the statement or the reference declares.

Read with `ast`; nothing is imported. The stub is the learner's to edit and may be broken, so the reference
counts as well: what it declares is always there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from dojo.kata.dependencies import needed
from dojo.kata.source import Definition


@dataclass(frozen=True)
class Interface:
    """The names of an entry that a test may use."""

    name: str
    kind: str  # "function" or "class"
    doc: str | None = None
    methods: frozenset[str] = frozenset()
    statics: frozenset[str] = frozenset()  # class and static methods
    attributes: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def read(name: str, *sources: str) -> Interface:
    """Return what the given sources declare of the entry `name`; a source that does not parse declares nothing.

    The last is the one to trust. It alone says whether the entry is a class and which special methods a test may
    use: an attempt whose `__eq__` answered for a test's `==` would be right whatever it returned.
    """
    found = [node for source in sources for node in _definitions(source, name)]
    trusted = _definitions(sources[-1], name) or found
    doc = next((d for node in found if (d := ast.get_docstring(node))), None)
    if not any(isinstance(node, ast.ClassDef) for node in trusted):
        return Interface(name, "function", doc)
    special = {name for node in trusted for member in node.body for name in _bound(member)}
    members = [m for node in found if isinstance(node, ast.ClassDef) for m in node.body]
    functions = [m for m in members if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)]
    functions = [f for f in functions if not _special(f.name) or f.name in special]
    statics = {f.name for f in functions if _decorators(f) & {"staticmethod", "classmethod"}}
    properties = {f.name for f in functions if _decorators(f) & {"property", "cached_property"}}
    assigned = {name for name in _assigned_methods(members) if not _special(name) or name in special}
    methods = {name for name in {f.name for f in functions} | assigned if not _private(name)}
    methods -= statics | properties | {"__init__", "__new__"}
    return Interface(
        name,
        "class",
        doc,
        frozenset(methods),
        frozenset(statics),
        frozenset({a for m in members for a in _attributes(m)} | properties) - methods,
    )


@lru_cache(maxsize=8)
def _definitions(source: str, name: str) -> list[Definition]:
    """Return the definitions of a name at the top of a source; the reference's are parsed once, not at every save."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):  # an attempt may be any text
        return []
    return [node for node in tree.body if isinstance(node, Definition) and node.name == name]


def _attributes(member: ast.stmt) -> Iterator[str]:
    """Yield the public attributes that a statement of a class body declares, or a method assigns on self."""
    if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
        yield member.target.id
    elif isinstance(member, ast.FunctionDef) and member.args.args:
        me = member.args.args[0].arg
        for node in ast.walk(member):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            for target in (t for one in targets for t in (one.elts if isinstance(one, ast.Tuple) else [one])):
                if _is_attribute_of(target, me) and not target.attr.startswith("_"):
                    yield target.attr


def _is_attribute_of(target: ast.expr | None, name: str) -> TypeGuard[ast.Attribute]:
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == name


def _bound(member: ast.stmt) -> set[str]:
    """Return the names that a statement binds: a function's, or those assigned (`__radd__ = __add__`)."""
    if isinstance(member, ast.FunctionDef):
        return {member.name}
    return {t.id for t in getattr(member, "targets", []) if isinstance(t, ast.Name)}


def _assigned_methods(members: list[ast.stmt]) -> set[str]:
    """Return the names that a class body makes methods by assignment: `__radd__ = __add__`, or a lambda."""
    functions = {m.name for m in members if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)}
    assigned = set[str]()
    for member in members:
        if isinstance(member, ast.Assign) and _is_method(member.value, functions | assigned):
            assigned |= _bound(member)
    return assigned


def _is_method(value: ast.expr, methods: set[str]) -> bool:
    return isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and value.id in methods)


def _decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {d.id if isinstance(d, ast.Name) else getattr(d, "attr", "") for d in function.decorator_list}


def _private(name: str) -> bool:
    return name.startswith("_") and not _special(name)


def _special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def parameters(source: str, symbol: str, call: str) -> list[str]:
    """Return the names of the positional parameters of a call as a report names it: an entry, or ".method"."""
    node = next(iter(_definitions(source, symbol)), None)
    method = call.removeprefix(".") if call.startswith(".") else "__init__"
    if isinstance(node, ast.ClassDef):
        members = (m for m in node.body if isinstance(m, ast.FunctionDef) and m.name == method)
        node = next(members, None)
    if not isinstance(node, ast.FunctionDef):
        return []
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


@lru_cache(maxsize=256)
def reachable(source: str, symbol: str) -> str:
    """Return the part of a solution's source that `symbol` uses: its definition and what that names, transitively."""
    tree = ast.parse(source)
    kept = {*needed(tree, [symbol]), *(n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom))}
    return "\n\n".join(ast.get_source_segment(source, n) or "" for n in tree.body if n in kept) + "\n"
