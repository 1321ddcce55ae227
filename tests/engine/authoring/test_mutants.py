"""Mutants: what is changed, what counts, and how their fates are told."""

from __future__ import annotations

import itertools
import json

import pytest
from click.testing import CliRunner

from dojo.authoring.mutants import operators
from dojo.authoring.mutants.generate import Mutant, difference, mutants, normal, spread, used
from dojo.authoring.mutants.report import Report
from dojo.authoring.mutants.sameness import canonical
from dojo.authoring.mutants.survey import Survey, judge_all, prepared, rate, share_marked
from dojo.judge.scheduler import Options
from dojo.judge.verdict import Result
from dojo.kata import sheet
from tests.engine.support.small_katas import SHEET, write_kata

NUMPY = frozenset({"np"})


def made_of(text, imported=NUMPY):
    return {changed for _, changed in operators.changes(text, imported)}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("X.sum(axis=0)", "X.sum(axis=1)"),
        ("X.sum(axis=0)", "X.sum()"),
        ("X.max(axis=-1)", "X.max(axis=0)"),
        ("X.sum(axis=1, keepdims=True)", "X.sum(axis=1, keepdims=False)"),
        ("np.var(x, ddof=1)", "np.var(x, ddof=0)"),
        ("x.std()", "x.std(ddof=1)"),
        ("a / (b + 1e-12)", "a / (b)"),
        ("a / (b + eps)", "a / (b)"),
        ("best < gain - 1e-9", "best < gain"),
        ("gain > 1e-9", "gain > 0.0"),
        ("np.maximum(a - b, 0) * c", "(a - b) * c"),
        ("np.maximum(a - b, 0) * c", "0 * c"),
        ("np.clip(p, 0, 1)", "p"),
        ("p.clip(0, 1)", "p"),
        ("if not n:\n    raise ValueError\n", "if False:\n    raise ValueError\n"),
        ("a / b if b else 0.0", "a / b"),
        ("a / b if b else 0.0", "0.0"),
        ("a and b or c", "b or c"),
        ("a and b or c", "a and b"),
        ("not (a or b)", "not (b)"),
        ("x[known & near]", "x[near]"),
        ("np.where(n > 0, s / n, 0)", "s / n"),
        ("np.divide(a, b, out=z, where=b > 0)", "np.divide(a, b, out=z)"),
        ("a <= b < c", "a < b < c"),
        ("a <= b < c", "a <= b <= c"),
        ("distance(X, centers)", "distance(centers, X)"),
        ("a - b * c", "(b * c) - a"),
        ("d * (a - b)", "d * (b - a)"),
        ("a / b", "b / a"),
        ("X @ w", "w @ X"),
        ("x.mean(axis=0)", "np.median(x, axis=0)"),
        ("np.mean(x)", "np.median(x)"),
        ("np.median(x)", "np.mean(x)"),
        ("x.sum()", "x.mean()"),
        ("min(found)", "max(found)"),
        ("x.any()", "x.all()"),
        ("y = x.copy()", "y = x"),
        ("y = list(x)", "y = x"),
        ("y = x.astype(float)", "y = x"),
        ("y = np.array(x, dtype=float)", "y = np.asarray(x, dtype=float)"),
        ('np.searchsorted(a, b, side="left")', 'np.searchsorted(a, b, side="right")'),
        ('x.argsort(kind="stable")', "x.argsort()"),
        ("purity[~allowed] = 0", "pass"),
        ("n += 1", "pass"),
        ("rng.shuffle(x)", "pass"),
    ],
)
def test_a_slip_is_made(text, changed):
    assert changed in made_of(text)


@pytest.mark.parametrize("text", ["(a - b) ** 2", "np.abs(a - b)", "np.linalg.norm(a - b, axis=1)", "max(a, b)"])
def test_what_is_symmetric_is_not_swapped(text):
    assert not [changed for changed in made_of(text) if "b - a" in changed or "(b, a)" in changed]


def test_a_series_has_a_median_of_its_own_and_divides_by_n_minus_1_already():
    made = made_of("f(s.mean(), s.std())", NUMPY | {"pd"})
    assert made >= {"f(s.median(), s.std())", "f(s.mean(), s.var())", "f(s.std(), s.mean())"}
    assert not any("np." in text or "ddof" in text for text in made)


def test_letters_of_several_bytes_leave_the_columns_right():
    assert 'f("é", x)' in made_of('f("é", x.copy())')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('def f(x):\n    """Say."""\n    return x\n', "def f(x: int) -> int:\n    return x  # so\n"),
        ('raise ValueError(f"{n} rows")', 'raise ValueError("no rows")'),
        ("def f(a, *, b=1): pass", "def f(a, /, b=1): pass"),
        ("assert x, 'one'", "assert x, 'two'"),
        ("len(x) == 0", "len(x) < 1"),
        ("x.size != 0", "x.size > 0"),
        ("a: int = 1", "a: float = 1"),
    ],
)
def test_what_no_test_can_see_is_the_same(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("raise KeyError(a)", "raise KeyError(b)"),
        ("raise ValueError('x')", "raise TypeError('x')"),
        ("def f(a=1): pass", "def f(a=2): pass"),
        ("len(x) == 0", "len(x) <= 1"),
        ("return_ = 'x'", "return_ = 'y'"),
    ],
)
def test_what_a_test_can_see_is_not_the_same(one, other):
    assert canonical(one) != canonical(other)


