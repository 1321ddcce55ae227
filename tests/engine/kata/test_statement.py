"""What is read from a stub, when an attempt counts as untouched, and how it is put back."""

import ast
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.kata.shipped import is_untouched, reset_text
from dojo.kata.source import BadStatement
from dojo.kata.statement import parse, read

FUNCTION = '''"""Mean of a list.

Asked often,
for a warm-up.
"""

import math

EPS = 1e-9


def mean(xs: list[float], /, trim: float = 0.0, *more: float, strict: bool, by: str = "x", **rest: int) -> float:
    """Return the mean.

    >>> mean([1.0])
    1.0
    """
    raise NotImplementedError
'''

CLASS = '''"""A scaler"""

from dataclasses import dataclass


class Scaler:
    """Scales."""

    mean: float
    scale: float
    _seen: int

    def __init__(self, width: int = 2) -> None:
        raise NotImplementedError

    def fit(
        self,
        X: list[float],  # a colon: here
    ) -> "Scaler":
        """Learn."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    @property
    def width(self) -> int:
        raise NotImplementedError

    @width.setter
    def width(self, value: int) -> None:
        raise NotImplementedError

    @classmethod
    def of(cls, X: list[float]) -> "Scaler":
        raise NotImplementedError

    @staticmethod
    def default(x: float) -> float:
        raise NotImplementedError
'''

SOFTMAX = '''"""Softmax, broken."""

import numpy as np
from numpy.typing import NDArray

FLOOR = 1e-3
SLOPE = 2.0


def _shift(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shifts."""
    return SLOPE * (x - x.mean())


def softmax(x: NDArray[np.float64], t: float = 1.0) -> NDArray[np.float64]:
    """Return the softmax."""
    # the bug is below
    weights = np.exp(_shift(x) / t)
    return weights / (weights.sum() + FLOOR)
'''

SOFTMAX_SOLUTION = '''"""The solution."""

import numpy as np

FLOOR = 1e-3
SLOPE = 2.0


def softmax(x, t=1.0):
    weights = np.exp((x - x.max()) / t)
    return weights / weights.sum()


def _shift(x):
    return SLOPE * (x - x.mean())


def weights(x):
    return softmax(x)


def t(x):
    return softmax(x)


def as_shipped(x, t=1.0):
    """Shifts by the mean."""
    weights = np.exp(_shift(x) / t)
    return weights / (weights.sum() + FLOOR)


ALTERNATIVES = [weights, t]
'''


# Reading.


def test_title_and_prompt_come_from_the_modules_docstring():
    statement = parse(FUNCTION)
    assert (statement.title, statement.prompt) == ("Mean of a list", "Asked often,\nfor a warm-up.")
    assert statement.docstring == "Return the mean.\n\n>>> mean([1.0])\n1.0"
    assert (statement.name, statement.source) == ("mean", FUNCTION)


def test_a_functions_signature_is_its_source():
    assert parse(FUNCTION).signature == FUNCTION.split("\n")[11].removesuffix(":")


def test_a_classes_signature_is_a_class_of_headers():
    signature = parse(CLASS).signature
    members = ast.parse(signature).body[0].body
    names = [getattr(m, "name", m) for m in members[3:]]
    assert names == ["__init__", "fit", "__len__", "width", "width", "of", "default"]
    assert "X: list[float],  # a colon: here" in signature and "raise" not in signature


def test_columns_are_found_after_letters_of_many_bytes():
    text = 'def f(x="ÄÖ🎉", y={"🎉": 1}) -> "Ü": return "ß: 🎉"  # ü\n'
    assert parse(text).signature == 'def f(x="ÄÖ🎉", y={"🎉": 1}) -> "Ü"'
    assert reset_text(text, "f") == 'def f(x="ÄÖ🎉", y={"🎉": 1}) -> "Ü":\n    raise NotImplementedError  # ü\n'


def test_imported_and_private_names_are_no_entry():
    text = "from math import exp\nimport os\n\ndef _helper(): ...\nclass _Inner: ...\ndef f(): ...\n"
    assert parse(text).name == "f"


def test_the_entry_can_be_named_among_several():
    assert parse("def helper(): ...\ndef f(x): ...\n", "f").signature == "def f(x)"


