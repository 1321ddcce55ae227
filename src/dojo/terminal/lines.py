"""Questions on a terminal or a pipe: lines of input with a time limit, and answers asked for until they fit."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from collections.abc import Callable

from dojo import INTERRUPTED
from dojo.terminal.clock import clock
from dojo.terminal.console import out


class InputEnded(Exception):
    """The input has ended, and a question is still open."""


def exit_code(end: BaseException) -> int:
    """Return the exit code of questions that ended early: by Ctrl-C, or with the input."""
    return INTERRUPTED if isinstance(end, KeyboardInterrupt) else 1


class Lines:
    """The lines of a file descriptor, read by a thread so that waiting for one can have an end.

    The thread reads the descriptor itself: one that waits inside `sys.stdin` would hold its lock when we end.
    """

    def __init__(self, descriptor: int = 0) -> None:
        self.descriptor = descriptor
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def next(self, seconds: float | None = None) -> str | None:
        """Return the next line without its end, None where none came in time.

        Raises
        ------
        InputEnded
            There will be no more.
        """
        if self._ended:
            raise InputEnded
        try:
            line = self._queue.get(timeout=seconds)
        except queue.Empty:
            return None
        if line is None:
            self._ended = True
            raise InputEnded
        return line

    def _read(self) -> None:
        rest = b""
        while more := _some(self.descriptor):
            *lines, rest = (rest + more).split(b"\n")
            for line in lines:
                self._queue.put(line.decode(errors="replace").rstrip("\r"))
        if rest:
            self._queue.put(rest.decode(errors="replace"))
        self._queue.put(None)


def _some(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 12)
    except OSError:  # a terminal that was closed, or no input at all
        return b""


def text(lines: Lines, question: str) -> str:
    """Ask for a line that is not blank."""
    while True:
        if answer := maybe(lines, question):
            return answer
        out().print("A word or more, please.")


def maybe(lines: Lines, question: str) -> str:
    """Ask for a line, which may be blank."""
    out().print(f"{question} ", end="")
    sys.stdout.flush()
    answer = (lines.next() or "").strip()
    if not os.isatty(lines.descriptor):  # a terminal shows what is typed, a pipe does not
        out().print(answer)
    return answer


def yes(lines: Lines, question: str) -> bool:
    """Ask for y or n."""
    while True:
        answer = maybe(lines, f"{question} [y/n]").casefold()
        if answer in ("y", "yes", "n", "no"):
            return answer.startswith("y")
        out().print("Please answer y or n.")


def level(lines: Lines, question: str, highest: int) -> int:
    """Ask for a whole number from 0 to `highest`."""
    while True:
        answer = maybe(lines, f"{question} [0-{highest}]")
        if answer.isascii() and answer.isdigit() and int(answer) <= highest:
            return int(answer)
        out().print(f"Please answer with a number from 0 to {highest}.")


def countdown(lines: Lines, seconds: float, now: Callable[[], float] = time.monotonic) -> float:
    """Count a time down, second by second, until it is over or Enter is pressed; return the seconds that passed.

    It also ends with the input.
    """
    began = now()
    terminal = out().is_terminal and not out().is_dumb_terminal
    if not terminal:
        out().print(f"{clock(seconds)}; Enter ends it early.")
    try:
        while (left := began + seconds - now()) > 0:
            if terminal:
                _write(f"\r\x1b[2K{clock(left)} left, Enter ends it")
            if lines.next(min(left, left % 1 or 1.0)) is not None:
                break
    except InputEnded:
        pass
    finally:
        if terminal:
            _write("\r\x1b[2K")
    return min(now() - began, seconds)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
