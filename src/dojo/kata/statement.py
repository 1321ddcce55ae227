"""Statements: what a stub declares, read from its syntax tree and never imported."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from dojo.kata.shipped import is_untouched, reset_text
from dojo.kata.source import (
    BadStatement,
    Definition,
    Function,
    Source,
    Unreadable,
    decorator_name,
    entry_node,
    functions,
    read_text,
    short,
    tree_of,
)

__all__ = [
    "BadStatement",
    "Entry",
    "Method",
    "Parameter",
    "Statement",
    "Unreadable",
    "is_untouched",
    "parse",
    "read",
    "read_text",
    "reset_text",
]


@dataclass(frozen=True)
class Parameter:
    """One parameter; `kind` is a name of `inspect.Parameter`'s, such as "KEYWORD_ONLY"."""

    name: str
    kind: str
    has_default: bool


@dataclass(frozen=True)
class Method:
    """One public method or operator of a class; `parameters` leave out `self` and `cls`."""

    name: str
    parameters: tuple[Parameter, ...]
    kind: Literal["method", "property", "classmethod", "staticmethod"]


@dataclass(frozen=True)
class Entry:
    """The one public function or class of a kata; methods and attributes are a class's."""

    name: str
    kind: Literal["function", "class"]
    signature: str
    parameters: tuple[Parameter, ...]
    methods: tuple[Method, ...] = ()
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What a stub says: title and prompt from the module's docstring, the contract from the entry's."""

    title: str
    prompt: str
    entry: Entry
    docstring: str
    constants: tuple[str, ...]
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
        entry=_entry(node, Source(text)),
        docstring=ast.get_docstring(node) or "",
        constants=tuple(dict.fromkeys(_constants(tree))),
        source=text,
    )


def _entry(node: Definition, source: Source) -> Entry:
    if not isinstance(node, ast.ClassDef):
        return Entry(node.name, "function", source.header(node), _parameters(node.args))
    methods: dict[str, Method] = {}
    for function in functions(node):
        if not function.name.startswith("_") or function.name.endswith("__"):
            methods.setdefault(function.name, _method(function))  # a property's setter comes second
    init = methods.get("__init__")
    declared = [s for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
    lines = [source.header(node) + ":", *(f"    {source.segment(s)}" for s in declared)]
    lines += [textwrap.indent(f"{source.header(f)}: ...", "    ") for f in functions(node) if f.name in methods]
    names = (cast(ast.Name, s.target).id for s in declared)
    attributes = tuple(name for name in names if not name.startswith("_"))
    parameters = init.parameters if init else ()
    return Entry(node.name, "class", "\n".join(lines), parameters, tuple(methods.values()), attributes)


def _method(node: Function) -> Method:
    marks = {decorator_name(d) for d in node.decorator_list}
    kind: Literal["method", "property", "classmethod", "staticmethod"] = "method"
    if marks & {"property", "cached_property"}:
        kind = "property"
    elif "classmethod" in marks:
        kind = "classmethod"
    elif "staticmethod" in marks:
        kind = "staticmethod"
    parameters = _parameters(node.args)
    return Method(node.name, parameters if kind == "staticmethod" else parameters[1:], kind)


def _parameters(args: ast.arguments) -> tuple[Parameter, ...]:
    positional = [(a, "POSITIONAL_ONLY") for a in args.posonlyargs]
    positional += [(a, "POSITIONAL_OR_KEYWORD") for a in args.args]
    required = len(positional) - len(args.defaults)
    found = [Parameter(a.arg, kind, i >= required) for i, (a, kind) in enumerate(positional)]
    if args.vararg:
        found.append(Parameter(args.vararg.arg, "VAR_POSITIONAL", False))
    pairs = zip(args.kwonlyargs, args.kw_defaults, strict=True)
    found += [Parameter(a.arg, "KEYWORD_ONLY", default is not None) for a, default in pairs]
    if args.kwarg:
        found.append(Parameter(args.kwarg.arg, "VAR_KEYWORD", False))
    return tuple(found)


def _constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))
            yield from (name for name in names if not name.startswith("_"))