@pytest.mark.parametrize(
    ("text", "entry", "said"),
    [
        ("x = 1\n", None, "declares no public function or class"),
        ("def f(): ...\nclass G: ...\n", None, r"declares several public names \(f, G\)"),
        ("def f(): ...\n", "g", "lacks its entry g"),
        ("def f(:\n", None, "line 1: is not Python: "),
        ("x = '\0'\n", None, "is not Python"),
        ("x = '\ud800'\n", None, "is not Python"),
        ("-" * 100_000 + "1", None, "nested too deeply"),
        ("x" + "+1" * 100_000, None, "nested too deeply"),
    ],
)
def test_a_bad_statement_gives_one_line(text, entry, said):
    with pytest.raises(BadStatement, match=said) as caught:
        parse(text, entry)
    assert "\n" not in str(caught.value)


def test_a_file_is_read_with_its_name_in_front_of_a_fault(tmp_path):
    path = tmp_path / "katas" / "core" / "mean.py"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbf" + FUNCTION.replace("\n", "\r\n").encode())
    assert read(path).title == "Mean of a list"
    path.write_text("def f(:")
    with pytest.raises(BadStatement, match=r"^katas/core/mean.py: line 1: "):
        read(path)
    path.write_bytes(b"\xff")
    with pytest.raises(BadStatement, match=r"^katas/core/mean.py: line 1: is not UTF-8"):
        read(path)


# Untouched.


def changed(text, *replacements):
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


BLANK = "    raise NotImplementedError\n"
UNTOUCHED_FUNCTIONS = {
    "as shipped": FUNCTION,
    "no docstring": changed(FUNCTION, ("Return the mean.", "Mine.")),
    "a comment": changed(FUNCTION, (BLANK, f"    # think\n{BLANK}")),
    "called": changed(FUNCTION, (BLANK, "    raise NotImplementedError('later')\n")),
    "with dots": changed(FUNCTION, (BLANK, f"    ...\n{BLANK}")),
    "another type": changed(FUNCTION, ("-> float", "-> int")),
    "a helper": FUNCTION + "\ndef helper(x):\n    return x\n\nprint(helper(1))\n",
    "another constant": changed(FUNCTION, ("1e-9", "2")),
    "on one line": "def mean(xs): raise NotImplementedError",
    "windows lines": FUNCTION.replace("\n", "\r\n"),
    "a byte order mark": b"\xef\xbb\xbf" + FUNCTION.encode(),
}
TOUCHED_FUNCTIONS = {
    "a body": changed(FUNCTION, ("raise NotImplementedError", "return 1.0")),
    "a body before": changed(FUNCTION, (BLANK, f"    print(xs)\n{BLANK}")),
    "another error": changed(FUNCTION, ("raise NotImplementedError", "raise ValueError")),
    "no raise": changed(FUNCTION, ("raise NotImplementedError", "NotImplementedError")),
    "only a docstring": changed(FUNCTION, (BLANK, "")),
    "a cause": changed(FUNCTION, (BLANK, "    raise NotImplementedError from None\n")),
    "twice": FUNCTION + FUNCTION,
    "rebound": FUNCTION + "\nmean = sum\n",
    "rebound by import": FUNCTION + "\nfrom statistics import fmean as mean\n",
    "rebound by a star": FUNCTION + "\nfrom statistics import *\n",
    "rebound in a branch": FUNCTION + "\nif True:\n    def mean(xs): return 1\n",
    "rebound by a loop": FUNCTION + "\nfor mean in [sum]: pass\n",
    "rebound by global": FUNCTION + "\ndef swap():\n    global mean\n    mean = sum\nswap()\n",
    "deleted": FUNCTION + "\ndel mean\n",
    "an attribute": FUNCTION + "\nmean.__code__ = sum\n",
    "another name": changed(FUNCTION, ("def mean", "def average")),
    "in a branch": "if True:\n    def mean(xs): raise NotImplementedError\n",
    "decorated": changed(FUNCTION, ("def mean", "@answer\ndef mean")),
    "no Python": "def mean(:",
    "nothing": "",
    "not UTF-8": FUNCTION.encode() + b"# \xff",
    "a null byte": FUNCTION + "\0",
    "a surrogate": FUNCTION + "# \ud800",
    "too deep": FUNCTION + "x = " + "-" * 100_000 + "1",
}


@pytest.mark.parametrize("text", UNTOUCHED_FUNCTIONS.values(), ids=UNTOUCHED_FUNCTIONS)
def test_a_function_is_untouched(text):
    assert is_untouched(text, "mean")


@pytest.mark.parametrize("text", TOUCHED_FUNCTIONS.values(), ids=TOUCHED_FUNCTIONS)
def test_a_function_is_touched(text):
    assert not is_untouched(text, "mean")


