"""The widget that shows a kata's statement, scrollable."""

from __future__ import annotations

from rich.console import Group
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from dojo.kata.layout import Kata
from dojo.terminal.statement import statement_parts


class StatementPanel(VerticalScroll):
    """Scrolls the statement of one kata."""

    DEFAULT_CSS = """
    StatementPanel { padding: 0 1; }
    StatementPanel > Static { width: 100%; height: auto; }
    """

    def __init__(self, kata: Kata, *, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id)
        self.kata = kata

    def compose(self) -> ComposeResult:
        yield Static(Group(*statement_parts(self.kata)))

    def show(self, kata: Kata) -> None:
        """Show the statement of another kata, or the same one read again."""
        self.kata = kata
        self.query_one(Static).update(Group(*statement_parts(kata)))
        self.scroll_home(animate=False)
