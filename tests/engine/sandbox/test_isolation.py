"""What isolation promises holds against a process that tries, and ordinary work goes on inside."""

from __future__ import annotations

import errno
import json
import os
import platform
import re
import socket
import struct
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dojo.sandbox import isolation, landlock, seccomp

linux = pytest.mark.skipif(sys.platform != "linux", reason="confinement by the kernel is Linux's")
needs_landlock = pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock")
needs_seccomp = pytest.mark.skipif(not seccomp.available(), reason="this kernel or processor has no filter of ours")
either = pytest.mark.skipif(not landlock.abi() and not seccomp.available(), reason="nothing here to confine with")

# The body runs in a confined child. Its parent is a script of ours too, so nothing that it tries can meet pytest.
PRELUDE = """
import ctypes, errno, json, os, resource, signal, socket, subprocess, sys, threading, time
from pathlib import Path
from dojo.sandbox import isolation, landlock, processes, seccomp

outside = Path(sys.argv[1])  # a directory that the child may not touch
libc = ctypes.CDLL(None, use_errno=True)

def tried(act, *arguments, **options):
    try:
        act(*arguments, **options)
    except OSError as refusal:
        return errno.errorcode[refusal.errno]
    return "done"

def called(name, *arguments):
    return "done" if getattr(libc, name)(*arguments) >= 0 else errno.errorcode[ctypes.get_errno()]

def report(*values):
    print(json.dumps(values))
    sys.stdout.flush()

LIMITS = isolation.Limits()
def confine():
    workdir = outside.parent / "workdir"
    workdir.mkdir(exist_ok=True)
    return isolation.confine(workdir, isolation.needed_paths(), LIMITS)
"""
ENDING = """
pid = os.fork()
if pid == 0:
    try:
        body()
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(0)
os.waitpid(pid, 0)
"""


class Confined:
    """Runs scripts whose function `body` is confined by one line or another."""

    def __init__(self, place: Path) -> None:
        self.outside = place / "outside"
        self.outside.mkdir()
        (self.outside / "secret.txt").write_text("expected = 42")

    def __call__(self, body: str, by: str = "confine()", before: str = "", arguments: tuple[object, ...] = ()) -> Any:
        inside = textwrap.indent(f"{textwrap.dedent(by)}\n{textwrap.dedent(body)}", "    ")
        script = f"{PRELUDE}\n{textwrap.dedent(before)}\ndef body():\n{inside}\n{ENDING}"
        command = [sys.executable, "-c", script, str(self.outside), *map(str, arguments)]
        environment = isolation.environment(self.outside.parent)
        done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, env=environment)
        assert done.stderr == ""
        return json.loads(done.stdout)


@pytest.fixture
def confined(tmp_path: Path) -> Confined:
    return Confined(tmp_path)


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", "import time; time.sleep(100)"]
    with subprocess.Popen(command) as process:
        yield process
        process.kill()


