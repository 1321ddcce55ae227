"""Tables with a dim header and no lines."""

from __future__ import annotations

from collections.abc import Container

from rich.table import Table


def table(*columns: str, right: Container[str] = ()) -> Table:
    """Return an empty table with these columns; numbers go into those on the `right`."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        made.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return made
