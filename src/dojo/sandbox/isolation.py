"""Isolation: what an attempt's process may do, put in force for good before the attempt loads."""

from __future__ import annotations

import os
import resource
import signal
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dojo.sandbox import landlock, processes, seccomp

__all__ = ["Isolation", "Limits", "confine", "environment", "in_force", "needed_paths"]


@dataclass(frozen=True)
class Limits:
    """What one process of an attempt may use.

    Attributes
    ----------
    memory : int
        Bytes of address space above what the process already has.
    file_size : int
        Bytes of any one file.
    processes : int
        Processes and threads above those that run now.
    open_files : int
    """

    memory: int = 2 << 30
    file_size: int = 16 << 20
    processes: int = 64
    open_files: int = 256


@dataclass(frozen=True)
class Isolation:
    """A level of isolation: its name, and in plain sentences what it holds and what it leaves open."""

    name: str
    holds: tuple[str, ...]
    leaves_open: tuple[str, ...]


def confine(workdir: Path, readable: Sequence[Path], limits: Limits) -> str:
    """Confine this process, and all that it will start, for good.

    To be called in the sandbox process after the fork, while it has one thread, before the attempt loads.

    Parameters
    ----------
    workdir : Path
        An existing directory: the current one from now on, and the only one to write in.
    readable : sequence of Path
        What may be read and executed: `needed_paths`, taken before the fork.
    limits : Limits

    Returns
    -------
    str
        The name of the level reached, as in `in_force`. Where a platform lacks a feature the others still apply.
    """
    workdir = workdir.resolve()
    _move_to(workdir)
    _limit(limits)
    processes.drop_capabilities()
    version = landlock.restrict([Path(path) for path in readable], [workdir, Path(os.devnull)])
    filtered = seccomp.deny_harm(signals=version < _SIGNAL_SCOPE)
    return _level(version, filtered)


def _move_to(workdir: Path) -> None:
    os.chdir(workdir)
    os.umask(0o077)
    os.environ.update({name: str(workdir) for name in _HOMES})
    if "tempfile" in sys.modules:
        sys.modules["tempfile"].tempdir = None  # type: ignore[attr-defined]  # it may remember the parent's directory


_HOMES = ("HOME", "TMPDIR")
_SIGNAL_SCOPE = 6  # the Landlock ABI that brought it


# Limits


def _limit(limits: Limits) -> None:
    _offer_to_the_memory_killer()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing past the limit is an OSError, not death
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    if (used := _address_space()) is not None:
        _lower(resource.RLIMIT_AS, used + limits.memory)
    if (running := _running_threads()) is not None:
        _lower(resource.RLIMIT_NPROC, running + limits.processes)


def _lower(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (bound, bound))
    except (OSError, ValueError):  # a platform that knows the limit by name only
        return


def _offer_to_the_memory_killer() -> None:
    """Should the machine run out of memory, let the kernel choose the attempt and not somebody's editor."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000")
    except OSError:
        return


def _address_space() -> int | None:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


def _running_threads() -> int | None:
    """How many threads the whole system has: never fewer than the user's own, which the limit on processes counts."""
    try:
        return int(Path("/proc/loadavg").read_text().split()[3].partition("/")[2])
    except OSError:
        return None


# What an attempt may read

_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64", "/nix/store"),
    *("/bin", "/usr/bin", "/etc/ld.so.cache"),
    *("/etc/localtime", "/usr/share/zoneinfo"),
    *("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
    *("/sys/devices/system/cpu", "/proc/cpuinfo", "/proc/meminfo"),  # numeric libraries size themselves by these
)
_OF_A_PREFIX = ("bin", "lib", "lib64", "share/zoneinfo", "pyvenv.cfg")


def needed_paths(root: Path | None = None) -> list[Path]:
    """What an attempt may read: Python, what is installed for it, shared libraries, time zones, plain commands.

    Parameters
    ----------
    root : Path, optional
        The katas' root. No tree that holds it is opened, nor one inside it except a virtual environment's own.

    Returns
    -------
    list of Path
        Existing, resolved, none below another. Of this package only its own directory, wherever it lies.
    """
    own = [*_python(), Path(__file__).parents[1]]
    found = {path.resolve() for path in [*own, *map(Path, _SYSTEM)] if path.exists()}
    found |= {path for path in _packages() if root is None or not path.is_relative_to(root.resolve())}
    if root is not None:
        found = {part for path in found for part in _around(path, root.resolve())}
    return sorted(path for path in found if not any(above in found for above in path.parents))


