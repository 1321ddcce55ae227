"""An app on top of a feed: the feed's thread, its events, what is printed meanwhile, and the end."""

from __future__ import annotations

import asyncio
import signal
import threading
from typing import TypeVar

from textual import events
from textual.app import App

from dojo.runs.loop import Event
from dojo.screens.driver import TerminalDriver
from dojo.screens.feed import Feed

TERMINATED = 128 + signal.SIGTERM

# For the CSS of every app: thin scrollbars in the terminal's own colours, and keys that also stand out without colour.
SHARED_CSS = """
VerticalScroll { scrollbar-size-vertical: 1; scrollbar-background: ansi_default;
    scrollbar-background-hover: ansi_default; scrollbar-background-active: ansi_default; }
FooterKey .footer-key--key { text-style: bold reverse; color: ansi_default; }
"""

Result = TypeVar("Result")


class FedApp(App[Result]):
    """An app whose events come from a feed; it handles them in `heard`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, feed: Feed) -> None:
        super().__init__(driver_class=TerminalDriver, ansi_color=True)
        self.feed = feed
        self.fault: BaseException | None = None
        self.thread = threading.Thread(target=self._run_feed, name="loop", daemon=True)

    def play(self) -> Result | None:
        """Run until it is left, then end the feed; raises what broke it, and SystemExit after a SIGTERM."""
        try:
            found = self.run()
        finally:
            self.feed.stop()
            if self.thread.ident is not None:
                self.thread.join()
        if self.fault is not None:
            raise self.fault
        if self.return_code == TERMINATED:
            raise SystemExit(TERMINATED)
        return found

    def begin(self) -> None:
        """Start the feed; for `on_mount`, once the widgets are there."""
        self.theme = "ansi-dark"  # the terminal's own colours, on its own background, be that light or dark
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, None, TERMINATED)
        self.begin_capture_print(self)
        self.thread.start()

    def _run_feed(self) -> None:
        try:
            self.feed.run(lambda event: self.call_later(self.heard, event))
        except BaseException as error:
            self.call_later(self._end_with, error)

    def _end_with(self, error: BaseException) -> None:
        self.fault = error
        self.exit(return_code=1)

    def heard(self, event: Event) -> None:
        """Handle an event of the feed."""
        raise NotImplementedError

    def on_print(self, event: events.Print) -> None:
        """Show what the feed prints: mostly that a run could not be recorded."""
        if event.text.strip():
            self.show_note(event.text.strip())

    def show_note(self, text: str) -> None:
        """Show a line that is no event."""
        raise NotImplementedError
