"""The same code written another way, by machine: other names, another order, equivalent forms."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

_Function = ast.FunctionDef | ast.Lambda
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}


def rewritten(source: str) -> str:
    """Return a module that does the same: every function has other local names, forms and order."""
    tree = ast.parse(source)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        _Forms().visit_body(function)
        _reorder(function)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        _rename(function)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


# -- names ---------------------------------------------------------------------------------------


def _rename(function: ast.FunctionDef) -> None:
    """Give the variables that a function assigns new names; parameters keep theirs, for they may be named in calls."""
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    kept = {a.arg for node in [function, *nodes] if isinstance(node, _Function) for a in _arguments(node.args)}
    kept |= {n for node in nodes if isinstance(node, ast.Global | ast.Nonlocal) for n in node.names}
    kept |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    kept |= {a.asname or a.name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for a in node.names}
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names = {name: f"my_{name.lstrip('_') or 'unused'}" for name in stored - kept - set(dir(builtins))}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in names:
            node.id = names[node.id]


def _arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (a for a in (arguments.vararg, arguments.kwarg) if a is not None)


# -- order ---------------------------------------------------------------------------------------


def _reorder(function: ast.FunctionDef) -> None:
    """Swap neighbouring assignments of which neither needs the other, each once."""
    for node in ast.walk(function):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            place = 0
            while isinstance(body, list) and place + 1 < len(body):
                if _independent(body[place], body[place + 1]):
                    body[place], body[place + 1] = body[place + 1], body[place]
                    place += 1
                place += 1


def _independent(one: ast.stmt, other: ast.stmt) -> bool:
    pairs = [(_stored(s), _loaded(s)) for s in (one, other)]
    if any(stored is None for stored, _ in pairs):
        return False
    (a, uses_a), (b, uses_b) = pairs
    return not ((a or set()) & ((b or set()) | uses_b) or (b or set()) & uses_a) and not (_acts(one) and _acts(other))


def _stored(statement: ast.stmt) -> set[str] | None:
    """Return the plain names that an assignment binds, or None where it is anything else."""
    if not isinstance(statement, ast.Assign):
        return None
    targets = [t for target in statement.targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {t.id for t in targets if isinstance(t, ast.Name)} if all(isinstance(t, ast.Name) for t in targets) else None


def _loaded(statement: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _acts(statement: ast.stmt) -> bool:
    """Return whether a statement might do more than compute, or raise."""
    return any(
        isinstance(n, ast.Call | ast.Subscript | ast.BinOp | ast.Yield | ast.Attribute) for n in ast.walk(statement)
    )


# -- forms ---------------------------------------------------------------------------------------


class _Forms(ast.NodeTransformer):
    """Writes expressions and statements in forms that mean the same."""

    def __init__(self) -> None:
        self.count = 0

    def visit_body(self, function: ast.FunctionDef) -> None:
        function.body = [new for statement in function.body for new in self._statement(statement)]

    def _statement(self, statement: ast.stmt) -> list[ast.stmt]:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            return [statement]  # visited for itself, or a class of its own
        for name in ("body", "orelse", "finalbody"):
            block = getattr(statement, name, None)
            if isinstance(block, list):
                setattr(statement, name, [new for inner in block for new in self._statement(inner)])
        if isinstance(statement, ast.Return) and statement.value is not None and not _plain(statement.value):
            self.count += 1
            name = f"result_{self.count}"
            value = self.visit(statement.value)
            return [ast.Assign([ast.Name(name, ast.Store())], value), ast.Return(ast.Name(name, ast.Load()))]
        if isinstance(statement, ast.If) and statement.orelse and not isinstance(statement.orelse[0], ast.If):
            test = ast.UnaryOp(ast.Not(), self.visit(statement.test))
            return [ast.If(test, statement.orelse, statement.body)]
        new = self._shallow(statement)
        return [new]

    def _shallow(self, statement: ast.stmt) -> ast.stmt:
        """Visit the expressions of a statement, but not the statements in it."""
        for name, value in ast.iter_fields(statement):
            if isinstance(value, ast.expr):
                setattr(statement, name, self.visit(value))
        return statement

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        self.generic_visit(node)
        return ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        mirrored = _MIRRORED.get(type(node.ops[0]))
        if len(node.ops) > 1 or mirrored is None or _both_call(node.left, node.comparators[0]):
            return node
        return ast.Compare(node.comparators[0], [mirrored()], [node.left])

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Turn a product around, and a sum where one side can only be a number or an array of them."""
        self.generic_visit(node)
        sum_of_numbers = isinstance(node.op, ast.Add) and (_is_number(node.left) or _is_number(node.right))
        product = isinstance(node.op, ast.Mult) and not _is_text(node)
        if (product or sum_of_numbers) and not _both_call(node.left, node.right):
            return ast.BinOp(node.right, node.op, node.left)
        return node


def _both_call(one: ast.expr, other: ast.expr) -> bool:
    """Return whether the order of two expressions may matter: both may draw from a generator, say."""
    return all(any(isinstance(node, ast.Call) for node in ast.walk(side)) for side in (one, other))


def _plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Constant)


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div | ast.Pow | ast.Sub | ast.Mult) and not _is_text(node)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _is_text(node: ast.BinOp) -> bool:
    """Return whether a product may repeat a sequence."""
    return any(
        isinstance(side, ast.List | ast.Tuple | ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )
