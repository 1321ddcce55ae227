"""Whether an attempt still is as shipped, and how to put it back so."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import cast

from dojo.kata.dependencies import bindings, bound_names, needed, used_names
from dojo.kata.source import BadStatement, Definition, Function, Source, decorator_name, entry_node, functions, tree_of

AS_SHIPPED = ("as_shipped", "AsShipped")
_BLANK = "raise NotImplementedError"
_DECLARING = {"property", "cached_property", "classmethod", "staticmethod", "setter", "deleter", "abstractmethod"}
_DECLARING |= {"dataclass", "total_ordering", "final", "override"}


def is_untouched(attempt: str | bytes, entry: str, shipped: str | None = None) -> bool:
    """Tell whether an attempt still is what was shipped, docstrings, annotations, comments and layout aside.

    Parameters
    ----------
    attempt : str or bytes
        The attempt's file; anything that is not Python counts as touched.
    entry : str
        The entry's name.
    shipped : str, optional
        The solution's text (`candidates.shipped`). With an `as_shipped` (a class: `AsShipped`) in it, the entry, and
        whatever it uses of its module, must be equal to that. Otherwise every body must be `raise NotImplementedError`,
        and defaults and decorators are held against the reference's.

    Raises
    ------
    BadStatement
        If `shipped` is not Python.
    """
    baseline = _baseline(shipped or "")
    try:
        tree = _plain(tree_of(attempt if isinstance(attempt, str) else attempt.decode("utf-8-sig")))
        node = _sole_definition(tree, entry)
        if node is None:
            return False
        if original := _named(baseline, *AS_SHIPPED):
            return _same_code(tree, node, baseline, original)
        return _is_blank(node) and _same_face(node, _named(baseline, entry))
    except (BadStatement, UnicodeDecodeError, RecursionError):
        return False


def reset_text(attempt: str, entry: str, shipped: str | None = None) -> str:
    """Return an attempt's text with the shipped bodies back under its statement.

    Docstrings, signatures, imports and constants stay; helpers and other statements go. With an `as_shipped` in
    `shipped`, its body is written back, and before the entry whatever it uses of its module.

    Raises
    ------
    BadStatement
        If either text is not Python, or the attempt lacks its entry.
    """
    tree, source = tree_of(attempt), Source(attempt)
    node = entry_node(tree, entry)
    baseline, baseline_source = tree_of(shipped or ""), Source(shipped or "")
    original = _named(baseline, *AS_SHIPPED)
    helpers = _helpers(baseline, original, entry) if original else []
    replaced = {entry}.union(*map(bound_names, helpers))
    bodies = {f.name: f for f in functions(original)} if original else {}
    edits = [_taken_out(source, s) for s in tree.body if s is not node and not _stays(s, replaced)]
    for function in functions(node):
        origin = original if function is node else bodies.get(function.name)
        if origin is None and function is not node and re.match(r"_(?!_)", function.name):
            edits.append(_taken_out(source, function))  # a helper of the learner's
        else:
            start, end, body = _put_back(source, function, shipped or "", cast(Function | None, origin))
            edits.append((start, end, re.sub(rf"\b({'|'.join(AS_SHIPPED)})\b", entry, body)))
    start = source.span(node)[0]
    edits.append((start, start, "".join(f"{baseline_source.segment(helper)}\n\n\n" for helper in helpers)))
    text = _edited(source.text, edits)
    return text.replace("\n", "\r\n") if "\r\n" in attempt else text


def _named(tree: ast.Module, *names: str) -> Definition | None:
    return next((node for node in tree.body if isinstance(node, Definition) and node.name in names), None)


def _sole_definition(tree: ast.Module, name: str) -> Definition | None:
    found = bindings(tree, name)
    return found[0] if len(found) == 1 and isinstance(found[0], Definition) and found[0].name == name else None


# Untouched.


class _Plainer(ast.NodeTransformer):
    """Drops docstrings and annotations, and imports one name a statement."""

    def _definition(self, node: Definition) -> Definition:
        if ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
        if not isinstance(node, ast.ClassDef):
            node.returns = None
        self.generic_visit(node)
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _definition  # noqa: N815  # names that ast asks for

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | None:
        self.generic_visit(node)
        return ast.copy_location(ast.Assign([node.target], node.value), node) if node.value else None

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        return [ast.Import([alias]) for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt]:
        return [ast.ImportFrom(node.module, [alias], node.level) for alias in node.names]


@lru_cache(maxsize=16)
def _baseline(shipped: str) -> ast.Module:
    """Return the plain tree of what was shipped, which every save is held against."""
    return _plain(tree_of(shipped))


def _plain(tree: ast.Module) -> ast.Module:
    return cast(ast.Module, _Plainer().visit(tree))


def _dump(node: ast.AST, *own_names: str) -> str:
    """Show a tree as text in which the names that a definition has for itself are alike."""
    text = ast.dump(node)
    for name in own_names:
        text = text.replace(f"(id={name!r}", "(id=''").replace(f"Def(name={name!r}", "Def(name=''")
    return text


def _same_code(tree: ast.Module, node: Definition, baseline: ast.Module, original: Definition) -> bool:
    own = (node.name, original.name)
    if _dump(node, *own) != _dump(original, *own):
        return False
    seen = set(own)
    pending = used_names(node) - seen
    while pending:
        name = pending.pop()
        seen.add(name)
        here = bindings(tree, name)
        if [_dump(s) for s in here] != [_dump(s) for s in bindings(baseline, name)]:
            return False
        pending |= {used for statement in here for used in used_names(statement)} - seen
    return True


def _is_blank(node: Definition) -> bool:
    """Tell whether nothing is implemented; a class may hold constants and second names of its methods."""
    if not isinstance(node, ast.ClassDef):
        body = [s for s in node.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
        return len(body) == 1 and _raises_not_implemented(body[0])
    methods = {f.name for f in functions(node)}
    return bool(methods) and all(_is_blank_member(member, methods) for member in node.body)


def _is_blank_member(member: ast.stmt, methods: set[str]) -> bool:
    if isinstance(member, Definition):
        return _is_blank(member)
    if isinstance(member, ast.Assign):
        rebinds = any(isinstance(t, ast.Name) and t.id in methods for t in member.targets)
        values = member.value.elts if isinstance(member.value, ast.Tuple | ast.List) else [member.value]
        plain = all(isinstance(v, ast.Constant) or (isinstance(v, ast.Name) and v.id in methods) for v in values)
        return plain and not rebinds
    return isinstance(member, ast.Pass) or (isinstance(member, ast.Expr) and isinstance(member.value, ast.Constant))


def _raises_not_implemented(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Raise) or node.cause is not None:
        return False
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _same_face(node: Definition, reference: Definition | None) -> bool:
    """Tell whether the decorators and defaults are those of the reference, as far as it declares the same."""
    known = {f.name: f for f in functions(reference)} if reference else {}
    if not _same_decorators(node, reference):
        return False
    for function in functions(node):
        other = known.get(function.name)
        if function is not node and not _same_decorators(function, other):
            return False
        if other is not None and not _same_defaults(function, other):
            return False
    return True


def _same_decorators(node: Definition, reference: Definition | None) -> bool:
    known = {ast.dump(d) for d in reference.decorator_list} if reference else set()
    return all(decorator_name(d) in _DECLARING or ast.dump(d) in known for d in node.decorator_list)


def _same_defaults(node: Function, reference: Function) -> bool:
    ours, theirs = _defaults(node), _defaults(reference)
    return all(ours[name] == theirs[name] for name in ours.keys() & theirs.keys())


def _defaults(node: Function) -> dict[str, str]:
    args = node.args
    positional = [*args.posonlyargs, *args.args]
    pairs = list(zip(reversed(positional), reversed(args.defaults), strict=False))
    pairs += [(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None]
    found = {a.arg: ast.dump(default) for a, default in pairs}
    return {a.arg: found.get(a.arg, "none") for a in [*positional, *args.kwonlyargs]}


# Reset.


def _stays(statement: ast.stmt, replaced: set[str]) -> bool:
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return not bound_names(statement) & replaced
    docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    kept = isinstance(statement, ast.Import | ast.ImportFrom | ast.If) and not bound_names(statement) & replaced
    return docstring or kept


def _helpers(tree: ast.Module, original: Definition, entry: str) -> list[ast.stmt]:
    """Return what `as_shipped` uses of its module, imports aside, in the solution's order."""
    own = {entry, *AS_SHIPPED}
    used = needed(tree, used_names(original) - own, without=own)
    return [statement for statement in used if not isinstance(statement, ast.Import | ast.ImportFrom)]


def _taken_out(source: Source, statement: ast.stmt) -> tuple[int, int, str]:
    """Return the edit that removes a statement and the blank lines before it."""
    start, end = source.span(statement)
    if source.text[end:].lstrip(" ").startswith(";"):  # others follow on its line
        return start, end, "pass"
    return len(source.text[:start].rstrip()), end, ""


def _put_back(source: Source, function: Function, shipped: str, origin: Function | None) -> tuple[int, int, str]:
    """Return the edit that puts the shipped body, or the blank one, into a function."""
    start, end = source.body_span(function)
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    own_line = first.lineno > function.lineno and documented
    indent = " " * (first.col_offset if own_line else function.col_offset + 4)
    body = Source(shipped).body(origin, indent) if origin else f"\n{indent}{_BLANK}"
    if documented and not own_line and source.text[source.span(first)[0] - 1] != "\n":
        head = source.text[: source.span(first)[0]].rstrip(" ")
        if not head.endswith("\n"):  # a docstring on the header's line needs a line of its own
            return len(head), end, f"\n{indent}{source.segment(first)}{body}"
    return start, end, body


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text.strip("\n") + "\n"
