"""Sessions for the engine's own tests: a candidate in a forked sandbox, or in a thread where coverage sees its loop."""

from __future__ import annotations

import contextlib
import socket
import sys
import textwrap
import threading
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from dojo.judge.standin import StandIn
from dojo.kata import interface
from dojo.kata.candidates import Candidate
from dojo.sandbox.guest import Sandbox
from dojo.sandbox.isolation import Limits
from dojo.sandbox.pool import SandboxPool, SandboxProcess
from dojo.sandbox.session import CallLimits, Session
from dojo.wire.channel import Channel, Closed

NOBODY = 2**30  # above every process id that Linux gives, so that ending it ends nothing


class Threads:
    """A pool whose sandboxes are threads of this process: they share its warnings and cannot be ended."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.started: list[threading.Thread] = []

    def start(self, limits: Limits) -> SandboxProcess:
        ours, theirs = socket.socketpair()
        thread = threading.Thread(target=self._serve, args=[Channel(theirs)], daemon=True)
        thread.start()
        self.started.append(thread)
        return SandboxProcess(NOBODY, ours, self.place / "output")

    @staticmethod
    def _serve(channel: Channel) -> None:
        with contextlib.closing(channel), contextlib.suppress(Closed):
            Sandbox(channel).serve()

    def reap(self, process: SandboxProcess, patience: float = 0.0) -> None:
        process.sock.close()
        for thread in self.started:
            thread.join(10)


def alive(word: object) -> list[str]:
    """Return the command lines of living processes that hold a word: everything we start names its root."""
    found = []
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if place.name.isdigit() and str(word) in (
                line := (place / "cmdline").read_bytes().decode(errors="replace")
            ):
                found.append(line.replace("\0", " "))
    return found


def candidate(source: str, entry: str, name: str = "small", symbol: str = "") -> Candidate:
    """Return an attempt of that text, or with a symbol the mistake of that name."""
    text = textwrap.dedent(source)
    target = "mistake" if symbol else "attempt"
    return Candidate(f"core_concepts/{name}", target, target, Path(f"{name}.py"), text, entry, symbol or entry)


@contextlib.contextmanager
def answering(
    pool: SandboxPool | Threads,
    source: str,
    entry: str,
    declared: str = "",
    symbol: str = "",
    measure: bool = False,
    packages: Sequence[str] = (),
    **limits: float,
) -> Iterator[StandIn]:
    """Yield the stand-in module of a kata whose statement is `declared`, by default the attempt itself."""
    tried = candidate(source, entry, symbol=symbol)
    found = interface.read(entry, textwrap.dedent(declared) or tried.source)
    session = Session(tried, found.kind, CallLimits(**limits), pool, measure=measure, packages=packages)  # type: ignore[arg-type]
    module = StandIn("katas.core_concepts.small", tried.path)
    module._answer_by(session, found)
    with warnings.catch_warnings():  # a sandbox in a thread changes how all of us warn
        try:
            yield module
        finally:
            session.close()
            sys.modules.pop(module.__name__, None)
