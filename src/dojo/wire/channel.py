"""The channel: frames of a JSON head and raw buffers over a connected stream socket, each under one deadline.

A frame is the size of the head and the number of buffers (two 32-bit numbers), the size of each
buffer (64 bits each), the head, the buffers. Numbers are little-endian.
"""

from __future__ import annotations

import json
import math
import mmap
import socket
import struct
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

__all__ = ["MAX_BUFFERS", "Channel", "Closed", "Garbled", "Late"]

MAX_BUFFERS = 1 << 16
_MAX_HEAD = 64 << 20  # a parsed head takes many times its size
_AHEAD = 1 << 16  # what one read may take: a small frame comes whole
_PIECES = 512  # buffers in one system call, below every platform's IOV_MAX
_PREFIX = struct.Struct("<II")
_LONG = 1e8  # seconds: more than anyone waits, and every platform's timeval holds it
_TIMEVAL = struct.Struct("@ll")

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().raw_decode


class Closed(ConnectionError):
    """The other side is gone, or a fault in an earlier frame has spoilt the channel."""


class Late(TimeoutError):
    """The deadline passed before the whole frame was through."""


class Garbled(ValueError):
    """What came, or should go, is not a frame, or does not stand for a value."""


class Channel:
    """One end of a connected stream socket, speaking in frames.

    Parameters
    ----------
    sock : socket.socket
        Connected; the channel takes it over.
    limit : int
        The largest frame, in bytes, either way.
    """

    def __init__(self, sock: socket.socket, limit: int = 1 << 30) -> None:
        sock.setblocking(True)
        self._sock = sock
        self._limit = limit
        self._ahead = b""  # read, and not yet part of a frame handed out
        self._spoilt = False
        self._timeouts: dict[int, float | None] = {socket.SO_RCVTIMEO: None, socket.SO_SNDTIMEO: None}
        self._room = memoryview(bytearray(_AHEAD))

    def fileno(self) -> int:
        """Return the socket's descriptor."""
        return self._sock.fileno()

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def send(self, head: object, buffers: Sequence[bytes | memoryview] = (), timeout: float | None = None) -> None:
        """Send one frame.

        Parameters
        ----------
        head : object
            Anything JSON can say; nan and the infinities too.
        buffers : sequence of bytes or memoryview
            Sent without copying them.
        timeout : float, optional
            Seconds for the whole frame; None waits for ever.

        Raises
        ------
        Garbled
            The frame is over the limit. Nothing was sent.
        Late, Closed
            Part of the frame may have gone: the channel is of no further use.
        """
        text = _encode(head).encode("ascii")
        lengths = list(map(len, buffers))
        self._check(len(text), lengths)
        sizes = struct.pack(f"<{len(lengths)}Q", *lengths) if lengths else b""
        start = _PREFIX.pack(len(text), len(lengths)) + sizes + text
        self._begin()
        if len(start) + sum(lengths) <= _AHEAD:
            self._push([b"".join([start, *buffers])], timeout)
        else:
            self._push([start, *filter(len, buffers)], timeout)
        self._spoilt = False

    @property
    def spoilt(self) -> bool:
        """True once a frame broke off: the channel is of no further use."""
        return self._spoilt

    def holds_more(self) -> bool:
        """Return whether part of a further frame was read already: a selector would not tell."""
        return bool(self._ahead)

    def receive(self, timeout: float | None = None, begun: float | None = None) -> tuple[Any, list[memoryview]]:
        """Wait for one frame.

        Parameters
        ----------
        timeout : float, optional
            Seconds for the whole frame, however slowly it drips in; None waits for ever.
        begun : float, optional
            Seconds for its first bytes, where that is less.

        Returns
        -------
        tuple of object and list of memoryview
            The head as JSON says it, and the buffers, read-only.

        Raises
        ------
        Late
            The deadline passed. If nothing of the frame had come, one may receive again.
        Closed, Garbled
            The channel is of no further use.
        """
        end = math.inf if timeout is None else monotonic() + timeout
        self._begin()
        if not self._ahead:
            self._first(timeout if begun is None else begun)
        self._gather(_PREFIX.size, end)
        size, count = _PREFIX.unpack_from(self._ahead)
        lengths = self._lengths(count, end) if count else ()
        self._check(size, lengths)
        body = self._body(_PREFIX.size + 8 * count, size + sum(lengths), end)
        frame = _parsed(body[:size]), _split(memoryview(body)[size:], lengths) if count else []
        self._spoilt = False
        return frame

    def _lengths(self, count: int, end: float) -> tuple[int, ...]:
        if count > MAX_BUFFERS:
            raise Garbled(f"a frame of more than {MAX_BUFFERS} buffers")
        self._gather(_PREFIX.size + 8 * count, end)
        return struct.unpack_from(f"<{count}Q", self._ahead, _PREFIX.size)

    def _check(self, size: int, lengths: Sequence[int]) -> None:
        if len(lengths) > MAX_BUFFERS:
            raise Garbled(f"a frame of more than {MAX_BUFFERS} buffers")
        if size > _MAX_HEAD or size + sum(lengths) > self._limit:
            raise Garbled(f"a frame over the limit of {self._limit} bytes, or its head over {_MAX_HEAD}")

    def _begin(self) -> None:
        """Take the channel for spoilt until this frame is through."""
        if self._spoilt:
            raise Closed("an earlier frame broke off")
        self._spoilt = True

    def _first(self, timeout: float | None) -> None:
        """Wait for a frame to begin; while none has, waiting in vain spoils nothing."""
        try:
            self._ahead = self._read(timeout)
        except Late:
            self._spoilt = False
            raise

    def _gather(self, size: int, end: float) -> None:
        while len(self._ahead) < size:
            self._ahead += self._read(_left(end))

    def _body(self, start: int, size: int, end: float) -> bytes | memoryview:
        """Take `size` bytes from `start`: from what was read ahead if they are there, else read the rest."""
        here, self._ahead = self._ahead[start : start + size], self._ahead[start + size :]
        if len(here) == size:
            return here
        # Pages of an anonymous map exist once written: a size that is only claimed takes no memory.
        room = memoryview(mmap.mmap(-1, size))
        room[: len(here)] = here
        done = len(here)
        while done < size:
            done += self._read_into(room[done:], _left(end))
        return room.toreadonly()

    def _read(self, timeout: float | None) -> bytes:
        """Return what is there, up to 64 KiB."""
        return self._room[: self._read_into(self._room, timeout)].tobytes()

    def _read_into(self, room: memoryview, timeout: float | None) -> int:
        if self._timeouts[socket.SO_RCVTIMEO] != timeout:
            self._set_timeout(socket.SO_RCVTIMEO, timeout)
        try:
            count = self._sock.recv_into(room)
        except (BlockingIOError, TimeoutError):
            raise Late("no whole frame in time") from None
        except OSError as problem:
            raise Closed(f"cannot read: {problem}") from problem
        if not count:
            raise Closed("the other side closed the channel")
        return count

    def _push(self, pieces: list[bytes | memoryview], timeout: float | None) -> None:
        end = math.inf if timeout is None else monotonic() + timeout
        left, first = timeout, 0
        while True:
            if self._timeouts[socket.SO_SNDTIMEO] != left:
                self._set_timeout(socket.SO_SNDTIMEO, left)
            sent = self._write(pieces[first : first + _PIECES])
            while first < len(pieces) and sent >= len(pieces[first]):
                sent -= len(pieces[first])
                first += 1
            if first == len(pieces):
                return
            pieces[first] = memoryview(pieces[first])[sent:]
            left = _left(end)

    def _write(self, pieces: list[bytes | memoryview]) -> int:
        try:
            return self._sock.send(pieces[0]) if len(pieces) == 1 else self._sock.sendmsg(pieces)
        except (BlockingIOError, TimeoutError):
            raise Late("the other side did not take the frame in time") from None
        except OSError as problem:
            raise Closed(f"cannot write: {problem}") from problem

    def _set_timeout(self, option: int, seconds: float | None) -> None:
        """Set a timeout in the kernel, which costs nothing per call; settimeout() would cost a poll() each."""
        micros = 0 if seconds is None else max(1, math.ceil(min(seconds, _LONG) * 1e6))  # 0 means for ever
        try:
            self._sock.setsockopt(socket.SOL_SOCKET, option, _TIMEVAL.pack(*divmod(micros, 1_000_000)))
        except OSError as problem:
            raise Closed(f"cannot set a timeout: {problem}") from problem
        self._timeouts[option] = seconds


def _left(end: float) -> float | None:
    """Return the seconds until then, None where that is never."""
    if end == math.inf:
        return None
    left = end - monotonic()
    if left <= 0:
        raise Late("no whole frame in time")
    return left


def _parsed(text: bytes | memoryview) -> Any:
    try:
        head, end = _decode(str(text, "ascii"))
    except (ValueError, RecursionError) as problem:
        raise Garbled(f"the head is not JSON: {problem}") from problem
    if end != len(text):
        raise Garbled("the head is not JSON: something comes after it")
    return head


def _split(body: memoryview, lengths: Iterable[int]) -> list[memoryview]:
    views, start = [], 0
    for length in lengths:
        views.append(body[start : start + length])
        start += length
    return views
