"""The `dojo` command as a learner runs it: as a process with lines on its input, or at a terminal of its own."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOJO = ("-m", "dojo")
PATIENCE = 60.0  # seconds


@dataclass
class Output:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects in its output, one per line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def verdicts(self) -> dict[str, str]:
        """Return the verdict of each kata in those objects, by name."""
        return {row["kata"].partition("/")[2]: row["verdict"] for row in self.rows}


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a learner's shell: 80 columns, no CI, no editor."""
    return {k: v for k, v in os.environ.items() if k not in ("CI", "VISUAL", "EDITOR")} | {"COLUMNS": "80"} | more


def dojo(root: Path, *words: str | Path, typed: str = "", program: tuple[str, ...] = DOJO, **env: str) -> Output:
    """Run the command in a directory with lines on its input; Python runs another `program` if one is given."""
    done = subprocess.run(
        [sys.executable, *program, *map(str, words)],
        cwd=root,
        env=environment(**env),
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Output(done.returncode, done.stdout, done.stderr)


class Terminal:
    """A command at a terminal of its own, in a session of its own: it can be typed to, and waited for."""

    def __init__(self, root: Path, *words: str, program: tuple[str, ...] = DOJO, columns: int = 80, **env: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, *program, *words],
            cwd=root,
            env=environment(**{"COLUMNS": str(columns), "TERM": "xterm-256color"} | env),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown, self._waited = "", 0

    @property
    def text(self) -> str:
        """What was shown, without colours and the like."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown)

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes, as whoever uses it has set them."""
        return termios.tcgetattr(self._ours)

    @modes.setter
    def modes(self, modes: list[Any]) -> None:
        termios.tcsetattr(self._ours, termios.TCSANOW, modes)

    def wait_for(self, text: str) -> str:
        """Wait until a text was shown since the last one that was waited for; return what came up to it."""
        end = time.monotonic() + PATIENCE
        while text not in self.shown[self._waited :]:
            assert self._read(end - time.monotonic()), f"{text!r} did not come, but {self.shown[self._waited :]!r}"
        begin, self._waited = self._waited, self.shown.index(text, self._waited) + len(text)
        return self.shown[begin : self._waited]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, reading meanwhile what is shown."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.shown[-3000:]
            if not self._read(0.1):
                time.sleep(0.01)

    def type(self, text: str) -> None:
        self.type_bytes(text.encode())

    def type_bytes(self, typed: bytes) -> None:
        os.write(self._ours, typed)

    def interrupt(self) -> None:
        """Send what Ctrl-C sends, to the whole process group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> int:
        """Read what is left, and return the exit code."""
        self.until(lambda: self.process.poll() is not None)
        while self._read(0):
            pass
        return int(self.process.returncode)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self._ours)

    def _read(self, seconds: float) -> bool:
        """Read what is shown; False where nothing came in time, or nobody holds the other end any more."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, seconds))
        try:
            more = os.read(self._ours, 1 << 16) if ready else b""
        except OSError:
            more = b""
        self.shown += more.decode(errors="replace")
        return bool(more)


@contextlib.contextmanager
def terminal(
    root: Path, *words: str, program: tuple[str, ...] = DOJO, columns: int = 80, **env: str
) -> Iterator[Terminal]:
    """Run the command at a terminal, and end it with the test."""
    found = Terminal(root, *words, program=program, columns=columns, **env)
    try:
        yield found
    finally:
        found.close()
