"""The rubric of a round: five axes with weights and anchors as one table, and the score, its limits, caps and bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dojo.kata.hint_prices import HINT_PRICES

HIGHEST = 4
HIRE_BAR = 3  # the level that a sheet's own anchors describe
TO_DISCUSS = 2  # two people this far apart on an axis talk about it; nothing is averaged


@dataclass(frozen=True)
class Axis:
    """One thing that is scored: its key in sheets and history, and what each level from 0 to 4 looks like."""

    letter: str
    key: str
    title: str
    weight: int
    anchors: tuple[str, str, str, str, str]


AXES = (
    Axis(
        "A",
        "clarify",
        "Clarify and frame",
        20,
        (
            "starts coding, or solves something else",
            "asks about syntax only",
            "asks one or two useful questions; misses a decisive edge case",
            "states inputs, shapes, outputs, edge cases and metric; writes the assumptions down",
            "also finds the question that the prompt hides, and says what would change the answer",
        ),
    ),
    Axis(
        "B",
        "approach",
        "Approach and rationale",
        20,
        (
            "no plan",
            "one idea, no reason for it",
            "a workable plan; the reason when asked",
            "two options or more, the cost of each, and a reason for the choice",
            "puts numbers on the trade-off (time, memory, error, money) before coding",
        ),
    ),
    Axis(
        "C",
        "code",
        "Code and numerics",
        25,
        (
            "does not run",
            "runs on the example only",
            "passes the visible tests, but is fragile (loops, overflow, leakage)",
            "passes the hidden tests; vectorised, stable, readable names",
            "idiomatic, minimal, easy to extend; its cost stated right",
        ),
    ),
    Axis(
        "D",
        "verify",
        "Verification",
        20,
        (
            "none",
            "prints and hopes",
            "runs the given example",
            "an edge case of one's own and a property or an oracle; finds one's own bug",
            "predicts the failing case before running; checks a gradient, an invariance or a tiny overfit",
        ),
    ),
    Axis(
        "E",
        "communicate",
        "Communication and business sense",
        15,
        (
            "silent or defensive",
            "explains after prompting",
            "narrates; uses jargon to a non-expert",
            "thinks aloud, takes hints, ends with a summary in plain words tied to a metric",
            "adapts to the audience; names risks and what to monitor",
        ),
    ),
)
BY_KEY = {axis.key: axis for axis in AXES}

CODE_AFTER_SOLUTION = 1  # the highest level of C once the solution was shown
NO_HIRE_CAP, LEAKAGE_CAP = 54, 69
BANDS = ((85, "strong hire"), (70, "hire"), (55, "lean no"), (0, "no"))

Levels = Mapping[str, int]


@dataclass(frozen=True)
class Limit:
    """The highest level that counts on an axis, and why."""

    axis: str
    most: int
    reason: str


@dataclass(frozen=True)
class Facts:
    """What is known of a round apart from its levels.

    Attributes
    ----------
    hints : sequence of int
        The level of every hint taken.
    solution_shown : bool
    leakage_unreported : bool
        Leakage, or tuning on the test set, that the candidate did not report.
    own_tests : tuple of two ints, optional
        How many of the kata's mistakes the candidate's own tests caught, and of how many.
    limits : sequence of Limit
        Further limits on levels.
    """

    hints: Sequence[int] = ()
    solution_shown: bool = False
    leakage_unreported: bool = False
    own_tests: tuple[int, int] | None = None
    limits: Sequence[Limit] = ()


@dataclass(frozen=True)
class Score:
    """A score from 0 to 100, its band, and how it came about.

    Attributes
    ----------
    levels : mapping
        The levels that counted, by axis key; lower than those given where a limit holds.
    price : int
        Points that hints cost.
    reasons : tuple of str
        One line for each limit, price and cap that changed something.
    """

    points: float
    band: str
    levels: Levels
    price: int
    reasons: tuple[str, ...]


def score(levels: Levels, facts: Facts | None = None) -> Score:
    """Return the score of a round: limits on levels first, then the weights, the price of hints, and the caps.

    Parameters
    ----------
    levels : mapping
        A level from 0 to 4 for the key of every axis.
    facts : Facts, optional
        By default no hint, no solution, no leakage, and own tests not measured.

    Raises
    ------
    ValueError
        An axis lacks a level or is unknown, or a level, a hint or a count is out of range.
    """
    facts = facts or Facts()
    check(levels)
    counted, reasons = _limited(levels, facts)
    price = hint_price(facts.hints)
    if price:
        reasons.append(f"hints cost {price} points")
    points = max(0.0, weighted(counted) - price)
    for cap, reason in _caps(counted, facts):
        if points > cap:
            points = float(cap)
            reasons.append(f"{reason}: at most {cap} points")
    return Score(points, band(points), counted, price, tuple(reasons))


def check(levels: Levels) -> None:
    """Raise ValueError unless there is a level from 0 to 4 for every axis, and for nothing else."""
    if set(levels) != set(BY_KEY):
        raise ValueError(f"expected a level for each of {', '.join(BY_KEY)}; found {', '.join(levels) or 'none'}")
    for key, level in levels.items():
        if type(level) is not int or not 0 <= level <= HIGHEST:
            raise ValueError(f"{key}: expected a level from 0 to {HIGHEST}, found {level!r}")


def weighted(levels: Levels) -> float:
    """Return the sum of weight times level over four: 0 to 100, before limits, prices and caps."""
    return sum(axis.weight * levels[axis.key] for axis in AXES) / HIGHEST


def hint_price(hints: Sequence[int]) -> int:
    """Return the points that hints of these levels cost together."""
    if unknown := [level for level in hints if level not in HINT_PRICES]:
        raise ValueError(f"expected hints of level 1 to 3, found {unknown[0]!r}")
    return sum(HINT_PRICES[level] for level in hints)


def verify_limit(caught: int, mistakes: int) -> int:
    """Return the highest level of D for own tests that catch so many of the kata's mistakes.

    All of them allow a 4 and two thirds a 3; with fewer it is 2 at most. Where there was nothing to catch, nothing is
    limited.
    """
    if not 0 <= caught <= mistakes:
        raise ValueError(f"expected from 0 to {mistakes} mistakes caught, found {caught}")
    if caught == mistakes:
        return HIGHEST
    return 3 if 3 * caught >= 2 * mistakes else 2


def band(points: float) -> str:
    """Return the recommendation that so many points mean."""
    return next(name for least, name in BANDS if points >= least)


def gaps(one: Levels, other: Levels) -> list[Axis]:
    """Return the axes on which two people are two levels or more apart: to be discussed, not averaged."""
    return [axis for axis in AXES if abs(one[axis.key] - other[axis.key]) >= TO_DISCUSS]


def _limited(levels: Levels, facts: Facts) -> tuple[dict[str, int], list[str]]:
    """Lower the levels that a fact limits, and say which."""
    limits = list(facts.limits)
    if facts.solution_shown:
        limits.append(Limit("code", CODE_AFTER_SOLUTION, "the solution was shown"))
    if facts.own_tests is not None:
        caught, mistakes = facts.own_tests
        reason = f"own tests caught {caught} of {mistakes} mistakes"
        limits.append(Limit("verify", verify_limit(caught, mistakes), reason))
    counted, reasons = dict(levels), []
    for limit in limits:
        if counted[limit.axis] > limit.most:
            counted[limit.axis] = limit.most
            reasons.append(f"{limit.reason}: {BY_KEY[limit.axis].letter} is {limit.most} at most")
    return counted, reasons


def _caps(levels: Levels, facts: Facts) -> list[tuple[int, str]]:
    """Return the caps that hold, the lowest first, each with its reason."""
    caps = []
    if levels["clarify"] == 0:
        caps.append((NO_HIRE_CAP, "A is 0"))
    if levels["code"] <= 1:
        caps.append((NO_HIRE_CAP, f"C is {levels['code']}"))
    if facts.leakage_unreported:
        caps.append((LEAKAGE_CAP, "leakage was not reported"))
    return caps
