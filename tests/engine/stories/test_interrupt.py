"""Ctrl-C and kill at any moment: one clear line, exit code 130, no process left, and what was judged is recorded."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dojo.history.store import History
from tests.engine.support.command import Terminal
from tests.engine.support.sets import DOUBLE, empty_root
from tests.engine.support.under_test import alive

RIGHT = "def double(x):\n    return 2 * x\n"
ENDLESS = "def double(x):\n    while True: pass\n"
LINE = "Interrupted; what was judged so far is recorded."


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kata that is judged at once and one that takes as long as it may."""
    place = empty_root(tmp_path_factory.mktemp("interrupt") / "set")
    DOUBLE.write(place, "at_once", attempt=RIGHT)
    DOUBLE.write(place, "endless", attempt=ENDLESS, sheet="call_limit = 60.0\nkata_limit = 100.0\n")
    return place


def until(true: Callable[[], bool], seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


def started(root: Path, *words: str) -> Terminal:
    return Terminal(root, *words)


def interrupted(terminal: Terminal) -> tuple[int, str]:
    """Send what Ctrl-C sends, to the command's whole process group, and return how it ended."""
    terminal.interrupt()
    try:
        return terminal.end(), terminal.shown
    finally:
        terminal.close()


def runs(root: Path, kata: str) -> int:
    if not (root / ".dojo" / "history.db").exists():
        return 0
    with History.open(root) as history:
        return len(history.runs(f"core_concepts/{kata}"))


def test_while_judging_ctrl_c_ends_everything_and_what_was_judged_is_recorded(root: Path) -> None:
    terminal = started(root, "judge", "--json")
    told = json.loads(terminal.wait_for("]}\r\n").splitlines()[0])
    code, shown = interrupted(terminal)
    assert (told["kata"], told["verdict"]) == ("core_concepts/at_once", "solved")
    assert code == 130
    assert shown.rstrip().endswith(LINE)
    assert "Traceback" not in shown
    assert until(lambda: alive(root) == [])
    assert (runs(root, "at_once"), runs(root, "endless")) == (1, 0)


@pytest.mark.parametrize(
    "module", ["click.utils", "click", "dojo.kata.layout", "dojo.judge.scheduler", "rich.console", "dojo.runs.recorder"]
)
def test_ctrl_c_while_the_command_still_imports_is_one_line_and_130(root: Path, module: str) -> None:
    terminal = Terminal(root, "judge", "endless", program=("-X", "importtime", "-m", "dojo"))
    terminal.wait_for(f" {module}\r\n")
    code, shown = interrupted(terminal)
    assert code == 130
    assert shown.count(LINE) == 1
    assert "Traceback" not in shown
    assert until(lambda: alive(root) == [])


def test_ctrl_c_in_a_callback_of_the_imports_is_not_swallowed() -> None:
    script = """
        import os, signal, sys, time, weakref
        from dojo.__main__ import interrupt
        signal.signal(signal.SIGINT, interrupt)
        names = {"os": os, "signal": signal}
        exec(compile(CALLBACK, "<frozen importlib._bootstrap>", "exec"), names)
        thing = type("Thing", (), {})()
        held = weakref.ref(thing, names["cb"])  # what a callback raises is told and forgotten
        try:
            del thing
            time.sleep(10)
        except KeyboardInterrupt:
            print("interrupted")
    """
    callback = "def cb(_):\n    os.kill(os.getpid(), signal.SIGINT)\n    sum(range(1000))\n"
    command = f"CALLBACK = {callback!r}\n{textwrap.dedent(script)}"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_ctrl_c_while_the_workers_start_is_one_line_and_130(root: Path, seconds: float) -> None:
    terminal = started(root, "judge", "endless")
    assert until(lambda: any("dojo.worker" in line for line in alive(root)))
    time.sleep(seconds)
    code, shown = interrupted(terminal)
    assert code == 130
    assert shown.strip().splitlines() == [LINE]
    assert until(lambda: alive(root) == [])


def test_a_round_under_pressure_can_be_interrupted(root: Path) -> None:
    terminal = started(root, "run", "at_once", "--pressure")
    terminal.wait_for("left")
    code, shown = interrupted(terminal)
    assert code == 130
    assert shown.rstrip().endswith(LINE)
    assert until(lambda: alive(root) == [])


def test_killing_the_command_leaves_no_process_behind(root: Path) -> None:
    terminal = started(root, "judge", "endless")
    assert until(lambda: sum("dojo.worker" in line for line in alive(root)) > 1)  # a worker and its warm parent
    time.sleep(0.5)
    terminal.process.kill()
    terminal.close()
    assert until(lambda: alive(root) == [])


def test_output_to_a_pipe_that_nobody_reads_does_not_hold_it_up(root: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dojo", "judge", "at_once", "--json"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], 60.0)
    process.stdout.close()
    assert ready
    assert process.wait(30) in (0, 1)
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