@linux
@needs_landlock
class TestFiles:
    def test_a_file_outside_cannot_be_read_listed_or_run(self, confined: Confined) -> None:
        (confined.outside / "tool").write_text("#!/bin/sh\n")
        (confined.outside / "tool").chmod(0o755)
        tries = confined("""
            report(tried(open, outside / "secret.txt"), tried(os.listdir, outside), tried(os.listdir, "/"),
                   tried(subprocess.run, [outside / "tool"]), tried(open, "/proc/self/status"),
                   tried(open, "/etc/passwd"))
        """)
        assert tries == ["EACCES"] * 6

    def test_nothing_outside_can_be_written_made_renamed_or_removed(self, confined: Confined) -> None:
        tries = confined("""
            report(tried(open, outside / "secret.txt", "w"), tried(open, outside / "new", "w"),
                   tried(os.mkdir, outside / "new"), tried(os.symlink, "x", outside / "new"),
                   tried(os.unlink, outside / "secret.txt"), tried(os.truncate, outside / "secret.txt", 0),
                   tried(open, Path(sys.prefix, "pyvenv.cfg"), "a"))
        """)
        assert tries == ["EACCES"] * 7
        assert [path.name for path in confined.outside.iterdir()] == ["secret.txt"]
        assert (confined.outside / "secret.txt").read_text() == "expected = 42"

    def test_a_file_cannot_be_carried_out_of_the_working_directory_nor_in(self, confined: Confined) -> None:
        tries = confined("""
            Path("mine").write_text("x")
            report(tried(os.rename, "mine", outside / "mine"), tried(os.link, outside / "secret.txt", "secret"))
        """)
        assert set(tries) <= {"EACCES", "EXDEV"}

    def test_the_working_directory_is_free_to_use(self, confined: Confined) -> None:
        done = confined("""
            import shutil, tempfile
            Path("a/b").mkdir(parents=True)
            Path("a/b/file").write_text("text")
            os.rename("a/b/file", "a/file")
            with tempfile.TemporaryDirectory() as place:
                shutil.copyfile("a/file", Path(place, "copy"))
                copied = Path(place, "copy").read_text()
            with open(os.devnull, "w") as nowhere:
                nowhere.write("x")
            report(copied, sorted(os.listdir()), place.startswith(os.getcwd()), os.environ["HOME"] == os.getcwd())
        """)
        assert done == ["text", ["a"], True, True]

    def test_a_temporary_directory_remembered_from_before_the_fork_is_forgotten(self, confined: Confined) -> None:
        done = confined(
            "report(tempfile.gettempdir() == os.getcwd())", before="import tempfile\ntempfile.tempdir = '/tmp'"
        )
        assert done == [True]

    @pytest.mark.parametrize("version", range(1, landlock.abi() + 1))
    def test_a_kernel_with_any_older_landlock_refuses_files_too(self, confined: Confined, version: int) -> None:
        done = confined(
            """
            report(applied, tried(open, outside / "secret.txt"), tried(open, outside / "new", "w"), len(os.listdir()))
            """,
            by=f"""
                landlock.abi = lambda: {version}
                os.chdir(sys.prefix)
                applied = landlock.restrict([Path(sys.prefix)], [])
            """,
        )
        assert done[:3] == [version, "EACCES", "EACCES"]
        assert done[3] > 0

    def test_landlock_alone_refuses_tcp(self, confined: Confined) -> None:
        if landlock.abi() < 4:
            pytest.skip("this kernel's Landlock does not know TCP")
        with socket.create_server(("127.0.0.1", 0)) as server:
            done = confined(
                """
                report(tried(socket.create_connection, ("127.0.0.1", int(sys.argv[2]))),
                       tried(socket.create_server, ("127.0.0.1", 0)))
                """,
                by="landlock.restrict([], [])",
                arguments=(server.getsockname()[1],),
            )
        assert done == ["EACCES", "EACCES"]

    def test_landlock_alone_keeps_signals_inside(self, confined: Confined, bystander: subprocess.Popen[bytes]) -> None:
        if landlock.abi() < 6:
            pytest.skip("this kernel's Landlock does not know signals")
        done = confined(
            """
            os.kill(os.getpid(), 0)
            report(tried(os.kill, int(sys.argv[2]), signal.SIGKILL), tried(os.kill, os.getppid(), signal.SIGTERM))
            """,
            by="landlock.restrict([], [])",
            arguments=(bystander.pid,),
        )
        assert done == ["EPERM", "EPERM"]
        assert bystander.poll() is None


