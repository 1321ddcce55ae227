"""Rounds without a screen: the table, blocks, the machine on a fake clock, own tests, and what history keeps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from dojo.history.store import History
from dojo.interview import blocks, debrief
from dojo.interview import own_tests as own
from dojo.interview.formats import INTERVIEWS, MODES, PRESSURE, Plan, scaled
from dojo.interview.log import Log, Past, rounds
from dojo.interview.requirements import REQUIREMENTS, lacking
from dojo.interview.round import HEARTBEAT, Refused, Round
from dojo.interview.state import STEPS, OwnTests, State, fold
from dojo.judge.verdict import Outcome, Result, TestReport, Verdict
from dojo.kata import rubric
from dojo.kata.layout import Kata
from dojo.sandbox import landlock
from tests.engine.support.rounds import Clock
from tests.engine.support.small_katas import STUB, write_kata

EVERY = [*INTERVIEWS.values(), *MODES.values(), PRESSURE]
ASSUMED = """
ASSUMPTIONS
- X has shape (n, d)
- n may be 0
- no order is promised
"""
PLANNED = """
PLAN
1. sort, O(n log n)
2. count
EXAMPLE
[3, 1] -> 1
"""
OPTIONS = """
OPTIONS
- a rule: cost none, time one day, risk that it is too coarse
- a model: cost a server, time a month,
  risk of drift
"""


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begun(plan: Plan, clock: Clock, people: Iterable[str] = ()) -> Round:
    round_ = Round(plan, clock)
    round_.begin(people)
    return round_


def write(round_: Round, *texts: str) -> None:
    """Save an attempt whose docstring holds these blocks."""
    round_.saved(blocks.read('"""A title.\n' + "".join(texts) + '"""\n'), edited=False)


def result(verdict: Verdict = "solved", visible: int = 2, hidden: int = 0, failed: int = 0) -> Result:
    kinds = ["visible"] * visible + ["hidden"] * hidden
    outcomes: list[Outcome] = ["passed"] * (len(kinds) - failed) + ["failed"] * failed
    pairs = zip(kinds, outcomes, strict=True)
    tests = tuple(TestReport(f"t::{n}", kind, outcome) for n, (kind, outcome) in enumerate(pairs))  # type: ignore[arg-type]
    return Result("p/k", "attempt", verdict, 0, 0.1, "none", tests)


# The table.


def test_the_phases_of_the_protocol_stand_in_the_table() -> None:
    minutes = {name: [phase.minutes for phase in plan.phases] for name, plan in INTERVIEWS.items()}
    assert minutes == {
        "standard": [5, 5, 25, 5, 5],
        "warm-up": [3, 4, 17, 3, 3],
        "stretch": [5, 8, 37, 5, 5],
        "debug": [3, 7, 25, 5, 5],
        "case": [8, 8, 5, 19, 5],
        "whiteboard": [15, 5],
    }


def test_the_pair_modes_of_the_protocol_stand_in_the_table() -> None:
    switches = {name: (plan.switch, plan.every) for name, plan in MODES.items()}
    assert switches == {
        "driver-navigator": ("green", 5),
        "ping-pong": ("green", 0),
        "strong-style": ("time", 10),
        "bug-hunt": ("bug", 0),
        "interviewer": ("time", 20),
        "randori": ("time", 5),
        "prepared": ("", 0),
    }
    assert [phase.minutes for phase in MODES["randori"].phases] == [5, 5, 65, 10, 5]


@pytest.mark.parametrize("plan", EVERY, ids=lambda plan: plan.name)
def test_every_plan_is_judged_once_and_names_requirements_that_there_are(plan: Plan) -> None:
    assert sum(phase.bell for phase in plan.phases) == 1
    assert {key for phase in plan.phases for key in phase.requires} <= set(REQUIREMENTS)
    assert set(plan.evidence) <= set(rubric.BY_KEY)
    assert {block for found in plan.evidence.values() for block in found} <= {*blocks.HEADINGS, "tests", "bugs"}


def test_minutes_stretch_all_phases_alike() -> None:
    plan = scaled(INTERVIEWS["standard"], 9)
    assert [phase.minutes for phase in plan.phases] == pytest.approx([1, 1, 5, 1, 1])


# Blocks.


def test_blocks_are_read_from_docstrings_and_comments() -> None:
    text = f'"""Title.\n{ASSUMED}"""\n\n# PLAN: sort first\n# then count\n\nx = 1\n# no more of the plan\n'
    found = blocks.read(text)
    assert found.items("ASSUMPTIONS") == ("X has shape (n, d)", "n may be 0", "no order is promised")
    assert found.items("PLAN") == ("sort first", "then count")


def test_a_block_ends_at_the_next_section_and_at_a_paragraph() -> None:
    section = '"""\nPLAN\n- a\n- b\n\nParameters\n----------\nx : int\n"""'
    paragraph = '"""\nPLAN\n- a\n- b\n  goes on\n\nReturn the mean.\nOf all.\n"""'
    assert blocks.read(section).items("PLAN") == ("a", "b")
    assert blocks.read(paragraph).items("PLAN") == ("a", "b goes on")


def test_a_file_that_is_no_python_is_read_too() -> None:
    found = blocks.read(f'def f(:\n    """Half\n{PLANNED}')
    assert found.items("PLAN") == ("sort, O(n log n)", "count")
    assert found.items("EXAMPLE") == ("[3, 1] -> 1",)


