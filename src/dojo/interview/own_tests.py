"""A candidate's own tests, run against the reference and the kata's mistakes, in a sandbox only.

They are in the attempt itself: functions `def test_...():` without parameters that call the entry by its name. A test
counts if the reference passes it; a mistake is caught if such a test fails on it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dojo.interview import blocks
from dojo.interview.state import OwnTests
from dojo.kata import candidates
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.sandbox import processes

if TYPE_CHECKING:
    from dojo.sandbox.session import Session

BUDGET = 30.0  # seconds of wall time; mistakes not tried by then count as not caught

_HARNESS = """
import sys
import types

ATTEMPT = {attempt!r}
SOLUTION = {solution!r}


def module_of(name, text):
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(text, name, "exec", dont_inherit=True), vars(module))
    return vars(module)


def run(test, symbol):
    names = module_of("attempt", ATTEMPT)
    if symbol:
        names[{entry!r}] = module_of("solution", SOLUTION)[symbol]
    try:
        names[test]()
    except BaseException as error:
        return (type(error).__name__ + ": " + str(error))[:300]
    return ""
"""


def measure(root: Path, kata: Kata, text: str) -> OwnTests:
    """Run the tests in an attempt's text against the kata's mistakes, in a process of its own."""
    try:
        if not blocks.read(text).tests:
            return OwnTests(of=len(candidates.mistakes(kata)))
        done = subprocess.run(
            [sys.executable, "-P", "-m", "dojo.interview.own_tests", str(root), kata.id],
            input=text,
            capture_output=True,
            text=True,
            timeout=2 * BUDGET,
            start_new_session=True,
        )
        return OwnTests(**json.loads(done.stdout))
    except candidates.BadSolution as error:
        return OwnTests(problem=str(error))
    except (subprocess.TimeoutExpired, ValueError) as error:
        return OwnTests(problem=f"your own tests could not be run ({type(error).__name__})")


def find(root: Path, kata: Kata, text: str) -> OwnTests:
    """Do the same in this process, which then imports numpy and has a pool of sandboxes."""
    from dojo.kata import sheet
    from dojo.sandbox.session import CallLimits, Session
    from dojo.sandbox.start import make_pool

    reference, mistakes = candidates.reference(kata), candidates.mistakes(kata)
    source = _HARNESS.format(attempt=text, solution=reference.source, entry=reference.entry)
    trial = Candidate(kata.id, "mistake", "own tests", kata.stub, source, "run", "run")
    limits = sheet.read(kata.sheet)
    with contextlib.closing(make_pool(root)) as pool:
        session = Session(trial, "function", CallLimits(limits.call_limit, BUDGET, limits.memory << 20), pool)
        try:
            results = {test: _failure(session, test, reference.symbol) for test in blocks.read(text).tests}
            right = [test for test, failure in results.items() if not failure]
            caught = list(_caught(session, right, mistakes))
        finally:
            session.close()
    return OwnTests(right, [(test, why) for test, why in results.items() if why], caught, len(mistakes))


def _caught(session: Session, tests: list[str], mistakes: list[Candidate]) -> Iterator[str]:
    """Yield the mistakes on which a test fails, within the budget."""
    end = time.monotonic() + BUDGET
    for mistake in mistakes:
        if time.monotonic() < end and any(_failure(session, test, mistake.symbol) for test in tests):
            yield mistake.name


def _failure(session: Session, test: str, symbol: str) -> str:
    """Return how a test fails on one of the solution's functions, "" where it passes."""
    from dojo.sandbox.session import LoadFailed, NotAValue, SandboxDied, TimedOut

    try:
        return str(session.call("call", None, test, (test, symbol), {}))
    except (LoadFailed, NotAValue, SandboxDied, TimedOut) as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Run as `python -m dojo.interview.own_tests ROOT PILLAR/NAME`, with the attempt's text as input."""
    processes.die_with_parent()
    root = Path(sys.argv[1])
    pillar, _, name = sys.argv[2].partition("/")
    try:
        found = find(root, Kata(root, pillar, name), sys.stdin.read())
    except (candidates.BadSolution, OSError) as error:
        found = OwnTests(problem=f"your own tests could not be run: {error}")
    print(json.dumps(asdict(found)))  # noqa: T201


if __name__ == "__main__":
    main()
