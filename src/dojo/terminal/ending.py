"""How a command ends when it cannot do its work: one line on standard error, and exit code 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from dojo.terminal.console import err


class Failed(click.ClickException):
    """The command cannot do its work; the message is one line."""

    def show(self, file: IO[Any] | None = None) -> None:
        err().print(self.message)


@contextmanager
def failing(*kinds: type[Exception]) -> Iterator[None]:
    """Turn exceptions of these kinds, whose messages are one line, into `Failed`."""
    try:
        yield
    except kinds as error:
        raise Failed(str(error)) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into `Failed`; that it exists already is left to the caller."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise Failed(f"{path} cannot be written: {error.strerror or error}") from error
