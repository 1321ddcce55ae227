"""The collection: every family, and one row for each attempt with the twin that shows its family can be harmless."""

from __future__ import annotations

from dataclasses import dataclass

from tests.engine.hostile import answers, endings, outside
from tests.engine.hostile.table import Attempt

FAMILIES = (*endings.FAMILIES, *outside.FAMILIES, *answers.FAMILIES)


@dataclass(frozen=True)
class Row:
    """One attempt in its family, with its twin."""

    family: str
    attempt: Attempt
    twin: Attempt


ROWS = tuple(Row(f.name, a, f.twins[n % len(f.twins)]) for f in FAMILIES for n, a in enumerate(f.attempts))
TWINS = tuple(twin for f in FAMILIES for twin in f.twins)
