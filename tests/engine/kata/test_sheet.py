"""What a sheet must be, and how its faults are told."""

import dataclasses

import pytest

from dojo.kata.sheet import AXES, BadSheet, Clarification, Equivalent, FollowUp, Limits, Sheet, incomplete, limits, read

LEAST = 'title = "F1"\nkind = "implement"\ntopic = "metrics"\nlevel = "core"\nminutes = 20\n'
FULL = (
    LEAST
    + """
asked = "often"
trains = ["numpy reductions"]
reading = ["A book, chapter 3"]
hints = ["Which cells?", "The row sums.", "Divide."]
call_limit = 5
kata_limit = 60.5
memory = 512
judge = "inside"

[[clarifications]]
topic = "axis"
ask = ["Which axis?", "Say it again?", "Once more?"]
answer = "Rows."

[[clarifications]]
topic = "empty"
ask = ["And none?", "Say it again?", "Once more?"]
answer = "Zero."

[[clarifications]]
topic = "average"
ask = ["One number?", "Say it again?", "Once more?"]
answer = "One per class."

[[why_nots]]
choice = "a mean"
good = "Says what it hides."

[[why_nots]]
choice = "a loop"
good = "Says what it costs."

[[follow_ups]]
ask = "Macro or micro?"
good = "Says which counts what."

[[follow_ups]]
ask = "In shards?"
good = "Adds first."

[[equivalent]]
diff = "> to >="
reason = "never equal"

[rubric]
clarify = "a"
approach = "b"
code = "c"
verify = "d"
communicate = "e"
"""
)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "solutions" / "core_concepts" / "f1.toml"
    path.parent.mkdir(parents=True)

    def written(content):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def fault(path):
    with pytest.raises(BadSheet) as caught:
        read(path)
    text = str(caught.value)
    assert text.startswith("solutions/core_concepts/f1.toml: ") and "\n" not in text
    return text.removeprefix("solutions/core_concepts/f1.toml: ")


def test_a_full_sheet_is_read(sheet):
    found = read(sheet(FULL))
    assert (found.title, found.minutes, found.asked) == ("F1", 20, "often")
    assert (found.call_limit, found.kata_limit, found.memory, found.judge) == (5.0, 60.5, 512, "inside")
    assert found.clarifications[0] == Clarification("axis", ("Which axis?", "Say it again?", "Once more?"), "Rows.")
    assert found.follow_ups[1] == FollowUp("In shards?", "Adds first.")
    assert found.equivalent == (Equivalent("> to >=", "never equal"),)
    assert list(found.rubric) == list(AXES)


def test_limits_have_defaults(sheet):
    found = read(sheet(LEAST))
    assert (found.call_limit, found.kata_limit, found.memory, found.judge) == (2.0, 30.0, 2048, "sandbox")


def test_a_byte_order_mark_and_windows_lines_are_read_too(sheet):
    assert read(sheet(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())).title == "F1"


@pytest.mark.parametrize("key", ["title", "kind", "topic", "level", "minutes"])
def test_a_required_key_is_missed(sheet, key):
    kept = "".join(line + "\n" for line in LEAST.splitlines() if not line.startswith(key))
    assert fault(sheet(kept)) == f"lacks the key {key}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("minuts = 3", "minuts: unknown key; did you mean minutes?"),
        ("zzz = 3", "zzz: unknown key"),
        ("hints = 3", "hints: expected a list, found 3"),
        ('hints = ["a", 2]', "hints[1]: expected text in quotes, found 2"),
        ('hints = ["a", " "]', "hints[1]: expected text, found none"),
        ("asked = true", "asked: expected text in quotes, found true"),
        ("memory = true", "memory: expected a whole number above 0, found true"),
        ("memory = 1.5", "memory: expected a whole number above 0, found 1.5"),
        ("memory = 0", "memory: expected a whole number above 0, found 0"),
        ('call_limit = "2"', 'call_limit: expected a number of seconds above 0, found "2"'),
        ("call_limit = nan", "call_limit: expected a number of seconds above 0, found nan"),
        ("call_limit = inf", "call_limit: expected a number of seconds above 0, found inf"),
        ("call_limit = true", "call_limit: expected a number of seconds above 0, found true"),
        ("call_limit = 31", "call_limit: kata_limit (30 s) is below call_limit (31 s)"),
        ("kata_limit = 1", "kata_limit: kata_limit (1 s) is below call_limit (2 s)"),
        ('judge = "outside"', 'judge: expected "sandbox" or "inside", found "outside"'),
        ("rubric = []", "rubric: expected a table, found a list"),
        ("follow_ups = {}", "follow_ups: expected a list, found a table"),
        ('follow_ups = ["why?"]', 'follow_ups[0]: expected a table, found "why?"'),
    ],
)
def test_a_fault_is_told_with_its_line_and_key(sheet, line, said):
    assert fault(sheet(f"{LEAST}# a remark\n{line}\n")) == f"line 7: {said}"


