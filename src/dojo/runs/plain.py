"""`dojo watch --plain`: one line a judged save, the first failure under it; no screen control, for any terminal."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from rich.text import Text

from dojo.judge.verdict import TestReport
from dojo.kata.layout import Kata
from dojo.runs.loop import Event, Loop, poll_reason
from dojo.runs.recorder import Recorder
from dojo.terminal.console import STYLES, out
from dojo.terminal.failure import failure_text, report_text


def has_screen() -> bool:
    """Return whether this is a terminal that a screen can be drawn on."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def run(root: Path, kata: Kata, as_json: bool, poll: bool) -> int:
    """Judge every save until Ctrl-C; return the exit code."""
    reason = poll_reason(root, poll)
    if not as_json:
        out().print(f"Watching {kata.stub}; Ctrl-C ends it.", soft_wrap=True)
        if reason:
            out().print(f"Looking five times a second: {reason}.")
    with Recorder(root, "watch") as recorder, Loop(root, kata, recorder, bool(reason)) as loop:
        shown: TestReport | None = None
        for event in loop.events():
            if as_json:
                _print_json(event)
            else:
                _print(event, shown)
            shown = event.report if event.kind == "first failure" else shown
    return 0


def _print(event: Event, shown: TestReport | None) -> None:
    """Print one event; `shown` is the first failure that is on the screen already."""
    console = out()
    clock = time.strftime("%H:%M:%S")
    if event.kind == "judged" and event.result is not None:
        r = event.result
        line = Text.assemble((clock, "dim"), "  ", (r.verdict, STYLES[r.verdict]))
        if r.tests:
            line.append(f"  {r.passed}/{len(r.tests)} tests  {event.took}")
        console.print(line)
        text = failure_text(r)
        if text is not None and r.failure != shown:  # shown already, unless its example was shrunk since
            console.print(text)
    elif event.kind == "first failure" and event.report is not None:
        console.print(Text.assemble((clock, "dim"), f"  a first failure  {event.took}"))
        console.print(report_text(event.report))
    elif event.kind == "so far so good":
        console.print(Text.assemble((clock, "dim"), f"  so far so good: {event.text}  {event.took}"))
    elif event.text and event.kind != "saved":
        console.print(Text.assemble((clock, "dim"), f"  {event.text}"))


def _print_json(event: Event) -> None:
    if event.kind in ("tick", "saved"):
        return
    said: dict[str, object] = {"event": event.kind, "milliseconds": round(event.milliseconds, 1)}
    if event.result is not None:
        said |= event.result.as_json()
    if event.report is not None:
        said |= {"test": event.report.id, "message": event.report.message}
        said |= {"call": event.report.call, "got": event.report.got, "expected": event.report.expected}
    if event.text:
        said["text"] = event.text
    print(json.dumps(said), flush=True)  # noqa: T201
