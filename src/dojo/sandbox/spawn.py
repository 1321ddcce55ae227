"""Sandboxes on macOS, where forking is not safe: each is a fresh Python."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from dojo.sandbox.isolation import Limits, environment
from dojo.sandbox.pool import SandboxPool, SandboxProcess
from dojo.sandbox.workdir import remove_tree


class Spawner(SandboxPool):
    """Starts a Python for each sandbox; the one kept ready has its imports behind it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.alive: dict[int, subprocess.Popen[bytes]] = {}

    @property
    def pid(self) -> int:
        return os.getpid()

    def hand_over(self) -> None:
        """Nothing is forked from this process, so nobody else has what is ready."""

    def reap(self, sandbox: SandboxProcess, patience: float = 0.0) -> int | None:
        sandbox.sock.close()
        process = self.alive.pop(sandbox.pid)
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired:
            code = _kill(process)
        remove_tree(sandbox.output.parent)
        return code

    def sweep(self) -> None:
        for process in self.alive.values():
            _kill(process)
        self.alive.clear()
        self.ready = None

    def close(self) -> None:
        self.sweep()
        remove_tree(self.home)

    def _start(self, limits: Limits) -> SandboxProcess:
        place = self._new_place()
        ours, theirs = socket.socketpair()
        words = [str(place), str(self.root), *(f"{name}={value}" for name, value in asdict(limits).items())]
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-s", "-m", "dojo.sandbox.spawn", str(theirs.fileno()), *words],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment(self.home),
                cwd=self.home,
                start_new_session=True,
            )
        self.alive[process.pid] = process
        return SandboxProcess(process.pid, ours, place / "output")


def _kill(process: subprocess.Popen[bytes]) -> int:
    """Kill a sandbox and what shares its session; return its exit code."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    return process.wait()


def main() -> None:
    """Become a sandbox: `python -m dojo.sandbox.spawn DESCRIPTOR PLACE ROOT LIMIT=VALUE...`."""
    from dojo.sandbox import guest

    fd, place, root, *limits = sys.argv[1:]
    pairs = (limit.split("=") for limit in limits)
    sock = socket.socket(fileno=int(fd))
    guest.begin(sock, Path(place), Path(root), Limits(**{name: int(value) for name, value in pairs}))


if __name__ == "__main__":
    main()
