"""The contract that every kata keeps: what is checked on paper, and what once its candidates have been judged."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from dojo.authoring import citations
from dojo.judge.verdict import Result
from dojo.kata import candidates, sheet, shipped, statement
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.kata.source import BadStatement, Unreadable, read_text, short, tree_of
from dojo.text import clean

FILL = "FILL IN"  # what a kata begun with `dojo new` has where its author has not yet written
COST = 1.0  # processor seconds that judging the reference may take, so that a save is answered at once
LONGEST = 45  # lines that the contract of a kata may have, unless it is a stretch
RULES = ("mutated", "warned")  # kinds of failure that the judge itself finds, in whatever test calls
NO_VISIBLE = "no visible test passes"  # the words by which a mistake's docstring says why it passes none


@dataclass(frozen=True)
class Fault:
    """One way in which a kata breaks the contract: the clause, and one line."""

    clause: str
    text: str


@dataclass
class Trial:
    """One kata's candidates and how they were judged, by name.

    `whole` has all tests, `visible` what is seen on the visible ones, `inside` those judged without a sandbox.
    """

    kata: Kata
    reference: Candidate | None = None
    alternatives: list[Candidate] = field(default_factory=list)
    mistakes: list[Candidate] = field(default_factory=list)
    visible: dict[str, Result] = field(default_factory=dict)
    whole: dict[str, Result] = field(default_factory=dict)
    inside: dict[str, Result] = field(default_factory=dict)

    @property
    def right(self) -> list[Candidate]:
        """The candidates that the tests must accept."""
        return [*([self.reference] if self.reference else []), *self.alternatives]

    def final(self, candidate: Candidate) -> Result | None:
        """Return the result that decides: on the visible tests where one of them caught a mistake."""
        return self.whole.get(candidate.name) or self.visible.get(candidate.name)


@dataclass(frozen=True)
class Report:
    """How a kata stands with the contract. `cost` is None where the reference was not judged to the end."""

    kata: str
    mistakes: int = 0
    caught: int = 0
    hidden_only: int = 0
    alternatives: int = 0
    laws: int = 0
    cost: float | None = None
    faults: tuple[Fault, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` prints."""
        said = asdict(self)
        faults = said.pop("faults")
        return said | {"ok": not faults, "faults": list(faults)}


def prepared(kata: Kata) -> tuple[Trial, list[Fault]]:
    """Find the candidates of a kata whose five pieces can be read; what stands in the way is a fault."""
    trial = Trial(kata)
    try:
        trial.reference = candidates.reference(kata)
        trial.alternatives, trial.mistakes = candidates.alternatives(kata), candidates.mistakes(kata)
    except candidates.BadSolution as error:
        return trial, [Fault("solution", str(error))]
    return trial, []


def one_line(text: str) -> str:
    """Return a text as a fault tells it."""
    return clean(" ".join(text.split()), 300)


# -- on paper ------------------------------------------------------------------------------------


def written(trial: Trial) -> Iterator[Fault]:
    """Find what is wrong with the five pieces as they are written."""
    kata = trial.kata
    yield from _unfilled(kata)
    yield from (Fault("sheet", text) for text in sheet.incomplete(sheet.read(kata.sheet)))
    yield from (Fault("sheet", text) for text in _mistaken_kind(trial))
    yield from (Fault("statement", text) for text in _statement(trial))
    silent = (mistake.name for mistake in trial.mistakes if not mistake.docstring())
    yield from (Fault("mistakes", f"{name}: has no docstring, which is its diagnosis") for name in silent)
    if not trial.mistakes:
        yield Fault("mistakes", "there is none: no public function but the reference and the alternatives")
    if not trial.alternatives:
        yield Fault("alternatives", "there is none; ALTERNATIVES = [...] lists right answers by another route")
    if not laws(kata):
        yield Fault("hidden tests", "there is no law: no hidden test is given its examples by Hypothesis")


def _unfilled(kata: Kata) -> Iterator[Fault]:
    for path in kata.files:
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            if FILL in line:
                what = line.partition(FILL)[2].strip(' :"|,') or "this line"
                yield Fault("unfilled", f"{short(path)}: line {number}: still to fill in: {what}")


def _mistaken_kind(trial: Trial) -> Iterator[str]:
    kind = sheet.read(trial.kata.sheet).kind
    first = trial.mistakes[0].symbol if trial.mistakes else ""
    if kind in ("debug", "refactor") and first not in shipped.AS_SHIPPED:
        yield f"a {kind} kata's first mistake is as_shipped, the stub's own code"


def _statement(trial: Trial) -> Iterator[str]:
    try:
        said = statement.read(trial.kata.stub, candidates.entry_name(trial.kata))
    except BadStatement as error:
        yield str(error)
        return
    if not (said.title and said.prompt):
        yield "the module's docstring needs a title line and, below it, the prompt"
    if not said.docstring:
        yield f"{said.name} has no docstring, which is the contract"
    if said.docstring and not said.docstring.partition("\n")[0].endswith("."):
        yield "the contract's first line is no sentence, which the interviewer's card shows as the goal"
    lines = len(said.docstring.splitlines())
    if lines >= LONGEST and sheet.read(trial.kata.sheet).level != "stretch":
        yield f"the contract has {lines} lines, which is {lines - LONGEST + 1} too many for an interview"
    if not candidates.is_untouched(trial.kata):
        yield "the stub holds an attempt, not what is shipped; it would not count as `not attempted`"


