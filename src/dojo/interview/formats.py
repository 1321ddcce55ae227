"""Kinds of rounds, interviews and pair modes, as the table `formats.toml` describes them, and the times of a round."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from dojo.judge.verdict import Judging

STUCK = 240.0  # seconds without a new passing test before the first hint
HINT_SPACING = 180.0  # seconds between two hints
SILENCE = 180.0  # seconds without a sign of life after which the interviewer speaks
LONG_SILENCE = 300.0  # seconds of silence that the debrief mentions


@dataclass(frozen=True)
class Phase:
    """A stretch of a round; `formats.toml` says what each field means."""

    name: str
    minutes: float
    candidate: str
    requires: tuple[str, ...] = ()
    judging: Judging = "none"
    bell: bool = False
    holds: bool = False
    says: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A kind of round; `formats.toml` says what each field means. `questions` are asked when it is over."""

    name: str
    title: str
    phases: tuple[Phase, ...]
    submits: int | None = None
    evidence: Mapping[str, list[str]] = field(default_factory=dict)
    roles: tuple[str, ...] = ("candidate",)
    switch: Literal["", "time", "green", "bug"] = ""
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

    @property
    def coding(self) -> int:
        """The place of the first phase in which code is judged."""
        return next((n for n, phase in enumerate(self.phases) if phase.judging != "none"), 0)


def scaled(plan: Plan, minutes: float | None) -> Plan:
    """Return the plan stretched or shortened to this many minutes in all; its switches keep their time."""
    if minutes is None:
        return plan
    factor = minutes / plan.minutes
    return replace(plan, phases=tuple(replace(p, minutes=p.minutes * factor) for p in plan.phases))


def _fields(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _phase(key: str, minutes: float) -> Phase:
    fields = {"name": key.capitalize(), "minutes": minutes, **_fields(_TABLE["phases"][key])}
    return Phase(**fields)


def _plan(name: str, table: Mapping[str, Any]) -> Plan:
    phases = tuple(_phase(key, minutes) for key, minutes in table["phases"].items())
    return Plan(**{**_fields(table), "name": name, "phases": phases})


_TABLE = tomllib.loads(Path(__file__).with_name("formats.toml").read_text(encoding="utf-8"))
_PAIRING = _TABLE["pairing"]
HOUSE_RULES, RETROSPECTIVE = tuple(_PAIRING["rules"]), tuple(_PAIRING["questions"])
WHAT_ARE_YOU_THINKING, BUSINESS = _TABLE["interviewer"]["silence"], tuple(_TABLE["interviewer"]["business"])

INTERVIEWS = {name: _plan(name, _TABLE["interviewing"] | table) for name, table in _TABLE["interviews"].items()}
MODES = {
    name: _plan(name, _PAIRING | table | {"rules": [*table["rules"], *HOUSE_RULES]})
    for name, table in _TABLE["modes"].items()
}
PRESSURE = _plan("pressure", _TABLE["pressure"])
