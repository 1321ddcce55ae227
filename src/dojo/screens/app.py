"""An app beside a feed: its thread, what it tells, what is printed meanwhile, and its end."""

from __future__ import annotations

import threading
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message import Message

from dojo.runs.loop import Event
from dojo.screens.feed import Feed

Result = TypeVar("Result")


class Heard(Message):
    """The feed told something."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Broken(Message):
    """The feed ended by a fault of ours."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class FedApp(App[Result]):
    """An app whose events come from a feed; it takes them in as `on_heard`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, feed: Feed) -> None:
        super().__init__(ansi_color=True)
        self.feed = feed
        self.fault: BaseException | None = None
        self.thread = threading.Thread(target=self._run_feed, name="loop", daemon=True)

    def play(self) -> Result | None:
        """Run until it is left, then end the feed; raises what broke it."""
        try:
            found = self.run()
        finally:
            self.feed.stop()
            if self.thread.ident is not None:
                self.thread.join()
        if self.fault is not None:
            raise self.fault
        return found

    def begin(self) -> None:
        """Let the feed begin; for `on_mount`, once the widgets stand."""
        self.theme = "ansi-dark"  # the terminal's own colours, on its own ground, be that light or dark
        self.begin_capture_print(self)
        self.thread.start()

    def _run_feed(self) -> None:
        try:
            self.feed.run(self._hear)
        except BaseException as error:
            self.post_message(Broken(error))

    def _hear(self, event: Event) -> None:
        self.post_message(Heard(event))

    def on_broken(self, message: Broken) -> None:
        self.fault = message.error
        self.exit(return_code=1)

    def on_print(self, event: events.Print) -> None:
        """Show what the feed has to say beside its events: that a run could not be recorded, mostly."""
        if event.text.strip():
            self.tell_aside(event.text.strip())

    def tell_aside(self, text: str) -> None:
        """Show a line that is no event."""
        raise NotImplementedError
