"""`dojo rounds`: the list of rounds, or their records."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from dojo.history.events import recorded
from dojo.history.store import HistoryProblem
from dojo.interview import debrief
from dojo.interview.log import Past, gather
from dojo.terminal.console import out
from dojo.terminal.ending import failing
from dojo.terminal.options import only, rooted
from dojo.terminal.tables import table


@click.command("rounds")
@click.argument("kata", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per round, one per line.")
@rooted
def command(kata: str | None, as_json: bool, root: Path) -> None:
    """List your rounds, interviews and pairings; with --json print their records, to use elsewhere.

    Example: dojo rounds --json
    """
    wanted = only(root, kata).id if kata is not None else None
    with failing(HistoryProblem):
        events = recorded(root, wanted)
    rounds = gather(events)
    if as_json:
        for past in rounds:
            given = [e.detail for e in events if e.what == "score" and e.detail.get("round") == past.id]
            click.echo(json.dumps(debrief.exported(past, given)))
    elif rounds:
        rows = table("when", "round", "kata", "kind", "how it ended")
        for past in rounds:
            rows.add_row(when(past), past.id, past.name, past.state.plan, _ended(past))
        out().print(rows)
    else:
        out().print("There are no rounds yet. Begin one: dojo interview")


def when(past: Past) -> str:
    """Return when a round began, as it is shown."""
    return f"{datetime.fromisoformat(past.at).astimezone():%Y-%m-%d %H:%M}"


def _ended(past: Past) -> str:
    state = past.state
    if state.score is not None:
        return f"{state.score['points']:g}, {state.score['band']}"
    if state.ended not in ("", "done"):
        return state.ended
    if state.counted is not None:
        return state.counted.verdict
    return "not judged" if state.over else "not over yet"
