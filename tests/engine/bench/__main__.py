"""Measure everything once, in turns, print tables and write `bench.json`: python -m tests.engine.bench [--rounds N]."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from dojo.kata import candidates, layout
from dojo.kata.candidates import Candidate
from dojo.sandbox import processes
from dojo.sandbox.session import CallLimits, Session, TimedOut
from dojo.sandbox.start import make_pool
from tests.engine.bench import saves
from tests.engine.bench.saves import KATAS, Taken, Watcher, Watching, medians

ROOT = Path(__file__).parents[3]
console = Console(width=120)


def solution_as_attempt(root: Path, kata: str) -> str:
    return (root / "solutions" / f"{kata}.py").read_text()


def floor(root: Path, kata: str) -> Taken:
    words = ["-p", "tests.engine.bench.floor", "-s", "--target", "reference", *saves.pytest_words(kata)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=root, capture_output=True, text=True, check=False
    )
    line = next(row for row in done.stdout.splitlines() if row.startswith("FLOOR"))
    return Taken(**json.loads(line.removeprefix("FLOOR")))


def save_to_verdict(root: Path, rounds: int) -> dict[str, Any]:
    """(a) A save that is solved, by every way; (b) one that fails a visible test, to its first line."""
    found: dict[str, Any] = {}
    watched, seen = (saves.copy_of(root, root.with_name(f"{root.name}-{n}")) for n in (1, 2))  # whoever watches, alone
    for label, kata in KATAS.items():
        text = solution_as_attempt(root, kata)
        for place in (root, watched, seen):
            (place / "katas" / f"{kata}.py").write_text(text)
        ways = saves.contenders(root, kata)
        watching = Watching(watched, kata)
        watcher = Watcher(seen, seen / "katas" / f"{kata}.py", saves.pytest_words(kata))
        ways |= {"pytest-watcher": watcher.save, "dojo watch": watching.save}
        taken: dict[str, list[Taken]] = {name: [] for name in ways}
        failing: list[Taken] = []
        floors: list[Taken] = []
        broken = text + failing_tail(root, kata)
        for n in range(rounds):
            for name, way in ways.items():
                taken[name].append(way(f"{text}\n# {label} {name} {n}\n"))
            failing.append(watching.save(f"{broken}\n# {n}\n", frozenset({"judged", "first failure"})))
            floors.append(floor(root, kata))
        watching.close()
        watcher.close()
        row = {name: medians(many) for name, many in taken.items()}
        row["floor"] = medians(floors)
        found[label] = {name: vars(t) for name, t in row.items()} | {"first failure line": vars(medians(failing))}
    return found


def failing_tail(root: Path, kata: str) -> str:
    """Return lines that put the first mistake that fails a visible test in the entry's place."""
    one = {k.id: k for k in layout.find_katas(root)}[kata]
    mistake = candidates.mistakes(one)[0]
    return f"\n{mistake.entry} = {mistake.symbol}\n"


def suite(root: Path, rounds: int) -> dict[str, Any]:
    """(c) All references: cold pytest file by file, in one process, and ours."""
    katas = [k.id for k in layout.find_katas(root)]
    python, reference = sys.executable, ["--target", "reference"]
    files = [[python, "-m", "pytest", *reference, *saves.pytest_words(k)] for k in katas]
    words = [w for k in katas for w in saves.pytest_words(k) if w.startswith("tests/")]
    whole = [python, "-m", "pytest", *reference, "--in-process", "--hidden", "-q", "-p", "no:cacheprovider", *words]
    ours = [python, "-m", "dojo", "judge", *reference]
    taken: dict[str, list[Taken]] = {"file by file": [], "in one process": [], "dojo judge": []}
    for _ in range(rounds):
        each = [saves.once(command, root) for command in files]
        taken["file by file"].append(Taken(sum(t.cpu for t in each), sum(t.wall for t in each)))
        taken["in one process"].append(saves.once(whole, root))
        taken["dojo judge"].append(saves.once(ours, root))
    return {name: vars(medians(many)) for name, many in taken.items()}


def listing(root: Path, rounds: int) -> dict[str, Any]:
    """(d) `dojo list` at the katas there are, and at 1,000."""
    many = Path(tempfile.mkdtemp(prefix="katas-1000-"))
    source = {k.id: k for k in layout.find_katas(root)}[KATAS["array"]]
    for n in range(1_000):
        for path in source.files:
            place = many / path.relative_to(root).parent / path.name.replace(source.name, f"kata_{n:04d}")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    sets = {f"{len(layout.find_katas(root))} katas": root, "1,000 katas": many}
    commands = {name: [sys.executable, "-m", "dojo", "list", "--root", str(place)] for name, place in sets.items()}
    for command in commands.values():
        saves.once(command, root)  # the index is written
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(saves.once(command, root))
    return {name: vars(medians(some)) for name, some in taken.items()}


ECHO = """
def f(x):
    return x


def forever(x):
    while True:
        pass


def holds(x):
    return 9**(10**8)
"""


def session(entry: str, call: float = 2.0) -> Session:
    candidate = Candidate("wire/echo", "attempt", "attempt", Path("echo.py"), ECHO, entry, entry)
    return Session(candidate, "function", CallLimits(call=call), make_pool(ROOT))


