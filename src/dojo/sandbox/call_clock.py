"""The clock of one call: it runs while the sandbox works, and excuses the time that it waits for a processor."""

from __future__ import annotations

import time
from typing import Any

from dojo.sandbox import processes
from dojo.wire.channel import Channel, Late

_MOST_EXTENSION = 5  # a call may take this many limits of wall time where it waited for a processor
_SHORT = 0.05  # seconds after which a call counts as a long one
_WORTH_IT = 0.02  # seconds of waiting below which a call is simply late


class Clock:
    """The time that a sandbox may still take; waiting for a processor that others use is not counted."""

    def __init__(self, limit: float, pid: int) -> None:
        self.limit, self.pid, self.spent, self.excused = limit, pid, 0.0, 0.0
        self.waited: float | None = None  # read only once a call turns out long: most are over before

    def receive(self, channel: Channel) -> tuple[list[Any], list[memoryview]]:
        while True:
            left = self.limit + self.excused - self.spent
            began = time.monotonic()
            try:
                first = _SHORT if self.waited is None and left > _SHORT else None
                return channel.receive(max(left, 0.001), first)
            except Late:
                if channel.spoilt or not self._excuse():  # part of a frame was through: no second try
                    raise
            finally:
                self.spent += time.monotonic() - began

    def _excuse(self) -> bool:
        """Return whether the sandbox has time left, for having waited or for being at its beginning."""
        waited = _waited(self.pid)
        if self.waited is None:
            self.waited = waited
            return True
        excuse = min(waited - self.waited, (_MOST_EXTENSION - 1) * self.limit)
        more = excuse - self.excused > _WORTH_IT
        self.excused = excuse
        return more


def _waited(pid: int) -> float:
    """Return the seconds that a process was ready to run and had no processor."""
    times = processes.cpu_and_wait(pid)
    return times[1] if times else 0.0
