"""The command as one types it: real processes on a small set of katas, their output and their exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dojo.cli.main import VERBS
from dojo.history.store import History, Run
from dojo.judge.verdict import Result, TestReport
from dojo.runs.once import exit_code
from dojo.sandbox import isolation
from tests.engine.support.command import Output, dojo, terminal
from tests.engine.support.sets import CLIP, DOUBLE, SHOUT, empty_root

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    if x > 60:\n        raise ValueError(x)\n    return 2 * x\n"
HALF = "def double(x):\n    return 2 * x if x < 100 else 7\n"
SOLUTION = '''
def double(x):
    return 2 * x


def adds(x):
    return x + x


def squares(x):
    """Squares instead."""
    return x * x


def forgets_large_ones(x):
    """Stops doubling at a hundred."""
    return 2 * x if x < 100 else x


ALTERNATIVES = [adds]
'''
CLARIFIED = """
[[clarifications]]
topic = "negative numbers"
ask = "Can x be negative?"
answer = "Yes, any integer."

[[clarifications]]
topic = "size"
ask = "How large is x?"
answer = "As large as you like."
"""
KEYS = ["kata", "candidate", "verdict", "seed", "seconds", "isolation", "tests"]
TEST_KEYS = ["id", "kind", "outcome", "seconds", "message", "call", "got", "expected", "printed"]


def verdicts(printed: Output) -> dict[str, str]:
    """Return the verdicts in a command's `--json`, by the katas' names."""
    return {row["kata"].partition("/")[2]: row["verdict"] for row in printed.rows}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Katas in every state, and one with alternatives and mistakes."""
    place = empty_root(tmp_path_factory.mktemp("cli") / "set")
    double = DOUBLE.write(place, sheet=CLARIFIED)
    double.solution.write_text(SOLUTION)
    DOUBLE.write(place, "solved_one", attempt=RIGHT)
    DOUBLE.write(place, "wrong_one", attempt=WRONG, pillar="math_maturity")
    DOUBLE.write(place, "half_one", attempt=HALF, pillar="math_maturity")
    CLIP.write(place)
    return place


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = empty_root(tmp_path_factory.mktemp("untouched") / "set")
    SHOUT.write(place)
    CLIP.write(place, pillar="math_maturity")
    return place


@pytest.fixture(scope="module")
def judged(root: Path) -> Output:
    """Every attempt of the set judged at once."""
    return dojo(root, "judge", "--json", "--seed", "5")


@pytest.fixture(scope="module")
def mistakes(root: Path) -> Output:
    return dojo(root, "judge", "core_concepts/double", "--target", "mistakes", "--json")


# -- judge: output -----------------------------------------------------------------------------------


def test_json_is_one_object_a_line_with_exactly_these_keys(judged: Output) -> None:
    assert judged.err == ""
    assert all(list(row) == KEYS for row in judged.rows)
    assert all(list(test) == TEST_KEYS for row in judged.rows for test in row["tests"])


def test_every_attempt_is_judged(judged: Output) -> None:
    assert verdicts(judged) == {
        "double": "not attempted",
        "clip": "not attempted",
        "solved_one": "solved",
        "wrong_one": "visible pass",
        "half_one": "visible pass",
    }
    assert judged.code == 1


def test_every_row_says_what_was_judged_and_how(judged: Output) -> None:
    row = next(row for row in judged.rows if row["kata"] == "core_concepts/solved_one")
    assert (row["candidate"], row["seed"], row["isolation"]) == ("attempt", 5, isolation.in_force().name)
    assert [(t["kind"], t["outcome"]) for t in row["tests"]] == [("visible", "passed")] * 2 + [("hidden", "passed")] * 2


def test_a_failure_is_told_by_call_got_and_expected(judged: Output) -> None:
    row = next(row for row in judged.rows if row["kata"] == "math_maturity/half_one")
    test = next(test for test in row["tests"] if test["outcome"] == "failed")
    assert (test["call"], test["got"], test["expected"]) == ("double(100000000000000000001)", "7", str(2 * 10**20 + 2))


