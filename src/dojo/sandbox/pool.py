"""A pool of sandboxes: starts them, keeps one ready, and ends each with all that it started."""

from __future__ import annotations

import os
import socket
import tempfile
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from dojo.sandbox.isolation import Limits


@dataclass
class SandboxProcess:
    """A sandbox as its judge knows it."""

    pid: int
    sock: socket.socket
    output: Path


class SandboxPool(ABC):
    """A source of sandboxes, and the directory that holds theirs.

    Attributes
    ----------
    home : Path
        Holds the directory of every sandbox.
    processor : int
        The processor that its sandboxes stay on, where the system can do that.
    ready : tuple of Limits and SandboxProcess, optional
        A sandbox started before anybody asked for it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = Path(tempfile.mkdtemp(prefix="dojo-"))
        self.processor = 0
        self.ready: tuple[Limits, SandboxProcess] | None = None
        self._count = 0

    @property
    @abstractmethod
    def pid(self) -> int:
        """Return the process that sandboxes are started from."""

    def prepare(self, limits: Limits) -> None:
        """Have a sandbox with these limits ready for the next `start`."""
        if self.ready is None or self.ready[0] != limits:
            self.ready = (limits, self._start(limits))

    def start(self, limits: Limits) -> SandboxProcess:
        """Return a new sandbox process, with our end of the wire."""
        ready, self.ready = self.ready, None
        if ready is not None and ready[0] == limits:
            return ready[1]
        if ready is not None:
            self.reap(ready[1])
        return self._start(limits)

    def hand_over(self) -> None:
        """Forget the sandbox that is ready: a process forked from this one has it now."""
        if self.ready is not None:
            self.ready[1].sock.close()
            self.ready = None

    @abstractmethod
    def _start(self, limits: Limits) -> SandboxProcess: ...

    @abstractmethod
    def reap(self, sandbox: SandboxProcess, patience: float = 0.0) -> int | None:
        """End a sandbox with all that it started and return its exit code: negative for a signal, None when unknown.

        It is killed once the seconds of patience are over: one that hung up may be just about to end by itself.
        """

    @abstractmethod
    def sweep(self) -> None:
        """Kill every sandbox there is, after a judge that could not do so itself."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""

    def _new_place(self) -> Path:
        """Return a fresh directory for one sandbox; a process forked from this one makes others."""
        self._count += 1
        place = self.home / f"{os.getpid()}-{self._count}"
        place.mkdir()
        return place