def laws(kata: Kata) -> int:
    """Count the laws: hidden tests that Hypothesis gives their examples."""
    try:
        tree = tree_of(read_text(kata.hidden))
    except BadStatement:  # its tests cannot be collected, which is told
        return 0
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return sum(any("given" in _names(d) for d in function.decorator_list) for function in functions)


def _names(node: ast.expr) -> set[str]:
    inner = node.func if isinstance(node, ast.Call) else node
    return {inner.id} if isinstance(inner, ast.Name) else {inner.attr} if isinstance(inner, ast.Attribute) else set()


# -- once judged ---------------------------------------------------------------------------------


def judged(trial: Trial) -> Iterator[Fault]:
    """Find what is wrong with how the candidates were judged."""
    reference = trial.whole[trial.reference.name] if trial.reference else None
    if reference is None or not reference.tests:  # its tests were not even collected: one line says it all
        yield Fault("reference", one_line(reference.message) if reference else "there is none")
        return
    for candidate in trial.right:
        result = trial.whole[candidate.name]
        if result.verdict != "solved" or result.message:
            clause = "reference" if candidate is trial.reference else "alternatives"
            yield Fault(clause, f"{candidate.name} is {result.verdict}: {_why(result)} (seed {result.seed})")
    yield from _citations(trial.kata, reference)
    yield from (Fault("mistakes", text) for text in _mistakes(trial))
    if (spent := cost(reference)) is not None and spent > COST:
        yield Fault("cost", f"judging the reference takes {spent:.1f} s of processor time, allowed are {COST} s")


def _citations(kata: Kata, reference: Result) -> Iterator[Fault]:
    try:
        said = citations.faults(kata, hidden_tests(reference))
    except (BadStatement, Unreadable) as error:  # told as a fault of the statement
        said = [f"cannot be compared with the statement: {error}"]
    yield from (Fault("hidden tests", text) for text in said)


def hidden_tests(result: Result) -> list[str]:
    """Name the hidden tests collected, each once, whatever it is parametrised with."""
    ids = (t.id.partition("::")[2].partition("[")[0] for t in result.tests if t.kind == "hidden")
    return list(dict.fromkeys(id_.removesuffix("::runTest").rpartition("::")[2] for id_ in ids))


def _mistakes(trial: Trial) -> Iterator[str]:
    for mistake in trial.mistakes:
        result = trial.final(mistake)
        if result is None or not is_caught(result):
            yield f"{mistake.name}: {_survival(result)}"
        elif not (trial.visible[mistake.name].passed or _breaks_a_rule(result) or NO_VISIBLE in _docstring(mistake)):
            yield f'{mistake.name}: passes no visible test; its docstring may say why ("{NO_VISIBLE}: ...")'
        elif lacks := _untold(result):
            yield f"{mistake.name}: its first failure does not show {' and '.join(lacks)}: {_why(result)}"
    if trial.mistakes and not hidden_only(trial):
        yield "visible tests catch them all; at least one is for the hidden tests alone"


def _breaks_a_rule(result: Result) -> bool:
    return result.failure is not None and result.failure.failure in RULES


def _untold(result: Result) -> list[str]:
    """Name what the first failure of a mistake does not show; of a lost sandbox there is the call only."""
    test = result.failure
    if test is None or test.outcome != "failed" or test.failure == "died":
        return []
    return [part for part in ("call", "got", "expected") if not getattr(test, part)]


def is_caught(result: Result) -> bool:
    """Tell whether a test caught the mistake; one that does not load at all shows nothing about the tests."""
    return not result.message and any(test.outcome in ("failed", "timed out") for test in result.tests)


def caught(trial: Trial) -> list[Candidate]:
    """Return the mistakes that the tests catch."""
    return [m for m in trial.mistakes if (result := trial.final(m)) is not None and is_caught(result)]


def hidden_only(trial: Trial) -> list[Candidate]:
    """Return the mistakes that hidden tests catch and no visible one does."""
    return [m for m in caught(trial) if trial.visible[m.name].verdict == "visible pass"]


def needs_sandbox(result: Result) -> bool:
    """Tell whether what catches a candidate shows in a sandbox only: time, memory, its process's end, a broken rule."""
    kinds = ("died", *RULES)
    return any(t.outcome == "timed out" or t.failure in kinds or "MemoryError" in t.message for t in result.tests)


def cost(result: Result) -> float | None:
    """Return the processor seconds of a judging that ran to its end."""
    return result.cpu if result.verdict == "solved" else None


def _docstring(mistake: Candidate) -> str:
    nodes = (node for node in tree_of(mistake.source).body if getattr(node, "name", None) == mistake.symbol)
    texts = (ast.get_docstring(node) for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return " ".join(" ".join(text or "" for text in texts).split())


def _why(result: Result) -> str:
    test = result.failure
    told = result.message or (f"{test.id.partition('::')[2]}: {test.message}" if test else "all its tests passed")
    return one_line(told)


def _survival(result: Result | None) -> str:
    if result is None:
        return "was not judged"
    if result.verdict == "solved":
        return f"survives every test (seed {result.seed})"
    return f"is {result.verdict}: {_why(result)}"
