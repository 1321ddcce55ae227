"""The verbs behind a screen's keys: each is the command itself, run as a process, and its output is shown.

A process of its own: a verb may start judges, print at length or take its time, and the screen goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from rich.text import Text


async def run_verb(root: Path, words: list[str], width: int, colour: bool = True) -> tuple[Text, int]:
    """Run `dojo` for a panel of that width; return its output and exit code. When cancelled, kill it."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "dojo", words[0], "--root", str(root), *words[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_environment(width, colour),
        start_new_session=True,
    )
    try:  # in a thread: asyncio's own processes print to the terminal when their loop ends before them
        printed, _ = await asyncio.to_thread(process.communicate)
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        raise
    return Text.from_ansi(printed.decode(errors="replace").rstrip()), process.returncode


def _environment(width: int, colour: bool) -> dict[str, str]:
    wanted = {"COLUMNS": str(max(width, 20)), "LINES": "50", "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **wanted, **({"FORCE_COLOR": "1"} if colour else {"NO_COLOR": "1"})}
