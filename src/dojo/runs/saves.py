"""File events, from a process of their own: watching starts threads, and who forks judges must have none.

Run as `python -m dojo.runs.saves [--poll] DIRECTORY...`: a line when ready, then a line of JSON a batch of changes.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

STEP = 10  # milliseconds that a batch waits for more; the library's own 50 would be most of a verdict's time
POLL_DELAY = 200  # milliseconds between two looks, where file events do not arrive
NETWORK = ("nfs", "cifs", "smb", "9p", "fuse", "vboxsf", "drvfs", "virtiofs")


class Saves:
    """The watching process, as the loop sees it: a descriptor to wait on and the paths that changed."""

    def __init__(self, directories: Iterable[Path], poll: bool) -> None:
        command = [sys.executable, "-P", "-m", "dojo.runs.saves", *(["--poll"] if poll else []), *map(str, directories)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        assert self.process.stdout is not None
        self.lines = self.process.stdout
        self.lines.readline()  # until it is ready, a save would be lost

    def fileno(self) -> int:
        return self.lines.fileno()

    def changed(self) -> set[Path]:
        """Return the paths of the next batch; none when the watching process ended."""
        line = self.lines.readline()
        return {Path(p) for p in json.loads(line)} if line else set()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.lines.close()
        if self.process.stdin is not None:
            self.process.stdin.close()


def must_poll(root: Path) -> str:
    """Return why file events do not arrive in a directory, or "" where they do."""
    release = platform.release().lower()
    if "microsoft" in release and str(root.resolve()).startswith("/mnt/"):
        return "a Windows drive under WSL tells of no changes"
    kind = _file_system(root)
    return f"a {kind} drive tells of no changes made elsewhere" if kind.startswith(NETWORK) else ""


def _file_system(path: Path) -> str:
    """Return the type of the file system that holds a path, "" where the system does not say."""
    try:
        rows = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return ""
    real = path.resolve()
    held = [(len(row[1]), row[2]) for row in rows if real.is_relative_to(row[1].replace("\\040", " "))]
    return max(held, default=(0, ""))[1]


def main() -> None:
    """Print changes until whoever asked for them is gone."""
    import os
    import threading

    from watchfiles import watch

    def leave_with_parent() -> None:
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=leave_with_parent, daemon=True).start()
    poll = sys.argv[1] == "--poll"
    stream = watch(
        *sys.argv[2 if poll else 1 :],
        watch_filter=None,
        step=STEP,
        debounce=10 * STEP,
        rust_timeout=STEP,
        yield_on_timeout=True,
        force_polling=poll,
        poll_delay_ms=POLL_DELAY,
        recursive=False,
        raise_interrupt=False,
    )
    next(stream)  # the first timeout: the watches stand
    print(flush=True)  # noqa: T201
    for changes in stream:
        if changes:
            print(json.dumps(sorted({path for _, path in changes})), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
