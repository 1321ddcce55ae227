"""The judge's worker: one pytest process that imported everything once, and forks to judge each candidate.

It is started by `dojo.judge` with one end of a socket. A job names a kata and carries a candidate; the
answer is a stream of events: the manifest of collected tests, a report a test, and an end.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from dojo import processes
from dojo.bench import Bench, Seat, kind_of
from dojo.candidates import Candidate
from dojo.channel import Channel, Closed
from dojo.layout import Kata
from dojo.plugin import Katas
from dojo.session import LoadFailed, SandboxDied, TimedOut
from dojo.shown import clean
from dojo.verdict import TestReport

GRACE = 60.0  # seconds beyond a kata's own budget for drawing and shrinking examples
CAN_FORK = hasattr(os, "fork") and sys.platform == "linux"


class Worker:
    """Serves jobs in place of pytest's own run loop."""

    def __init__(self, channel: Channel, root: Path) -> None:
        self.channel, self.root = channel, root
        self.items: dict[str, list[pytest.Item] | str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool:
        """Collect nothing yet: each kata's tests are collected when it is first judged."""
        return True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        katas = session.config.pluginmanager.get_plugin("dojo-katas")
        assert isinstance(katas, Katas)
        bench = katas.bench
        bench.nursery  # noqa: B018 - its imports run while we wait for the first job
        gc.collect()
        gc.freeze()  # a child's first collection would copy every page that holds an object
        with contextlib.suppress(Closed):
            while True:
                job, _ = self.channel.receive(None)
                self._serve(session, katas, job)
        return True

    def _serve(self, session: pytest.Session, katas: Katas, job: dict[str, Any]) -> None:
        kata = katas.by_name[job["kata"]]
        items = self._collected(session, kata)
        if isinstance(items, str):
            self.channel.send(["end", {"error": items}])
        elif not CAN_FORK:
            Judging(self.channel, katas.bench, kata, job, items).run()
        else:
            self._fork(katas.bench, kata, job, items)

    def _collected(self, session: pytest.Session, kata: Kata) -> list[pytest.Item] | str:
        """Return the kata's tests, collected once, or why they cannot be."""
        if kata.id not in self.items:
            problems: list[str] = []
            watch = _CollectionProblems(problems)
            session.config.pluginmanager.register(watch)
            try:
                found = session.perform_collect([str(kata.visible), str(kata.hidden)])
                self.items[kata.id] = problems[0] if problems else list(found)
            except pytest.UsageError as error:
                self.items[kata.id] = clean(f"its tests cannot be collected: {error}")
            finally:
                session.config.pluginmanager.unregister(watch)
        return self.items[kata.id]

    def _fork(self, bench: Bench, kata: Kata, job: dict[str, Any], items: list[pytest.Item]) -> None:
        pid = os.fork()
        if not pid:
            status = 1
            try:
                processes.die_with_parent()
                Judging(self.channel, bench, kata, job, items).run()
                status = 0
            finally:
                sys.stderr.flush()
                os._exit(status)
        self._watch(pid, bench, job)

    def _watch(self, pid: int, bench: Bench, job: dict[str, Any]) -> None:
        """Wait for the judging to end; end it when it takes far too long or is no more wanted."""
        ended = os.pidfd_open(pid)
        deadline = time.monotonic() + job["kata_limit"] + GRACE
        said = ""
        while not said:
            ready, _, _ = select.select([ended, self.channel], [], [], max(deadline - time.monotonic(), 0))
            if ended in ready:
                break
            said = "cancelled" if ready else "the judging took far too long and was ended"
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        os.close(ended)
        if status or said:
            bench.nursery.sweep()
            if said != "cancelled":
                self.channel.send(["end", {"error": said or f"the judge itself failed (wait status {status})"}])


class Judging:
    """One candidate, judged in this process."""

    def __init__(self, channel: Channel, bench: Bench, kata: Kata, job: dict[str, Any], items: list[pytest.Item]) -> None:
        self.channel, self.kata, self.job = channel, kata, job
        self.items = [i for i in items if not job["visible"] or kind_of(i) == "visible"]
        candidate = Candidate(**job["candidate"] | {"path": Path(job["candidate"]["path"])})
        self.seat = bench.place(kata, candidate, job["inside"])

    def run(self) -> None:
        from hypothesis import seed, settings

        settings.register_profile("dojo", settings.get_profile("dojo"), max_examples=self.job["examples"])
        settings.load_profile("dojo")
        for item in self.items:
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
                seed(self.job["seed"])(item.obj)  # type: ignore[attr-defined]
        self.channel.send(["manifest", [[i.nodeid, kind_of(i)] for i in self.items]])
        end: dict[str, Any] = {"error": self.seat.broken}
        if not self.seat.broken:
            end = self._judge()
        self.seat.leave()
        self.channel.send(["end", end])

    def _judge(self) -> dict[str, Any]:
        try:
            self.seat.load()
        except LoadFailed as error:
            return {"error": str(error)}
        except TimedOut as error:
            return {"error": str(error), "timed out": True}
        except SandboxDied as error:
            return {"error": str(error)}
        self.seat.listeners = (self._report,)
        for item, following in zip(self.items, [*self.items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return {}

    def _report(self, report: TestReport) -> None:
        self.channel.send(["test", asdict(report)])


class _CollectionProblems:
    """Listens for test files that cannot be collected."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            last = str(report.longrepr).strip().splitlines()[-1:]
            self.problems.append(clean(f"{report.nodeid} cannot be collected: {' '.join(last)}"))


def main() -> None:
    """Run as `python -m dojo.worker FD ROOT`."""
    channel, root = Channel(socket.socket(fileno=int(sys.argv[1]))), Path(sys.argv[2])
    processes.become_subreaper()
    processes.make_undumpable()
    os.chdir(root)
    sys.path.insert(0, str(root))  # tests import tests.strategies
    own = Path(__file__).with_name("judge.ini")
    options = ["-c", str(own), f"--rootdir={root}", "--hidden", "-p", "pytest_timeout", "-p", "_hypothesis_pytestplugin"]
    sys.exit(pytest.main([*options, "-p", "dojo.plugin"], plugins=[Worker(channel, root)]))


if __name__ == "__main__":
    main()
