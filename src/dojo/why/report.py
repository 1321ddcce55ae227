"""`dojo why`: the attempt judged beside the mistakes of its solution, and those that explain it named."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from dojo.history.events import note
from dojo.judge.scheduler import Job, Options, WorkerHandle
from dojo.judge.verdict import Result
from dojo.kata import candidates, sheet
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.runs.recorder import Recorder
from dojo.terminal.console import err, out, verdict_text
from dojo.terminal.failure import rows_text
from dojo.terminal.options import only, rooted

SHOWN = ("mistake", "line", "agreement", "explains", "call", "got", "expected")
NOT_ATTEMPTED = 3


@click.command("why")
@click.argument("kata")
@click.option(
    "--attempt",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Ask about this file instead of the stub.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, and nothing else.")
@rooted
def command(kata: str, attempt: Path | None, as_json: bool, root: Path) -> None:
    """Name the mistakes behind a failure: the known ones that answer the tests' calls as the attempt does.

    It judges the attempt, records the verdict, and counts as a hint. Exit code 0: done, whether a mistake fits or
    not, 1: the attempt cannot be judged, 3: not attempted.

    Example: dojo why roc_auc_with_ties
    """
    sys.exit(run(root, only(root, kata), attempt, as_json))


class Unexplained(Exception):
    """The attempt cannot be asked about; the message is one line."""


def run(root: Path, kata: Kata, file: Path | None, as_json: bool) -> int:
    """Judge and tell; return the exit code."""
    try:
        attempt = candidates.attempt(kata, file)
        if candidates.is_untouched(kata, attempt):
            _answer(kata, [], as_json)
            err().print(f"{kata.name} is not attempted yet: there is nothing to explain.")
            return NOT_ATTEMPTED
        result, findings = judged(root, kata, attempt, "why" if file is None else "why --attempt")
    except (candidates.BadSolution, candidates.Unreadable, sheet.BadSheet, Unexplained) as problem:
        _answer(kata, [], as_json)
        err().print(str(problem))
        return 1
    finding: dict[str, Any] = findings[0] if findings else {"mistakes": [], "growth": ""}
    if result.message and not findings:
        _answer(kata, [], as_json)
        err().print(f"{kata.name} cannot be judged: {result.message}")
        return 1
    if result.verdict != "solved":
        note(root, kata.id, "why", mistakes=[match["mistake"] for match in finding["mistakes"]])
    if as_json:
        _answer(kata, finding["mistakes"], as_json)
    else:
        tell(kata, result, finding)
    return 0


def judged(root: Path, kata: Kata, attempt: Candidate, source: str) -> tuple[Result, list[dict[str, Any]]]:
    """Judge the attempt beside all that its solution holds, and record the verdict."""
    if sheet.read(kata.sheet).judge == "inside":
        raise Unexplained(f"{kata.name}: its tests need the object itself, so that their calls cannot be made again.")
    beside = (candidates.reference(kata), *candidates.alternatives(kata), *candidates.mistakes(kata))
    quickly = Options(first_failure=True)  # the first decides the verdict, and the inquiry makes every call anyway
    with WorkerHandle(root, quickly) as worker, Recorder(root, source) as recorder:
        worker.begin(Job(kata, attempt, beside))
        result = worker.finish()
        recorder.record(result, attempt, hidden=True)
        return result, worker.findings


def _answer(kata: Kata, mistakes: list[dict[str, Any]], as_json: bool) -> None:
    """Print the one object that `--json` promises, where it is wanted."""
    if as_json:
        shown = [{name: match[name] for name in SHOWN} for match in mistakes]
        print(json.dumps({"kata": kata.id, "mistakes": shown}, ensure_ascii=True), flush=True)  # noqa: T201


def tell(kata: Kata, result: Result, finding: dict[str, Any]) -> None:
    """Print the verdict, each mistake that fits with its most telling call, and how the time grows."""
    console = out()
    console.print(verdict_text(result))
    if result.verdict == "solved":
        console.print("  There is nothing to explain.")
        return
    for match in finding["mistakes"]:
        console.print(rows_text(_rows(kata, match)))
    if not finding["mistakes"]:
        console.print("  no known mistake fits")
    if finding["growth"]:
        console.print(rows_text([("time", finding["growth"])]))


def _rows(kata: Kata, match: dict[str, Any]) -> list[tuple[str, str]]:
    explains = f"{match['explains']['calls']} of {match['explains']['of']} failing calls"
    return [
        ("mistake", match["mistake"].replace("_", " ")),
        ("", match["says"]),
        ("written", f"{kata.solution.relative_to(kata.root)}:{match['line']}"),
        ("explains", explains),
        ("call", match["call"]),
        ("got", match["got"]),
        ("expected", match["expected"]),
    ]
