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
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dojo.judge import laws
from dojo.judge.laws import AsUsual, Drawn
from dojo.judge.under_test import Bench, NotRun, kind_of
from dojo.kata import candidates, interface
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.plugin import EXAMPLES, Katas
from dojo.sandbox import isolation, processes
from dojo.sandbox.isolation import Limits
from dojo.sandbox.pool import SandboxPool
from dojo.sandbox.session import LoadFailed, SandboxDied, TimedOut
from dojo.sandbox.start import FORKS
from dojo.text import clean
from dojo.wire.channel import Channel, Closed

if TYPE_CHECKING:
    from dojo.why.diagnosis import Inquiry

CANCELLED = "cancelled"
PAUSE = 0.3  # seconds before examples are drawn for the next save
ENDING = 0.15  # seconds that a judging has to end by itself once nobody listens; less than the worker has
GRACE = 60.0  # seconds beyond a kata's own budget for drawing and shrinking examples


class Worker:
    """Serves jobs in place of pytest's own run loop."""

    def __init__(self, channel: Channel, root: Path, processor: int, pool: SandboxPool | None = None) -> None:
        self.channel, self.root, self.processor, self.pool = channel, root, processor, pool
        self.items: dict[str, list[pytest.Item] | str] = {}
        self.drawn = Examples("", 0, 0)
        self.waiting: dict[str, Any] | None = None  # a job that came while the one before it was ending

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool:
        """Collect nothing yet: each kata's tests are collected when it is first judged."""
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self) -> bool:
        """Look at no file that was not asked for: beside a kata's own there may be a thousand."""
        return True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        katas = session.config.pluginmanager.get_plugin("dojo-katas")
        assert isinstance(katas, Katas)
        katas.records = False
        bench = katas.bench
        if self.pool is not None:
            bench.pool = self.pool
        bench.pool.processor = self.processor  # its imports run while we wait for the first job
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
                self._prepare(katas.bench, kata, items, job)
            return
        if isinstance(items, str):
            self.channel.send(["end", job["number"], {"error": items}])
            return
        if not self.drawn.serves(kata.id, job):
            self.drawn = Examples(kata.id, job["seed"], job["examples"])
        if job["shared"] and not job["visible"]:
            self.drawn.draw_all(items)
        judging = Judging(self.channel, katas.bench, kata, job, items, self.drawn)
        judging.say("manifest", [[i.nodeid, kind_of(i)] for i in judging.items])
        if FORKS:
            self._fork(judging)
            self._prepare(katas.bench, kata, items, job)
        else:  # the tests may have changed the examples, and no fork kept them apart
            judging.run()
            self.drawn = Examples("", 0, 0)

    def _prepare(self, bench: Bench, kata: Kata, items: list[pytest.Item], job: dict[str, Any]) -> None:
        """Make ready for the next judging, while nobody waits: a sandbox, and examples that were not seen yet."""
        if not (job.get("inside") or job["judge"] == "inside"):  # there nobody uses it, and it would lie about dead
            bench.pool.prepare(Limits(memory=job["memory"]))
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
                found = session.perform_collect([str(kata.visible), str(kata.hidden)])
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
        judging.bench.pool.hand_over()
        self._watch(pid, judging.bench, judging.job)

    def _watch(self, pid: int, bench: Bench, job: dict[str, Any]) -> None:
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
            bench.pool.sweep()
        if inside:
            processes.kill_descendants({bench.pool.pid})
        if (status or said) and said != CANCELLED:
            said = said or f"the judge itself failed (wait status {status})"
            self.channel.send(["end", job["number"], {"error": said, "timed out": said.startswith("timed out")}])

    def _unwanted(self, ended: int) -> str:
        """Take in a message that came during a judging: word to end it, or a job for when it has ended."""
        try:
            self.waiting = self.channel.receive(None)[0]
        except Closed:
            select.select([ended], [], [], ENDING)  # whoever hung up has mostly heard all
            return CANCELLED
        return CANCELLED if self.waiting and self.waiting["do"] == "cancel" else ""


