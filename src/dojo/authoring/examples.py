"""Signatures compared and the statement's examples run, against solutions that are trusted, in a process of its own.

`examine` starts it; `python -m dojo.authoring.examples ROOT KATA...` is it, and answers with one line of JSON a kata.
"""

from __future__ import annotations

import ast
import doctest
import functools
import inspect
import json
import os
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from dojo.authoring import solutions
from dojo.kata import candidates
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.kata.source import Definition, read_text, tree_of
from dojo.text import clean

LIMIT = 120.0  # seconds for all katas; importing and running a few examples takes one or two
LEAST = 2

Fault = tuple[str, str]  # the clause, "signature" or "examples", and one line


def examine(root: Path, katas: list[Kata]) -> dict[str, list[Fault]]:
    """Return what is wrong with signatures and examples, by kata; whatever ends the process is one kata's fault."""
    found: dict[str, list[Fault]] = {}
    left = [kata.id for kata in katas]
    while left:
        answers, why = _run(root, left)
        found |= answers
        left = [id_ for id_ in left if id_ not in answers]
        if left:
            found[left.pop(0)] = [("examples", why)]
    return found


def _run(root: Path, ids: list[str]) -> tuple[dict[str, list[Fault]], str]:
    command = [sys.executable, "-P", "-m", "dojo.authoring.examples", str(root), *ids]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT, check=False)
        said, why = done.stdout, f"importing the solution ended the process: {_last_line(done.stderr)}"
    except subprocess.TimeoutExpired as late:
        said, why = late.stdout or b"", f"importing the solution and running the examples took over {LIMIT:g} s"
    answers = (json.loads(line) for line in said.splitlines() if line.endswith(b"}"))
    return {a["kata"]: [(clause, text) for clause, text in a["faults"]] for a in answers}, why


def _last_line(text: bytes) -> str:
    return clean((text.decode(errors="replace").strip().splitlines() or ["without a word"])[-1])


def main() -> None:
    """Answer for the katas named on the command line."""
    root, ids = Path(sys.argv[1]), sys.argv[2:]
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # what a solution prints is no answer
        for id_ in ids:
            pillar, _, name = id_.partition("/")
            _answer(Kata(root, pillar, name), answers)


def _answer(kata: Kata, answers: TextIO) -> None:
    try:
        found = [*_faults(kata)]
    except Exception as error:
        found = [("solution", clean(f"cannot be imported: {type(error).__name__}: {error}"))]
    print(json.dumps({"kata": kata.id, "faults": found}), file=answers, flush=True)


def _faults(kata: Kata) -> Iterator[Fault]:
    solution, stub = solutions.load(kata.id, kata.root), _stub(kata)
    right = candidates.reference(kata)
    declared = surface(getattr(stub, right.entry))
    for candidate in [right, *candidates.alternatives(kata), *candidates.mistakes(kata)]:
        for text in _differences(candidate, declared, surface(getattr(solution, candidate.symbol))):
            yield "signature", f"{candidate.name}: {text}"
    names = vars(stub) | {right.entry: getattr(solution, right.entry)}
    yield from (("examples", clean(text)) for text in run_examples(read_text(kata.stub), names))


def _stub(kata: Kata) -> types.ModuleType:
    """Run the stub as a module: its imports and constants are what the examples see."""
    module = types.ModuleType("_dojo_stub")
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    exec(compile(read_text(kata.stub), str(kata.stub), "exec", dont_inherit=True), vars(module))  # noqa: S102
    return module


# -- signatures ----------------------------------------------------------------------------------


def surface(entry: Any) -> dict[str, str]:
    """Return the signatures of a function (under "") or of a class's public methods and operators, as text.

    Names, kinds and the presence of defaults count; annotations and the defaults themselves do not.
    """
    if not isinstance(entry, type):
        return {"": _signature(entry)}
    members = {name: inspect.getattr_static(entry, name) for name in dir(entry)}
    return {name: text for name, member in members.items() if (text := _member(name, member)) is not None}


def _member(name: str, member: object) -> str | None:
    """Return the signature of a class's member, None for what is no public method, operator or property of its own."""
    if name.startswith("_") and not (isinstance(member, types.FunctionType) and _is_operator(name)):
        return "None" if member is None and _is_operator(name) else None
    if isinstance(member, property | functools.cached_property):
        return "a property"
    if isinstance(member, classmethod | staticmethod):
        return f"a {type(member).__name__} {_signature(member.__func__, skip=isinstance(member, classmethod))}"
    return _signature(member, skip=True) if callable(member) else None


def _is_operator(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and not name.startswith(("__annotate", "__doc__"))


def _signature(function: Any, skip: bool = False) -> str:
    empty = inspect.Parameter.empty
    parameters = list(inspect.signature(function).parameters.values())[skip:]
    plain = [p.replace(annotation=empty, default=empty if p.default is empty else ...) for p in parameters]
    return str(inspect.Signature(plain)).replace("Ellipsis", "...")


def _differences(candidate: Candidate, declared: dict[str, str], offered: dict[str, str]) -> Iterator[str]:
    for name, wanted in declared.items():
        called = f"{candidate.entry}.{name}" if name else candidate.entry
        found = offered.get(name)
        if wanted == "None":  # an operator switched off, as `__hash__` is by `__eq__`
            continue
        if found is None:
            yield f"lacks {called}, which the statement declares"
        elif found != wanted and not (found == "None" and candidate.target == "mistake"):
            yield f"{called} takes {found}, in the statement {wanted}"
    for name in offered:
        if name not in declared and not name.startswith("_"):
            yield f"offers {candidate.entry}.{name}, which the statement does not declare"


# -- examples ------------------------------------------------------------------------------------


def run_examples(source: str, names: dict[str, Any]) -> list[str]:
    """Run the examples in a source's docstrings with the given names; return a line for each that is not true."""
    runner, parser, count = _Runner(), doctest.DocTestParser(), 0
    for text, line in _docstrings(tree_of(source)):
        examples = parser.get_doctest(text, dict(names), "statement", "statement", line)
        count += sum(bool(e.want or e.exc_msg) for e in examples.examples)
        runner.run(examples)
    few = f"the statement shows the results of {count} calls, expected at least {LEAST}, one of them an edge case"
    return runner.faults + ([few] if count < LEAST else [])


def _docstrings(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each docstring as written, and the line on which it begins."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition) and ast.get_docstring(node) is not None:
            said = node.body[0]
            assert isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
            yield str(said.value.value), said.lineno


class _Runner(doctest.DocTestRunner):
    """Keeps a line for each example that is not true, and prints nothing."""

    def __init__(self) -> None:
        super().__init__(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
        self.faults: list[str] = []

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        wanted = f"expected {example.want.strip()}" if example.want else "expected nothing"
        self._note(test, example, f"gives {got.strip() or 'nothing'}, {wanted}")

    def report_unexpected_exception(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        self._note(test, example, f"raises {exc_info[0].__name__}: {exc_info[1]}")

    def _note(self, test: doctest.DocTest, example: doctest.Example, text: str) -> None:
        line = (test.lineno or 0) + example.lineno
        self.faults.append(f"line {line}: {example.source.strip()} {text}")


if __name__ == "__main__":
    main()
