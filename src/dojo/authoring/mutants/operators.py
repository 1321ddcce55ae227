"""The slips that numeric code is prone to, each made once in a text, and with them those of any code."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterator

from dojo.authoring.mutants import generic
from dojo.authoring.mutants.code import Code, Node

_OTHER_NAME = {
    "median": "mean",
    "nanmean": "nanmedian",
    "nanmedian": "nanmean",
    "fmean": "median",
    "sum": "mean",
    "min": "max",
    "max": "min",
    "argmin": "argmax",
    "argmax": "argmin",
    "minimum": "maximum",
    "maximum": "minimum",
    "any": "all",
    "all": "any",
    "std": "var",
    "var": "std",
    "floor": "ceil",
    "ceil": "floor",
}
_OTHER_WORD = {"left": "right", "right": "left", "first": "last", "last": "first"}
_WORDED = {"side", "keep", "closed", "how", "method"}
# Without `axis` these take all axes together; of others the default may be the very axis that was named.
_REDUCERS = {"sum", "mean", "std", "var", "min", "max", "argmin", "argmax", "any", "all", "median", "prod", "norm"}
_REDUCERS |= {"cumsum", "cumprod", "average", "quantile", "nansum", "nanmean", "nanmedian", "unique", "count_nonzero"}
_CLAMPS = {"maximum", "minimum", "fmax", "fmin", "max", "min"}
_GUARDS = {"clip", "abs", "fabs", "absolute", "nan_to_num", "fillna", "dropna", "sqrt"}  # f(x, ...) or x.f(...)
_COPIES = {"copy", "deepcopy", "list", "dict", "astype", "sorted"}
_SYMMETRIC = _CLAMPS | {"add", "multiply", "hypot", "isclose", "allclose", "array_equal", "union1d", "intersect1d"}
_SYMMETRIC |= {"gcd", "isinstance", "hasattr", "getattr", "setattr", "logaddexp"}
_EVEN = {"abs", "fabs", "absolute", "square", "norm", "hypot", "cos", "cosh"}
_SIGNS: dict[type[ast.operator], str] = {
    ast.Sub: "-",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
}
_BOUNDARIES = {ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">")}
_WAYS_OUT = ast.Raise | ast.Return | ast.Continue | ast.Break
_TINY = 1e-3
_TINY_NAME = re.compile(r"eps|tiny", re.IGNORECASE)

Operator = Callable[[Code, ast.AST], Iterator[str]]


def changes(text: str, imported: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield every change that our operators make to a piece of code: the operator's name and the new text.

    Parameters
    ----------
    text : str
        A piece of a module.
    imported : frozenset of str
        The names that the module imports.
    """
    code = Code(text)
    operators = [*_FIXED, *generic.OPERATORS, _mean(imported), _missing_ddof(imported)]
    for node in ast.walk(code.tree):
        for operator in operators:
            for changed in operator(code, node):
                yield operator.__name__.strip("_"), changed


def axis(code: Code, node: ast.AST) -> Iterator[str]:
    """Another axis, or none named."""
    for call, keyword in _keywords(node, "axis"):
        number = _integer(keyword.value)
        if number is not None:
            yield code.replaced(keyword.value, "1" if number == 0 else "0")
        if _name(call.func) in _REDUCERS:
            yield code.without(call, keyword)


def keepdims(code: Code, node: ast.AST) -> Iterator[str]:
    """The reduced axis is not kept."""
    for _, keyword in _keywords(node, "keepdims"):
        yield code.replaced(keyword.value, "False")


def ddof(code: Code, node: ast.AST) -> Iterator[str]:
    """n for n - 1, or the other way round."""
    for _, keyword in _keywords(node, "ddof"):
        yield code.replaced(keyword.value, "1" if _integer(keyword.value) == 0 else "0")


def _missing_ddof(imported: frozenset[str]) -> Operator:
    """Where pandas is at hand a `std` may already divide by n - 1, so only what is numpy's is changed."""

    def ddof(code: Code, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Call) and _name(node.func) in {"std", "var", "nanstd", "nanvar"}:
            numpy = "pd" not in imported or _of_module(node.func, {"np"})
            if numpy and not any(keyword.arg == "ddof" for keyword in node.keywords):
                arguments: list[Node] = [*node.args, *node.keywords]
                inner = ", ".join([*(code.segment(argument) for argument in arguments), "ddof=1"])
                yield code.replaced(node, f"{code.segment(node.func)}({inner})")

    return ddof


