"""The command with somebody who types: through a pipe, or at a terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-m", "dojo"]


@dataclass
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


def dojo(root: Path, *words: str | Path, typed: str = "", **env: str) -> Said:
    """Run the command in a directory with lines on its input."""
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=root,
        env=os.environ | {"COLUMNS": "80"} | env,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


class Terminal:
    """A command at a terminal of its own: what it shows can be waited for, and it can be typed to."""

    def __init__(self, root: Path, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [*COMMAND, *words], cwd=root, env=os.environ | {"COLUMNS": "80"}, stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Wait until it has shown a text since the last one that was waited for."""
        end = time.monotonic() + 60
        while text not in self.shown:
            ready, _, _ = select.select([self._ours], [], [], end - time.monotonic())
            assert ready, f"{text!r} did not come, but {self.shown!r}"
            self.shown += os.read(self._ours, 1 << 12).decode()
        self.shown = self.shown.partition(text)[2]

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def end(self) -> int:
        """Read what is left, and return the exit code."""
        with contextlib.suppress(OSError):  # the terminal is gone once nobody holds its other end
            while more := os.read(self._ours, 1 << 12):
                self.shown += more.decode()
        return self.process.wait(60)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(60)
        os.close(self._ours)


@contextlib.contextmanager
def terminal(root: Path, *words: str) -> Iterator[Terminal]:
    """Run the command at a terminal, and end it with the test."""
    found = Terminal(root, *words)
    try:
        yield found
    finally:
        found.close()
