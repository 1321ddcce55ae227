"""What must exist at the end of a phase: one table of what is looked for in the attempt and in the round so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dojo.interview.blocks import Written, sentences
from dojo.interview.state import State

_SHAPES = re.compile(
    r"shape|\(\s*\w+\s*,\s*\w*\s*\)|\brows?\b|\bcolumns?\b|\blengths?\b|\bdimensions?\b|\bsizes?\b|\d-?d\b|\bdtype\b"
    r"|\barrays?\b|\bframes?\b|\blists?\b|\bscalars?\b|\bintegers?\b|\bfloats?\b|\bstrings?\b",
    re.IGNORECASE,
)
_EDGES = re.compile(
    r"\bedge|empty|\bzeros?\b|\b0\b|\bnan\b|\binf|missing|\bties?\b|\btied\b|\bsingle\b|\bonly one\b|\bone row\b"
    r"|one class|negative|duplicate|constant|overflow|\bnone\b|\bnull\b|unseen|unsorted|singular|all (?:the )?same"
    r"|\bequal\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"->|→|=>|\bexample\b|\be\.g\.|=", re.IGNORECASE)
_REASON = re.compile(r"\bbecause\b|\bsince\b|\bas\b|\bso that\b|\bdue to\b", re.IGNORECASE)


@dataclass(frozen=True)
class Requirement:
    """One thing that must exist: its text on the screen, and whether it does."""

    text: str
    met: Callable[[Written, State], bool]


def _block(heading: str, text: str, least: int, pattern: re.Pattern[str] | None = None) -> Requirement:
    """Return the requirement of a block with enough items, one of which matches a pattern."""

    def met(written: Written, _: State) -> bool:
        items = written.items(heading)
        return len(items) >= least and (pattern is None or any(map(pattern.search, items)))

    return Requirement(text, met)


def _options(written: Written) -> int:
    words = ("cost", "time", "risk")
    return sum(all(word in item.lower() for word in words) for item in written.items("OPTIONS"))


REQUIREMENTS: Mapping[str, Requirement] = {
    "assumptions": _block("ASSUMPTIONS", "ASSUMPTIONS: at least 3", 3),
    "shapes": _block("ASSUMPTIONS", "one of them about shapes or types", 1, _SHAPES),
    "edge": _block("ASSUMPTIONS", "one of them about an edge case", 1, _EDGES),
    "plan": _block("PLAN", "PLAN: at least 2 lines", 2),
    "example": Requirement(
        "EXAMPLE: one worked by hand (in -> out)",
        lambda w, _: bool(w.items("EXAMPLE")) or any(map(_EXAMPLE.search, w.items("PLAN"))),
    ),
    "runs": Requirement("runs on the example", lambda _, s: any(run.passed for run in s.runs)),
    "own test": Requirement("a test of your own: def test_...()", lambda w, _: bool(w.tests)),
    "judged": Requirement("hidden tests run once, at the end", lambda _, s: s.counted is not None),
    "summary": Requirement("SUMMARY: 3 sentences", lambda w, _: sentences(w.items("SUMMARY")) >= 3),
    "hypotheses": _block("HYPOTHESES", "HYPOTHESES: at least 2, likeliest first", 2),
    "clarified": Requirement(
        "3 clarifications: questions or ASSUMPTIONS",
        lambda w, s: len(s.topics) >= 1 and len(s.topics) + len(w.items("ASSUMPTIONS")) >= 3,
    ),
    "options": Requirement("OPTIONS: 2, each with cost, time, risk", lambda w, _: _options(w) >= 2),
    "no choice yet": Requirement("no CHOICE before there are options", lambda w, _: not w.items("CHOICE")),
    "choice": _block("CHOICE", "CHOICE: one of them, and because of what", 1, _REASON),
    "trace": _block("TRACE", "TRACE: at least 2 lines, with shapes", 2, _SHAPES),
}


def lacking(keys: Iterable[str], written: Written, state: State) -> tuple[str, ...]:
    """Return which of the keys are not met."""
    return tuple(key for key in keys if not REQUIREMENTS[key].met(written, state))


def in_words(keys: Iterable[str]) -> str:
    """Return what must exist, in words; keys from a newer dojo are left out."""
    return "; ".join(REQUIREMENTS[key].text for key in keys if key in REQUIREMENTS)
