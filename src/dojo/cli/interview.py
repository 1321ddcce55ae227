"""`dojo interview`, and how a round begins, or is resumed after a crash: `dojo pair` uses that too."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from dojo.history.events import readable
from dojo.history.store import HistoryProblem
from dojo.interview import debrief_text
from dojo.interview.choosing import choose
from dojo.interview.formats import INTERVIEWS, Plan, scaled
from dojo.interview.log import Log, Past, gather, rounds
from dojo.interview.round import NotNow, Round
from dojo.kata import sheet
from dojo.kata.layout import Kata, find_katas
from dojo.terminal.console import err, out
from dojo.terminal.options import only, pillar_of, rooted

minutes_option = click.option(
    "--minutes", type=click.FloatRange(1, 240), metavar="N", help="Stretch or shorten all phases to N in all."
)
fresh_option = click.option("--fresh", is_flag=True, help="Give up the open round and begin another.")


@click.command("interview")
@click.argument("kata", required=False)
@click.option("--pillar", type=pillar_of, metavar="PILLAR", help="Choose a kata of this pillar.")
@minutes_option
@click.option("--variant", type=click.Choice(tuple(INTERVIEWS)), help="The kind of round (default: standard).")
@fresh_option
@rooted
def command(
    kata: str | None, pillar: str | None, minutes: float | None, variant: str | None, fresh: bool, root: Path
) -> None:
    """Play an interview: phases under a clock, an interviewer who answers what is asked, judging, a debrief.

    Without KATA: one that you have not seen, of your weakest pillar. Its stub is reset; your earlier text is kept. A
    round that you left, or that was cut off, goes on where it was; the time away is not counted. Exit code 0: solved,
    or left before it was judged, 1: judged and not solved.

    Example: dojo interview --pillar core --variant warm-up
    """
    sys.exit(interview(root, only(root, kata) if kata is not None else None, pillar, minutes, variant, fresh))


def interview(
    root: Path, kata: Kata | None, pillar: str | None, minutes: float | None, variant: str | None, fresh: bool
) -> int:
    """Play an interview, or go on with the open one; return the exit code."""
    past = left_open(root, INTERVIEWS, fresh)
    if past is not None:
        same = (kata is None or kata.id == past.kata) and variant in (None, past.state.plan)
        return resume(root, past, same)
    plan = scaled(INTERVIEWS[variant or "standard"], minutes)
    if kata is None:
        kata, why = choose(root, pillar, plan.name)
        out().print(f"{kata.name}: {why}.")
    return begin(root, kata, plan, (), _last_goal(root))


def _last_goal(root: Path) -> str:
    """Return the goal that the last interview set for the next one."""
    return next((past.state.goal for past in reversed(gather(readable(root))) if past.state.score), "")


def left_open(root: Path, plans: Collection[str], fresh: bool) -> Past | None:
    """Return the open round of one of these plans; with `fresh` it is given up."""
    try:
        found = [past for past in rounds(root) if not past.state.ended and past.state.plan in plans]
    except HistoryProblem as problem:
        err().print(f"The history cannot be read: {problem}")
        return None
    for past in found if fresh else ():
        Log(root, past.kata, past.id)({"step": "end", "t": past.state.t, "why": "given up"})
    return found[-1] if found and not fresh else None


def resume(root: Path, past: Past, same: bool) -> int:
    """Go on with an open round, if it is the `same` as asked for; return the exit code."""
    plan, again = past.plan, debrief_text.again(past)
    at = f"{past.state.t / 60:.0f} of {past.state.minutes:g} minutes"
    if not same or plan is None:
        open_ = f"another round is open, {past.state.plan} on {past.name} at {at}"
        raise NotNow(f"{open_}; go on with it ({again}), or give it up with --fresh")
    kata = next((kata for kata in find_katas(root) if kata.id == past.kata), None)
    if kata is None:
        raise NotNow(f"a round on {past.kata} is open, but that kata is gone; give it up with --fresh")
    out().print(f"Going on with {past.name} at {at}; the time away is not counted ({again} --fresh starts over).")
    log = Log(root, kata.id, past.id)
    round_ = Round(plan, time.monotonic, log, past.state.steps)
    round_.resume(past.away())
    return _play(root, kata, round_, log)


def begin(root: Path, kata: Kata, plan: Plan, people: Sequence[str], goal: str = "") -> int:
    """Begin a round on a fresh stub; return the exit code."""
    from dojo.practice.reset import reset
    from dojo.practice.stubs import NotReplaced

    _check(kata)
    try:
        if reset(root, kata):
            out().print(f"Your earlier text of {kata.name} is kept: dojo history {kata.name}")
    except NotReplaced as problem:
        raise NotNow(f"the stub of {kata.name} could not be reset: {problem}") from problem
    log = Log(root, kata.id)
    round_ = Round(plan, time.monotonic, log)
    round_.begin(people, goal)
    return _play(root, kata, round_, log)


def _check(kata: Kata) -> sheet.Sheet:
    """Return the sheet of a kata that can be played here."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotNow("a round needs a terminal for its clock; without one: dojo watch KATA --plain")
    try:
        return sheet.read(kata.sheet)
    except sheet.BadSheet as problem:
        raise NotNow(str(problem)) from problem


def _play(root: Path, kata: Kata, round_: Round, log: Log) -> int:
    """Show the round on its screen, then its debrief; return the exit code."""
    from dojo.runs.loop import poll_reason
    from dojo.screens.feed import LoopFeed
    from dojo.screens.round import RoundApp

    held = _check(kata)
    feed = LoopFeed(root, kata, bool(poll_reason(root, False)), "round", round_.judging)
    RoundApp(kata, held, round_, feed, log).play()
    if log.problem:
        err().print(f"Not recorded: {log.problem}")
    _show_debrief(root, log, round_)
    run = round_.state.counted
    return 0 if run is None or run.verdict == "solved" else 1


def _show_debrief(root: Path, log: Log, round_: Round) -> None:
    """Print the debrief of a round that ended, or how to come back."""
    try:
        known = rounds(root)
    except HistoryProblem:
        known = []
    now = datetime.now(UTC).isoformat()
    recorded = next((past for past in known if past.id == log.id), Past(log.id, log.kata, now, now, round_.state))
    debrief_text.show(root, known, replace(recorded, state=round_.state))
