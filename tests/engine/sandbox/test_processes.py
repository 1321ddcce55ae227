"""What `dojo.sandbox.processes` says about processes is true, and none escapes `kill_descendants`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from typing import Any

import pytest

from dojo.sandbox import processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="speaks of processes under Linux's /proc")

# Every process below is a script of ours or one that it forked, and signals go to the latter only.
PRELUDE = """
import ctypes, json, os, signal, sys, threading, time
from dojo.sandbox import processes

def forked(act, *arguments):
    pid = os.fork()
    if pid == 0:
        try:
            act(*arguments)
        finally:
            os._exit(0)
    return pid

def nap():
    time.sleep(60)

def told(act):
    # What `act`, in a child, sends through the pipe it is handed; a line each.
    reader, writer = os.pipe()
    pid = forked(act, writer)
    os.close(writer)
    os.waitpid(pid, 0)
    with open(reader) as lines:
        return [int(line) for line in lines]

def tell(writer, number):
    os.write(writer, b"%d\\n" % number)

def alive(pid):
    return processes.start_time(pid) is not None

def until(true):
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.002)
"""


def answer(script: str) -> Any:
    """What a script, run in a process of its own, says last."""
    text = PRELUDE + textwrap.dedent(script)
    command = [sys.executable, "-c", text]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_twenty_daemons_that_left_session_and_parent_are_all_killed() -> None:
    assert answer("""
        processes.become_subreaper()
        def daemon(writer):
            tell(writer, os.getpid())
            os.close(writer)
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            nap()
        daemons = [told(lambda writer: forked(daemon, writer))[0] for _ in range(20)]
        before = sorted(processes.children(os.getpid())) == sorted(daemons)
        killed = processes.kill_descendants()
        print(json.dumps([before, killed, sum(map(alive, daemons))]))
    """) == [True, 20, 0]


def test_a_kept_child_survives_with_what_is_below_it() -> None:
    assert answer("""
        processes.become_subreaper()
        def family():
            forked(nap)
            nap()
        kept, other = forked(family), forked(family)
        until(lambda: len(processes.descendants(os.getpid())) == 4)
        killed = processes.kill_descendants(keep={kept})
        left = processes.descendants(os.getpid())
        print(json.dumps([killed, left[0] == kept, len(left), processes.kill_descendants()]))
    """) == [2, True, 2, 2]


def test_one_that_keeps_forking_is_ended_with_all_its_children() -> None:
    killed, left = answer("""
        processes.become_subreaper()
        def storm():
            for _ in range(400):  # bounded, should killing fail
                forked(nap)
            nap()
        forked(storm)
        until(lambda: len(processes.descendants(os.getpid())) > 20)
        print(json.dumps([processes.kill_descendants(seconds=20), processes.descendants(os.getpid())]))
    """)
    assert killed > 20
    assert left == []


def test_the_dead_are_reaped_but_not_counted() -> None:
    assert answer("""
        pid = forked(lambda: None)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        print(json.dumps([alive(pid), processes.kill_descendants(), alive(pid)]))
    """) == [True, 0, False]


def test_a_signal_meant_for_one_process_never_reaches_its_successor() -> None:
    assert answer("""
        pid = forked(nap)
        started = processes.start_time(pid)
        processes._send(processes._Process(pid, started - 1), signal.SIGKILL)
        spared = os.waitpid(pid, os.WNOHANG)[0] == 0
        processes._send(processes._Process(pid, started), signal.SIGKILL)
        print(json.dumps([spared, os.waitpid(pid, 0)[1]]))
    """) == [True, 9]


@pytest.mark.parametrize("listed", [True, False])
def test_children_and_descendants_are_found_with_and_without_the_kernels_list(listed: bool) -> None:
    assert answer(f"""
        if not {listed}:
            processes._lists_children = lambda: False
        def family():
            forked(nap)
            nap()
        pids = [forked(family)]
        thread = threading.Thread(target=lambda: pids.append(forked(nap)))
        thread.start()
        thread.join()
        until(lambda: len(processes.descendants(os.getpid())) == 3)
        found = processes.descendants(os.getpid())
        right = sorted(processes.children(os.getpid())) == sorted(pids) == sorted(found[:2])
        below = processes.children(pids[0]) == found[2:]
        print(json.dumps([right, below, processes.kill_descendants()]))
    """) == [True, True, 3]


def test_a_name_with_brackets_does_not_fool_the_reading_of_stat() -> None:
    assert answer("""
        before = processes.start_time(os.getpid())
        open("/proc/self/comm", "w").write("a) Z 1 (b")
        print(json.dumps(processes.start_time(os.getpid()) == before))
    """)


def test_of_a_process_that_is_gone_nothing_is_known() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    known = [processes.start_time, processes.cpu_and_wait, processes.resident, processes.peak_resident]
    assert [ask(gone.pid) for ask in known] == [None] * 4
    assert processes.children(gone.pid) == []
    assert not processes.reset_peak(gone.pid)


def test_a_child_dies_with_its_parent() -> None:
    assert (
        answer("""
        processes.become_subreaper()
        reader, writer = os.pipe()
        def child():
            processes.die_with_parent()
            tell(writer, os.getpid())
            nap()
        def parent():
            forked(child)
            os.read(reader, 20)  # the child has made its wish
        os.waitpid(forked(parent), 0)
        print(json.dumps(os.waitpid(-1, 0)[1]))
    """)
        == 9
    )


def test_undumpable_can_be_set_and_undone() -> None:
    assert answer("""
        ask = lambda: processes.prctl(3)
        before, done, after = ask(), processes.make_undumpable(), ask()
        print(json.dumps([before, done, after, processes.make_undumpable(False), ask()]))
    """) == [1, True, 0, True, 1]


def test_processor_time_grows_with_work_and_not_with_sleep() -> None:
    slept, worked = answer("""
        def spent(act):
            before = processes.cpu_and_wait(os.getpid())[0]
            act()
            return processes.cpu_and_wait(os.getpid())[0] - before
        def work():
            end = time.process_time() + 0.2
            while time.process_time() < end:
                pass
        print(json.dumps([spent(lambda: time.sleep(0.2)), spent(work)]))
    """)
    assert slept < 0.1 < worked


def test_the_peak_of_memory_stays_until_it_is_reset() -> None:
    before, during, peak, reset, after = answer("""
        me, size = os.getpid(), 64 << 20
        before = processes.resident(me)
        block = b"x" * size
        during = processes.resident(me)
        del block
        peak = processes.peak_resident(me)
        print(json.dumps([before, during, peak, processes.reset_peak(me), processes.peak_resident(me)]))
    """)
    assert during - before > 60 << 20
    assert peak > during - (4 << 20)  # the kernel's counters lag a little
    assert reset
    assert after < before + (30 << 20)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root has powers to give up")
def test_root_without_capabilities_cannot_raise_its_limits_not_even_after_an_exec() -> None:
    assert answer("""
        import resource, subprocess
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
        done = processes.drop_capabilities()
        raised = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (65, 65))"
        try:
            exec(raised)
            own = "raised"
        except ValueError:
            own = "refused"
        child = subprocess.run([sys.executable, "-c", raised], stderr=subprocess.DEVNULL).returncode
        print(json.dumps([done, own, child]))
    """) == [True, "refused", 1]


def test_a_forked_child_is_waited_for_and_killed_as_a_subprocess_is() -> None:
    assert answer("""
        import subprocess
        child = processes.Forked(forked(nap))
        try:
            child.wait(0.01)
            late = False
        except subprocess.TimeoutExpired:
            late = True
        child.kill()
        print(json.dumps([late, child.wait(10), child.wait(), child.kill()]))
    """) == [True, -9, -9, None]


def test_an_environment_that_was_replaced_is_wiped_from_memory() -> None:
    assert answer("""
        from pathlib import Path
        before = b"PATH=" in Path("/proc/self/environ").read_bytes()
        processes.replace_environment({"NEW": "one"})
        print(json.dumps([before, Path("/proc/self/environ").read_bytes().strip(b"\\0") == b"", dict(os.environ)]))
    """) == [True, True, {"NEW": "one"}]


def test_off_linux_everything_imports_and_offers_less() -> None:
    name, *nothing = answer("""
        sys.platform = "darwin"
        from pathlib import Path
        from dojo.sandbox import isolation, landlock, seccomp
        level = isolation.in_force()
        claims = [landlock.restrict([Path("/")], []), seccomp.deny_harm(), processes.become_subreaper()]
        claims += [processes.kill_descendants(), processes.drop_capabilities(), processes.die_with_parent()]
        print(json.dumps([level.name, *claims]))
    """)
    assert name == "processes"
    assert not any(nothing)