@linux
@needs_seccomp
class TestHarm:
    def test_modes_owners_times_and_attributes_stay_as_they_are(self, confined: Confined) -> None:
        secret = confined.outside / "secret.txt"
        before = secret.stat()
        tries = confined("""
            secret = outside / "secret.txt"
            report(tried(os.chmod, secret, 0), tried(os.chown, secret, os.getuid(), os.getgid()),
                   tried(os.utime, secret, (1, 1)), tried(os.setxattr, secret, "user.x", b""),
                   tried(os.removexattr, secret, "user.x"), tried(os.chmod, sys.executable, 0o755))
        """)
        after = secret.stat()
        assert tries == ["EPERM"] * 6
        assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)

    def test_other_processes_cannot_be_signalled(self, confined: Confined, bystander: subprocess.Popen[bytes]) -> None:
        tries = confined(
            """
            other = int(sys.argv[2])
            report(tried(os.kill, other, signal.SIGKILL), tried(os.kill, other, 0), tried(os.pidfd_open, other),
                   tried(os.kill, os.getppid(), signal.SIGTERM))
            """,
            arguments=(bystander.pid,),
        )
        assert tries == ["EPERM"] * 4
        assert bystander.poll() is None

    def test_without_landlock_the_filter_refuses_signals_but_to_itself(
        self, confined: Confined, bystander: subprocess.Popen[bytes]
    ) -> None:
        tries = confined(
            """
            signal.signal(signal.SIGUSR1, lambda *_: None)
            signal.raise_signal(signal.SIGUSR1)
            os.kill(os.getpid(), signal.SIGUSR1)
            report(tried(os.kill, int(sys.argv[2]), signal.SIGKILL), tried(os.kill, os.getppid(), signal.SIGTERM))
            """,
            by="seccomp.deny_harm(signals=True)",
            arguments=(bystander.pid,),
        )
        assert tries == ["EPERM", "EPERM"]
        assert bystander.poll() is None

    def test_the_parents_limits_priority_and_processors_stay(self, confined: Confined) -> None:
        tries = confined("""
            parent = os.getppid()
            report(tried(resource.prlimit, parent, resource.RLIMIT_NOFILE, (64, 64)),
                   tried(os.setpriority, os.PRIO_PROCESS, parent, 5), tried(os.setpriority, os.PRIO_USER, 0, 5),
                   tried(os.sched_setaffinity, parent, {0}),
                   tried(os.sched_setscheduler, parent, os.SCHED_BATCH, os.sched_param(0)))
        """)
        assert tries == ["EPERM"] * 5

    def test_the_parents_memory_can_be_neither_traced_nor_read(self, confined: Confined) -> None:
        tries = confined("""
            report(called("ptrace", 16, os.getppid(), None, None),
                   called("process_vm_readv", os.getppid(), None, 0, None, 0, 0),
                   tried(open, f"/proc/{os.getppid()}/mem"))
        """)
        assert tries[:2] == ["EPERM"] * 2
        assert tries[2] == "EACCES" or not landlock.abi()

    def test_there_is_no_network(self, confined: Confined) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            tries = confined(
                """
                families = [socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK]
                report(tried(socket.create_connection, ("127.0.0.1", int(sys.argv[2]))),
                       *[tried(socket.socket, family, socket.SOCK_DGRAM) for family in families])
                """,
                arguments=(server.getsockname()[1],),
            )
        assert tries == ["EPERM"] * 6

    def test_services_behind_a_path_are_out_of_reach_but_pairs_work(self, confined: Confined) -> None:
        # Not below tmp_path: a socket's path may have 107 bytes only.
        with tempfile.TemporaryDirectory() as place, socket.socket(socket.AF_UNIX) as server:
            server.bind(f"{place}/s")
            server.listen()
            done = confined(
                """
                left, right = socket.socketpair()
                left.sendall(b"hello")
                report(tried(socket.socket(socket.AF_UNIX).connect, sys.argv[2] + "/s"), right.recv(5).decode(),
                       tried(socket.socket, socket.AF_UNIX, socket.SOCK_DGRAM),
                       tried(socket.socketpair, socket.AF_UNIX, socket.SOCK_DGRAM))
                """,
                arguments=(place,),
            )
        assert done == ["EPERM", "hello", "EPERM", "EPERM"]

    def test_namespaces_mounts_and_a_new_root_are_refused(self, confined: Confined) -> None:
        tries = confined("""
            here, new_user = b".", 0x10000000
            report(called("unshare", new_user), called("mount", here, here, here, 0, None), called("umount2", here, 0),
                   called("chroot", here), called("clone", None, None, new_user, None),
                   called("syscall", 425, 8, None))
        """)
        assert tries[:4] == ["EPERM"] * 4
        assert tries[4] in ("EPERM", "EINVAL")  # the C library may look at its arguments first
        assert tries[5] == "EPERM"

    @pytest.mark.skipif(platform.machine() != "x86_64", reason="x32 is a second set of x86_64's calls")
    def test_neither_x32_numbers_nor_high_halves_are_a_way_round(self, confined: Confined) -> None:
        tries = confined("""
            high = 1 << 32
            report(tried(processes.system_call, 0x40000000 | 39), tried(processes.system_call, 41, high | 2, 1, 0),
                   tried(processes.system_call, 302, high | os.getppid(), 7, None, None),
                   tried(processes.system_call, 90, os.fsencode(outside), 0o755))
        """)
        assert tries == ["EPERM"] * 4


