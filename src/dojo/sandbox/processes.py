"""What Linux knows of processes: who descends from whom, what each uses, how to end them; elsewhere it knows none."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
_CAPABILITIES_VERSION_3 = 0x20080522
_CAP_DAC_OVERRIDE = 1 << 1
_PROC = Path("/proc")


@functools.cache
def _libc() -> Any:
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "this is not Linux")
    return ctypes.CDLL(None, use_errno=True)


def _called(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def system_call(number: int, *arguments: Any) -> int:
    """Call Linux by number; integers and ctypes pointers pass, a refusal is an OSError (ENOSYS off Linux)."""
    words = [ctypes.c_ulong(argument) if isinstance(argument, int) else argument for argument in arguments]
    _libc().syscall.restype = ctypes.c_long
    return _called(_libc().syscall(ctypes.c_long(number), *words))


def prctl(option: int, *arguments: int) -> int:
    """Change or ask something of the calling process (see prctl(2)); a refusal is an OSError."""
    padded = [*arguments, 0, 0, 0, 0][:4]
    return _called(_libc().prctl(option, *map(ctypes.c_ulong, padded)))


def _set(option: int, value: int) -> bool:
    try:
        prctl(option, value)
    except OSError:
        return False
    return True


def become_subreaper() -> bool:
    """Adopt every orphan below this process, those that left its session too; False where that is impossible."""
    return _set(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> bool:
    """Have the kernel kill this process when the thread that forked it ends; False where it cannot.

    A child forked from here does not inherit the wish.
    """
    return _set(_PR_SET_PDEATHSIG, signal.SIGKILL)


def make_undumpable(undumpable: bool = True) -> bool:
    """Close this process's memory and /proc entries to others of its user; children inherit it and may undo it."""
    return _set(_PR_SET_DUMPABLE, int(not undumpable))


def forbid_new_privileges() -> bool:
    """Give up, for this process and all below it, whatever executing a set-uid file would bring."""
    return _set(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> bool:
    """Give up root's powers for good, except that of reading and writing past file modes.

    Without CAP_SYS_RESOURCE even root cannot raise its own limits again. File modes stay overridable because a
    Python installation may lie below another user's closed home directory; Landlock decides about files.
    False if powers remain.
    """
    if not forbid_new_privileges():  # or root would have everything back at its next exec
        return False
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION_3, 0)
    powers = (ctypes.c_uint32 * 6)()  # (effective, permitted, inheritable) for capabilities 0-31, then 32-63
    if _libc().capget(header, powers) < 0:
        return False
    left = powers[1] & _CAP_DAC_OVERRIDE
    return bool(_libc().capset(header, (ctypes.c_uint32 * 6)(left, left, 0, 0, 0, 0)) == 0)


# Who descends from whom


def _read(*parts: object) -> str:
    """The text of a file below /proc, or nothing if the process is gone."""
    try:
        return _PROC.joinpath(*map(str, parts)).read_text(errors="replace")
    except OSError:
        return ""


def _stat(pid: int) -> list[str]:
    """The fields of /proc/pid/stat from the third one (the state) on; the second may hold spaces and brackets."""
    return _read(pid, "stat").rpartition(")")[2].split()


def start_time(pid: int) -> int | None:
    """When the process began, in clock ticks since boot: with the id it names one process for ever."""
    fields = _stat(pid)
    return int(fields[19]) if fields else None


def children(pid: int) -> list[int]:
    """The children of a process, those of all its threads and those not yet reaped included."""
    if not _lists_children():
        return [child for child in _everyone() if (fields := _stat(child)) and int(fields[1]) == pid]
    try:
        threads = [entry.name for entry in (_PROC / str(pid) / "task").iterdir()]
    except OSError:
        return []
    return [int(child) for thread in threads for child in _read(pid, "task", thread, "children").split()]


def descendants(pid: int) -> list[int]:
    """The children of a process, their children and so on, as of now: nearer ones first."""
    return _below(pid, ())


@functools.cache
def _lists_children() -> bool:
    return (_PROC / "thread-self" / "children").exists()  # CONFIG_PROC_CHILDREN


def _everyone() -> list[int]:
    try:
        return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]
    except OSError:
        return []


def _below(pid: int, keep: Collection[int]) -> list[int]:
    found: dict[int, None] = {}
    queue = [pid]
    while queue:
        new = [child for each in queue for child in children(each) if child not in keep and child not in found]
        found |= dict.fromkeys(new)
        queue = new
    return list(found)


# Ending them


class _Process(NamedTuple):
    """One process for ever: an id alone may come to mean another one."""

    pid: int
    started: int