@dataclass
class Examples:
    """What the laws of one kata drew from one seed; a law that cannot be drawn before has None."""

    kata: str
    seed: int
    number: int
    drawn: dict[str, Drawn | None] = field(default_factory=dict)

    def serves(self, kata: str, job: dict[str, Any]) -> bool:
        """Return whether a job may use these: with its own seed, or while watching with any."""
        same = (self.kata, self.number) == (kata, job["examples"])
        return same and (self.seed == job["seed"] or (job["warm"] and bool(self.drawn)))

    def draw_all(self, items: list[pytest.Item]) -> None:
        """Draw every law, for all the candidates to come."""
        for item in filter(laws.is_law, items):
            self.draw(item)

    def draw(self, item: pytest.Item) -> Drawn | None:
        """Return the examples of one law, drawn once; None where it must be run as usual."""
        from hypothesis import settings

        if item.nodeid not in self.drawn:
            settings.register_profile("dojo", settings.get_profile("dojo"), max_examples=self.number)
            settings.load_profile("dojo")
            laws.fix_seed(item, self.seed)
            self.drawn[item.nodeid] = laws.draw(item)
        return self.drawn[item.nodeid]


class Judging:
    """One candidate, judged in this process."""

    def __init__(
        self,
        channel: Channel,
        bench: Bench,
        kata: Kata,
        job: dict[str, Any],
        items: list[pytest.Item],
        drawn: Examples,
    ) -> None:
        self.channel, self.bench, self.kata, self.job, self.drawn = channel, bench, kata, job, drawn
        self.seed = drawn.seed
        self.items = [i for i in items if not job["visible"] or kind_of(i) == "visible"]

    def run(self) -> None:
        processes.stay_on(self.bench.pool.processor)  # beside its sandbox: they take turns
        candidate = made(self.job["candidate"])
        inside = self.job["judge"] == "inside"
        inquiry = self._inquiry()
        self.seat = self.bench.place(self.kata, candidate, inside or self.job["inside"])
        if inside and not self.job["inside"]:
            self._move_inside()
        if self.seat.session is not None:  # more examples, more time: the budget is meant for the usual number
            self.seat.session.limits = self.seat.session.limits.times(self.job["examples"] / EXAMPLES)
        end: dict[str, Any] = {"error": self.seat.broken}
        if not self.seat.broken:
            end = self._judge()
        self.seat.leave()
        if inquiry is not None and not end.get("error"):
            self._inquire(inquiry, candidate)
        self.say("end", end | {"cpu": round(time.process_time(), 3), "seed": self.seed})

    def _inquiry(self) -> Inquiry | None:
        """Return what finds out why the candidate fails, where that is asked; it records the tests' calls at once."""
        if not self.job["beside"]:
            return None
        from dojo.why.diagnosis import Inquiry

        return Inquiry(self.bench, self.kata, [made(c) for c in self.job["beside"]], self.items, self._drawn)

    def _inquire(self, inquiry: Inquiry, candidate: Candidate) -> None:
        solved = all(r.outcome == "passed" for r in self.seat.reports)
        for one in [] if solved or self.job["others"] else [candidate]:
            self.say("finding", inquiry.finding(one))
        for other in self.job["others"]:
            self.say("finding", inquiry.finding(made(other), timed=False))

    def _drawn(self, item: pytest.Item) -> Drawn | None:
        return self.drawn.draw(item)

    def _move_inside(self) -> None:
        """Become a sandbox ourselves, tests and all: for katas whose tests need the object itself.

        Weaker than values over a wire, for the attempt shares this process; the worker's manifest and
        its deadline still hold.
        """
        place = Path(tempfile.mkdtemp(dir=self.bench.pool.home))
        trusted = [self.bench.root / "tests", Path(__file__).parents[1]]
        readable = [*isolation.needed_paths(self.bench.root), *trusted]
        isolation.confine(place, readable, Limits(memory=self.job["memory"]))

    def _judge(self) -> dict[str, Any]:
        try:
            self.seat.load()
        except LoadFailed as error:
            return {"error": str(error)}
        except TimedOut as error:
            return {"error": str(error), "timed out": True}
        except SandboxDied as error:
            return {"error": str(error)}
        for item in self.items:
            failed = any(r.outcome != "passed" for r in self.seat.reports)
            if failed and self.job["first_failure"] and kind_of(item) == "hidden":
                break
            self._run(item)
        return {}

    def _run(self, item: pytest.Item) -> None:
        """Run one test the short way where there is one, and by pytest where it fails or has to be.

        Pytest tells a failure better, and Hypothesis shrinks a law's example; a law does so only if it
        is the first to fail, and no test where only the verdict is read. Should the test pass then, for a
        candidate may be inconstant, its failure stays.
        """
        began, error = time.monotonic(), None
        first = all(r.outcome == "passed" for r in self.seat.reports)
        try:
            self._run_shortly(item)
            self.seat.tell(item, None, time.monotonic() - began)
        except AsUsual:
            self._run_by_pytest(item)
        except BaseException as raised:
            error = raised
            self.seat.tell(item, error, time.monotonic() - began)
            if first and laws.is_law(item):
                self.say("first", asdict(self.seat.reports[-1]))
            if self._is_told_better(item, error, first):
                self._run_by_pytest(item)
        if error is not None and self.seat.reports[-1].outcome == "passed":
            self.seat.tell_inconstant(item, error, time.monotonic() - began)
        self.say("test", asdict(self.seat.reports[-1]))

    def _is_told_better(self, item: pytest.Item, error: BaseException, first: bool) -> bool:
        """Return whether to run a failed test again, by pytest; a lost sandbox has said all there is."""
        if self.job["terse"] or isinstance(error, NotRun):
            return False
        shrunk = first and not self.job["first_failure"]
        return isinstance(error, Exception | pytest.fail.Exception) and (shrunk or not laws.is_law(item))

    def _run_shortly(self, item: pytest.Item) -> None:
        """Run a plain test's body, or a law on its drawn examples; raises `AsUsual` where that will not do."""
        drawn = self.drawn.draw(item) if laws.is_law(item) else None
        if drawn is None and (laws.is_law(item) or not laws.is_plain(item)):
            raise AsUsual
        self.seat.begin(item)
        if drawn is not None:
            laws.replay(drawn)
        elif laws.is_plain(item):
            laws.call(item)

    @staticmethod
    def _run_by_pytest(item: pytest.Item) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    def say(self, what: str, said: Any) -> None:
        self.channel.send([what, self.job["number"], said])


def made(told: dict[str, Any]) -> Candidate:
    """Return the candidate that a job speaks of."""
    return Candidate(**told | {"path": Path(told["path"])})


class _CollectionProblems:
    """Listens for test files that cannot be collected."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            last = str(report.longrepr).strip().splitlines()[-1:]
            self.problems.append(clean(f"{report.nodeid} cannot be collected: {' '.join(last)}"))


def run(sock: socket.socket, root: Path, processor: int, pool: SandboxPool | None) -> int:
    """Be a worker until the judge hangs up; with `pool`, its sandboxes come from there."""
    processes.become_subreaper()
    processes.make_undumpable()
    os.chdir(root)
    sys.path.insert(0, str(root))  # tests import tests.strategies
    settings = f"-c {shlex.quote(str(Path(__file__).with_name('judge.ini')))} --rootdir={shlex.quote(str(root))}"
    plugins = "-p pytest_timeout -p _hypothesis_pytestplugin -p dojo.plugin"
    quick = "--tb=native"  # a traceback in pytest's own style takes 0.1 s, and nobody reads it
    options = shlex.split(f"{settings} {plugins} --hidden {quick}")
    return int(pytest.main(options, plugins=[Worker(Channel(sock), root, processor, pool)]))