def wire(rounds: int) -> dict[str, Any]:
    """(e) A call that returns its argument, microseconds of wall time."""
    values = {
        "a scalar": 1.5,
        "1,000 floats": [0.1 * i for i in range(1_000)],
        "100,000 floats": [0.1 * i for i in range(100_000)],
        "an array of 100,000": np.arange(100_000.0),
        "a frame of 20 rows": pd.DataFrame({"a": range(20), "b": np.arange(20.0), "c": ["x"] * 20}),
        "a frame of 10,000 rows": pd.DataFrame({"a": range(10_000), "b": np.arange(10_000.0), "c": ["x"] * 10_000}),
    }
    one = session("f")
    processes.stay_on(0)  # as a judging does, beside its sandbox: they take turns
    one.pool.processor = 0
    found = {}
    for name, value in values.items():
        times = []
        repeats = 200 if name == "a scalar" else 5
        for _ in range(max(rounds, 20)):
            began = time.perf_counter()
            for _ in range(repeats):
                one.call("call", None, "f", (value,), {})
            times.append((time.perf_counter() - began) / repeats)
        found[name] = 1e6 * median(times)
    one.close()
    one.pool.close()
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    return found


def limits(rounds: int) -> dict[str, Any]:
    """(f) The time limit, asked and got."""
    found = {}
    for name, entry in {"a Python loop": "forever", "C that holds the GIL": "holds"}.items():
        got = []
        for _ in range(rounds):
            one = session(entry, call=0.5)
            one.start()
            began = time.perf_counter()
            try:
                one.call("call", None, entry, (1,), {})
            except TimedOut:
                got.append(time.perf_counter() - began)
            one.pool.close()
        found[name] = {"asked": 0.5, "got": median(got)}
    return found


def limit_in_a_law(root: Path, rounds: int) -> dict[str, Any]:
    """(f) The same inside a law, by the seconds of the test that timed out."""
    kata = KATAS["array"]
    file = root / "loops.py"
    file.write_text(solution_as_attempt(root, kata) + LOOPS_IN_LAWS)
    got = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-m", "dojo", "judge", kata, "--attempt", str(file), "--json", "--root", str(root)],
            capture_output=True,
            text=True,
            check=False,
        )
        tests = json.loads(done.stdout)["tests"]
        got += [t["seconds"] for t in tests if t["outcome"] == "timed out"][:1]
    return {"asked": 2.0, "got": median(got)}


LOOPS_IN_LAWS = """

right = f1_from_confusion
calls = 0


def f1_from_confusion(confusion):
    global calls
    calls += 1
    while calls > 60:
        pass
    return right(confusion)
"""


def memory(root: Path, many: int) -> dict[str, int]:
    """(g) The watching processes' proportional memory, in MiB, over many saves."""
    kata = KATAS["array"]
    text = solution_as_attempt(root, kata)
    (root / "katas" / f"{kata}.py").write_text(text)
    watching = Watching(root, kata)
    found = {}
    for n in range(1, many + 1):
        (root / "katas" / f"{kata}.py").write_text(f"{text}\n# {n}\n")
        watching.until({"judged"})
        if n in (1, 10, 50) or n % 100 == 0:
            watching.rest()
            found[f"save {n}"] = watching.memory() >> 20
    watching.close()
    return found


def show(title: str, found: dict[str, Any]) -> None:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    first = next(iter(found.values()))
    columns = list(first) if isinstance(first, dict) else ["value"]
    for name in columns:
        table.add_column(name, justify="right")
    for label, row in found.items():
        cells = [row.get(c) for c in columns] if isinstance(row, dict) else [row]
        table.add_row(label, *(f"{c:.4g}" for c in cells))
    console.print(table, "")


def show_saves(found: dict[str, Any]) -> None:
    table = Table(
        title="(a, b) save to verdict: processor ms (wall ms), times the floor", box=None, title_justify="left"
    )
    ways = list(next(iter(found.values())))
    table.add_column("")
    for label in found:
        table.add_column(label, justify="right")
    for way in ways:
        cells = []
        for row in found.values():
            t, low = row[way], row["floor"]
            cells.append(f"{1e3 * t['cpu']:.0f} ({1e3 * t['wall']:.0f}) x{t['cpu'] / low['cpu']:.1f}")
        table.add_row(way, *cells)
    console.print(table, "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--saves", type=int, default=500)
    parser.add_argument("--only", default="abcdefg")
    asked = parser.parse_args()
    root = saves.copy_of(ROOT, Path(tempfile.mkdtemp(prefix="katas-bench-")))
    os.environ.pop("CI", None)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background, then by `dojo watch` too
    found: dict[str, Any] = {}
    if "a" in asked.only or "b" in asked.only:
        found["save to verdict"] = save_to_verdict(root, asked.rounds)
        show_saves(found["save to verdict"])
    if "c" in asked.only:
        found["suite"] = suite(root, asked.rounds)
        show("(c) all references, seconds", found["suite"])
    if "d" in asked.only:
        found["list"] = listing(root, asked.rounds)
        show("(d) dojo list, seconds", found["list"])
    if "e" in asked.only:
        found["wire"] = wire(asked.rounds)
        show("(e) a call and its answer, microseconds", found["wire"])
    if "f" in asked.only:
        found["limit"] = limits(asked.rounds) | {"inside a law": limit_in_a_law(root, asked.rounds)}
        show("(f) the time limit, seconds", found["limit"])
    if "g" in asked.only:
        found["memory"] = memory(root, asked.saves)
        show("(g) memory while watching, MiB", found["memory"])
    Path("bench.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