def test_words_of_the_code_are_no_blocks() -> None:
    assert blocks.read("PLAN = [1]\nPLAN: list[int] = []\nsaid = 'PLAN'\n").blocks == {}


def test_own_tests_are_functions_without_parameters_at_the_top() -> None:
    text = "def test_a():\n    pass\n\ndef test_b(x):\n    pass\n\nclass A:\n    def test_c():\n        pass\n"
    assert blocks.read(text).tests == ("test_a",)


@pytest.mark.parametrize(
    ("key", "yes", "no"),
    [
        ("assumptions", ASSUMED, "ASSUMPTIONS\n- one\n- two\n"),
        ("shapes", ASSUMED, "ASSUMPTIONS\n- nobody minds\n"),
        ("edge", ASSUMED, "ASSUMPTIONS\n- X has shape (n, d)\n"),
        ("plan", PLANNED, "PLAN\n- one\n"),
        ("example", PLANNED, "PLAN\n- sort\n- count\n"),
        ("options", OPTIONS, "OPTIONS\n- cost, time, risk\n- another: cost only\n"),
        ("choice", "\nCHOICE\nthe rule, because it is enough\n", "\nCHOICE\nthe rule\n"),
        ("summary", "\nSUMMARY\nIt works. We measured it.\nShip it!\n", "\nSUMMARY\nIt works. Ship it.\n"),
        ("trace", "\nTRACE\n- X: shape (3, 2)\n- mean: shape (2,)\n", "\nTRACE\n- first\n- second\n"),
        ("hypotheses", "\nHYPOTHESES\n1. the axis\n2. the sign\n", "\nHYPOTHESES\n1. the axis\n"),
    ],
)
def test_what_must_exist_is_told_from_what_does_not(key: str, yes: str, no: str) -> None:
    written, missing = (blocks.read(f'"""\n{text}"""') for text in (yes, no))
    assert lacking((key,), written, State()) == ()
    assert lacking((key,), missing, State()) == (key,)


# The machine.