def dropped_eps(code: Code, node: ast.AST) -> Iterator[str]:
    """No small number added, subtracted or compared with."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        if _is_tiny(node.right):
            yield code.replaced(node, code.segment(node.left))
        elif _is_tiny(node.left) and isinstance(node.op, ast.Add):
            yield code.replaced(node, code.segment(node.right))
    elif isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            if _is_tiny(side):
                yield code.replaced(side, "0.0")


def dropped_clamp(code: Code, node: ast.AST) -> Iterator[str]:
    """One side of a maximum or minimum; what is clipped, filled or made positive as it was."""
    if not isinstance(node, ast.Call) or _starred(node):
        return
    if _name(node.func) in _CLAMPS and len(node.args) == 2:
        for argument in node.args:
            yield code.replaced(node, code.segment(argument))
    elif _name(node.func) in _GUARDS and (inner := _subject(node)) is not None:
        yield code.replaced(node, code.segment(inner))


def dropped_guard(code: Code, node: ast.AST) -> Iterator[str]:
    """A way out never taken, one branch of a choice, a condition less, a ufunc everywhere."""
    if isinstance(node, ast.If) and not node.orelse and isinstance(node.body[-1], _WAYS_OUT):
        yield code.replaced(node.test, "False")
    elif isinstance(node, ast.IfExp):
        yield from (code.replaced(node, code.segment(branch)) for branch in (node.body, node.orelse))
    elif isinstance(node, ast.BoolOp):
        word = " and " if isinstance(node.op, ast.And) else " or "
        for dropped in node.values:
            kept = [value for value in node.values if value is not dropped]
            texts = [code.segment(kept[0])] if len(kept) == 1 else [_operand(code, value) for value in kept]
            yield code.replaced(node, word.join(texts))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        yield from (code.replaced(node, code.segment(side)) for side in (node.left, node.right))
    elif isinstance(node, ast.Call) and _name(node.func) == "where" and len(node.args) == 3 and not _starred(node):
        yield from (code.replaced(node, code.segment(branch)) for branch in node.args[1:])
    for call, keyword in _keywords(node, "where"):
        yield code.without(call, keyword)


def boundary(code: Code, node: ast.AST) -> Iterator[str]:
    """`<` for `<=`, and the like."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for place, operator in enumerate(node.ops):
            if type(operator) in _BOUNDARIES:
                yield code.between(sides[place], sides[place + 1], *_BOUNDARIES[type(operator)])


def swapped_arguments(code: Code, node: ast.AST) -> Iterator[str]:
    """Two neighbouring arguments of a call in each other's place."""
    if isinstance(node, ast.Call) and not _starred(node) and _name(node.func) not in _SYMMETRIC:
        for first, second in itertools.pairwise(node.args):
            if not (_is_text(first) or _is_text(second)):
                yield code.swapped(first, second)


def swapped_sides(code: Code, node: ast.AST) -> Iterator[str]:
    """The two sides of an operator in each other's place."""
    if isinstance(node, ast.BinOp) and not (_is_text(node.left) or _sign_is_lost(code, node)):
        sign = _SIGNS.get(type(node.op))
        if sign is not None:
            yield code.replaced(node, f"{code.bare(node.right)} {sign} {code.bare(node.left)}")


def other_function(code: Code, node: ast.AST) -> Iterator[str]:
    """Mean for median, sum for mean, max for min, any for all."""
    if isinstance(node, ast.Call) and (other := _OTHER_NAME.get(_name(node.func))):
        if isinstance(node.func, ast.Name):
            if other in {"min", "max", "any", "all"}:  # the others are no builtins
                yield code.replaced(node.func, other)
        elif isinstance(node.func, ast.Attribute):
            yield code.replaced(node.func, f"{code.bare(node.func.value)}.{other}")