def test_what_does_not_compile_has_no_form():
    assert canonical("return 1") is None
    assert canonical("x = (") is None


SOLUTION = '''"""Spread."""

import numpy as np

SCALE = {"wide": 2.0}
_OTHER = 5


def _centred(x):
    return x - x.mean()


def spread(x, kind="wide"):
    """Say how wide."""
    if len(x) == 0:
        raise ValueError(f"{len(x) + 1} numbers are too few")
    return SCALE[kind] * np.abs(_centred(x)).max()


def forgets(x):
    return _OTHER * x.max(axis=0)
'''


def test_what_the_reference_does_not_use_is_left_out_and_every_line_stays_where_it_was():
    found = used(SOLUTION, "spread")
    assert "forgets" not in found.source and "_OTHER" not in found.source
    kept = [(a, b) for a, b in zip(SOLUTION.split("\n"), found.source.split("\n"), strict=True) if b]
    assert all(a == b for a, b in kept)
    assert [SOLUTION.split("\n")[first] for first, _ in found.pieces] == [
        'SCALE = {"wide": 2.0}',
        "def _centred(x):",
        'def spread(x, kind="wide"):',
    ]


def test_a_mutant_names_its_line_and_compiles():
    found = mutants(SOLUTION, "spread")
    assert {m.line for m in found} == {5, 10, 15, 17}
    assert len({m.source for m in found}) == len({m.name for m in found}) == len(found)
    assert "-    return x - x.mean()\n+    return x - np.median(x)" in {m.diff for m in found}
    assert all(canonical(m.source) for m in found)


def test_mutants_that_are_no_code_of_their_own_do_not_count():
    def more(text, imported):
        yield "layout", text.replace("x", "x  ", 1)
        yield "message", text.replace("few", "many")
        yield "broken", text + ")"
        yield "twice", text.replace("x.mean()", "0")
        yield "twice", text.replace("x.mean()", "0 ")

    found = mutants(SOLUTION, "spread", more)
    assert [m.operator for m in found if m.operator in ("layout", "message", "broken", "twice")] == ["twice"]


def test_changed_lines_are_told_with_the_first_of_them():
    assert difference("a\nb\nc\n", "a\nB\nc\n") == (2, "-b\n+B")
    assert difference("a\nb\nc\n", "a\nc\n") == (2, "-b")


def test_diffs_are_compared_without_spaces_and_comments():
    assert normal("\n-    a = 1  # one\n+    a =  2\n") == normal("-a = 1\n+a = 2")
    assert normal("a = 2") == ""


def numbered(n):
    return [Mutant(f"mutant_{i:03}", "axis", i, f"-{i}", "") for i in range(n)]


def test_a_sample_is_evenly_spread_and_the_seed_decides_it():
    made = numbered(100)
    lines = [m.line for m in spread(made, 30, "7/kata")]
    assert len(lines) == 30 and {b - a for a, b in itertools.pairwise(lines)} == {3, 4}
    assert spread(made, 30, "7/kata") == spread(made, 30, "7/kata")
    assert len({tuple(m.line for m in spread(made, 30, f"{s}/kata")) for s in range(9)}) > 1


def test_a_sample_of_nothing_is_everything():
    made = numbered(9)
    assert spread(made, 0, "7") == spread(made, 9, "7") == made


def test_any_code_has_its_numbers_comparisons_and_loops_changed():
    text = "def f(x):\n    for i in x:\n        if i < 3:\n            break\n    return not x\n"
    found = made_of(text)
    for old, new in [("< 3", "< 4"), ("< 3", ">= 3"), ("in x", "in []"), ("break", "continue"), ("not x", "x")]:
        assert text.replace(old, new) in found


# -- judged --------------------------------------------------------------------------------------


def verdicts(kata, **of):
    """Return a survey whose mutants have the verdicts given."""
    made = [Mutant(name, "axis", i, f"-a{i}\n+b{i}", "") for i, name in enumerate(of)]
    said = {"reference": "solved", **of}
    results = {n: Result(kata.id, n, v, 7, 0.1, "none") for n, v in said.items()}
    return Survey(kata, made, made, results)


