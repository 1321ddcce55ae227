"""Judging as the commands see it: candidates go in, results come out, from workers that are kept warm.

This side imports neither pytest nor numpy. It starts one worker a processor, hands out jobs, puts the
events together to results and lets nothing survive that it started.
"""

from __future__ import annotations

import contextlib
import math
import os
import random
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from dojo.judge.trust import Trusted
from dojo.judge.verdict import Kind, Result, TestReport, complete, decide
from dojo.kata import sheet
from dojo.kata.candidates import Candidate
from dojo.kata.layout import Kata
from dojo.sandbox import isolation
from dojo.text import clean
from dojo.wire.channel import Channel, Closed, Garbled

EXAMPLES = 100
WORTH_IT = 3  # candidates for which one more worker is: it takes a second to start
MANNERS = 0.2  # seconds that a worker has to end by itself
FIXED_SEED = 20_240_229  # in CI every run draws the same examples


@dataclass(frozen=True)
class Options:
    """How candidates are judged."""

    visible: bool = False
    seed: int | None = None
    examples: int = EXAMPLES
    first_failure: bool = False  # after a failure no more hidden tests are run; visible ones all are
    terse: bool = False  # only the verdict is read: a failed test is not run again to tell more of it
    warm: bool = False  # the same kata will come again: make ready for it in between
    workers: int = field(default_factory=lambda: min(os.cpu_count() or 1, 4))

    def chosen_seed(self) -> int:
        """Return the seed to use: the one asked for, the fixed one in CI, else a fresh one."""
        if self.seed is not None:
            return self.seed
        return FIXED_SEED if os.environ.get("CI") else random.SystemRandom().randrange(2**32)


@dataclass(frozen=True)
class Job:
    """One candidate to be judged.

    Attributes
    ----------
    beside : tuple of Candidate
        Where given, reference, alternatives and mistakes that a candidate which is not solved is held against, to
        say why.
    others : tuple of Candidate
        Those to say it of, by default the candidate itself.
    """

    kata: Kata
    candidate: Candidate
    beside: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    inside: bool = False  # in the judge's own process, without a sandbox


def judge(root: Path, jobs: list[Job], options: Options | None = None) -> Iterator[Result]:
    """Judge candidates side by side; yield each result as soon as it is known.

    The list is emptied from its beginning; the caller may add jobs to it. A caller that stops iterating, or is
    interrupted, leaves no process behind.
    """
    options = options or Options()
    options = replace(options, seed=options.chosen_seed())  # one seed: candidates of a kata share their examples
    many = Counter(job.kata.id for job in jobs)

    def begin(worker: WorkerHandle) -> None:
        job = jobs.pop(_choice(jobs, worker.kata_id, {key.data.kata_id for key in selector.get_map().values()}))
        worker.begin(job, shared=many[job.kata.id] > 1)
        selector.register(worker.channel, selectors.EVENT_READ, worker)

    with contextlib.ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        for place in range(min(options.workers, math.ceil(len(jobs) / WORTH_IT))):
            worker = stack.enter_context(WorkerHandle(root, options, place))
            begin(worker)
        while selector.get_map():
            for key, _ in selector.select():
                worker = key.data
                result = worker.hear()
                if result is None:
                    continue
                selector.unregister(key.fileobj)
                yield result
                if jobs:
                    begin(worker)


def _choice(waiting: list[Job], own: str, others: set[str]) -> int:
    """Return which job to take: of the kata at hand, whose examples are drawn, else of one that nobody has."""
    ids = [job.kata.id for job in waiting]
    mine = (n for n, id_ in enumerate(ids) if id_ == own)
    fresh = (n for n, id_ in enumerate(ids) if id_ not in others)
    return next(mine, next(fresh, 0))


