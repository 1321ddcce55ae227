"""Textual's driver for terminals, which also survives bytes that are not UTF-8 and a stop that it was not told of."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import functools
from typing import Any

from textual.drivers import linux_driver


def _lenient(encoding: str) -> Any:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


linux_driver.getincrementaldecoder = _lenient  # type: ignore[attr-defined]  # Textual's own would end the app


class TerminalDriver(linux_driver.LinuxDriver):
    """Gives the terminal back before a stop, and takes it and draws it anew after one, SIGSTOP included."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.loop = asyncio.get_running_loop()
        self.suspended = False

    def suspend_application_mode(self) -> None:
        super().suspend_application_mode()
        self.suspended = True

    def resume_application_mode(self) -> None:
        """Resume from the event loop: this is called inside a signal handler, where a lock may be held."""
        with contextlib.suppress(RuntimeError):  # the app has ended
            self.loop.call_soon_threadsafe(self._resume)

    def _resume(self) -> None:
        if not self.suspended:  # SIGSTOP, which no handler sees: another program has used the terminal since
            super().suspend_application_mode()
        super().resume_application_mode()
        self.suspended = False
        self._app.refresh()
