"""The text of a stub, replaced: saved in history first, then written whole, so that a kill at no instant loses it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from dojo.history.store import History, HistoryProblem
from dojo.kata.drafts import draft_of
from dojo.kata.layout import Kata
from dojo.kata.source import short


class NotReplaced(Exception):
    """The text was left as it is; the message is one line that says why."""


def replace(root: Path, kata: Kata, content: bytes, what: str) -> None:
    """Put another text in the stub's place; the present one is saved with an event, `what`, before it goes.

    Raises
    ------
    NotReplaced
        The present text cannot be read or saved, or the new one cannot be written: everything is as it was.
    """
    target = Path(os.path.realpath(kata.stub))  # a link stays a link
    try:
        present = present_content(kata)
        with draft_of(target) as draft:
            _write(draft, content, target)
            with History.open(root) as history:
                history.event(kata.id, what, text=present)
    except OSError as error:
        raise NotReplaced(f"{short(kata.stub)}: cannot be replaced ({error.strerror or error})") from error
    except HistoryProblem as problem:
        raise NotReplaced(
            f"{short(kata.stub)} stays as it is, since its text could not be saved: {problem}"
        ) from problem


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
    if not kata.stub.is_file():  # reading a pipe would wait for ever
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
