"""What must exist at the end of a phase: one table of what is looked for in the attempt and in the round so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dojo.interview.blocks import Written, sentences

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
class Standing:
    """What a round knows that the attempt's text does not say."""

    topics: int = 0  # clarifications that the interviewer answered
    ran: bool = False  # the attempt loaded and passed a test
    judged: bool = False  # the hidden tests have run


@dataclass(frozen=True)
class Must:
    """One thing that must exist: how the screen calls it, and whether it does."""

    text: str
    holds: Callable[[Written, Standing], bool]


def _options(written: Written) -> int:
    words = ("cost", "time", "risk")
    return sum(all(word in item.lower() for word in words) for item in written.items("OPTIONS"))


MUSTS: Mapping[str, Must] = {
    "assumptions": Must("ASSUMPTIONS: at least 3", lambda w, _: len(w.items("ASSUMPTIONS")) >= 3),
    "shapes": Must("one of them on shapes or types", lambda w, _: any(map(_SHAPES.search, w.items("ASSUMPTIONS")))),
    "edge": Must("one of them on an edge case", lambda w, _: any(map(_EDGES.search, w.items("ASSUMPTIONS")))),
    "plan": Must("PLAN: at least 2 lines", lambda w, _: len(w.items("PLAN")) >= 2),
    "example": Must(
        "EXAMPLE: one worked by hand (in -> out)",
        lambda w, _: bool(w.items("EXAMPLE")) or any(map(_EXAMPLE.search, w.items("PLAN"))),
    ),
    "runs": Must("runs on the example", lambda _, s: s.ran),
    "own test": Must("a test of your own: def test_...()", lambda w, _: bool(w.tests)),
    "judged": Must("hidden tests run once, at its end", lambda _, s: s.judged),
    "summary": Must("SUMMARY: 3 sentences", lambda w, _: sentences(w.items("SUMMARY")) >= 3),
    "hypotheses": Must("HYPOTHESES: at least 2, likeliest first", lambda w, _: len(w.items("HYPOTHESES")) >= 2),
    "clarified": Must(
        "3 clarifications: asked, or ASSUMPTIONS",
        lambda w, s: s.topics >= 1 and s.topics + len(w.items("ASSUMPTIONS")) >= 3,
    ),
    "options": Must("OPTIONS: 2, each with cost, time, risk", lambda w, _: _options(w) >= 2),
    "no choice yet": Must("no CHOICE before the options stand", lambda w, _: not w.items("CHOICE")),
    "choice": Must("CHOICE: one of them, and because of what", lambda w, _: _chosen(w)),
    "trace": Must("TRACE: at least 2 lines, with shapes", lambda w, _: _traced(w)),
}


def _chosen(written: Written) -> bool:
    return bool(_REASON.search(" ".join(written.items("CHOICE"))))


def _traced(written: Written) -> bool:
    lines = written.items("TRACE")
    return len(lines) >= 2 and any(map(_SHAPES.search, lines))


def met(keys: tuple[str, ...], written: Written, standing: Standing) -> tuple[str, ...]:
    """Return which of the keys are met."""
    return tuple(key for key in keys if MUSTS[key].holds(written, standing))
