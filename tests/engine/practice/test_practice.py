"""The verbs of practising alone, as one types them: what they say, what they write, and what they record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dojo.history.store import History, Run
from dojo.kata.candidates import is_untouched
from dojo.kata.layout import Kata
from dojo.practice import hint as hints
from dojo.practice import reset, stubs
from dojo.practice.history import entries
from dojo.practice.start import last_started
from tests.engine.support.command import dojo, terminal
from tests.engine.support.verbs import BLANK, RIGHT, WRONG, a_set, events, write

VERBS = ["start", "submit", "hint", "ask", "reset", "solution", "diff", "history", "export", "import"]


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    return a_set(tmp_path / "set")


def record(kata: Kata, verdict: str, text: str = "") -> None:
    with History.open(kata.root) as history:
        history.record(Run(kata.id, verdict, text, source="judge"))


def spoil_history(kata: Kata) -> None:
    (kata.root / ".dojo").mkdir(exist_ok=True)
    (kata.root / ".dojo" / "history.db").write_bytes(b"no database at all" * 99)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_help_that_ends_with_an_example(kata: Kata, verb: str) -> None:
    said = dojo(kata.root, verb, "--help")
    assert f"Example: dojo {verb}" in said.out
    assert (said.code, max(map(len, said.out.splitlines())) <= 80) == (0, True)


# -- start -------------------------------------------------------------------------------------------


def test_start_is_noted_and_says_where_to_begin(kata: Kata) -> None:
    said = dojo(kata.root, "start", "double")
    assert (said.code, said.err) == (0, "")
    assert str(kata.stub) in said.out.splitlines()
    assert "5 minutes" in said.out
    assert "dojo watch double" in said.out
    assert "\x1b" not in said.out
    assert [(e.what, e.detail) for e in events(kata)] == [("started", {"minutes": 5, "fresh": True})]


def test_start_tells_of_an_earlier_attempt(kata: Kata) -> None:
    assert "earlier attempt" not in dojo(kata.root, "start", "double").out
    write(kata, WRONG)
    assert "dojo reset double puts that away" in dojo(kata.root, "start", "double").out


def test_on_a_terminal_the_path_is_a_link(kata: Kata) -> None:
    with terminal(kata.root, "start", "double") as screen:
        assert screen.end() == 0
    assert f";{kata.stub.as_uri()}\x1b\\" in screen.shown


def test_edit_opens_the_editor_with_its_words(kata: Kata, tmp_path: Path) -> None:
    editor = tmp_path / "an editor.py"
    editor.write_text("import sys\nopen(sys.argv[2], 'a').write(sys.argv[1])\n")
    words = f"{sys.executable} '{editor}' '# edited'"
    said = dojo(kata.root, "start", "double", "--edit", VISUAL=words, EDITOR="false")
    assert said.code == 0
    assert kata.stub.read_text().endswith("# edited")


def test_without_an_editor_that_is_said_and_nothing_noted(kata: Kata) -> None:
    said = dojo(kata.root, "start", "double", "--edit")
    assert said.code == 2
    assert "$VISUAL or $EDITOR" in said.err
    assert events(kata) == []


@pytest.mark.parametrize(
    ("editor", "code", "told"),
    [
        ("no-such-editor -w", 1, "no-such-editor could not be started (No such file or directory)"),
        ("false", 1, "false ended with exit code 1"),
        ("vi 'open", 2, "$EDITOR cannot be read (No closing quotation)"),
    ],
)
def test_an_editor_that_fails_is_told(kata: Kata, editor: str, code: int, told: str) -> None:
    said = dojo(kata.root, "start", "double", "--edit", EDITOR=editor)
    assert said.code == code
    assert told in said.err


def test_the_last_started_kata_is_known_as_long_as_it_exists(kata: Kata) -> None:
    assert last_started(kata.root) is None
    dojo(kata.root, "start", "clip")
    dojo(kata.root, "start", "double")
    assert last_started(kata.root) == kata
    kata.stub.unlink()
    found = last_started(kata.root)
    assert found is not None
    assert found.name == "clip"


# -- submit ------------------------------------------------------------------------------------------


def test_submit_judges_the_last_started_kata_whole_and_records_it(kata: Kata) -> None:
    text = write(kata, RIGHT)
    dojo(kata.root, "start", "double")
    said = dojo(kata.root, "submit")
    assert said.code == 0
    assert "double  solved  4/4 tests" in said.out
    assert "dojo solution double" in said.out
    with History.open(kata.root) as history:
        (run,) = history.runs(kata.id)
        assert (run.source, run.verdict, run.hidden, run.total) == ("submit", "solved", True, 4)
        assert history.text(run.digest) == text


def test_submit_shows_the_first_failure_and_exits_as_judge_does(kata: Kata) -> None:
    write(kata, WRONG)
    said = dojo(kata.root, "submit", "double")
    assert said.code == 1
    assert "call      double(3)" in said.out
    assert "dojo hint double helps" in said.out


def test_submit_of_an_untouched_stub_is_not_attempted(kata: Kata) -> None:
    assert dojo(kata.root, "submit", "double").code == 3


def test_submit_without_a_start_asks_for_a_kata(kata: Kata) -> None:
    said = dojo(kata.root, "submit")
    assert said.code == 2
    assert "no kata was started yet; name one: dojo submit KATA" in said.err


# -- hint --------------------------------------------------------------------------------------------


def test_hints_come_one_by_one_with_their_price_and_then_all_again(kata: Kata) -> None:
    said = [dojo(kata.root, "hint", "double").out for _ in range(4)]
    assert said[0] == "Hint 1 of 3 (free)\nWhat is twice?\n"
    assert said[1] == "Hint 2 of 3 (costs 2 points)\nLook at the sum.\n"
    assert said[2] == "Hint 3 of 3 (costs 5 points)\nx + x\n"
    assert said[3] == "All 3 hints of double were given; here they are again.\n" + "".join(said[:3])
    assert [e.detail["level"] for e in events(kata, "hint")] == [1, 2, 3]


@pytest.mark.parametrize("what", ["started", "reset"])
def test_hints_begin_anew_with_a_start_or_a_reset(kata: Kata, what: str) -> None:
    with History.open(kata.root) as history:
        history.event(kata.id, "hint", {"level": 1})
        history.event(kata.id, "hint", {"level": 2})
        assert hints.level(history, kata.id) == 2
        history.event(kata.id, what)
        assert hints.level(history, kata.id) == 0


def test_hints_begin_anew_once_solved_but_not_with_a_failing_run(kata: Kata) -> None:
    with History.open(kata.root) as history:
        history.event(kata.id, "hint", {"level": 1})
        history.record(Run(kata.id, "failing", at="2999-01-01T00:00:00.000+00:00"))
        assert hints.level(history, kata.id) == 1
        history.record(Run(kata.id, "solved", at="2999-01-01T00:00:01.000+00:00"))
        assert hints.level(history, kata.id) == 0


def test_a_hint_is_given_though_it_cannot_be_recorded(kata: Kata) -> None:
    spoil_history(kata)
    said = dojo(kata.root, "hint", "double")
    assert said.code == 0
    assert "What is twice?" in said.out
    assert len(said.err.splitlines()) == 1
    assert "Not recorded" in said.err


def test_a_sheet_without_hints_or_that_cannot_be_read_says_so(kata: Kata) -> None:
    assert "has no hints" in dojo(kata.root, "hint", "clip").out
    kata.sheet.write_text("title = ")
    said = dojo(kata.root, "hint", "double")
    assert (said.code, said.out) == (1, "")
    assert "double.toml: line 1: not TOML" in said.err


# -- ask ---------------------------------------------------------------------------------------------


def test_a_free_question_is_answered_and_recorded_with_its_topic(kata: Kata) -> None:
    said = dojo(kata.root, "ask", "double", "what if x is below zero, negative that is?")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Yes, any integer.")
    (event,) = events(kata, "asked")
    assert event.detail == {"question": "what if x is below zero, negative that is?", "topic": "negative numbers"}


def test_a_question_that_the_sheet_does_not_answer_is_said_so_and_recorded(kata: Kata) -> None:
    said = dojo(kata.root, "ask", "double", "what is your favourite colour?")
    assert (said.code, said.out) == (2, "")
    assert "The interviewer has no answer on 'what is your favourite colour?'" in said.err
    assert [e.detail["topic"] for e in events(kata, "asked")] == [None]


@pytest.mark.parametrize(
    ("question", "code", "topic", "answer"),
    [
        ("may x be negative?", 0, "negative numbers", "Yes, any integer."),
        ("do you return twice?", 0, None, "It is on the page: "),
        ("which loss?", 2, None, "I have nothing on that: assume something sensible, and write it down."),
    ],
)
def test_json_holds_topic_and_answer(kata: Kata, question: str, code: int, topic: str | None, answer: str) -> None:
    said = dojo(kata.root, "ask", "double", question, "--json")
    found = json.loads(said.out)
    assert (said.code, said.err, found.keys(), found["topic"]) == (code, "", {"topic", "answer"}, topic)
    assert found["answer"].startswith(answer)


def test_a_sheet_without_clarifications_says_so(kata: Kata) -> None:
    assert "no answers beyond the statement" in dojo(kata.root, "ask", "clip").out
    assert dojo(kata.root, "ask", "clip", "ties").code == 2


# -- solution and diff -------------------------------------------------------------------------------


def test_the_solution_is_refused_before_solving_with_the_way_to_it(kata: Kata) -> None:
    record(kata, "visible pass")
    for verb in ("solution", "diff"):
        said = dojo(kata.root, verb, "double")
        assert (said.code, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert "dojo solution double --give-up" in said.err
    assert events(kata) == []


def test_the_solution_is_shown_after_solving_without_mistakes(kata: Kata) -> None:
    record(kata, "solved")
    record(kata, "failing")
    said = dojo(kata.root, "solution", "double")
    assert said.code == 0
    assert said.out.startswith("Doubling: add a number to itself")
    assert "# The sum of two.\ndef _add(a, b):\n    return operator.add(a, b)\n" in trimmed(said.out)
    assert "def double(x):\n    return _add(x, x)\n" in trimmed(said.out)
    assert "times_two (line 17): Multiplies by two." in said.out
    assert str(kata.solution) in said.out
    assert not {"squares", "math.prod", "import math"} & set(trimmed(said.out).split("\n"))
    assert [e.detail for e in events(kata, "solution")] == [{"gave_up": False}]


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))


def test_giving_up_is_recorded_and_opens_the_solution_for_good(kata: Kata) -> None:
    assert dojo(kata.root, "solution", "double", "--give-up").code == 0
    assert dojo(kata.root, "solution", "double").code == 0
    assert dojo(kata.root, "diff", "double").code == 0
    assert [(e.what, e.detail) for e in events(kata)] == [
        ("solution", {"gave_up": True}),
        ("solution", {"gave_up": True}),
        ("diff", {}),
    ]


def test_a_solution_that_cannot_be_read_is_told_in_one_line(kata: Kata) -> None:
    kata.solution.write_text("def double(:\n")
    said = dojo(kata.root, "solution", "double", "--give-up")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "double.py: line 1: is not Python" in said.err


def test_diff_is_unified_where_narrow_and_side_by_side_where_wide(kata: Kata) -> None:
    record(kata, "solved")
    write(kata, "    # mine\n    return x + x + 0 * 1000000000000000000000\n")
    narrow, wide = (dojo(kata.root, "diff", "double", COLUMNS=columns).out for columns in ("60", "140"))
    assert narrow.startswith("--- yours\n+++ reference\n@@")
    assert "+    return _add(x, x)" in narrow
    assert "Return twice x" not in narrow + wide
    row = next(line for line in wide.splitlines() if "# mine" in line)
    assert "|" in row
    assert wide.split()[:2] == ["yours", "reference"]


def test_diff_of_an_attempt_that_is_not_python_shows_its_text_harmless(kata: Kata) -> None:
    record(kata, "solved")
    kata.stub.write_text("def double(x:\n    \x1b[31m red\n")
    said = dojo(kata.root, "diff", "double", COLUMNS="40")
    assert said.code == 0
    assert "-def double(x:" in said.out
    assert "\x1b" not in said.out


def test_diff_with_the_reference_itself_says_so(kata: Kata) -> None:
    record(kata, "solved")
    kata.stub.write_text(kata.solution.read_text())
    assert dojo(kata.root, "diff", "double").out == "Your code is the reference's, word for word.\n"


# -- reset -------------------------------------------------------------------------------------------


def test_reset_puts_the_shipped_body_back_and_keeps_the_text(kata: Kata) -> None:
    shipped, mine = kata.stub.read_text(), write(kata, WRONG)
    kata.stub.chmod(0o640)
    said = dojo(kata.root, "reset", "double")
    assert said.code == 0
    assert kata.stub.read_text() == shipped
    assert kata.stub.stat().st_mode & 0o777 == 0o640
    (event,) = events(kata, "reset")
    with History.open(kata.root) as history:
        assert history.text(event.detail["digest"]) == mine
    assert [p.name for p in kata.stub.parent.iterdir() if p.name.endswith(".part")] == []


def test_reset_of_an_untouched_stub_has_nothing_to_do(kata: Kata) -> None:
    assert "nothing to reset" in dojo(kata.root, "reset", "double").out
    assert events(kata) == []


@pytest.mark.parametrize("spoilt", [b"def double(x:\n", b"\xff\xfe no text", b"nothing = 1\n", b"def double(x): \0"])
def test_reset_of_a_spoilt_file_takes_the_statement_from_git(kata: Kata, spoilt: bytes) -> None:
    shipped = kata.stub.read_text()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "as shipped"]):
        subprocess.run([*git, *words], cwd=kata.root, check=True)
    kata.stub.write_bytes(spoilt)
    assert reset.reset(kata.root, kata)
    assert kata.stub.read_text() == shipped
    with History.open(kata.root) as history:
        assert history.content(entries(history, kata.id)[-1].digest) == spoilt


def test_reset_without_a_statement_anywhere_changes_nothing(kata: Kata) -> None:
    kata.stub.write_text("def double(x:\n")
    said = dojo(kata.root, "reset", "double", GIT_CEILING_DIRECTORIES="/")
    assert said.code == 1
    assert "holds no statement any more" in said.err
    assert kata.stub.read_text() == "def double(x:\n"


def test_a_text_that_cannot_be_kept_is_not_replaced(kata: Kata) -> None:
    mine = write(kata, WRONG)
    spoil_history(kata)
    said = dojo(kata.root, "reset", "double")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "stays as it is, since its text could not be saved" in said.err
    assert kata.stub.read_text() == mine
    assert [p.name for p in kata.stub.parent.iterdir() if p.name.endswith(".part")] == []


def test_reset_on_a_read_only_file_system_is_one_line(kata: Kata) -> None:
    mine = write(kata, WRONG)
    read_only = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'
    inside = ["unshare", "-Urm", "sh", "-c", read_only, str(kata.root)]
    if subprocess.run([*inside, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount anything")
    done = subprocess.run([*inside, sys.executable, "-m", "dojo", "reset", "double"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "double.py: cannot be replaced (Read-only file system)" in done.stderr
    assert kata.stub.read_text() == mine


def test_a_stub_that_is_a_link_stays_one(kata: Kata, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.py"
    kata.stub.rename(elsewhere)
    kata.stub.symlink_to(elsewhere)
    write(kata, WRONG)
    assert reset.reset(kata.root, kata)
    assert kata.stub.is_symlink()
    assert is_untouched(kata)


def test_a_stub_that_is_no_file_is_left_alone(kata: Kata) -> None:
    kata.stub.unlink()
    os.mkfifo(kata.stub)
    with pytest.raises(stubs.NotReplaced, match="is not a plain file"):
        stubs.replace(kata.root, kata, b"text", "reset")
    assert kata.stub.is_fifo()


# -- history -----------------------------------------------------------------------------------------


def test_history_lists_runs_and_texts_that_were_put_away(kata: Kata) -> None:
    assert "has no history yet" in dojo(kata.root, "history", "double").out
    text = write(kata, WRONG)
    record(kata, "failing", text)
    dojo(kata.root, "reset", "double")
    lines = dojo(kata.root, "history", "double").out.splitlines()
    assert lines[0].split()[0] == "1"
    assert lines[0].endswith("judge  ✗ failing     ")
    assert lines[1].endswith("put away by reset")
    assert dojo(kata.root, "history", "double", "show", "2").out == text


def test_restore_puts_the_present_text_away_first(kata: Kata) -> None:
    first = write(kata, WRONG)
    dojo(kata.root, "reset", "double")
    second = write(kata, RIGHT)
    said = dojo(kata.root, "history", "double", "restore", "1")
    assert said.code == 0
    assert kata.stub.read_text() == first
    assert dojo(kata.root, "history", "double", "show", "2").out == second
    assert "holds that text already" in dojo(kata.root, "history", "double", "restore", "1").out


def test_restore_brings_back_any_bytes(kata: Kata) -> None:
    with History.open(kata.root) as history:
        history.event(kata.id, "reset", text=b"\xff\r\n\xed\xa0\x80\0")
    assert dojo(kata.root, "history", "double", "restore", "1").code == 0
    assert kata.stub.read_bytes() == b"\xff\r\n\xed\xa0\x80\0"


@pytest.mark.parametrize("words", [["show"], ["show", "9"], ["restore", "2"], ["restore", "0"], ["throw", "1"]])
def test_an_entry_that_is_not_there_is_a_usage_error(kata: Kata, words: list[str]) -> None:
    record(kata, "failing", "text")
    before = kata.stub.read_text()
    said = dojo(kata.root, "history", "double", *words)
    assert (said.code, said.out) == (2, "")
    assert kata.stub.read_text() == before


def test_a_history_that_cannot_be_read_is_told_in_one_line(kata: Kata) -> None:
    spoil_history(kata)
    for words in (["history", "double"], ["solution", "double"], ["export"], ["history", "double", "restore", "1"]):
        said = dojo(kata.root, *words)
        assert (said.code, said.out) == (1, "")
        assert "is damaged" in said.err


def test_two_terminals_at_once_lose_no_text(kata: Kata) -> None:
    texts = [write(kata, f"    return {n}\n") for n in range(6)]
    with History.open(kata.root) as history:
        for text in texts:
            history.record(Run(kata.id, "failing", text))
    program = [sys.executable, "-m", "dojo", "history", "double", "restore"]
    pairs = [("1", "2"), ("3", "4"), ("5", "6")]
    for pair in pairs:
        at_once = [subprocess.Popen([*program, n], cwd=kata.root, stdout=subprocess.DEVNULL) for n in pair]
        assert [process.wait(60) for process in at_once] == [0, 0]
        assert kata.stub.read_text() in texts
    with History.open(kata.root) as history:
        kept = {history.text(entry.digest) for entry in entries(history, kata.id)}
    assert kept == set(texts)
    assert BLANK not in kata.stub.read_text()