def test_what_was_judged_is_recorded_and_what_was_not_is_not(judged: Output, root: Path) -> None:
    with History.open(root) as history:
        runs = [run for run in history.runs() if run.source == "judge" and run.seed == 5]
        assert sorted(run.kata for run in runs) == [
            "core_concepts/solved_one",
            "math_maturity/half_one",
            "math_maturity/wrong_one",
        ]
        assert history.text(next(r.digest for r in runs if "solved" in r.kata)) == RIGHT


def test_a_seed_repeats_the_examples(judged: Output, root: Path) -> None:
    again = dojo(root, "judge", "wrong_one", "--json", "--seed", "5").rows[0]
    first = next(row for row in judged.rows if row["kata"] == "math_maturity/wrong_one")
    assert [(t["call"], t["got"]) for t in again["tests"]] == [(t["call"], t["got"]) for t in first["tests"]]


def test_mistakes_are_all_judged_and_caught(mistakes: Output) -> None:
    assert mistakes.code == 0
    assert sorted(row["candidate"] for row in mistakes.rows) == ["forgets_large_ones", "squares"]
    assert "recorded" not in mistakes.err


def test_for_people_there_are_sentences_instead(root: Path) -> None:
    printed = dojo(root, "judge", "half_one")
    assert printed.code == 1
    assert "half_one  visible pass  2/4 tests" in printed.out
    assert "call      double(100000000000000000001)" in printed.out
    assert "agree(" not in printed.out


# -- judge: exit codes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["solved_one"], 0),
        (["double", "clip"], 3),
        (["core_concepts/double", "--target", "alternatives"], 0),
    ],
)
def test_the_exit_code_tells_the_verdict(root: Path, words: list[str], code: int) -> None:
    assert dojo(root, "judge", *words).code == code


@pytest.mark.parametrize(
    ("verdicts", "target", "visible", "code"),
    [
        (["solved", "solved"], "attempt", False, 0),
        (["solved", "visible pass"], "attempt", False, 1),
        (["solved", "visible pass"], "attempt", True, 0),
        (["solved", "not attempted"], "attempt", False, 3),
        (["failing", "not attempted"], "attempt", False, 1),
        (["timed out"], "squares", False, 1),
        (["error"], "reference", False, 1),
        (["failing", "visible pass", "timed out"], "mistakes", False, 0),
        (["failing", "solved"], "mistakes", False, 1),
        ([], "alternatives", False, 0),
    ],
)
def test_of_several_verdicts_the_worst_decides(verdicts: list[Any], target: str, visible: bool, code: int) -> None:
    tests = (TestReport("t", "visible", "passed"),)
    found = [Result("core_concepts/x", "x", verdict, 1, 0.1, "none", tests) for verdict in verdicts]
    assert exit_code(found, target, visible) == code


def test_a_mistake_that_survives_is_told_and_is_1(tmp_path: Path) -> None:
    kata = DOUBLE.write(empty_root(tmp_path / "set"))
    kata.solution.write_text(SOLUTION.replace("x * x", "x + x"))
    printed = dojo(kata.root, "judge", "double", "--target", "mistakes")
    assert printed.code == 1
    assert "1 of 2 mistakes caught" in printed.out


