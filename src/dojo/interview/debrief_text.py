"""`dojo debrief` and `dojo rounds`: a round as it is told afterwards, and the list of them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from dojo.history.store import History, HistoryProblem
from dojo.interview import debrief
from dojo.interview.formats import Plan
from dojo.interview.log import Past, gather
from dojo.interview.requirements import MUSTS
from dojo.kata import rubric
from dojo.kata.layout import Kata
from dojo.kata.sheet import BadSheet, Sheet, read
from dojo.terminal.console import err, out


def run(root: Path, word: str | None) -> int:
    """Show the debrief of a round, by default the last; return the exit code."""
    found = _found(root)
    if found is None:
        return 1
    past, _ = found
    meant = [one for one in past if word in (None, one.id, one.kata, one.kata.rpartition("/")[2])]
    if not meant:
        told = f"No round is called {word!r}." if word else "There was no round yet."
        err().print(f"{told} dojo rounds lists them; dojo interview begins one.")
        return 2
    show(root, past, meant[-1])
    return 0


def show_list(root: Path, kata: Kata | None, as_json: bool) -> int:
    """List the rounds, oldest first, or print each in its exported form; return the exit code."""
    found = _found(root)
    if found is None:
        return 1
    past, scores = found
    past = [one for one in past if kata is None or one.kata == kata.id]
    if as_json:
        for one in past:
            print(json.dumps(debrief.exported(one, scores.get(one.id, []))))  # noqa: T201
        return 0
    if not past:
        out().print("There was no round yet. Begin one: dojo interview")
        return 0
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("when", "round", "kata", "kind", "how it ended"):
        table.add_column(name, overflow="fold")
    for one in past:
        table.add_row(_when(one.at), one.id, one.kata.rpartition("/")[2], one.state.plan, _ended(one))
    out().print(table)
    return 0


def show(root: Path, rounds: Sequence[Past], past: Past) -> None:
    """Print one round: result, phases, replay, what was seen, answers, score, and the rounds before it."""
    plan, state, console = past.plan, past.state, out()
    if plan is None:
        err().print(f"The round {past.id} was played by a plan that is not known here: {state.plan}")
        return
    people = f" with {', '.join(state.people[1:])}" if len(state.people) > 1 else ""
    console.print(Text(f"{plan.title}{people}: {past.kata.rpartition('/')[2]}", "bold"), Text(_when(past.at), "dim"))
    console.print(_result(past))
    console.print(_phases(plan, past))
    console.print(Text("\nWhat happened", "bold"))
    happened = Table.grid(padding=(0, 2, 0, 0))
    happened.add_column(justify="right", style="dim", min_width=6)
    happened.add_column(overflow="fold")
    for minute, text in debrief.replay(plan, past.steps):
        happened.add_row(_clock(minute), Text(text))
    console.print(happened)
    for flag in debrief.flags(state) if plan.scored else ():
        console.print(Text(f"Seen: {flag}.", "yellow"))
    _show_own(past)
    _show_answers(past, _sheet(root, past))
    if state.score is not None:
        _show_score(past, state.score, debrief.earlier(rounds, past.id))
    elif not state.ended:
        console.print(Text(f"\nIt is not over. To go on with it: {again(past)}", "yellow"))


def _found(root: Path) -> tuple[list[Past], dict[str, list[Mapping[str, Any]]]] | None:
    """Return the rounds, and the scores that others gave in them, by round; None where history cannot be read."""
    if not (root / ".dojo" / "history.db").exists():
        return [], {}
    try:
        with History.open(root) as history:
            events = history.events()
    except HistoryProblem as problem:
        err().print(f"The history cannot be read: {problem}")
        return None
    scores: dict[str, list[Mapping[str, Any]]] = {}
    for event in events:
        if event.what == "score" and event.detail.get("round"):
            scores.setdefault(event.detail["round"], []).append(event.detail)
    return gather(events), scores


def _ended(past: Past) -> str:
    if past.state.score is not None:
        return f"{past.state.score['points']:g}, {past.state.score['band']}"
    run = past.state.counted
    ended = past.state.ended if past.state.ended != "done" else ""
    return ended or (run.verdict if run else "") or ("not judged" if past.state.over else "not over yet")


def again(past: Past) -> str:
    """Return the command that goes on with an open round."""
    if past.plan is None or past.plan.scored:
        return "dojo interview"
    me, *others = past.state.people
    named = "" if me == "me" else f" --me {shlex.quote(me)}"
    partners = "".join(f" --with {shlex.quote(name)}" for name in others)
    return f"dojo pair {past.kata.rpartition('/')[2]}{partners} --mode {past.state.plan}{named}"


def _result(past: Past) -> Text:
    run = past.state.counted
    if run is None:
        return Text("Nothing was judged on the hidden tests.")
    hidden = f", {run.hidden[0]} of {run.hidden[1]} hidden tests" if run.hidden else ""
    return Text(f"What counted: {run.verdict}, {run.passed} of {run.total} tests{hidden}")


def _phases(plan: Plan, past: Past) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("phase")
    table.add_column("plan", justify="right")
    table.add_column("took", justify="right")
    table.add_column("missing at its end", overflow="fold")
    for spent in debrief.spent(plan, past.state):
        missing = "; ".join(MUSTS[key].text for key in spent.lacks if key in MUSTS)
        style = "yellow" if spent.took > 1.25 * spent.plan else ""
        table.add_row(spent.name, _clock(spent.plan), Text(_clock(spent.took), style), missing)
    return table


def _show_own(past: Past) -> None:
    own = past.state.own
    if own is None:
        return
    if own["problem"]:
        out().print(Text(f"Own tests: {own['problem']}"))
        return
    caught = ", ".join(own["caught"])
    told = f"Own tests: {len(own['right'])} right, {len(own['wrong'])} not true of the reference; they catch "
    out().print(Text(f"{told}{len(own['caught'])} of {own['of']} known mistakes" + (f" ({caught})" if caught else "")))
    if past.state.mistakes:
        out().print(Text(f"Mistakes that fit the code: {', '.join(past.state.mistakes)}"))


def _show_answers(past: Past, sheet: Sheet | None) -> None:
    good = {follow.ask: follow.good for follow in sheet.follow_ups} if sheet else {}
    for question, answer in past.state.answers.items():
        out().print(Text.assemble("\n", (question, "bold"), f"\nYou: {answer}"))
        if question in good:
            out().print(Text(f"Good sounds like: {good[question]}", "cyan"))


def _show_score(past: Past, score: Mapping[str, Any], before: Sequence[Past]) -> None:
    console, state = out(), past.state
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("axis", "level", "of", "before", "what shows it"):
        table.add_column(name, justify="right" if name in ("level", "of", "before") else "left", overflow="fold")
    for axis in rubric.AXES:
        earlier = _mean([one.state.score["levels"][axis.key] for one in before if one.state.score])
        level = score["levels"][axis.key]
        given = "" if state.levels.get(axis.key, level) == level else f"{state.levels[axis.key]} given: "
        said = f"{given}{state.quotes.get(axis.key, '')}"
        table.add_row(f"{axis.letter} {axis.title}", str(level), str(axis.weight), earlier, said)
    console.print()
    console.print(table)
    for reason in score["reasons"]:
        console.print(Text(reason, "dim"))
    console.print(Text(f"{score['points']:g} of 100: {score['band']}", "bold"))
    if before:
        points = ", ".join(f"{one.state.score['points']:g}" for one in before if one.state.score)
        console.print(Text(f"Your rounds before: {points}"))
        weak, level = debrief.weakest([*before, past])[0]
        console.print(Text(f"Weakest over these rounds: {rubric.BY_KEY[weak].title} ({level:.1f} of 4)"))
    if state.goal:
        console.print(Text(f"Next time: {state.goal}", "bold"))


def _mean(levels: Sequence[int]) -> str:
    return f"{sum(levels) / len(levels):.1f}" if levels else ""


def _sheet(root: Path, past: Past) -> Sheet | None:
    pillar, _, name = past.kata.partition("/")
    try:
        return read(Kata(root, pillar, name).sheet)
    except BadSheet:
        return None


def _when(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _clock(minutes: float) -> str:
    seconds = round(60 * minutes)
    return f"{seconds // 60}:{seconds % 60:02d}"
