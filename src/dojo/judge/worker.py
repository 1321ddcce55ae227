"""The judge's worker: one pytest process that imported everything once, and forks to judge each candidate.

It is started by `dojo.judge.scheduler`, through `dojo.worker`, with one end of a socket. A job names a kata and
carries a candidate; the answer is a stream of events: the manifest of collected tests, a report a test
(of a law that fails a first one, before its example is shrunk), and an end.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shlex
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dojo.judge import laws
from dojo.judge.judging import Examples, Inquire, Judging
from dojo.judge.katas import EXAMPLES, KATAS, Katas
from dojo.judge.under_test import TestRun, kind_of
from dojo.kata import candidates, interface
from dojo.kata.layout import Kata
from dojo.sandbox import processes
from dojo.sandbox.isolation import Limits
from dojo.sandbox.pool import SandboxPool
from dojo.sandbox.start import FORKS
from dojo.text import clean
from dojo.wire.channel import Channel, Closed

CANCELLED = "cancelled"
PAUSE = 0.3  # seconds before examples are drawn for the next save
ENDING = 0.15  # seconds that a judging has to end by itself once nobody listens; less than the worker has
GRACE = 60.0  # seconds beyond a kata's own budget for drawing and shrinking examples


class Worker:
    """Serves jobs in place of pytest's own run loop."""

    def __init__(
        self, channel: Channel, root: Path, processor: int, inquire: Inquire, pool: SandboxPool | None = None
    ) -> None:
        self.channel, self.root, self.processor, self.inquire, self.pool = channel, root, processor, inquire, pool
        self.items: dict[str, list[pytest.Item] | str] = {}
        self.drawn = Examples("", 0, 0)
        self.waiting: dict[str, Any] | None = None  # a job that came while the one before it was ending

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the place of the run that records: here the commands do."""
        config.pluginmanager.register(Katas(config, self.root), KATAS)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool:
        """Collect nothing yet: each kata's tests are collected when it is first judged."""
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self) -> bool:
        """Look at no file that was not asked for: beside a kata's own there may be a thousand."""
        return True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        katas = session.config.pluginmanager.get_plugin(KATAS)
        assert isinstance(katas, Katas)
        test_run = katas.test_run
        if self.pool is not None:
            test_run.pool = self.pool
        test_run.pool.processor = self.processor  # its imports run while we wait for the first job
        gc.collect()
        gc.freeze()  # a child's first collection would copy every page that holds an object
        with contextlib.suppress(Closed, KeyboardInterrupt):
            while True:
                self._serve(session, katas, self._next_job())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what follows tidies up
        return True

    def _next_job(self) -> dict[str, Any]:
        """Return the next job; word that an ended one is no more wanted is no news."""
        while True:
            job, self.waiting = self.waiting or self.channel.receive(None)[0], None
            if job["do"] != "cancel":
                return dict(job)

    def _serve(self, session: pytest.Session, katas: Katas, job: dict[str, Any]) -> None:
        kata = katas.by_name[job["kata"]]
        items = self._collected(session, kata)
        if job["do"] == "prepare":
            if not isinstance(items, str):
                self._prepare(katas.test_run, kata, items, job)
            return
        if isinstance(items, str):
            self.channel.send(["end", job["number"], {"error": items}])
            return
        if not self.drawn.serves(kata.id, job):
            self.drawn = Examples(kata.id, job["seed"], job["examples"])
        if job["shared"] and not job["visible"]:
            self.drawn.draw_all(items)
        judging = Judging(self.channel, katas.test_run, kata, job, items, self.drawn, self.inquire)
        judging.say("manifest", [[i.nodeid, kind_of(i)] for i in judging.items])
        if FORKS:
            self._fork(judging)
            self._prepare(katas.test_run, kata, items, job)
        else:  # the tests may have changed the examples, and no fork kept them apart
            judging.run()
            self.drawn = Examples("", 0, 0)

    def _prepare(self, test_run: TestRun, kata: Kata, items: list[pytest.Item], job: dict[str, Any]) -> None:
        """Make ready for the next judging, while nobody waits: a sandbox, and examples that were not seen yet."""
        if not (job.get("inside") or job["judge"] == "inside"):  # there nobody uses it, and it would lie about dead
            test_run.pool.prepare(Limits(memory=job["memory"]))
        if job["warm"]:
            select.select([self.channel.fileno()], [], [], PAUSE)  # the verdict is shown first
        fresh = Examples(kata.id, (job["seed"] + 1) % 2**32, job["examples"])
        for item in filter(laws.is_law, items if job["warm"] else []):
            if self._is_asked():
                return
            fresh.draw(item)
        if job["warm"]:
            self.drawn = fresh
            gc.collect()
            gc.freeze()

    def _is_asked(self) -> bool:
        return bool(self.channel.holds_more() or select.select([self.channel.fileno()], [], [], 0)[0])

    def _collected(self, session: pytest.Session, kata: Kata) -> list[pytest.Item] | str:
        """Return the kata's tests, collected once, or why they cannot be."""
        if kata.id not in self.items:
            with contextlib.suppress(candidates.BadSolution):
                reference = candidates.reference(kata)  # parsed here, it is known to every judging
                interface.read(reference.entry, reference.source)
            problems: list[str] = []
            watch = _CollectionProblems(problems)
            session.config.pluginmanager.register(watch)
            try:
                # below the root, where the worker is: pytest takes a bracket in a path for a parameter's
                found = session.perform_collect(
                    [str(path.relative_to(self.root)) for path in (kata.visible, kata.hidden)]
                )
                self.items[kata.id] = problems[0] if problems else list(found)
            except pytest.UsageError as error:
                self.items[kata.id] = clean(f"its tests cannot be collected: {error}")
            finally:
                session.config.pluginmanager.unregister(watch)
        return self.items[kata.id]

    def _fork(self, judging: Judging) -> None:
        pid = os.fork()
        if not pid:
            status = 1
            try:
                processes.die_with_parent()
                judging.run()
                status = 0
            finally:
                sys.stderr.flush()
                os._exit(status)
        judging.test_run.pool.hand_over()
        self._watch(pid, judging.test_run, judging.job)

    def _watch(self, pid: int, test_run: TestRun, job: dict[str, Any]) -> None:
        """Wait for the judging to end; end it when it takes far too long or is no more wanted."""
        ended = os.pidfd_open(pid)
        inside = job["judge"] == "inside"
        deadline = time.monotonic() + job["kata_limit"] * max(1, job["examples"] / EXAMPLES) + (0 if inside else GRACE)
        said = ""
        while not said:
            asked = [] if self.waiting else [self.channel.fileno()]
            ready, _, _ = select.select([ended, *asked], [], [], max(deadline - time.monotonic(), 0))
            if ended in ready:
                break
            said = self._unwanted(ended) if ready else "timed out: the judging took too long and was ended"
        if said:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        os.close(ended)
        if status or said:
            test_run.pool.sweep()
        if inside:
            processes.kill_descendants({test_run.pool.pid})
        if (status or said) and said != CANCELLED:
            said = said or f"the judge itself failed (wait status {status})"
            self.channel.send(["end", job["number"], {"error": said, "timed out": said.startswith("timed out")}])

    def _unwanted(self, ended: int) -> str:
        """Take in a message that came during a judging: word to end it, or a job for when it has ended."""
        try:
            self.waiting = self.channel.receive(None)[0]
        except Closed:
            select.select([ended], [], [], ENDING)  # the other side has mostly heard all
            return CANCELLED
        return CANCELLED if self.waiting and self.waiting["do"] == "cancel" else ""


class _CollectionProblems:
    """Listens for test files that cannot be collected."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            last = str(report.longrepr).strip().splitlines()[-1:]
            self.problems.append(clean(f"{report.nodeid} cannot be collected: {' '.join(last)}"))


def run(sock: socket.socket, root: Path, processor: int, inquire: Inquire, pool: SandboxPool | None) -> int:
    """Be a worker until the judge hangs up; with `pool`, its sandboxes come from there."""
    processes.become_subreaper()
    processes.make_undumpable()
    os.chdir(root)
    sys.path.insert(0, str(root))  # tests import tests.strategies
    settings = f"-c {shlex.quote(str(Path(__file__).with_name('judge.ini')))} --rootdir={shlex.quote(str(root))}"
    plugins = "-p pytest_timeout -p _hypothesis_pytestplugin -p dojo.plugin"
    quick = "--tb=native"  # a traceback in pytest's own style takes 0.1 s, and nobody reads it
    options = shlex.split(f"{settings} {plugins} --hidden {quick}")
    return int(pytest.main(options, plugins=[Worker(Channel(sock), root, processor, inquire, pool)]))