def test_another_file_can_be_judged_in_the_stubs_place(root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text(RIGHT)
    printed = dojo(root, "judge", "core_concepts/double", "--attempt", mine, "--json", "--visible")
    assert (printed.code, verdicts(printed)) == (0, {"double": "visible pass"})
    assert [test["kind"] for test in printed.rows[0]["tests"]] == ["visible", "visible"]
    with History.open(root) as history:
        assert history.runs("core_concepts/double")[-1].hidden is False


def test_what_somebody_else_solved_is_recorded_but_is_not_ones_own(tmp_path: Path) -> None:
    root, theirs = empty_root(tmp_path / "set"), tmp_path / "theirs.py"
    DOUBLE.write(root)
    theirs.write_text(RIGHT)
    assert dojo(root, "judge", "core_concepts/double", "--attempt", theirs).code == 0
    with History.open(root) as history:
        assert history.runs("core_concepts/double")[-1].verdict == "solved"
        assert "core_concepts/double" not in history.solved() | history.latest().keys()
        assert not [e for e in history.events("core_concepts/double") if e.what == "review"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["judge", "one"], "'one' could mean"),
        (["judge", "clop"], "'clop' is not known here; did you mean clip"),
        (["judge", "clip", "--target", "refrence"], "'refrence' is not known here; did you mean reference?"),
        (["judge", "--attempt", "katas/core_concepts/double.py"], "--attempt FILE judges one kata's attempt"),
        (["judge", "double", "--attempt", "/nowhere/x.py"], "File '/nowhere/x.py' does not exist"),
        (["judge", "--seed", "many"], "--seed"),
        (["judge", "--root", "nowhere"], "nowhere"),
        (["judge", "--nonsense"], "--nonsense"),
        (["show"], "KATA"),
        (["show", "clop"], "did you mean clip"),
        (["ask", "double", "colour", "extra"], "extra"),
        (["shwo"], "did you mean show?"),
        (["nonsense"], "dojo --help lists the commands"),
        (["show", "doubl3"], "did you mean double"),
        (["judge", "sloved"], "did you mean solved_one?"),
    ],
)
def test_words_that_mean_nothing_are_2_with_a_line_that_helps(root: Path, words: list[str], told: str) -> None:
    printed = dojo(root, *words)
    assert (printed.code, printed.out) == (2, "")
    assert told in printed.err


def test_an_attempt_that_cannot_be_read_is_told_in_one_line(root: Path) -> None:
    (root / "latin.py").write_bytes(b"# \xff")
    printed = dojo(root, "judge", "clip", "--attempt", "latin.py", "--json")
    assert printed.code == 1
    assert verdicts(printed) == {"clip": "error"}
    assert "latin.py: line 1: is not UTF-8" in printed.rows[0]["message"]
    assert list(printed.rows[0]) == [*KEYS[:6], "message", "tests"]


# -- list, show, ask, doctor -------------------------------------------------------------------------


def test_list_shows_every_kata_with_its_last_verdict(judged: Output, root: Path) -> None:
    printed = dojo(root, "list")
    assert printed.code == 0
    assert "Math maturity" in printed.out
    line = next(line for line in printed.out.splitlines() if " half_one" in line)
    assert "small" in line
    assert "visible pass" in line


def test_list_can_be_narrowed_and_read_by_programs(judged: Output, root: Path) -> None:
    printed = dojo(root, "list", "math", "--json")
    assert (printed.code, printed.err) == (0, "")
    assert [row["kata"] for row in printed.rows] == ["math_maturity/half_one", "math_maturity/wrong_one"]
    assert {"topic", "title", "level", "minutes", "verdict"} < set(printed.rows[0])
    assert verdicts(printed) == {"half_one": "visible pass", "wrong_one": "visible pass"}


def test_show_gives_the_statement(root: Path) -> None:
    printed = dojo(root, "show", "clip")
    assert printed.code == 0
    assert "def clip(values: list[int], low: int) -> list[int]" in printed.out
    assert "those below low raised to it" in printed.out
    assert str(Path("katas") / "core_concepts" / "clip.py") in printed.out


def test_ask_answers_one_topic_and_records_it(root: Path) -> None:
    assert "negative numbers, size" in dojo(root, "ask", "core_concepts/double").out
    printed = dojo(root, "ask", "core_concepts/double", "negative")
    assert (printed.code, "Yes, any integer." in printed.out, "As large" in printed.out) == (0, True, False)
    with History.open(root) as history:
        assert [(e.what, e.detail) for e in history.events("core_concepts/double")] == [
            ("asked", {"question": "negative", "topic": "negative numbers"})
        ]
    printed = dojo(root, "ask", "core_concepts/double", "colour")
    assert printed.code == 2
    assert "You can ask about: negative numbers, size" in printed.err


