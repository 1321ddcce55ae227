"""Where sandboxes come from: what a judge may ask, and which way serves on this platform."""

from __future__ import annotations

import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dojo.sandbox.isolation import Limits

FORKS = sys.platform == "linux"
"""Whether processes are forked from warm parents; elsewhere that is not safe, or not there, and each is spawned."""


class NurseryGone(Exception):
    """The warm parent died; a new one is needed."""


@dataclass
class Birth:
    """A sandbox as its judge knows it."""

    pid: int
    sock: socket.socket
    output: Path


class Nursery(Protocol):
    """A source of sandboxes: its own process, if it is one, and the directory that holds theirs."""

    home: Path
    processor: int  # that its sandboxes stay on, where they can

    @property
    def pid(self) -> int:
        """Return the process that sandboxes come from."""

    def prepare(self, memory: int) -> None:
        """Have a sandbox ready for whoever asks for one with that much memory."""

    def fork(self, limits: Limits) -> Birth:
        """Return a new sandbox process, with our end of the wire."""

    def hand_over(self) -> None:
        """Forget the sandbox kept ready: a process forked from this one has it now."""

    def reap(self, birth: Birth) -> int | None:
        """Kill a sandbox and all that it started; return its exit code, negative for a signal, None when unknown."""

    def sweep(self) -> None:
        """Kill every sandbox there is, after a judge that could not do so itself."""

    def restart(self) -> None:
        """Begin anew after `NurseryGone`."""

    def close(self) -> None:
        """Leave nothing behind."""


def make_nursery(root: Path) -> Nursery:
    """Return this platform's source of sandboxes."""
    if FORKS:
        from dojo.sandbox.forkserver import WarmNursery

        return WarmNursery(root)
    from dojo.sandbox.spawn import ColdNursery

    return ColdNursery(root)
