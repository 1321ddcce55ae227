"""Removing a directory that an attempt could write in: it may be deeper than recursion goes, or closed by its mode."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path


def remove_tree(place: Path) -> None:
    """Remove a directory with all in it; nothing below it may still run. What cannot be removed stays.

    An attempt's directories are first moved to the top, one by one, so that no path grows long and none is deep.
    """
    with contextlib.suppress(OSError):
        _flatten(place)
    shutil.rmtree(place, ignore_errors=True)


def _flatten(place: Path) -> None:
    waiting, count = [place], 0
    while waiting:
        directory = waiting.pop()
        os.chmod(directory, 0o700)  # noqa: PTH101 - made under a umask of its own, it may be closed to us
        with os.scandir(directory) as entries:
            inner = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        for path in inner:
            os.chmod(path, 0o700)  # noqa: PTH101
            count += 1
            moved = place / f".moved-{os.getpid()}-{count}"
            os.rename(path, moved)  # noqa: PTH104
            waiting.append(moved)