def test_doctor_says_what_is_in_force_and_what_it_leaves_open(root: Path) -> None:
    printed = dojo(root, "doctor")
    assert printed.code == 0, printed.out
    assert f"Isolation in force: {isolation.in_force().name}" in printed.out
    assert "leaves open" in printed.out
    assert f"history in {root / '.dojo'} is writable" in printed.out


def test_doctor_names_the_command_that_mends_what_is_missing(tmp_path: Path) -> None:
    place = empty_root(tmp_path / "set")
    (place / ".dojo").write_text("no directory")
    printed = dojo(place, "doctor")
    assert printed.code == 1
    assert "0 katas in" in printed.out
    assert "make it a directory that you may write to" in printed.out


# -- run ---------------------------------------------------------------------------------------------


def test_with_nothing_attempted_run_is_0_and_says_how_to_begin(untouched: Path) -> None:
    printed = dojo(untouched, "run")
    assert printed.code == 0
    first, second = printed.out.splitlines()[:2]
    assert first == "Nothing is attempted yet. To begin:"
    assert "katas/core_concepts/shout.py" in second


def test_run_shows_where_one_stands_by_pillar(root: Path) -> None:
    printed = dojo(root, "run")
    assert printed.code == 1
    rows = {
        line.split("  ")[0]: line.split()[-5:] for line in printed.out.splitlines() if line.startswith(("Core", "Math"))
    }
    assert rows == {"Core concepts": ["1", "0", "0", "2", "10"], "Math maturity": ["0", "2", "0", "0", "10"]}
    assert "next in Math maturity: katas/math_maturity/half_one.py" in printed.out


def test_run_narrowed_lists_the_katas_too(root: Path) -> None:
    printed = dojo(root, "run", "clip")
    assert printed.code == 0
    assert "clip  not attempted  5 min" in printed.out


# -- what is amiss -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four katas with a fault each, among them two of one name, and a good one."""
    place = empty_root(tmp_path_factory.mktemp("broken") / "set")
    DOUBLE.write(place, "good", attempt=RIGHT)
    DOUBLE.write(place, "bad_sheet", attempt=RIGHT).sheet.write_text("title = 3\n")
    DOUBLE.write(place, "no_hidden", attempt=RIGHT).hidden.unlink()
    DOUBLE.write(place, "unreadable").stub.write_bytes(b"\xff\xfe\x00")
    DOUBLE.write(place, "twin", attempt=RIGHT)
    DOUBLE.write(place, "twin", pillar="math_maturity", attempt=RIGHT)
    return place


@pytest.fixture(scope="module")
def ran(broken: Path) -> Output:
    return dojo(broken, "run")


@pytest.mark.parametrize(
    "told",
    [
        "solutions/core_concepts/bad_sheet.toml: ",
        "tests/core_concepts/hidden_no_hidden.py: is missing",
        "katas/core_concepts/unreadable.py",
        "katas/math_maturity/twin.py: core_concepts/twin has the same name",
    ],
)
def test_each_fault_is_one_clear_line(ran: Output, told: str) -> None:
    assert sum(line.startswith(told) for line in ran.err.splitlines()) == 1


def test_with_faults_the_exit_code_is_1_and_the_others_are_judged(ran: Output, broken: Path) -> None:
    assert ran.code == 1
    with History.open(broken) as history:
        assert history.latest()["core_concepts/good"].verdict == "solved"
        assert history.latest()["core_concepts/twin"].verdict == "solved"


def test_faults_show_in_json_as_verdicts_that_say_why(broken: Path) -> None:
    printed = dojo(broken, "judge", "good", "bad_sheet", "no_hidden", "unreadable", "--json")
    assert printed.code == 1
    assert verdicts(printed) == {"good": "solved", "bad_sheet": "solved", "no_hidden": "error", "unreadable": "error"}
    assert all(row["message"] for row in printed.rows if row["verdict"] == "error")


def test_two_katas_of_one_name_have_to_be_told_apart(broken: Path) -> None:
    printed = dojo(broken, "judge", "twin")
    assert printed.code == 2
    assert "core_concepts/twin" in printed.err
    assert "math_maturity/twin" in printed.err


