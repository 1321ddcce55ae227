"""The text in a stub's place: kept in history first, then replaced whole; a kill at any instant loses neither."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from dojo.history.store import History, HistoryProblem
from dojo.kata.layout import Kata
from dojo.kata.source import short


class NotReplaced(Exception):
    """The text was left as it is; the message is one line that says why."""


def replace(root: Path, kata: Kata, content: bytes, what: str) -> None:
    """Put another text in the stub's place; the present one is kept with an event, `what`, before it goes.

    Raises
    ------
    NotReplaced
        The present text cannot be read or kept, or the new one cannot be written: everything is as it was.
    """
    target = Path(os.path.realpath(kata.stub))  # a link stays a link
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")  # beside it, for a rename crosses no drives
    try:
        present = present_content(kata)
        _write(draft, content, target)
        with History.open(root) as history:
            history.event(kata.id, what, text=present)
        draft.replace(target)
    except OSError as error:
        raise NotReplaced(f"{short(kata.stub)}: cannot be replaced ({error.strerror or error})") from error
    except HistoryProblem as problem:
        raise NotReplaced(
            f"{short(kata.stub)} stays as it is, since its text could not be kept: {problem}"
        ) from problem
    finally:
        draft.unlink(missing_ok=True)


def present_content(kata: Kata) -> bytes | None:
    """Return the bytes of the stub's file, whatever they are; None where there is no file.

    Raises
    ------
    NotReplaced
        It is no plain file.
    OSError
        It cannot be read.
    """
    if not kata.stub.exists():
        return None
    if not kata.stub.is_file():  # opening a pipe would wait for ever
        raise NotReplaced(f"{short(kata.stub)}: is not a plain file; move it away")
    return kata.stub.read_bytes()


def _write(draft: Path, content: bytes, model: Path) -> None:
    """Write a file to the disk, with the mode of another if that exists."""
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if model.exists():
        shutil.copymode(model, draft)
