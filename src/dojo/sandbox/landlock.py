"""Landlock: a Linux process gives up all files but those named, TCP, and signals to processes outside."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import stat
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from dojo.sandbox.processes import forbid_new_privileges, system_call

__all__ = ["abi", "restrict"]

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1
_NEWEST_KNOWN = 7

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_CHAR, _MAKE_BLOCK, _TRUNCATE, _IOCTL_DEV = 1 << 6, 1 << 11, 1 << 14, 1 << 15
_FILES_SINCE = {1: (1 << 13) - 1, 2: 1 << 13, 3: _TRUNCATE, 5: _IOCTL_DEV}  # every right, by the ABI that brought it
_TCP_BIND_AND_CONNECT = 0b11  # since 4
_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # since 6

_READING = _EXECUTE | _READ_FILE | _READ_DIR
_ON_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV  # the others make sense for directories only
_NEVER = _MAKE_CHAR | _MAKE_BLOCK | _IOCTL_DEV  # a device made by root in its own directory would open the disk


@functools.cache
def abi() -> int:
    """The newest Landlock ABI that both this kernel and this module know; 0 where there is none."""
    try:
        return min(system_call(_CREATE_RULESET, None, 0, _ASK_VERSION), _NEWEST_KNOWN)
    except OSError:  # not Linux, not compiled in, or not switched on at boot
        return 0


def restrict(readable: Sequence[Path], writable: Sequence[Path]) -> int:
    """Confine this process, and all that it will start, for good.

    Parameters
    ----------
    readable : sequence of Path
        Files and trees to read, list and execute. Missing ones are skipped.
    writable : sequence of Path
        Files and trees to do everything with, except making devices.

    Returns
    -------
    int
        The ABI applied: all file rights that it knows, from 4 on TCP, from 6 on signals and abstract sockets.
        0 if nothing was.
    """
    version = abi()
    if not version:
        return 0
    handled = _handled(version)
    try:
        with _ruleset(version, handled) as ruleset:
            for path in readable:
                _allow(ruleset, path, _READING & handled)
            for path in writable:
                _allow(ruleset, path, handled & ~_NEVER)
            forbid_new_privileges()
            system_call(_RESTRICT_SELF, ruleset, 0)
    except OSError:
        return 0
    return version


def _handled(version: int) -> int:
    return sum(rights for since, rights in _FILES_SINCE.items() if since <= version)


@contextlib.contextmanager
def _ruleset(version: int, handled: int) -> Iterator[int]:
    words = [handled]
    words += [_TCP_BIND_AND_CONNECT] if version >= 4 else []
    words += [_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS] if version >= 6 else []
    attributes = struct.pack(f"={len(words)}Q", *words)
    ruleset = system_call(_CREATE_RULESET, attributes, len(attributes), 0)
    try:
        yield ruleset
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Open one path; what is missing, or cannot be opened by a rule, stays closed."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            rights &= _ON_A_FILE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, handle))
        with contextlib.suppress(OSError):
            system_call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(handle)
