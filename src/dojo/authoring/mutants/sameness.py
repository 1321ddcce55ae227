"""Which texts are the same code: docstrings, messages, type annotations and layout aside."""

from __future__ import annotations

import ast
import warnings


def canonical(text: str) -> str | None:
    """Return a form that two texts share exactly if they are the same code, or None if it does not compile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # mutants may compare with a literal by `is`
        try:
            tree = ast.parse(text)
            compile(tree, "<mutant>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
    return ast.dump(_Plain().visit(tree))


class _Plain(ast.NodeTransformer):
    """Leaves out what no test can see."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self._without_docstring(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._without_docstring(node)

    def _without_docstring(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = [*node.body[1:], *([] if node.body[1:] else [ast.Pass()])]
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        """How arguments may be passed is the statement's affair: `*` and `/` are as if they were not there."""
        self.generic_visit(node)
        node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
        node.defaults = [*node.defaults, *(default for default in node.kw_defaults if default is not None)]
        node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        node.msg = None
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """No length is below zero: `len(x) <= 0` and `len(x) < 1` say `len(x) == 0`."""
        self.generic_visit(node)
        if len(node.ops) == 1 and _is_length(node.left) and isinstance(limit := node.comparators[0], ast.Constant):
            nothing: list[tuple[type[ast.cmpop], int]] = [(ast.LtE, 0), (ast.Lt, 1)]
            something: list[tuple[type[ast.cmpop], int]] = [(ast.Gt, 0), (ast.GtE, 1)]
            if (said := (type(node.ops[0]), limit.value)) in [*nothing, *something]:
                node.ops = [ast.Eq() if said in nothing else ast.NotEq()]
                node.comparators = [ast.Constant(0)]
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if isinstance(node.exc, ast.Call):
            node.exc.args = [ast.Constant("") if _holds_text(argument) else argument for argument in node.exc.args]
        return self.generic_visit(node)


def _is_length(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "len"
    return isinstance(node, ast.Attribute) and node.attr in ("size", "ndim")


def _holds_text(node: ast.expr) -> bool:
    inner = ast.walk(node)
    return any(isinstance(n, ast.JoinedStr) or (isinstance(n, ast.Constant) and type(n.value) is str) for n in inner)
