"""Bare pytest on a small set of katas, as an editor's test explorer runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.support.sets import DOUBLE, SHOUT, empty_root

SOLUTION = '''
def double(x):
    return 2 * x


def adds(x):
    return x + x


def squares(x):
    """Squares instead."""
    return x * x if x == 2 else 2 * x if x == 3 else 0


ALTERNATIVES = [adds]
'''
PRINTS = "import os\n\n\ndef shout(text):\n    print('my own words')\n    return text.upper() + str(os.getppid())\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One kata untouched, one attempted and wrong, one that does not load."""
    place = empty_root(tmp_path_factory.mktemp("plugin") / "set")
    double = DOUBLE.write(place)
    double.solution.write_text(SOLUTION)
    SHOUT.write(place, attempt=PRINTS)
    SHOUT.write(place, "whisper", attempt="def shout(text:\n")
    DOUBLE.write(place, "halves", attempt="def double(x):\n    return 2 * x if x < 100 else x\n")
    (place / "tests" / "test_other.py").write_text("def test_of_nobodys():\n    assert 1 + 1 == 2\n")
    return place


def run_pytest(root: Path, *words: str, status: int) -> str:
    """Run pytest as one would type it, and return all that it said."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")} | {"COLUMNS": "200"}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def bare(root: Path) -> str:
    return run_pytest(root, "-v", "-rs", status=1)


@pytest.fixture(scope="module")
def hidden(root: Path) -> str:
    return run_pytest(root, "--hidden", "-v", "tests/core_concepts", status=1)


def test_ids_are_those_of_plain_pytest(bare: str) -> None:
    assert "tests/core_concepts/test_shout.py::test_says_hello FAILED" in bare
    assert "tests/test_other.py::test_of_nobodys PASSED" in bare


def test_an_untouched_stub_is_skipped_and_says_so(bare: str) -> None:
    assert "test_double.py::test_doubles_three SKIPPED (not attempted yet)" in bare


def test_hidden_tests_are_collected_only_when_asked_for(bare: str, hidden: str) -> None:
    assert "hidden_" not in bare
    assert "hidden_halves.py::test_doubles_a_large_number FAILED" in hidden
    assert hidden.index("test_halves.py::") < hidden.index("hidden_halves.py::") < hidden.index("test_shout.py::")


def test_a_file_of_visible_tests_brings_its_hidden_ones_along_when_these_are_asked_for(root: Path) -> None:
    said = run_pytest(root, "--hidden", "-v", "tests/core_concepts/test_halves.py", status=1)
    assert "test_halves.py::" in said and "hidden_halves.py::" in said and "shout" not in said


def test_the_debugger_stops_in_the_test(root: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--pdb", "tests/core_concepts/test_shout.py"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=120, input="q\n")
    assert "test_shout.py(" in done.stdout.partition("PDB post_mortem")[2].splitlines()[1]


def test_a_visible_failure_shows_the_test_the_call_and_what_was_printed(bare: str) -> None:
    assert 'assert kata.shout("hello") == "HELLO!"' in bare
    assert "call      shout('hello')" in bare
    assert "expected  'HELLO!'" in bare
    assert "printed by the attempt" in bare
    assert "my own words" in bare


def test_a_file_that_does_not_load_fails_each_test_and_says_why(bare: str) -> None:
    assert "test_whisper.py::test_says_hello" in bare
    assert "SyntaxError: '(' was never closed" in bare


def test_a_hidden_failure_shows_no_source_of_its_test(hidden: str) -> None:
    assert "call      double(100000000000000000001)" in hidden
    assert "expected  200000000000000000002" in hidden
    (shown,) = (part for part in hidden.split("\n___") if "test_doubles_a_large_number _" in part)
    for source in ("10**20", "assert", "agree(", "def test_", "hidden_halves.py:"):
        assert source not in shown


def test_any_candidate_can_be_seated_by_name(root: Path) -> None:
    chosen = ["tests/core_concepts", "-q", "-k", "double.py"]
    assert "4 passed" in run_pytest(root, *chosen, "--hidden", "--target=adds", status=0)
    told = run_pytest(root, *chosen, "--target=squares", status=1)
    assert "1 failed, 1 passed" in told
    assert "call      double(-7)" in told


def test_an_unknown_name_is_told_and_judges_nothing(root: Path) -> None:
    told = run_pytest(root, "tests/core_concepts/test_double.py", "--target=sqares", status=1)
    assert "'sqares' is not known here; did you mean squares?" in told
    assert "passed" not in told


def test_in_process_the_attempt_runs_inside_pytest(root: Path, bare: str) -> None:
    told = run_pytest(root, "tests/core_concepts/test_shout.py", "--in-process", status=1)
    assert f"got       'HELLO{os.getpid()}'" in told
    assert f"'HELLO{os.getpid()}'" not in bare


def test_with_the_debugger_the_attempt_runs_inside_too(root: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--pdb", "tests/core_concepts/test_shout.py"]
    done = subprocess.run(
        command, cwd=root, input="p kata.shout.__code__.co_filename\nq\n", capture_output=True, text=True, timeout=120
    )
    assert "katas/core_concepts/shout.py" in done.stdout


def test_a_directory_without_katas_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "katas").mkdir()
    (tmp_path / "katas" / "__init__.py").write_text("")
    (tmp_path / "katas" / "own.py").write_text("def f():\n    return 3\n")
    (tmp_path / "test_own.py").write_text("from katas import own\n\ndef test_f():\n    assert own.f() == 3\n")
    assert "1 passed" in run_pytest(tmp_path, status=0)
