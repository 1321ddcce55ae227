"""`dojo judge`: candidates judged, recorded and told, one after the other as they are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from dojo.history.store import ELSEWHERE
from dojo.judge.scheduler import Job, Options, judge
from dojo.judge.verdict import Result
from dojo.kata import candidates
from dojo.kata.layout import Kata
from dojo.kata.names import Unknown
from dojo.runs.recorder import Recorder
from dojo.terminal.console import out, verdict_text
from dojo.terminal.failure import failure_text, report_text

__all__ = ["Options", "results", "run"]

NO_ISOLATION = "none"


def run(
    root: Path,
    katas: list[Kata],
    target: str,
    file: Path | None,
    as_json: bool,
    options: Options,
    every_failure: bool = False,
) -> int:
    """Judge and print the results; return the exit code."""
    found: list[Result] = []
    with Recorder(root, "judge" if file is None else f"judge{ELSEWHERE}") as recorder:
        for result in results(root, katas, target, file, options, recorder):
            found.append(result)
            if as_json:
                print(json.dumps(result.as_json(), ensure_ascii=True), flush=True)  # noqa: T201
            else:
                tell(result, every_failure)
    if target == "mistakes" and not as_json:
        caught = sum(_caught(r, options.visible) for r in found)
        out().print(f"{caught} of {len(found)} mistakes caught")
    return exit_code(found, target, options.visible)


def results(
    root: Path, katas: list[Kata], target: str, file: Path | None, options: Options, recorder: Recorder
) -> Iterator[Result]:
    """Yield the result of every candidate; what needs no judging comes first."""
    jobs: list[Job] = []
    unknown: Unknown | None = None
    for kata in katas:
        try:
            found = [candidates.attempt(kata, file)] if file else candidates.named(kata, target)
        except (candidates.BadSolution, candidates.Unreadable) as error:
            yield Result(kata.id, target, "error", 0, 0.0, NO_ISOLATION, message=str(error))
            continue
        except Unknown as error:
            unknown = error
            continue
        for candidate in found:
            if candidate.target == "attempt" and candidates.is_untouched(kata, candidate):
                yield Result(kata.id, "attempt", "not attempted", 0, 0.0, NO_ISOLATION)
            else:
                jobs.append(Job(kata, candidate))
    if unknown is not None and not jobs:
        raise unknown
    texts = {(j.kata.id, j.candidate.name): j.candidate for j in jobs}
    for result in judge(root, jobs, options):
        recorder.record(result, texts[result.kata, result.candidate], hidden=not options.visible)
        yield result


def _caught(result: Result, visible: bool) -> bool:
    """Return whether the tests caught a mistake; one that does not even load proves nothing."""
    return result.verdict in ("failing", "timed out") or (result.verdict == "visible pass" and not visible)


def exit_code(found: list[Result], target: str, visible: bool) -> int:
    """Return what the command ends with; see `dojo judge --help`."""
    good = {"solved", "visible pass"} if visible else {"solved"}
    if target == "mistakes":
        return 0 if all(_caught(r, visible) for r in found) else 1
    attempted = [r for r in found if r.verdict != "not attempted"]
    if any(r.verdict not in good for r in attempted):
        return 1
    return 3 if len(attempted) < len(found) else 0


def tell(result: Result, every_failure: bool = False) -> None:
    """Print one result: a line, and below it the first failure in full and the others by name, or all in full."""
    console = out()
    console.print(verdict_text(result))
    if every_failure and not result.message:
        for test in result.tests:
            if test.outcome not in ("passed", "not run"):
                console.print(report_text(test))
        return
    text = failure_text(result)
    if text is not None:
        console.print(text)
