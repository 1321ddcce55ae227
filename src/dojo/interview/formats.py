"""The one table of rounds: interviews and pair modes as phases, roles, switches and rules. Data only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dojo.judge.verdict import Judging

Switch = Literal["", "time", "green", "bug"]


@dataclass(frozen=True)
class Phase:
    """A stretch of a round.

    Attributes
    ----------
    musts : tuple of str
        What must exist at its end, by key of `musts.MUSTS`.
    judging : str
        What a save is judged on: nothing, the visible tests, or all.
    bell : bool
        At its end the text on the disk is judged whole, once; that is what counts.
    holds : bool
        It goes on until what must exist does, at the cost of the phases after it.
    says : str
        What the interviewer says unasked when it begins; "{untried}" stands for a topic that was not spoken of.
    asks : tuple of str
        What the candidate is to answer in it; "{follow_up}" and "{business}" stand for one of the sheet's and of ours.
    """

    name: str
    minutes: float
    candidate: str
    interviewer: str
    musts: tuple[str, ...] = ()
    judging: Judging = "none"
    bell: bool = False
    holds: bool = False
    says: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A kind of round.

    Attributes
    ----------
    submits : int or None
        How often the candidate may have all tests run; None: as often as wanted.
    roles : tuple of str
        What the people do, in the order in which they take turns.
    switch, every : str, float
        What makes them switch, and after how many minutes at the latest (0: by that alone).
    rules : tuple of str
        What stands on the screen all along.
    questions : tuple of str
        Asked when it is over.
    """

    name: str
    title: str
    phases: tuple[Phase, ...]
    submits: int | None = None
    roles: tuple[str, ...] = ("candidate",)
    switch: Switch = ""
    every: float = 0.0
    rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def minutes(self) -> float:
        return sum(phase.minutes for phase in self.phases)

    @property
    def scored(self) -> bool:
        """Whether the rubric's axes are scored at the end."""
        return self.roles == ("candidate",)


def scaled(plan: Plan, minutes: float | None) -> Plan:
    """Return the plan stretched or shortened to so many minutes in all; its switches keep their time."""
    if minutes is None:
        return plan
    factor = minutes / plan.minutes
    return replace(plan, phases=tuple(replace(p, minutes=p.minutes * factor) for p in plan.phases))


_CLARIFY = Phase(
    "Clarify",
    5,
    "Ask; say the kata in your own words; write ASSUMPTIONS into its docstring.",
    "Answers what is asked, from the sheet; never volunteers.",
    ("assumptions", "shapes", "edge"),
)
_PLAN = Phase(
    "Plan",
    5,
    "Two ways, the cost of each, a choice, ideas for tests; write PLAN and EXAMPLE there.",
    'Asks "why not ...?" once.',
    ("plan", "example"),
    says="Why not the simplest thing that could work? Say what it would cost, and when you would take it.",
)
_CODE = Phase(
    "Code",
    25,
    "Think aloud, take small steps, run often: every save runs the visible tests.",
    "Gives hints at their price, nothing else.",
    ("runs",),
    judging="visible",
)
_TEST = Phase(
    "Test",
    5,
    "Edge cases of your own and one property, as def test_...() below your code; say the complexity.",
    "Names one kind of input that was not spoken of.",
    ("own test", "judged"),
    judging="visible",
    bell=True,
    says="{untried}",
)
_DISCUSS = Phase(
    "Discuss",
    5,
    "Answer the follow-up; then 60 seconds for a product manager: SUMMARY, 3 sentences.",
    "Asks one follow-up and one business question.",
    ("summary",),
    asks=("{follow_up}", "{business}"),
)


def _five(name: str, title: str, minutes: Sequence[float], submits: int) -> Plan:
    phases = (_CLARIFY, _PLAN, _CODE, _TEST, _DISCUSS)
    return Plan(name, title, tuple(replace(p, minutes=m) for p, m in zip(phases, minutes, strict=True)), submits)


_DEBUG = Plan(
    "debug",
    "Debug round",
    (
        replace(
            _CLARIFY,
            name="Reproduce",
            minutes=3,
            candidate="See it fail; write down the smallest failing EXAMPLE (in -> out).",
            musts=("example",),
            judging="visible",
        ),
        replace(
            _PLAN,
            name="Hypotheses",
            minutes=7,
            candidate="Write HYPOTHESES, the likeliest first, and how each would show.",
            musts=("hypotheses",),
            says="Which of them would you rule out first, and how?",
        ),
        replace(
            _CODE,
            name="Fix",
            candidate="One bug at a time, a regression test before each fix: def test_...() below the code.",
            musts=("own test", "runs"),
        ),
        replace(
            _TEST,
            candidate="Check what the fix could have broken: a tiny overfit, causality, an invariance.",
            musts=("own test", "judged"),
        ),
        _DISCUSS,
    ),
    submits=2,
)
_CASE = Plan(
    "case",
    "Case round",
    (
        replace(
            _CLARIFY,
            minutes=8,
            candidate="Ask what decides the case; write as ASSUMPTIONS what nobody can tell you.",
            musts=("clarified", "no choice yet"),
            holds=True,
        ),
        Phase(
            "Brainstorm",
            8,
            "Write OPTIONS, at least two, each with its cost, time and risk. Do not choose yet.",
            "Asks for one option more.",
            ("options", "no choice yet"),
            holds=True,
            says="What else could one do? Leave the choosing for later.",
        ),
        Phase(
            "Choose",
            5,
            "Write CHOICE: which option, and because of what.",
            "Asks what would change your mind.",
            ("choice",),
            holds=True,
            says="What would change your mind?",
        ),
        replace(
            _CODE,
            name="Justify",
            minutes=19,
            candidate="Back the choice with the code: every save runs the visible tests.",
            musts=("runs", "own test", "judged"),
            bell=True,
        ),
        _DISCUSS,
    ),
    submits=1,
)
_WHITEBOARD = Plan(
    "whiteboard",
    "Whiteboard",
    (
        Phase(
            "Write",
            15,
            "Write the code. Nothing is judged until the bell.",
            "Looks on; answers what is asked.",
            ("plan",),
        ),
        Phase(
            "Trace",
            5,
            "Follow one input through your code, with the shape at every step: TRACE.",
            "Asks for the shape at a line.",
            ("trace",),
            bell=True,
            says="Take one small input. What is the shape after each line?",
        ),
    ),
    submits=0,
)

