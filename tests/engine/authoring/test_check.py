"""What `dojo check` finds: each clause of the contract, on a kata that breaks it."""

import json

import pytest

from dojo.authoring import check, citations, examples
from dojo.authoring.proofs import Proofs
from dojo.kata import layout
from tests.engine.support.small_katas import STUB, write_kata

# The kata's name: the piece to break, what of it, and what the report must say of the clause that is broken.
BROKEN = {
    "attempted": ("stub", "raise NotImplementedError", "return 1", "statement", "holds an attempt"),
    "untrue": ("stub", ">>> sign(7)\n    1", ">>> sign(7)\n    2", "examples", "gives 1, expected 2"),
    "one_example": ("stub", "    >>> sign(0)\n    0\n", "", "examples", "results of 1 calls"),
    "no_prompt": ("stub", "A ledger wants to know which way the money went.\n", "", "statement", "needs a title"),
    "unfilled": ("stub", "A ledger", "FILL IN: a ledger", "unfilled", "line 3: still to fill in: a ledger"),
    "unsaid": ("stub", "Zero has sign 0.", "Zero has none.", "hidden tests", 'say "Zero has sign 0."'),
    "no_quote": ("hidden", '@rests_on("Zero has sign 0.")\n', "", "hidden tests", "test_zero carries neither"),
    "no_law": ("hidden", "@given(st.integers(-9, 9))", "@pytest.mark.usefixtures()", "hidden tests", "no law"),
    "not_collected": ("hidden", "import pytest", "import pytset", "reference", "cannot be collected"),
    "no_python": ("hidden", "import pytest", "import", "reference", "cannot be collected"),
    "two_lines": ("stub", ">>> sign(0)", ">>> [1,\n    ... 2]", "examples", "[1, 2] gives [1, 2], expected 0"),
    "wrong": ("solution", "(number > 0) -", "(number >= 0) -", "reference", "reference is visible pass: test_zero"),
    "rejects": ("solution", "else 0", "else None", "alternatives", "by_division is visible pass: test_zero"),
    "renamed": ("solution", "by_division(number)", "by_division(n, number=0)", "signature", "takes (n, number=...)"),
    "survivor": ("solution", "number >= 0 else -1", "number > 0 else -(number < 0)", "mistakes", "survives every test"),
    "undiagnosed": ("solution", '    """Returns 1 below zero too."""\n', "", "mistakes", "has no docstring"),
    "implausible": ("solution", "return 1 if number else 0", "return 5", "mistakes", "passes no visible test"),
    "unhidden": ("solution", "def forgets_zero", "def _forgets_zero", "mistakes", "visible tests catch them all"),
    "no_mistake": ("solution", "[by_division]", "[by_division, forgets_zero, takes_the_distance]", "mistakes", "none"),
    "untold": ("visible", "agree(kata.sign(-7), -1)", "assert kata.sign(-7) == -1", "mistakes", "not show expected"),
    "long": ("stub", "Zero has sign 0.", "Zero has sign 0.\n" + 40 * "\n    More.", "statement", "too many for"),
    "no_alternative": ("solution", "[by_division]", "[]", "alternatives", "there is none"),
    "unlisted": ("solution", "[by_division]", "[by_magic]", "solution", "by_magic"),
    "ends_the_process": ("solution", "def by_division", "import os; os._exit(3)\ndef by_division", "examples", "ended"),
    "two_hints": ("sheet", '"Which ways?", ', "", "sheet", "expected three steps, found 2"),
    "unknown_key": ("sheet", "title =", "titel =", "pieces", "did you mean title?"),
    "unbroken_code": ("sheet", '"implement"', '"debug"', "sheet", "as_shipped"),
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("katas")
    write_kata(root)
    for name, (piece, old, new, _, _) in BROKEN.items():
        write_kata(root, name, piece, old, new)
    write_kata(root, "incomplete").visible.unlink()
    return root


@pytest.fixture(scope="module")
def reports(root):
    found, _ = check.examined(root, layout.find_katas(root), seed=1)
    return {report.kata.partition("/")[2]: report for report in found}


def test_a_kata_that_keeps_the_contract_has_no_fault(reports):
    report = reports["sign_of_a_number"]
    assert (report.mistakes, report.caught, report.hidden_only) == (2, 2, 1)
    assert (report.alternatives, report.laws, report.faults) == (1, 1, ())
    assert report.cost is not None


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_clause_is_told(reports, name):
    *_, clause, text = BROKEN[name]
    assert any(fault.clause == clause and text in fault.text for fault in reports[name].faults), reports[name].faults


def test_a_missing_piece_is_told_and_nothing_more(reports):
    (fault,) = reports["incomplete"].faults
    assert fault.clause == "pieces"
    assert "test_incomplete.py: is missing" in fault.text


def test_faults_stay_with_the_kata_that_has_them(reports):
    assert {fault.clause for fault in reports["wrong"].faults} == {"examples", "reference"}
    assert {fault.clause for fault in reports["two_hints"].faults} == {"sheet"}


def test_every_fault_is_one_line(reports):
    assert not [fault for report in reports.values() for fault in report.faults if "\n" in fault.text]


def test_the_table_fits_eighty_columns(reports):
    from rich.console import Console

    console = Console(width=80, record=True)
    console.print(check.table(reports.values()))
    lines = console.export_text().splitlines()
    assert max(map(len, lines)) <= 80
    assert any("sign_of_a_number" in line and line.rstrip().endswith("ok") for line in lines)


def test_json_holds_one_object_a_kata(tmp_path, capsys):
    kata = write_kata(tmp_path)
    assert check.run(tmp_path, [kata], as_json=True, seed=1) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["ok"]


def test_what_was_proved_is_not_checked_again_until_it_changes(tmp_path, monkeypatch):
    kata, other = write_kata(tmp_path), write_kata(tmp_path, "broken", "solution", "(number > 0) -", "")
    assert check.run(tmp_path, [kata, other], as_json=False, seed=1) == 1
    asked = []
    monkeypatch.setattr(check, "examined", lambda root, katas, seed: (asked.extend(katas), ([], []))[1])
    assert check.run(tmp_path, [kata], as_json=False, anew=False) == 0
    assert asked == []
    kata.sheet.write_text(kata.sheet.read_text() + "# more\n")
    assert (Proofs(tmp_path).of(kata), Proofs(tmp_path).of(other)) == (None, None)


def test_strays_belong_to_no_kata_and_fail_the_check(tmp_path, capsys):
    write_kata(tmp_path, "lost").stub.unlink()
    assert check.run(tmp_path, [], as_json=False) == 1
    assert "there is no katas/core_concepts/lost.py" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("quotes", "holds"),
    [
        ('"Zero has sign 0."', True),
        ('"And zero?", "as the number is below"', True),
        ('"sign(number: int) -> int"', True),
        ('"Zero is positive"', False),
        ("", False),
    ],
)
def test_a_test_rests_on_words_that_are_said(tmp_path, quotes, holds):
    kata = write_kata(tmp_path, "sign", "hidden", '"Zero has sign 0."', quotes)
    faults = citations.faults(kata, ["test_zero", "test_the_opposite_number_has_the_opposite_sign"])
    assert bool(faults) is not holds


