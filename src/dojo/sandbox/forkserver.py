"""The warm parent of the sandboxes: it imported numpy and pandas once, forks on request and kills what is left.

One fork server serves one judge at a time over a socket that keeps message boundaries. It holds neither
tests nor solutions, only what a sandbox may hold. When the judge goes, its end of the socket closes
and the fork server kills every descendant before it ends itself.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dojo.sandbox import imports, processes
from dojo.sandbox.isolation import Limits, environment
from dojo.sandbox.pool import SandboxPool, SandboxProcess
from dojo.sandbox.workdir import remove_tree

_LONGEST_REQUEST = 65_536


class _Gone(Exception):
    """The warm parent died; a new one is needed."""


class ForkServer(SandboxPool):
    """The judge's end: asks for sandboxes, and for their death.

    With `forked` the warm parent is forked from this process, which then must hold nothing yet but what a sandbox may
    hold: that spares a second import of numpy and pandas.
    """

    def __init__(self, root: Path, forked: bool = False) -> None:
        super().__init__(root)
        self._start_server(forked)

    def _start_server(self, forked: bool = False) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = self._forked(theirs) if forked else self._spawned(theirs)

    def _spawned(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "dojo.sandbox.forkserver", str(theirs.fileno()), str(self.root)],
            pass_fds=[theirs.fileno()],
            env=environment(self.home),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _forked(self, theirs: socket.socket) -> processes.Forked:
        pid = os.fork()
        if pid:
            return processes.Forked(pid)
        try:
            self.control.close()
            os.setsid()
            os.closerange(3, theirs.fileno())
            os.closerange(theirs.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
            processes.replace_environment(environment(self.home))
            os.chdir(self.home)
            serve(theirs, self.root)
        finally:
            os._exit(0)

    @property
    def pid(self) -> int:
        return self.process.pid

    def prepare(self, limits: Limits) -> None:
        with contextlib.suppress(_Gone):
            super().prepare(limits)

    def start(self, limits: Limits) -> SandboxProcess:
        try:
            return super().start(limits)
        except _Gone:
            self._restart()
            return super().start(limits)

    def _start(self, limits: Limits) -> SandboxProcess:
        place = self._new_place()
        ours, theirs = socket.socketpair()
        request = {"do": "fork", "place": str(place), "limits": asdict(limits), "processor": self.processor}
        with theirs:
            answer = self._ask(request, [theirs.fileno()])
        return SandboxProcess(answer["pid"], ours, place / "output")

    def reap(self, sandbox: SandboxProcess, patience: float = 0.0) -> int | None:
        sandbox.sock.close()
        keep = self.ready[1].pid if self.ready else 0
        try:
            code = self._ask({"do": "reap", "pid": sandbox.pid, "keep": keep, "patience": patience})["code"]
            return None if code is None else int(code)
        except _Gone:
            self._restart()
            return None
        finally:
            remove_tree(sandbox.output.parent)

    def sweep(self) -> None:
        self.ready = None
        try:
            self._ask({"do": "reap", "pid": 0, "keep": 0, "patience": 0})
        except _Gone:
            self._restart()

    def _restart(self) -> None:
        """Replace a warm parent that died; what it left behind has come to us, the next subreaper."""
        self.ready = None
        self.control.close()
        self.process.kill()
        self.process.wait()
        self._start_server()

    def close(self) -> None:
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()
        remove_tree(self.home)

    def _ask(self, request: dict[str, Any], fds: list[int] | None = None) -> dict[str, Any]:
        number = secrets.token_hex(8)
        try:
            socket.send_fds(self.control, [json.dumps(request | {"number": number}).encode()], fds or [])
            while answer := self.control.recv(_LONGEST_REQUEST):
                message = dict(json.loads(answer))
                if message["number"] == number:  # a judge that was killed may have left an answer unread
                    return message
        except OSError as error:
            raise _Gone(f"the warm parent of the sandboxes is gone: {error}") from error
        raise _Gone("the warm parent of the sandboxes is gone")


def serve(control: socket.socket, root: Path) -> None:
    """Answer requests until the judge closes its end, then leave nothing behind."""
    from dojo.sandbox import guest

    guest.warm(root)
    gc.collect()
    gc.freeze()  # a child's first collection would copy every page that holds an object
    processes.become_subreaper()
    processes.make_undumpable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        while True:
            request, fds, _, _ = socket.recv_fds(control, _LONGEST_REQUEST, 1)
            if not request:
                break
            asked = json.loads(request)
            answer = _fork(asked, fds[0], control, root) if asked["do"] == "fork" else _reap(asked)
            control.send(json.dumps(answer | {"number": asked["number"]}).encode())
    processes.kill_descendants()


def _fork(asked: dict[str, Any], wire: int, control: socket.socket, root: Path) -> dict[str, Any]:
    pid = os.fork()
    if pid:
        os.close(wire)
        return {"pid": pid}
    try:
        control.close()
        from dojo.sandbox import guest

        processes.stay_on(asked["processor"])
        guest.begin(socket.socket(fileno=wire), Path(asked["place"]), root, Limits(**asked["limits"]))
    finally:
        os._exit(70)


def _reap(asked: dict[str, Any]) -> dict[str, Any]:
    """End a child (0: none), and kill everything else below us but the sandbox that is kept ready."""
    pid, keep = asked["pid"], asked["keep"]
    code = processes.end_child(pid, asked["patience"]) if pid else None
    processes.kill_descendants({keep} if keep else set())
    return {"code": code}


def preload() -> None:
    """Import what every sandbox is to have at once."""
    import numpy  # noqa: F401
    import pandas  # noqa: F401

    from dojo.sandbox import guest  # noqa: F401


def main() -> None:
    control, root = socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])
    imports.restrict()
    preload()
    serve(control, root)


if __name__ == "__main__":
    main()
