"""`dojo submit`: the whole judging of one attempt, visible and hidden tests drawn afresh, recorded as a submit."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from dojo.history.reviews import comes_back
from dojo.judge.verdict import Result
from dojo.kata.layout import Kata
from dojo.practice.start import last_started
from dojo.runs import once as judging
from dojo.runs.recorder import Recorder
from dojo.terminal.console import out
from dojo.terminal.options import only, rooted


@click.command("submit")
@click.argument("kata", required=False)
@click.option("--all", "every_failure", is_flag=True, help="Show every failing test in full, not the first one only.")
@rooted
def command(kata: str | None, every_failure: bool, root: Path) -> None:
    """Judge an attempt whole, visible and hidden tests drawn afresh, and record it; by default the last started one.

    Exit code 0: solved, 1: judged and not so, 2: wrong words, 3: not attempted.

    Example: dojo submit roc_auc_with_ties
    """
    one = only(root, kata) if kata is not None else last_started(root)
    if one is None:
        raise click.UsageError("no kata was started yet; name one: dojo submit KATA")
    sys.exit(run(root, one, every_failure))


def run(root: Path, kata: Kata, every_failure: bool = False) -> int:
    """Judge and show the result; return the exit code, as `dojo judge` does."""
    result = submit(root, kata)
    judging.tell(result, every_failure)
    if result.verdict == "solved" and (back := comes_back(root, kata, datetime.now(UTC))):
        out().print(back)
    out().print(_next_step(kata, result), style="dim")
    return judging.exit_code([result], "attempt", visible=False)


def submit(root: Path, kata: Kata) -> Result:
    """Judge the attempt whole, record the run and return its result."""
    with Recorder(root, "submit") as recorder:
        (result,) = judging.results(root, [kata], "attempt", None, judging.Options(), recorder)
    return result


def _next_step(kata: Kata, result: Result) -> str:
    name = kata.name
    if result.verdict == "solved":
        return f"dojo solution {name} shows the reference, dojo diff {name} yours beside it."
    if result.verdict == "not attempted":
        return f"Write your attempt in {kata.stub}, then submit again."
    return f"dojo hint {name} helps; dojo ask {name} lists what the interviewer answers."
