"""Two rules hold on every call: arguments stay unchanged, and a call that returns does not warn."""

import pytest

from dojo.judge.scheduler import Job, Options, judge
from dojo.kata import candidates
from tests.engine.support.sets import empty_root

VISIBLE = """import numpy as np

from dojo.testing import agree, expect, rejects
from katas.core_concepts import doubled as kata


def test_three():
    x = np.array([3.0, 1.0])
    agree(kata.double(x), np.array([6.0, 2.0]))
"""
HIDDEN = """import numpy as np

from dojo.testing import expect, rejects
from katas.core_concepts import doubled as kata


def test_the_sum_is_even():
    expect(kata.double(np.array([1.0])).sum() % 2 == 0, "an even sum")


def test_rejects_text():
    rejects(kata.double, ["text", ("more text",)])
"""
CHECK = '    if isinstance(x, str):\n        raise ValueError("text")\n'
RIGHT = f"def double(x):\n{CHECK}    return 2 * x\n"
ATTEMPTS = {
    "right": RIGHT,
    "changes": f"def double(x):\n{CHECK}    x *= 2\n    return x\n",
    "changes_and_raises": f"def double(x):\n{CHECK}    x[0] = 0\n    raise ValueError\n",
    "warns": f'import warnings\n\n\ndef double(x):\n{CHECK}    warnings.warn("large")\n    return 2 * x\n',
    "deprecated": RIGHT.replace("    return", "    __import__('warnings').warn('old', DeprecationWarning)\n    return"),
    "prints": f"def double(x):\n{CHECK}    print('length', len(x))\n    return x if len(x) == 1 else 2 * x\n",
    "odd": f"def double(x):\n{CHECK}    return 2 * x if len(x) > 1 else 2 * x + 1\n",
    "wrong_error": 'def double(x):\n    if isinstance(x, str):\n        raise KeyError("k")\n    return 2 * x\n',
    "no_error": "def double(x):\n    return 2 * x\n",
}


@pytest.fixture(scope="module")
def failures(tmp_path_factory):
    root = empty_root(tmp_path_factory.mktemp("rules"))
    jobs = []
    for name, text in ATTEMPTS.items():
        kata = _written(root, name, text)
        jobs.append(Job(kata, candidates.attempt(kata)))
    return {result.kata.partition("/")[2]: result.failure for result in judge(root, jobs, Options(seed=1))}


def _written(root, name, text, sheet=""):
    from dojo.kata.layout import Kata

    kata = Kata(root, "core_concepts", name)
    pieces = {"stub": text, "visible": VISIBLE, "hidden": HIDDEN, "solution": RIGHT, "sheet": sheet}
    for piece, content in pieces.items():
        path = getattr(kata, piece)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.replace("doubled", name))
    return kata


def test_a_right_answer_and_a_deprecation_pass(failures):
    assert (failures["right"], failures["deprecated"]) == (None, None)


@pytest.mark.parametrize("name", ["changes", "changes_and_raises"])
def test_a_changed_argument_comes_before_any_comparison(failures, name):
    failure = failures[name]
    assert (failure.failure, failure.message) == ("mutated", "changed its argument x")
    assert failure.call == "double(array([3., 1.]))"
    assert failure.got.startswith("x is array([") and failure.got.endswith(" after the call")
    assert failure.expected == "x is still array([3., 1.])"


def test_a_warning_from_a_call_that_returns_fails_the_test(failures):
    failure = failures["warns"]
    assert (failure.failure, failure.got, failure.expected) == ("warned", "warned: UserWarning: large", "no warning")


def test_a_fact_that_does_not_hold_shows_the_answer_and_the_sentence(failures):
    failure = failures["odd"]
    assert (failure.got, failure.expected) == ("array([3.])", "an even sum")


def test_a_wrong_error_is_shown_against_the_right_one(failures):
    failure = failures["wrong_error"]
    assert (failure.call, failure.got) == ("double('text')", "raised KeyError: 'k'")
    assert failure.expected == "raises ValueError"


def test_an_answer_where_an_error_is_due_is_shown(failures):
    failure = failures["no_error"]
    assert (failure.got, failure.expected) == ("'texttext'", "raises ValueError")


def test_what_the_call_printed_is_in_the_report(failures):
    assert failures["prints"].printed == "length 1\n"


def test_a_sheet_may_lift_both_rules_and_the_root_may_have_any_name(tmp_path):
    root = empty_root(tmp_path / "br[ack]et")
    text = ATTEMPTS["changes"].replace("x *= 2", 'x *= 2\n    __import__("warnings").warn("large")')
    kata = _written(root, "lifted", text, "may_change_arguments = true\nmay_warn = true\n")
    (result,) = judge(root, [Job(kata, candidates.attempt(kata))], Options(seed=1))
    assert result.verdict == "solved"
