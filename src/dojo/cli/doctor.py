"""`dojo doctor`: what this machine offers, what is in force, and how to fix what is missing."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from packaging.requirements import Requirement
from rich.text import Text

from dojo import __version__
from dojo.history.store import History, HistoryProblem
from dojo.kata import layout
from dojo.sandbox import isolation
from dojo.sandbox.start import FORKS
from dojo.terminal.console import out
from dojo.terminal.options import rooted

OLDEST_PYTHON = (3, 11)

Finding = tuple[bool, str, str]  # whether it is all right, what was found, how to fix it


@click.command("doctor")
@rooted
def command(root: Path) -> None:
    """Show what this machine offers: versions, the isolation in force, the history, and what is missing.

    Exit code 0: nothing needs fixing, 1: something does.

    Example: dojo doctor
    """
    sys.exit(run(root))


def run(root: Path) -> int:
    """Print what is found; return 1 if something needs fixing."""
    console, well = out(), True
    for good, found, remedy in examine(root):
        well = well and good
        style = "green" if good else "bold red"
        console.print(Text.assemble(("ok    " if good else "fix   ", style), found), soft_wrap=True)
        if not good:
            console.print(f"      {remedy}", soft_wrap=True)
    level = isolation.in_force()
    console.print(f"\nIsolation in force: {level.name}", style="bold")
    for name, sentences in (("holds", level.holds), ("leaves open", level.leaves_open)):
        for sentence in sentences:
            console.print(f"  {name:<11}  {sentence}", soft_wrap=True)
    return 0 if well else 1


def examine(root: Path) -> Iterator[Finding]:
    """Yield every finding but isolation, which is never the user's to fix."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= OLDEST_PYTHON, f"Python {version}", "install Python 3.11 or newer"
    yield _platform()
    yield True, f"dojo {__version__}", ""
    yield from _packages()
    yield _history(root)
    katas, problems = layout.find_katas(root), layout.problems(root)
    yield bool(katas), f"{len(katas)} katas in {root}", "run from a directory with katas/, or give --root DIR"
    for problem in problems:
        yield False, problem.text, "fix the file, or restore it with `git checkout`"


def _platform() -> Finding:
    way = "sandboxes are forked" if FORKS else "sandboxes are spawned: slower, and not tested by us"
    supported = platform.system() in ("Linux", "Darwin")
    found = f"{platform.system()} {platform.release()}" + (f", {way}" if supported else " is not supported")
    return supported, found, "dojo runs on Linux and macOS; Windows through WSL"


def _packages() -> Iterator[Finding]:
    """Yield what the distribution requires and what is installed of it."""
    for line in importlib.metadata.requires("ml-interview-katas") or ():
        wanted = Requirement(line)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            version = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            version = "not installed"
        good = version != "not installed" and wanted.specifier.contains(version, prereleases=True)
        needs = "" if good else f", needed: {wanted.specifier or 'any version'}"
        yield (
            good,
            f"{wanted.name} {version}{needs}",
            f"{sys.executable} -m pip install '{wanted.name}{wanted.specifier}'",
        )


def _history(root: Path) -> Finding:
    try:
        with History.open(root) as history:
            runs = len(history.runs())
            history.check_writable()
    except HistoryProblem as problem:
        return False, str(problem), "until then verdicts are shown but not recorded"
    return True, f"history in {root / '.dojo'} is writable, {runs} runs recorded", ""
