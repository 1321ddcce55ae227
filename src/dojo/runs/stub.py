"""The file of an attempt as the loop reads it: what is new in it, since when, and whether it is only half written."""

from __future__ import annotations

import hashlib
import time

from dojo.kata import candidates
from dojo.kata.candidates import Candidate, Unreadable
from dojo.kata.layout import Kata
from dojo.kata.source import BadStatement, Definition, tree_of
from dojo.runs.saves import state_of

SETTLE = 0.5  # seconds that a text without its entry is left alone after a whole one: some editors empty a file first


class StubFile:
    """The stub of a kata, read again and again.

    Attributes
    ----------
    saved : float
        The time of the save that is judged; where the text is judged for another reason, the time of that.
    written : float
        The time that the file itself tells.
    """

    def __init__(self, kata: Kata) -> None:
        self.kata = kata
        self.saved = self.written = time.time()
        self._state: tuple[int, ...] = ()
        self._taken = self._seen = b""  # digests of the text that was taken last, and of the last text at all
        self._looked: float | None = None
        self._was_whole = False
        self._settled: float | None = None

    def forget(self) -> None:
        """Take what it holds as new."""
        self._taken = b""

    def is_touched(self) -> bool:
        """Return whether it was written since it was read."""
        return state_of(self.kata.stub) != self._state

    def unsettled(self) -> float | None:
        """Return the seconds until a text that may be half written counts; None where there is no such text."""
        return None if self._settled is None else max(0.0, self._settled - time.monotonic())

    def read(self, anyway: bool) -> tuple[Candidate | Unreadable | None, bool]:
        """Return what the file holds and whether it is new; nothing where it is not new and not wanted `anyway`."""
        self._state = state_of(self.kata.stub)
        try:
            found: Candidate | Unreadable = candidates.attempt(self.kata)
        except Unreadable as error:
            if not anyway and not self.kata.stub.exists():  # deleted: editors do so for a moment
                self._settled = None
                return None, False
            found = error
        text = found.source if isinstance(found, Candidate) else str(found)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        new = digest != self._taken
        if not new and not anyway:
            self._looked, self._settled = time.time(), None
            return None, False
        if not anyway and self._is_half_written(found):
            return None, False
        self._take(digest, new)
        return found, new

    def _take(self, digest: bytes, new: bool) -> None:
        now = time.time()
        self.written = self._state[0] / 1e9 if self._state else now
        if new:  # a file may be older than its place here; and what was seen before is judged anew, not saved
            same = self._looked is None or digest == self._seen
            self.saved = now if same or self._looked is None else min(max(self.written, self._looked), now)
        self._taken = self._seen = digest
        self._looked, self._settled = now, None

    def _is_half_written(self, found: Candidate | Unreadable) -> bool:
        """Return whether to wait for the rest of a text that is not whole, where the one before it was."""
        whole = isinstance(found, Candidate) and _has_entry(found)
        if not whole and self._was_whole:
            self._settled = self._settled or time.monotonic() + SETTLE
            if time.monotonic() < self._settled:
                return True
        self._was_whole = whole
        return False


def _has_entry(candidate: Candidate) -> bool:
    try:
        body = tree_of(candidate.source).body
    except BadStatement:
        return False
    return any(isinstance(node, Definition) and node.name == candidate.entry for node in body)