def test_list_tells_the_faults_and_lists_the_others(broken: Path) -> None:
    printed = dojo(broken, "list")
    assert printed.code == 1
    assert len(printed.err.splitlines()) == 4
    assert "good" in printed.out


def test_where_nothing_can_be_recorded_it_is_said_once_and_judging_goes_on(tmp_path: Path) -> None:
    place = empty_root(tmp_path / "set")
    DOUBLE.write(place, "one", attempt=RIGHT)
    DOUBLE.write(place, "two", attempt=RIGHT)
    (place / ".dojo").write_text("in the way")
    printed = dojo(place, "judge", "--json", "--visible")
    assert (printed.code, list(verdicts(printed).values())) == (0, ["visible pass"] * 2)
    assert len(printed.err.splitlines()) == 1
    assert printed.err.startswith("Not recorded: ")


# -- where it runs -----------------------------------------------------------------------------------


def test_the_root_is_found_from_below_or_named(root: Path, tmp_path: Path) -> None:
    below = dojo(root / "katas" / "core_concepts", "list", "--json")
    named = dojo(tmp_path, "list", "--json", "--root", root)
    assert below.rows == named.rows == dojo(root, "list", "--json").rows


def test_outside_any_set_it_says_where_to_go(tmp_path: Path) -> None:
    printed = dojo(tmp_path, "run")
    assert (printed.code, printed.out) == (2, "")
    assert "no katas/, tests/ and solutions/ in" in printed.err


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["show", "clip"]])
def test_a_reader_that_leaves_early_is_no_fault(root: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "dojo", *words]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


def test_a_terminal_without_unicode_gets_plain_signs(judged: Output, root: Path) -> None:
    printed = dojo(root, "list", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert printed.code == 0
    assert printed.out.isascii()


def test_help_lists_every_command_in_its_section_without_an_ellipsis(root: Path) -> None:
    printed = dojo(root, "--help")
    assert "..." not in printed.out.partition("Options:")[2]
    lines = [line.split("  ") for line in printed.out.splitlines()]
    found = iter(line[1] if line[0] == "" and len(line) > 1 else line[0].rstrip(":") for line in lines)
    assert all(word in found for section, verbs in VERBS.items() for word in (section, *verbs))


def test_a_kata_is_named_with_spaces_or_dashes_too(root: Path) -> None:
    assert dojo(root, "list", "wrong one", "--json").rows == dojo(root, "list", "wrong-one", "--json").rows != []


def test_a_list_fits_80_columns(tmp_path: Path) -> None:
    kata = DOUBLE.write(empty_root(tmp_path / "set"), "a_name_that_takes_twenty_nine", sheet='topic = "trees_and_more"')
    with History.open(kata.root) as history:
        history.record(Run(kata.id, "visible pass", RIGHT, hidden=True, passed=3, total=4, source="judge"))
    line = dojo(kata.root, "list").out.splitlines()[1]
    assert len(line) <= 80
    assert line.startswith("◐ a_name_that_takes_twenty_nine ")
    assert line.endswith(" visible pass")


@pytest.mark.parametrize("words", [["list"], ["show", "clip"], ["run"], []])
def test_a_dumb_terminal_gets_no_control_sequences(root: Path, words: list[str]) -> None:
    with terminal(root, *words, TERM="dumb") as screen:
        screen.end()
        assert "katas/" in screen.shown or "clip" in screen.shown or "Core concepts" in screen.shown
        assert "\x1b" not in screen.shown


def test_the_solution_is_printed_as_valid_python(root: Path) -> None:
    printed = dojo(root, "solution", "core_concepts/double", "--give-up", COLUMNS="20")
    code = printed.out.partition("def double")
    assert "def double(x):\n    return 2 * x\n" in "".join(code[1:])


def test_listing_imports_neither_numpy_nor_pytest(root: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "dojo", "list"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "dojo.kata.index" in imported
    assert not {"numpy", "pandas", "pytest", "hypothesis"} & imported