WARNS = """def warns(number):
    \"\"\"Warns of everything.\"\"\"
    import warnings

    warnings.warn("a number")
    return (number > 0) - (number < 0)


ALT"""


def test_a_mistake_that_breaks_a_rule_of_every_call_needs_no_visible_test(tmp_path):
    kata = write_kata(tmp_path, "sign", "solution", "ALT", WARNS)
    (report,), _ = check.examined(tmp_path, [kata], seed=1)
    assert (report.mistakes, report.caught, report.faults) == (3, 3, ())


def test_examples_are_told_by_line():
    source = STUB.replace("sign(0)", "sign(1 / 0)")
    (fault,) = examples.run_examples(source, {"sign": lambda number: 1})
    line = 1 + source.splitlines().index("    >>> sign(1 / 0)")
    assert fault == f"line {line}: sign(1 / 0) raises ZeroDivisionError: division by zero"


class Declared:
    def __init__(self, rate=0.1): ...
    def __add__(self, other): ...
    def fit(self, X, /, *, weights=None): ...
    @property
    def size(self): ...
    @classmethod
    def of(cls, text): ...
    @staticmethod
    def helper(x): ...
    def _private(self, y): ...


def test_the_surface_of_a_class_is_what_callers_may_use():
    assert examples.surface(Declared) == {
        "__init__": "(rate=...)",
        "__add__": "(other)",
        "fit": "(X, /, *, weights=...)",
        "size": "a property",
        "of": "a classmethod (text)",
        "helper": "a staticmethod (x)",
    }


def test_what_a_subclass_inherits_is_its_own():
    class Inheriting(Declared):
        def fit(self, X, /, *, weights=None): ...

    assert examples.surface(Inheriting) == examples.surface(Declared)
