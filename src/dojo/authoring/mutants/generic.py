"""Operators for any code: another sign, comparison, number or constant, a `not` more, a loop that never runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from dojo.authoring.mutants.code import Code

# Only what could be a slip: a float shifted left fails at once and says nothing about the tests.
_BINARY: dict[type[ast.operator], tuple[str, tuple[str, ...]]] = {
    ast.Add: ("+", ("-", "*")),
    ast.Sub: ("-", ("+", "/")),
    ast.Mult: ("*", ("+", "/", "**")),
    ast.Div: ("/", ("*", "//", "-")),
    ast.FloorDiv: ("//", ("/", "%")),
    ast.Mod: ("%", ("//", "/")),
    ast.Pow: ("**", ("*", "+")),
    ast.BitAnd: ("&", ("|", "^")),
    ast.BitOr: ("|", ("&", "^")),
    ast.BitXor: ("^", ("&", "|")),
}
_ORDERED: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_MEMBERSHIP: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}


def binary_operator(code: Code, node: ast.AST) -> Iterator[str]:
    """Another arithmetic or bitwise sign."""
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        old, others = _BINARY[type(node.op)]
        for new in others:
            yield code.resigned(node, old, new)


def comparison(code: Code, node: ast.AST) -> Iterator[str]:
    """Another comparison; of a chain, the first one only."""
    if isinstance(node, ast.Compare):
        kind = type(node.ops[0])
        others = [(_ORDERED[kind], new) for other, new in _ORDERED.items() if other is not kind and kind in _ORDERED]
        for old, new in others or [_MEMBERSHIP[kind]]:
            yield code.between(node.left, node.comparators[0], old, new)


def sign(code: Code, node: ast.AST) -> Iterator[str]:
    """No minus, no `~`, no `not`."""
    if isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.UAdd):
        yield code.replaced(node, code.segment(node.operand))


def negated_condition(code: Code, node: ast.AST) -> Iterator[str]:
    """The opposite of what a branch or a loop asks."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield code.replaced(node.test, f"not {code.bare(node.test)}")


def number(code: Code, node: ast.AST) -> Iterator[str]:
    """One more and one less; the opposite of True and False."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield code.replaced(node, str(not node.value))
        elif isinstance(node.value, int | float):
            yield code.replaced(node, repr(node.value + 1))
            yield code.replaced(node, repr(node.value - 1))


def and_or(code: Code, node: ast.AST) -> Iterator[str]:
    """`or` for `and`, and the other way round."""
    if isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield code.replaced(node, word.join(code.bare(value) for value in node.values))


def loop(code: Code, node: ast.AST) -> Iterator[str]:
    """A loop that never runs; `break` for `continue`, and the other way round."""
    if isinstance(node, ast.For):
        yield code.replaced(node.iter, "[]")
    elif isinstance(node, ast.Break | ast.Continue):
        yield code.replaced(node, "continue" if isinstance(node, ast.Break) else "break")


def caught_exception(code: Code, node: ast.AST) -> Iterator[str]:
    """An exception that is not caught."""
    if isinstance(node, ast.ExceptHandler) and node.type is not None:
        yield code.replaced(node.type, "KeyboardInterrupt")


OPERATORS: tuple[Callable[[Code, ast.AST], Iterator[str]], ...] = (
    binary_operator,
    comparison,
    sign,
    negated_condition,
    number,
    and_or,
    loop,
    caught_exception,
)