def test_phases_follow_the_clock_and_the_bell_ends_the_round(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    names = []
    for minutes in (4.9, 0.2, 5, 25, 5):
        clock.minutes(minutes)
        round_.tick()
        names.append(round_.phase.name)
    assert names == ["Clarify", "Plan", "Code", "Test", "Discuss"]
    clock.minutes(5)
    round_.tick()
    assert (round_.state.over, round_.left()) == (True, 0.0)


def test_a_clock_that_was_not_looked_at_passes_every_phase(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    clock.minutes(37)
    round_.tick()
    assert round_.phase.name == "Test"
    assert sorted(round_.state.entered) == [0, 1, 2, 3]


def test_going_on_early_gives_the_time_to_the_next_phase(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    clock.minutes(2)
    round_.advance()
    assert round_.phase.name == "Plan"
    assert round_.left_of_phase() == pytest.approx(8 * 60)


def test_what_is_missing_at_the_end_of_a_phase_is_kept(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    write(round_, "\nASSUMPTIONS\n- X has shape (n, d)\n")
    clock.minutes(5)
    round_.tick()
    assert round_.state.lacks[0] == ("assumptions", "edge")


def test_saves_are_judged_on_the_visible_tests_while_coding_only(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    policies = [round_.judging]
    for _ in range(4):
        round_.advance()
        policies.append(round_.judging)
    assert policies == ["none", "none", "visible", "visible", "none"]


def test_the_end_of_the_test_phase_owes_one_judging_of_all(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    clock.minutes(40)
    round_.tick()
    assert (round_.phase.name, round_.state.owed) == ("Discuss", "bell")
    round_.judged(result("visible pass", 2, 3, failed=1), "bell")
    assert round_.state.owed == ""
    clock.minutes(5)
    round_.tick()
    assert (round_.state.over, round_.state.owed) == (True, "")


def test_a_whiteboard_is_judged_at_the_bell_and_once(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["whiteboard"], clock)
    clock.minutes(16)
    round_.tick()
    assert (round_.phase.name, round_.judging, round_.state.owed) == ("Trace", "none", "")
    with pytest.raises(Refused, match="Nothing is judged in this phase"):
        round_.submit()
    clock.minutes(4)
    round_.tick()
    assert round_.state.owed == "bell"


def test_a_bell_rung_by_hand_before_the_test_phase_still_judges(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    round_.ring()
    assert round_.state.owed == "bell"


def test_submits_are_limited(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    for _ in range(2):
        round_.advance()
    for left in (1, 0):
        round_.submit()
        assert (round_.submits_left(), round_.state.owed) == (left, "submit")
        with pytest.raises(Refused, match="still being judged"):
            round_.submit()
        round_.judged(result("failing", 2, 2, failed=2), "submit")
    with pytest.raises(Refused, match="No submits are left"):
        round_.submit()


def stuck(clock: Clock) -> Round:
    """Return an interview in which nothing new passed for four minutes of coding."""
    round_ = begun(INTERVIEWS["standard"], clock)
    round_.advance()
    round_.advance()
    clock.minutes(4)
    return round_


def test_the_first_hint_waits_until_one_is_stuck_with_the_code(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    clock.minutes(4)
    with pytest.raises(Refused, match="Hints come in the phase Code"):
        round_.hint(3)
    round_.advance()
    round_.advance()
    clock.minutes(3)
    with pytest.raises(Refused, match="in 1:00: the first comes after four minutes without a new passing test"):
        round_.hint(3)
    round_.judged(result("failing", 3, failed=1), "save")
    clock.minutes(3)
    round_.judged(result("failing", 3, failed=2), "save")
    with pytest.raises(Refused, match="in 1:00"):
        round_.hint(3)
    clock.minutes(1)
    assert round_.hint(3) == 1


def test_hidden_tests_that_a_submit_runs_do_not_hide_later_progress(clock: Clock) -> None:
    round_ = stuck(clock)
    round_.judged(result("visible pass", 3, 5, failed=1), "submit")
    clock.minutes(3)
    round_.judged(result("failing", 3, failed=1), "save")
    clock.minutes(1)
    assert round_.hint(3) == 1
    round_ = stuck(clock)
    round_.judged(result("failing", 3, 5, failed=7), "submit")
    clock.minutes(3)
    round_.judged(result("visible pass", 3), "save")
    with pytest.raises(Refused, match="in 4:00"):
        round_.hint(3)


def test_with_a_peer_a_hint_comes_at_once(clock: Clock) -> None:
    assert begun(MODES["ping-pong"], clock, ["A", "B"]).hint(3) == 1


def test_two_hints_never_come_within_three_minutes(clock: Clock) -> None:
    round_ = stuck(clock)
    assert round_.hint(3) == 1
    clock.minutes(2.9)
    with pytest.raises(Refused, match="in 0:06"):
        round_.hint(3)
    clock.minutes(0.2)
    assert round_.hint(3) == 2
    clock.minutes(3.1)
    assert round_.hint(3) == 3
    clock.minutes(9)
    with pytest.raises(Refused, match="had all the hints"):
        round_.hint(3)


def test_silence_is_broken_after_three_minutes_and_not_at_once_again(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    clock.minutes(2.9)
    assert not round_.silent()
    clock.minutes(0.2)
    assert round_.silent()
    assert not round_.silent()
    clock.minutes(1)
    round_.ask("and ties?", "ties")
    clock.minutes(2.5)
    assert not round_.silent()


def test_the_case_holds_until_three_things_are_clear_and_two_options_stand(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["case"], clock)
    with pytest.raises(Refused, match="Clarify is not over without: 3 clarifications"):
        round_.advance()
    clock.minutes(9)
    round_.tick()
    assert round_.phase.name == "Clarify"
    for topic in ("goal", "window", "cost"):
        round_.ask(topic, topic)
    round_.tick()
    assert round_.phase.name == "Brainstorm"
    write(round_, OPTIONS, "\nCHOICE\nthe rule, because it is cheap\n")
    with pytest.raises(Refused, match="no CHOICE before"):
        round_.advance()
    write(round_, OPTIONS)
    round_.advance()
    assert round_.phase.name == "Choose"
    with pytest.raises(Refused, match="CHOICE: one of them"):
        round_.advance()
    write(round_, OPTIONS, "\nCHOICE\nthe rule, because it is cheap\n")
    round_.advance()
    assert (round_.phase.name, round_.judging) == ("Justify", "visible")


def test_a_held_phase_cannot_outlast_the_bell(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["case"], clock)
    clock.minutes(45)
    round_.tick()
    assert (round_.state.over, round_.state.owed) == (True, "bell")


def test_nothing_is_done_after_the_bell(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    round_.ring()
    for act in (round_.advance, round_.ring, round_.submit, lambda: round_.hint(3), lambda: round_.ask("?", None)):
        with pytest.raises(Refused, match="The bell has rung"):
            act()


def test_a_round_is_the_sum_of_its_steps(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    write(round_, ASSUMED)
    round_.ask("ties?", None)
    clock.minutes(10)
    round_.tick()
    clock.minutes(4)
    round_.hint(3)
    round_.submit()
    round_.judged(result("failing", failed=1), "submit")
    round_.ring()
    assert fold(round_.state.steps) == round_.state
    assert {step["step"] for step in round_.state.steps} <= set(STEPS)


def test_a_resumed_round_goes_on_from_its_last_step_and_away_is_not_counted(clock: Clock) -> None:
    before = begun(INTERVIEWS["standard"], clock)
    clock.minutes(10)
    before.tick()
    clock.minutes(5)
    before.hint(3)
    clock.minutes(600)
    after = Round(before.plan, clock, steps=before.state.steps)
    after.resume(600 * 60)
    assert (after.phase.name, after.state.hints) == ("Code", before.state.hints)
    assert after.elapsed() == pytest.approx(15 * 60)
    clock.minutes(1)
    assert after.elapsed() == pytest.approx(16 * 60)


def test_a_crash_loses_a_heartbeat_of_the_clock_at_most(clock: Clock) -> None:
    before = begun(INTERVIEWS["standard"], clock)
    for _ in range(200):
        clock.seconds += 1
        before.tick()
    after = Round(before.plan, clock, steps=before.state.steps)
    assert 200 - HEARTBEAT <= after.elapsed() <= 200


def test_turns_go_by_time_once_there_is_code(clock: Clock) -> None:
    round_ = begun(MODES["strong-style"], clock, ["Ada", "Bo"])
    clock.minutes(4)
    assert not round_.turn_is_over()
    clock.minutes(1)
    round_.tick()
    assert round_.left_of_turn() == pytest.approx(600)
    clock.minutes(10)
    assert round_.turn_is_over()
    round_.switch("time")
    assert (round_.state.driver, round_.turn_is_over()) == (1, False)


def test_turns_go_on_green(clock: Clock) -> None:
    round_ = begun(MODES["ping-pong"], clock, ["Ada", "Bo"])
    round_.advance()
    drivers = []
    for passed in (1, 1, 0, 2):
        round_.judged(result("failing", 3, failed=3 - passed), "save")
        drivers.append(round_.state.driver)
    assert drivers == [1, 1, 1, 0]


def test_a_queue_of_three_goes_round(clock: Clock) -> None:
    round_ = begun(MODES["randori"], clock, ["Ada", "Bo", "Cy"])
    drivers = [round_.state.driver]
    for _ in range(3):
        round_.switch("by hand")
        drivers.append(round_.state.driver)
    assert drivers == [0, 1, 2, 0]


# The debrief.


@pytest.mark.parametrize(
    ("run", "level"),
    [
        (result("solved", 2, 2), 3),
        (result("visible pass", 2, 2, failed=1), 2),
        (result("failing", 2, 2, failed=3), 1),
        (result("failing", 2, 2, failed=4), 0),
        (result("timed out", 2, 2, failed=2), 1),
        (result("error", 0), 0),
    ],
)
def test_the_tests_say_the_level_of_the_code(run: Result, level: int, clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    round_.ring()
    round_.judged(run, "bell")
    assert debrief.code_level(round_.state) == level


def test_the_bells_judging_counts_not_a_better_submit(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    round_.advance()
    round_.advance()
    round_.submit()
    round_.judged(result("solved", 2, 2), "submit")
    round_.ring()
    round_.judged(result("failing", 2, 2, failed=3), "bell")
    assert debrief.code_level(round_.state) == 1


BLOCKS = {
    "standard": (ASSUMED, PLANNED, "\nSUMMARY\nOne. Two. Three.\n"),
    "debug": ("\nEXAMPLE\n[1] -> 2\n", "\nHYPOTHESES\n- the axis\n- the sign\n", "\nSUMMARY\nOne. Two. Three.\n"),
    "case": (ASSUMED, OPTIONS, "\nSUMMARY\nOne. Two. Three.\n"),
    "whiteboard": (ASSUMED, PLANNED, "\nTRACE\n- X: shape (3, 2)\n- mean: shape (2,)\n"),
}
BLOCKS |= {"warm-up": BLOCKS["standard"], "stretch": BLOCKS["standard"]}
MODEL = {"clarify": 4, "approach": 3, "code": 4, "verify": 4, "communicate": 3}


def scored(round_: Round, levels: dict[str, int]) -> rubric.Score:
    return rubric.score(levels, debrief.facts(round_.plan, round_.state))


@pytest.mark.parametrize("name", INTERVIEWS)
def test_a_round_that_is_skipped_whole_ends_under_30_whatever_is_claimed(name: str, clock: Clock) -> None:
    round_ = begun(INTERVIEWS[name], clock)
    round_.ring()
    round_.judged(result("not attempted", 0), "bell")
    round_.note("own", right=[], wrong=[], caught=[], of=4, problem="")
    score = scored(round_, dict.fromkeys(rubric.BY_KEY, rubric.HIGHEST) | {"code": debrief.code_level(round_.state)})
    assert score.points < 30
    assert "nothing asked, no ASSUMPTIONS" in score.reasons[0]


@pytest.mark.parametrize("name", INTERVIEWS)
def test_a_model_round_ends_at_85_or_more(name: str, clock: Clock) -> None:
    round_ = begun(INTERVIEWS[name], clock)
    round_.ask("and ties?", "ties")
    own = "" if name in ("debug", "whiteboard") else "def test_ties():\n    pass\n"
    round_.saved(blocks.read('"""A title.\n' + "".join(BLOCKS[name]) + f'"""\n{own}'), edited=True)
    round_.ring()
    round_.judged(result("solved", 2, 2), "bell")
    caught = ["a", "b", "c", "d"] if own else []
    round_.note("own", right=["test_ties"] if own else [], wrong=[], caught=caught, of=4, problem="")
    score = scored(round_, MODEL)
    assert (score.points >= 85, score.reasons) == (True, ())


@pytest.mark.parametrize(
    ("step", "axis"),
    [
        ({"step": "asked", "question": "ties?", "topic": None}, "clarify"),
        ({"step": "save", "wrote": ["ASSUMPTIONS"], "edited": False}, "clarify"),
        ({"step": "save", "wrote": ["PLAN"], "edited": False}, "approach"),
        ({"step": "save", "wrote": ["tests"], "edited": False}, "verify"),
        ({"step": "save", "wrote": ["SUMMARY"], "edited": False}, "communicate"),
        ({"step": "answer", "question": "why?", "text": "so"}, "communicate"),
    ],
)
def test_each_axis_is_limited_until_there_is_evidence_for_it(step: dict[str, object], axis: str) -> None:
    plan = INTERVIEWS["standard"]
    assert {limit.axis: limit.most for limit in debrief.limits(plan, State())} == dict.fromkeys(plan.evidence, 1)
    assert axis not in {limit.axis for limit in debrief.limits(plan, fold([{"t": 1.0, **step}]))}


def test_in_a_debug_round_the_planted_bugs_that_are_left_count(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["debug"], clock)
    round_.ring()
    round_.judged(result("visible pass", 2, 2, failed=1), "bell")
    round_.note("own", right=[], wrong=[], caught=[], of=4, problem="")
    verify = [limit for limit in debrief.limits(round_.plan, round_.state) if limit.axis == "verify"]
    assert [(limit.most, limit.reason) for limit in verify] == [(2, "planted bugs are left")]


def test_behaviour_that_can_be_measured_is_told(clock: Clock) -> None:
    round_ = stuck(clock)
    round_.hint(3)
    clock.minutes(1)
    round_.saved(blocks.read("x = 1"), edited=True)
    clock.minutes(6)
    round_.ask("ties?", "ties")
    message = " ".join(debrief.flags(round_.state))
    assert "hint before trying" in message
    assert "code before the first question" in message
    assert "6 minutes without" in message


def test_good_behaviour_has_no_flags(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    clock.minutes(1)
    round_.ask("ties?", "ties")
    clock.minutes(4)
    round_.advance()
    round_.advance()
    round_.saved(blocks.read("x = 1"), edited=True)
    round_.judged(result("failing", failed=1), "save")
    clock.minutes(4)
    round_.hint(3)
    assert debrief.flags(round_.state) == []


def test_the_replay_tells_first_run_first_pass_and_every_submit_with_minutes(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["standard"], clock)
    round_.advance()
    round_.advance()
    clock.minutes(3)
    round_.judged(result("failing", failed=1), "save")
    clock.minutes(1)
    round_.judged(result("failing", failed=1), "save")
    round_.judged(result("visible pass"), "save")
    round_.submit()
    round_.judged(result("solved", 2, 2), "submit")
    message = debrief.replay(round_.plan, round_.state.steps)[3:]
    assert [(seconds, text.partition(":")[0]) for seconds, text in message] == [
        (180.0, "first run"),
        (240.0, "visible tests pass for the first time"),
        (240.0, "submit"),
    ]


def test_time_is_told_by_phase_against_the_plan(clock: Clock) -> None:
    round_ = begun(INTERVIEWS["whiteboard"], clock)
    clock.minutes(12)
    round_.advance()
    clock.minutes(2)
    round_.ring()
    spent = debrief.spent(round_.plan, round_.state)
    assert [(s.name, s.plan, s.took) for s in spent] == [("Write", 15, 12.0), ("Trace", 5, 2.0)]


# Own tests.


OWN = """

def test_below_zero():
    assert sign(-7) == -1


def test_zero():
    assert sign(0) == 0


def test_nonsense():
    assert sign(3) == 2
"""


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    for part in ("katas", "tests", "solutions"):
        (tmp_path / part).mkdir()
    return write_kata(tmp_path)


def test_own_tests_that_the_reference_passes_are_held_against_the_mistakes(kata: Kata) -> None:
    found = own.measure(kata.root, kata, STUB + OWN)
    assert found.right == ["test_below_zero", "test_zero"]
    assert [name for name, _ in found.wrong] == ["test_nonsense"]
    assert (found.caught, found.of) == (["forgets_zero", "takes_the_distance"], 2)


def test_own_tests_that_see_little_catch_little(kata: Kata) -> None:
    found = own.measure(kata.root, kata, STUB + "\n\ndef test_above():\n    assert sign(9) == 1\n")
    assert (found.right, found.caught, found.of) == (["test_above"], [], 2)


@pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock")
def test_own_tests_run_in_a_sandbox_without_the_hidden_tests(kata: Kata) -> None:
    spy = f"\n\ndef test_spies():\n    assert open({str(kata.hidden)!r}).read()\n"
    found = own.measure(kata.root, kata, STUB + spy)
    assert found.right == []
    assert "PermissionError" in found.wrong[0][1]


def test_an_endless_own_test_ends(kata: Kata) -> None:
    kata.sheet.write_text("call_limit = 0.3\n" + kata.sheet.read_text())
    found = own.measure(kata.root, kata, STUB + "\n\ndef test_for_ever():\n    while True:\n        pass\n")
    assert "TimedOut" in found.wrong[0][1]


def test_without_own_tests_nothing_is_caught(kata: Kata) -> None:
    assert own.measure(kata.root, kata, STUB) == OwnTests(of=2)


# History.


def test_every_step_is_in_history_and_the_round_comes_back_from_it(kata: Kata, clock: Clock) -> None:
    log = Log(kata.root, kata.id)
    round_ = Round(INTERVIEWS["standard"], clock, log)
    round_.begin()
    round_.ask("and zero?", "zero")
    clock.minutes(10)
    round_.tick()
    clock.minutes(5)
    round_.hint(3)
    (past,) = rounds(kata.root)
    assert (past.id, past.kata, past.state.ended) == (log.id, kata.id, "")
    assert past.state == round_.state
    assert past.plan == round_.plan


def test_questions_and_hints_of_a_round_count_outside_of_it_too(kata: Kata, clock: Clock) -> None:
    round_ = Round(INTERVIEWS["whiteboard"], clock, Log(kata.root, kata.id))
    round_.begin()
    round_.ask("and zero?", "zero")
    clock.minutes(4)
    round_.hint(3)
    with History.open(kata.root) as history:
        found = [(event.what, dict(event.detail)) for event in history.events(kata.id) if event.what != "round"]
    assert found == [
        ("started", {"minutes": 20}),
        ("asked", {"question": "and zero?", "topic": "zero"}),
        ("hint", {"level": 1}),
    ]


def test_a_history_that_cannot_be_written_is_said_once_and_the_round_goes_on(kata: Kata, clock: Clock) -> None:
    (kata.root / ".dojo").write_text("no directory")
    log = Log(kata.root, kata.id)
    round_ = Round(INTERVIEWS["standard"], clock, log)
    round_.begin()
    round_.ask("and zero?", "zero")
    assert ".dojo" in log.problem
    assert round_.state.topics == {"zero"}


def test_the_record_has_the_form_of_the_protocol(kata: Kata, clock: Clock) -> None:
    log = Log(kata.root, kata.id)
    round_ = Round(INTERVIEWS["whiteboard"], clock, log)
    round_.begin()
    clock.minutes(4)
    round_.ask("and zero?", "zero")
    round_.hint(3)
    clock.minutes(16)
    round_.tick()
    round_.judged(result("visible pass", 2, 4, failed=1), "bell")
    round_.note("own", right=["a"], wrong=[], caught=["forgets_zero"], of=2, problem="")
    round_.note("level", axis="clarify", level=3, quote="asked for zero")
    round_.note("goal", text="trace first")
    done = debrief.exported(rounds(kata.root)[0])
    ts = done.pop("ts")
    assert ts.startswith("20")
    assert done == {
        "kata": kata.id,
        "mode": "whiteboard",
        "roles": {"candidate": "", "interviewer": ""},
        "phases": [20.0],
        "asked": ["zero"],
        "hints": [{"min": 4.0, "level": 1}],
        "runs": 1,
        "own_test_kill_rate": 0.5,
        "hidden_passed": [3, 4],
        "mistakes": [],
        "scores": {},
        "self_scores": {"A": 3},
        "quotes": {"A": "asked for zero"},
        "goal_next": "trace first",
    }


def test_the_interviewers_scores_go_into_the_record_beside_ones_own() -> None:
    steps = [{"step": "begin", "t": 0, "plan": "standard", "minutes": 45, "people": ["me", "Ada"]}]
    past = Past("1", "p/k", "2026-01-01T00:00:00+00:00", "", fold(steps))
    scores = [
        {"by": "candidate", "scores": {"clarify": 3}, "quotes": {}},
        {"by": "interviewer", "name": "Bo", "scores": {"clarify": 1}, "quotes": {"clarify": "syntax"}},
    ]
    done = debrief.exported(past, scores)
    assert (done["scores"], done["self_scores"]) == ({"A": 1}, {"A": 3})
    assert done["roles"] == {"candidate": "me", "interviewer": "Bo"}
