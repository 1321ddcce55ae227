"""The text of a piece of code and its syntax tree: nodes found, replaced and swapped in the text."""

from __future__ import annotations

import ast

_ATOMS = ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.Constant | ast.List | ast.Dict | ast.Set
_IN_BRACKETS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.JoinedStr
Node = ast.expr | ast.stmt | ast.keyword


class Code:
    """One piece of Python text that parses; every change to it returns a new text."""

    def __init__(self, text: str) -> None:
        self.text, self.tree = text, ast.parse(text)
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node that holds this one."""
        return self._parents.get(node)

    def span(self, node: Node) -> tuple[int, int]:
        """Return where a node begins in the text, and where it ends."""
        end = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._at(node.lineno, node.col_offset), self._at(*end)

    def segment(self, node: Node) -> str:
        """Return the text of a node, without brackets around it."""
        start, end = self.span(node)
        return self.text[start:end]

    def bare(self, node: ast.expr) -> str:
        """Return the text of an expression so that it can stand anywhere: in brackets where it needs them."""
        text = self.segment(node)
        return text if isinstance(node, _ATOMS | _IN_BRACKETS) else f"({text})"

    def replaced(self, node: Node, text: str) -> str:
        """Return the whole text with another one in the node's place, in brackets where it needs them there."""
        start, end = self.span(node)
        plain = self.text[:start] + text + self.text[end:]
        if not isinstance(node, ast.expr):
            return plain
        bracketed = f"{self.text[:start]}({text}){self.text[end:]}"
        return plain if _tree(plain) == _tree(bracketed) else bracketed

    def swapped(self, first: Node, second: Node) -> str:
        """Return the whole text with two nodes, one after the other, in each other's place."""
        (a, b), (c, d) = self.span(first), self.span(second)
        return self.text[:a] + self.text[c:d] + self.text[b:c] + self.text[a:b] + self.text[d:]

    def between(self, first: Node, second: Node, old: str, new: str) -> str:
        """Return the whole text with `old`, which stands between two nodes, replaced once."""
        start, end = self.span(first)[1], self.span(second)[0]
        return self.text[:start] + self.text[start:end].replace(old, new, 1) + self.text[end:]

    def resigned(self, node: ast.BinOp, old: str, new: str) -> str:
        """Return the whole text with another sign in an operation, in brackets only where it binds otherwise."""
        plain = self.between(node.left, node.right, old, new)
        bracketed = self.replaced(node, f"{self.bare(node.left)} {new} {self.bare(node.right)}")
        return plain if _tree(plain) == _tree(bracketed) else bracketed

    def without(self, call: ast.Call, dropped: ast.keyword) -> str:
        """Return the whole text with one keyword argument less in a call."""
        kept: list[Node] = [*call.args, *(k for k in call.keywords if k is not dropped)]
        inner = ", ".join(self.segment(argument) for argument in kept)
        return self.replaced(call, f"{self.segment(call.func)}({inner})")

    def _at(self, line: int, column: int) -> int:
        """Turn a line and the column in UTF-8 bytes that `ast` counts into an index."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _tree(text: str) -> str | None:
    """Return the syntax tree of a text as a text, or None if it has none."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None