@pytest.mark.parametrize(
    ("reference", "same"),
    [
        ("def mean(xs, /, trim=0.0, *more, strict, by='x', **rest): return 1", True),
        ("def mean(xs, /, trim=0.5, *more, strict, by='x', **rest): return 1", False),
        ("def mean(xs, /, trim=0.0, *more, strict, by, **rest): return 1", False),
        ("def mean(numbers): return 1", True),
    ],
)
def test_defaults_are_those_of_the_reference(reference, same):
    assert is_untouched(FUNCTION, "mean", reference) == same


def test_a_decorator_of_the_reference_is_no_change():
    text = changed(FUNCTION, ("def mean", "@answer\ndef mean"))
    assert is_untouched(text, "mean", "@answer\ndef mean(xs): return 1")


UNTOUCHED_CLASSES = {
    "as shipped": CLASS,
    "a declared attribute": changed(CLASS, ("_seen: int", "_seen: int\n    more: str")),
    "slots and second names": changed(
        CLASS, ("_seen: int", "__slots__ = ('a', 'b')\n    __hash__ = None\n    to = fit")
    ),
    "a dataclass": changed(CLASS, ("class Scaler", "@dataclass(frozen=True)\nclass Scaler")),
}
TOUCHED_CLASSES = {
    "one method": changed(CLASS, ('"""Learn."""\n        raise NotImplementedError', "return self")),
    "a new method": CLASS + "\n    def _grow(self): return 1\n",
    "a method rebound": CLASS + "\n    fit = lambda self, X: self\n",
    "a method removed": CLASS + "\n    fit = None\n",
    "a value computed": CLASS + "\n    table = list(range(3))\n",
    "a method patched": CLASS + "\nScaler.fit = lambda self, X: self\n",
    "no methods": "class Scaler:\n    pass\n",
    "a loop inside": CLASS + "\n    for i in range(3): pass\n",
    "decorated": changed(CLASS, ("def fit", "@learn\n    def fit")),
}


@pytest.mark.parametrize("text", UNTOUCHED_CLASSES.values(), ids=UNTOUCHED_CLASSES)
def test_a_class_is_untouched(text):
    assert is_untouched(text, "Scaler")


@pytest.mark.parametrize("text", TOUCHED_CLASSES.values(), ids=TOUCHED_CLASSES)
def test_a_class_is_touched(text):
    assert not is_untouched(text, "Scaler")


UNEDITED = {
    "as shipped": SOFTMAX,
    "comments": changed(SOFTMAX, ("    # the bug is below\n", "")),
    "layout": changed(SOFTMAX, ("np.exp(_shift(x) / t)", "np.exp(\n        _shift(x) / t\n    )")),
    "docstrings": changed(SOFTMAX, ('"""Shifts."""', '"""Mine."""')),
    "a helper": SOFTMAX + "\ndef check():\n    return softmax(np.ones(3))\n",
    "an import": changed(SOFTMAX, ("import numpy as np", "import math, os\nimport numpy as np")),
}
EDITED = {
    "the body": changed(SOFTMAX, ("weights.sum()", "weights.max()")),
    "a default": changed(SOFTMAX, ("t: float = 1.0", "t: float = 2.0")),
    "a helper that it uses": changed(SOFTMAX, ("x.mean()", "x.max()")),
    "a constant that it uses": changed(SOFTMAX, ("1e-3", "0.0")),
    "a constant that its helper uses": changed(SOFTMAX, ("2.0", "1.0")),
    "an import that it uses": changed(SOFTMAX, ("import numpy as np", "import mine as np")),
    "a helper removed": changed(SOFTMAX, ("def _shift", "def _unused")),
    "a builtin shadowed": SOFTMAX + "\ndef _shift(x): return x\n",
    "a decorator": changed(SOFTMAX, ("def softmax", "@np.vectorize\ndef softmax")),
    "blank": changed(FUNCTION, ("mean", "softmax")),
}


@pytest.mark.parametrize("text", UNEDITED.values(), ids=UNEDITED)
def test_a_shipped_body_is_untouched(text):
    assert is_untouched(text, "softmax", SOFTMAX_SOLUTION)


@pytest.mark.parametrize("text", EDITED.values(), ids=EDITED)
def test_a_shipped_body_is_touched(text):
    assert not is_untouched(text, "softmax", SOFTMAX_SOLUTION)


