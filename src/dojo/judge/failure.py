"""From a failed test to what the learner is told: the call, what came back, what was expected."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import Any

from dojo.judge.differences import difference
from dojo.judge.verdict import Kind, Outcome
from dojo.sandbox.call_rules import RuleBroken
from dojo.sandbox.session import Call, LoadFailed, NotAValue, SandboxDied, Session, TimedOut
from dojo.testing import Disagreement, agree
from dojo.text import clean, show


@dataclass(frozen=True)
class Comparison:
    """The two sides of the last plain `assert` that compared something, already as text, and the values."""

    left: str
    operator: str
    right: str
    values: tuple[Any, Any] = field(default=(None, None), compare=False)


@dataclass(frozen=True)
class Failure:
    """What one failed test tells."""

    outcome: Outcome
    kind: str
    message: str
    call: str = ""
    got: str = ""
    expected: str = ""
    printed: str = ""
    difference: dict[str, Any] | None = None

    def lines(self) -> str:
        """Return it as the few lines that every command shows."""
        shown = [(name, getattr(self, name)) for name in ("call", "got", "expected")]
        rows = [f"{name:<9} {_indented(text)}" for name, text in shown if text]
        return "\n".join([self.message, *rows])


def _indented(text: str) -> str:
    return text.replace("\n", "\n" + " " * 10)


def explain(error: BaseException, session: Session, comparison: Comparison | None, kind: Kind) -> Failure:
    """Return what to tell of an exception that ended a test; of a hidden test, nothing of its source."""
    call = session.calls[-1].text() if session.calls else ""
    back = _came_back(session)
    match error:
        case TimedOut():
            return Failure("timed out", "timed out", clean(str(error)), call, "no answer in time")
        case SandboxDied():
            return Failure("failed", "died", clean(str(error)), call, clean(str(error)))
        case LoadFailed():
            return Failure("failed", "does not load", clean(str(error)))
        case NotAValue():
            return Failure(
                "failed", "type", clean(str(error)), call, "a value that cannot be compared", "a plain value"
            )
        case RuleBroken():
            return Failure("failed", error.kind, str(error), call, error.got, error.expected)
        case Disagreement():
            return _disagreement(error, session, call)
        case Warning():
            told = f"warned: {type(error).__name__}: {clean(str(error))}"
            return Failure("failed", "warned", told, call, told, "no warning")
    if session.calls and session.calls[-1].value is error:
        notes = "\n".join(getattr(error, "__notes__", []))
        told = clean(f"{type(error).__name__}: {error}")
        return Failure(
            "failed", "raised", clean(f"raised {told}\n{notes}".strip()), call, f"raised {told}", "no exception"
        )
    missing = re.match(r"DID NOT (RAISE|WARN)\W*(?:any of |No warnings of type )?(.*)", str(error))
    if missing:
        wanted = " or ".join(re.findall(r"(\w+)(?='>|,|\)|$)", missing[2])) or "an exception"
        expected = ("raises " if missing[1] == "RAISE" else "warns ") + wanted
        kind_of = "did not raise" if missing[1] == "RAISE" else "did not warn"
        return Failure("failed", kind_of, f"{wanted} was expected", call, back, expected)
    if comparison is not None and isinstance(error, AssertionError):
        expected = f"{comparison.operator} {comparison.right}".removeprefix("== ")
        text = f"expected {comparison.left} {comparison.operator} {comparison.right}"
        kind_of = _kind("value", session, *comparison.values)
        return Failure("failed", kind_of, clean(text, 300), call, comparison.left, clean(expected))
    text = str(error).splitlines()[0] if str(error) else "an assertion does not hold"
    if kind == "hidden" and isinstance(error, AssertionError):
        text = "what the test's name says does not hold"
    return Failure(
        "failed",
        "value",
        clean(f"{'' if isinstance(error, AssertionError) else type(error).__name__ + ': '}{text}"),
        call,
        back,
    )


def _disagreement(error: Disagreement, session: Session, call: str) -> Failure:
    if error.words:
        raised = isinstance(error.got, BaseException)
        got = clean(f"raised {type(error.got).__name__}: {error.got}") if raised else show(error.got)
        back = got if error.has_got else _came_back(session)
        return Failure("failed", error.kind, clean(str(error)), call, back, clean(error.words))
    part = error.part
    values = (error.got, error.expected) if part is None else (part.got, part.expected)
    kind = _kind(_kind(error.kind, session, error.got, error.expected), session, *values)
    told = (clean(str(error)), call, show(error.got), show(error.expected))
    return Failure("failed", kind, *told, difference=difference(error))


def _kind(kind: str, session: Session, got: Any, expected: Any) -> str:
    """Return what lies behind two values that differ, where the calls made tell more than the values do."""
    calls = list(session.calls)
    for call in calls:
        given = [*call.args, *call.kwargs.values()]
        if call.changed and any(value is got for value in given):
            return "mutated"
    if len(calls) == 2 and _answers(calls, got, expected) and _asked_the_same(*calls):
        return "not deterministic"
    return kind


def _answers(calls: list[Call], got: Any, expected: Any) -> bool:
    """Return whether the two values are what two calls gave back: then a test holds one against the other."""
    one, other = calls
    both = one.came_back == other.came_back == "value" and not (one.changed or other.changed)
    return both and (got is one.value or got is other.value) and (expected is one.value or expected is other.value)


def _asked_the_same(one: Call, other: Call) -> bool:
    """Return whether two calls had equal arguments; a method's answer may rest on calls between, so functions only."""
    if one.name != other.name or one.before or other.before or one.value is other.value:
        return False
    try:
        agree((one.args, one.kwargs), (other.args, other.kwargs), rtol=0, atol=0)
    except Exception:  # arguments may be anything; whatever cannot be compared counts as different
        return False
    return True


def _came_back(session: Session) -> str:
    if not session.calls:
        return ""
    last = session.calls[-1]
    if last.came_back == "raised" and isinstance(last.value, BaseException):
        return clean(f"raised {type(last.value).__name__}: {last.value}")
    return show(last.value) if last.came_back else ""


def innermost(error: BaseException) -> BaseException:
    """Return the exception that tells most of a group, as Hypothesis raises for several distinct failures."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def comparison(operator: str, left: Any, right: Any) -> Comparison:
    """Return both sides of a failed comparison as text; showing must not fail the test a second time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Comparison(show(left), operator, show(right), (left, right))
