"""From a save to its verdict: processor and wall time of whole process trees, contenders taking turns."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

TICK = 1 / os.sysconf("SC_CLK_TCK")
KATAS = {
    "scalar": "communication_business/ctr_lift_with_interval",
    "array": "core_concepts/f1_from_confusion",
    "class": "math_maturity/scalar_autograd",
    "callback": "math_maturity/numerical_gradient_check",
    "frame": "practical_skill/point_in_time_join",
}
PATTERNS = ["--patterns", "*.py,**/*.py"]  # its own, "*.py", matches nothing from watchdog 7 on


@dataclass(frozen=True)
class Taken:
    """Seconds of processor and of wall time."""

    cpu: float
    wall: float


def medians(many: list[Taken]) -> Taken:
    return Taken(median(t.cpu for t in many), median(t.wall for t in many))


def copy_of(root: Path, place: Path) -> Path:
    """Return a copy of the katas that may be written to."""
    for part in ("katas", "tests", "solutions", "pyproject.toml", "noxfile.py", "src", "README.md", "LICENSE"):
        source = root / part
        if source.is_dir():
            shutil.copytree(source, place / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, place / part)
    return place


def once(command: list[str], root: Path) -> Taken:
    """Run a command to its end; everything it waited for counts."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(p for child in children for p in tree(int(child)))]


def spent(pids: list[int]) -> float:
    """Return the processor seconds of these processes and of the children they have waited for."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) * TICK
    return total


def proportional_memory(pids: list[int]) -> int:
    """Return the proportional set size of these processes in bytes."""
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0) << 10
    return total


class Watching:
    """`dojo watch --json` on one kata, and what its processes take."""

    def __init__(self, root: Path, kata: str) -> None:
        self.stub = root / "katas" / f"{kata}.py"
        self.log = root / "watch.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dojo", "watch", kata, "--json", "--root", str(root)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self.until({"judged"})

    def until(self, kinds: set[str]) -> dict[str, object]:
        """Return the next event of these kinds."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, object] = json.loads(line)
            if said["event"] in kinds:
                return said
        raise RuntimeError(f"dojo watch ended: {self.log.read_text()[-500:]}")

    def rest(self) -> None:
        """Wait until the processes have nothing left to prepare."""
        before = -1.0
        while (now := spent(tree(self.process.pid))) - before > TICK / 2:
            before = now
            time.sleep(0.4)

    def save(self, text: str, kinds: frozenset[str] = frozenset({"judged"})) -> Taken:
        """Save a text, wait for the verdict, and return what that took."""
        self.rest()
        pids = tree(self.process.pid)
        before, began = spent(pids), time.perf_counter()
        self.stub.write_text(text)
        said = self.until(set(kinds))
        wall = time.perf_counter() - began
        taken = Taken(spent(pids) - before, wall)
        if said["event"] != "judged":
            self.until({"judged"})  # which the next save would take for its own
        return taken

    def memory(self) -> int:
        return proportional_memory(tree(self.process.pid))

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


class Watcher:
    """`pytest-watcher` on one kata: how long after a save its pytest is done."""

    def __init__(self, root: Path, stub: Path, pytest_words: list[str]) -> None:
        self.stub = stub
        self.log = root / "watcher.log"
        own = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # it looks for `pytest`
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pytest_watcher", str(stub.parent), "--now", *PATTERNS, *pytest_words],
                cwd=root,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env=os.environ | {"PATH": own},
            )
        self._wait(1)

    def _wait(self, runs: int) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._runs() < runs:
            time.sleep(0.005)
        if self._runs() < runs:
            raise RuntimeError(f"pytest-watcher ran nothing: {self.log.read_text()[-500:]}")

    def _runs(self) -> int:
        return sum(line.rstrip().endswith("s") and " in " in line for line in self.log.read_text().splitlines())

    def save(self, text: str) -> Taken:
        runs, before, began = self._runs(), spent(tree(self.process.pid)), time.perf_counter()
        self.stub.write_text(text)
        self._wait(runs + 1)
        wall = time.perf_counter() - began
        time.sleep(0.3)  # until its pytest is waited for
        return Taken(spent(tree(self.process.pid)) - before, wall)

    def close(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def pytest_words(kata: str) -> list[str]:
    pillar, name = kata.split("/")
    tests = [f"tests/{pillar}/test_{name}.py", f"tests/{pillar}/hidden_{name}.py"]
    return ["--in-process", "--hidden", "-q", "-p", "no:cacheprovider", *tests]


def contenders(root: Path, kata: str) -> dict[str, Callable[[str], Taken]]:
    """Return the ways to a verdict that start anew each time, each as a function of the text saved."""
    stub, python = root / "katas" / f"{kata}.py", sys.executable
    commands = {
        "cold pytest": [python, "-m", "pytest", *pytest_words(kata)],
        "nox -R": [python, "-m", "nox", "-R", "-s", "pillar", "--", kata],
        "dojo judge": [python, "-m", "dojo", "judge", kata],
    }

    def run(command: list[str]) -> Callable[[str], Taken]:
        def saved(text: str) -> Taken:
            stub.write_text(text)
            return once(command, root)

        return saved

    return {name: run(command) for name, command in commands.items()}
