"""`dojo why` names the mistake behind a failure from what came back, and stays silent where none fits."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dojo.authoring import measure_why as measure
from dojo.authoring.rewrite import rewritten
from dojo.history.store import History
from dojo.kata.layout import Kata
from dojo.why import growth
from dojo.why.answers import Numbered
from dojo.why.matching import Comparison
from dojo.why.matching import named as named_among
from tests.engine.support.sets import DOUBLE, TALLY, TWICE, Tiny, empty_root

VARIANCE = Tiny(
    "variance",
    '"""A small one."""\n\n\ndef variance(values: list[float]) -> float:\n'
    '    """Return the sample variance."""\n    raise NotImplementedError\n',
    '''
    def variance(values):
        middle = sum(values) / len(values)
        return sum((v - middle) ** 2 for v in values) / (len(values) - 1)


    def by_pairs(values):
        return sum((a - b) ** 2 for a in values for b in values) / (2 * len(values) * (len(values) - 1))


    def divides_by_n(values):
        """Divides by n, not n - 1."""
        return variance(values) * (len(values) - 1) / len(values)


    def takes_root(values):
        """Returns the standard deviation."""
        return variance(values) ** 0.5


    def sorts_in_place(values):
        """Sorts the caller's list."""
        values.sort()
        return variance(values)


    ALTERNATIVES = [by_pairs]
    ''',
    """
    def test_three_numbers():
        agree(kata.variance([1.0, 2.0, 6.0]), 7.0)
    """,
    """
    def test_the_caller_keeps_the_order():
        values = [3.0, 1.0, 2.0]
        kata.variance(values)
        assert values == [3.0, 1.0, 2.0]


    @given(st.lists(st.integers(-9, 9), min_size=2, max_size=6))
    def test_agrees_with_numpy(values):
        agree(kata.variance([float(v) for v in values]), float(np.var(values, ddof=1)))
    """,
)
TALLIES = dataclasses.replace(
    TALLY,
    answer=TALLY.answer
    + '''

    class StartsAtZero(Tally):
        """Forgets the start."""

        def __init__(self, start):
            self._sum = 0


    class ReturnsWhatCame(Tally):
        """Returns the number added, not the sum."""

        def add(self, n):
            super().add(n)
            return n
    ''',
)
TWICES = dataclasses.replace(
    TWICE,
    answer=TWICE.answer
    + '''

    def once(f, x):
        """Calls f once only."""
        return f(x)


    def thrice(f, x):
        """Calls f three times."""
        return f(f(f(x)))
    ''',
)
DRAW = Tiny(
    "draw",
    '"""A small one."""\n\nimport numpy as np\n\n\ndef draw(rng: np.random.Generator, n: int) -> np.ndarray:\n'
    '    """Return n numbers from rng, uniform below 1."""\n    raise NotImplementedError\n',
    '''
    import numpy as np


    def draw(rng, n):
        return rng.random(n)


    def own_generator(rng, n):
        """Makes a generator of its own: no two calls agree."""
        return np.random.default_rng().random(n)


    def from_the_global_state(rng, n):
        """Seeds a generator with 0, whatever rng it is given."""
        return np.random.default_rng(0).random(n)
    ''',
    """
    def test_three_numbers_of_seed_five():
        agree(kata.draw(np.random.default_rng(5), 3), np.random.default_rng(5).random(3))
    """,
    """
    @given(st.integers(0, 99))
    def test_the_second_draw_goes_on(seed):
        rng, other = np.random.default_rng(seed), np.random.default_rng(seed)
        agree([kata.draw(rng, 2), kata.draw(rng, 2)], [other.random(2), other.random(2)])
    """,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = empty_root(tmp_path_factory.mktemp("why") / "set")
    for tiny in (VARIANCE, TALLIES, TWICES, DRAW, DOUBLE):
        tiny.write(place)
    return place


def why(kata: Kata | Path, name: str, attempt: str | None, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask about an attempt of that text, or about the stub, as a learner does."""
    root = kata if isinstance(kata, Path) else kata.root
    if attempt is not None:
        file = root / "attempt.py"
        file.write_text(attempt)
        words = (*words, "--attempt", str(file))
    command = [sys.executable, "-m", "dojo", "why", name, *words]
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def named(root: Path, name: str, attempt: str) -> list[dict[str, Any]]:
    """Return the mistakes that fit, as a program gets them."""
    done = why(root, name, attempt, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said.keys() == {"kata", "mistakes"}
    return list(said["mistakes"])


def test_a_mistake_in_other_words_is_named_with_its_line_and_a_telling_call(root: Path) -> None:
    (match,) = named(
        root,
        "variance",
        "def variance(v):\n    n = len(v)\n    return sum(x * x for x in v) / n - (sum(v) / n) ** 2\n",
    )
    assert match.keys() == {"mistake", "line", "agreement", "explains", "call", "got", "expected"}
    assert (match["mistake"], match["agreement"]) == ("divides_by_n", 1.0)
    assert match["explains"]["calls"] == match["explains"]["of"] > 10
    solution = (root / "solutions/core_concepts/variance.py").read_text().splitlines()
    assert solution[match["line"] - 1] == "def divides_by_n(values):"
    assert match["call"].startswith("variance([")
    assert float(match["got"]) < float(match["expected"])


def test_a_wrong_attempt_that_is_none_of_the_mistakes_gets_no_name(root: Path) -> None:
    assert named(root, "variance", "def variance(values):\n    return 1000.5 + len(values)\n") == []


def test_two_mistakes_at_once_are_both_named(root: Path) -> None:
    attempt = "def variance(values):\n    values.sort()\n    n = len(values)\n    m = sum(values) / n\n"
    both = named(root, "variance", attempt + "    return sum((v - m) ** 2 for v in values) / n\n")
    assert {match["mistake"] for match in both} == {"divides_by_n", "sorts_in_place"}


def test_a_changed_argument_tells_as_much_as_a_wrong_answer(root: Path) -> None:
    (match,) = named(
        root,
        "variance",
        "import statistics\n\n\ndef variance(values):\n    values[:] = sorted(values)\n"
        "    return float(statistics.variance(values))\n",
    )
    assert match["mistake"] == "sorts_in_place"
    assert "become" in match["got"]


def test_an_instance_is_told_with_what_was_done_to_it(root: Path) -> None:
    attempt = (
        "class Tally:\n    def __init__(self, start):\n        self.all = []\n\n"
        "    def add(self, n):\n        self.all.append(n)\n        return sum(self.all)\n\n"
        "    def sum(self):\n        return sum(self.all)\n"
    )
    (match,) = named(root, "tally", attempt)
    assert match["mistake"] == "starts_at_zero"
    lines = match["call"].splitlines()
    assert lines[0].startswith("t1 = Tally(")
    assert lines[-1].startswith("t1.")


def test_functions_that_the_tests_pass_in_are_called_again(root: Path) -> None:
    (match,) = named(root, "twice", "def twice(f, x):\n    y = f(x)\n    y = f(y)\n    return f(y)\n")
    assert match["mistake"] == "thrice"


def test_answers_that_are_never_the_same_are_known_by_that(root: Path) -> None:
    attempt = "import os\n\nimport numpy as np\n\n\ndef draw(rng, n):\n"
    attempt += '    return np.array([int.from_bytes(os.urandom(4), "big") / 2**32 for _ in range(n)])\n'
    assert [match["mistake"] for match in named(root, "draw", attempt)] == ["own_generator"]


def test_each_call_finds_the_generator_as_it_was(root: Path) -> None:
    attempt = (
        "import numpy as np\n\n\ndef draw(rng, n):\n    return np.random.Generator(np.random.PCG64(0)).random(n)\n"
    )
    assert [match["mistake"] for match in named(root, "draw", attempt)] == ["from_the_global_state"]


def test_what_is_solved_or_untouched_is_not_explained(root: Path) -> None:
    right = why(root, "double", "def double(x):\n    return x + x\n")
    assert (right.returncode, "nothing to explain" in right.stdout) == (0, True)
    untouched = why(root, "double", None, "--json")
    assert (untouched.returncode, json.loads(untouched.stdout)["mistakes"]) == (3, [])
    assert "not attempted yet" in untouched.stderr


def test_what_does_not_load_is_told_in_one_line(root: Path) -> None:
    broken = why(root, "double", "def double(x:\n", "--json")
    assert (broken.returncode, json.loads(broken.stdout)["mistakes"]) == (1, [])
    assert "SyntaxError" in broken.stderr


def test_for_people_there_are_words_and_the_question_is_recorded(tmp_path: Path) -> None:
    place = empty_root(tmp_path / "set")
    VARIANCE.write(
        place,
        attempt="def variance(values):\n    m = sum(values) / len(values)\n"
        "    return (sum((v - m) ** 2 for v in values) / (len(values) - 1)) ** 0.5\n",
    )
    said = why(place, "variance", None)
    assert said.returncode == 0
    assert "takes root" in said.stdout
    assert "Returns the standard deviation." in said.stdout
    assert max(map(len, said.stdout.splitlines())) <= 80
    with History.open(place) as history:
        (event,) = history.events("core_concepts/variance")
        assert event.detail == {"mistakes": ["takes_root"]}
        assert history.runs("core_concepts/variance")[0].verdict == "failing"


# -- the matching --------------------------------------------------------------------------------


def answers(*numbers: int) -> dict[tuple[int, int, str], int]:
    """Return answers to as many calls, told apart by number; 0 is the reference's."""
    return {(scene, 0, "back"): number for scene, number in enumerate(numbers)}


def names(right: list[Numbered], mistakes: dict[int, Numbered], attempt: Numbered) -> list[tuple[int, int]]:
    """Return the mistakes that are named and how many calls each explains."""
    comparison = Comparison(right, mistakes)
    wrong = comparison.differing(attempt)
    return [(match.mistake, len(match.calls)) for match in named_among(comparison.matches(attempt, wrong), wrong)]


def test_the_mistake_that_explains_most_comes_first_and_one_that_adds_nothing_is_not_named() -> None:
    mistakes = {0: answers(5, 0, 0, 0), 1: answers(5, 6, 0, 0), 2: answers(5, 6, 7, 0)}
    assert names([answers(0, 0, 0, 0)], mistakes, answers(5, 6, 7, 0)) == [(2, 3)]


def test_two_slips_at_once_are_both_named() -> None:
    one, other = answers(5, 5, 5, 5, 0, 0, 0), answers(0, 0, 0, 6, 6, 6, 0)
    assert names([answers(*[0] * 7)], {0: one, 1: other}, answers(5, 5, 5, 56, 6, 6, 0)) == [(0, 3), (1, 2)]


def test_a_mistake_that_is_wrong_where_the_attempt_is_right_is_not_named() -> None:
    mistakes = {0: answers(5, 6, 6, 6), 1: answers(5, 0, 0, 0)}
    assert names([answers(0, 0, 0, 0)], mistakes, answers(5, 0, 0, 0)) == [(1, 1)]
    assert names([answers(0, 0, 0, 0)], {0: mistakes[0]}, answers(5, 0, 0, 0)) == []


def test_a_mistake_that_is_mostly_wrong_another_way_is_not_named() -> None:
    assert names([answers(*[0] * 9)], {0: answers(*[5] * 9)}, answers(5, *range(11, 19))) == []


def test_what_an_alternative_answers_too_is_not_wrong() -> None:
    comparison = Comparison([answers(0, 0), answers(3, 0)], {0: answers(3, 7)})
    assert comparison.differing(answers(3, 0)) == set()
    assert comparison.differing(answers(3, 7)) == {(1, 0, "back")}


# -- growth --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("power", "told"), [(0.02, "hardly at all"), (1.1, "like n"), (1.5, "like n to the 1.5"), (2.0, "like n squared")]
)
def test_a_growth_is_told_in_words(power: float, told: str) -> None:
    slope = growth.slope(lambda n: 1e-4 * n**power if power > 1 else 0.03 * n**power, lambda: False)
    assert slope == pytest.approx(power)
    assert growth.words(slope) == told


def test_too_slow_is_explained_by_how_the_time_grows(tmp_path: Path) -> None:
    place = empty_root(tmp_path / "set")
    hidden = (
        VARIANCE.hidden
        + """

    def test_many_numbers():
        agree(kata.variance([1.0, 2.0] * 5_000), 0.25 * 10_000 / 9_999)
    """
    )
    dataclasses.replace(VARIANCE, hidden=hidden).write(place, sheet="call_limit = 0.4\n")
    attempt = "def variance(v):\n    s = 0.0\n    for a in v:\n        for b in v:\n            s += (a - b) ** 2\n"
    attempt += "    return s / (2 * len(v) * (len(v) - 1))\n"
    said = " ".join(why(place, "variance", attempt).stdout.split())
    assert "timed out" in said
    assert "yours grows like n" in said


# -- the measure ---------------------------------------------------------------------------------


def test_what_is_rewritten_reads_otherwise_and_does_the_same() -> None:
    source = "def f(a, b):\n    x = a\n    y = b\n    total = 2 * x\n    return total - y if a < b else total\n"
    new = rewritten(source)
    assert "b > a" in new
    assert "my_total" in new
    assert new.index("my_y = b") < new.index("my_x = a")
    spaces: list[dict[str, Any]] = [{}, {}]
    for text, space in zip((source, new), spaces, strict=True):
        exec(text, space)
    assert [spaces[0]["f"](a, 3) for a in range(6)] == [spaces[1]["f"](a, 3) for a in range(6)]


def test_rewritten_mistakes_are_named_and_right_answers_are_not(root: Path) -> None:
    kata = Kata(root, "core_concepts", "variance")
    one = measure.measured(kata, limit=2)
    assert (one.mistakes.text(), one.right.text(), one.problem) == ("3/3", "4/4", "")
    assert one.mutants.misses == []
    assert measure.tell([one]) == 0


def test_a_measure_below_its_bounds_is_told_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    one = measure.Measured("small")
    one.mistakes.add(False, "small: forgets_zero: no name")
    assert measure.tell([one]) == 1
    assert "small: forgets_zero: no name" in capsys.readouterr().out
