"""A part of a screen that scrolls, and the table that explains a screen's keys."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static


class Panel(VerticalScroll):
    """Scrolls whatever it is given to show."""

    DEFAULT_CSS = """
    Panel { padding: 0 1; }
    Panel > Static { width: 100%; height: auto; }
    """

    def __init__(self, content: RenderableType = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._first = content

    def compose(self) -> ComposeResult:
        yield Static(self._first, markup=False)

    def show(self, content: RenderableType) -> None:
        """Show something else, from its beginning."""
        self.query_one(Static).update(content)
        self.scroll_home(animate=False)


def key_table(bindings: Iterable[object]) -> Table:
    """Return what each key does, one per row."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for binding in bindings:
        if isinstance(binding, Binding) and binding.tooltip:
            table.add_row(Text(binding.key_display or binding.key, "bold"), binding.tooltip)
    return table