@linux
@either
class TestLimits:
    def test_too_much_memory_is_a_memory_error_and_enough_is_enough(self, confined: Confined) -> None:
        done = confined(
            """
            import numpy as np
            try:
                np.ones(200 << 17)  # 200 MiB
            except MemoryError:
                report("MemoryError", len(np.ones(50 << 17)))
            """,
            before="import numpy\nLIMITS = isolation.Limits(memory=100 << 20)",
        )
        assert done == ["MemoryError", 50 << 17]

    def test_too_big_a_file_is_an_error_and_not_death(self, confined: Confined) -> None:
        done = confined("""
            with open("big", "wb", buffering=0) as file:
                written = file.write(bytes(20 << 20))
                report(written, tried(file.write, b"x"))
        """)
        assert done == [16 << 20, "EFBIG"]

    def test_open_files_are_limited(self, confined: Confined) -> None:
        done = confined("""
            kept = []
            report(tried(lambda: kept.extend(open(os.devnull) for _ in range(300))), len(kept) < 256)
        """)
        assert done == ["EMFILE", True]

    def test_limits_cannot_be_raised_again(self, confined: Confined) -> None:
        done = confined("""
            kinds = [resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC]
            refused = 0
            for kind in kinds:
                try:
                    resource.setrlimit(kind, (1 << 50, 1 << 50))
                except ValueError:
                    refused += 1
            report(refused)
        """)
        assert done == [4]

    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root's processes are not counted")
    def test_processes_are_limited(self, confined: Confined) -> None:
        # Naps rather than a storm: at most 3000 children, each gone after a few seconds.
        done = confined("""
            def more():
                for _ in range(3000):
                    if os.fork() == 0:
                        time.sleep(5)
                        os._exit(0)
            report(tried(more))
        """)
        assert done == ["EAGAIN"]


@linux
@either
class TestOrdinaryWork:
    def test_threads_forks_and_commands_work(self, confined: Confined) -> None:
        done = confined("""
            heard = []
            threads = [threading.Thread(target=heard.append, args=(i,)) for i in range(4)]
            [thread.start() for thread in threads]
            [thread.join() for thread in threads]
            pid = os.fork()
            if pid == 0:
                os._exit(7)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            command = subprocess.run(["true"]).returncode
            python = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True).stdout
            report(sorted(heard), code, command, python)
        """)
        assert done == [[0, 1, 2, 3], 7, 0, "42\n"]

    def test_processes_of_multiprocessing_work_and_can_be_ended(self, confined: Confined) -> None:
        done = confined("""
            import multiprocessing
            context = multiprocessing.get_context("fork")
            ours, theirs = context.Pipe()
            worker = context.Process(target=lambda: (theirs.send([1, 2]), time.sleep(100)))
            worker.start()
            heard = ours.recv()
            if landlock.abi() >= 6:  # elsewhere the filter refuses all signals
                worker.kill()
                worker.join()
                report(heard, worker.exitcode)
            else:
                report(heard, -9)
        """)
        assert done == [[1, 2], -9]

    def test_packages_load_late_and_work_without_a_warning(self, confined: Confined) -> None:
        # Confined.__call__ sees to it that nothing was said on stderr.
        done = confined("""
            import numpy as np
            import pandas as pd
            import joblib
            import scipy.special
            squares = joblib.Parallel(n_jobs=2)(joblib.delayed(abs)(-i) for i in range(3))
            hour = pd.Timestamp("2024-07-01", tz="UTC").tz_convert("Europe/Berlin").hour
            np.save("saved.npy", np.arange(3))
            total = pd.DataFrame({"a": np.load("saved.npy")})["a"].sum()
            report(squares, hour, int(total), round(float(scipy.special.expit(0)), 6))
        """)
        assert done == [[0, 1, 2], 2, 3, 0.5]

    def test_the_level_reached_is_the_level_announced(self, confined: Confined) -> None:
        assert confined("report(level)", by="level = confine()") == [isolation.in_force().name]