def kill_descendants(keep: Collection[int] = (), seconds: float = 2.0) -> int:
    """Kill and reap every process below this one, which is a subreaper.

    All are stopped first, so that none can fork while the others are being killed. Orphans fall to the subreaper
    when their parent dies; hence it goes round until none is left.

    Parameters
    ----------
    keep : collection of int
        Children to leave alone, with all that is below them.
    seconds : float
        When to give up.

    Returns
    -------
    int
        How many were killed. The dead that nobody had waited for are reaped too, but not counted. 0 off Linux.
    """
    if sys.platform != "linux":
        return 0
    end = time.monotonic() + seconds
    killed: set[_Process] = set()
    while True:
        frozen = _freeze(keep, end)
        for process in frozen:
            _send(process, signal.SIGKILL)
        killed |= frozen
        left = _reap(_below(os.getpid(), keep))
        if (not left and _none_left(keep)) or time.monotonic() > end:
            return len(killed)
        if left:
            time.sleep(0.0005)


def _freeze(keep: Collection[int], end: float) -> set[_Process]:
    """Stop all that live below this process, those that were just being forked too."""
    frozen: set[_Process] = set()
    while (new := _living(_below(os.getpid(), keep)) - frozen) and time.monotonic() < end:
        for process in new:
            _send(process, signal.SIGSTOP)
        frozen |= new
    return frozen


def _living(pids: list[int]) -> set[_Process]:
    stats = ((pid, _stat(pid)) for pid in pids)
    return {_Process(pid, int(fields[19])) for pid, fields in stats if fields and fields[0] not in "ZX"}


def _send(process: _Process, number: signal.Signals) -> None:
    """Signal that very process: a descriptor pins it, its start tells whether it is still the one that was found."""
    with contextlib.suppress(OSError), _pinned(process.pid) as handle:
        if start_time(process.pid) == process.started:
            signal.pidfd_send_signal(handle, number)


@contextlib.contextmanager
def _pinned(pid: int) -> Iterator[int]:
    """Yield a descriptor that goes on to mean this process, even when its number is given away."""
    handle = os.pidfd_open(pid)
    try:
        yield handle
    finally:
        os.close(handle)


def _reap(pids: list[int]) -> list[int]:
    """Wait for those that are dead; the others are returned, also those whose own parent has yet to die."""
    left = []
    for pid in pids:
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == 0:
                left.append(pid)
        except ChildProcessError:
            left += [pid] if start_time(pid) is not None else []
    return left


def _none_left(keep: Collection[int]) -> bool:
    """Ask the kernel too: its list may skip one process while another on it dies."""
    if keep:
        return not _below(os.getpid(), keep)
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return True
    return False


# What they use


def stay_on(processor: int) -> None:
    """Keep this process on one processor, counted among those it may use, where the system can do so.

    Two processes that take turns answer each other much sooner when neither has to wake another processor.
    """
    if hasattr(os, "sched_setaffinity"):
        usable = sorted(os.sched_getaffinity(0))
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {usable[processor % len(usable)]})


def cpu_and_wait(pid: int) -> tuple[float, float] | None:
    """Seconds that the main thread has run, and seconds it was ready but waited for a processor; None if unknown."""
    fields = _read(pid, "schedstat").split()
    return (int(fields[0]) / 1e9, int(fields[1]) / 1e9) if len(fields) > 1 else None


def resident(pid: int) -> int | None:
    """Bytes of memory that the process holds now; None if unknown."""
    return _memory(pid, "VmRSS:")


def peak_resident(pid: int) -> int | None:
    """The most bytes of memory that it has held since it began or since `reset_peak`; None if unknown.

    Newer kernels note the peak from counters kept for each processor, which may lag some hundred pages behind.
    """
    return _memory(pid, "VmHWM:")


def reset_peak(pid: int) -> bool:
    """Let `peak_resident` count from now on; False where the kernel or the user may not."""
    try:
        (_PROC / str(pid) / "clear_refs").write_text("5")
    except OSError:
        return False
    return True


def _memory(pid: int, label: str) -> int | None:
    for line in _read(pid, "status").splitlines():
        if line.startswith(label):
            return int(line.split()[1]) << 10  # the kernel counts in KiB
    return None


class Forked:
    """A child forked from this process, spoken to as a `subprocess.Popen` is."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def kill(self) -> None:
        """Kill it unless it was waited for: its number may be another's by then."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises `subprocess.TimeoutExpired`."""
        if self.returncode is None:
            if timeout is not None:
                with _pinned(self.pid) as handle:
                    if not select.select([handle], [], [], timeout)[0]:
                        raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode


def end_child(pid: int, patience: float = 0.0) -> int | None:
    """Kill a child unless it ends by itself within the seconds of patience.

    Returns
    -------
    int or None
        Its exit code, negative for a signal; None where something else has waited for it.
    """
    child = Forked(pid)
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):
        return child.wait(patience)
    child.kill()  # ours and not yet waited for, so the number cannot have been given away
    try:
        return child.wait()
    except ChildProcessError:
        return None


def replace_environment(variables: dict[str, str]) -> None:
    """Give this process another environment, and wipe the one that it was started with from its memory."""
    os.environ.clear()
    os.environ.update(variables)
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[47]), int(fields[48])  # env_start and env_end, the 50th and 51st in all
    ctypes.memset(start, 0, end - start)