def _mean(imported: frozenset[str]) -> Operator:
    """An array has no method `median`, while a Series has."""

    def other_function(code: Code, node: ast.AST) -> Iterator[str]:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "mean"):
            return
        if "pd" in imported or "np" not in imported or _of_module(node.func, imported):
            yield code.replaced(node.func, f"{code.bare(node.func.value)}.median")
        else:
            arguments: list[Node] = [node.func.value, *node.args, *node.keywords]
            yield code.replaced(node, f"np.median({', '.join(code.segment(a) for a in arguments)})")

    return other_function


def dropped_copy(code: Code, node: ast.AST) -> Iterator[str]:
    """The thing itself instead of a copy of it, or of a conversion."""
    if not isinstance(node, ast.Call) or _starred(node) or (inner := _subject(node)) is None:
        return
    if _name(node.func) in _COPIES:
        yield code.replaced(node, code.segment(inner))
    elif _name(node.func) == "array" and isinstance(inner, ast.Name | ast.Attribute | ast.Subscript):
        yield code.replaced(node.func, code.segment(node.func).replace("array", "asarray"))


def other_option(code: Code, node: ast.AST) -> Iterator[str]:
    """The other side, the last of equals for the first, or a sort that need not be stable."""
    for word in _WORDED:
        for _, keyword in _keywords(node, word):
            if isinstance(keyword.value, ast.Constant) and (other := _OTHER_WORD.get(str(keyword.value.value))):
                yield code.replaced(keyword.value, f'"{other}"')
    for word in ("kind", "stable"):
        for call, keyword in _keywords(node, word):
            yield code.without(call, keyword)


def dropped_statement(code: Code, node: ast.AST) -> Iterator[str]:
    """A change in place that does not happen: of an element, of a counter, by a call."""
    elements = isinstance(node, ast.Assign) and any(isinstance(target, ast.Subscript) for target in node.targets)
    calls = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if isinstance(node, ast.stmt) and (elements or calls or isinstance(node, ast.AugAssign)):
        yield code.replaced(node, "pass")


_FIXED: tuple[Operator, ...] = (
    axis,
    keepdims,
    ddof,
    dropped_eps,
    dropped_clamp,
    dropped_guard,
    boundary,
    swapped_arguments,
    swapped_sides,
    other_function,
    dropped_copy,
    other_option,
    dropped_statement,
)


def _operand(code: Code, node: ast.expr) -> str:
    """Return the text of an operand of `and` or `or`."""
    text = code.segment(node)
    return f"({text})" if isinstance(node, ast.BoolOp | ast.IfExp | ast.Lambda | ast.NamedExpr) else text


# -- what a node is ------------------------------------------------------------------------------


def _keywords(node: ast.AST, name: str) -> Iterator[tuple[ast.Call, ast.keyword]]:
    if isinstance(node, ast.Call):
        yield from ((node, keyword) for keyword in node.keywords if keyword.arg == name)


def _name(function: ast.expr) -> str:
    """Return the last word of what is called: "sum" for `X.sum` and `np.sum`."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _of_module(function: ast.expr, modules: set[str] | frozenset[str]) -> bool:
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", None) in modules


def _subject(call: ast.Call) -> ast.expr | None:
    """Return what a call is about: the object of a method, the first argument of a module's or a builtin function."""
    if isinstance(call.func, ast.Attribute) and not _of_module(call.func, {"np", "pd", "math", "copy", "statistics"}):
        return call.func.value
    return call.args[0] if call.args else None


def _integer(node: ast.expr) -> int | None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return None
    return value if type(value) is int else None


def _is_tiny(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float) and 0 < abs(node.value) <= _TINY
    return bool(_TINY_NAME.search(_name(node)))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _starred(call: ast.Call) -> bool:
    return any(isinstance(argument, ast.Starred) for argument in call.args)


def _sign_is_lost(code: Code, node: ast.BinOp) -> bool:
    """Tell whether a node is a - b where b - a comes to the same: squared, or without its sign."""
    parent = code.parent(node)
    if not isinstance(node.op, ast.Sub):
        return False
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and parent.left is node:
        return (_integer(parent.right) or 1) % 2 == 0
    if isinstance(parent, ast.Call):
        return _name(parent.func) in _EVEN and node in parent.args
    return isinstance(parent, ast.Attribute) and parent.attr in _EVEN