def test_the_rate_leaves_out_what_is_marked_and_what_does_not_load(tmp_path):
    survey = verdicts(
        write_kata(tmp_path), a="failing", b="timed out", c="visible_pass", d="error", e="solved", f="solved"
    )
    survey.marks = {normal(survey.made[5].diff): ""}
    assert (survey.count("killed"), survey.count("marked"), survey.count("does not load")) == (3, 1, 1)
    assert survey.rate == rate([survey]) == 3 / 4
    assert share_marked([survey]) == 1 / 5
    assert survey.survivors == [survey.made[4]]


def test_a_mark_that_fits_no_mutant_is_a_fault(tmp_path):
    survey = verdicts(write_kata(tmp_path), a="failing")
    survey.marks = {"-x\n+y": "-x\n+y"}
    assert survey.faults() == ["no mutant has the diff that the sheet calls equivalent:\n-x\n+y"]
    assert Report([survey], 7, 60, whole=False).exit_code() == 1


def test_a_mark_on_a_killed_mutant_is_a_fault(tmp_path):
    survey = verdicts(write_kata(tmp_path), a="failing")
    survey.marks = {normal(survey.made[0].diff): survey.made[0].diff}
    assert survey.faults() == ["a test kills what the sheet calls equivalent:\n-a0\n+b0"]


def test_mutants_of_a_reference_that_is_not_solved_show_nothing(tmp_path):
    survey = verdicts(write_kata(tmp_path), reference="failing", a="failing")
    report = Report([survey], 7, 60, whole=False)
    assert "the unchanged reference is failing" in survey.faults()[0]
    assert not report.usable and report.exit_code() == 1


def test_a_kata_may_miss_one_in_ten_and_all_together_three_in_a_hundred(tmp_path):
    survey = verdicts(write_kata(tmp_path), **{f"k{i}": "failing" for i in range(9)}, s="solved")
    assert Report([survey], 7, 60, whole=False).exit_code() == 0
    assert Report([survey], 7, 60, whole=True).misses() == ["over all katas 90.0 % are killed, below 97%"]
    worse = verdicts(survey.kata, **{f"k{i}": "failing" for i in range(8)}, s="solved")
    assert Report([worse], 7, 60, whole=False).misses() == ["sign_of_a_number: 88.8 % killed, below 90%"]


def test_not_more_than_one_in_twenty_is_marked(tmp_path):
    survey = verdicts(write_kata(tmp_path), **{f"k{i}": "failing" for i in range(18)}, s="solved")
    survey.marks = {normal(survey.made[-1].diff): ""}
    assert Report([survey], 7, 60, whole=True).misses() == ["over all katas 5.2 % are marked equivalent, above 5%"]


def test_a_sheet_that_cannot_be_read_is_told(tmp_path):
    survey = prepared(write_kata(tmp_path, piece="sheet", old=SHEET, new="title ="), 60, 7)
    assert "sign_of_a_number.toml" in survey.faults()[0]


def marked(root, diff):
    """Write the small kata with a diff that its sheet calls equivalent."""
    mark = f'[[equivalent]]\ndiff = """\n{diff}\n"""\nreason = "Said so."\n\n[rubric]'
    kata = write_kata(root, piece="sheet", old="[rubric]", new=mark)
    assert sheet.read(kata.sheet).equivalent
    return kata


def test_mutants_are_judged_and_told(tmp_path, capsys):
    kata = marked(tmp_path, "-    return (number > 0) - (number < 0)\n+    return (number > 0) * 1 - (number < 0)")

    def harmless(text, imported):
        yield "harmless", text.replace("(number > 0)", "(number > 0) * 1")
        yield "unseen", text.replace("(number > 0)", "(0 < number)")
        yield "boundary", text.replace("(number > 0)", "(number >= 0)")

    survey = prepared(kata, 0, 7, harmless)
    heard = []
    judge_all(tmp_path, [survey], Options(seed=7, first_failure=True), heard.append)
    assert len(heard) == len(survey.judged) + 1
    assert survey.faults() == []
    assert {survey.fate(m) for m in survey.made if m.operator == "boundary"} == {"killed"}
    assert [m.operator for m in survey.survivors] == ["unseen"]
    assert survey.count("marked") == 1
    report = Report([survey], 7, 0, whole=False)
    report.tell()
    told = capsys.readouterr().out
    assert "core_concepts/sign_of_a_number.py:5  unseen" in told
    assert "+    return (0 < number) - (number < 0)" in told
    said = json.loads(json.dumps(report.as_json()))
    assert said["katas"][0]["survived"] == 1 and said["katas"][0]["survivors"][0]["line"] == 5


def test_the_command_ends_with_the_bars(tmp_path):
    from dojo.authoring.mutants.__main__ import main

    write_kata(tmp_path)
    ran = CliRunner().invoke(main, ["sign", "--limit", "4", "--root", str(tmp_path), "--json", str(tmp_path / "said")])
    assert ran.exit_code == 0, ran.output
    assert json.loads((tmp_path / "said").read_text())["ok"] is True
