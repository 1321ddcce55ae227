"""cosmic-ray's operators: those of them whose mutants a person might write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

# In a dependency group of its own, for it is heavy, and without types.
from cosmic_ray.ast import ast_nodes, get_ast  # type: ignore[import-not-found, import-untyped, unused-ignore]
from cosmic_ray.mutating import mutate_code  # type: ignore[import-not-found, import-untyped, unused-ignore]
from cosmic_ray.operators.provider import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    OperatorProvider,
)

# cosmic-ray puts each of twelve operators in the place of each other: a float shifted left fails
# at once and says nothing about the tests, so what is kept is what could be a slip.
_BINARY = {
    "Add": ("Sub", "Mul"),
    "Sub": ("Add", "Div"),
    "Mul": ("Add", "Div", "Pow"),
    "Div": ("Mul", "FloorDiv", "Sub"),
    "FloorDiv": ("Div", "Mod"),
    "Mod": ("FloorDiv", "Div"),
    "Pow": ("Mul", "Add"),
    "BitAnd": ("BitOr", "BitXor"),
    "BitOr": ("BitAnd", "BitXor"),
    "BitXor": ("BitAnd", "BitOr"),
}
_ORDERED = ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE")
_OTHERS = (
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_Delete_Invert",
    "ReplaceUnaryOperator_Delete_Not",
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ZeroIterationForLoop",
)


def names() -> list[str]:
    """Name the operators of cosmic-ray that are used."""
    binary = [f"ReplaceBinaryOperator_{old}_{new}" for old, others in _BINARY.items() for new in others]
    pairs = [(old, new) for old in _ORDERED for new in _ORDERED if old != new]
    return [*binary, *(f"ReplaceComparisonOperator_{old}_{new}" for old, new in pairs), *_OTHERS]


@cache
def _operators() -> dict[str, Any]:
    provider = OperatorProvider()
    return {name: provider[name]() for name in names()}


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Yield every change that these operators make to a piece of code: the operator's name and the new text."""
    nodes = list(ast_nodes(get_ast(text)))
    for name, operator in _operators().items():
        for occurrence in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
            changed = mutate_code(text, operator, occurrence)
            if changed is not None:
                yield name, changed
