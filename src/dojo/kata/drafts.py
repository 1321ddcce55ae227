"""Files that are there whole or not at all: written as a draft beside their place, then moved into it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `file` at the end, and is removed if anything failed.

    It lies in the same directory, since a file cannot be renamed across file systems.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):  # a read-only file system refuses even that, and holds no draft
            draft.unlink(missing_ok=True)
        raise
