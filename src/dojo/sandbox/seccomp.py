"""Seccomp: a Linux process gives up the system calls that harm others and that Landlock does not stop."""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import platform
import struct
import sys
from collections.abc import Iterator

from dojo.sandbox.processes import forbid_new_privileges, system_call

__all__ = ["available", "deny_harm", "program"]

# Number on x86_64, number on aarch64, "-" where the architecture has no such call.
_REFUSED = {
    "modes, owners, times and attributes of files, which Landlock leaves alone": """
        chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452,
        chown 92 -, fchown 93 55, lchown 94 -, fchownat 260 54,
        utime 132 -, utimes 235 -, futimesat 261 -, utimensat 280 88,
        setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7, setxattrat 463 463,
        removexattr 197 14, lremovexattr 198 15, fremovexattr 199 16, removexattrat 466 466, file_setattr 469 469""",
    "other processes: their memory, descriptors, identity and share of the processor": """
        ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, kcmp 312 272,
        pidfd_open 434 434, pidfd_getfd 438 438, pidfd_send_signal 424 424, process_madvise 440 440,
        process_mrelease 448 448, migrate_pages 256 238, move_pages 279 239, setpriority 141 140, ioprio_set 251 30""",
    "the file system's shape, and ways round it": """
        mount 165 40, umount2 166 39, pivot_root 155 41, chroot 161 51, unshare 272 97, setns 308 268,
        open_tree 428 428, move_mount 429 429, fsopen 430 430, fsconfig 431 431, fsmount 432 432, fspick 433 433,
        mount_setattr 442 442, open_tree_attr 467 467, name_to_handle_at 303 264, open_by_handle_at 304 265,
        fanotify_init 300 262, quotactl 179 60, quotactl_fd 443 443""",
    "services behind a socket's path (a desktop's bus, a container engine), which Landlock leaves reachable": """
        connect 42 203""",
    "memory, semaphores and queues that belong to the whole user and outlive the process": """
        shmget 29 194, shmat 30 196, shmctl 31 195, semget 64 190, semctl 66 191, semop 65 193, semtimedop 220 192,
        msgget 68 186, msgctl 71 187, msgsnd 69 189, msgrcv 70 188, mq_open 240 180, mq_unlink 241 181,
        add_key 248 217, request_key 249 218, keyctl 250 219""",
    "the kernel itself; io_uring also does calls that no filter sees": """
        bpf 321 280, perf_event_open 298 241, userfaultfd 323 282,
        io_uring_setup 425 425, io_uring_enter 426 426, io_uring_register 427 427,
        init_module 175 105, finit_module 313 273, delete_module 176 106, kexec_load 246 104, kexec_file_load 320 294,
        iopl 172 -, ioperm 173 -""",
    "the machine as a whole, should root run it": """
        swapon 167 224, swapoff 168 225, reboot 169 142, settimeofday 164 170, clock_settime 227 112,
        adjtimex 159 171, clock_adjtime 305 266, sethostname 170 161, setdomainname 171 162, acct 163 89,
        syslog 103 116, vhangup 153 58""",
}
# Refused for some arguments only. All of these the kernel takes as 32-bit integers: it ignores the register's upper
# half, so comparing the lower one is exact, and asking for an upper half of zero would be a way round the filter.
_CHECKED = """
    prlimit64 302 261, sched_setaffinity 203 122, sched_setscheduler 144 119, sched_setparam 142 118,
    sched_setattr 314 274, socket 41 198, socketpair 53 199, clone 56 220, clone3 435 435, ioctl 16 29, fcntl 72 25,
    kill 62 129, tkill 200 130, tgkill 234 131, rt_sigqueueinfo 129 138, rt_tgsigqueueinfo 297 240"""

_AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_COLUMN = {"x86_64": 0, "aarch64": 1}
_SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
_X32 = 0x40000000
_SET_MODE_FILTER, _GET_ACTION_AVAILABLE = 1, 2
_FLAG_SPECULATION = 1 << 2  # kernels before 5.16 would slow the process down against speculation otherwise

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data

_AF_UNIX = 1
_DATAGRAM_OR_RAW = 0b10  # the bit that SOCK_DGRAM and SOCK_RAW have and SOCK_STREAM and SOCK_SEQPACKET lack
_NEW_NAMESPACES = 0x7E020000
_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902
_SET_FILE_FLAGS, _SET_FILE_ATTRIBUTES = 0x40086602, 0x401C5820
_F_SETOWN, _F_SETOWN_EX = 8, 15

_Code = list[tuple[int, int, int, int]]  # (operation, skip if true, skip if false, constant)


