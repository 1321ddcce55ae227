"""Small questions at the bottom of a screen: one to confirm, one that takes a line."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

_CSS = """
%(name)s { align: left bottom; background: transparent; }
%(name)s > Vertical { height: auto; padding: 0 1; border-top: solid ansi_bright_black; background: $background; }
%(name)s Static { height: auto; }
"""


class Confirm(ModalScreen[bool]):
    """Asks yes or no; anything but y is no."""

    DEFAULT_CSS = _CSS % {"name": "Confirm"}
    BINDINGS = [  # noqa: RUF012 - as Textual reads it
        Binding("y", "dismiss(True)"),
        Binding("n,escape,q,enter", "dismiss(False)"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self.question, markup=False)
            yield Static("[bold reverse] y [/] yes  [bold reverse] n [/] no")


class Ask(ModalScreen[str]):
    """Takes a line; "" where it was left with Escape or stayed empty."""

    DEFAULT_CSS = _CSS % {"name": "Ask"}
    BINDINGS = [Binding("escape", "dismiss('')")]  # noqa: RUF012 - as Textual reads it

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self.question, markup=False)
            yield Input(placeholder="what about ties?", compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