class WorkerHandle:
    """One worker process and the job it is at."""

    def __init__(self, root: Path, options: Options, place: int = 0) -> None:
        self.root, self.options, self.place = root, options, place
        self.isolation = isolation.in_force().name
        self.process: subprocess.Popen[bytes] | None = None
        self.number = 0
        self.busy = False
        self.kata_id = ""
        self.began = time.monotonic()
        self.on_report: Callable[[TestReport], None] = lambda _: None

    def __enter__(self) -> WorkerHandle:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "dojo.worker", str(theirs.fileno()), str(self.root), str(self.place)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.log,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the command, which then ends its workers
            )
        self.channel = Channel(ours)

    def stop(self) -> None:
        """End the worker; closing its socket makes it, and its pool, sweep up and end."""
        if self.process is None:
            return
        self.channel.close()
        try:
            self._hurry()
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
        self.log.close()

    def _hurry(self) -> None:
        """Interrupt a worker that does not look up: it draws examples for a judging that nobody waits for any more."""
        assert self.process is not None
        try:
            self.process.wait(MANNERS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGINT)

    def start_anew(self, kata: Kata) -> None:
        """Replace the worker: what it collected is out of date."""
        self.cancel()
        self.stop()
        self._start()
        self.prepare(kata)

    def _last_words(self) -> str:
        """Return the last line that the worker wrote: what is wrong with it, mostly."""
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return clean(lines[-1]) if lines else "it said nothing"

    def begin(self, job: Job, shared: bool = False) -> None:
        """Hand a job to the worker; one that it is still at is ended.

        With `shared`, the laws are drawn before the first candidate, for those that follow it.
        """
        self.cancel()
        self.number, self.busy = self.number + 1, True
        self.job, self.kata_id, self.began = job, job.kata.id, time.monotonic()
        self.seed = self.options.chosen_seed()
        self.manifest: list[tuple[str, Kind]] = []
        self.reports: list[TestReport] = []
        self.trusted = Trusted(self.root, job.kata)
        if self.process is None or self.process.poll() is not None:
            self.stop()
            self._start()
        self.findings: list[dict[str, Any]] = []
        told = {"candidate": _told(job.candidate), "shared": shared, "inside": job.inside}
        told |= {"beside": [_told(c) for c in job.beside], "others": [_told(c) for c in job.others]}
        message = self._message("judge", job.kata) | told
        message["kata_limit"] *= 1 + len(job.beside) + len(job.others)
        self._send(message)

    def prepare(self, kata: Kata) -> None:
        """Have the worker make ready for a kata that will be judged soon."""
        self.seed = self.options.chosen_seed()
        self._send(self._message("prepare", kata))

    def _message(self, do: str, kata: Kata) -> dict[str, Any]:
        o, limits = self.options, sheet.limits(kata.sheet)
        message = {"do": do, "kata": kata.id, "number": self.number, "seed": self.seed, "warm": o.warm}
        message |= {"visible": o.visible, "examples": o.examples, "first_failure": o.first_failure, "terse": o.terse}
        return message | {"kata_limit": limits.kata_limit, "memory": limits.memory << 20, "judge": limits.judge}

    def cancel(self) -> None:
        """End the judging that the worker is at, if any."""
        if self.busy:
            self._send({"do": "cancel"})
            self.busy = False
            self.number += 1

    def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(Closed):  # heard of in hear()
            self.channel.send(message)

    def finish(self) -> Result:
        """Wait for the job to end and return its result."""
        while (result := self.hear()) is None:
            pass
        return result

    def hear(self) -> Result | None:
        """Take in what the worker says; return the result once the job has ended."""
        result = self._hear()
        while result is None and self.channel.holds_more():
            result = self._hear()
        return result

    def _hear(self) -> Result | None:
        try:
            event, _ = self.channel.receive(None)
        except (Closed, Garbled):
            words = self._last_words()
            self.stop()  # it may not have ended yet, but serves nobody any more
            return self._result({"error": f"the judge's worker ended without an answer: {words}"})
        what, number, said = event
        if number != self.number:
            return None
        if what == "manifest":
            self.manifest = [(id_, kind) for id_, kind in said]
        elif what == "end":
            return self._result(said)
        elif what == "finding":
            self.findings.append(said)
        else:
            report = TestReport(**said)
            if what == "test":
                self.reports.append(report)
            self.on_report(report)
        return None

    def _result(self, end: dict[str, Any]) -> Result:
        self.busy = False
        tests = complete(self.manifest, self.reports)
        message = clean(str(end.get("error") or ""))
        verdict = decide(tests)
        if message:
            verdict = "timed out" if end.get("timed out") else "error"
        mended = self.trusted.mend()
        if mended:
            message = " ".join([message, *mended]).strip()
        seconds = round(time.monotonic() - self.began, 3)
        c = self.job.candidate
        cpu = float(end.get("cpu", 0.0))
        seed = int(end.get("seed", self.seed))
        held = "none" if self.job.inside else self.isolation
        return Result(self.job.kata.id, c.name, verdict, seed, seconds, held, tests, message, cpu)


def _told(candidate: Candidate) -> dict[str, Any]:
    return asdict(candidate) | {"path": str(candidate.path)}


def _environment() -> dict[str, str]:
    """The worker's environment: pytest loads our plugins only, whatever else is installed or asked for."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "HYPOTHESIS_", "PYTHONPATH"))}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