INTERVIEWS = {
    plan.name: plan
    for plan in (
        _five("standard", "Interview", (5, 5, 25, 5, 5), submits=2),
        _five("warm-up", "Warm-up interview", (3, 4, 17, 3, 3), submits=2),
        _five("stretch", "Long interview", (5, 8, 37, 5, 5), submits=3),
        _DEBUG,
        _CASE,
        _WHITEBOARD,
    )
}

HOUSE_RULES = (
    "Tests first, or before minute 10.",
    "The one who types never edits a test to make it pass.",
    "On red, no side topics.",
)
RETROSPECTIVE = ("What did we learn?", "What surprised us?", "What shall we do differently?")


def _pairing(minutes: float) -> tuple[Phase, ...]:
    return (
        Phase("Clarify", 5, "Say the kata to each other; agree on shapes and edge cases.", "", ()),
        Phase("Code", minutes, "Small steps; every save runs all tests.", "", ("runs",), "whole", bell=True),
    )


def _mode(
    name: str, title: str, roles: tuple[str, ...], switch: Switch, every: float, rules: tuple[str, ...], code: float
) -> Plan:
    return Plan(name, title, _pairing(code), None, roles, switch, every, rules + HOUSE_RULES, RETROSPECTIVE)


_TALKING = Phase("Kata and rules", 5, "Read the statement and the rules aloud.", "")
_RANDORI = Plan(
    "randori",
    "Randori",
    (
        _TALKING,
        replace(_TALKING, name="Clarify", candidate="Clarify together: shapes, edge cases, what counts as right."),
        Phase("Code", 65, "Two at the keyboard, the rest watch.", "", ("runs",), "whole", bell=True),
        replace(
            _TALKING, name="Retrospective", minutes=10, candidate="The three questions; they are asked at the end."
        ),
        replace(_TALKING, name="Next kata", candidate="Choose the kata for the next time."),
    ),
    None,
    ("driver", "navigator"),
    "time",
    5,
    (
        "The audience speaks on green only.",
        "The driver leaves, the navigator drives, the next in the queue navigates.",
        *HOUSE_RULES,
    ),
    RETROSPECTIVE,
)

MODES = {
    plan.name: plan
    for plan in (
        _mode(
            "driver-navigator",
            "Driver and navigator",
            ("driver", "navigator"),
            "green",
            5,
            ("The driver types and says what.", "The navigator says why, and watches contract, shapes and clock."),
            40,
        ),
        _mode(
            "ping-pong",
            "Ping-pong",
            ("driver", "writer of the test"),
            "green",
            0,
            ("One writes a failing test; the other makes it pass, refactors and writes the next.",),
            40,
        ),
        _mode(
            "strong-style",
            "Strong style",
            ("driver", "navigator"),
            "time",
            10,
            (
                "An idea reaches the keyboard only through the other's hands.",
                "Say the intention, then the place, then the detail.",
                '"Why" waits until it is typed.',
            ),
            40,
        ),
        _mode(
            "bug-hunt",
            "Bug hunt",
            ("driver", "navigator"),
            "bug",
            0,
            ("The navigator holds the list of bugs (dojo card) and answers yes or no only.", "Each bug is a turn."),
            40,
        ),
        _mode(
            "interviewer",
            "Interviewer in the loop",
            ("candidate at the keyboard", "interviewer"),
            "time",
            20,
            ("The interviewer may only ask questions.",),
            40,
        ),
        _RANDORI,
        _mode(
            "prepared",
            "Prepared kata",
            ("soloist", "audience"),
            "",
            0,
            ("One solves a known kata and thinks aloud.", "Anyone may ask why."),
            25,
        ),
    )
}

PRESSURE = Plan(
    "pressure",
    "Under the clock",
    (Phase("Code", 30, "Solve it: every save is judged.", "", judging="whole", bell=True),),
)

STUCK = 240.0  # seconds without a new passing test before the first hint
HINT_SPACING = 180.0  # seconds between two levels of hints
SILENCE = 180.0  # seconds without a sign of life after which the interviewer speaks
LONG_SILENCE = 300.0  # seconds that are noted
WHAT_ARE_YOU_THINKING = "What are you thinking?"

BUSINESS = (
    "What does one wrong answer in a hundred cost the business, and who pays for it?",
    "Which number would you watch in the first week after the release?",
    "How would you tell a manager that the result is not good enough to ship?",
    "What is the simplest thing that already brings most of the value?",
    "Who is hurt first when the data changes, and how would you notice?",
    "What would you measure to show that this was worth the effort?",
)
