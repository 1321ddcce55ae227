"""`dojo interview` and `dojo pair`: a round begun, or taken up where a closed terminal or a crash has left it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from dojo.history.store import HistoryProblem
from dojo.interview import debrief_text as debriefing
from dojo.interview.formats import INTERVIEWS, MODES, Plan, scaled
from dojo.interview.log import Log, Past, rounds
from dojo.interview.round import Round
from dojo.kata import sheet
from dojo.kata.layout import Kata, find_katas
from dojo.terminal.console import err, out


class NotNow(Exception):
    """The round cannot begin; the message says why and what to do."""


def interview(
    root: Path, kata: Kata | None, pillar: str | None, minutes: float | None, variant: str | None, fresh: bool
) -> int:
    """Play an interview, or go on with the open one; return the exit code."""
    left = _left_open(root, list(INTERVIEWS), fresh)
    if left is not None:
        asked = {"kata": kata is None or kata.id == left.kata, "variant": variant in (None, left.state.plan)}
        return _resume(root, left, all(asked.values()), "dojo interview")
    plan = scaled(INTERVIEWS[variant or "standard"], minutes)
    if kata is None:
        from dojo.interview.choosing import choose

        kata, why = choose(root, pillar, plan.name)
        out().print(f"{kata.name}: {why}.")
    return _begin(root, kata, plan, ())


def pair(root: Path, kata: Kata, people: Sequence[str], mode: str, minutes: float | None, fresh: bool) -> int:
    """Play a kata with others, or go on with the open round; return the exit code."""
    left = _left_open(root, list(MODES), fresh)
    if left is not None:
        same = kata.id == left.kata and mode == left.state.plan and set(people) == set(left.state.people)
        return _resume(root, left, same, f"dojo pair {left.kata.rpartition('/')[2]}")
    return _begin(root, kata, scaled(MODES[mode], minutes), people)


def _left_open(root: Path, plans: list[str], fresh: bool) -> Past | None:
    """Return the open round of one of these plans; with `fresh` it is given up."""
    try:
        found = [past for past in rounds(root) if past.is_open and past.state.plan in plans and past.plan]
    except HistoryProblem as problem:
        err().print(f"The history cannot be read: {problem}")
        return None
    if not found or not fresh:
        return found[-1] if found else None
    for past in found:
        Log(root, past.kata, past.id)({"step": "end", "t": past.state.t, "why": "given up"})
    return None


def _resume(root: Path, past: Past, same: bool, command: str) -> int:
    plan = past.plan
    name, clock = past.kata.rpartition("/")[2], f"{past.state.t / 60:.0f} of {past.state.minutes:g} minutes"
    if not same or plan is None:
        words = f"another round is open, {past.state.plan} on {name} at {clock}"
        raise NotNow(f"{words}; go on with it ({debriefing.again(past)}), or give it up with --fresh")
    kata = next((kata for kata in find_katas(root) if kata.id == past.kata), None)
    if kata is None:
        raise NotNow(f"a round on {past.kata} is open, and that kata is gone; give it up with --fresh")
    out().print(f"Going on with {name} at {clock}; the time away is not counted ({command} --fresh begins anew).")
    log = Log(root, kata.id, past.id)
    round_again = Round(plan, time.monotonic, log, past.steps)
    round_again.resume(past.away())
    return _play(root, kata, round_again, log)


def _begin(root: Path, kata: Kata, plan: Plan, people: Sequence[str]) -> int:
    from dojo.practice.reset import reset
    from dojo.practice.stubs import NotReplaced

    _check_terminal()
    _read(kata)
    try:
        if reset(root, kata):
            out().print(f"Your earlier text of {kata.name} is kept: dojo history {kata.name}")
    except NotReplaced as problem:
        raise NotNow(f"the stub of {kata.name} could not be made fresh: {problem}") from problem
    log = Log(root, kata.id)
    round_ = Round(plan, time.monotonic, log)
    round_.begin(people)
    return _play(root, kata, round_, log)


def _check_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotNow("a round needs a terminal for its clock; without one: dojo watch KATA --plain")


def _read(kata: Kata) -> sheet.Sheet:
    try:
        return sheet.read(kata.sheet)
    except sheet.BadSheet as problem:
        raise NotNow(str(problem)) from problem


def _play(root: Path, kata: Kata, round_: Round, log: Log) -> int:
    from dojo.runs.loop import poll_reason
    from dojo.screens.feed import LoopFeed
    from dojo.screens.round import RoundApp

    _check_terminal()
    feed = LoopFeed(root, kata, bool(poll_reason(root, False)), "round", round_.judging)
    RoundApp(kata, _read(kata), round_, feed, log).play()
    return _leave(root, log, round_)


def _leave(root: Path, log: Log, round_: Round) -> int:
    """Print the debrief of a round that ended, else how to come back; return the exit code."""
    if log.problem:
        err().print(f"Not recorded: {log.problem}")
    now = datetime.now(UTC).isoformat()
    past = Past(log.id, log.kata, now, now, tuple(round_.steps), round_.state)
    try:
        known = rounds(root)
    except HistoryProblem:
        known = []
    debriefing.show(root, known, next((one for one in known if one.id == log.id), past))
    run = round_.state.counted
    return 0 if run is None or run.verdict == "solved" else 1