def _python() -> Iterator[Path]:
    """The parts of the installation and of the virtual environment, not their whole prefixes: one may be /usr."""
    for prefix in {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}:
        yield from (Path(prefix, part) for part in _OF_A_PREFIX)
    paths = sysconfig.get_paths()
    yield from (Path(paths[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib", "scripts"))
    yield from map(Path, site.getsitepackages())


def _packages() -> Iterator[Path]:
    """The other directories of installed packages on the import path, such as the user's own."""
    for entry in map(Path, sys.path):
        if entry.name in ("site-packages", "dist-packages") and entry.is_dir():
            yield entry.resolve()


def _around(path: Path, root: Path) -> Iterable[Path]:
    """The path itself; if it holds the root, all in it but the root, since a rule cannot take part of a tree back."""
    if not root.is_relative_to(path):
        return [path]
    if root == path:
        return []
    return [part for child in path.iterdir() for part in _around(child.resolve(), root)]


_PASSED_ON = ("PATH", "LANG", "TZ", "PYTHONHASHSEED")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_NO_SEMAPHORES = {"JOBLIB_MULTIPROCESSING": "0"}  # they live in /dev/shm; scikit-learn would warn when imported


def environment(home: Path) -> dict[str, str]:
    """The environment for the process that sandboxes are forked from: no secret, no setting of the user's.

    Parameters
    ----------
    home : Path
        What stands for the home directory and for the one of temporary files.
    """
    return {
        "PATH": os.defpath,
        **_plain(os.environ),
        **_ONE_THREAD,
        **_NO_SEMAPHORES,
        **{name: str(home) for name in _HOMES},
    }


def _plain(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if name in _PASSED_ON or name.startswith("LC_")}


# What holds


def in_force() -> Isolation:
    """The isolation that `confine` reaches on this platform and kernel, for this user."""
    version, filtered = landlock.abi(), seccomp.available()
    claims = list(_claims(version, filtered))
    return Isolation(
        _level(version, filtered),
        tuple(sentence for true, sentence, _ in claims if true and sentence),
        tuple(sentence for true, _, sentence in claims if not true and sentence),
    )


def _level(version: int, filtered: bool) -> str:
    parts = [f"landlock-{version}"] * bool(version) + ["seccomp"] * filtered
    return "+".join(parts) or "processes"


def _claims(version: int, filtered: bool) -> Iterator[tuple[bool, str, str]]:
    """Each as (whether it holds here, what to say if it does, what to say if not)."""
    linux, root = sys.platform == "linux", os.geteuid() == 0
    yield True, "An attempt runs in a process of its own and can be stopped at any instant.", ""
    yield True, "File size and the number of open files are limited.", ""
    yield linux, "Memory is limited in each of its processes.", "Memory is not limited."
    yield linux, "No process of it survives, daemons included.", "A process that leaves its session may survive."
    unlimited = "The number of its processes is not limited" + (" for root." if root else ".")
    yield linux and not root, "The number of its processes is limited.", unlimited
    yield from _claims_on_files(version, filtered)
    yield from _claims_on_others(version, filtered)
    yield False, "", "It can ask for the size, mode and times of any file whose name it knows."
    yield False, "", "The disk space that its working directory takes is limited by file only."


def _claims_on_files(version: int, filtered: bool) -> Iterator[tuple[bool, str, str]]:
    reads = "It reads only Python, what is installed, shared libraries and its own working directory."
    yield version > 0, reads, "It can read every file that you can, tests and solutions included."
    yield version > 0, "It writes only in its own working directory.", "It can write wherever you can."
    if version:
        yield version >= 3, "", "It can truncate the installed files that it may read."
    stay = "Modes, owners, times and attributes of files stay as they are."
    yield filtered, stay, "It can change modes, owners and times of your files."


def _claims_on_others(version: int, filtered: bool) -> Iterator[tuple[bool, str, str]]:
    no_signals = filtered or version >= _SIGNAL_SCOPE
    yield no_signals, "It cannot signal a process outside.", "It can send signals to your other processes."
    priority = "It can change the priority of your other processes" + ("." if version else ", and trace them.")
    yield filtered, "It cannot trace, read or slow down a process outside.", priority
    network = "It has the network, TCP excepted." if version >= 4 else "It has the network."
    yield filtered, "It has no network and reaches no service of this machine.", network