COUNTER = """class Counter:
    n: int

    def add(self, k: int = 1) -> "Counter":
        self.n = k
        return Counter()
"""
COUNTER_SOLUTION = """class Counter:
    pass


class AsShipped:
    def add(self, k=1):
        self.n = k
        return AsShipped()
"""


def test_a_shipped_class_is_compared_method_by_method():
    assert is_untouched(COUNTER, "Counter", COUNTER_SOLUTION)
    assert not is_untouched(changed(COUNTER, ("= k\n", "+= k\n")), "Counter", COUNTER_SOLUTION)
    assert not is_untouched(changed(COUNTER, ("class Counter", "class Counter(dict)")), "Counter", COUNTER_SOLUTION)


@given(st.text() | st.binary())
def test_any_text_is_touched_and_raises_nothing(text):
    assert not is_untouched(text, "mean", FUNCTION)


# Reset.


def test_an_untouched_text_is_its_own_reset():
    assert reset_text(FUNCTION, "mean") == FUNCTION
    assert reset_text(CLASS, "Scaler") == CLASS


@pytest.mark.parametrize(
    "attempt",
    [
        changed(FUNCTION, (BLANK, "    total = sum(xs)\n\n    # a remark\n    return total / len(xs)\n")),
        changed(FUNCTION, ("EPS = 1e-9", "EPS = 1e-9\n\n\ndef _helper(x):\n    return x")),
        FUNCTION + "\n\nif __name__ == '__main__':\n    mean = sum\n\nmean = sum\nprint(mean([1]))\n",
    ],
)
def test_reset_leaves_the_statement_and_nothing_else(attempt):
    assert reset_text(attempt, "mean") == FUNCTION


def test_reset_of_a_class_blanks_its_methods_and_drops_the_private_ones():
    attempt = changed(CLASS, ('"""Learn."""\n        raise NotImplementedError', '"""Learn."""\n        return self'))
    attempt = changed(attempt, ("    @property", "    def _grow(self):\n        return 1\n\n    @property"))
    assert reset_text(attempt, "Scaler") == CLASS


def test_reset_keeps_windows_lines():
    windows = FUNCTION.replace("\n", "\r\n")
    assert reset_text(changed(windows, ("raise NotImplementedError", "return 1.0")), "mean") == windows


@pytest.mark.parametrize(
    "attempt",
    [
        "def mean(xs): return 1",
        'def mean(xs): "Mean."; return 1',
        'def mean(xs):\n  """Mean."""\n  return 1',
        'def mean(xs):\n    """Mean."""; return 1',
        'def mean(xs):  # why: not\n\n    return """\nlong\n"""',
        "def mean(\n    xs=lambda: 1,\n):\n    return {1: 2}",
        "def mean(xs): return 1; x = 2",
    ],
)
def test_any_layout_is_reset(attempt):
    text = reset_text(attempt, "mean")
    assert is_untouched(text, "mean")
    assert ast.get_docstring(ast.parse(text).body[0]) == ("Mean." if "Mean" in attempt else None)


@pytest.mark.parametrize(
    "attempt",
    [
        text
        for name, text in EDITED.items()
        if name not in ("a default", "a decorator", "an import that it uses", "blank")
    ],
)
def test_reset_writes_a_shipped_body_back_with_what_it_uses(attempt):
    text = reset_text(attempt, "softmax", SOFTMAX_SOLUTION)
    assert is_untouched(text, "softmax", SOFTMAX_SOLUTION)
    assert '"""Return the softmax."""' in text


def test_reset_indents_a_shipped_body_as_its_docstring():
    attempt = 'def softmax(x, t=1.0):\n  """Return it."""\n  return x\n'
    text = reset_text("import numpy as np\n\n\n" + attempt, "softmax", SOFTMAX_SOLUTION)
    assert text.endswith(
        textwrap.dedent('''\
        def softmax(x, t=1.0):
          """Return it."""
          weights = np.exp(_shift(x) / t)
          return weights / (weights.sum() + FLOOR)
        ''')
    )
    assert is_untouched(text, "softmax", SOFTMAX_SOLUTION)


def test_reset_of_a_shipped_class():
    attempt = changed(COUNTER, ("= k\n", "+= k\n"))
    assert reset_text(attempt, "Counter", COUNTER_SOLUTION) == COUNTER


def test_a_text_that_does_not_parse_cannot_be_reset():
    with pytest.raises(BadStatement, match="line 1"):
        reset_text("def mean(:", "mean")
