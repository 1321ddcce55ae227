"""Statements: what a stub declares, read from its syntax tree and never imported."""

from __future__ import annotations

import ast
import textwrap
from dataclasses import dataclass
from pathlib import Path

from dojo.kata.source import (
    BadStatement,
    Definition,
    Source,
    Unreadable,
    entry_node,
    functions,
    read_text,
    short,
    tree_of,
)


@dataclass(frozen=True)
class Statement:
    """What a stub says: title and prompt from the module's docstring, the contract from the entry's."""

    title: str
    prompt: str
    name: str
    signature: str
    docstring: str
    source: str


def read(path: Path, entry: str | None = None) -> Statement:
    """Read the statement in a file. See `parse`."""
    try:
        return parse(read_text(path), entry)
    except Unreadable as error:
        raise BadStatement(str(error)) from error
    except BadStatement as error:
        raise BadStatement(f"{short(path)}: {error}") from error


def parse(text: str, entry: str | None = None) -> Statement:
    """Read the statement in a source text.

    Parameters
    ----------
    text : str
        The stub, or an attempt that grew from it.
    entry : str, optional
        The entry's name, for attempts that define further public names. By default it is the one there is.

    Raises
    ------
    BadStatement
        The text is not Python, or has no entry, or several.
    """
    tree = tree_of(text)
    node = entry_node(tree, entry)
    title, _, prompt = (ast.get_docstring(tree) or "").partition("\n")
    return Statement(
        title=title.strip().removesuffix("."),
        prompt=prompt.strip(),
        name=node.name,
        signature=_signature(node, Source(text)),
        docstring=ast.get_docstring(node) or "",
        source=text,
    )


def _signature(node: Definition, source: Source) -> str:
    """Return a function's header; of a class, its header with its attributes and its methods' headers below it."""
    if not isinstance(node, ast.ClassDef):
        return source.header(node)
    declared = [s for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
    public = [f for f in functions(node) if not f.name.startswith("_") or f.name.endswith("__")]
    lines = [source.header(node) + ":", *(f"    {source.segment(s)}" for s in declared)]
    lines += [textwrap.indent(f"{source.header(f)}: ...", "    ") for f in public]
    return "\n".join(lines)
