"""`dojo doctor`: what this machine offers, what is in force, and the command that mends what is missing."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.text import Text

from dojo import __version__
from dojo.history.store import History, HistoryProblem
from dojo.kata import layout
from dojo.sandbox import isolation
from dojo.sandbox.pool import FORKS
from dojo.terminal.console import out
from dojo.terminal.options import rooted

OLDEST_PYTHON = (3, 11)
NEEDED = ("pytest", "pytest-timeout", "hypothesis", "numpy", "pandas", "nox", "click", "rich")

Finding = tuple[bool, str, str]  # whether it is well, what was found, what to do about it


@click.command("doctor")
@rooted
def command(root: Path) -> None:
    """Show what this machine offers: versions, the isolation in force, the history, and what is missing.

    Example: dojo doctor
    """
    sys.exit(run(root))


def run(root: Path) -> int:
    """Print what is found; return 1 if something needs mending."""
    console, well = out(), True
    for good, found, remedy in examine(root):
        well = well and good
        console.print(
            Text.assemble(("ok    " if good else "mend  ", "green" if good else "bold red"), found), soft_wrap=True
        )
        if not good:
            console.print(f"      {remedy}", soft_wrap=True)
    level = isolation.in_force()
    console.print(f"\nIsolation in force: {level.name}", style="bold")
    for sentence in level.holds:
        console.print(f"  holds        {sentence}", soft_wrap=True)
    for sentence in level.leaves_open:
        console.print(f"  leaves open  {sentence}", soft_wrap=True)
    return 0 if well else 1


def examine(root: Path) -> Iterator[Finding]:
    """Yield every finding but isolation, which is never a fault of the user's."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= OLDEST_PYTHON, f"Python {version}", "install Python 3.11 or newer"
    yield True, f"dojo {__version__}", ""
    for name in NEEDED:
        yield _package(name)
    way = "sandboxes are forked" if FORKS else "sandboxes are spawned: slower, and untested on this platform"
    yield True, f"{platform.system()} {platform.release()}, {way}", ""
    yield _history(root)
    katas, problems = layout.find_katas(root), layout.problems(root)
    yield bool(katas), f"{len(katas)} katas in {root}", "run from a directory with katas/, or give --root DIR"
    for problem in problems:
        yield False, problem.text, "mend the file, or `git checkout` it"


def _package(name: str) -> Finding:
    try:
        return True, f"{name} {importlib.metadata.version(name)}", ""
    except importlib.metadata.PackageNotFoundError:
        return False, f"{name} is not installed", f"{sys.executable} -m pip install {name}"


def _history(root: Path) -> Finding:
    try:
        with History.open(root) as history:
            runs = len(history.runs())
            history.check_writable()
    except HistoryProblem as problem:
        return False, str(problem), "until then verdicts are shown but not recorded"
    return True, f"history in {root / '.dojo'} is writable, {runs} runs recorded", ""
