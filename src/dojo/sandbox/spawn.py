"""Sandboxes where processes are not forked, on macOS and Windows: each is a fresh Python, with its end of a socket."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from dojo.sandbox.isolation import Limits, environment
from dojo.sandbox.pool import Birth
from dojo.sandbox.workdir import remove_tree


class ColdNursery:
    """Starts a Python for each sandbox; the one kept ready has its imports behind it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = Path(tempfile.mkdtemp(prefix="dojo-"))
        self.alive: dict[int, subprocess.Popen[bytes]] = {}
        self.ready: tuple[Limits, Birth] | None = None
        self.count = 0
        self.processor = 0

    @property
    def pid(self) -> int:
        return os.getpid()

    def prepare(self, memory: int) -> None:
        if self.ready is None or self.ready[0] != Limits(memory=memory):
            self.ready = (Limits(memory=memory), self._spawn(Limits(memory=memory)))

    def fork(self, limits: Limits) -> Birth:
        ready, self.ready = self.ready, None
        return ready[1] if ready is not None and ready[0] == limits else self._spawn(limits)

    def hand_over(self) -> None:
        """Nothing is forked from this process, so nobody else has what is ready."""

    def reap(self, birth: Birth) -> int | None:
        birth.sock.close()
        process = self.alive.pop(birth.pid)
        code = process.poll()
        if code is None:
            _kill(process)
            code = process.wait()
        remove_tree(birth.output.parent)
        return code

    def sweep(self) -> None:
        for process in self.alive.values():
            _kill(process)
            process.wait()
        self.alive.clear()
        self.ready = None

    def restart(self) -> None:
        self.sweep()

    def close(self) -> None:
        self.sweep()
        remove_tree(self.home)

    def _spawn(self, limits: Limits) -> Birth:
        self.count += 1
        place = self.home / str(self.count)
        place.mkdir()
        ours, theirs = socket.socketpair()
        words = [str(place), str(self.root), *(f"{name}={value}" for name, value in asdict(limits).items())]
        windows = sys.platform == "win32"
        with theirs:
            wire = "-" if windows else str(theirs.fileno())
            process = subprocess.Popen(
                [sys.executable, "-P", "-s", "-m", "dojo.sandbox.spawn", wire, *words],
                pass_fds=() if windows else (theirs.fileno(),),
                stdin=subprocess.PIPE,
                env=environment(self.home),
                cwd=self.home,
                start_new_session=not windows,
            )
            assert process.stdin is not None
            with process.stdin as door:
                if sys.platform == "win32":
                    door.write(theirs.share(process.pid))
        self.alive[process.pid] = process
        return Birth(process.pid, ours, place / "output")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a sandbox and what shares its session."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def main() -> None:
    """Become a sandbox: `python -m dojo.sandbox.spawn DESCRIPTOR PLACE ROOT LIMIT=VALUE...`."""
    from dojo.sandbox import guest as sandbox

    wire, place, root, *limits = sys.argv[1:]
    pairs = (limit.split("=") for limit in limits)
    if sys.platform == "win32":
        sock = socket.fromshare(sys.stdin.buffer.read())
    else:
        sock = socket.socket(fileno=int(wire))
    sandbox.begin(sock, Path(place), Path(root), Limits(**{name: int(value) for name, value in pairs}))


if __name__ == "__main__":
    main()