ASK = 'ask = ["And none?", "Say it again?", "Once more?"]'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (ASK, "ask = 3", "line 23: clarifications[1].ask: expected text in quotes, found 3"),
        (ASK, "ask = [3]", "line 23: clarifications[1].ask[0]: expected text in quotes, found 3"),
        (ASK, "ask = []", "line 23: clarifications[1].ask: expected at least one way of asking, found none"),
        (ASK, 'aks = "?"', "line 23: clarifications[1].aks: unknown key; did you mean ask?"),
        (ASK, "", "line 21: clarifications[1]: lacks the key ask"),
        ('good = "Adds first."', "", "line 43: follow_ups[1]: lacks the key good"),
        ('verify = "d"', 'verfy = "d"', "line 55: rubric.verfy: unknown key; did you mean verify?"),
        ('verify = "d"', "verify = 4", "line 55: rubric.verify: expected text in quotes, found 4"),
        ('topic = "metrics"', 'topic = "Model Metrics"', "line 3: topic: expected a slug such as"),
        ('title = "F1"', 'title = """F1\nand more"""', "line 1: title: expected a single line of text"),
    ],
)
def test_a_fault_in_a_table_is_told_with_its_place(sheet, old, new, said):
    assert fault(sheet(FULL.replace(old, new, 1))).startswith(said)


def test_text_that_is_not_toml_is_told_with_its_line(sheet):
    assert fault(sheet(LEAST + "hints = [")).startswith("line 6: not TOML: ")
    assert fault(sheet("title = 'a'\nkind = x")) == "line 2: not TOML: invalid value (column 8)"


@pytest.mark.parametrize("content", [b"", b"\xff", b"\0", b"a = " + b"[" * 100_000, b"\n" * 10 + b"]"])
def test_any_bytes_give_one_line(sheet, content):
    assert len(fault(sheet(content))) < 120


def test_a_missing_sheet_is_told(sheet):
    path = sheet(FULL)
    path.unlink()
    assert fault(path) == "cannot be read (No such file or directory)"


def test_a_full_sheet_lacks_nothing(sheet):
    assert incomplete(read(sheet(FULL))) == []


def test_the_least_sheet_hears_what_it_lacks(sheet):
    assert incomplete(read(sheet(LEAST))) == [
        'asked is "", expected one of often, sometimes, rare',
        "hints: expected three steps, found 0",
        "clarifications: expected at least 3, found 0",
        "why_nots: expected at least 2, found 0",
        "follow_ups: expected at least 2, found 0",
        "trains: expected at least 1, found 0",
        "reading: expected at least 1, found 0",
        *(f"rubric: lacks the axis {axis}" for axis in AXES),
    ]


@pytest.mark.parametrize("key", ["kind", "level", "asked"])
def test_a_word_outside_the_contract_is_lacking(sheet, key):
    changed = dataclasses.replace(read(sheet(FULL)), **{key: "odd"})
    assert incomplete(changed)[0].startswith(f'{key} is "odd", expected one of ')


def test_a_question_is_asked_in_three_ways_at_least(sheet):
    text = FULL.replace('["Which axis?", "Say it again?", "Once more?"]', '"Which axis?"')
    assert incomplete(read(sheet(text))) == ["clarifications: axis: expected 3 ways of asking, found 1"]


CASE = """
[case]
decision = "Launch?"
changes = ["More data"]

[[case.options]]
name = "wait"
cost = "none"
time = "a week"
risk = "others launch"
"""


def test_a_case_is_read(sheet):
    case = read(sheet(FULL + CASE)).case
    assert (case.decision, case.options[0].risk, case.data, case.changes) == (
        "Launch?",
        "others launch",
        (),
        ("More data",),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("call_limit = 9.0\nmemory = 64", Limits(call_limit=9.0, memory=64)),
        ("call_limit = -1.0\nmay_warn = true", Limits(may_warn=True)),
        ("title = [", Limits()),
    ],
)
def test_judging_needs_of_a_sheet_the_limits_alone(sheet, line, expected):
    assert limits(sheet(line)) == expected


@pytest.mark.parametrize("count", [2, 4])
def test_hints_are_three(sheet, count):
    changed: Sheet = dataclasses.replace(read(sheet(FULL)), hints=("h",) * count)
    assert incomplete(changed) == [f"hints: expected three steps, found {count}"]
