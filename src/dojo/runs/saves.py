"""Which files of some directories changed: the system's file events where they serve, else looking regularly."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from pathlib import Path

try:
    from inotify_simple import INotify, flags  # type: ignore[import-untyped]
except ImportError:  # there is none but on Linux
    INotify = None

POLL = 0.2  # seconds between two looks, where file events do not serve
NETWORK = ("nfs", "cifs", "smb", "9p", "fuse", "vboxsf", "drvfs", "virtiofs")


class Saves:
    """The changes in some directories.

    Attributes
    ----------
    events : INotify or None
        A descriptor to wait on; None where one has to look every `POLL` seconds.
    problem : str
        Why one has to, where that was not asked for; "" otherwise.
    """

    def __init__(self, directories: Iterable[Path], poll: bool) -> None:
        self.directories = list(directories)
        self.events: INotify = None
        self.problem = ""
        self._places: dict[int, Path] = {}
        self._seen = self._states()
        if not poll:
            self._listen()

    def _listen(self) -> None:
        if INotify is None:
            self.problem = "file events are used on Linux only"
            return
        # A file that is written counts once it is closed: what an editor has half written is nothing to judge.
        mask = flags.CLOSE_WRITE | flags.MOVED_TO | flags.MOVED_FROM | flags.DELETE
        try:
            self.events = INotify()
            self._places = {self.events.add_watch(place, mask): place for place in self.directories}
        except OSError as error:  # too many watches or instances of this user's, or a directory that is gone
            self._give_up(f"the system gives no file events ({error.strerror or error})")

    def _give_up(self, problem: str) -> None:
        self.problem = problem
        self.close()

    def changed(self) -> set[Path]:
        """Return what changed since the last time."""
        if self.events is None:
            return self._polled()
        found = self.events.read(timeout=0)
        if any(event.mask & (flags.IGNORED | flags.Q_OVERFLOW) for event in found):
            self._give_up("a directory was replaced, or too much changed at once")
            return self._polled()
        return {self._places[event.wd] / event.name for event in found}

    def _polled(self) -> set[Path]:
        before, self._seen = self._seen, self._states()
        return {path for path in before.keys() | self._seen.keys() if before.get(path) != self._seen.get(path)}

    def _states(self) -> dict[Path, tuple[int, ...]]:
        return {path: state_of(path) for place in self.directories if place.is_dir() for path in place.iterdir()}

    def close(self) -> None:
        """Let go of the descriptor."""
        if self.events is not None:
            self.events.close()
            self.events = None


def state_of(path: Path) -> tuple[int, ...]:
    """Return what tells of a save without reading the file; () where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def must_poll(root: Path) -> str:
    """Return why file events do not arrive in a directory, or "" where they do."""
    release = platform.release().lower()
    if "microsoft" in release and str(root.resolve()).startswith("/mnt/"):
        return "a Windows drive under WSL reports no changes"
    kind = _file_system(root)
    return f"a {kind} drive reports no changes made elsewhere" if kind.startswith(NETWORK) else ""


def _file_system(path: Path) -> str:
    """Return the type of the file system that holds a path, "" where the system does not say."""
    try:
        rows = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return ""
    real = path.resolve()
    held = [(len(row[1]), row[2]) for row in rows if real.is_relative_to(row[1].replace("\\040", " "))]
    return max(held, default=(0, ""))[1]