def available() -> bool:
    """Return whether this kernel and architecture offer filters."""
    machine = platform.machine()
    if sys.platform != "linux" or sys.byteorder != "little" or machine not in _SECCOMP_CALL:
        return False
    try:
        system_call(_SECCOMP_CALL[machine], _GET_ACTION_AVAILABLE, 0, struct.pack("=I", _ERRNO))
    except OSError:
        return False
    return True


def deny_harm(signals: bool = False) -> bool:
    """Filter this process's system calls, and those of all that it will start, for good: harm gets EPERM.

    Parameters
    ----------
    signals : bool
        Refuse signals to any process but this one as well, for kernels where Landlock does not.
        (A child can then be waited for, but not killed.)

    Returns
    -------
    bool
        False if no filter was installed.
    """
    if not available():
        return False
    machine = platform.machine()
    code = program(machine, os.getpid() if signals else None)
    instructions = ctypes.create_string_buffer(code)
    filter_ = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(instructions)))
    forbid_new_privileges()
    return any(_install(_SECCOMP_CALL[machine], flags, filter_) for flags in (_FLAG_SPECULATION, 0))


def _install(call: int, flags: int, filter_: object) -> bool:
    try:
        return system_call(call, _SET_MODE_FILTER, flags, filter_) == 0
    except OSError:
        return False


@functools.cache
def program(machine: str, only_signals_to: int | None = None) -> bytes:
    """The filter as classic BPF, eight bytes an instruction.

    Parameters
    ----------
    machine : {"x86_64", "aarch64"}
    only_signals_to : int, optional
        The one process that may be sent signals; by default the filter leaves signals alone.
    """
    code = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, _AUDIT_ARCHITECTURE[machine]), _refuse()]
    code += [(_LOAD, 0, 0, _NUMBER)]
    if machine == "x86_64":
        code += [(_AT_LEAST, 0, 1, _X32), _refuse()]
    for calls in _REFUSED.values():
        for _, number in _numbers(calls, machine):
            code += [(_EQUAL, 0, 1, number), _refuse()]
    checks = _checks(only_signals_to)
    for name, number in _numbers(_CHECKED, machine):
        if name in checks:
            code += [(_EQUAL, 0, len(checks[name]), number), *checks[name]]
    code += [(_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def _numbers(calls: str, machine: str) -> Iterator[tuple[str, int]]:
    for call in calls.split(","):
        name, *numbers = call.split()
        if numbers[_COLUMN[machine]] != "-":
            yield name, int(numbers[_COLUMN[machine]])


def _checks(only_signals_to: int | None) -> dict[str, _Code]:
    """What to look at in the arguments, by call. Every piece of code ends in a return."""
    on_self = _refuse_unless(0, 0)
    no_datagrams = _refuse_any_bit(1, _DATAGRAM_OR_RAW)  # they reach a service's path without connecting to it
    checks = {
        "prlimit64": on_self,
        "sched_setaffinity": on_self,
        "sched_setscheduler": on_self,
        "sched_setparam": on_self,
        "sched_setattr": on_self,
        "socket": [_argument(0), (_EQUAL, 1, 0, _AF_UNIX), _refuse(), *no_datagrams],
        "socketpair": no_datagrams,
        "clone": _refuse_any_bit(0, _NEW_NAMESPACES),
        "clone3": [_refuse(errno.ENOSYS)],  # its flags lie in memory; the C library falls back on clone
        "ioctl": _refuse_if(1, _TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP, _SET_FILE_FLAGS, _SET_FILE_ATTRIBUTES),
    }
    if only_signals_to is not None:
        checks["fcntl"] = _refuse_if(1, _F_SETOWN, _F_SETOWN_EX)  # a way to have SIGIO sent to others
        for name in ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
            checks[name] = _refuse_unless(0, only_signals_to)
    return checks


def _refuse_unless(argument: int, value: int) -> _Code:
    return [_argument(argument), (_EQUAL, 1, 0, value), _refuse(), _allow()]


def _refuse_any_bit(argument: int, mask: int) -> _Code:
    return [_argument(argument), (_ANY_BIT, 0, 1, mask), _refuse(), _allow()]


def _refuse_if(argument: int, *values: int) -> _Code:
    refusals = [line for value in values for line in ((_EQUAL, 0, 1, value), _refuse())]
    return [_argument(argument), *refusals, _allow()]


def _argument(index: int) -> tuple[int, int, int, int]:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index)  # little-endian: the lower half comes first


def _refuse(number: int = errno.EPERM) -> tuple[int, int, int, int]:
    return (_RETURN, 0, 0, _ERRNO | number)


def _allow() -> tuple[int, int, int, int]:
    return (_RETURN, 0, 0, _ALLOW)