class TestNeededPaths:
    def tree(self, root: Path, *files: str) -> None:
        for file in files:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).touch()

    def opened(self, file: Path, paths: list[Path]) -> bool:
        return any(file.resolve().is_relative_to(path) for path in paths)

    def test_python_and_its_packages_are_needed_but_neither_home_nor_tmp(self) -> None:
        paths = isolation.needed_paths()
        assert all(self.opened(Path(file), paths) for file in (os.__file__, pytest.__file__, sys.executable))
        assert not any(self.opened(path, paths) for path in (Path.home(), Path("/tmp"), Path("/proc/self")))

    def test_a_virtual_environment_inside_the_root_is_open_and_the_tests_are_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.tree(tmp_path, ".venv/lib/python/site-packages/a.py", "tests/t.py", "solutions/s.py", "site-packages/b.py")
        monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
        monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "site-packages"), *sys.path])
        paths = isolation.needed_paths(tmp_path)
        assert self.opened(tmp_path / ".venv/lib/python/site-packages/a.py", paths)
        assert not any(self.opened(tmp_path / name, paths) for name in ("tests/t.py", "solutions", "site-packages"))

    def test_a_root_inside_an_open_tree_is_left_out_of_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.tree(tmp_path, "lib/python/a.py", "lib/set/tests/t.py", "lib/b.py")
        monkeypatch.setattr(sys, "prefix", str(tmp_path))
        paths = isolation.needed_paths(tmp_path / "lib" / "set")
        assert self.opened(tmp_path / "lib/python/a.py", paths)
        assert self.opened(tmp_path / "lib/b.py", paths)
        assert not self.opened(tmp_path / "lib/set/tests/t.py", paths)

    def test_none_is_below_another(self) -> None:
        paths = isolation.needed_paths()
        assert not [path for path in paths if any(above in paths for above in path.parents)]


def test_the_environment_has_what_is_needed_and_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"PATH": "/bin", "LANG": "C", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "7"}
    dropped = {"TOKEN": "x", "PYTHONPATH": "/x", "LD_PRELOAD": "x", "SSH_AUTH_SOCK": "/x", "OMP_NUM_THREADS": "8"}
    for name, value in (kept | dropped).items():
        monkeypatch.setenv(name, value)
    found = isolation.environment(tmp_path)
    assert kept.items() <= found.items()
    assert found["HOME"] == found["TMPDIR"] == str(tmp_path)
    assert found["OPENBLAS_NUM_THREADS"] == found["OMP_NUM_THREADS"] == found["MKL_NUM_THREADS"] == "1"
    assert not {"TOKEN", "PYTHONPATH", "LD_PRELOAD", "SSH_AUTH_SOCK"} & set(found)


