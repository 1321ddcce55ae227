"""Which statements of a module bind a name, and which of them a definition needs."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from dojo.kata.source import Definition


def needed(tree: ast.Module, names: Iterable[str], without: Iterable[str] = ()) -> list[ast.stmt]:
    """Return the statements of a module that bind the names and all that these use, imports included, in their order.

    Parameters
    ----------
    tree : ast.Module
    names : iterable of str
    without : iterable of str
        Names that are not followed.
    """
    found, left_out, pending = set[str](), set(without), set(names)
    while pending := pending - left_out:
        found.add(name := pending.pop())
        pending |= {used for statement in bindings(tree, name) for used in used_names(statement)} - found
    return [statement for statement in tree.body if bound_names(statement) & {*found, "*"}]


def bindings(tree: ast.Module, name: str) -> list[ast.stmt]:
    """Return the top-level statements that bind a name, or may."""
    return [statement for statement in tree.body if bound_names(statement) & {name, "*"}]


def bound_names(statement: ast.stmt) -> set[str]:
    """Name what a top-level statement binds, or may bind, or changes an attribute or item of; "*" is any name."""
    names = {name for node in ast.walk(statement) if isinstance(node, ast.Global) for name in node.names}
    if isinstance(statement, Definition):
        return names | {statement.name}
    for node in ast.walk(statement):
        if isinstance(node, Definition):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            names.add(_root(node))
    return names


def used_names(node: ast.AST) -> set[str]:
    """Name what code reads of its module: the names that it loads and does not bind itself."""
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    own = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
    own |= {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
    return {n.id for n in names} - own


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