@pytest.mark.parametrize(("version", "filtered"), [(0, False), (0, True), (1, False), (3, True), (4, False), (7, True)])
def test_each_claim_is_either_held_or_left_open(monkeypatch: pytest.MonkeyPatch, version: int, filtered: bool) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: version)
    monkeypatch.setattr(seccomp, "available", lambda: filtered)
    level = isolation.in_force()
    assert (f"landlock-{version}" in level.name) == (version > 0)
    assert ("seccomp" in level.name) == filtered
    assert ("It cannot signal a process outside." in level.holds) == (filtered or version >= 6)
    assert ("It can read every file that you can, tests and solutions included." in level.leaves_open) == (not version)
    assert not set(level.holds) & set(level.leaves_open)


# The filter, judged by an interpreter of classic BPF and by the kernel's own list of numbers.

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
machines = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])


def outcome(machine: str, number: int, *arguments: int, architecture: int = 0, only: int | None = None) -> int:
    """The error number that the filter answers with, 0 where it lets the call through."""
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("<IIQ6Q", number, architecture or ARCHITECTURE[machine], 0, *words)
    code = list(struct.iter_unpack("=HBBI", seccomp.program(machine, only)))
    loaded = at = 0
    while True:
        operation, yes, no, constant = code[at]
        if operation == 0x06:
            return 0 if constant == 0x7FFF0000 else constant & 0xFFFF
        if operation == 0x20:
            (loaded,) = struct.unpack_from("<I", data, constant)
            at += 1
        else:
            true = {0x15: loaded == constant, 0x35: loaded >= constant, 0x45: bool(loaded & constant)}[operation]
            at += 1 + (yes if true else no)


def numbers(machine: str) -> dict[str, int]:
    if not HEADERS[machine].exists():
        pytest.skip(f"the kernel's header for {machine} is not installed")
    lines = re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", HEADERS[machine].read_text(), re.MULTILINE)
    return {name: int(number) for name, number in lines}


def refused_names() -> set[str]:
    return {call.split()[0] for calls in seccomp._REFUSED.values() for call in calls.split(",")}


@machines
def test_just_the_calls_named_are_refused_whatever_their_arguments(machine: str) -> None:
    known, names = numbers(machine), refused_names()
    checked = {"socket", "clone3"}  # refused when all arguments are 0
    found = {name for name, number in known.items() if outcome(machine, number)}
    assert found == (names | checked) & set(known)


@machines
def test_calls_are_refused_by_what_the_kernel_sees_of_their_arguments(machine: str) -> None:
    known, high = numbers(machine), 1 << 32
    tries = [
        ("prlimit64", [0]),
        ("prlimit64", [high]),
        ("socket", [1, 0o2000001]),
        ("clone", [0x11]),
        ("ioctl", [0, 0x5401]),
    ]
    assert [outcome(machine, known[name], *arguments) for name, arguments in tries] == [0] * 5
    tries = [("prlimit64", [7]), ("prlimit64", [high | 7]), ("socket", [high | 2]), ("clone", [0x10000011])]
    tries += [("socket", [1, 2]), ("socket", [1, 0o2000003]), ("socketpair", [1, 2])]
    tries += [("ioctl", [0, 0x5412]), ("ioctl", [0, high | 0x5412]), ("sched_setaffinity", [9])]
    assert [outcome(machine, known[name], *arguments) for name, arguments in tries] == [errno.EPERM] * len(tries)
    assert outcome(machine, known["clone3"]) == errno.ENOSYS


@machines
def test_signals_pass_to_the_one_process_only_when_asked(machine: str) -> None:
    known = numbers(machine)
    calls = ["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"]
    assert [outcome(machine, known[name], 8, only=9) for name in calls] == [errno.EPERM] * 5
    assert [outcome(machine, known[name], 9, only=9) for name in calls] == [0] * 5
    assert [outcome(machine, known[name], 8) for name in calls] == [0] * 5
    assert outcome(machine, known["fcntl"], 0, 8, only=9) == errno.EPERM


@machines
def test_another_architectures_calls_are_all_refused(machine: str) -> None:
    assert outcome(machine, 0, architecture=0x40000003) == errno.EPERM


def test_every_program_is_short_enough_for_the_kernel() -> None:
    assert max(len(seccomp.program(machine, 9)) // 8 for machine in ARCHITECTURE) < 4096
